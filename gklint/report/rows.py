"""A table's lines turned into rows and cells, whatever the layout: pipes, tabs, one cell a line, spaces.

Nothing is guessed here: a row is *whole* only where separators on its line prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from gklint.report.markup import inner, split_bars
from gklint.report.nodes import Cell, Row, Table, TableLines
from gklint.report.regions import PAGE_NUMBER, spaced_labels, spaced_row
from gklint.report.vocabulary import Vocabulary
from gklint.text import Span, trim

_BLANK = " \t\u00a0\u3000\r\n"


class _Bars(NamedTuple):
    """How a table writes its ``|``: whether rows begin with one, and whether merged cells leave bare ones (``||``)."""

    leading: bool
    bare: bool


class TextLine(NamedTuple):
    """A line of a table: its text (line end included) and the offset at which it starts."""

    text: str
    start: int

    def span(self, within: Span) -> Span:
        """The span in the whole text of a span in the line."""
        return Span(self.start + within.start, self.start + within.end)


def table_of(lines: TableLines, vocabulary: Vocabulary) -> Table:
    """The table that ``lines`` hold."""
    return Table(_extent(lines), lines, partial(_rows, vocabulary))


def _extent(lines: TableLines) -> Span:
    """The span of all rows, without the spaces before the first: they are in it only if they are its first cell."""
    first = lines.texts[0]
    lead = len(first) - len(first.lstrip(" \u00a0\u3000"))
    span = Span(lines.starts[0] + lead, lines.starts[-1] + len(lines.texts[-1].rstrip("\r\n")))
    if not lead or first[lead : lead + 1] not in ("|", "\t"):
        return span
    rows = _split_row(TextLine(first, lines.starts[0]), _bars(lines.texts))
    return span.cover(rows[0].span) if rows else span


def _rows(vocabulary: Vocabulary, lines: TableLines) -> tuple[Row, ...]:
    """The rows in ``lines``, in order."""
    rows: list[Row] = []
    pending: list[Cell] = []
    bars = _bars(lines.texts)
    for line in map(TextLine, lines.texts, lines.starts):
        words = line.text.strip(_BLANK)
        if "|" in line.text or "\t" in line.text[1:]:
            _flush(pending, rows)
            rows.extend(_split_row(line, bars))
        elif line.text.startswith("\t"):
            pending.append(_cell(line, 1, len(line.text)))
        elif not words:
            _flush(pending, rows)
        elif PAGE_NUMBER.fullmatch(words):
            continue
        elif pending:
            pending[-1] = _continued(pending[-1], line)
        else:
            rows.append(_loose_row(line, vocabulary))
    _flush(pending, rows)
    return tuple(rows)


def _cell(line: TextLine, start: int, end: int, explicit: bool = True) -> Cell:
    span = inner(line.text, start, end)
    return Cell(Span(line.start + span.start, line.start + span.end), explicit)


def _continued(cell: Cell, line: TextLine) -> Cell:
    """``cell`` with a further line of text: the cell's words were broken over lines."""
    more = _cell(line, 0, len(line.text)).span
    return Cell(cell.span.cover(more) if cell.span.start < cell.span.end else more, True)


def _flush(pending: list[Cell], rows: list[Row]) -> None:
    """Cells that a tab sets off, up to a blank line, are one row."""
    if pending:
        rows.append(Row(Span(pending[0].span.start, pending[-1].span.end), tuple(pending), whole=len(pending) > 1))
        pending.clear()


def _bars(lines: Sequence[str]) -> _Bars:
    """The table's habits. Where rows do not begin with a ``|``, one at the start of a line closes an empty cell."""
    barred = [text for text in lines if "|" in text and text.strip("|-: \t\r\n")]
    leading = 2 * sum(text.lstrip().startswith("|") for text in barred) > len(barred)
    return _Bars(leading, any("||" in text for text in barred))


def _split_row(line: TextLine, bars: _Bars) -> list[Row]:
    """The row of a line with ``|`` or tabs; a line of nothing but ``|`` or dashes is no row.

    The first space behind the last word (``0 | |||``) only sets the fillers off, where the table writes bare ones.
    """
    text = line.text.rstrip("\r\n")
    separator = "|" if "|" in text else "\t"
    if separator == "|" and _is_barren(text):
        return _barren_row(line, text, bars.leading)
    start, end = 0, len(text)
    if separator == "|":
        start = text.index("|") + 1 if bars.leading and text.lstrip().startswith("|") else 0
        end = text.rindex("|") if text.rstrip().endswith("|") else end
    cells: list[Cell] = []
    at = start
    pieces = split_bars(text[start:end]) if separator == "|" else text[start:end].split(separator)
    filler = _behind_words(pieces) if bars.bare else -1
    for i, piece in enumerate(pieces):
        explicit = separator == "\t" or (bool(piece) and i != filler) or (i == 0 and not bars.leading)
        cells.append(_cell(line, at, at + len(piece), explicit))
        at += len(piece) + 1
    return [Row(_row_span(line, cells), tuple(cells), whole=sum(c.explicit for c in cells) > 1)]


def _is_barren(text: str) -> bool:
    """Whether nothing but ``|`` and a Markdown rule stands here; a lone ``-`` in a cell is the author's."""
    return not text.strip("|-: \t") and ("-" not in text or "--" in text or ":" in text)


def _behind_words(pieces: list[str]) -> int:
    """The number of the first of the pieces without words at the end."""
    place = len(pieces)
    while place and not pieces[place - 1].strip():
        place -= 1
    return place


def _barren_row(line: TextLine, text: str, leading: bool) -> list[Row]:
    """A line without words: a Markdown rule is no row, ``   |`` is an empty cell, and ``|`` or ``|||`` are empty cells,
    what a merged cell leaves, or where a row begins; which of them cannot be told."""
    if "-" in text:
        return []
    places = [i for i, c in enumerate(text) if c == "|"]
    sure = len(places) == 1 and places[0] > 0
    cells = tuple(
        Cell(Span(line.start + i, line.start + i), sure) for i in (places[1:] if leading else places) or places
    )
    return [Row(_row_span(line, cells), cells, whole=False)]


def _row_span(line: TextLine, cells: Sequence[Cell]) -> Span:
    """The line without the white space around it, but with all of its cells."""
    start, end = trim(line.text, 0, len(line.text))
    start, end = line.start + start, line.start + end
    return Span(min(start, cells[0].span.start), max(end, cells[-1].span.end)) if cells else Span(start, end)


def _loose_row(line: TextLine, vocabulary: Vocabulary) -> Row:
    """A line without separators: a row of numbers set apart by spaces, labels set apart by spaces, or one cell.

    Spaces do not prove that no cell is missing between them: such cells are not explicit.
    """
    spaced = spaced_row(line.text, vocabulary)
    if spaced:
        places = (spaced.label, *spaced.values) if spaced.label[0] < spaced.label[1] else spaced.values
        cells = tuple(_cell(line, *place, explicit=False) for place in places)
        return Row(_row_span(line, cells), cells, whole=len(places) > len(spaced.values))
    labels = spaced_labels(line.text, vocabulary) or ((0, len(line.text)),)
    cells = tuple(_cell(line, *place) for place in labels)
    return Row(_row_span(line, cells), cells, whole=False)
