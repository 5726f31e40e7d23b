"""One pass over a report for everything that its rules look for in its text: what is nowhere, and where the rest is.

The words of all lexicons go into one ``re2.Set``, and with them the needles of the patterns: words of which each match
holds one (see :mod:`gklint.engine.needles`). Most patterns have none of theirs in a report. Those without needles go
into sets of their own: the automaton of very many patterns together has so many states that it is thrown away and
built anew again and again. Such a pattern is looked for without its anchors, so that it is found in the whole wherever
it would be found in a part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import add

from gklint.engine.body import LexiconBody, PatternBody
from gklint.engine.matches import Counter, encoded
from gklint.engine.needles import Needles, held
from gklint.engine.places import Place, merged
from gklint.engine.regex import CompiledPattern, re2_options
from gklint.engine.rule import Rule
from gklint.late import late
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    _Found: TypeAlias = tuple[str, Sequence["Sought"]]
    """A word or a pattern, and the things that may be where it is."""

TOGETHER = 48
"""So many patterns are looked for by one automaton."""
# Where very many words are in a very long text it takes too long to look for the places of each.
_MOST_WORK = 500_000_000
_LONG = 100_000
_WITNESS = "(?s)."

_TOKEN_RE = r"\\Q.*?(?:\\E|\Z)|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\[xpP]\{[^}]*\}|\\."
_TOKEN = late(_TOKEN_RE + r"|[\^$]", re.DOTALL)
_COUNTED = late(_TOKEN_RE + r"|\{(\d+),(?:\d{2,}|[5-9])\}", re.DOTALL)
_NO_ANCHORS = dict.fromkeys(("^", "$", r"\A", r"\z", r"\b", r"\B"), "(?:)")


class Sought(NamedTuple):
    """Something that is looked for: a word, or a pattern. A word inside one of its ``exceptions`` is not meant; every
    match of a pattern holds a word of each set of its ``needles``, and of its ``signs``."""

    text: str
    is_pattern: bool
    exceptions: tuple[str, ...] = ()
    needles: Needles = ()
    signs: Needles = ()


def sought(rule: Rule) -> tuple[Sought, ...] | None:
    """What ``rule`` looks for in the text, of which it needs one at least; ``None`` for a rule that needs none."""
    body = rule.body
    if isinstance(body, PatternBody):
        return (Sought(body.pattern, True, (), body.needles, body.signs),)
    if isinstance(body, LexiconBody):
        entries = body.entries.items()
        return tuple([Sought(key, e.is_pattern, e.exceptions, e.needles, e.signs) for key, e in entries]) or None
    return None


def relaxed(pattern: str) -> str:
    """``pattern`` without its anchors and word boundaries: found in a text wherever ``pattern`` is found in a part."""
    return with_anchors(pattern, _NO_ANCHORS)


def with_anchors(pattern: str, instead: Mapping[str, str]) -> str:
    """``pattern`` with its anchors and word boundaries replaced."""
    return _TOKEN.sub(lambda token: instead.get(token[0], token[0]), pattern)


def softened(pattern: str) -> str:
    """``pattern`` with as many repetitions as there may be instead of up to so many: found wherever it is found."""
    return _COUNTED.sub(lambda token: token[0] if token[1] is None else "*" if token[1] == "0" else "+", pattern)


class Scanner:
    """Looks for what rules look for; ``wanted`` is by their codes. It is made ready when the first text comes."""

    def __init__(self, wanted: Mapping[str, Iterable[Sought]]) -> None:
        self._codes: dict[Sought, list[str]] = {}
        for code, things in wanted.items():
            for thing in things:
                self._codes.setdefault(thing, []).append(code)
        self._searching = frozenset(wanted)

    @cached_property
    def _groups(self) -> list[_Group]:
        return _groups(self._codes)

    def scan(self, text: str) -> Scan:
        """Which of it all is in ``text``, and for which rules."""
        data = encoded(text)
        there = [one for group in self._groups for one in group.found(text, data)]
        words = {what for what, _ in there}
        found: dict[str, dict[str, Sought]] = {}
        for thing in chain.from_iterable(things for _, things in there):
            if not any(map(words.isdisjoint, thing.needles)):
                for code in self._codes[thing]:
                    found.setdefault(code, {})[thing.text] = thing
        return Scan(text, data, self._searching, found, words)


class Scan:
    """What was found in one text: things by code and by their text, and the words (and patterns) that are ``there``."""

    def __init__(
        self,
        text: str,
        data: bytes,
        searching: frozenset[str],
        found: Mapping[str, Mapping[str, Sought]],
        there: Container[str],
    ) -> None:
        self._text = text
        self._data = data
        self._found = found
        self.there = there
        self._searching = searching
        self.codes: Collection[str] = found.keys()
        """The codes of the rules that may find something."""

    @property
    def absent(self) -> frozenset[str]:
        """The codes of the rules that can find nothing, since nothing that they look for is there."""
        return self._searching.difference(self.codes)

    def things(self, code: str) -> Collection[Sought]:
        """The words of the rule that are there, and the patterns that may be."""
        return self._found.get(code, {}).values()

    def places(self, things: Collection[Sought]) -> list[Place] | None:
        """Where one of the things that are there may be found; ``None``: anywhere.

        Whatever is found in a part of the text overlaps one of these places: it holds a word of the first needles, or
        a search of the whole that passes over its beginning has found something there that holds it.
        """
        places: list[Place] = []
        if sum(len(_words(thing)) for thing in things) * len(self._text) > _MOST_WORK:
            return None
        for thing in things:
            here = self._places(thing)
            if here is None:
                return None
            places.extend(here)
        return merged(places)

    def _places(self, thing: Sought) -> Iterable[Place] | None:
        if not thing.is_pattern:
            return _word_places(thing.text, thing.exceptions, self._text)
        if not thing.needles:
            return _pattern_places(thing.text, self._data)
        words = [word for word in _words(thing) if word in self.there]
        return chain.from_iterable(_word_places(word, (), self._text) for word in words)


def _words(thing: Sought) -> tuple[str, ...]:
    """The words one of which is where the thing is; of a pattern without needles, itself."""
    return thing.needles[0] if thing.needles else (thing.text,)


def _word_places(word: str, exceptions: tuple[str, ...], text: str) -> list[Place]:
    if all_excepted(word, exceptions, text):
        return []
    places = []
    at = text.find(word)
    while at >= 0:
        if not any(text.startswith(whole, at - whole.find(word)) for whole in exceptions):
            places.append((at, at + len(word)))
        at = text.find(word, at + 1)
    return places


def all_excepted(word: str, exceptions: tuple[str, ...], text: str) -> bool:
    """Whether it is certain that an exception holds the word wherever it is: there are as many of the one as of the
    other. (Of a word that begins anew within itself not all places are counted.)"""
    if not exceptions or word[0] in word[1:]:
        return False
    times = text.count(word)
    return any(text.count(whole) == times for whole in exceptions)


def _pattern_places(pattern: str, data: bytes) -> list[Place] | None:
    compiled = loose(pattern)
    if compiled is None:
        return None
    count = Counter(data)
    return [(count.character(match.start()), count.character(match.end())) for match in compiled.finditer(data)]


@lru_cache(maxsize=1024)
def loose(pattern: str) -> CompiledPattern | None:
    """The relaxed pattern, compiled; ``None`` where it cannot be used, since it is found between any two characters."""
    import re2

    try:
        compiled: CompiledPattern = re2.compile(relaxed(pattern), re2_options())
    except re2.error:
        return None
    return None if compiled.search("") else compiled


class _Group:
    """Words or patterns that are looked for together, with the things that are where one of them is.

    One automaton finds them all, but to build it takes as long as to look for each of them in some texts: it is built
    when there is a second text, or a long one. For the first one as little as possible is compiled.
    """

    def __init__(self, things: Mapping[str, Sequence[Sought]], are_patterns: bool) -> None:
        self._things = list(things.items())
        self._are_patterns = are_patterns
        self._fresh = True

    def found(self, text: str, data: bytes) -> Iterable[_Found]:
        """Those that are in ``text``, whose bytes are ``data``; all of them where that cannot be told."""
        if self._fresh and len(text) <= _LONG:
            self._fresh = False
            return self._patterns_in(text, data) if self._are_patterns else self._words_in(text)
        # re2 gives up in silence when it runs out of memory; the witness, which every text has, tells that from no hit.
        found = self._set.Match(data) if self._set is not None else None
        if not found or self._witness not in found:
            return self._things
        return [self._things[index] for index in found if index != self._witness]

    def _words_in(self, text: str) -> list[_Found]:
        """Those of the words that are in ``text``: most are told by their first two or last two characters, which do
        not stand beside each other anywhere in it."""
        there = {*text, *map(add, text, text[1:])}
        return [
            one
            for one in self._things
            if (word := one[0])[:2] in there and word[-2:] in there and (len(word) < 3 or word in text)
        ]

    def _patterns_in(self, text: str, data: bytes) -> list[_Found]:
        """Those of the patterns that may be in ``text``."""
        return [one for one in self._things if held(one[1][0].signs, text) and _may_be_in(one[0], data)]

    @cached_property
    def _set(self) -> Any:
        """The automaton; ``None`` where it would be too big."""
        import re2

        together = re2.Set.SearchSet(re2_options())
        try:
            for what, _ in self._things:
                together.Add(softened(relaxed(what)) if self._are_patterns else re2.escape(what))
            together.Add(_WITNESS)
            together.Compile()
        except re2.error:
            return None
        return together

    @property
    def _witness(self) -> int:
        return len(self._things)


def _may_be_in(pattern: str, data: bytes) -> bool:
    """Whether the pattern may be found in the text: it is not where it is not found with any number of repetitions
    instead of up to so many, which takes a small part of the time to compile."""
    import re2

    try:
        return re2.compile(softened(relaxed(pattern)), re2_options()).search(data) is not None
    except re2.error:
        return True


def _groups(things: Iterable[Sought]) -> list[_Group]:
    words: dict[str, list[Sought]] = {}
    patterns: dict[str, list[Sought]] = {}
    for thing in things:
        if thing.is_pattern and not thing.needles:
            patterns.setdefault(thing.text, []).append(thing)
        else:
            for word in _words(thing):
                words.setdefault(word, []).append(thing)
            for word in chain.from_iterable(thing.needles[1:]):  # only whether it is there matters
                words.setdefault(word, [])
    groups = [_Group(words, are_patterns=False)] if words else []
    listed = list(patterns.items())
    parts = [dict(listed[at : at + TOGETHER]) for at in range(0, len(listed), TOGETHER)]
    return [*groups, *(_Group(part, are_patterns=True) for part in parts)]
