"""What a run keeps of one file: small, and the same whether it was worked out here, elsewhere or yesterday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gklint.results import Tally

if TYPE_CHECKING:
    from gklint.baseline import Key

ANY_DAY = (date.min, date.max)


class Change(NamedTuple):
    """What fixing did to a file: how many fixes, and the new bytes where they are not written to the file."""

    fixes: int
    data: bytes | None = None
    diff: str = ""


class Outcome(NamedTuple):
    """One file done.

    ``pieces`` are what each reporter made of the result. ``used`` are the ``[[suppress]]`` entries that covered
    something, ``known`` what a baseline would know the findings by, ``crashed`` whether a rule did. ``days`` are the
    first and last day on which the result is the same, since suppressions expire. ``notes`` are for standard error.
    """

    path: str
    tally: Tally
    pieces: tuple[object, ...] = ()
    used: frozenset[int] = frozenset()
    known: tuple[tuple[Key, int], ...] = ()
    days: tuple[date, date] = ANY_DAY
    notes: tuple[str, ...] = ()
    change: Change | None = None
