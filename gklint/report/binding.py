"""The values of one row put in their columns, or left unbound when their places are not certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from gklint.report.bound import BoundCell, CellState, Value, row_of_cells
from gklint.report.pieces import Piece, PieceKind
from gklint.text import Span
from gklint.tuples import NamedTuple

MISSING = Value("", None, None, CellState.MISSING)
UNBOUND = Value("", None, None, CellState.UNBOUND)

_EMPTY = PieceKind.EMPTY  # a name of its own, since a member of an enumeration takes longer to look up

Entry: TypeAlias = Value | Piece


class WrittenRow(NamedTuple):
    """A row as written: its ``slots`` behind the label, how many columns it should have, how many cells stand before
    the label, and whether its separators prove it to be a row."""

    slots: Sequence[Piece]
    width: int
    indent: int = 0
    whole: bool = True

    @property
    def filled(self) -> list[int]:
        """The numbers of the slots that hold something."""
        return [i for i, slot in enumerate(self.slots) if slot.kind is not _EMPTY]

    @property
    def explicit(self) -> list[Piece]:
        """The slots that are cells for certain."""
        return [slot for slot in self.slots if slot.explicit]


class Evidence:
    """How the rows of a table are laid out, as its other rows show.

    ``padded`` says that rows go on behind their last column with empty cells or fillers, ``keeps_blanks`` that empty
    cells between values are there (where they are lost, values move to the left). ``start`` is the slot of the first
    column where rows have no labels.
    """

    def __init__(self, rows: Iterable[WrittenRow] = (), start: int | None = None) -> None:
        self.padded = False
        self.keeps_blanks = False
        self._start = start
        self._offsets: dict[int, set[int]] = {}
        self._patterns: Counter[tuple[int, ...]] = Counter()
        self._counts: dict[int, Counter[int]] = {}
        self._lengths: dict[tuple[int, int], Counter[int]] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: WrittenRow) -> None:
        filled = row.filled
        if row.whole:
            self.add_length(row, len(row.slots))
        if not filled:
            return
        if len(filled) == row.width:
            self._patterns[_pattern(row, filled)] += 1
            if not row.whole:
                self._counts.setdefault(row.width, Counter())[len(row.explicit)] += 1
        if row.whole:
            inner = row.slots[filled[0] : filled[-1]]
            self.keeps_blanks = self.keeps_blanks or any(s.kind is _EMPTY and s.explicit for s in inner)
            if filled[-1] - filled[0] == row.width - 1:
                self._offsets.setdefault(row.indent, set()).add(filled[0])
                self.padded = self.padded or filled[-1] < len(row.slots) - 1

    def add_length(self, row: WrittenRow, length: int) -> None:
        """Note that a row that should be as long as ``row`` has ``length`` slots."""
        self._lengths.setdefault((row.indent, row.width), Counter())[length] += 1

    def expect(self, width: int, cells: int) -> None:
        """Note that a row of ``width`` columns should have so many cells where each has a line of its own."""
        self._counts.setdefault(width, Counter())[cells] += 1

    def offset(self, row: WrittenRow) -> int | None:
        """How many empty cells stand between the label and the first column of ``row``; ``None`` if nothing tells.

        Rows whose label has as many cells before it tell first, then the number of cells, then all rows together.
        """
        alike = self._offsets.get(row.indent, set())
        if len(alike) == 1:
            return next(iter(alike))
        cells = [slot.explicit for slot in row.slots]
        if not alike and all(cells[: row.width]) and sum(cells) == row.width:
            return 0
        everywhere = set().union(*self._offsets.values())
        return next(iter(everywhere)) if len(everywhere) == 1 and not alike else self._start

    def usual(self, row: WrittenRow, filled: list[int]) -> bool:
        """Whether another complete row leaves the same slots empty."""
        return self._patterns[_pattern(row, filled)] > 1

    def is_short(self, row: WrittenRow) -> bool:
        """Whether ``row`` has fewer cells than most rows whose label has as many cells before it."""
        lengths = self._lengths.get((row.indent, row.width))
        return lengths is not None and len(row.slots) < lengths.most_common(1)[0][0]

    def cells(self, width: int) -> int | None:
        """How many cells a complete row of ``width`` columns has where each cell has a line of its own."""
        counts = self._counts.get(width)
        return counts.most_common(1)[0][0] if counts else None


def _pattern(row: WrittenRow, filled: list[int]) -> tuple[int, ...]:
    first = filled[0] if row.whole else 0
    return tuple(i - first for i in filled)


def bind_slots(row: WrittenRow, evidence: Evidence, offset: int | None = None, total: bool = False) -> list[Entry]:
    """One entry for each of the columns of ``row``: the piece that stands there, or why none does.

    A complete row is bound in order. Fewer values are bound only where separators prove their places. ``offset`` is
    the slot of the first column as the header's position shows it; ``total`` says that the last column is a total.
    """
    slots, width, filled = row.slots, row.width, row.filled
    unbound: list[Entry] = [UNBOUND] * width
    if len(filled) > width:
        return unbound
    if len(filled) == width:
        return [slots[i] for i in filled] if _in_order(row, filled, evidence) else unbound
    if not filled:
        return _bind_blank(row, evidence)
    if not row.whole:
        return _bind_listed(row, evidence) or unbound
    return _bind_short(row, filled, evidence, offset, total) or unbound


def _bind_blank(row: WrittenRow, evidence: Evidence) -> list[Entry]:
    """A row without values: its cells are empty, and there are none where it is too short."""
    slots, width = row.slots, row.width
    if len(slots) < width:
        return [MISSING] * width
    start = evidence.offset(row) or 0
    cells = row.explicit if len(row.explicit) == width else slots[start : start + width]
    return list(cells if len(cells) == width else slots[:width])


def _in_order(row: WrittenRow, filled: list[int], evidence: Evidence) -> bool:
    """Whether the values of a complete row are its columns' in order: no cell that is empty for certain stands among
    them (in a layout without rows: or before them), unless other rows have it too (a column of the report's own)."""
    before = row.slots[filled[0] if row.whole else 0 : filled[-1]]
    if len(before) < len(filled):
        return True  # nothing stands among them
    odd = any(slot.kind is _EMPTY and slot.explicit for slot in before)
    return not odd or evidence.usual(row, filled)


def _bind_listed(row: WrittenRow, evidence: Evidence) -> list[Entry] | None:
    """A row with some values where each cell has a line of its own: it must have as many cells as complete rows have,
    or, where there is none, as the form has, up to a value in the last."""
    cells = row.explicit
    known = evidence.cells(row.width)
    if len(cells) != (known or row.width) or any(s.kind is not _EMPTY for s in cells[row.width :]):
        return None
    if known is None and cells[-1].kind is _EMPTY:
        return None
    within = row.slots[row.slots.index(cells[0]) : row.slots.index(cells[row.width - 1])]
    return list(cells[: row.width]) if all(slot.explicit for slot in within) else None


def _bind_short(
    row: WrittenRow, filled: list[int], evidence: Evidence, proven: int | None, total: bool
) -> list[Entry] | None:
    """A row with some values and separators around them."""
    slots, width = row.slots, row.width
    offset = evidence.offset(row) if proven is None else proven
    start = offset or 0
    last = filled[-1]
    if proven is None and not evidence.keeps_blanks and _lacks_total(row, filled, start, evidence, total):
        return [*(slots[i] for i in filled), MISSING]
    if offset is None or len(slots) < start + width or filled[0] < start or last >= start + width:
        return None
    if evidence.is_short(row) or not all(slot.explicit for slot in slots[start:last]):
        return None
    behind = slots[last + 1 : start + width]
    # Cells behind the last value cannot be told from fillers, and a row may have lost its blanks.
    padded = proven is None and (evidence.padded or len(slots) > start + width)
    doubtful = padded or not all(slot.explicit for slot in behind)
    if behind and doubtful and not evidence.keeps_blanks:
        return None
    return list(slots[start : start + width])


def _lacks_total(row: WrittenRow, filled: list[int], start: int, evidence: Evidence, total: bool) -> bool:
    """Whether a row has all values but the total: the cell behind the last is not there, and the last is no total."""
    if not total or len(filled) != row.width - 1 or filled[0] != start or filled[-1] - start != row.width - 2:
        return False
    pieces = [row.slots[i] for i in filled]
    numbers = [piece.value.value for piece in pieces]
    if not all(piece.explicit for piece in pieces) or not (evidence.padded or len(row.slots) < row.width):
        return False
    known = [number for number in numbers if number is not None]
    *others, last = known if len(known) == len(numbers) else (Decimal(0), Decimal(1))
    return last < sum(others) or not any(known)


def bound_cells(row: str, columns: Sequence[str], entries: Sequence[Entry], end: int) -> Mapping[str, BoundCell]:
    """The cells of ``row``; one that is not there stands at offset ``end``, behind the row."""
    nowhere = Span(end, end)
    values = [entry.value if isinstance(entry, Piece) else entry for entry in entries]
    places = [entry.span if isinstance(entry, Piece) else nowhere for entry in entries]
    return row_of_cells(row, columns, values, places)
