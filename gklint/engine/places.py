"""Stretches of a text as pairs of offsets: put together, and compared with each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""Start (inclusive) and end (exclusive)."""


def merged(places: Iterable[Place]) -> list[Place]:
    """``places`` in order, those that overlap made one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def overlaps(places: Sequence[Place], start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` overlaps one of ``places``, which are in order and apart."""
    at = bisect_left(places, (end,)) - 1
    return at >= 0 and start < places[at][1]


def touched(parts: Sequence[Place], places: Iterable[Place]) -> list[int]:
    """The numbers of those of ``parts`` that one of ``places`` overlaps; both are in order and apart."""
    found: list[int] = []
    following = 0
    for start, end in places:
        at = max(bisect_right(parts, (start,)) - 1, following)
        while at < len(parts) and parts[at][0] < end:
            if parts[at][1] > start:
                found.append(at)
            at += 1
        following = max(at, following)
    return found
