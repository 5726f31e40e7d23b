"""一级标题：是否齐全、有序，用字离格式太远、只能凭序号和位置认出的有哪些（供 structure.py、numbering.py 等用）。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gklint.engine.once import once
from gklint.report.document import Document
from gklint.report.forms import Form
from gklint.report.nodes import Heading, Report, Section, paragraphs, tables
from gklint.report.titles import is_title
from gklint.text import fold

# So many sections that come again are another report in the same file.
_ANOTHER = 4
# Shorter labels (规章, 其他) are words of any sentence.
_SHORTEST_LABEL = 4


def form_of(document: Document) -> Form:
    """The edition of the form that a report is checked by."""
    return document.forms[document.choice.form]


@once
def in_order(document: Document) -> bool:
    """Whether the sections are the form's, each of them once and in its place, numbered 一、 and so on: nothing is then
    wrong with them but, perhaps, their words."""
    wanted = form_of(document).sections
    found = document.report.sections
    numbers = [(section.role, section.heading.level, section.heading.ordinal) for section in found]
    official = [(section.role, 1, ordinal) for ordinal, section in enumerate(wanted, 1) if section.ordinal == ordinal]
    return len(official) == len(wanted) and numbers == official and all(section.heading.number for section in found)


@once
def other_report(report: Report) -> int | None:
    """Where another report begins in the same file: at its title, or else at the first heading that comes again where
    most come again. ``None`` if there is one report only."""
    sections = [section for section in report.sections if section.role]
    roles = [section.role for section in sections]
    if len(roles) - len(set(roles)) < _ANOTHER:
        return None
    before: set[str | None] = set()
    from_here = Counter(roles)
    for number, (section, role) in enumerate(zip(sections, roles, strict=True)):
        if role in before and sum(from_here[other] > 0 for other in before) >= _ANOTHER:
            return next(_titles(sections[number - 1], report), section.heading.span.start)
        before.add(role)
        from_here[role] -= 1
    return None


def _titles(section: Section, report: Report) -> Iterator[int]:
    """Where the paragraphs of ``section`` begin that are titles of reports, the last first."""
    for paragraph in reversed(paragraphs(section.blocks)):
        if is_title([report.source.slice(paragraph.span)]):
            yield paragraph.span.start


@once
def families(report: Report) -> list[tuple[Section, list[Section]]]:
    """Each section that has others right below it, with these; in order."""
    found: list[tuple[Section, list[Section]]] = []
    _gather(report.sections, found)
    return found


def _gather(sections: Iterable[Section], found: list[tuple[Section, list[Section]]]) -> None:
    for section in sections:
        children = [block for block in section.blocks if isinstance(block, Section)]
        if children:
            found.append((section, children))
            _gather(children, found)


def is_run_together(section: Section, document: Document) -> bool:
    """Whether a section has most labels of its table, in no sentence, and no table: nothing sets its cells apart, and
    none is read."""
    table = next((table for table in form_of(document).tables.values() if table.section == section.role), None)
    if table is None or tables(section.blocks):
        return False
    labels = {fold(label.label) for block in table.blocks for label in (*block.rows, *block.columns)}
    labels = {label for label in labels if len(label) >= _SHORTEST_LABEL}
    written = fold("".join(line for line in document.text(section.span).splitlines() if "。" not in line))
    return 2 * sum(label in written for label in labels) > len(labels)


def worded_otherwise(report: Report, form: Form) -> dict[str, Heading]:
    """Headings that are a section's by number and place, but not by their words; by the role of that section.

    五、… is one where no heading has the words of the fifth section, and it stands after the fourth section and
    before the sixth. Its fault is its words (STR004): the section is neither missing (STR001) nor does its number
    stand inside another section (STR007).
    """
    roles = {section.role for section in report.sections}
    if all(section.role in roles for section in form.sections):
        return {}
    present = [section for section in report.sections if section.role]
    absent = {section.ordinal: section.role for section in form.sections} | dict.fromkeys(_ordinals(present, form))
    found: dict[str, Heading] = {}
    last = len(form.sections) + 1
    for section, following in zip(present, [*_ordinals(present[1:], form), last], strict=False):
        reached = form.section(section.role or "").ordinal
        for block in section.blocks:
            heading = block.heading if isinstance(block, Section) else None
            if heading is None or heading.level != 1 or heading.ordinal is None:
                continue
            role = absent.get(heading.ordinal)
            if role is not None and reached < heading.ordinal < following:
                found[role] = heading
                reached = heading.ordinal
    return found


def _ordinals(sections: list[Section], form: Form) -> list[int]:
    return [form.section(section.role).ordinal for section in sections if section.role]
