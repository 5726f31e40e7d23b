"""Values of expressions: known ones, ones that rest on blank cells, and ones that cannot be known.

A blank cell counts as 0, but what is computed from it is marked; what cannot be read makes everything computed from
it unknown, and keeps the reason and the place (四种结论：成立、不成立、无法核对、不适用).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from gklint.messages import Words, worded
from gklint.report.bound import BoundCell, BoundLabel, BoundRow, BoundTable, CellState
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


class Type(Enum):
    """The static type of an expression; the value is its name for readers."""

    @property
    def words(self) -> Words:
        """Its name for readers of either language."""
        return worded(self.value)

    NUMBER = "数"
    TEXT = "文字"
    TRUTH = "判断"
    CELL = "单元格"
    CELLS = "一组单元格"
    LIST = "文字列表"


class Known(NamedTuple):
    """A value; ``blank`` says that it rests on a blank cell taken as 0."""

    value: Decimal | str | bool
    blank: bool = False


class Unknown(NamedTuple):
    """No value, and why; the place is that of the first cell that could not be read."""

    reason: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    span: Span | None = None


Result: TypeAlias = Known | Unknown

BLANK_REASON = "有空白格，按 0 计时相等，不能断定"
NO_TABLE = "报告中没有找到这张表"
OTHER_FORM = "表格的版式与规则所说的不同"
_REASONS = {
    CellState.TEXT: "格内不是数字",
    CellState.MISSING: "缺少这一行或这一格",
    CellState.UNBOUND: "格的位置不能确定",
}
_BLANK = (CellState.EMPTY, CellState.NA)
PLAIN = (CellState.NUMBER, CellState.ZERO)
"""The states of a cell that holds a number."""
_ZERO = Decimal(0)
_NONE: Mapping[str, Decimal] = MappingProxyType({})


class TableCell(NamedTuple):
    """A cell together with its table (the subject of ``X.cell``); ``source`` is the text that it stands in where that
    is another report's."""

    table: BoundTable
    cell: BoundCell
    source: Source | None = None


class TableRow(NamedTuple):
    """A row together with its table (the subject of ``X.row``), and the numbers in its cells by column: those that a
    calculation can take as they are."""

    table: BoundTable
    row: BoundRow
    numbers: Mapping[str, Decimal] = _NONE


class TableColumn(NamedTuple):
    """A column: its key, its cells by row key, its label if the header has one (the subject of ``X.column``), and its
    numbers by row as in :class:`TableRow`."""

    table: BoundTable
    key: str
    cells: Mapping[str, BoundCell]
    label: BoundLabel | None
    numbers: Mapping[str, Decimal] = _NONE


class TableLabel(NamedTuple):
    """A label of a table; ``kind`` is ``row``, ``column``, ``group``, ``clause`` or ``note`` (subject ``label``)."""

    table: BoundTable
    kind: str
    label: BoundLabel


def plain_numbers(cells: Mapping[str, BoundCell]) -> Mapping[str, Decimal]:
    """The numbers among ``cells``, by their keys: no blank, and nothing that cannot be read."""
    return {
        key: value.value
        for key, cell in cells.items()
        if (value := cell.value).state in PLAIN and value.value is not None
    }


def is_blank(cell: BoundCell) -> bool:
    """Whether nothing, or a mark such as ``/``, stands in the cell."""
    return cell.state in _BLANK


def unknown_cell(place: TableCell) -> Unknown:
    """Says that a cell cannot be read, with its place and, by its state, the reason."""
    table, cell, source = place
    why = _REASONS.get(cell.state, "无法读成数字")
    if source is not None:  # the span would be of the other report's text
        return Unknown(f"{source.path}：{why}", table.name, cell.row, cell.column)
    return Unknown(why, table.name, cell.row, cell.column, cell.span)


def number_of(place: TableCell | Unknown) -> Result:
    """The number in a cell: a blank one gives a marked 0, one that cannot be read is unknown."""
    if isinstance(place, Unknown):
        return place
    cell = place.cell
    if cell.state in _BLANK:
        return Known(_ZERO, True)
    if cell.value.value is None or cell.state in _REASONS:
        return unknown_cell(place)
    return Known(cell.value.value)


def total(results: Iterable[Result]) -> Result:
    """The sum of numbers; unknown as soon as one of them is."""
    value, blank = _ZERO, False
    for result in results:
        if isinstance(result, Unknown):
            return result
        assert isinstance(result.value, Decimal)
        value += result.value
        blank = blank or result.blank
    return Known(value, blank)


def show(value: Decimal | str | bool) -> str:
    """A value as a reader writes it: no exponent, no needless noughts."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        return "0" if plain == "-0" else plain
    return value
