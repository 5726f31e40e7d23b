"""An ordinary table known again by its frame: its text without the numbers in it, as a form yet to be filled in.

Reading a table asks of a plain number only whether it is one, not which and not how long it is: neither the cells
(:mod:`gklint.report.rows`) nor their places (:mod:`gklint.report.ordinary`) depend on that. So tables of one frame have
the same rows, columns and labels, each moved by as much as the numbers before it are longer or shorter. A frame is kept
only where each number is the whole of a value's cell, nothing else is a value, and all labels are the edition's own: it
holds the form's words and its separators, and nothing that the body wrote. Tests hold this against the full road.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate, count
from operator import add

from gklint.late import late
from gklint.report.bound import BoundLabel, BoundRow, BoundTable, Match, Matrix, OrdinaryTable, Shape, row_of_cells
from gklint.report.nodes import TableLines
from gklint.report.values import LONGEST_ROW, read_value
from gklint.text import Span, spans
from gklint.tuples import NamedTuple

_REST = r"[0-9]{0,14}+(?:\.[0-9]{1,10})?(?:[万亿]?元)?"
FIGURE = rf"[-+]?[0-9]{_REST}"
"""A pattern for numbers that are one wherever they stand alone."""
# With the spaces around it, of which layouts differ in number only; those before the next number are that one's. A run
# of spaces is tried once, at its beginning. The first character comes first, so that the search is a quick scan.
_ALONE = late(
    r"([ 0-9+-](?<!  )(?:(?<= ) *+[-+]?[0-9]|(?<![^\s|].)(?:(?<=[0-9])|(?<=[-+])[0-9]))"
    rf"{_REST}(?: +(?![^\t\r\n|])|(?![^\s|])))"
)
_MARK = "\0"
# What is kept stays small, whatever is read.
_MOST_FRAMES = 256
_LONGEST_FRAME = 20_000


class Written(NamedTuple):
    """A table's text taken apart: its frame, with a mark for each number; the pieces of the text, every second of which
    is a number with the spaces around it; the offset at which it starts."""

    frame: str
    pieces: Sequence[str]
    start: int

    @property
    def numbers(self) -> Sequence[str]:
        """The numbers, with the spaces around them."""
        return self.pieces[1::2]

    @property
    def words(self) -> list[str]:
        """The numbers as written."""
        return list(map(str.strip, self.numbers))

    def shifts(self) -> list[int]:
        """How much farther than in the frame a place is that has so many numbers before it."""
        return list(accumulate((len(number) - 1 for number in self.numbers), initial=self.start))

    def marks(self) -> list[int]:
        """Where the numbers stand in the frame."""
        ends = accumulate(map(len, self.pieces[:-1:2]))
        return list(map(add, ends, count()))

    def places(self) -> list[Span]:
        """Where the numbers stand, with the spaces around them."""
        ends = list(accumulate(map(len, self.pieces), initial=self.start))
        return list(spans(ends[1:-1:2], ends[2::2]))

    def bounds(self) -> tuple[list[int], list[int]]:
        """Where the numbers begin, and where they end."""
        words = self.words
        ends = accumulate(map(len, self.pieces), initial=self.start)
        starts = list(map(add, list(ends)[1:-1:2], map(str.find, self.numbers, words)))
        return starts, list(map(add, starts, map(len, words)))

    def spans(self) -> list[Span]:
        """Where the numbers stand."""
        return list(spans(*self.bounds()))


def taken_apart(lines: TableLines) -> Written | None:
    """The text of a table without its numbers; ``None`` if it is too long, or a line so long that its length may have a
    meaning, or if it has a mark of its own."""
    text = "".join(lines.texts)
    if len(text) > _LONGEST_FRAME or max(map(len, lines.texts)) > LONGEST_ROW or _MARK in text:
        return None
    pieces = _ALONE.split(text)
    return Written(_MARK.join(pieces[::2]), pieces, lines.starts[0])


class _Frame(NamedTuple):
    """A frame: its text, a table without cells whose places count in it, and the places of the marks there.

    Where a row begins or ends with its numbers its span says -1.
    """

    text: str
    table: BoundTable
    marks: Sequence[int]
    shape: Shape

    def header(self, cell: int) -> str:
        """The words of the nearest header above a cell; raises ``ValueError`` if there is none."""
        _, column = self.shape.names[cell]
        labels = [label.span for label in self.table.columns if label.key == column]
        start, end = max(span for span in labels if span.start < self.marks[cell])
        words = "".join(self.text[start:end].split())
        if _MARK in words:
            raise ValueError(words)
        return words


class Frames:
    """The frames that ordinary tables had, of one table of an edition; ``columns_of`` are the columns of its rows."""

    def __init__(self, columns_of: Mapping[str, Sequence[str]]) -> None:
        self._shape = Shape(columns_of)
        self._kept: dict[str, _Frame] = {}

    @property
    def texts(self) -> Sequence[str]:
        """The frames that are kept, the oldest first."""
        return tuple(self._kept)

    def table(self, written: Written, span: Span) -> BoundTable | None:
        """The table that is written so, if one with its frame is kept."""
        frame = self._kept.get(written.frame)
        if frame is None:
            return None
        words = written.words
        matrix = Matrix(self._shape, words, list(map(read_value, words)), written.bounds, frame.header)
        make = partial(_filled, frame, written, span, matrix)
        return OrdinaryTable(frame.table.name, frame.table.form, span, matrix, make)

    def keep(self, table: BoundTable, written: Written) -> None:
        """Keep the frame of an ordinary table, if its numbers, and nothing else, are its values."""
        cells = [cell.span for row in table.rows.values() for cell in row.cells.values()]
        if cells != written.spans() or not _is_in_order(table):
            return
        try:
            emptied = _emptied(table, written)
        except _InNumber:
            return
        if len(self._kept) >= _MOST_FRAMES:
            del self._kept[next(iter(self._kept))]
        self._kept[written.frame] = _Frame(written.frame, emptied, written.marks(), self._shape)


class _InNumber(Exception):
    """A place is in a number, or among the spaces around it."""


def _is_in_order(table: BoundTable) -> bool:
    """Whether every label is there and is the edition's to the letter."""
    rows = [row.label for row in table.rows.values()]
    labels = [*rows, *table.columns, *table.groups, *table.clauses, *table.notes]
    found = all(label is not None and label.match is Match.EXACT for label in labels)
    return found and table.header_read and not (table.absent_columns or table.extra or table.stray)


def _emptied(table: BoundTable, written: Written) -> BoundTable:
    """An ordinary table without its cells, its places counted in the frame; raises :class:`_InNumber`."""
    shifts, places = written.shifts(), written.places()
    starts = [place.start for place in places]

    def move(place: int) -> int:
        before = bisect_left(starts, place)
        if before and place < places[before - 1].end:
            raise _InNumber
        return place - shifts[before]

    rows: dict[str, BoundRow] = {}
    for key, row in table.rows.items():
        first, *_, last = (*row.cells.values(), *row.cells.values())
        start = -1 if row.span.start == first.span.start else move(row.span.start)
        end = -1 if row.span.end == last.span.end else move(row.span.end)
        assert row.label is not None
        rows[key] = BoundRow(key, _moved(row.label, move), {}, Span(start, end), row.written)
    return _relabelled(table, rows, move)


def _filled(frame: _Frame, written: Written, span: Span, matrix: Matrix) -> BoundTable:
    """The table with its numbers in its frame."""
    shifts, marks = written.shifts(), frame.marks

    def move(place: int) -> int:
        return place + shifts[bisect_left(marks, place)]

    values, places, at = matrix.values, written.spans(), 0
    rows: dict[str, BoundRow] = {}
    for key, row in frame.table.rows.items():
        columns = matrix.shape.rows[key]
        cells = row_of_cells(key, columns, values[at : at + len(columns)], places[at : at + len(columns)])
        at += len(columns)
        first, *_, last = (*cells.values(), *cells.values())
        start = first.span.start if row.span.start < 0 else move(row.span.start)
        end = last.span.end if row.span.end < 0 else move(row.span.end)
        assert row.label is not None
        rows[key] = BoundRow(key, _moved(row.label, move), cells, Span(start, end), row.written)
    return _relabelled(frame.table, rows, move).replaced(span=span, matrix=matrix)


def _moved(label: BoundLabel, move: Callable[[int], int]) -> BoundLabel:
    key, official, (start, end), match = label
    return BoundLabel(key, official, Span(move(start), move(end)), match)


def _relabelled(table: BoundTable, rows: Mapping[str, BoundRow], move: Callable[[int], int]) -> BoundTable:
    """``table`` with these rows and its other labels moved."""

    def moved(labels: Sequence[BoundLabel]) -> tuple[BoundLabel, ...]:
        return tuple(_moved(label, move) for label in labels)

    return table.replaced(
        rows=rows,
        columns=moved(table.columns),
        groups=moved(table.groups),
        clauses=moved(table.clauses),
        notes=moved(table.notes),
    )
