"""标点：汉字间的半角标点，零星的和全文一致的。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report, tables
from gklint.text import Span
from gklint.tuples import NamedTuple

from .passages import within

_BESIDE = frozenset("”’）》】〕")
_AFTER = frozenset("“‘（《【")
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%％)")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_NAMES = {",": "逗号", ";": "分号", ":": "冒号", "?": "问号", "!": "叹号", ".": "句号", "(": "括号"}
_PAIR = late(r"(?P<open>[(（])(?P<inside>(?:[^()（）\n]|[(（][^()（）\n]{0,60}[)）]){0,160})(?P<close>[)）])")
_NUMERAL = late(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*")
_NUMBERED = late(r"(?:^|\n)[ \t\u3000]*[一二三四五六七八九十]{1,3}\Z")
# Half-width commas above this share of all commas are a manner of writing (or of conversion), not slips.
_WHOLLY = 0.95
# More of one mark than this in a line are one finding.
_MOST_SINGLY = 3


class _Half(NamedTuple):
    """A half-width mark (``(`` for a pair of brackets), its place, what puts it right, and whether it is in a table."""

    mark: str
    span: Span
    edits: tuple[Edit, ...]
    in_table: bool


@once
def _tables_of(report: Report) -> tuple[Span, ...]:
    return tuple(table.span for table in tables((*report.preface, *report.sections)))


@once
def _cells_of(report: Report) -> tuple[Span, ...]:
    found = tables((*report.preface, *report.sections))
    return tuple(cell.span for table in found for row in table.rows for cell in row.cells)


@once
def _half_marks(report: Report) -> tuple[_Half, ...]:
    """The half-width marks that stand in Chinese text; commas that part the cells of a table are none."""
    text = report.source.text
    found: list[_Half] = []
    for start in _beginnings(text):
        if text[start] not in "(（":
            mark, place = text[start], Span(start, start + 1)
            edits = _mark_edits(text, start)
        else:
            pair = _PAIR.match(text, start)
            if pair is None:
                continue
            mark, place = "(", Span(*pair.span())
            edits = _pair_edits(pair)  # what a pair of brackets holds is looked at too
        in_table = bool(edits) and within(_tables_of(report), start)
        if edits and not (in_table and mark == "," and not within(_cells_of(report), start)):
            found.append(_Half(mark, place, edits, in_table))
    return tuple(found)


def _beginnings(text: str) -> list[int]:
    """Where something half-width may begin; a full-width bracket counts only where a half-width one may close it."""
    places: list[int] = []
    for mark in (*_FULL, "（"):
        if mark == ")" or (mark == "（" and ")" not in text):
            continue
        at = text.find(mark)
        while at >= 0:
            if mark != "." or not text[at - 1 : at].isascii():  # decimal points are many
                places.append(at)
            at = text.find(mark, at + 1)
    return sorted(places)


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"  # a pattern with such a class takes a millisecond to compile


def _stands_in_chinese(text: str, at: int) -> bool:
    """Whether the half-width mark at ``at`` stands beside Chinese."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    beside = _is_han(before) or before in _BESIDE
    if text[at] == ".":
        return beside and (not after or after.isspace() or _is_han(after) or after in _AFTER)
    if after == " ":
        after = text[at + 2 : at + 3]
    return beside or (before in _LATIN and (_is_han(after) or after in _AFTER))


def _mark_edits(text: str, start: int) -> tuple[Edit, ...]:
    mark, end = text[start], start + 1
    if not _stands_in_chinese(text, start):
        return ()
    if mark == "." and _NUMBERED.search(text, max(start - 8, 0), start):
        return ()
    while text[end : end + 1] == " " and _is_han(text[end + 1 : end + 2]):
        end += 1
    return (Edit(Span(start, end), _FULL[mark]),)


def _pair_edits(match: re.Match[str]) -> tuple[Edit, ...]:
    start, end = match.span()
    if match["open"] == "（" and match["close"] == "）":
        return ()
    if not any(map(_is_han, match["inside"])) or _NUMERAL.fullmatch(match["inside"]):
        return ()
    places = ((start, match["open"]), (end - 1, match["close"]))
    return tuple(Edit(Span(place, place + 1), _FULL[mark]) for place, mark in places if mark in _FULL)


def _is_manner(marks: Sequence[_Half], report: Report) -> bool:
    """Whether the report is written with half-width commas throughout; the labels of tables are the template's."""
    half = sum(mark.mark == "," and not mark.in_table for mark in marks)
    if half == 0:
        return False
    text = report.source.text
    full = text.count("，") - sum(text.count("，", span.start, span.end) for span in _tables_of(report))
    return half >= _WHOLLY * (half + full)


@rule("PUN001")
def half_width(report: Report, ctx: Context) -> Iterator[Finding]:
    """Marks in Chinese text are full-width; a report that has none but half-width ones is PUN002's."""
    marks = _half_marks(report)
    if _is_manner(marks, report):
        return
    groups: dict[tuple[int, str, bool], list[_Half]] = {}
    for mark in marks:
        line = report.source.position(mark.span.start).line
        groups.setdefault((line, mark.mark, mark.in_table), []).append(mark)
    for group in groups.values():
        together = [group] if len(group) > _MOST_SINGLY else [[mark] for mark in group]
        for some in together:
            yield _told(some, ctx)


def _told(marks: Sequence[_Half], ctx: Context) -> Finding:
    first = marks[0]
    name = _NAMES[first.mark]
    full = "（）" if first.mark == "(" else _FULL[first.mark]
    times = f"（本行 {len(marks)} 处）" if len(marks) > 1 else ""
    fix = Fix(f"改为全角“{full}”", tuple(edit for mark in marks for edit in mark.edits))
    return ctx.finding(
        first.span, f"汉字间用了半角{name}{times}，应为“{full}”", grade="表格" if first.in_table else None, fix=fix
    )


@rule("PUN002")
def half_width_throughout(report: Report, ctx: Context) -> Iterator[Finding]:
    """The report is not written in half-width marks throughout. One finding."""
    marks = _half_marks(report)
    if not _is_manner(marks, report):
        return
    counts = {mark: sum(other.mark == mark for other in marks) for mark in _NAMES}
    words = "、".join(f"{_NAMES[mark]} {count} 处" for mark, count in counts.items() if count)
    first = next(mark for mark in marks if mark.mark == ",")
    # Nested pairs of brackets share no character, so the edits do not overlap.
    edits = tuple(sorted((edit for mark in marks for edit in mark.edits), key=lambda edit: edit.span))
    text = report.source.text
    start = len(text) - len(text.lstrip())
    place = report.title.span if report.title else report.source.lines.line_span(report.source.position(start).line)
    yield ctx.finding(
        place,
        f"全文标点一致用半角（{words}），应为全角；不逐处列出",
        labels=[Label(first.span, "首见于此")],
        fix=Fix("全部改为全角", edits, Applicability.UNSAFE),
    )
