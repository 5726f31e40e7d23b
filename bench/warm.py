"""What a run over unchanged reports costs: ``python -m bench.warm [--count 1000] [--runs 7]``.

The floor is a program that reads and hashes the same files and writes the same JSON; a single file stands to a bare
Python. Everything is timed in turn, so that a change of the machine's pace falls on all alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from bench.generate import write
from bench.timing import Command, gklint, interleaved, python

FLOOR = """\
import hashlib, os, sys
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        hashlib.blake2b(file.read()).digest()
with open(sys.argv[2], "rb") as file:
    sys.stdout.buffer.write(file.read())
"""
BARE, ONE, ALL, LEAST = "python -c pass", "gklint check FILE", "gklint check FOLDER", "the floor"


def commands(folder: Path, first: Path, answer: Path) -> dict[str, Command]:
    """What is timed; ``answer`` is where the JSON of the run over ``folder`` is put."""
    options = ("--isolated", "--fail-on", "never", "--format", "json")
    check = gklint("check", *options)
    with answer.open("wb") as file:
        subprocess.run([*check, str(folder)], stdout=file, check=True)
    return {
        BARE: python("-c", "pass"),
        ONE: [*check, str(first)],
        LEAST: python("-c", FLOOR, str(folder), str(answer)),
        ALL: [*check, str(folder)],
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.warm", description="Times runs over unchanged reports.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["GKLINT_CACHE_DIR"] = str(Path(name, "cache"))
        paths = write(Path(name, "reports"), options.count)
        medians = interleaved(commands(Path(name, "reports"), paths[0], Path(name, "answer.json")), options.runs)
    for run, median in medians.items():
        print(f"{run:<22}{median * 1000:>9.1f} ms")
    print(f"one file ÷ bare Python: {medians[ONE] / medians[BARE]:.1f} (at most 5)")
    print(f"{options.count} files ÷ floor: {medians[ALL] / medians[LEAST]:.1f} (at most 3)")


if __name__ == "__main__":
    main()
