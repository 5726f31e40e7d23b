"""Near duplicates among many texts: exact ones by themselves, the others by an index of their sketches, verified.

Texts that share enough of the rarest numbers of their sketches (:mod:`gklint.report.sketch`) and differ little in
length are compared in full. The texts are gone through in the order of their length, so that each meets those that are
shorter; a stretch of that order can be gone through by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, combinations

from gklint.project.spread import Spread, cut
from gklint.report.sketch import SHORTEST, sketch
from gklint.tuples import NamedTuple

_RAREST = 9
"""So many of a text's numbers are looked up, the rarest first: the others are formulas that everybody uses."""
_COMMON = 60
"""So many texts with a number are looked at, those nearest in length."""
_FEW = 8
"""A number that no more of the shorter texts have says as much as two others."""
_SHARED = 2
"""Texts that share fewer of these numbers are not compared, unless one has no more."""
_NEAREST = 16
"""With so many shorter ones a text is compared in full, those first that share most with it."""


class Pair(NamedTuple):
    """Two texts by their numbers, the smaller first, and how alike they are (0 to 1)."""

    one: int
    other: int
    ratio: float


class Stretch(NamedTuple):
    """Texts from the shorter to the longer, and the rarest numbers of each, the rarest first. Those before ``begin``
    are there to be met only."""

    texts: list[str]
    rarest: list[list[int]]
    begin: int


def near_duplicates(
    texts: Sequence[str],
    least: float,
    sketches: Iterable[Iterable[int]] | None = None,
    spread: Spread = Spread(),  # noqa: B008 - immutable
) -> Iterator[Pair]:
    """The pairs of ``texts`` that are alike by ``least`` or more, in order; equal texts pair with the first of them.

    ``sketches`` are those of the texts, if they are there already; ``spread`` does the work.
    """
    first: dict[str, int] = {}
    found: list[Pair] = []
    taken: list[tuple[int, int, Iterable[int]]] = []
    for number, (text, own) in enumerate(zip(texts, sketches or map(sketch, texts), strict=True)):
        if len(text) < SHORTEST:
            continue
        if first.setdefault(text, number) != number:
            found.append(Pair(first[text], number, 1.0))
        else:
            taken.append((len(text), number, own))
    taken.sort(key=lambda one: one[:2])
    order = [number for _, number, _ in taken]
    lengths = [length for length, _, _ in taken]
    rarest = _rarest([own for _, _, own in taken])
    words = [texts[number] for number in order]
    lows = [bisect_left(lengths, _shortest(lengths[begin], least)) for begin, _ in cut(len(order), spread.count)]
    stretches = [
        Stretch(words[low:end], rarest[low:end], begin - low)
        for low, (begin, end) in zip(lows, cut(len(order), spread.count), strict=True)
    ]
    for low, pairs in zip(lows, spread.hands(partial(alike_in, least=least), stretches), strict=True):
        for one, other, ratio in pairs:
            a, b = order[low + one], order[low + other]
            found.append(Pair(min(a, b), max(a, b), ratio))
    yield from sorted(found)


def _shortest(length: int, least: float) -> float:
    """Shorter texts are less alike than ``least``, whatever stands in them."""
    return length * least / (2 - least)


def _rarest(sketches: Sequence[Iterable[int]]) -> list[list[int]]:
    """Of each sketch the numbers that few others have, by their turn among all: the rarest is 1."""
    counts = Counter(chain.from_iterable(sketches))
    ordered = sorted((count, number) for number, count in counts.items() if count > 1)
    turns = {number: turn for turn, (_, number) in enumerate(ordered, 1)}
    return [sorted(filter(None, map(turns.get, own)))[:_RAREST] for own in sketches]


def alike_in(stretch: Stretch, least: float) -> list[tuple[int, int, float]]:
    """The pairs of alike texts, by their places in the stretch: a shorter one, a longer one, how alike."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    alike = partial(extract, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None)
    texts, found = stretch.texts, []
    lengths = list(map(len, texts))
    where: dict[int, list[int]] = {}
    for place, rarest in enumerate(stretch.rarest):
        if place >= stretch.begin:
            text = texts[place]
            low = bisect_left(lengths, _shortest(len(text), least))
            near = _nearest(rarest, where, low)
            if near:
                found += [(other, place, ratio) for _, ratio, other in alike(text, {n: texts[n] for n in near})]
        for turn in rarest:
            where.setdefault(turn, []).append(place)
    return found


def _nearest(rarest: Sequence[int], where: dict[int, list[int]], low: int) -> list[int]:
    """The places, none before ``low``, that share most of these numbers."""
    met: list[int] = []
    for turn in rarest:
        places = where.get(turn)
        if places is not None and places[-1] >= low:
            near = places[-_COMMON:]
            if near[0] < low:
                near = near[bisect_left(near, low) :]
            met += near * 2 if len(near) <= _FEW else near
    shared = Counter(met)
    least = min(_SHARED, len(rarest))
    enough = [(count, place) for place, count in shared.items() if count >= least]
    enough.sort(reverse=True)
    return [place for _, place in enough[:_NEAREST]]


def all_pairs(texts: Sequence[str], least: float) -> Iterator[Pair]:
    """The same without an index: every pair is compared. For measuring what the index misses."""
    from rapidfuzz.distance import Indel

    long = [number for number, text in enumerate(texts) if len(text) >= SHORTEST]
    for one, other in combinations(long, 2):
        ratio = Indel.normalized_similarity(texts[one], texts[other], score_cutoff=least)
        if ratio >= least:
            yield Pair(one, other, ratio)
