"""The matches of a pattern in encoded text, which is what re2 looks at, and how bytes become characters again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.engine.once import once
from gklint.engine.regex import compile_pattern
from gklint.late import late

_NOT_SIGNS = late(r"\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\.", re.DOTALL)
_FLAGS = late(r"\(\?(?!:|P?<)")
_INNERMOST = late(r"\([^()]*\)")


_LONG = 100_000


def encoded(text: str) -> bytes:
    """``text`` as re2 wants it: many patterns are looked for in one text after the other."""
    return _encoded(text) if len(text) <= _LONG else text.encode()


@once
def _encoded(text: str) -> bytes:
    return text.encode()


class Matches:
    """The matches of a pattern in an encoded text, one after the other.

    ``(?s)head.*`` has one match at most, which goes on to the end. Only its head is looked for then: re2 would walk
    through all the rest for the sake of the groups.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = compile_pattern(pattern)
        head = head_of(pattern)
        self._head = compile_pattern(head) if head is not None else None

    def of(self, data: bytes) -> Iterator[re.Match[bytes]]:
        """The matches; one of a head ends too early."""
        if self._head is None:
            yield from self.pattern.finditer(data)
        elif (match := self._head.search(data)) is not None:
            yield match

    def span(self, match: re.Match[bytes], data: bytes) -> tuple[int, int]:
        """Where a match in ``data`` begins and ends."""
        start, end = match.span()
        return start, end if self._head is None else len(data)


def head_of(pattern: str) -> str | None:
    """What comes before the ``.*`` of a pattern that begins with ``(?s)`` and ends with it, where it is certain that it
    takes all the rest: no other flags, no choice besides it."""
    head = pattern[:-2]
    if not (pattern.startswith("(?s)") and pattern.endswith(".*")) or "\\" in pattern[-3:] or "\\Q" in pattern:
        return None
    bare = _NOT_SIGNS.sub("", head[4:])
    if _FLAGS.search(bare):
        return None
    while (inner := _INNERMOST.sub("", bare)) != bare:
        bare = inner
    return None if "|" in bare else head


class Counter:
    """Tells the offsets of characters by those of bytes. Asked from left to right, it counts each byte once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._byte = self._character = 0

    def character(self, byte: int) -> int:
        """The number of characters before ``byte``."""
        if byte >= self._byte:
            self._character += len(self._data[self._byte : byte].decode())
        else:
            self._character -= len(self._data[byte : self._byte].decode())
        self._byte = byte
        return self._character
