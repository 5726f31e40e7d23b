"""Source → document: parse and choose the form; tables are bound and facts collected when someone asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from gklint.late import late
from gklint.report.bound import BoundTable
from gklint.report.document import Document
from gklint.report.edition import choose_form
from gklint.report.facts import stated_facts
from gklint.report.nodes import Paragraph, Report
from gklint.report.parse import default_vocabulary, parse
from gklint.report.tables import bind_tables
from gklint.report.titles import agency_of, is_agency
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source

_OFFICIAL_NUMBER = late(r"国办公开办函[〔\[(（]20\d{2}[〕\])）]\d+号")
# A title, some of the sections, the tables, the notice that prescribes the form: two of these make a report.
_LEAST_EVIDENCE = 2
# Sections that no other kind of report has.
_OWN_ROLES = frozenset({"proactive", "requests", "litigation"})


def read_document(source: Source, form: str = "auto", vocabulary: Vocabulary | None = None) -> Document:
    """All that is known of the report in ``source``.

    ``form`` is ``auto`` or the name of an edition; raises ``KeyError`` for an edition that does not exist.
    """
    vocabulary = vocabulary or default_vocabulary()
    report = parse(source, vocabulary)
    choice = choose_form(report, vocabulary.forms, form)
    edition = vocabulary.forms[choice.form]
    bound = cache(partial(bind_tables, report, vocabulary, edition))
    return Document(
        source=source,
        report=report,
        choice=choice,
        kind=edition.kind if _is_report(report, bound) else None,
        title=report.title.text if report.title else None,
        agency=_agency(report),
        read_tables=bound,
        read_facts=partial(stated_facts, report),
        forms=vocabulary.forms,
    )


def _is_report(report: Report, bound: Callable[[], Mapping[str, BoundTable | None]]) -> bool:
    """Whether there are marks enough of an annual report; most of the six headings count as two (tables may be images),
    if they are not only those that any report on a year's work may have."""
    roles = {section.role for section in report.sections if section.role}
    titled = report.title is not None
    headed = len(roles) >= 2 or (titled and bool(roles))
    complete = len(roles) >= 4 and len(roles & _OWN_ROLES) >= 2
    marks = titled + headed + complete
    if marks < _LEAST_EVIDENCE:
        marks += _OFFICIAL_NUMBER.search(report.source.text) is not None
    if marks < _LEAST_EVIDENCE:
        marks += any(table is not None for table in bound().values())
    return marks >= _LEAST_EVIDENCE


def _agency(report: Report) -> str | None:
    """The reporting body: named in the title, or on a line of its own under it."""
    if report.title is None:
        return None
    named = agency_of(report.title.text)
    if named:
        return named
    at = report.preface.index(report.title)
    for block in report.preface[at + 1 : at + 3]:
        line = report.source.slice(block.span)
        if isinstance(block, Paragraph) and is_agency(line):
            return "".join(line.split())
    return None
