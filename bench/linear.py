"""Whether parsing takes time in proportion to the text: ``python -m bench.linear [--copies 1,10,100,1000]``.

A report is parsed alone and as many copies in one text; the rate should fall by less than half from the first to the
last. Short texts are parsed several times over, so that each measurement takes about as long.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time

from bench.reports import Layout, make_report, render
from gklint.report.parse import default_vocabulary, parse
from gklint.text import Source

TARGET = 0.5


def rate(text: str, copies: int, rounds: int, runs: int) -> float:
    """MB of UTF-8 parsed a second of processor time: the median of ``runs``, each parsing ``copies`` in one text
    ``rounds`` times."""
    whole = text * copies
    size = len(whole.encode()) * rounds
    vocabulary = default_vocabulary()
    parse(Source("a.txt", text), vocabulary)
    taken = []
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        for _ in range(rounds):
            parse(Source("a.txt", whole), vocabulary)
        taken.append(time.process_time() - started)
    return size / 1e6 / statistics.median(taken)


def measure(layout: Layout, copies: list[int], runs: int) -> list[float]:
    """The rate for each number of copies of one report in this layout."""
    text = render(make_report(random.Random(1), "2021", "市级部门"), layout)
    return [rate(text, number, max(1, 100 // number), runs) for number in copies]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.linear", description="Times parsing of ever longer texts.")
    parser.add_argument("--copies", default="1,10,100,1000")
    parser.add_argument("--layouts", default="3,4,tsv")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    copies = [int(number) for number in options.copies.split(",")]
    print(f"{'layout':<10}" + "".join(f"{f'×{number}':>9}" for number in copies) + "   MB/s; last ÷ first")
    for name in options.layouts.split(","):
        rates = measure(int(name) if name.isdecimal() else name, copies, options.runs)
        ratio = rates[-1] / rates[0]
        verdict = "linear" if ratio > TARGET else "NOT linear"
        print(f"{name:<10}" + "".join(f"{found:>9.2f}" for found in rates) + f"   {ratio:.2f} {verdict}")


if __name__ == "__main__":
    main()
