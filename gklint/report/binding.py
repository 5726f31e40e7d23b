"""The values of one row put in their columns, or left unbound when their places are not certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gklint.report.bound import BoundCell, CellState, Value
from gklint.report.pieces import Piece, PieceKind
from gklint.text import Span

MISSING = Value("", None, None, CellState.MISSING)
UNBOUND = Value("", None, None, CellState.UNBOUND)
EMPTY = Value("", None, None, CellState.EMPTY)

Entry: TypeAlias = Value | Piece


class Place(NamedTuple):
    """Where the values of rows stand, as the widest of them show it.

    ``offset`` is the number of empty cells between label and first column (``None`` if rows differ or none tells);
    ``padded`` says that rows go on behind their last column with empty cells or fillers.
    """

    offset: int | None
    padded: bool


def place_of(rows: Iterable[tuple[Sequence[Piece], int]]) -> Place:
    """How ``rows`` (the slots behind a label, and the number of columns) are laid out.

    Rows that reach from the first to the last of their columns tell.
    """
    offsets: set[int] = set()
    padded = False
    for slots, width in rows:
        filled = filled_slots(slots)
        if filled and filled[-1] - filled[0] == width - 1:
            offsets.add(filled[0])
            padded = padded or filled[-1] < len(slots) - 1
    return Place(offsets.pop() if len(offsets) == 1 else None, padded)


def filled_slots(slots: Sequence[Piece]) -> list[int]:
    """The numbers of the slots that hold something."""
    return [i for i, slot in enumerate(slots) if slot.kind is not PieceKind.EMPTY]


def bind_slots(slots: Sequence[Piece], width: int, whole: bool, place: Place) -> list[Entry]:
    """One entry for each of ``width`` columns: the piece that stands there, or why none does.

    A complete row is bound in order. Fewer values are bound only where separators (``whole``) prove their places.
    """
    filled = filled_slots(slots)
    if len(filled) == width:
        return [slots[i] for i in filled]
    if len(filled) > width:
        return [UNBOUND] * width
    if not filled:
        return [EMPTY if len(slots) >= width else MISSING] * width if slots else [MISSING] * width
    if not whole:
        proven = [slot.explicit for slot in slots]
        certain = all(proven[:width]) and not any(proven[width:]) and len(slots) >= width
        return list(slots[:width]) if certain and filled[-1] < width else [UNBOUND] * width
    return _bind_short(slots, filled, width, place)


def _bind_short(slots: Sequence[Piece], filled: list[int], width: int, place: Place) -> list[Entry]:
    """A row with some values and separators around them."""
    contiguous = filled[-1] - filled[0] == len(filled) - 1
    offset = 0 if len(slots) == width else place.offset
    if (
        len(filled) == width - 1
        and contiguous
        and filled[0] == (place.offset or 0)
        and (place.padded or len(slots) < width)
    ):
        return [*(slots[i] for i in filled), MISSING]  # six values and no seventh cell
    if offset is None or len(slots) < offset + width or filled[0] < offset or filled[-1] >= offset + width:
        return [UNBOUND] * width
    if place.padded and filled[-1] < offset + width - 1 and len(slots) > width:
        return [UNBOUND] * width  # cells and fillers behind the values cannot be told apart
    return list(slots[offset : offset + width])


def bound_cells(row: str, columns: Sequence[str], entries: Sequence[Entry], end: int) -> Mapping[str, BoundCell]:
    """The cells of ``row``; one that is not there stands at offset ``end``, behind the row."""
    cells: dict[str, BoundCell] = {}
    for column, entry in zip(columns, entries, strict=True):
        if isinstance(entry, Piece):
            cells[column] = BoundCell(row, column, entry.value, entry.span)
        else:
            cells[column] = BoundCell(row, column, entry, Span(end, end))
    return cells
