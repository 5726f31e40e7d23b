"""Whether a check takes time in proportion to the text: ``python -m bench.linear [--copies 1,10,100,1000]``.

A report is read, parsed, bound and checked by all rules, alone and as many copies in one text; the rate should fall by
less than half from the first to the last. Short texts are taken several times over, so that each measurement takes
about as long. ``--phases`` tells of reading and of the rules by themselves.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from typing import NamedTuple

from bench.reports import Layout, make_report, render
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.read import read_document

TARGET = 0.5


class Rates(NamedTuple):
    """MB of UTF-8 a second of processor time: reading (parsed and bound), the rules, and both."""

    reading: float
    rules: float
    whole: float


class Bench:
    """Checks texts by all built-in rules."""

    def __init__(self) -> None:
        self._checker = Checker(load_ruleset([read_pack(shipped()[CORE], True)]), CheckOptions())

    def rates(self, text: str, copies: int, rounds: int, runs: int) -> Rates:
        """The medians of ``runs``, each taking ``copies`` in one text ``rounds`` times."""
        data = (text * copies).encode()
        self._take(text.encode())
        taken = []
        for _ in range(runs):
            gc.collect()
            reading = rules = 0.0
            for _ in range(rounds):
                one = self._take(data)
                reading, rules = reading + one[0], rules + one[1]
            taken.append((reading, rules, reading + rules))
        size = len(data) * rounds / 1e6
        return Rates(*(size / statistics.median(column) for column in zip(*taken, strict=True)))

    def _take(self, data: bytes) -> tuple[float, float]:
        started = time.process_time()
        document = read_document(read_source("a.txt", data))
        read = time.process_time()
        self._checker.check(document)
        return read - started, time.process_time() - read


def measure(layout: Layout, copies: list[int], runs: int) -> list[Rates]:
    """The rates for each number of copies of one report in this layout."""
    text = render(make_report(random.Random(1), "2021", "市级部门"), layout)
    bench = Bench()
    return [bench.rates(text, number, max(1, 100 // number), runs) for number in copies]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.linear", description="Times checks of ever longer texts.")
    parser.add_argument("--copies", default="1,10,100,1000")
    parser.add_argument("--layouts", default="3,4,tsv")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--phases", action="store_true", help="tell of reading and of the rules by themselves too")
    options = parser.parse_args()
    copies = [int(number) for number in options.copies.split(",")]
    print(f"{'layout':<18}" + "".join(f"{f'×{number}':>9}" for number in copies) + "   MB/s; last ÷ first")
    for name in options.layouts.split(","):
        found = measure(int(name) if name.isdecimal() else name, copies, options.runs)
        for part in Rates._fields if options.phases else ("whole",):
            rates = [getattr(one, part) for one in found]
            ratio = rates[-1] / rates[0]
            verdict = "linear" if ratio > TARGET else "NOT linear"
            print(f"{f'{name} {part}':<18}" + "".join(f"{rate:>9.2f}" for rate in rates) + f"   {ratio:.2f} {verdict}")


if __name__ == "__main__":
    main()
