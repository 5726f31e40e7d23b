"""Why a run cannot start."""

from __future__ import annotations

from collections.abc import Iterable


class SetupError(Exception):
    """The run cannot start; ``lines`` are all the mistakes in configuration, options and packs (Chinese)."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(dict.fromkeys(lines))
        super().__init__("\n".join(self.lines))
