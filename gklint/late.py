"""Regular expressions that are compiled when they are first used.

To compile one with large sets of Chinese characters takes up to a millisecond, and most reports need less than half of
those that the modules hold.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    """Stands for a pattern: whatever is asked of it is asked of the compiled pattern, and kept for the next time."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # nothing that a pattern has: whoever looks for marks does not use it
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, but compiled at the first use; a mistake in it is raised then. It is asked by its
    methods: the functions of :mod:`re` do not take it for a pattern."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
