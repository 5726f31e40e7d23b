"""What several rules ask of the same report is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from gklint.text import fold_each

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Thing = TypeVar("_Thing")
    _Answer = TypeVar("_Answer")


MOST = 16
"""So many reports are checked together as a rule."""
_ALL_HELD: list[dict[int, tuple[Any, Any]]] = []


def once(function: Callable[[_Thing], _Answer]) -> Callable[[_Thing], _Answer]:
    """``function`` of one argument, which keeps its answers for the very objects that it was asked about last: so many
    as there are reports that are checked together, no more."""
    held: dict[int, tuple[_Thing, _Answer]] = {}  # with the thing, so that no other thing gets its number
    _ALL_HELD.append(held)

    @wraps(function)
    def ask(thing: _Thing) -> _Answer:
        found = held.get(id(thing))
        if found is not None:
            return found[1]
        answer = function(thing)
        if len(held) >= MOST:
            held.clear()  # and not the oldest alone: to look for it takes a step in which another thread may come
        held[id(thing)] = (thing, answer)
        return answer

    return ask


def forget() -> None:
    """Lets go of all answers, since other reports come now."""
    for held in _ALL_HELD:
        held.clear()
    fold_each.cache_clear()
