"""Applies the fixes of findings to a text: which edits, in which order, until nothing changes.

A fix that would bring in an error, and rules that undo each other's fixes, are left out and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from gklint.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity
from gklint.text import Source
from gklint.tuples import NamedTuple

# A fix may uncover another finding; rules that go on longer than this chase each other.
MOST_ROUNDS = 50

Check = Callable[[Source], Iterable[Diagnostic]]
"""Gives the findings of a text in their order."""
Wanted = Callable[[Diagnostic, Source], bool]
"""Whether a fix is to be applied; asked only of those that may be."""
Change = Callable[[Source, Sequence[Edit]], Source]
"""A text after edits that do not overlap; may raise :class:`CannotChange`."""


class CannotChange(Exception):
    """Edits that cannot be made in a file; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing came to: the new text, the findings whose fixes were applied, the codes of rules that undo each
    other (``oscillating``), and of rules whose fix would have brought in an error (``harmful``); of neither was
    anything applied. ``refused`` says why other fixes cannot be made in the file."""

    source: Source
    applied: tuple[Diagnostic, ...]
    oscillating: frozenset[str] = frozenset()
    harmful: frozenset[str] = frozenset()
    refused: tuple[str, ...] = ()


def applicable(fix: Fix | None, unsafe: bool) -> bool:
    """Whether ``--fix`` (with ``--unsafe-fixes`` if ``unsafe``) applies ``fix``."""
    if fix is None or not fix.edits or fix.applicability is Applicability.DISPLAY:
        return False
    return unsafe or fix.applicability is Applicability.SAFE


def choose(diagnostics: Iterable[Diagnostic], unsafe: bool, banned: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """The findings whose fixes can be applied together: in their order, one that overlaps an earlier one waits for the
    next round. Those of ``banned`` codes, and suppressed ones, are left out."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or diagnostic.suppressed or diagnostic.code in banned or not applicable(fix, unsafe):
            continue
        if not any(_clash(edit, other) for edit in fix.edits for other in taken):
            chosen.append(diagnostic)
            taken.extend(fix.edits)
    return chosen


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: they overlap, or insert at the same place."""
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` after ``edits``, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces.append(text[at : edit.span.start])
        pieces.append(edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def change_text(source: Source, edits: Sequence[Edit]) -> Source:
    """``source`` after ``edits``, where the text itself is the original."""
    return source.replaced(text=apply(source.text, edits))


def fix(
    source: Source,
    check: Check,
    unsafe: bool = False,
    wanted: Wanted | None = None,
    change: Change = change_text,
) -> Fixed:
    """Apply fixes to ``source``, round by round, until none is left to apply.

    Rules that undo each other are left out, and the others start afresh; so fixing twice comes to the same as once.
    """
    oscillating: set[str] = set()
    harmful: set[str] = set()
    while True:
        run = _Rounds(_Means(check, unsafe, wanted, change), frozenset(oscillating), harmful)
        undone = run.go(source)
        if not undone:
            return Fixed(run.source, tuple(run.applied), frozenset(oscillating), frozenset(harmful), tuple(run.refused))
        oscillating |= undone


class _Means(NamedTuple):
    check: Check
    unsafe: bool
    wanted: Wanted | None
    change: Change

    def after(self, source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
        """``source`` after the fixes of ``diagnostics``, which do not overlap."""
        return self.change(source, [edit for d in diagnostics if d.fix for edit in d.fix.edits])


class _Rounds:
    """Rounds of fixing from one text on, with some codes left out; ``harmful`` gathers codes that bring in errors."""

    def __init__(self, means: _Means, oscillating: frozenset[str], harmful: set[str]) -> None:
        self._means = means
        self._oscillating = oscillating
        self._harmful = harmful
        self.applied: list[Diagnostic] = []
        self.refused: dict[str, None] = {}

    def go(self, source: Source) -> frozenset[str]:
        """Fixes ``source``; gives the codes that undo each other, if there are any."""
        self.source = source
        seen = {source.text: 0}
        rounds: list[frozenset[str]] = []
        found = tuple(self._means.check(source))
        while chosen := self._chosen(found):
            after, found, chosen = self._without_harm(found, chosen)
            if not chosen:
                continue
            rounds.append(frozenset(d.code for d in chosen))
            if after.text in seen:
                return frozenset().union(*rounds[seen[after.text] :])
            if len(rounds) >= MOST_ROUNDS:
                return rounds[-1]
            seen[after.text] = len(rounds)
            self.applied += chosen
            self.source = after
        return frozenset()

    def _chosen(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        banned = self._oscillating | self._harmful
        wanted = self._means.wanted
        if wanted is not None:
            found = [
                d for d in found if not applicable(d.fix, self._means.unsafe) or d.suppressed or wanted(d, self.source)
            ]
        chosen = choose(found, self._means.unsafe, banned)
        return self._possible([d for d in chosen if _changes(d, self.source)])

    def _possible(self, chosen: list[Diagnostic]) -> list[Diagnostic]:
        """Those of ``chosen`` whose fixes can be made together in this file."""
        with suppress(CannotChange):
            self._means.after(self.source, chosen)
            return chosen
        possible: list[Diagnostic] = []
        for diagnostic in chosen:
            try:
                self._means.after(self.source, [*possible, diagnostic])
            except CannotChange as error:
                self.refused[str(error)] = None
            else:
                possible.append(diagnostic)
        return possible

    def _without_harm(
        self, found: Sequence[Diagnostic], chosen: list[Diagnostic]
    ) -> tuple[Source, tuple[Diagnostic, ...], list[Diagnostic]]:
        """The text after ``chosen``, its findings, and those of ``chosen`` that were applied.

        If there are more errors of some code than before, each fix is tried by itself and the harmful ones' codes are
        noted; nothing is applied then.
        """
        after = self._means.after(self.source, chosen)
        left = tuple(self._means.check(after))
        if not _worse(found, left):
            return after, left, chosen
        alone = {d.code for d in chosen if _worse(found, self._means.check(self._means.after(self.source, [d])))}
        self._harmful |= alone or {d.code for d in chosen}
        return self.source, tuple(found), []


def _changes(diagnostic: Diagnostic, source: Source) -> bool:
    """Whether the fix of ``diagnostic`` would leave a text other than it found."""
    return diagnostic.fix is not None and any(source.slice(e.span) != e.text for e in diagnostic.fix.edits)


def _worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> bool:
    """Whether some code has more errors than before."""

    def errors(found: Iterable[Diagnostic]) -> Counter[str]:
        return Counter(d.code for d in found if d.severity is Severity.ERROR and d.suppressed is None)

    return bool(errors(after) - errors(before))


def encode(source: Source) -> bytes:
    """The bytes of a text file: its mark (BOM) and encoding as they were read.

    Raises ``UnicodeEncodeError`` when a fix brought in a character that the encoding does not have.
    """
    return source.bom + source.text.encode(source.encoding)
