"""Patterns and lexicons, run by google-re2: linear in the text, whoever wrote the pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from gklint.engine.expression import ExpressionError
from gklint.engine.matches import Counter, Matches, encoded
from gklint.engine.needles import Needles, held
from gklint.engine.places import Place, merged, overlaps
from gklint.engine.regex import CompiledPattern, re2_options
from gklint.messages import worded
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.engine.body import Entry

HIT_GROUP = "hit"
"""The group of a pattern that is the hit, where the pattern has to see what stands beside it: ``(?P<hit>…)``."""


class Hit(NamedTuple):
    """A place that a pattern or a lexicon found: its words and its groups (``None`` for one that took no part).

    ``key`` is the entry of the lexicon.
    """

    span: Span
    text: str
    groups: tuple[str | None, ...] = ()
    key: str = ""


class Around(NamedTuple):
    """What stands before and after a text in its document, as far as a search may want to look."""

    before: str = ""
    after: str = ""


Look = Callable[[], Around]
"""Gives what stands around a text; called only where it matters."""


def nothing_around() -> Around:
    """The surroundings of a text that stands alone."""
    return Around()


class PatternSearch:
    """Finds the hits of a pattern that no match of ``unless`` overlaps.

    A pattern that needs to see what stands beside a hit has the hit itself in a group: ``加强(?P<hit>力度)[，。]``.
    Where the words of its ``needles`` are not, it is not looked for.
    """

    def __init__(self, pattern: str, unless: Iterable[str], key: str = "", needles: Needles = ()) -> None:
        self._written = pattern
        self._others = tuple(unless)
        self._key = key
        self._needles = needles

    @cached_property
    def _matches(self) -> Matches:
        return Matches(self._written)

    @cached_property
    def _group(self) -> int:
        return self._matches.pattern.groupindex.get(HIT_GROUP, 0)

    @cached_property
    def _unless(self) -> list[Matches]:
        return [Matches(other) for other in self._others]

    def hits(self, text: str, around: Look = nothing_around, present: Collection[str] | None = None) -> Iterator[Hit]:
        """The hits in ``text``; spans count from its beginning. What stands around it does not matter, nor what else
        is present."""
        if not held(self._needles, text):
            return
        excused: list[Place] | None = None
        # re2 looks at bytes: asked for characters it counts them anew for every group of every match.
        data = encoded(text)
        count = Counter(data)
        for match in self._matches.of(data):
            first, last = match.span(self._group) if self._group else (-1, -1)
            if first < 0:  # the group may take no part
                first, last = self._matches.span(match, data)
            if excused is None:
                excused = _spans(self._unless, data)
            if first == last or overlaps(excused, first, last):
                continue
            start = count.character(first)
            words = data[first:last].decode()
            groups = tuple(None if part is None else part.decode() for part in match.groups())
            yield Hit(Span(start, start + len(words)), words, groups, self._key)


def _no_words(text: str, around: Look) -> Iterator[Hit]:
    return iter(())


def _spans(patterns: Iterable[Matches], data: bytes) -> list[Place]:
    return merged(one.span(match, data) for one in patterns for match in one.of(data))


class LexiconSearch:
    """Finds all words of a lexicon in one pass, whatever their number; of words that begin together, the longest.

    A word that a match of ``unless`` overlaps does not count. Then come the entries that are patterns, one by one;
    where words were found before, they count no more.
    """

    def __init__(self, entries: Mapping[str, Entry], unless: Iterable[str] = ()) -> None:
        self._entries = {key: entry for key, entry in entries.items() if not entry.is_pattern}
        self._reach = max((len(text) for entry in self._entries.values() for text in entry.exceptions), default=0)
        self._others = tuple(unless)
        self._patterns = {key: entry for key, entry in entries.items() if entry.is_pattern}
        self._searches: dict[str, PatternSearch] = {}

    @cached_property
    def _any(self) -> CompiledPattern:
        """The pattern of all words."""
        import re2

        options = re2_options()
        options.longest_match = True
        compiled: CompiledPattern = re2.compile("|".join(map(re2.escape, self._entries)), options)
        return compiled

    @cached_property
    def _unless(self) -> list[Matches]:
        return [Matches(other) for other in self._others]

    def hits(self, text: str, around: Look = nothing_around, present: Collection[str] | None = None) -> Iterator[Hit]:
        """The words found in ``text`` where none of their exceptions holds them; ``present`` are the words and patterns
        that may be in the text (``None``: all).

        An exception may be broken by spaces or line ends, and may reach into what stands ``around`` the text: a
        document that is broken at its lines' width has half of ``行政诉讼`` in the next line.
        """
        taken: list[Place] = []
        words = self._words if present is None or not self._entries.keys().isdisjoint(present) else _no_words
        patterns = [key for key in self._patterns if present is None or key in present]
        for search in (words, *(self._search(key).hits for key in patterns)):
            found = [hit for hit in search(text, around) if not overlaps(taken, *hit.span)]
            if found:
                taken = merged((*taken, *(hit.span for hit in found)))
                yield from found

    def _search(self, pattern: str) -> PatternSearch:
        """The search for one of the patterns: made when it is first needed, since most are nowhere."""
        search = self._searches.get(pattern)
        if search is None:
            entry = self._patterns[pattern]
            search = PatternSearch(pattern, (*entry.unless, *self._others), pattern, entry.needles)
            self._searches[pattern] = search
        return search

    def _words(self, text: str, around: Look) -> Iterator[Hit]:
        """The words that count. A text of very many is walked through once: each search goes on where the last one
        ended, in the same bytes."""
        if not self._entries:
            return
        data = encoded(text)
        count = Counter(data)
        beside = lru_cache(maxsize=1)(around)
        excused: list[Place] | None = None
        match = self._any.search(data)
        while match is not None:
            first, at = match.span()
            start = count.character(first)
            words = data[first:at].decode()
            span = Span(start, start + len(words))
            if excused is None:
                excused = _spans(self._unless, data)
            if overlaps(excused, first, at) or self._excepted(text, span, beside):
                at = first + len(words[0].encode())
            else:
                yield Hit(span, words, (), words)
            match = self._any.search(data, at)

    def _excepted(self, text: str, span: Span, around: Look) -> bool:
        entry = self._entries[text[span.start : span.end]]
        if not entry.exceptions:
            return False
        reach = 2 * self._reach
        beside = around()
        before = _squeezed((beside.before + text[max(span.start - reach, 0) : span.start])[-reach:])
        after = _squeezed((text[span.end : span.end + reach] + beside.after)[:reach])
        words = _squeezed(entry.wrong)
        whole = before + words + after
        start, end = len(before), len(before) + len(words)
        return any(_inside(whole, start, end, _squeezed(exception)) for exception in entry.exceptions)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _inside(text: str, start: int, end: int, words: str) -> bool:
    """Whether ``words`` stand in ``text`` so that they hold ``start`` to ``end``."""
    first = max(end - len(words), 0)
    return text.find(words, first, start + len(words)) >= 0


def replacement(template: str, groups: int) -> Callable[[Hit], str]:
    """What ``\\1`` in a fix stands for; raises :class:`ExpressionError` for a group that the pattern lacks."""
    pieces: list[str | int] = []
    at = 0
    for match in re.finditer(r"\\([0-9]|\\)", template):
        pieces.append(template[at : match.start()])
        at = match.end()
        if match[1] == "\\":
            pieces.append("\\")
        elif int(match[1]) > groups:
            hint = worded("共 {count} 组", count=groups)
            raise ExpressionError("模式没有第 {number} 组", match.start(), hint, number=match[1])
        else:
            pieces.append(int(match[1]))
    pieces.append(template[at:])

    def fill(hit: Hit) -> str:
        return "".join(piece if isinstance(piece, str) else _group(hit, piece) for piece in pieces)

    return fill


def _group(hit: Hit, number: int) -> str:
    return hit.text if number == 0 else hit.groups[number - 1] or ""
