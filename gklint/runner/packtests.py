"""The base reports and the examples of a pack, as tests: for ``gklint test`` and for pytest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gklint.config.find import Found
from gklint.config.settings import combine
from gklint.engine.examples import ExampleTester, Failure, base_failures, base_texts, failures
from gklint.engine.rule import Pack
from gklint.extensions import Extensions
from gklint.packs import find_pack
from gklint.report.document import Document
from gklint.runner.setup import Setup
from gklint.text import Source

PATH = "样例.txt"


@dataclass(frozen=True)
class PackTests:
    """The tests of ``pack``, read and checked as ``setup`` says."""

    setup: Setup
    pack: Pack

    @property
    def count(self) -> int:
        """How many examples there are."""
        return sum(len(rule.good) + len(rule.bad) for rule in self.pack.rules)

    @cached_property
    def tester(self) -> ExampleTester:
        """Runs single examples; where the pack has no base report, on those of the core pack."""
        bases = base_texts(self.pack) or base_texts(self.setup.rules.packs[0])
        return ExampleTester(self.setup.rules, bases, self.read)

    def read(self, text: str) -> Document:
        """The document that an example's text makes."""
        return self.setup.read(Source(PATH, text), "auto")

    def base_failures(self) -> Iterator[tuple[str, str]]:
        """What is found at warning or above in the pack's own base reports: the form, and the words (Chinese)."""
        return base_failures(self.setup.rules, base_texts(self.pack), self.read)

    def failures(self) -> Iterator[Failure]:
        """The examples that do not come out as they should."""
        codes = {rule.code for rule in self.pack.rules}
        return failures(self.tester, [rule for rule in self.setup.rules.rules.values() if rule.code in codes])


def pack_tests(word: str, others: Sequence[str], allow_python: bool, extensions: Extensions) -> PackTests:
    """The tests of the pack ``word`` (a name or a folder), loaded with those that it builds on and with ``others``; no
    configuration file counts.

    Raises :class:`~gklint.runner.errors.SetupError` with all that is wrong with the packs.
    """
    packs = (*others, word)
    asked = {"packs": packs, "allow-python": packs if allow_python else ()}
    setup = Setup(combine(Found(), asked), extensions=extensions)
    root = find_pack(word, Path(), {one.name: one.folder for one in extensions.packs}).as_posix()
    return PackTests(setup, next(pack for pack in setup.rules.packs if pack.root == root))
