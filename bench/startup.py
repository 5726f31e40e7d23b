"""How quickly gklint starts: ``python -m bench.startup [--runs 21]``.

Medians of interleaved runs, and how they stand to a bare Python and to one that imports lark. What was asked before is
answered from memory; ``first`` is a run of its own kind: another file each time, or no cache at all. ``--no-cache``
works out again what was asked before. In all checks the rules have been compiled before. ``gklint`` is the installed
script, as people call it (``bench.timing.gklint``); what the module costs instead is told too.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.generate import write
from bench.timing import Command, gklint, interleaved, python

BARE, LARK = "python -c pass", "python -c 'import lark'"
NOWHERE = ("env", f"GKLINT_CACHE_DIR={os.devnull}/none")
WANTED = {
    "gklint --help": 5,
    "gklint --help, first": 5,
    "gklint check FILE": 5,
    "gklint check FILE, first": 12,
    "gklint check FILE --no-cache": 12,
}
"""What is asked of some of them, as a multiple of a bare Python."""


def commands(files: Iterator[Path]) -> dict[str, Command | Callable[[], Command]]:
    """What is timed."""

    def check(file: Path) -> list[str]:
        return ["check", str(file), "--isolated", "--fail-on", "never"]

    one = check(next(files))
    return {
        BARE: python("-c", "pass"),
        LARK: python("-c", "import lark"),
        "gklint --help": gklint("--help"),
        "gklint --help, first": [*NOWHERE, *gklint("--help")],
        "gklint check FILE": gklint(*one),
        "gklint check FILE, first": lambda: gklint(*check(next(files))),
        "gklint check FILE --no-cache": gklint(*one, "--no-cache"),
        "python -m gklint check FILE": python("-m", "gklint", *one),
    }


def table(medians: Mapping[str, float]) -> str:
    """The medians as lines of text."""
    lines = [f"{'command':<32}{'median ms':>10}{'÷ bare':>9}{'÷ lark':>9}{'asked':>9}"]
    for name, median in medians.items():
        wanted = f"{'≤ ' + str(WANTED[name]):>9}" if name in WANTED else ""
        ratios = f"{median / medians[BARE]:>9.2f}{median / medians[LARK]:>9.2f}"
        lines.append(f"{name:<32}{median * 1000:>10.1f}{ratios}{wanted}")
    return "\n".join(lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.startup", description="Times the start of gklint.")
    parser.add_argument("--runs", type=int, default=21)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GKLINT_CACHE_DIR"] = str(Path(folder, "cache"))
        files = write(Path(folder, "reports"), runs + 2, layouts=(4,))
        print(table(interleaved(commands(iter(files)), runs)))


if __name__ == "__main__":
    main()
