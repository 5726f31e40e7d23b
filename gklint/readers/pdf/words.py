"""Characters with places → lines of text. Spaces that only set Chinese apart are layout and go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gklint.readers.layout import is_wide
from gklint.readers.pdf.page import Char
from gklint.tuples import NamedTuple

_SPACES = " \t\u00a0\u2002\u2003\u2009\u3000\ufeff\u200b\xad"
# Gaps in sizes of the type: between words in Latin letters, and between pieces that stand apart on a line.
_WORD_GAP = 0.15
_PIECE_GAP = 1.3
_SAME_LINE = 0.45
# Two columns: so many characters a line and lines at least, and how far from the middle, in widths of the page.
_COLUMN_LINE = 8
_COLUMN_LINES = 5
_MIDDLE = 0.15
# A gap in a column, in steps from one character to the next.
_GAP_BELOW = 1.5
# A number that a list gives, with the tab behind it.
_AFTER_NUMBER = re.compile(
    r"^([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、]) +"
)


class Line(NamedTuple):
    """A line of prose: its text, its box (points, ``y`` from the top), and how many wide gaps are in it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    gaps: int = 0


def text_lines(chars: Iterable[Char], *, pieces: bool = True) -> list[Line]:
    """The lines that ``chars`` make up, from top to bottom; ``pieces`` keeps wide gaps as a space."""
    return [_line(row, pieces) for row in _rows(chars)]


def stands_in_columns(chars: Iterable[Char], width: float) -> bool:
    """Whether the prose on a page ``width`` points wide is set in two columns: some lines have just one wide gap, about
    the middle of the page, with many characters on both sides."""
    parted = 0
    for row in _rows(chars):
        gaps = [i for i, (last, char) in enumerate(pairwise(row), 1) if _gap(last, char) > _PIECE_GAP]
        if len(gaps) == 1 and _COLUMN_LINE <= gaps[0] <= len(row) - _COLUMN_LINE:
            middle = (row[gaps[0] - 1].x1 + row[gaps[0]].x0) / 2
            parted += abs(middle - width / 2) < _MIDDLE * width
    return parted >= _COLUMN_LINES


def _gap(last: Char, char: Char) -> float:
    """How far apart two characters of a line stand, in sizes of the type."""
    return (char.x0 - last.x1) / max(last.size, char.size)


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """``chars`` by line, from top to bottom and from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(_visible(chars), key=lambda c: (c.y, c.x)):
        row = rows[-1] if rows else None
        if row and abs(char.y - row[0].y) <= _SAME_LINE * max(char.size, row[0].size):
            row.append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def cell_text(chars: Sequence[Char]) -> str:
    """The text of a cell: its lines joined, or its columns where characters stand below one another."""
    visible = _visible(chars)
    columns = _columns(visible) if _stands(visible) else []
    if columns and _are_solid(columns):
        return "".join(map(_column_text, columns))
    text = ""
    for line in text_lines(visible, pieces=False):
        text += _between(text, line.text) + line.text
    return text


def _visible(chars: Iterable[Char]) -> list[Char]:
    """``chars`` without spaces, and without those that are drawn twice at one place to look bold."""
    found: list[Char] = []
    seen: dict[tuple[str, int, int], list[Char]] = {}
    for char in chars:
        if not char.text.strip(_SPACES):
            continue
        grid = 4 * char.size
        key = (char.text, int(char.x // grid), int(char.y // grid))
        same = seen.setdefault(key, [])
        near = char.size * 0.2
        if any(abs(other.x - char.x) < near and abs(other.y - char.y) < near for other in same):
            continue
        same.append(char)
        found.append(char)
    return found


def _line(row: Sequence[Char], pieces: bool) -> Line:
    text, gaps = row[0].text, 0
    for last, char in pairwise(row):
        gap = _gap(last, char)
        wide = is_wide(last.text[-1]) or is_wide(char.text[0])
        spaced = (pieces and gap > _PIECE_GAP) if wide else gap > _WORD_GAP
        gaps += gap > _PIECE_GAP
        text += f" {char.text}" if spaced else char.text
    size = sorted(char.size for char in row)[len(row) // 2]
    box = (row[0].x0, min(c.y0 for c in row), row[-1].x1, max(c.y1 for c in row))
    return Line(_AFTER_NUMBER.sub(r"\1", text), *box, size, gaps)


def _stands(chars: Sequence[Char]) -> bool:
    """Whether ``chars``, in the order in which they are drawn, go down rather than to the right."""
    down = right = 0
    for last, char in pairwise(chars):
        size = max(last.size, char.size)
        aside, below = char.x - last.x, char.y - last.y
        down += abs(aside) < 0.3 * size and below > 0.5 * size
        right += abs(below) < 0.3 * size and aside > 0.2 * size
    return down > 2 * right and len(chars) > 2


def _columns(chars: Sequence[Char]) -> list[list[Char]]:
    """Columns of characters, from right to left as Chinese is written downwards."""
    columns: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: -c.x):
        if columns and abs(columns[-1][0].x - char.x) < 0.5 * char.size:
            columns[-1].append(char)
        else:
            columns.append([char])
    return [sorted(column, key=lambda c: c.y) for column in columns]


def _are_solid(columns: Sequence[Sequence[Char]]) -> bool:
    """Whether ``columns`` are those of text written downwards: of one character the last may be, and none has gaps.

    In a cell so narrow that each line has a character, some lines have a mark or a second figure beside it.
    """
    widest = _GAP_BELOW * max(_steps(max(columns, key=len)), default=0.0)
    return all(len(column) > 1 for column in columns[:-1]) and all(
        step <= widest for column in columns for step in _steps(column)
    )


def _steps(column: Sequence[Char]) -> list[float]:
    """How far it is from each character of ``column`` to the next."""
    return [below.y - above.y for above, below in pairwise(column)]


def _column_text(column: Sequence[Char]) -> str:
    """The text of a column; characters side by side in it are one row (``10`` among Chinese, say)."""
    return "".join(line.text for line in text_lines(column, pieces=False))


def _between(before: str, after: str) -> str:
    """What a line break between ``before`` and ``after`` stands for: a space between words in Latin letters."""
    if not before or not after:
        return ""
    return " " if before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha() else ""


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph as one text."""
    return before + _between(before, after) + after
