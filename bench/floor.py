"""The least that a checker of these files could do: ``python bench/floor.py FOLDER``.

It reads and decodes each file and has the built-in rules' words and patterns looked for in one pass of ``re2.Set``.
What is found is counted, no more. The pass is gklint's own, a few sets one after the other: one set of everything takes
ten times as long, since re2 throws its automaton away when it has too many states.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gklint.engine.scan import Scanner, sought
from gklint.packs import CORE, read_pack, shipped


def main() -> None:
    """The command."""
    rules = read_pack(shipped()[CORE], True).rules
    scanner = Scanner({rule.code: things for rule in rules if (things := sought(rule))})
    absent = 0
    for entry in sorted(os.scandir(sys.argv[1]), key=lambda entry: entry.name):
        absent += len(scanner.scan(Path(entry.path).read_bytes().decode()).absent)
    print(absent)


if __name__ == "__main__":
    main()
