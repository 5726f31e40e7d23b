"""Which of the subjects of its selector a rule wants to see: those of its form, section, row, column, fact, and where
what it looks for may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from gklint.engine.places import Place, overlaps, touched
from gklint.engine.rule import Rule
from gklint.engine.selectors import AbsentTable, Subject, own_place
from gklint.engine.traversal import Turn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


class Source(Protocol):
    """Where subjects come from: a :class:`~gklint.engine.traversal.Traversal`, or :class:`Given`."""

    def of(self, kind: str) -> Sequence[Subject]:
        """The subjects of a selector, in order."""

    def sentences(self, paragraph: Subject) -> Sequence[Subject]:
        """Those of a paragraph."""

    def turn(self, subject: Subject) -> Turn:
        """Where a subject comes in the order of all."""


class Given:
    """Subjects that were found elsewhere."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._subjects = list(subjects)

    def of(self, kind: str) -> list[Subject]:
        """Those of a selector."""
        return [subject for subject in self._subjects if subject.kind == kind]

    def sentences(self, paragraph: Subject) -> list[Subject]:
        """None: over several reports there are no sentences."""
        return []

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
        if rule.on == "report":  # a rule for the whole report looks itself where it is told to
            return self._whole if self._form in rule.forms else ()
        if rule.on == "sentence" and places is not None:
            return self._sentences(rule, places)
        listed = self._list(rule.on, rule.forms)
        found: Sequence[Subject] = listed.subjects
        if not found or isinstance(found[0].node, AbsentTable):
            return found
        if places is not None:
            found = listed.touched(places)
        if rule.indicators:
            if listed.indicators.isdisjoint(rule.indicators):
                return ()
            found = [one for one in found if one.node.indicator in rule.indicators]
        if rule.within:
            found = [one for one in found if one.role in rule.within]
        if rule.rows or rule.columns:
            found = [one for one in found if _in_place(one, rule)]
        return found

    @cached_property
    def _whole(self) -> Sequence[Subject]:
        return self._source.of("report")

    def of(self, kind: str) -> Sequence[Subject]:
        """All subjects of a selector."""
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = self._source.of(kind)
        return found

    def _list(self, kind: str, forms: tuple[str, ...]) -> _Listed:
        listed = self._listed.get((kind, forms))
        if listed is None:
            found = self.of(kind)
            listed = _Listed([one for one in found if (one.table.form if one.table else self._form) in forms])
            self._listed[kind, forms] = listed
        return listed

    def _sentences(self, rule: Rule, places: Sequence[Place]) -> list[Subject]:
        """The sentences that one of the places overlaps: only the paragraphs in which they are get cut."""
        paragraphs = self._list("paragraph", rule.forms).touched(places)
        if rule.within:
            paragraphs = [one for one in paragraphs if one.role in rule.within]
        found = [sentence for one in paragraphs for sentence in self._source.sentences(one)]
        return [sentence for sentence in found if overlaps(places, *sentence.span)]


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
