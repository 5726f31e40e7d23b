"""What the index of near duplicates finds, and how fast: ``python -m bench.alike [--reports 10000]``.

Copies with six characters in a hundred changed are planted of paragraphs that few others are like (a paragraph that
many bodies have is a formula, and is not looked for). Then: how many of the copies are found, and whether a thousand of
the pairs found are as alike as is said when what they have in common is counted anew, in the plainest way.
"""

from __future__ import annotations

import argparse
import random
from time import process_time

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from bench.generate import reports
from gklint.project.alike import near_duplicates
from gklint.report.sketch import SHORTEST
from gklint.text import fold

LEAST = 0.85
FORMULA = 4
"""A paragraph that so many others are like is a formula."""
_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他"


def edited(text: str, rng: random.Random) -> str:
    """``text`` with six characters in a hundred changed, dropped or added."""
    found = list(text)
    for _ in range(max(1, len(found) * 6 // 100)):
        at, kind = rng.randrange(len(found)), rng.randrange(3)
        if kind == 0:
            found[at] = rng.choice(_CHARACTERS)
        elif kind == 1:
            del found[at]
        else:
            found.insert(at, rng.choice(_CHARACTERS))
    return "".join(found)


def paragraphs(count: int) -> list[str]:
    """The folded paragraphs of so many synthetic reports, those that are long enough."""
    found = (fold(text) for report in reports(count, seed=5) for text in report.paragraphs())
    return [text for text in found if len(text) >= SHORTEST]


def planted(texts: list[str], wanted: int, rng: random.Random) -> dict[int, str]:
    """Copies by the number of the paragraph that they are of."""
    found: dict[int, str] = {}
    for number in rng.sample(range(len(texts)), len(texts)):
        copy = edited(texts[number], rng)
        if Indel.normalized_similarity(texts[number], copy) < LEAST:
            continue
        like = extract(texts[number], texts, scorer=Indel.normalized_similarity, score_cutoff=LEAST, limit=FORMULA + 1)
        if len(like) <= FORMULA:  # itself among them
            found[number] = copy
        if len(found) == wanted:
            break
    return found


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the textbook's table."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for at, b in enumerate(other, 1):
            above = row[at]
            row[at] = before + 1 if a == b else max(above, row[at - 1])
            before = above
    return row[-1]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.alike", description="Near duplicates.")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--copies", type=int, default=1000)
    options = parser.parse_args()
    rng = random.Random(1)
    texts = paragraphs(options.reports)
    copies = planted(texts, options.copies, rng)
    every = [*texts, *copies.values()]
    start = process_time()
    pairs = list(near_duplicates(every, LEAST))
    seconds = process_time() - start
    found = {(pair.one, pair.other) for pair in pairs}
    hit = sum((number, len(texts) + turn) in found for turn, number in enumerate(copies))
    sample = rng.sample(pairs, min(1000, len(pairs)))
    words = [(every[pair.one], every[pair.other]) for pair in sample]
    false = sum(2 * common(one, other) < LEAST * (len(one) + len(other)) for one, other in words)
    print(f"{len(every)} paragraphs, {len(every) / seconds:.0f} a second, {len(pairs)} pairs")
    print(f"{hit} of {len(copies)} planted copies found ({hit / len(copies):.3f})")
    print(f"{false} of {len(sample)} sampled pairs are less alike than is said")


if __name__ == "__main__":
    main()
