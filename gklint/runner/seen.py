"""What a run has seen so far, for what can be said only at its end."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gklint.runner.outcome import ANY_DAY, Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.baseline import Key


class Seen:
    """Gathers from outcomes: entries that were used, keys for a baseline, paths, those that were finished, and the
    first and last day on which all of it is so."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self.known: Counter[Key] = Counter()
        self.finished: set[str] = set()
        self.paths: list[str] = []
        self.days = ANY_DAY

    def add(self, outcome: Outcome) -> None:
        """Takes note of one file."""
        self.used |= outcome.used
        self.known.update(dict(outcome.known))
        self.paths.append(outcome.path)
        self.hold_on(outcome.days)
        if not outcome.tally.unfinished:
            self.finished.add(outcome.path)

    def hold_on(self, days: tuple[date, date]) -> None:
        """Takes note that something is so on these days only, from the first to the last."""
        self.days = (max(self.days[0], days[0]), min(self.days[1], days[1]))
