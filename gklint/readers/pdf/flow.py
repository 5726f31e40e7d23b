"""Lines and tables of all pages → the report's text: page numbers dropped, broken paragraphs and labels joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import TypeAlias

from gklint.readers.pdf.tables import PdfTable, TableCell
from gklint.readers.pdf.words import Line
from gklint.report.headings import read_number
from gklint.report.parse import default_vocabulary
from gklint.report.titles import is_title
from gklint.text import fold
from gklint.tuples import NamedTuple

_EDGE = 0.12
_NUMBER = re.compile(
    r"[-·•]*\d{1,4}[-·•]*|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|(?:p\.?|page)\d{1,4}(?:(?:of|/)\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = "。！？；：:;!?"
# In sizes of the type: how far a line may stay short of the margin and be full, and what is an indent.
_SHORT = 1.7
_INDENT = 1.2
# Lines further apart than so many times the usual are paragraphs apart.
_GAP = 1.35
_LEAST_SAMPLE = 12
_LEAST_INDENTS = 3
# A full line reaches at least so far across the page.
_LEAST_WIDTH = 0.6
# So many wide gaps in a line make it a row of something, not prose.
_TABULAR = 3
# Opening brackets, a word or a number, closing brackets and marks: they stay together.
_UNBROKEN = re.compile(
    r"[（〔《“‘\[(【]*[0-9A-Za-z.,:/@%_~?=&+-]*(?:[^\W\d_](?=[）〕》”’，。；：、！？]))?[）〕》”’\])】，。；：、！？％]*"
)
_SNAP = 4.0

Item: TypeAlias = "Line | PdfTable"


@dataclass(slots=True)
class Sheet:
    """A page: its number, its size, and its lines and tables from top to bottom."""

    number: int
    width: float
    height: float
    items: list[Item]


@dataclass(slots=True)
class PdfParagraph:
    """A paragraph: its lines, each with the page that it stands on."""

    lines: list[tuple[str, int]] = field(default_factory=list)


def without_margins(sheets: Sequence[Sheet]) -> None:
    """Takes page numbers and running heads (the same words at the edge of half of the pages or more) off ``sheets``.

    A running head that is a title stays where it comes first if its words are nowhere else on that page.
    """
    heads: Counter[str] = Counter()
    for sheet in sheets:
        heads.update({_key(line) for line in _edge_lines(sheet)})
    least = max(2, (len(sheets) + 1) // 2)
    titled = False
    for sheet in sheets:
        gone = [line for line in _edge_lines(sheet) if _is_number(line) or heads[_key(line)] >= least]
        rest = [item for item in sheet.items if not any(item is line for line in gone)]
        titles = [] if titled else [line for line in gone if is_title([line.text])]
        if titles:
            titled = True
            words = fold("".join(item.text for item in rest if isinstance(item, Line)))
            rest[:0] = [] if fold(titles[-1].text) in words else titles[-1:]
        sheet.items = rest


def _edge_lines(sheet: Sheet) -> list[Line]:
    """The lines in the top and bottom margins."""
    top, bottom = sheet.height * _EDGE, sheet.height * (1 - _EDGE)
    return [item for item in sheet.items if isinstance(item, Line) and (item.y1 <= top or item.y0 >= bottom)]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", fold(line.text))


def _is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(fold(line.text)) is not None


def flow(sheets: Sequence[Sheet]) -> list[PdfParagraph | PdfTable]:
    """The report's paragraphs and tables, in order."""
    join_labels(sheets)
    measure = _measure(sheets)
    found: list[PdfParagraph | PdfTable] = []
    last: Line | None = None
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, PdfTable):
                found.append(item)
                last = None
                continue
            paragraph = found[-1] if found else None
            if last is None or not isinstance(paragraph, PdfParagraph) or not _goes_on(last, item, measure):
                paragraph = PdfParagraph()
                found.append(paragraph)
            paragraph.lines.append((item.text, sheet.number))
            last = item
    return found


class _Measure(NamedTuple):
    """Where most of the long lines begin and end, how far apart lines of a paragraph stand, and whether paragraphs are
    set in."""

    left: float
    right: float
    pitch: float
    indents: bool


def _measure(sheets: Sequence[Sheet]) -> _Measure:
    lines = [[item for item in sheet.items if isinstance(item, Line) and len(item.text) > 1] for sheet in sheets]
    pitches = [b.y1 - a.y1 for page in lines for a, b in pairwise(page) if 0 < b.y1 - a.y1 < 4 * b.size]
    flat = [line for page in lines for line in page]
    long = [line for line in flat if len(line.text) >= _LEAST_SAMPLE] or flat
    if not long:
        return _Measure(0.0, 0.0, 0.0, False)
    left, right = _mode([line.x0 for line in long]), _mode([line.x1 for line in long])
    right = max(right, _LEAST_WIDTH * max(sheet.width for sheet in sheets))
    indents = sum(_INDENT < (line.x0 - left) / line.size < 2 * _INDENT + 1 for line in flat)
    return _Measure(left, right, _mode(pitches or [0.0]), indents >= _LEAST_INDENTS)


def _mode(places: Sequence[float]) -> float:
    """The place with the most of ``places`` within a few points."""
    counts = Counter(round(place / _SNAP) for place in places)
    best = max(counts, key=lambda k: (counts[k] + counts[k - 1] + counts[k + 1], k))
    return best * _SNAP


def _goes_on(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether ``line`` goes on with the paragraph of ``last``: that one has no room for more, this one is not set in,
    and no gap is between them."""
    size = max(last.size, line.size)
    if abs(last.size - line.size) > 0.2 * size or line.x0 - measure.left > _INDENT * size:
        return False
    if line.y1 - last.y1 > max(_GAP * measure.pitch, size) or max(last.gaps, line.gaps) >= _TABULAR:
        return False
    if line.y1 < last.y1 and last.text[-1] == "。" and not measure.indents:
        return False  # a new page after a sentence: nothing tells, and sentences may stand apart
    room = measure.right - last.x1
    if room > _SHORT * size and room < 0.5 * (measure.right - measure.left):
        room -= _unbroken(line.text) * size
    return room <= _SHORT * size and not (read_number(line.text) and last.text[-1] in _SENTENCE_END)


def _unbroken(text: str) -> float:
    """How wide, in sizes of the type, the beginning of ``text`` is that no line break may cut: brackets and figures."""
    match = _UNBROKEN.match(text)
    return sum(0.5 if character.isascii() else 1.0 for character in match.group()) if match else 0.0


def join_labels(sheets: Sequence[Sheet]) -> None:
    """Joins labels that a page break cuts in two (``（四）无`` and ``法提供``), where both halves together are a label
    of the form, the second alone is none, and the columns are the same. The header may come again in between."""
    for before, after in pairwise(sheets):
        if not before.items or not after.items:
            continue
        upper, lower = before.items[-1], after.items[0]
        if isinstance(upper, PdfTable) and isinstance(lower, PdfTable):
            before.items[-1], after.items[0] = _join(upper, lower)


def _join(upper: PdfTable, lower: PdfTable) -> tuple[PdfTable, PdfTable]:
    knows = default_vocabulary().knows
    halves: dict[TableCell, str] = {}
    ends = {_sides(upper, c): c for row in upper.rows for c in row if c.row + c.rows == len(upper.rows) and c.text}
    taken: list[TableCell] = []
    header = _rows_again(upper, lower)
    for cell in lower.rows[header]:
        above = _match(ends, _sides(lower, cell))
        if above and not cell.text and cell.rows > 1:
            taken.append(cell)  # what a merged cell has on the next page
        elif above and cell.text and not knows(cell.text) and knows(above.text + cell.text):
            halves[above] = above.text + cell.text
            taken.append(cell)
    rows = [tuple(c._replace(text=halves.get(c, c.text)) for c in row) for row in upper.rows]
    first = tuple(cell for cell in lower.rows[header] if cell not in taken)
    rest = first if not halves or any(cell.text for cell in first) else ()
    return upper._replace(rows=tuple(rows)), lower._replace(
        rows=(*lower.rows[:header], rest, *lower.rows[header + 1 :])
    )


def _rows_again(upper: PdfTable, lower: PdfTable) -> int:
    """How many rows both tables begin with: a header that comes again on each page."""
    rows = takewhile(lambda pair: _texts(pair[0]) == _texts(pair[1]), zip(upper.rows, lower.rows[:-1], strict=False))
    return sum(1 for _ in rows)


def _texts(row: Sequence[TableCell]) -> list[str]:
    return [cell.text for cell in row]


def _sides(table: PdfTable, cell: TableCell) -> tuple[float, float]:
    return table.columns[cell.column], table.columns[cell.column + cell.columns]


def _match(ends: dict[tuple[float, float], TableCell], sides: tuple[float, float]) -> TableCell | None:
    near = (c for (x0, x1), c in ends.items() if abs(x0 - sides[0]) <= _SNAP and abs(x1 - sides[1]) <= _SNAP)
    return next(near, None)
