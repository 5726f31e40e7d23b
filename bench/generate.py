"""Writes synthetic reports to a folder: ``python -m bench.generate OUT_DIR --count 1000 --seed 7 --layouts 3,4,tsv``.

The same seed gives the same bytes, and report number *n* is the same however many are asked for.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.reports import FORM_YEARS, KINDS, LAYOUTS, Layout, SyntheticReport, make_report, render, suffix

DEFAULT_SEED = 20260101


def reports(n: int, seed: int = DEFAULT_SEED) -> Iterator[SyntheticReport]:
    """``n`` reports of all kinds, two of three by the form of 2021."""
    forms = list(FORM_YEARS)
    for number in range(n):
        rng = random.Random(f"{seed}:{number}")
        yield make_report(rng, rng.choices(forms, (1, 2))[0], KINDS[number % len(KINDS)])


def generate(n: int, seed: int = DEFAULT_SEED, layouts: Sequence[Layout] = LAYOUTS) -> Iterator[tuple[str, str]]:
    """``n`` reports as file name and text, the layouts taken in turn."""
    for number, report in enumerate(reports(n, seed)):
        layout = layouts[number // len(KINDS) % len(layouts)]
        yield f"{number:05d}-{report.form}-{layout}.{suffix(layout)}", render(report, layout)


def write(folder: Path, n: int, seed: int = DEFAULT_SEED, layouts: Sequence[Layout] = LAYOUTS) -> list[Path]:
    """The files of :func:`generate`, written in UTF-8 to ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in generate(n, seed, layouts):
        path = folder / name
        path.write_bytes(text.encode())
        paths.append(path)
    return paths


def parse_layouts(text: str) -> tuple[Layout, ...]:
    """``3,4,tsv`` → ``(3, 4, "tsv")``; ``ValueError`` for one that is not known."""
    layouts: tuple[Layout, ...] = tuple(int(word) if word.isdecimal() else word for word in text.split(","))
    unknown = [str(layout) for layout in layouts if layout not in LAYOUTS]
    if unknown:
        raise ValueError(f"unknown layouts: {', '.join(unknown)}; there are {', '.join(map(str, LAYOUTS))}")
    return layouts


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description="Writes synthetic reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--layouts", type=parse_layouts, default=LAYOUTS, help="for example 3,4,5,tsv")
    options = parser.parse_args()
    paths = write(options.folder, options.count, options.seed, options.layouts)
    size = sum(path.stat().st_size for path in paths)
    print(
        f"{len(paths)} reports, {size / 1e6:.1f} MB, {size / max(len(paths), 1) / 1000:.1f} kB each: {options.folder}"
    )


if __name__ == "__main__":
    main()
