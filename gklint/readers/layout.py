"""The text that readers of documents put together: a paragraph a line, a row of a table a line, and where each stood.

A row is ``| a | b |``. A merged cell stands once, at its first place; the places that it goes on in are left out, so
that whatever stands between two bars is a cell: ``| |`` is an empty one. Line breaks in cells are gone, and a ``|``
of the author's is the full-width ``｜``, so that it is never taken for the edge of a cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from gklint.text import Source
from gklint.tuples import NamedTuple

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200b\u2028\u2029\ufeff]+")
_EDGES = " \t\r\n\f\v\u00a0\u3000\u200b\u2028\u2029\ufeff"
# What needs no space beside it: Chinese characters and marks, and full-width forms.
_WIDE = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6‘’“”…—·\U00020000-\U0003ffff"
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
_BREAK = r"[ \t\u00a0]*[\r\n\f\v\u2028\u2029][ \t\u00a0\r\n\f\v\u2028\u2029]*"
_BREAK_BESIDE_WIDE = re.compile(f"(?<=[{_WIDE}]){_BREAK}|{_BREAK}(?=[{_WIDE}])")


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each character stood in the original: ``names[i]`` from offset ``starts[i]`` on, up to the next."""

    starts: tuple[int, ...]
    names: tuple[str | None, ...]

    def __call__(self, offset: int) -> str | None:
        """What a person looks for in the original (``表3 第12行 第4列``), or ``None`` where nothing is known."""
        at = bisect_right(self.starts, offset) - 1
        return self.names[at] if at >= 0 else None


class RowCell(NamedTuple):
    """A cell as it is written into a row: its text, and where it stands in the original."""

    text: str
    origin: str | None


class TextBuilder:
    """Takes paragraphs and rows, and makes a :class:`~gklint.text.Source` of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._names: list[str | None] = []

    def __len__(self) -> int:
        """How many characters there are so far."""
        return self._length

    def add(self, text: str, origin: str | None) -> None:
        """Append ``text`` as it is; it stood at ``origin``."""
        if not self._names or self._names[-1] != origin:
            self._starts.append(self._length)
            self._names.append(origin)
        self._parts.append(text)
        self._length += len(text)

    def paragraph(self, text: str, origin: str | None) -> None:
        """A line of its own."""
        self.add(text.replace("|", "｜") + "\n", origin)

    def row(self, cells: Iterable[RowCell]) -> None:
        """A row of a table, if there is a cell in it."""
        last: RowCell | None = None
        for cell in cells:
            words = one_line(cell.text).replace("|", "｜")
            self.add(("" if last else "|") + (f" {words} |" if words else " |"), cell.origin)
            last = cell
        if last:
            self.add("\n", last.origin)

    def source(self, path: str) -> Source:
        """The text with its map."""
        origins = Origins(tuple(self._starts), tuple(self._names))
        return Source(path, "".join(self._parts), origin=origins)


def is_wide(character: str) -> bool:
    """Whether ``character`` is Chinese or full-width, so that no word space stands beside it."""
    return _WIDE_CHARACTER.match(character) is not None


def is_solid(text: str) -> bool:
    """Whether there is nothing at all in ``text`` that may be white space or a line break: a plain look for most cells
    of a table, since all such characters but the space are none that Python prints."""
    return " " not in text and text.isprintable()


def one_line(text: str) -> str:
    """``text`` in one line, without the white space at its ends: a line break beside a Chinese character joins, any
    other run of white space becomes one space."""
    if is_solid(text):
        return text
    text = text.strip(_EDGES)
    return _SPACE.sub(" ", _BREAK_BESIDE_WIDE.sub("", text))
