"""What a run has seen so far, for what can be said only at its end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gklint.runner.outcome import Outcome

if TYPE_CHECKING:
    from gklint.baseline import Key


class Seen:
    """Gathers from outcomes: entries that were used, keys for a baseline, paths, and those that were finished."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self.known: Counter[Key] = Counter()
        self.finished: set[str] = set()
        self.paths: list[str] = []

    def add(self, outcome: Outcome) -> None:
        """Takes note of one file."""
        self.used |= outcome.used
        self.known.update(dict(outcome.known))
        self.paths.append(outcome.path)
        if not outcome.tally.unfinished:
            self.finished.add(outcome.path)
