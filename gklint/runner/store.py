"""Outcomes kept between runs. A key holds everything that an outcome depends on, so that none is ever stale."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import date

from gklint.cache import KeyMaker, Store, installed
from gklint.runner.outcome import Outcome


class OutcomeStore:
    """Outcomes in ``store``; ``parts`` are what all of them depend on."""

    def __init__(self, store: Store, parts: Iterable[bytes | str], today: date) -> None:
        self._store = store
        self._keys = KeyMaker((*parts, repr(installed())))
        self._today = today

    def key(self, *parts: bytes | str) -> str:
        """The key for a file: its bytes, and all that is its own."""
        return self._keys.key(parts)

    def get(self, key: str) -> Outcome | None:
        """The outcome for ``key`` if there is one that holds today."""
        body = self._store.get(key)
        if body is None:
            return None
        try:
            outcome: Outcome = pickle.loads(body)  # noqa: S301 - only what this user wrote, see gklint.cache
        except Exception:  # that of another Python or library may fail in any way; the file is done again
            return None
        first, last = outcome.days
        return outcome if first <= self._today <= last else None

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep ``outcome``, unless it says that the job was not done."""
        if not outcome.tally.unfinished:
            self._store.put(key, pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
