"""Work that falls into shares, each done by itself: here, or by the others that the run has hired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


class Hands(Protocol):
    """Has shares done."""

    def __call__(self, do: Callable[[_T], _R], shares: Iterable[_T]) -> Iterable[_R]:
        """What ``do`` gives for each of ``shares``, in their order. Both may go to another process."""
        ...


def _here(do: Callable[[_T], _R], shares: Iterable[_T]) -> Iterable[_R]:
    return map(do, shares)


@dataclass(frozen=True)
class Spread:
    """How many shares are done at a time, and by whom."""

    count: int = 1
    hands: Hands = _here


def cut(length: int, count: int) -> Sequence[tuple[int, int]]:
    """Begin and end of ``count`` parts of about the same length; none is empty."""
    ends = [length * number // count for number in range(count + 1)]
    return [(begin, end) for begin, end in pairwise(ends) if begin < end]
