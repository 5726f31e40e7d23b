"""Near duplicates among many texts: exact ones by themselves, the others by an index of sampled 5-grams, verified.

A 5-gram is looked at only where it begins with a character of one class (every third or so), which ``re`` finds at the
speed of a scan: the same words give the same grams wherever they stand. Texts that share enough of them are compared
in full. Grams that very many texts have are nobody's own and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from operator import add
from typing import NamedTuple

SHORTEST = 40
"""Texts with fewer characters are not compared: they say too little."""
_RAREST = 16
"""So many of a text's grams are looked up, the rarest first: the others are formulas that everybody uses."""
_COMMON = 60
"""A gram that more texts have tells nothing, unless a text has no other."""
_SHARED = 2
"""Texts that share fewer of these are not compared."""
_NEAREST = 16
"""With so many others a text is compared in full, those first that share most with it."""


class Pair(NamedTuple):
    """Two texts by their numbers, the smaller first, and how alike they are (0 to 1)."""

    one: int
    other: int
    ratio: float


@cache
def _sampler() -> re.Pattern[str]:
    """Finds the 5-grams that are looked at. The class is spread over all characters by a multiplication."""
    chosen = "".join(chr(code) for code in range(0x4E00, 0x9FFF + 1) if (code * 2654435761 >> 16) % 3 == 0)
    return re.compile(f"(?=([{chosen}].{{4}}))")


def grams(text: str) -> list[str]:
    """The sampled grams of ``text``, each joined to the next: formulas are common, two in a row less. Each comes once,
    in the order of the text."""
    found = _sampler().findall(text)
    return list(dict.fromkeys(map(add, found, found[1:])))


def near_duplicates(texts: Sequence[str], least: float) -> Iterator[Pair]:
    """The pairs of ``texts`` that are alike by ``least`` or more, in order; equal texts pair with the first of them."""
    first: dict[str, int] = {}
    found: list[Pair] = []
    for number, text in enumerate(texts):
        if len(text) >= SHORTEST and first.setdefault(text, number) != number:
            found.append(Pair(first[text], number, 1.0))
    numbers = list(first.values())
    found += set(_verified(texts, _candidates([texts[n] for n in numbers]), numbers, least))
    yield from sorted(found)


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs that share so many grams that they may be alike; many come twice, once from either side."""
    counted = Counter(chain.from_iterable(map(grams, texts)))
    # Most grams are in one text alone. Forgetting them, and cutting the texts again, keeps memory small.
    names = {gram: name for name, gram in enumerate(gram for gram, count in counted.items() if count > 1)}
    del counted
    where: list[list[int]] = [[] for _ in names]
    sampled = [[names[gram] for gram in grams(text) if gram in names] for text in texts]
    for number, found in enumerate(sampled):
        for name in found:
            where[name].append(number)
    counts = list(map(len, where))
    for number, found in enumerate(sampled):
        ranked = sorted(found, key=counts.__getitem__)[:_RAREST]
        taken = [where[name] for rank, name in enumerate(ranked) if rank < _SHARED or counts[name] <= _COMMON]
        shared = Counter(chain.from_iterable(taken))
        shared.pop(number, None)
        least = min(_SHARED, len(ranked))
        # Sorting is stable and all goes in the order of the texts, so that the same texts give the same pairs.
        for other in sorted(shared, key=shared.__getitem__, reverse=True)[:_NEAREST]:
            if shared[other] >= least:
                yield min(number, other), max(number, other)


def _verified(
    texts: Sequence[str], candidates: Iterable[tuple[int, int]], numbers: Sequence[int], least: float
) -> Iterator[Pair]:
    from rapidfuzz.distance import Indel

    for one, other in candidates:
        first, second = numbers[one], numbers[other]
        ratio = Indel.normalized_similarity(texts[first], texts[second], score_cutoff=least)
        if ratio >= least:
            yield Pair(first, second, ratio)


def all_pairs(texts: Sequence[str], least: float) -> Iterator[Pair]:
    """The same without an index: every pair is compared. For measuring what the index misses."""
    from rapidfuzz.distance import Indel

    long = [number for number, text in enumerate(texts) if len(text) >= SHORTEST]
    for one, other in combinations(long, 2):
        ratio = Indel.normalized_similarity(texts[one], texts[other], score_cutoff=least)
        if ratio >= least:
            yield Pair(one, other, ratio)
