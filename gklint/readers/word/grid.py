"""A table's grid: which cell stands at which column of each row, horizontal and vertical merges resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.word.story import blocks
from gklint.readers.word.xml import Element, attribute, child, is_on, number
from gklint.tuples import NamedTuple

_MOST_CELLS = 50_000
_WIDEST = 1_000_000


class GridCell(NamedTuple):
    """A cell: its first column and how many it takes (of the table's visible columns), its content (``None`` where a
    merged cell from above goes on)."""

    column: int
    columns: int
    content: Element | None


class _Placed(NamedTuple):
    """A cell in grid columns; ``tall`` says that it is part of a vertical merge."""

    start: int
    end: int
    content: Element | None
    tall: bool


class Grid(NamedTuple):
    """A table: its rows, and how many columns a person sees."""

    rows: tuple[tuple[GridCell, ...], ...]
    width: int


class CellCount:
    """Counts the cells of all tables of a document, and stops where they are too many."""

    def __init__(self) -> None:
        self._cells = 0

    def add(self, cells: int) -> None:
        """Count ``cells`` more; raises :class:`ReadError` beyond the limit."""
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise ReadError(worded("表格的单元格超过 {most} 个，不像一份报告；没有读取", most=_MOST_CELLS))


def read_grid(table: Element, count: CellCount) -> Grid:
    """The grid of a w:tbl, deleted and hidden rows left out."""
    rows: list[list[_Placed]] = []
    for row in blocks(table, ("tr",)):
        if _dropped(row):
            continue
        above = {(cell.start, cell.end) for cell in rows[-1] if cell.tall} if rows else set()
        placed = list(_place(row, above))
        count.add(len(placed))
        rows.append(placed)
    return _visible(rows)


def _dropped(row: Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or bool(is_on(child(properties, "hidden")))


def _place(row: Element, above: set[tuple[int, int]]) -> Iterator[_Placed]:
    """The cells of ``row``; one goes on from above only where a merged cell of the same width ends there."""
    at = min(max(number(child(row, "trPr", "gridBefore")) or 0, 0), _WIDEST)
    last: _Placed | None = None
    for cell in blocks(row, ("tc",)):
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        end = at + min(max(number(child(properties, "gridSpan")) or 1, 1), _WIDEST)
        if _continues(properties, "hMerge") and last is not None:
            last = last._replace(end=end)
        else:
            if last is not None:
                yield last
            goes_on = _continues(properties, "vMerge") and (at, end) in above
            last = _Placed(at, end, None if goes_on else cell, child(properties, "vMerge") is not None)
        at = end
    if last is not None:
        yield last


def _continues(properties: Element | None, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found) != "restart"


def _visible(rows: list[list[_Placed]]) -> Grid:
    """The rows in columns that a person sees: grid columns in which no cell begins are an accident of drawing."""
    starts = sorted({cell.start for row in rows for cell in row})

    def seen(cell: _Placed) -> GridCell:
        column = bisect_left(starts, cell.start)
        return GridCell(column, bisect_left(starts, cell.end) - column, cell.content)

    return Grid(tuple(tuple(map(seen, row)) for row in rows), len(starts))
