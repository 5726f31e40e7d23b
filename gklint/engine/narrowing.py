"""Which of the subjects of its selector a rule wants to see: those of its form, section, row, column, fact, and where
what it looks for may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from gklint.engine.places import Place, overlaps, touched
from gklint.engine.rule import Rule
from gklint.engine.selectors import AbsentTable, Subject, own_place
from gklint.engine.traversal import Turn


class Source(Protocol):
    """Where subjects come from: a :class:`~gklint.engine.traversal.Traversal`, or :class:`Given`."""

    def of(self, kind: str) -> Sequence[Subject]:
        """The subjects of a selector, in order."""

    def turn(self, subject: Subject) -> Turn:
        """Where a subject comes in the order of all."""


class Given:
    """Subjects that were found elsewhere."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._subjects = list(subjects)

    def of(self, kind: str) -> list[Subject]:
        """Those of a selector."""
        return [subject for subject in self._subjects if subject.kind == kind]

    def turn(self, subject: Subject) -> Turn:
        """Its number."""
        return (next(number for number, one in enumerate(self._subjects) if one is subject),)


class Subjects:
    """Subjects of a document that is checked by ``form``; those of a selector are found when a rule asks for them."""

    def __init__(self, form: str, source: Source) -> None:
        self._form = form
        self._source = source
        self._by_kind: dict[str, Sequence[Subject]] = {}
        self._listed: dict[tuple[str, tuple[str, ...]], _Listed] = {}

    def turn(self, subject: Subject) -> Turn:
        """Where a subject comes in the order of all."""
        return self._source.turn(subject)

    def wanted(self, rule: Rule, places: Sequence[Place] | None) -> Sequence[Subject]:
        """The subjects that ``rule`` is for: those of its form (a table's own goes first), section, row, column, fact.

        With ``places``, which are in order and apart, only those that one of these overlaps.
        """
        key = rule.on, rule.forms
        listed = self._listed.get(key)
        if listed is None:
            listed = self._listed[key] = _Listed(self._of(*key))
        found: Sequence[Subject] = listed.subjects
        if not found or isinstance(found[0].node, AbsentTable):
            return found
        if places is not None:
            found = listed.touched(places)
        if rule.indicators:
            if listed.indicators.isdisjoint(rule.indicators):
                return ()
            found = [one for one in found if one.node.indicator in rule.indicators]
        if rule.within and rule.on != "report":  # a rule for the whole report looks itself where it is told to
            found = [one for one in found if one.role in rule.within]
        if rule.rows or rule.columns:
            found = [one for one in found if _in_place(one, rule)]
        return found

    def _of(self, kind: str, forms: Sequence[str]) -> list[Subject]:
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = self._source.of(kind)
        return [one for one in found if (one.table.form if one.table is not None else self._form) in forms]


class _Listed:
    """The subjects of a selector that are of some forms."""

    def __init__(self, subjects: list[Subject]) -> None:
        self.subjects = subjects

    @cached_property
    def _spans(self) -> list[Place]:
        return [subject.span for subject in self.subjects]

    @cached_property
    def _apart(self) -> bool:
        return all(before[1] <= after[0] for before, after in pairwise(self._spans))

    @cached_property
    def indicators(self) -> frozenset[str]:
        """What the facts among them count."""
        return frozenset(subject.node.indicator for subject in self.subjects)

    def touched(self, places: Sequence[Place]) -> list[Subject]:
        """Those that one of the places, which are in order and apart, overlaps."""
        if self._apart:
            return [self.subjects[number] for number in touched(self._spans, places)]
        return [subject for subject in self.subjects if overlaps(places, *subject.span)]


def _in_place(subject: Subject, rule: Rule) -> bool:
    row, column = own_place(subject.node)
    if rule.rows and row is not None and row not in rule.rows:
        return False
    return not rule.columns or column is None or column in rule.columns
