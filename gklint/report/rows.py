"""A table's lines turned into rows and cells, whatever the layout: pipes, tabs, commas, one cell a line, spaces.

Nothing is guessed here: a row is *whole* only where separators on its line prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate, count, groupby
from operator import add

from gklint.report.markup import has_marks, inner, split_bars
from gklint.report.nodes import Cell, Row, Table, TableLines
from gklint.report.regions import comma_cells, is_page_number, label_places, spaced_labels, spaced_row
from gklint.report.vocabulary import Vocabulary
from gklint.text import BLANKS, Span, trim
from gklint.tuples import NamedTuple

# The widest row has 15 numbers; its label may be broken into three.
_MOST_CELLS = 18
_BLANK = f"{BLANKS}\r\n"
_INDENT = BLANKS.replace("\t", "")


class _Bars(NamedTuple):
    """How a table writes its ``|``: whether rows begin with one, and whether the bare ones that merged cells leave are
    set off from the words before them (``0 | |||``; readers of documents write ``0 |||``)."""

    leading: bool
    set_off: bool


class TextLine(NamedTuple):
    """A line: its text (line end included) and the offset at which it starts."""

    text: str
    start: int

    def span(self, within: Span) -> Span:
        """The span in the whole text of a span in the line."""
        return Span(self.start + within.start, self.start + within.end)


class TableCells(NamedTuple):
    """The cells of a table in reading order, in lists: so many objects would take longer to make than to read.

    By cell: its words (none in an empty one), where it starts and ends in the text, whether separators prove that it
    exists, and the number of its row. By row: whether separators prove it to be one, whether it has separators at all,
    and its line, -1 where each cell has lines of its own.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    explicit: list[bool]
    row_of: list[int]
    whole: list[bool]
    separated: list[bool]
    lines: list[int]

    def span(self, at: int) -> Span:
        """The span of a cell."""
        return Span(self.starts[at], self.ends[at])

    def by_row(self) -> list[range]:
        """The numbers of the cells of each row."""
        found: list[range] = []
        at = 0
        for _, group in groupby(self.row_of):
            end = at + sum(1 for _ in group)
            found.append(range(at, end))
            at = end
        return found


def no_cells() -> TableCells:
    """A table without cells."""
    return TableCells([], [], [], [], [], [], [], [])


def all_cells(parts: Sequence[TableCells]) -> TableCells:
    """The cells of the parts of one table."""
    if len(parts) == 1:
        return parts[0]
    found = no_cells()
    for part in parts:
        found.words.extend(part.words)
        found.starts.extend(part.starts)
        found.ends.extend(part.ends)
        found.explicit.extend(part.explicit)
        found.row_of.extend([row + len(found.whole) for row in part.row_of])
        found.whole.extend(part.whole)
        found.separated.extend(part.separated)
        found.lines.extend(part.lines)
    return found


# What a line is to the rows: a row of its own, one cell of a row, words (a row, or the rest of a cell), the end of a
# row, or nothing.
ROW, CELL, WORDS, END, NOTHING = range(5)


class _LineCells(NamedTuple):
    """The cells of a line by their places in it."""

    look: int
    words: Sequence[str] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    explicit: Sequence[bool] = ()
    whole: bool = False
    separated: bool = False


def table_of(lines: TableLines, vocabulary: Vocabulary) -> Table:
    """The table that ``lines`` hold."""
    return Table(_extent(lines), lines, partial(_rows, vocabulary))


def _extent(lines: TableLines) -> Span:
    """The span of all rows, without the spaces before the first: they are in it only if they are its first cell."""
    first = lines.texts[0]
    lead = len(first) - len(first.lstrip(_INDENT))
    span = Span(lines.starts[0] + lead, lines.starts[-1] + len(lines.texts[-1].rstrip("\r\n")))
    if not lead or first[lead : lead + 1] not in ("|", "\t"):
        return span
    row = _split_line(first, _bars(lines.texts))
    return Span(min(span.start, lines.starts[0] + row.starts[0]), span.end) if row.starts else span


def _rows(vocabulary: Vocabulary, lines: TableLines) -> tuple[Row, ...]:
    """The rows in ``lines`` as nodes, in order."""
    found = cells_of(lines, vocabulary)
    rows: list[Row] = []
    for number, places in enumerate(found.by_row()):
        cells = tuple(Cell(found.span(at), found.explicit[at]) for at in places)
        rows.append(Row(_row_span(found.lines[number], cells, lines), cells, found.whole[number]))
    return tuple(rows)


def cells_of(lines: TableLines, vocabulary: Vocabulary) -> TableCells:
    """The cells in ``lines``, in order."""
    bars = _bars(lines.texts)
    # The lines of a table come again and again.
    cells_in = {text: _line_cells(text, bars, vocabulary) for text in dict.fromkeys(lines.texts)}
    found = no_cells()
    pending = -1  # the first of the cells that a tab sets off: up to a blank line they are one row
    broken: set[int] = set()
    for number, (text, start) in enumerate(zip(lines.texts, lines.starts, strict=True)):
        line = cells_in[text]
        look = line.look
        if pending >= 0:
            if look == WORDS:
                _continue(found, TextLine(text, start))
                broken.add(len(found.words) - 1)
                continue
            if look in (ROW, END):
                pending = _close(found, pending)
        if not line.words:
            continue
        if look == CELL and pending < 0:
            pending = len(found.words)
        _add(found, line, start)
        if look != CELL:
            found.whole.append(line.whole)
            found.separated.append(line.separated)
            found.lines.append(number)
    if pending >= 0:
        _close(found, pending)
    if broken:
        whole, base = "".join(lines.texts), lines.starts[0]
        for at in broken:
            found.words[at] = whole[found.starts[at] - base : found.ends[at] - base]
    return found


def _add(found: TableCells, line: _LineCells, start: int) -> None:
    """Add the cells of a line that begins at ``start``, as part of the row that is begun."""
    words = line.words
    if len(words) == 1:
        found.words.append(words[0])
        found.starts.append(start + line.starts[0])
        found.ends.append(start + line.ends[0])
        found.explicit.append(line.explicit[0])
        found.row_of.append(len(found.whole))
        return
    found.words.extend(words)
    found.starts.extend(map(start.__add__, line.starts))
    found.ends.extend(map(start.__add__, line.ends))
    found.explicit.extend(line.explicit)
    found.row_of.extend([len(found.whole)] * len(words))


def _continue(found: TableCells, line: TextLine) -> None:
    """Add a further line to the last cell, whose words were broken over lines."""
    span = line.span(inner(line.text, 0, len(line.text)))
    if found.starts[-1] == found.ends[-1]:
        found.starts[-1] = span.start
    found.ends[-1] = span.end


def _close(found: TableCells, first: int) -> int:
    """End the row of the cells from ``first`` on, which have lines of their own; none is pending then (-1).

    More cells than the widest row has are several rows, with nothing to tell where each ends.
    """
    count = len(found.words) - first
    if count > _MOST_CELLS:
        found.row_of[first:] = range(len(found.whole), len(found.whole) + count)
        found.whole.extend([False] * count)
        found.separated.extend([False] * count)
        found.lines.extend([-1] * count)
        return -1
    several = count > 1
    found.whole.append(several)
    found.separated.append(several)
    found.lines.append(-1)
    return -1


def _line_cells(text: str, bars: _Bars, vocabulary: Vocabulary) -> _LineCells:
    """The cells of a line."""
    if "|" in text or "\t" in text[1:]:
        return _split_line(text, bars)
    words = text.strip(_BLANK)
    if text.startswith("\t"):
        return _one_place(CELL, text) if words else _places(CELL, text, ((1, len(text)),))
    if not words:
        return _LineCells(END)
    return _LineCells(NOTHING) if is_page_number(words) else _loose_line(text, vocabulary)


def _places(
    look: int, text: str, places: Sequence[tuple[int, int]], explicit: bool = True, whole: bool = False
) -> _LineCells:
    """A line whose cells stand at ``places``."""
    spans = [inner(text, start, end) for start, end in places]
    words = [text[start:end] for start, end in spans]
    starts, ends = zip(*spans, strict=True)
    return _LineCells(look, words, starts, ends, [explicit] * len(spans), whole)


def _one_place(look: int, text: str) -> _LineCells:
    """A line that is one cell."""
    words = text.strip()
    if not words or has_marks(words):
        return _places(look, text, ((0, len(text)),))
    start = text.index(words)
    return _LineCells(look, (words,), (start,), (start + len(words),), (True,))


def _bars(lines: Sequence[str]) -> _Bars:
    """The table's habits. Where rows do not begin with a ``|``, one at the start of a line closes an empty cell."""
    barred = [text for text in lines if "|" in text and text.strip("|-: \t\r\n")]
    leading = 2 * sum(text.lstrip().startswith("|") for text in barred) > len(barred)
    bare = [text for text in barred if "||" in text]
    return _Bars(leading, bool(bare) and not any(map(_is_bare_behind_word, bare)))


def _is_bare_behind_word(text: str) -> bool:
    """Whether the first bare ``||`` of a line follows a word at once."""
    return text[: text.index("||")].rstrip(" \t")[-1:] not in ("", "|")


def _split_line(text: str, bars: _Bars) -> _LineCells:
    """The row of a line with ``|`` or tabs; a line of nothing but ``|`` or dashes is no row.

    The first space behind the last word (``0 | |||``) is no cell where the table sets its fillers off so.
    """
    text = text.rstrip("\r\n")
    barred = "|" in text
    if barred and _is_barren(text):
        return _barren_line(text, bars.leading)
    start, end = 0, len(text)
    if barred:
        start = text.index("|") + 1 if bars.leading and text.lstrip().startswith("|") else 0
        end = text.rindex("|") if text.rstrip().endswith("|") else end
    pieces = split_bars(text[start:end]) if barred else text[start:end].split("\t")
    words = list(map(str.strip, pieces))
    # Where each piece begins: behind the pieces before it, and as many separators.
    places = map(add, accumulate(map(len, pieces), initial=start), count())
    starts = list(map(add, places, map(str.find, pieces, words)))
    if has_marks(text):
        spans = [inner(word, 0, len(word)) for word in words]
        words = [word[slice(*span)] for word, span in zip(words, spans, strict=True)]
        starts = [place + span.start for place, span in zip(starts, spans, strict=True)]
    explicit = list(map(bool, pieces)) if barred else [True] * len(pieces)
    if barred and bars.set_off and not words[-1]:
        explicit[_behind_words(words)] = False
    if not bars.leading:
        explicit[0] = True
    ends = list(map(add, starts, map(len, words)))
    return _LineCells(ROW, words, starts, ends, explicit, sum(explicit) > 1, True)


def _is_barren(text: str) -> bool:
    """Whether nothing but ``|`` and a Markdown rule stands here; a lone ``-`` in a cell is the author's."""
    return not text.strip("|-: \t") and ("-" not in text or "--" in text or ":" in text)


def _behind_words(words: list[str]) -> int:
    """The number of the first of the empty cells at the end."""
    place = len(words)
    while place and not words[place - 1]:
        place -= 1
    return place


def _barren_line(text: str, leading: bool) -> _LineCells:
    """A line without words: a Markdown rule is no row, ``   |`` is an empty cell, and ``|`` or ``|||`` are empty cells,
    what a merged cell leaves, or where a row begins; which of them cannot be told."""
    if "-" in text:
        return _LineCells(ROW)
    places = [i for i, c in enumerate(text) if c == "|"]
    sure = len(places) == 1 and places[0] > 0
    cells = (places[1:] if leading else places) or places
    return _LineCells(ROW, [""] * len(cells), cells, cells, [sure] * len(cells), False, True)


def _row_span(number: int, cells: Sequence[Cell], lines: TableLines) -> Span:
    """The line without the white space around it, but with all of its cells; where a row has no line, its cells."""
    low, high = cells[0].span.start, cells[-1].span.end
    if number < 0:
        return Span(low, high)
    line = TextLine(lines.texts[number], lines.starts[number])
    start, end = line.span(trim(line.text, 0, len(line.text)))
    return Span(min(start, low), max(end, high))


def _quoted(line: _LineCells) -> _LineCells:
    """A row written with commas, without the quotation marks around some of its cells."""
    starts = [start + word.startswith('"') for word, start in zip(line.words, line.starts, strict=True)]
    ends = [
        max(start, end - word.endswith('"')) for word, start, end in zip(line.words, starts, line.ends, strict=True)
    ]
    words = [word.strip('"') for word in line.words]
    return line._replace(words=words, starts=starts, ends=ends, separated=True)


def _loose_line(text: str, vocabulary: Vocabulary) -> _LineCells:
    """A line without separators: a row of numbers set apart by spaces, labels set apart by spaces, or one cell.

    Spaces do not prove that no cell is missing between them: such cells are not explicit.
    """
    if "," in text and (cells := comma_cells(text, vocabulary)):
        return _quoted(_places(ROW, text, cells, whole=True))
    if len(text.split()) == 1:
        return _one_place(WORDS, text)
    spaced = spaced_row(text, vocabulary)
    if spaced:
        labelled = spaced.label[0] < spaced.label[1]
        places = (*label_places(text, spaced.label, vocabulary), *spaced.values) if labelled else spaced.values
        return _places(WORDS, text, places, explicit=False, whole=labelled)
    labels = spaced_labels(text, vocabulary)
    return _places(WORDS, text, labels) if labels else _one_place(WORDS, text)
