"""A body's own books (台账) as a CSV file: how many applications and cases there really were.

The first line names the columns. ``年度`` (or ``日期``) says which report a line is for; ``机关`` which body, and may
be left out where all reports are of one body. Then either

- one line a body and year, with a column for each number, called as the form calls it (``本年新收`` ``上年结转``
  ``结转下年度`` ``办结`` ``予以公开`` ``行政复议`` ``行政诉讼`` ``规范性文件现行有效`` …); or
- one line a case, with a column ``类型``: ``申请``, ``行政复议`` or ``行政诉讼``; the lines are counted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gklint.messages import Words, worded
from gklint.project.names import Names
from gklint.report.bound import CellState
from gklint.report.values import read_value
from gklint.text import fold
from gklint.tuples import NamedTuple

AGENCY, YEAR, DATE, KIND = "机关", "年度", "日期", "类型"
_COLUMNS = {
    "单位": AGENCY, "单位名称": AGENCY, "机关名称": AGENCY, "行政机关": AGENCY, "报告年度": YEAR, "年份": YEAR,
    "收到日期": DATE, "登记日期": DATE, "收件日期": DATE, "案件类型": KIND, "类别": KIND,
    "新收": "本年新收", "申请": "本年新收", "申请数": "本年新收", "结转下年": "结转下年度",
    "复议": "行政复议", "诉讼": "行政诉讼", "现行有效": "规范性文件现行有效",
}  # fmt: skip
_KINDS = {"申请": "本年新收", "依申请公开": "本年新收", "复议": "行政复议", "诉讼": "行政诉讼"}
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SEPARATORS = ",\t;，"
_MOST_MISTAKES = 20


class LedgerError(Exception):
    """A ledger that cannot be used; ``mistakes`` are sentences, each with its line."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class Entry(NamedTuple):
    """A number of a ledger, and the line that it stands in (the first, where lines are counted)."""

    value: Decimal
    line: int


@dataclass(frozen=True)
class Ledger:
    """The numbers by body (folded name, ``None`` where the file names none) and year, and then by indicator."""

    path: str
    entries: Mapping[tuple[str | None, int], Mapping[str, Entry]]

    def of(self, body: str | None, year: int | None) -> Mapping[str, Entry]:
        """What there is for a body's report of a year."""
        if year is None:
            return {}
        return self.entries.get((body, year)) or self.entries.get((None, year), {})


class _Line(NamedTuple):
    number: int
    cells: Mapping[str, str]


def read_ledger(path: str, text: str, indicators: Iterable[str], names: Names) -> Ledger:
    """The ledger in ``text``; ``indicators`` are the numbers that a column may be for. Raises :class:`LedgerError` with
    every mistake (the first twenty of them)."""
    known = {fold(name): name for name in indicators}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise LedgerError([_at(path, reader.line_num, worded("不是正确的 CSV：{reason}", reason=error))]) from error
    if not rows:
        raise LedgerError([worded("{path}：台账是空的", path=path)])
    columns, mistakes = _header(rows[0][1], known)
    if mistakes:
        raise LedgerError(_at(path, 1, mistake) for mistake in mistakes)
    entries: dict[tuple[str | None, int], dict[str, Entry]] = {}
    for number, row in rows[1:]:
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name}
        if any(cells.values()):
            mistakes += [_at(path, number, mistake) for mistake in _add(entries, _Line(number, cells), names)]
    if mistakes:
        raise LedgerError(mistakes[:_MOST_MISTAKES])
    return Ledger(path, entries)


def _at(path: str, line: int, mistake: str) -> Words:
    return worded("{path}：第 {line} 行：{mistake}", path=path, line=line, mistake=mistake)


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _header(row: list[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What each column is (``""`` for one that says nothing to gklint), and what is wrong with the line."""
    found = []
    for cell in row:
        label = fold(cell)
        name = _COLUMNS.get(label, label)
        found.append(known.get(name, name if name in (AGENCY, YEAR, DATE, KIND) else ""))
    mistakes: list[str] = []
    if YEAR not in found and DATE not in found:
        mistakes.append(worded("缺少“年度”列（或“日期”列）"))
    if KIND not in found and not any(name in known.values() for name in found):
        mistakes.append(worded("没有可以核对的列；可用：{names} 等", names=(KIND, *list(known.values())[:12])))
    return found, mistakes


def _add(entries: dict[tuple[str | None, int], dict[str, Entry]], line: _Line, names: Names) -> Iterator[str]:
    year = _YEAR.search(fold(line.cells.get(YEAR) or line.cells.get(DATE, "")))
    if year is None:
        yield worded("看不出年度")
        return
    agency = line.cells.get(AGENCY)
    place = entries.setdefault((names.key(agency) if agency else None, int(year[0])), {})
    if KIND in line.cells:
        yield from _count(place, line)
        return
    for name, cell in line.cells.items():
        if name in (AGENCY, YEAR, DATE) or not cell:
            continue
        value = read_value(cell)
        if value.value is None or value.state is CellState.TEXT:
            yield worded("{name} 不是数字：{cell}", name=name, cell=cell)
        elif name in place:
            yield worded(
                "{name} 前面（第 {line} 行）已有，同一机关、同一年度只能写一次", name=name, line=place[name].line
            )
        else:
            place[name] = Entry(value.value, line.number)


def _count(place: dict[str, Entry], line: _Line) -> Iterator[str]:
    kind = fold(line.cells[KIND])
    name = next((name for word, name in _KINDS.items() if word in kind), None)
    if name is None:
        yield worded("类型看不懂：{kind}（应为 申请、行政复议 或 行政诉讼）", kind=line.cells[KIND])
        return
    before = place.get(name, Entry(Decimal(0), line.number))
    place[name] = Entry(before.value + 1, before.line)
