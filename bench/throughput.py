"""How many reports gklint checks a second: ``python -m bench.throughput [--count 1000] [--runs 3] [--jobs 1,2]``.

Without the cache of results, and once with it; a run over one file is what a run costs before the first report. How
much two processes help is asked over many reports: ``--count 10000 --runs 5``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from bench.generate import write
from bench.timing import Command, gklint, interleaved


def commands(folder: Path, file: Path, jobs: list[int]) -> dict[str, Command]:
    """What is timed."""
    options = ("--isolated", "--fail-on", "never", "--format", "concise")
    folder_check = gklint("check", str(folder), *options)
    found: dict[str, Command] = {"one file": gklint("check", str(file), *options, "--no-cache")}
    for number in jobs:
        found[f"--jobs {number}"] = [*folder_check, "--no-cache", "--jobs", str(number)]
    return found | {"cached": folder_check}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.throughput", description="Times the check of many reports.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", default="1,2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["GKLINT_CACHE_DIR"] = str(Path(name, "cache"))
        folder = Path(name, "reports")
        paths = write(folder, options.count)
        size = sum(path.stat().st_size for path in paths)
        jobs = [int(number) for number in options.jobs.split(",")]
        medians = interleaved(commands(folder, paths[0], jobs), options.runs)
    print(f"{options.count} reports, {size / 1e6:.1f} MB")
    print(f"{'run':<14}{'median s':>10}{'files/s':>10}{'MB/s':>8}")
    for run, median in medians.items():
        rates = "" if run == "one file" else f"{options.count / median:>10.0f}{size / 1e6 / median:>8.2f}"
        print(f"{run:<14}{median:>10.2f}{rates}")
    for number in jobs:
        if number > 1 and 1 in jobs:
            gain = medians["--jobs 1"] / medians[f"--jobs {number}"]
            print(f"--jobs {number}: {gain:.2f} × serial" + (" (at least 1.6)" if number == 2 else ""))


if __name__ == "__main__":
    main()
