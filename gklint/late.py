"""Regular expressions that are compiled when they are first used.

To compile one with large sets of Chinese characters takes up to a millisecond, and most reports need less than half of
those that the modules hold. Where every match of a pattern holds one of a few words, and none of them is in what it is
asked about, it finds nothing, and need not be compiled for that either.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PATIENCE = 100
"""So often are words looked for in vain; then the pattern is compiled, which is quicker from there on."""


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


class _Worded(_Late):
    """The same for a pattern of which every match holds one of some words. Each of the methods below stands here until
    the compiled pattern's own has taken its place."""

    def __init__(self, pattern: str, flags: int, words: str) -> None:
        super().__init__(pattern, flags)
        self.words = tuple(words.split("|"))
        self._patience = _PATIENCE

    def _in_vain(self, text: str, start: int, end: int) -> bool:
        """Whether it is certain, and not yet for the compiled pattern to say, that nothing is found in a text."""
        if self._patience <= 0 or "_compiled" in self.__dict__:
            return False
        part = text[max(start, 0) : max(end, 0)]
        for word in self.words:
            if word in part:
                return False
        self._patience -= 1
        return True

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return None if self._in_vain(text, start, end) else self.__getattr__("search")(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return None if self._in_vain(text, start, end) else self.__getattr__("match")(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return iter(()) if self._in_vain(text, start, end) else self.__getattr__("finditer")(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[Any]:
        return [] if self._in_vain(text, start, end) else self.__getattr__("findall")(text, start, end)

    def sub(self, new: str, text: str) -> str:
        return text if self._in_vain(text, 0, len(text)) else self.__getattr__("sub")(new, text)


def late(pattern: str, flags: int = 0, words: str = "") -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, but compiled at the first use; a mistake in it is raised then. It is asked by its
    methods: the functions of :mod:`re` do not take it for a pattern.

    ``words``, with bars between them, says that every match holds one of them, within what it takes (not in what it
    only looks at): where there is none, nothing is found, and nothing compiled.
    """
    found: Any = _Worded(pattern, flags, words) if words else _Late(pattern, flags)
    made: re.Pattern[str] = found
    return made


def late_words(words: str) -> re.Pattern[str]:
    """The pattern that finds some words, which have bars between them; see :func:`late`."""
    return late(words, words=words)
