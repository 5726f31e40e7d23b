"""The texts of a table, and the labels that they make up: what all binders look up in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.report.bound import BoundLabel, Match
from gklint.report.forms import TableForm
from gklint.report.labels import Entry, Labels, clause_numeral, is_note
from gklint.report.tablewords import TableVocabulary
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object

NOTE = "note"
"""The key of the remark on the sums."""
# A label spelt one character a cell takes at most so many pieces.
_MOST_PIECES = 12


class Worded(Protocol):
    """A text of a table and where it stands: a :class:`Word`, or a piece."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


class Word(NamedTuple):
    """A text of a table, as far as it takes to look up labels."""

    text: str
    span: Span


def span_of(pieces: Sequence[Worded]) -> Span:
    """The span from the first to the last of ``pieces``."""
    if len(pieces) == 1:
        return pieces[0].span
    return Span(min(p.span.start for p in pieces), max(p.span.end for p in pieces))


def joined(pieces: Sequence[Worded], labels: Labels) -> tuple[Entry, int] | None:
    """The label that the last pieces make up, and how many pieces it takes; the fewest that do."""
    if not labels.may_end(pieces[-1].text):
        return None
    text = ""
    for count, piece in enumerate(reversed(pieces[-_MOST_PIECES:]), 1):
        text = piece.text + text
        if len(text) > 2 * labels.longest and len(fold(text)) > 2 * labels.longest:
            return None
        entry = labels.find(text)
        if entry:
            return entry, count
    return None


def bound_label(entry: Entry, pieces: Sequence[Worded]) -> BoundLabel:
    """The label ``entry`` as written in ``pieces``."""
    return BoundLabel(entry.key, entry.official, span_of(pieces), entry.match)


def opens_row(entry: Entry, text: str, vocabulary: TableVocabulary, last: int) -> bool:
    """Whether a text found as the row ``entry`` is one: a bare word that also heads a column (总计) is a row only where
    the rows have come to it. ``last`` is the number of the last row so far, -1 before the first."""
    if entry.match is Match.EXACT or not any(columns.find(text) for columns in vocabulary.columns):
        return True
    return last >= vocabulary.order[entry.key] - 4 > 0


def remark(word: Worded, form: TableForm) -> BoundLabel | None:
    """A line that names a clause (its key is the numeral) or the remark on the sums (:data:`NOTE`); ``None`` if
    ``word`` is neither."""
    numeral = clause_numeral(word.text) if form.clause else None
    if form.clause and numeral:
        official = form.clause.format(numeral)
        exact = fold(word.text) == fold(official)
        return BoundLabel(numeral, official, word.span, Match.EXACT if exact else Match.MISSPELT)
    if form.note and is_note(word.text):
        exact = fold(word.text) == fold(form.note)
        return BoundLabel(NOTE, form.note, word.span, Match.EXACT if exact else Match.VARIANT)
    return None
