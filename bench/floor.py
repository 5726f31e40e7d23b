"""The least that a checker of these files could do: ``python bench/floor.py FOLDER [--own-scan]``.

It reads and decodes each file, and one pass of ``re2.Set`` looks for all words and patterns of the built-in rules, as
they are written. What is found is counted, no more. Nothing of gklint's own scan is in it, so that the yardstick stays
where it is when the scan gets faster. With ``--own-scan`` the pass is gklint's own instead: a few sets, and most
patterns looked for by the words that each of their matches holds.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import re2

from gklint.engine.body import LexiconBody, PatternBody
from gklint.engine.rule import Rule
from gklint.engine.scan import Scanner, sought
from gklint.packs import CORE, read_pack, shipped

MEMORY = 256 << 20
"""Bytes for the automaton: more make it no quicker. With less it is thrown away and built anew again and again; with
the 8 MB that re2 takes by itself the pass takes twenty times as long."""


def wanted(rules: Sequence[Rule]) -> Iterator[str]:
    """All that the rules look for in the text, as patterns of re2; each once."""
    seen: dict[str, None] = {}
    for rule in rules:
        if isinstance(rule.body, PatternBody):
            seen[rule.body.pattern] = None
        elif isinstance(rule.body, LexiconBody):
            for key, entry in rule.body.entries.items():
                seen[key if entry.is_pattern else re2.escape(key)] = None
    return iter(seen)


def one_pass(rules: Sequence[Rule]) -> Callable[[bytes], int]:
    """Tells how many of all that is in a text, by one automaton."""
    options = re2.Options()
    options.max_mem = MEMORY
    together = re2.Set.SearchSet(options)
    for pattern in wanted(rules):
        together.Add(pattern)
    together.Compile()
    return lambda data: len(together.Match(data))


def own_scan(rules: Sequence[Rule]) -> Callable[[bytes], int]:
    """Tells how many rules may find something in a text, by gklint's own scan."""
    scanner = Scanner({rule.code: things for rule in rules if (things := sought(rule))})
    return lambda data: len(scanner.scan(data.decode()).codes)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python bench/floor.py", description="Reads, decodes and scans.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--own-scan", action="store_true", help="by gklint's own scan")
    options = parser.parse_args()
    rules = read_pack(shipped()[CORE], True).rules
    found_in = (own_scan if options.own_scan else one_pass)(rules)
    found = 0
    for entry in sorted(os.scandir(options.folder), key=lambda entry: entry.name):
        data = Path(entry.path).read_bytes()
        data.decode()
        found += found_in(data)
    print(found)


if __name__ == "__main__":
    main()
