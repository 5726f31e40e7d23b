"""The shape of a sentence: its words with every number, date and bracket reduced to one mark.

Facts are read off shapes: 全年收到申请 12 件（含上年结转2件）。 has the shape 全年收到申请#, with an aside 含上年结转#
where # is :data:`QUANTITY`. White space and quotation marks are gone, punctuation has one width, and every place in
the shape leads back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache

from gklint.late import late
from gklint.report.prose import Kind, ProseToken, meanings
from gklint.text import Span
from gklint.tuples import NamedTuple

# Marks from the private-use area: they stand for a token and never for a character of the text.
QUANTITY, PAST, NEXT, THIS, OTHER = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_MARKS = re.compile("[\ue000-\ue004]")
# Names of their own, since a member of an enumeration takes longer to look up.
_QUANTITY, _NUMBER, _DATE, _PERIOD = Kind.QUANTITY, Kind.NUMBER, Kind.DATE, Kind.PERIOD
_APART = frozenset("“”\"‘’'「」（）()")  # beside white space
_PIECE = late(r"[（(]|[）)]|[^\s“”\"‘’'「」（）()]+")


class Aside(NamedTuple):
    """What stands in brackets, and where in the surrounding shape (``anchor``) they stand."""

    anchor: int
    shape: Shape


class Shape:
    """A reduced sentence: its text, the token behind each mark, the asides in it."""

    def __init__(self) -> None:
        self.text = ""
        self.tokens: dict[int, ProseToken] = {}
        self.asides: list[Aside] = []
        self._starts: list[int] = []
        self._origins: list[int] = []

    def add_text(self, text: str, origin: int) -> None:
        """Append words that begin at ``origin`` of the source."""
        self._starts.append(len(self.text))
        self._origins.append(origin)
        self.text += text

    def add_token(self, mark: str, token: ProseToken) -> None:
        """Append ``mark`` for ``token``."""
        place = len(self.text)
        self.tokens[place] = token
        self._starts.append(place)
        self._origins.append(token.span.start)
        self.text += mark

    def span(self, start: int, end: int) -> Span:
        """The source text of ``text[start:end]``, which must not be empty."""
        last = self.tokens.get(end - 1)
        return Span(self._origin(start), last.span.end if last else self._origin(end - 1) + 1)

    def _origin(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        return self._origins[index] + place - self._starts[index]


def _mark(kind: Kind, value: Decimal | None, year: int | None) -> str:
    if kind is _QUANTITY or kind is _NUMBER:
        return QUANTITY
    if (kind is _DATE or kind is _PERIOD) and year is not None and value is not None:
        return PAST if value < year else NEXT if value > year else THIS
    return OTHER


@lru_cache(maxsize=1024)  # rules look at the same sentences as facts, a moment later; nobody changes a shape
def sentence_shape(words: str, base: int, year: int | None) -> Shape:
    """The shape of the sentence ``words``, which begins at ``base`` of the source, in a report about ``year``."""
    writer = _Writer(words, base)
    reached = 0
    for begin, end, meaning in meanings(words):
        if reached < begin:
            writer.add(reached, begin)
        writer.shape.add_token(_mark(meaning.kind, meaning.value, year), meaning.token(base + begin, base + end))
        reached = end
    writer.add(reached, len(words))
    while writer.around:
        writer.close()
    return writer.shape


class _Writer:
    """Writes the shape of ``words``: ``shape`` is the one that is open, ``around`` those that it stands in."""

    def __init__(self, words: str, base: int) -> None:
        flat = words.replace("，", ",").replace("；", ";").replace("：", ":")
        self._words, self._base = words, base
        self._flat = _MARKS.sub(" ", flat)
        self._plain = _APART.isdisjoint(words) and len("".join(words.split())) == len(words)
        self.shape = Shape()
        self.around: list[Shape] = []

    def add(self, start: int, end: int) -> None:
        """Append the words from ``start`` to ``end``; brackets open and close shapes of their own."""
        if self._plain:
            self.shape.add_text(self._flat[start:end], self._base + start)
            return
        for piece in _PIECE.finditer(self._words, start, end):
            part = self._flat[piece.start() : piece.end()]
            if part in "（(":
                self.around.append(self.shape)
                self.shape = Shape()
            elif part in "）)":
                self.close()
            else:
                self.shape.add_text(part, self._base + piece.start())

    def close(self) -> None:
        """End the open shape, if it stands in another one."""
        if self.around:
            inner, self.shape = self.shape, self.around.pop()
            self.shape.asides.append(Aside(len(self.shape.text), inner))
