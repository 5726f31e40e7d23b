"""A table of a page: which cell stands at which row and column, rowspan and colspan resolved (HTML, 4.9.12.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.html.visible import is_hidden
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_WIDEST_SPAN = 1000
_MOST_PLACES = 200_000


class PlacedCell(NamedTuple):
    """A cell at its first place: row and column from 0, how many of each it takes, and its element."""

    row: int
    column: int
    rows: int
    columns: int
    element: _Element


class Grid(NamedTuple):
    """A table: its cells row by row, and how many columns it has."""

    rows: tuple[tuple[PlacedCell, ...], ...]
    width: int


class PlaceCount:
    """Counts the places of all tables of a page, and stops where they are too many."""

    def __init__(self) -> None:
        self._places = 0

    def add(self, places: int) -> None:
        """Count ``places`` more; raises :class:`ReadError` beyond the limit."""
        self._places += places
        if self._places > _MOST_PLACES:
            raise ReadError(worded("网页里表格的单元格超过 {most} 个，不像一份报告；没有读取", most=_MOST_PLACES))


def read_grid(table: _Element, count: PlaceCount) -> Grid:
    """The grid of ``table``; hidden rows and cells are left out."""
    rows: list[tuple[PlacedCell, ...]] = []
    width = 0
    for group in _row_groups(table):
        above: dict[int, int] = {}  # column → rows that a cell from above still takes
        for number, row in enumerate(group):
            placed = tuple(_place(row, len(rows), len(group) - number, above, count))
            width = max([width, *(cell.column + cell.columns for cell in placed)])
            rows.append(placed)
            above = {column: left - 1 for column, left in above.items() if left > 1}
    return Grid(tuple(rows), width)


def _row_groups(table: _Element) -> list[list[_Element]]:
    """The visible rows of ``table`` by group, in the order in which they are shown: head, bodies, foot."""
    groups: dict[int, list[list[_Element]]] = {0: [], 1: [], 2: []}
    loose: list[_Element] = []
    for child in table:
        if is_hidden(child):
            continue
        if child.tag == "tr":
            loose.append(child)
            if len(loose) == 1:
                groups[1].append(loose)
        elif child.tag in ("thead", "tbody", "tfoot"):
            loose = []
            rows = [row for row in child if row.tag == "tr" and not is_hidden(row)]
            groups[{"thead": 0, "tfoot": 2}.get(child.tag, 1)].append(rows)
    return [*groups[0], *groups[1], *groups[2]]


def _place(row: _Element, number: int, left: int, above: dict[int, int], count: PlaceCount) -> Iterator[PlacedCell]:
    """The cells of ``row``; ``above`` learns which columns they take in the ``left`` rows from this one on."""
    column = 0
    for cell in row:
        if cell.tag not in ("td", "th") or is_hidden(cell):
            continue
        while column in above:
            column += 1
        columns = min(max(_span(cell, "colspan"), 1), _WIDEST_SPAN)
        rows = min(_span(cell, "rowspan") or left, left)
        count.add(rows * columns)
        # The last row that a cell takes is this one if ``rows`` is 1: it must be skipped here, too.
        above.update(dict.fromkeys(range(column, column + columns), rows))
        yield PlacedCell(number, column, rows, columns, cell)
        column += columns


def _span(cell: _Element, name: str) -> int:
    """The number in an attribute as browsers read it: leading digits; 1 if there are none."""
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    digits = value[: len(value) - len(value.lstrip("0123456789"))] if value.isascii() else ""
    return int(digits[:6]) if digits else 1
