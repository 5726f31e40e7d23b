"""How time and memory grow: ``python -m bench.growth [--sizes 10K,100K,1M,10M,100M] [--counts 1000,10000]``.

One file of ever greater size (generated reports one after the other, in one layout), then ever more files. The ratios
that are asked for are told: 100 MB take at most 12 times as long as 10 MB, and memory of at most 60 times the file.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.generate import generate, write
from bench.peers import TEXT_LAYOUTS, Asked
from bench.reports import Layout
from bench.timing import Cost, cost, gklint

_UNITS = {"K": 1000, "M": 1_000_000}


class Grown(NamedTuple):
    """A size in bytes, or a number of files, and what it cost."""

    size: int
    cost: Cost


def one_file(path: Path, size: int, layout: Layout) -> None:
    """Writes reports one after the other, about ``size`` bytes of them."""
    written = 0
    with path.open("wb") as file:
        for _, text in generate(size, layouts=(layout,)):
            data = text.encode()
            file.write(data if written else data[:size])
            written += len(data)
            if written >= size:
                return


def bytes_of(word: str) -> int:
    """``10K`` → 10000."""
    return int(word[:-1]) * _UNITS[word[-1]] if word[-1] in _UNITS else int(word)


def check(path: Path, *more: str) -> Cost:
    """The cost of checking ``path`` with nothing remembered."""
    options = ("--isolated", "--no-cache", "--fail-on", "never", "--format", "json")
    return cost(gklint("check", *options, *more, str(path)))


def by_size(folder: Path, sizes: Sequence[int], layout: Layout) -> list[Grown]:
    """The cost of one file of each size."""
    found = []
    for size in sizes:
        path = folder / f"{size}.txt"
        one_file(path, size, layout)
        found.append(Grown(path.stat().st_size, check(path, "--max-size", str(2 * size + 10_000_000))))
        _tell(f"{size / 1e6:g} MB", found[-1], f"{found[-1].cost.peak / found[-1].size:.0f} × the file")
        path.unlink()
    return found


def by_count(folder: Path, counts: Sequence[int]) -> list[Grown]:
    """The cost of so many files in a folder."""
    found = []
    for count in counts:
        reports = folder / str(count)
        write(reports, count, layouts=TEXT_LAYOUTS)
        found.append(Grown(count, check(reports)))
        _tell(f"{count} files", found[-1], f"{found[-1].cost.seconds / count * 1000:.1f} ms a file")
    return found


def _tell(what: str, grown: Grown, more: str) -> None:
    one = grown.cost
    print(f"| {what} | {one.seconds:.2f} | {one.processor:.2f} | {one.peak / 1e6:.0f} | {more} |", flush=True)


def asked(grown: Sequence[Grown]) -> list[Asked]:
    """The ratios that are asked for, where the sizes are there. Memory is told of files of a megabyte and more: what
    Python and the rules take does not grow."""
    found = [
        Asked(f"memory ÷ file, {one.size / 1e6:.0f} MB", one.cost.peak / one.size, most=60)
        for one in grown
        if one.size > 5_000_000
    ]
    for smaller in grown:
        for greater in grown:
            if 9 < greater.size / smaller.size < 11 and smaller.size > 5_000_000:
                words = f"time({greater.size / 1e6:.0f} MB) ÷ time({smaller.size / 1e6:.0f} MB), processor"
                found.append(Asked(words, greater.cost.processor / smaller.cost.processor, most=12))
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description="Times ever more text.")
    parser.add_argument("--sizes", default="10K,100K,1M,10M,100M")
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--layout", default="4")
    parser.add_argument("--json", type=Path, help="a file for the results, for bench.plot")
    options = parser.parse_args()
    layout: Layout = int(options.layout) if options.layout.isdecimal() else options.layout
    with tempfile.TemporaryDirectory() as name:
        print("| | s | processor s | memory MB | |\n|---|--:|--:|--:|--:|")
        sizes = by_size(Path(name), [bytes_of(word) for word in options.sizes.split(",") if word], layout)
        counts = by_count(Path(name), [int(word) for word in options.counts.split(",") if word])
    print("", *asked(sizes), sep="\n")
    if options.json:
        plain = {"sizes": [(g.size, *g.cost) for g in sizes], "counts": [(g.size, *g.cost) for g in counts]}
        options.json.write_text(json.dumps(plain, indent=1) + "\n")


if __name__ == "__main__":
    main()
