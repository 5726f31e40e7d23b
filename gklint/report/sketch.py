"""By what a paragraph is found again among many others, whoever works it out: a few numbers made of its 6-grams.

A 6-gram is looked at only where it begins with a character of one class (every third or so), which ``re`` finds at the
speed of a scan: the same words give the same grams wherever they stand. A gram's number is its CRC, and of a long text
only the smallest are kept: texts that have much in common have most of these in common too.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from operator import methodcaller
from zlib import crc32

from gklint.tuples import NamedTuple

SHORTEST = 40
"""Texts with fewer characters have no sketch: they say too little."""
_KEPT = 24
"""So many numbers a text has at most."""
_encoded = methodcaller("encode", "utf-8", "surrogatepass")


@cache
def _sampler() -> re.Pattern[str]:
    """Finds the 6-grams that are looked at. The class is spread over all characters by a multiplication."""
    chosen = "".join(chr(code) for code in range(0x4E00, 0x9FFF + 1) if (code * 2654435761 >> 16) % 3 == 0)
    # The class comes first, so that the search is a quick scan; the gram is then looked at from where it begins.
    return re.compile(f"[{chosen}](?<=(?=(.{{6}})).)")


def sketch(text: str) -> list[int]:
    """The numbers of ``text``, which is folded; none for a short one."""
    if len(text) < SHORTEST:
        return []
    return sorted(set(map(crc32, map(_encoded, _sampler().findall(text)))))[:_KEPT]


class Sketches(NamedTuple):
    """The sketches of several texts as they are kept: how many numbers each has, and all numbers one after another."""

    sizes: bytes
    numbers: array[int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sketches:
        """Those of ``texts``."""
        found = list(map(sketch, texts))
        numbers = array("I")
        for one in found:
            numbers.extend(one)
        return cls(bytes(map(len, found)), numbers)

    def each(self) -> Iterator[array[int]]:
        """The sketch of each text, in their order."""
        at = 0
        for size in self.sizes:
            yield self.numbers[at : at + size]
            at += size
