"""Hits of one rule that belong together become one finding, and what a rule may know of the place of a hit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from gklint.diagnostics import Applicability, Diagnostic, Fix
from gklint.engine.rule import Finding
from gklint.engine.selectors import Subject
from gklint.engine.values import Known
from gklint.report.document import Document
from gklint.report.nodes import tables
from gklint.text import Source

LINE = "line"
ONCE: Mapping[str, Known] = {"处数": Known(Decimal(1)), "行号": Known("")}
_MOST_LINES = 8
_MOST_BLANK = 3
_DANGER = (Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY)


def table_test(subject: Subject, document: Document) -> Callable[[int], bool]:
    """Whether an offset inside ``subject`` is in a table."""
    if subject.kind != "report":
        inside = subject.table is not None
        return lambda offset: inside
    report = document.report
    spans = [table.span for table in tables((*report.preface, *report.sections))]
    starts = [span.start for span in spans]

    def test(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < spans[at].end

    return test


def groups(findings: Iterable[Finding], per: str, source: Source) -> list[list[int]]:
    """Which findings belong together, by their numbers: those of one grade, ``per`` line or report."""
    found: dict[tuple[int, str | None], list[int]] = {}
    for number, finding in enumerate(findings):
        place = source.position(finding.span.start).line if per == LINE else 0
        found.setdefault((place, finding.grade), []).append(number)
    return list(found.values())


def blank_together(group: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """What one rule finds in one table where blanks count as 0: more than a few findings are one, which says where the
    others are (a table in which nothing but the totals is filled in)."""
    found = sorted(dict.fromkeys(group), key=lambda diagnostic: diagnostic.order)
    if len(found) <= _MOST_BLANK:
        return found
    first, *others = found
    lines = counted(others, source)["行号"].value
    return [first._replace(message=f"{first.message}；同样的另有 {len(others)} 处，在第 {lines} 行")]


def counted(group: Sequence[Finding | Diagnostic], source: Source) -> Mapping[str, Known]:
    """The names that say how many findings there are together, and in which lines: the first, and how many of many."""
    lines = list(dict.fromkeys(source.position(finding.span.start).line for finding in group))
    words = "、".join(map(str, lines[:_MOST_LINES])) + (f" 等 {len(lines)}" if len(lines) > _MOST_LINES else "")
    return {"处数": Known(Decimal(len(group))), "行号": Known(words)}


def merged_fix(group: list[Finding]) -> Fix | None:
    """One fix that does what the fixes of all findings do; ``None`` when none has any. As safe as the least safe."""
    fixes = [finding.fix for finding in group if finding.fix is not None]
    if not fixes:
        return None
    if len(fixes) == 1:
        return fixes[0]
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    same = all(fix.title == fixes[0].title for fix in fixes)
    worst = max((fix.applicability for fix in fixes), key=_DANGER.index)
    return Fix(fixes[0].title if same else "逐处修改", edits, worst)
