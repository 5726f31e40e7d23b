"""One pass over a report for everything that its rules look for in its text: what is nowhere, and where the rest is.

The words of all lexicons go into one ``re2.Set``, the patterns into a few: the automaton of very many patterns together
has so many states that it is thrown away and built anew again and again. A pattern is looked for without its anchors,
so that it is found in the whole wherever it would be found in a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gklint.engine.body import LexiconBody, PatternBody
from gklint.engine.places import Place, merged
from gklint.engine.regex import re2_options
from gklint.engine.rule import Rule

TOGETHER = 48
"""So many patterns are looked for by one automaton."""
# Where very many words are in a very long text it takes too long to look for the places of each.
_MOST_WORK = 500_000_000

_TOKEN = re.compile(r"\\Q.*?(?:\\E|\Z)|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\.|[\^$]", re.DOTALL)
_ANCHORS = frozenset(("^", "$", r"\A", r"\z", r"\b", r"\B"))


class Sought(NamedTuple):
    """Something that is looked for: a word, or a pattern. A word inside one of its ``exceptions`` is not meant."""

    text: str
    is_pattern: bool
    exceptions: tuple[str, ...] = ()


def sought(rule: Rule) -> tuple[Sought, ...] | None:
    """What ``rule`` looks for in the text, of which it needs one at least; ``None`` for a rule that needs none."""
    body = rule.body
    if isinstance(body, PatternBody):
        return (Sought(body.pattern, True),)
    if isinstance(body, LexiconBody):
        entries = body.entries.items()
        return tuple(Sought(key, entry.is_pattern, entry.exceptions) for key, entry in entries) or None
    return None


def relaxed(pattern: str) -> str:
    """``pattern`` without its anchors and word boundaries: found in a text wherever ``pattern`` is found in a part."""
    return _TOKEN.sub(lambda token: "(?:)" if token[0] in _ANCHORS else token[0], pattern)


class Scanner:
    """Looks for what rules look for; ``wanted`` is by their codes. It is made ready when the first text comes."""

    def __init__(self, wanted: Mapping[str, Iterable[Sought]]) -> None:
        self._codes: dict[Sought, list[str]] = {}
        for code, things in wanted.items():
            for thing in things:
                self._codes.setdefault(thing, []).append(code)
        self._searching = frozenset(wanted)
        self._groups: list[_Group] | None = None

    def scan(self, text: str) -> Scan:
        """Which of it all is in ``text``, and for which rules."""
        if self._groups is None:
            self._groups = _groups(self._codes)
        data = text.encode()
        found: dict[str, list[Sought]] = {}
        for group in self._groups:
            for thing in group.found(data):
                for code in self._codes[thing]:
                    found.setdefault(code, []).append(thing)
        return Scan(text, self._searching, found)


class Scan:
    """What was found in one text."""

    def __init__(self, text: str, searching: frozenset[str], found: Mapping[str, Sequence[Sought]]) -> None:
        self._text = text
        self._found = found
        self.absent = searching.difference(found)
        """The codes of the rules that can find nothing, since nothing that they look for is there."""

    def present(self, code: str) -> frozenset[str]:
        """The words and patterns of the rule that are there."""
        return frozenset(thing.text for thing in self._found.get(code, ()))

    def places(self, code: str) -> list[Place] | None:
        """Where the rule may find something; ``None``: it may be anywhere.

        Whatever is found in a part of the text begins in one of these places: a search of the whole that passes over
        its beginning has found something there that holds it.
        """
        places: list[Place] = []
        things = self._found.get(code, ())
        if len(things) * len(self._text) > _MOST_WORK:
            return None
        for thing in things:
            here = _pattern_places(thing.text, self._text) if thing.is_pattern else _word_places(thing, self._text)
            if here is None:
                return None
            places.extend(here)
        return merged(places)


def _word_places(thing: Sought, text: str) -> list[Place]:
    places = []
    word = thing.text
    at = text.find(word)
    while at >= 0:
        if not any(text.startswith(whole, at - whole.find(word)) for whole in thing.exceptions):
            places.append((at, at + len(word)))
        at = text.find(word, at + 1)
    return places


def _pattern_places(pattern: str, text: str) -> list[Place] | None:
    loose = _loose(pattern)
    return None if loose is None else [match.span() for match in loose.finditer(text)]


@lru_cache(maxsize=1024)
def _loose(pattern: str) -> Any:
    """The relaxed pattern, compiled; ``None`` where it cannot be used, since it is found between any two characters."""
    import re2

    try:
        compiled = re2.compile(relaxed(pattern), re2_options())
    except re2.error:
        return None
    return None if compiled.search("") else compiled


class _Group:
    """Things that are looked for by one automaton, which tells which of them are there."""

    def __init__(self, things: Sequence[Sought]) -> None:
        import re2

        self._things = things
        self._everything = frozenset(things)
        self._set: Any = re2.Set.SearchSet(re2_options())
        try:
            for thing in things:
                self._set.Add(relaxed(thing.text) if thing.is_pattern else re2.escape(thing.text))
            self._witness = self._set.Add("(?s).")
            self._set.Compile()
        except re2.error:  # too big together: do without
            self._set = None

    def found(self, data: bytes) -> Iterable[Sought]:
        """The things that are in the text; all of them where that cannot be told.

        re2 gives up in silence when it runs out of memory; the witness, which every text has, tells that from no hit.
        """
        found = self._set.Match(data) if self._set is not None else None
        if not found or self._witness not in found:
            return self._everything
        return [self._things[index] for index in found if index != self._witness]


def _groups(things: Iterable[Sought]) -> list[_Group]:
    words = [thing for thing in things if not thing.is_pattern]
    patterns = [thing for thing in things if thing.is_pattern]
    groups = [patterns[at : at + TOGETHER] for at in range(0, len(patterns), TOGETHER)]
    return [_Group(group) for group in (words, *groups) if group]
