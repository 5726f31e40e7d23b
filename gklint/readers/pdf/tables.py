"""Ruled lines → tables: the cells that drawn lines enclose. Nothing is a table without two columns of drawn cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from gklint.readers.pdf.page import Char, PdfPage, Rule
from gklint.readers.pdf.words import cell_text
from gklint.tuples import NamedTuple

_SNAP = 3.0
_JOIN = 4.0
_SHORTEST = 5.0
_COVERED = 0.6
_MOST_RULES = 4000
_MOST_PLACES = 40_000


class TableCell(NamedTuple):
    """A cell at its first place: row and column from 0, how many of each it takes, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


class PdfTable(NamedTuple):
    """A table on a page: its box, the places of its standing rules, and its cells row by row."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    columns: tuple[float, ...]
    rows: tuple[tuple[TableCell, ...], ...]


class _Union:
    """Which of the numbers from 0 on belong together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        """The number that stands for all that belong with ``i``."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, one: int, other: int) -> None:
        """``one`` and ``other`` belong together."""
        self._parent[self.root(one)] = self.root(other)


def find_tables(page: PdfPage) -> tuple[list[PdfTable], list[Char]]:
    """The tables of ``page`` from top to bottom, and the characters that stand in none."""
    lying, standing = _merged(page.lying), _merged(page.standing)
    rest = list(page.chars)
    tables: list[PdfTable] = []
    if len(lying) > _MOST_RULES or len(standing) > _MOST_RULES:
        return tables, rest  # a drawing, not a table
    for group in _groups(lying, standing):
        frame = _frame(*group)
        if frame is None:
            continue
        inside = [c for c in rest if frame.holds(c)]
        table = _table(page.number, frame, inside)
        if table is not None:
            tables.append(table)
            rest = [c for c in rest if not frame.holds(c)]
    return sorted(tables, key=lambda t: (t.y0, t.x0)), rest


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie in one line and touch made one; dots and serifs left out."""
    merged: list[Rule] = []
    for line in _clusters(rules):
        at = sum(rule.at for rule in line) / len(line)
        current: Rule | None = None
        for rule in sorted(line, key=lambda r: r.start):
            if current is not None and rule.start <= current.end + _JOIN:
                current = current._replace(end=max(current.end, rule.end))
            else:
                merged += [current] if current else []
                current = Rule(at, rule.start, rule.end)
        merged += [current] if current else []
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _clusters(rules: Iterable[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if clusters and rule.at - clusters[-1][0].at <= _SNAP:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _groups(lying: Sequence[Rule], standing: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or touch, directly or through others: lying and standing ones of each table."""
    rules = _Union(len(lying) + len(standing))
    heights = [rule.at for rule in lying]
    for j, post in enumerate(standing):
        for i in range(bisect_left(heights, post.start - _SNAP), len(lying)):
            if lying[i].at > post.end + _SNAP:
                break
            if lying[i].start - _SNAP <= post.at <= lying[i].end + _SNAP:
                rules.join(len(lying) + j, i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for k in range(len(lying) + len(standing)):
        group = groups.setdefault(rules.root(k), ([], []))
        if k < len(lying):
            group[0].append(lying[k])
        else:
            group[1].append(standing[k - len(lying)])
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


class _Frame(NamedTuple):
    """The rules of a table and the lines of its grid: ``xs`` from left to right, ``ys`` from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    lying: list[Rule]
    standing: list[Rule]

    def holds(self, char: Char) -> bool:
        """Whether ``char`` stands in the table."""
        return self.xs[0] <= char.x <= self.xs[-1] and self.ys[0] <= char.y <= self.ys[-1]

    def place(self, char: Char) -> tuple[int, int]:
        """The row and the column of the grid that ``char`` stands in."""
        row = min(max(bisect_left(self.ys, char.y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_left(self.xs, char.x) - 1, 0), len(self.xs) - 2)


def _frame(lying: list[Rule], standing: list[Rule]) -> _Frame | None:
    """The grid; sides that are not drawn (an open table, a page break) are where the other rules end."""
    xs = _lines([r.at for r in standing], [min(r.start for r in lying), max(r.end for r in lying)])
    ys = _lines([r.at for r in lying], [min(r.start for r in standing), max(r.end for r in standing)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    return _Frame(xs, ys, lying, standing)


def _lines(drawn: list[float], ends: list[float]) -> tuple[float, ...]:
    lines: list[float] = []
    for at in sorted(drawn):
        if not lines or at - lines[-1] > _SNAP:
            lines.append(at)
    outside = [end for end in ends if all(abs(end - at) > 2 * _SNAP for at in lines)]
    first = [end for end in outside if end < lines[0]]
    last = [end for end in outside if end > lines[-1]]
    return (*first[:1], *lines, *last[:1])


def _table(page: int, frame: _Frame, chars: Sequence[Char]) -> PdfTable | None:
    """The table in ``frame``; ``None`` when no row has two cells, or fewer than two cells have text."""
    regions = _regions(frame)
    texts: dict[int, list[Char]] = {}
    for char in chars:
        row, column = frame.place(char)
        texts.setdefault(regions[row][column], []).append(char)
    cells = _cells(regions, {region: cell_text(found) for region, found in texts.items()})
    rows = tuple(tuple(c for c in cells if c.row == row) for row in range(len(frame.ys) - 1))
    filled = sum(bool(cell.text) for cell in cells)
    if filled < 2 or all(len(row) < 2 for row in rows):
        return None
    return PdfTable(page, frame.xs[0], frame.ys[0], frame.xs[-1], frame.ys[-1], frame.xs, rows)


def _regions(frame: _Frame) -> list[list[int]]:
    """For each place of the grid the number of its cell: places between which no rule is drawn are one cell."""
    height, width = len(frame.ys) - 1, len(frame.xs) - 1
    cells = _Union(height * width)
    standing = [_near(frame.standing, x) for x in frame.xs]
    lying = [_near(frame.lying, y) for y in frame.ys]
    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column and not _drawn(standing[column], frame.ys[row], frame.ys[row + 1]):
                cells.join(here, here - 1)
            if row and not _drawn(lying[row], frame.xs[column], frame.xs[column + 1]):
                cells.join(here, here - width)
    return [[cells.root(row * width + column) for column in range(width)] for row in range(height)]


def _near(rules: Sequence[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= _SNAP]


def _drawn(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether ``rules`` cover most of the way from ``start`` to ``end``."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= _COVERED * (end - start)


def _cells(regions: Sequence[Sequence[int]], texts: dict[int, str]) -> list[TableCell]:
    """The cells in reading order, by the top left place of each."""
    boxes: dict[int, list[int]] = {}
    for row, line in enumerate(regions):
        for column, region in enumerate(line):
            box = boxes.setdefault(region, [row, column, row, column])
            box[1], box[2], box[3] = min(box[1], column), max(box[2], row), max(box[3], column)
    cells = [
        TableCell(top, left, bottom - top + 1, right - left + 1, texts.get(region, ""))
        for region, (top, left, bottom, right) in boxes.items()
    ]
    return sorted(cells)
