"""Which triggers may fit a number at all: told by the characters of a sentence, before any pattern is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from gklint.report.triggers import TRIGGERS, Trigger
from gklint.tuples import NamedTuple


class Candidate(NamedTuple):
    """A trigger under one of its keys; ``turn`` is its place in the table, ``around`` whether the key may also stand
    behind the number."""

    turn: int
    key: str
    around: bool
    trigger: Trigger


@cache
def _candidates() -> dict[str, list[Candidate]]:
    """The triggers by the character of each key that is in the fewest keys."""
    common = Counter(character for trigger in TRIGGERS for key in trigger.keys for character in key)
    found: dict[str, list[Candidate]] = {}
    for turn, trigger in enumerate(TRIGGERS):
        for key in trigger.keys:
            rare = min(key, key=common.__getitem__)
            found.setdefault(rare, []).append(Candidate(turn, key, bool(trigger.after), trigger))
    return found


def candidates(text: str) -> Sequence[Candidate]:
    """The triggers that may fit a number in ``text``, in the table's order: of each, a character of a key is there."""
    return _possible(frozenset(_candidates().keys() & text))


@lru_cache(maxsize=1024)
def _possible(characters: frozenset[str]) -> Sequence[Candidate]:
    by_character = _candidates()
    return sorted([one for character in characters for one in by_character[character]])
