"""Checks one text: directives out, parse, rules, marks in. Pure but for what the rules' own files are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from gklint.diagnostics import Diagnostic, Findings
from gklint.results import FileResult, Status
from gklint.runner.discover import Target
from gklint.runner.marking import Marker
from gklint.runner.outcome import ANY_DAY
from gklint.runner.setup import Prepared, Setup
from gklint.text import Source
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.baseline import Key
    from gklint.report.document import Document
    from gklint.suppress import Directive


class Examined(NamedTuple):
    """A file's result, and what the run wants to know beside it (see :class:`~gklint.runner.outcome.Outcome`)."""

    result: FileResult
    used: frozenset[int] = frozenset()
    known: Mapping[Key, int] = Counter()
    days: tuple[date, date] = ANY_DAY


class Begun(NamedTuple):
    """A text that has been read, and how it is checked; ``own`` is what gklint itself says of it."""

    source: Source
    prepared: Prepared
    document: Document
    directives: tuple[Directive, ...]
    own: tuple[Diagnostic, ...]


def examine(source: Source, target: Target, setup: Setup, marker: Marker, force: bool) -> Examined:
    """The findings of ``source``, which was read from ``target``."""
    begun = begin(source, target, setup, force)
    if isinstance(begun, Examined):
        return begun
    return finish(begun, begun.prepared.checker.check(begun.document), setup, marker)


def begin(source: Source, target: Target, setup: Setup, force: bool) -> Begun | Examined:
    """``source``, ready to be checked, or all that there is to say of what is not checked."""
    prepared = setup.for_file(source.path)
    bare, directives = _without_directives(source)
    document = setup.read(bare, prepared.form)
    own = _about(document, named=not target.in_folder, force=force, told=prepared.form != "auto")
    if document.kind is None and not force:
        return Examined(FileResult(source.path, Status.SKIPPED, source, document, Findings(own)))
    return Begun(source, prepared, document, directives, own)


def finish(begun: Begun, findings: Findings, setup: Setup, marker: Marker) -> Examined:
    """What comes of what the rules found."""
    source, prepared, document, directives, own = begun
    marked = marker.mark(
        findings.diagnostics,
        document,
        directives,
        covers=setup.covers,
        running=prepared.running,
        later=prepared.later,
    )
    diagnostics = tuple(sorted((*own, *marked.diagnostics), key=lambda d: d.order))
    result = FileResult(source.path, Status.CHECKED, source, document, Findings(diagnostics, findings.not_run))
    return Examined(result, marked.used, marked.known, marker.days(directives))


def _without_directives(source: Source) -> tuple[Source, tuple[Directive, ...]]:
    """See :func:`gklint.suppress.read_directives`; most files have none."""
    if "gklint:" not in source.text:
        return source, ()
    from gklint.suppress import read_directives

    return read_directives(source)


def _about(document: Document, *, named: bool, force: bool, told: bool) -> tuple[Diagnostic, ...]:
    """What gklint itself says of the file: that it is no report (of one that was ``named``), that its edition is not
    certain (where it was not ``told``), how it was read."""
    report, notes = document.kind is not None, document.source.notes
    unsure = (report or force) and not told and not document.choice.certain
    if report and not unsure and not notes:
        return ()
    from gklint.runner.internal import not_a_report, remarked, unsure_form

    own = [not_a_report(document, forced=force)] if not report and named else []
    own += [unsure_form(document)] if unsure else []
    return (*own, *(map(remarked, notes) if report or force else ()))
