"""What rules over several reports look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from gklint.project.ledger import Ledger
from gklint.project.names import Names
from gklint.project.spread import Spread
from gklint.report.digest import Digest
from gklint.tuples import NamedTuple

_T = TypeVar("_T")


class Years(NamedTuple):
    """A body's report and that of the year before."""

    before: Digest
    now: Digest


class Tree(NamedTuple):
    """A body's report and those of the bodies right under it, of one year. ``declared`` says that the configuration
    names them; otherwise the folders and the names do."""

    parent: Digest
    children: tuple[Digest, ...]
    declared: bool


class Kin(NamedTuple):
    """A report with those that it is compared with: that of the year before, and those of the bodies under its own."""

    report: Digest
    years: Years | None = None
    tree: Tree | None = None


class Remark(NamedTuple):
    """What is uncertain about a report's place in the project (``kind`` is a grade of XYR011 to XYR014), and the other
    report that it has to do with."""

    kind: str
    words: str
    other: Digest | None = None


@dataclass(frozen=True)
class Project:
    """All reports of a run, and how they belong together.

    ``reports`` are in the order of their paths; ``keys`` is each one's body by path (``None``: it names none).
    ``years`` and ``trees`` are by the path of the later report and of the parent; ``remarks`` by path. ``only`` are the
    paths that are reported on; the others are there to be compared with. ``spread`` does work that falls into shares.
    """

    reports: tuple[Digest, ...]
    keys: Mapping[str, str | None]
    years: Mapping[str, Years]
    trees: Mapping[str, Tree]
    remarks: Mapping[str, Sequence[Remark]]
    names: Names
    only: frozenset[str]
    ledger: Ledger | None = None
    spread: Spread = field(default=Spread(), compare=False)
    _made: dict[object, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The bodies whose reports there are."""
        return frozenset(key for key in self.keys.values() if key is not None)

    def kin(self, report: Digest) -> Kin:
        """The report with those that it is compared with."""
        return Kin(report, self.years.get(report.path), self.trees.get(report.path))

    def once(self, key: object, make: Callable[[Project], _T]) -> _T:
        """What ``make`` gives for this project, worked out once."""
        if key not in self._made:
            self._made[key] = make(self)
        found: _T = self._made[key]
        return found


class Member(NamedTuple):
    """One report of a project, with all of it: the subject of ``on: project``."""

    report: Digest
    project: Project

    @property
    def body(self) -> str | None:
        """The body's folded name."""
        return self.project.keys[self.report.path]
