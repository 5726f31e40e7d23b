"""A table as a stream of pieces: what each cell as written is — text, value, or nothing — in reading order."""

from __future__ import annotations

from enum import Enum

from gklint.report.bound import CellState, Value
from gklint.report.rows import TableCells
from gklint.report.values import read_value
from gklint.text import Span
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


_KINDS = {CellState.TEXT: PieceKind.TEXT, CellState.EMPTY: PieceKind.EMPTY}


def pieces_of(cells: TableCells) -> list[Piece]:
    """The pieces of a table, in reading order."""
    pieces: list[Piece] = []
    for row, places in enumerate(cells.by_row()):
        for at, i in enumerate(places):
            text = cells.words[i]
            value = read_value(text)
            kind = _KINDS.get(value.state, PieceKind.VALUE)
            sure = cells.explicit[i]
            pieces.append(
                Piece(kind, text, value, cells.span(i), row, cells.whole[row], sure, at, cells.separated[row])
            )
    return pieces
