"""What several rules ask of the same report is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Answer = TypeVar("_Answer")


def once(function: Callable[[_Thing], _Answer]) -> Callable[[_Thing], _Answer]:
    """``function`` of one argument, which keeps its answer for the very object that it was asked about last.

    One answer is held, no more: rules are run on one report after another.
    """
    held: list[tuple[_Thing, _Answer]] = []

    @wraps(function)
    def ask(thing: _Thing) -> _Answer:
        for last, answer in held:
            if last is thing:
                return answer
        answer = function(thing)
        held[:] = [(thing, answer)]
        return answer

    return ask
