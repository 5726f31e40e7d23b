"""句子：把段落切成句，只给可能有所找的词的（供 consistency.py、ratios.py、units.py 等用）。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from gklint.engine.once import once
from gklint.report.document import Document
from gklint.report.shapes import Shape, sentence_shape
from gklint.report.surroundings import Place
from gklint.text import Span

from .breakdowns import AMONG, Breakdown, breakdowns
from .passages import Passage, passages

# What is no part of a shape, beside white space; brackets end up in shapes of their own.
_QUOTES = "“”\"‘’'「」"
_BRACKETS = "（(）)"
_BRACKET = re.compile(f"[{_BRACKETS}]")
_END_MARKS = "。！？!?"
_ENDS = re.compile(f"[{_END_MARKS}]")
_LONGEST = 800


class Sentence:
    """A sentence (up to 。) of a report. All but its ``words`` is made when it is first asked for, since most sentences
    hold nothing that the rules look for. ``plain`` words are without white space and quotation marks."""

    def __init__(self, words: str, start: int, stretch: _Stretch) -> None:
        self.words = words
        self._start = start  # in its paragraph
        self.plain = stretch.plain
        self._passage = stretch.passage  # and not the stretch, which holds its sentences
        self._document = stretch.document

    @cached_property
    def span(self) -> Span:
        """Where its words are."""
        start = self._passage.span.start + self._start
        return Span(start, start + len(self.words))

    @cached_property
    def first(self) -> bool:
        """Whether it is the first of its paragraph."""
        return not self._passage.text[: self._start].strip()

    @cached_property
    def place(self) -> Place:
        """Where it stands in the report."""
        passage, document = self._passage, self._document
        heading = document.text(passage.above.title) if passage.above else ""
        before = passage.text[max(0, self._start - _LONGEST) : self._start]
        return Place(passage.role, heading, before, document.title or "")

    @cached_property
    def seen(self) -> str:
        """Its words without what is no part of a shape."""
        return self.words if self.plain else _seen("".join(self.words.split()))

    @cached_property
    def shape(self) -> Shape:
        """The shape of its words in a report about the year."""
        return sentence_shape(self.words, self.span.start, self._document.year)

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Every 总 N 条，其中 …; only a sentence that may name 其中 has any."""
        return tuple(breakdowns(self.shape))


def _seen(words: str) -> str:
    """Words without white space as a shape has them, but for brackets and tokens."""
    for mark in _QUOTES:
        words = words.replace(mark, "")
    return words


class _Stretch:
    """A paragraph, and its words without what is no part of a shape. It is ``plain`` if these are its text."""

    def __init__(self, passage: Passage, seen: str, document: Document) -> None:
        self.passage = passage
        self.document = document
        self.plain = len(seen) == len(passage.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them."""
        return tuple(_cut(self))

    def around(self, places: Iterable[int]) -> Iterator[Sentence]:
        """The sentences around these places of the text, which is no longer than a sentence may be, in order."""
        text, reached = self.passage.text, 0
        for place in sorted(places):
            if place >= reached:
                start = max([text.rfind(mark, 0, place) for mark in _END_MARKS]) + 1
                end = _ENDS.search(text, place)
                reached = end.start() if end else len(text)
                yield Sentence(text[start:reached], start, self)

    def naming(self, names: tuple[str, ...], seen: list[int]) -> Iterator[Sentence]:
        """The sentences whose shape may hold one of ``names``, which are at the places ``seen`` of the words."""
        text = self.passage.text
        places = seen if self.plain else [place for name in names for place in _places(text, name)]
        # With fewer places in the text, white space or quotation marks part a name there.
        if len(text) > _LONGEST or len(places) < len(seen):
            return (each for each in self.sentences if _may_name(each, names))
        return self.around(places)


class _Prose:
    """The paragraphs of a report, and their words together, a line each: what the report has nowhere is not looked for
    in each of them. ``brackets`` are the places of those in the words; ``before`` them and ``behind`` them stand these
    characters."""

    def __init__(self, document: Document) -> None:
        self._paragraphs = [passage for passage in passages(document.report) if not passage.is_heading]
        self.seen = _seen("\n".join([passage.words for passage in self._paragraphs]))
        self._lines = self.seen.split("\n")
        self._starts = list(accumulate([len(line) + 1 for line in self._lines], initial=0))
        self._document = document
        self._stretches: dict[int, _Stretch] = {}
        brackets = [place for bracket in _BRACKETS for place in _places(self.seen, bracket)]
        self.brackets = brackets
        self.before = {self.seen[place - 1] for place in brackets}
        self.behind = {self.seen[place + 1 : place + 2] for place in brackets}

    def each(self) -> Iterator[_Stretch]:
        """All paragraphs, in order."""
        return map(self._stretch, range(len(self._paragraphs)))

    def at(self, places: Iterable[int]) -> Iterator[tuple[_Stretch, list[int]]]:
        """The paragraphs that these places of the words are in, in order, each with its own."""
        found: dict[int, list[int]] = {}
        for place in places:
            number = bisect_right(self._starts, place) - 1
            found.setdefault(number, []).append(place - self._starts[number])
        return ((self._stretch(number), found[number]) for number in sorted(found))

    def _stretch(self, number: int) -> _Stretch:
        found = self._stretches.get(number)
        if found is None:
            found = _Stretch(self._paragraphs[number], self._lines[number], self._document)
            self._stretches[number] = found
        return found


def _parted(prose: _Prose, first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether brackets may part one of the characters ``first`` from one of ``second``."""
    return not (prose.before.isdisjoint(first) or prose.behind.isdisjoint(second))


def _places(text: str, words: str) -> list[int]:
    """Where ``words`` stand in ``text``."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


@once
def _prose(document: Document) -> _Prose:
    return _Prose(document)


def sentences(
    document: Document, roles: frozenset[str | None] | None = None, naming: tuple[str, ...] = ()
) -> Iterator[Sentence]:
    """The sentences of the report's paragraphs, in order.

    ``roles`` narrows the sections (``None`` is the preface), ``naming`` the words: only sentences are given whose shape
    may hold one of these.
    """
    prose = _prose(document)
    if naming and not any(_parted(prose, name[:-1], name[1:]) for name in naming):
        for stretch, places in prose.at([place for name in naming for place in _places(prose.seen, name)]):
            if roles is None or stretch.passage.role in roles:
                yield from stretch.naming(naming, places)
        return
    for stretch in prose.each():
        if roles is None or stretch.passage.role in roles:
            yield from stretch.sentences


@once
def dividing(document: Document) -> tuple[Sentence, ...]:
    """The sentences that may name 其中."""
    return tuple(sentences(document, naming=(AMONG,)))


def counting(document: Document, counted: re.Pattern[str], nouns: tuple[str, ...], letters: str) -> Iterator[Sentence]:
    """The sentences whose shape may hold one of ``nouns`` with its number, which ``counted`` fits in words as written
    (but without white space). Brackets may stand between any two of the ``letters`` that these consist of."""
    prose = _prose(document)
    found = [match.end() - 1 for match in counted.finditer(prose.seen)]
    parted = _parted(prose, letters, letters)
    for stretch, places in prose.at([*found, *prose.brackets] if parted else found):
        if stretch.plain and len(stretch.passage.text) <= _LONGEST and not parted:
            yield from stretch.around(places)
            continue
        for each in stretch.sentences:
            if counted.search(each.seen) or (_BRACKET.search(each.seen) and _may_name(each, nouns)):
                yield each


def _may_name(sentence: Sentence, names: tuple[str, ...]) -> bool:
    """Whether the shape of a sentence may hold one of ``names``.

    Where there are no brackets, the words of a shape stand one behind the other as in what is seen of the sentence.
    """
    seen = sentence.seen
    if any(name in seen for name in names):
        return True
    return _BRACKET.search(seen) is not None and any(all(map(seen.__contains__, name)) for name in names)


def _cut(stretch: _Stretch) -> Iterator[Sentence]:
    text, start = stretch.passage.text, 0
    while start < len(text):
        end = _ENDS.search(text, start, start + _LONGEST + 1)
        stop = min(end.start() if end else len(text), start + _LONGEST)
        words = text[start:stop]
        if words.strip():
            yield Sentence(words, start, stretch)
        start = stop + 1 if end and stop == end.start() else stop
