"""How quickly gklint starts: ``python -m bench.startup [--runs 21]``.

Medians of interleaved runs, and how they stand to a bare Python and to one that imports lark.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.generate import write
from bench.timing import Command, interleaved, python

BARE, LARK = "python -c pass", "python -c 'import lark'"


def commands(file: Path) -> dict[str, Command]:
    """What is timed."""
    check = python("-m", "gklint", "check", str(file), "--isolated", "--fail-on", "never")
    return {
        BARE: python("-c", "pass"),
        LARK: python("-c", "import lark"),
        "gklint --version": python("-m", "gklint", "--version"),
        "gklint --help": python("-m", "gklint", "--help"),
        "gklint check FILE": check,
        "gklint check FILE --no-cache": [*check, "--no-cache"],
    }


def table(medians: Mapping[str, float]) -> str:
    """The medians as lines of text."""
    lines = [f"{'command':<32}{'median ms':>10}{'÷ bare':>9}{'÷ lark':>9}"]
    for name, median in medians.items():
        lines.append(f"{name:<32}{median * 1000:>10.1f}{median / medians[BARE]:>9.2f}{median / medians[LARK]:>9.2f}")
    return "\n".join(lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.startup", description="Times the start of gklint.")
    parser.add_argument("--runs", type=int, default=21)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        (file,) = write(Path(folder), 1, layouts=(4,))
        print(table(interleaved(commands(file), runs)))


if __name__ == "__main__":
    main()
