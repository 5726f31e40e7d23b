"""A table as a stream of pieces: what each cell as written is — text, value, or nothing — in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from gklint.report.bound import CellState, Value
from gklint.report.rows import TableCells
from gklint.report.values import read_value
from gklint.text import Span


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


def pieces_of(source: str, parts: Iterable[TableCells]) -> list[Piece]:
    """The pieces of the cells of ``parts`` (of one table of the form), in reading order; ``source`` is the text."""
    pieces: list[Piece] = []
    row_number = 0
    for cells in parts:
        for row, end in cells.bounds():
            for at, i in enumerate(range(row.first, end)):
                span = Span(cells.starts[i], cells.ends[i])
                text = source[span.start : span.end]
                value = read_value(text)
                kind = _KINDS.get(value.state, PieceKind.VALUE)
                sure = cells.explicit[i]
                pieces.append(Piece(kind, text, value, span, row_number, row.whole, sure, at, row.separated))
            row_number += 1
    return pieces
