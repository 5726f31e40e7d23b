"""The shape of a sentence: its words with every number, date and bracket reduced to one mark.

Facts are read off shapes: 全年收到申请 12 件（含上年结转2件）。 has the shape 全年收到申请#, with an aside 含上年结转#
where # is :data:`QUANTITY`. White space and quotation marks are gone, punctuation has one width, and every place in
the shape leads back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gklint.report.prose import Kind, ProseToken, prose_tokens
from gklint.text import Span

# Marks from the private-use area: they stand for a token and never for a character of the text.
QUANTITY, PAST, NEXT, THIS, OTHER = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_MARKS = re.compile("[\ue000-\ue004]")
_PIECE = re.compile(r"[（(]|[）)]|[^\s“”\"‘’'「」（）()]+")


class Aside(NamedTuple):
    """What stands in brackets, and where in the surrounding shape (``anchor``) they stand."""

    anchor: int
    shape: Shape


@dataclass(slots=True)
class Shape:
    """A reduced sentence: its text, the token behind each mark, the asides in it."""

    text: str = ""
    tokens: dict[int, ProseToken] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _origins: list[int] = field(default_factory=list)

    def add_text(self, text: str, origin: int) -> None:
        """Append words that begin at ``origin`` of the source."""
        self._starts.append(len(self.text))
        self._origins.append(origin)
        self.text += text

    def add_token(self, mark: str, token: ProseToken) -> None:
        """Append ``mark`` for ``token``."""
        self.tokens[len(self.text)] = token
        self.add_text(mark, token.span.start)

    def span(self, start: int, end: int) -> Span:
        """The source text of ``text[start:end]``, which must not be empty."""
        last = self.tokens.get(end - 1)
        return Span(self._origin(start), last.span.end if last else self._origin(end - 1) + 1)

    def _origin(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        return self._origins[index] + place - self._starts[index]


def _mark(token: ProseToken, year: int | None) -> str:
    match token.kind:
        case Kind.QUANTITY | Kind.NUMBER:
            return QUANTITY
        case Kind.DATE | Kind.PERIOD if year is not None and token.value is not None:
            return PAST if token.value < year else NEXT if token.value > year else THIS
        case _:
            return OTHER


@lru_cache(maxsize=128)  # rules look at the same sentences as facts, a moment later; nobody changes a shape
def sentence_shape(words: str, base: int, year: int | None) -> Shape:
    """The shape of the sentence ``words``, which begins at ``base`` of the source, in a report about ``year``."""
    stack = [Shape()]
    flat = words.replace("，", ",").replace("；", ";").replace("：", ":")
    flat = _MARKS.sub(" ", flat)
    for token in prose_tokens(words, base):
        if token.kind is not Kind.TEXT:
            stack[-1].add_token(_mark(token, year), token)
            continue
        for piece in _PIECE.finditer(words, token.span.start - base, token.span.end - base):
            start, end = piece.span()
            part = flat[start:end]
            if part in "（(":
                stack.append(Shape())
            elif part in "）)":
                _close(stack)
            else:
                stack[-1].add_text(part, base + start)
    while len(stack) > 1:
        _close(stack)
    return stack[0]


def _close(stack: list[Shape]) -> None:
    if len(stack) > 1:
        inner = stack.pop()
        stack[-1].asides.append(Aside(len(stack[-1].text), inner))
