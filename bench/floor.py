"""The least that a checker of these files could do: ``python -m bench.floor FOLDER`` reads and decodes each file and
passes one ``re2.Set`` of all patterns and words of the built-in rules over it. What is found is counted, no more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import re2

from gklint.engine.regex import re2_options
from gklint.engine.scan import Sought, relaxed, sought
from gklint.packs import CORE, read_pack, shipped


def patterns() -> list[str]:
    """What the built-in rules look for, as patterns without anchors."""
    found: dict[Sought, None] = {}
    for rule in read_pack(shipped()[CORE], True).rules:
        found.update(dict.fromkeys(sought(rule) or ()))
    return [relaxed(thing.text) if thing.is_pattern else re2.escape(thing.text) for thing in found]


def main() -> None:
    """The command."""
    everything = re2.Set.SearchSet(re2_options())
    for pattern in patterns():
        everything.Add(pattern)
    everything.Compile()
    count = 0
    for entry in sorted(os.scandir(sys.argv[1]), key=lambda entry: entry.name):
        text = Path(entry.path).read_bytes().decode()
        count += len(everything.Match(text))
    print(count)


if __name__ == "__main__":
    main()
