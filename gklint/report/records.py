"""Rows of the form found in a stream of pieces: each label with the values behind it.

A label may be broken over cells, lines or pages, and its second half may stand behind its numbers; so texts are joined
until they are one of the form's labels. What is not a label is left for the header, the extra rows or the strays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gklint.report.bound import BoundLabel, Match
from gklint.report.labels import Entry
from gklint.report.pieces import Piece, PieceKind
from gklint.report.tablewords import TableVocabulary
from gklint.report.wording import bound_label, joined, opens_row, span_of
from gklint.text import Span, fold

# Names of their own, since a member of an enumeration takes longer to look up.
_TEXT, _VALUE, _EMPTY = PieceKind.TEXT, PieceKind.VALUE, PieceKind.EMPTY
_LEAST_PREFIX = 4


@dataclass(slots=True, eq=False, repr=False)
class Record:
    """A row as found: its label (``entry`` is ``None`` for a row the form does not know) and the slots behind it.

    ``crowded`` says that, in a layout that does not prove rows, labels without values or values without a label came
    just before it, so that its values may be another row's; ``shifted`` that the rows behind it may be out of step
    with their values for the same reason, up to the next header; ``overfull`` that
    more values follow at once than it can hold.
    """

    entry: Entry | None
    label: list[Piece]
    slots: list[Piece] = field(default_factory=list)
    crowded: bool = False
    shifted: bool = False
    overfull: bool = False
    count: int = 0

    def add(self, slot: Piece) -> None:
        """Put ``slot`` behind the others; ``count`` says how many of them hold something."""
        self.slots.append(slot)
        self.count += slot.kind is not _EMPTY

    @property
    def label_span(self) -> Span:
        """From the first to the last piece of the label that stands before the values."""
        return span_of(self.label)

    @property
    def label_text(self) -> str:
        """The label as written, its pieces joined."""
        return "".join(piece.text for piece in self.label)

    @property
    def whole(self) -> bool:
        """Whether separators prove that label and values are one row."""
        return self.label[-1].whole and all(slot.row == self.label[-1].row for slot in self.slots)

    @property
    def values(self) -> list[Piece]:
        """The slots that hold something."""
        return [slot for slot in self.slots if slot.kind is not _EMPTY]


class RecordFinder:
    """Walks the pieces of a table once and collects records, group labels and leftover texts."""

    def __init__(self, vocabulary: TableVocabulary) -> None:
        self._vocabulary = vocabulary
        self._order = vocabulary.order
        self._last = -1
        self._labels = vocabulary.rows
        self._run: list[Piece] = []
        self._record: Record | None = None
        self._tail: list[Piece] = []
        self.records: list[Record] = []
        self.groups: list[BoundLabel] = []
        self.orphans: list[Piece] = []
        self._orphaned = 0
        # Texts before each record that are no labels of rows or groups, by the record's number.
        self.leftovers: dict[int, list[Piece]] = {}

    def find(self, pieces: list[Piece]) -> None:
        """Read all ``pieces``."""
        for piece in pieces:
            if piece.kind is _TEXT:
                self._text(piece)
            else:
                self._slot(piece)
        self._leave()

    def _text(self, piece: Piece) -> None:
        record = self._record
        if record is not None and self._continues(record, piece):
            return
        if (
            record is not None
            and record.label[-1].whole
            and piece.row == record.label[-1].row
            and not self._is_label(piece)
        ):
            record.add(piece)  # words where a number should be
            return
        self._run.append(piece)
        found = joined(self._run, self._labels)
        if found and opens_row(found[0], piece.text, self._vocabulary, self._last):
            self._open(*found)
            return
        group = joined(self._run, self._vocabulary.groups)
        if group:
            entry, count = group
            self._labels = self._vocabulary.rows_after(entry.key)
            self.groups.append(bound_label(entry, self._run[-count:]))
            del self._run[-count:]

    def _is_label(self, piece: Piece) -> bool:
        return (
            self._vocabulary.rows.find(piece.text) is not None or self._vocabulary.groups.find(piece.text) is not None
        )

    def _continues(self, record: Record, piece: Piece) -> bool:
        """Take ``piece`` as a further part of the record's label, if label and piece together say so."""
        if record.entry is None:
            return False
        official = fold(record.entry.official)
        written = fold("".join(p.text for p in [*record.label, *self._tail]))
        if len(written) >= len(official) or not official.startswith(written + fold(piece.text)):
            return False
        self._tail.append(piece)
        if not record.slots:
            record.label.extend(self._tail)
            self._tail = []
        if len(written + fold(piece.text)) == len(official):
            record.entry = record.entry._replace(match=Match.EXACT)
        return True

    def _open(self, entry: Entry, count: int) -> None:
        label = self._run[-count:]
        del self._run[-count:]
        waiting = self._record
        uncertain = waiting is not None and self._uncertain(waiting)
        shifted = uncertain or self._orphaned >= len(self._vocabulary.columns_of[entry.key])
        crowded = uncertain or self._orphaned > 0
        self._orphaned = 0
        self._leave()
        self._last = max(self._last, self._order[entry.key])
        loose = not label[-1].whole
        self._record = Record(entry, label, crowded=loose and crowded, shifted=loose and shifted)
        self._tail = []
        self.records.append(self._record)

    def _uncertain(self, before: Record) -> bool:
        """Whether the row before leaves open which values are whose: it has none, or shares its own doubt without a
        header in between."""
        return not before.slots or (before.shifted and not self._run)

    def _slot(self, piece: Piece) -> None:
        if self._run and piece.kind is _VALUE:
            self._resolve(piece)
        record = self._record
        if record is not None and not self._run and self._takes(record, piece):
            record.add(piece)
        elif piece.kind is _VALUE:
            self.orphans.append(piece)
            self._orphaned += 1
            if record is not None and not self._run:
                record.overfull = True

    def _takes(self, record: Record, piece: Piece) -> bool:
        """Whether ``piece`` may be a slot of ``record``: in a layout with whole rows the next row's pieces are not,
        unless separators show that the row is short of cells and goes on there (a row broken over lines)."""
        label = record.label[-1]
        if piece.row == label.row:
            return True
        if not label.whole:
            return not piece.whole or all(slot.row != label.row for slot in record.slots)
        if record.entry is None or not (label.separated and piece.separated):
            return False
        if record.slots and record.slots[-1].row == piece.row:
            return True
        if piece.kind is _EMPTY:
            return False
        width = len(self._vocabulary.columns_of[record.entry.key])
        cells = sum(slot.row == label.row for slot in record.slots)
        return cells < width and record.count < width

    def _resolve(self, value: Piece) -> None:
        """A value follows texts that are no label as they stand: a slip, half a label, or a row unknown to the form."""
        for count in range(1, min(len(self._run), 4) + 1):
            text = "".join(p.text for p in self._run[-count:])
            entry = self._near(text) or self._begun(text)
            if entry:
                self._open(entry, count)
                return
        last = self._run[-1]
        if last.whole and last.row == value.row and self._vocabulary.form.layout != "wide":
            self._leave(keep=1)
            self._record = Record(None, [self._run.pop()])
            self.records.append(self._record)

    def _begun(self, text: str) -> Entry | None:
        folded = fold(text)
        entry = self._vocabulary.rows.starts(folded) if len(folded) >= _LEAST_PREFIX else None
        return entry if entry and self._order[entry.key] > self._last else None

    def _near(self, text: str) -> Entry | None:
        """The row whose official label differs from ``text`` by a slip, if there is just one and its turn may come."""
        folded = fold(text)
        if len(folded) < _LEAST_PREFIX:
            return None
        close = [entry for entry, limit in self._coming() if _distance(folded, fold(entry.official), limit) <= limit]
        return close[0]._replace(match=Match.NEAR) if len(close) == 1 else None

    def _coming(self) -> Iterator[tuple[Entry, int]]:
        for key, form in self._vocabulary.rows.forms.items():
            if self._order[key] > self._last:
                yield Entry(key, form.label, Match.NEAR), max(1, len(fold(form.label)) // 5)

    def _leave(self, keep: int = 0) -> None:
        """Put aside the texts that came before the next record."""
        end = len(self._run) - keep
        if end > 0:
            self.leftovers.setdefault(len(self.records), []).extend(self._run[:end])
            del self._run[:end]


def _distance(one: str, other: str, limit: int) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=limit)
