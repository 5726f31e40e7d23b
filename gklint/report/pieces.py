"""A table as a stream of pieces: what each cell as written is — text, value, or nothing — in reading order."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial

from gklint.report.bound import CellState, Value
from gklint.report.rows import TableCells
from gklint.report.values import read_value
from gklint.text import Span, spans
from gklint.tuples import NamedTuple


class PieceKind(Enum):
    """Words; a number or a mark that stands for none (``/``); an empty cell, or the filler of a merged one."""

    TEXT = "text"
    VALUE = "value"
    EMPTY = "empty"


class Piece(NamedTuple):
    """One cell as written: ``row`` counts rows as written, ``at`` cells in the row, ``whole`` says that the row is
    whole, ``explicit`` that separators prove the cell to be one, and not the filler of a merged cell, ``separated``
    that the row has separators (a row set apart by spaces, or a bare line, has none)."""

    kind: PieceKind
    text: str
    value: Value
    span: Span
    row: int
    whole: bool
    explicit: bool = True
    at: int = 0
    separated: bool = True


# Names of their own, since a member of an enumeration takes longer to look up.
_TEXT, _VALUE, _EMPTY = PieceKind.TEXT, PieceKind.VALUE, PieceKind.EMPTY
_WORDS, _NOTHING = CellState.TEXT, CellState.EMPTY
# Makes a piece of its parts at the speed of a tuple.
_piece: Callable[[tuple[object, ...]], Piece] = partial(tuple.__new__, Piece)


def pieces_of(cells: TableCells) -> list[Piece]:
    """The pieces of a table, in reading order."""
    pieces: list[Piece] = []
    places = list(spans(cells.starts, cells.ends))
    for row, numbers in enumerate(cells.by_row()):
        whole, separated = cells.whole[row], cells.separated[row]
        for at, i in enumerate(numbers):
            text = cells.words[i]
            value = read_value(text)
            kind = _TEXT if value.state is _WORDS else _EMPTY if value.state is _NOTHING else _VALUE
            pieces.append(_piece((kind, text, value, places[i], row, whole, cells.explicit[i], at, separated)))
    return pieces
