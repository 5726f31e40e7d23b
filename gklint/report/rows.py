"""A table's lines turned into rows and cells, whatever the layout: pipes, tabs, one cell a line, spaces.

Nothing is guessed here: a row is *whole* only where separators on its line prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from gklint.report.markup import inner, is_marked, split_bars
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
    """A line: its text (line end included) and the offset at which it starts."""

    text: str
    start: int

    def span(self, within: Span) -> Span:
        """The span in the whole text of a span in the line."""
        return Span(self.start + within.start, self.start + within.end)


class RowLook(NamedTuple):
    """A row as written: the number of its first cell; whether separators prove it to be a row (``whole``); whether it
    has separators at all; its line, ``None`` where each cell has lines of its own."""

    first: int
    whole: bool
    separated: bool
    line: int | None


class TableCells(NamedTuple):
    """The cells of a table in reading order, in lists of one length (hundreds of small objects would take longer to
    make than to read): where each starts and ends in the text, and whether separators prove that it exists."""

    starts: list[int]
    ends: list[int]
    explicit: list[bool]
    rows: list[RowLook]

    def bounds(self) -> list[tuple[RowLook, int]]:
        """Each row with the number of the cell behind its last."""
        firsts = [*(row.first for row in self.rows), len(self.starts)]
        return list(zip(self.rows, firsts[1:], strict=True))


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
    cells = TableCells([], [], [], [])
    _split_row(cells, first, lines.starts[0], 0, _bars(lines.texts))
    return Span(min(span.start, *cells.starts[:1]), span.end) if cells.rows else span


def _rows(vocabulary: Vocabulary, lines: TableLines) -> tuple[Row, ...]:
    """The rows in ``lines`` as nodes, in order."""
    found = cells_of(lines, vocabulary)
    nodes = [Cell(Span(*place), sure) for *place, sure in zip(*found[:3], strict=True)]
    return tuple(
        Row(_row_span(row, nodes[row.first : end], lines), tuple(nodes[row.first : end]), row.whole)
        for row, end in found.bounds()
    )


def cells_of(lines: TableLines, vocabulary: Vocabulary) -> TableCells:
    """The cells in ``lines``, in order."""
    found = TableCells([], [], [], [])
    pending = -1  # the first of the cells that a tab sets off: up to a blank line they are one row
    bars = _bars(lines.texts)
    for number, (text, start) in enumerate(zip(lines.texts, lines.starts, strict=True)):
        split = "|" in text or "\t" in text[1:]
        words = text.strip(_BLANK)
        if pending >= 0 and (split or (not words and not text.startswith("\t"))):
            pending = _close(found, pending)
        if split:
            _split_row(found, text, start, number, bars)
        elif text.startswith("\t"):
            pending = len(found.starts) if pending < 0 else pending
            _add(found, TextLine(text, start), 1, len(text))
        elif not words or PAGE_NUMBER.fullmatch(words):
            continue
        elif pending >= 0:
            _continue(found, text, start)
        else:
            _loose_row(found, text, start, number, vocabulary)
    if pending >= 0:
        _close(found, pending)
    return found


def _add(found: TableCells, line: TextLine, start: int, end: int, explicit: bool = True) -> None:
    """Add the cell in ``start`` to ``end`` of a line."""
    span = line.span(inner(line.text, start, end))
    found.starts.append(span.start)
    found.ends.append(span.end)
    found.explicit.append(explicit)


def _continue(found: TableCells, text: str, base: int) -> None:
    """Add a further line to the last cell, whose words were broken over lines."""
    more = inner(text, 0, len(text))
    if found.starts[-1] == found.ends[-1]:
        found.starts[-1] = base + more.start
    found.ends[-1] = base + more.end


def _close(found: TableCells, first: int) -> int:
    """End the row of the cells from ``first`` on; there is none pending then (-1)."""
    several = len(found.starts) - first > 1
    found.rows.append(RowLook(first, several, several, None))
    return -1


def _bars(lines: Sequence[str]) -> _Bars:
    """The table's habits. Where rows do not begin with a ``|``, one at the start of a line closes an empty cell."""
    barred = [text for text in lines if "|" in text and text.strip("|-: \t\r\n")]
    leading = 2 * sum(text.lstrip().startswith("|") for text in barred) > len(barred)
    return _Bars(leading, any("||" in text for text in barred))


def _split_row(found: TableCells, text: str, base: int, number: int, bars: _Bars) -> None:
    """Add the row of a line with ``|`` or tabs; a line of nothing but ``|`` or dashes is no row.

    The first space behind the last word (``0 | |||``) only sets the fillers off, where the table writes bare ones.
    """
    text = text.rstrip("\r\n")
    barred = "|" in text
    if barred and _is_barren(text):
        _barren_row(found, text, base, number, bars.leading)
        return
    start, end = 0, len(text)
    if barred:
        start = text.index("|") + 1 if bars.leading and text.lstrip().startswith("|") else 0
        end = text.rindex("|") if text.rstrip().endswith("|") else end
    pieces = split_bars(text[start:end]) if barred else text[start:end].split("\t")
    filler = _behind_words(pieces) if bars.bare else -1
    first = len(found.starts)
    at = base + start
    for i, piece in enumerate(pieces):
        words = piece.strip()
        begin = at + piece.index(words) if words else at
        stop = begin + len(words)
        if words and is_marked(words):
            begin, stop = TextLine(text, base).span(inner(text, at - base, at - base + len(piece)))
        found.starts.append(begin)
        found.ends.append(stop)
        found.explicit.append(not barred or (bool(piece) and i != filler) or (i == 0 and not bars.leading))
        at += len(piece) + 1
    found.rows.append(RowLook(first, sum(found.explicit[first:]) > 1, True, number))


def _is_barren(text: str) -> bool:
    """Whether nothing but ``|`` and a Markdown rule stands here; a lone ``-`` in a cell is the author's."""
    return not text.strip("|-: \t") and ("-" not in text or "--" in text or ":" in text)


def _behind_words(pieces: list[str]) -> int:
    """The number of the first of the pieces without words at the end."""
    place = len(pieces)
    while place and not pieces[place - 1].strip():
        place -= 1
    return place


def _barren_row(found: TableCells, text: str, base: int, number: int, leading: bool) -> None:
    """A line without words: a Markdown rule is no row, ``   |`` is an empty cell, and ``|`` or ``|||`` are empty cells,
    what a merged cell leaves, or where a row begins; which of them cannot be told."""
    if "-" in text:
        return
    places = [base + i for i, c in enumerate(text) if c == "|"]
    sure = len(places) == 1 and places[0] > base
    cells = (places[1:] if leading else places) or places
    found.rows.append(RowLook(len(found.starts), False, True, number))
    found.starts.extend(cells)
    found.ends.extend(cells)
    found.explicit.extend([sure] * len(cells))


def _row_span(row: RowLook, cells: Sequence[Cell], lines: TableLines) -> Span:
    """The line without the white space around it, but with all of its cells; where a row has no line, its cells."""
    low, high = cells[0].span.start, cells[-1].span.end
    if row.line is None:
        return Span(low, high)
    line = TextLine(lines.texts[row.line], lines.starts[row.line])
    start, end = line.span(trim(line.text, 0, len(line.text)))
    return Span(min(start, low), max(end, high))


def _loose_row(found: TableCells, text: str, base: int, number: int, vocabulary: Vocabulary) -> None:
    """A line without separators: a row of numbers set apart by spaces, labels set apart by spaces, or one cell.

    Spaces do not prove that no cell is missing between them: such cells are not explicit.
    """
    first = len(found.starts)
    spaced = spaced_row(text, vocabulary)
    if spaced:
        labelled = spaced.label[0] < spaced.label[1]
        for start, end in (spaced.label, *spaced.values) if labelled else spaced.values:
            _add(found, TextLine(text, base), start, end, explicit=False)
        found.rows.append(RowLook(first, labelled, False, number))
        return
    for start, end in spaced_labels(text, vocabulary) or ((0, len(text)),):
        _add(found, TextLine(text, base), start, end)
    found.rows.append(RowLook(first, False, False, number))
