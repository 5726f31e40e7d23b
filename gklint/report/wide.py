"""A table whose rows stand side by side in one line of numbers (表四), or each in a line of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gklint.report.binding import MISSING, UNBOUND, Entry, Evidence, WrittenRow, bind_slots, bound_cells
from gklint.report.bound import BoundLabel, BoundRow, BoundTable
from gklint.report.headers import read_texts
from gklint.report.pieces import Piece, PieceKind
from gklint.report.tablewords import TableVocabulary
from gklint.text import Span, fold

# Names of their own, since a member of an enumeration takes longer to look up.
_TEXT, _VALUE, _EMPTY = PieceKind.TEXT, PieceKind.VALUE, PieceKind.EMPTY


class WideBinder:
    """Binds a table whose rows stand side by side in one line of numbers (表四: three groups of five)."""

    def __init__(self, pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> None:
        self._pieces = pieces
        self._span = span
        self._vocabulary = vocabulary
        self._form = vocabulary.form
        self._edition = edition
        self._misfilled = frozenset(piece.span for piece in _misfilled(pieces, vocabulary))

    def bind(self) -> BoundTable:
        """The bound table."""
        block = self._form.blocks[0]
        width = len(block.columns)
        runs = self._value_runs()
        labels, header, unknown = read_texts(self._texts(), self._vocabulary)
        entries = self._entries(runs, labels, width)
        end = max((slot.span.end for run in runs for slot in run), default=self._span.end)
        rows: dict[str, BoundRow] = {}
        for i, form in enumerate(block.rows):
            part = entries[i * width : (i + 1) * width]
            cells = bound_cells(form.key, [c.key for c in block.columns], part, end)
            placed = [p.span for p in part if isinstance(p, Piece)]
            span = Span(min(placed).start, max(placed).end) if placed else Span(end, end)
            rows[form.key] = BoundRow(form.key, labels.get(form.key), cells, span)
        return BoundTable(
            name=self._form.name,
            form=self._edition,
            span=self._span,
            rows=rows,
            columns=header.columns,
            absent_columns=header.absent,
            header_read=len(header.columns) > len(header.absent),
            groups=(),
            clauses=(),
            notes=(),
            extra=(),
            stray=tuple(piece.span for piece in unknown),
        )

    def _texts(self) -> list[Piece]:
        headers = self._vocabulary.headers
        return [p for p in self._pieces if not self._is_slot(p) and p.kind is _TEXT and fold(p.text) not in headers]

    def _is_slot(self, piece: Piece) -> bool:
        """Whether ``piece`` stands where a number should."""
        return piece.kind is _VALUE or piece.span in self._misfilled

    def _value_runs(self) -> list[list[Piece]]:
        """Runs of slots between texts that hold at least one value, or as many empty cells as the form has; the empty
        cells of rows with words belong to the header."""
        worded = {piece.row for piece in self._pieces if piece.kind is _TEXT and not self._is_slot(piece)}
        runs: list[list[Piece]] = [[]]
        for piece in self._pieces:
            if self._is_slot(piece) or (piece.kind is _EMPTY and piece.row not in worded):
                runs[-1].append(piece)
            elif piece.kind is _TEXT and runs[-1]:
                runs.append([])
        wide = len(self._form.blocks[0].rows) * len(self._form.blocks[0].columns)
        return [run for run in runs if len(run) >= wide or any(p.kind is _VALUE for p in run)]

    def _entries(self, runs: list[list[Piece]], labels: Mapping[str, BoundLabel], width: int) -> list[Entry]:
        groups = len(self._form.row_keys)
        if not runs:
            return [MISSING] * (groups * width)
        order = sorted(labels, key=lambda key: labels[key].span)
        if order != [key for key in self._form.row_keys if key in labels]:
            return self._labelled(runs, labels, width)
        if len(runs) == 1:
            run = _last_row(runs[0]) if any(p.whole for p in runs[0]) else runs[0]
            row = WrittenRow(run, groups * width, whole=bool(run) and all(p.whole for p in run))
            return bind_slots(row, self._evidence(row))
        if len(runs) == groups and all(sum(map(self._is_slot, run)) == width for run in runs):
            return [p for run in runs for p in run if self._is_slot(p)]
        return self._labelled(runs, labels, width)

    def _labelled(self, runs: list[list[Piece]], labels: Mapping[str, BoundLabel], width: int) -> list[Entry]:
        """The groups when each has a line of its own, with its label between it and the line before."""
        placed: dict[str, list[Entry]] = {}
        end = 0
        for run in runs:
            start = run[0].span.start
            above = [key for key, label in labels.items() if end <= label.span.start < start]
            values = [piece for piece in run if self._is_slot(piece)]
            if len(above) != 1 or len(values) != width:
                return [UNBOUND] * (len(self._form.row_keys) * width)
            placed[above[0]] = list(values)
            end = run[-1].span.end
        return [entry for key in self._form.row_keys for entry in placed.get(key, [MISSING] * width)]

    def _evidence(self, row: WrittenRow) -> Evidence:
        """How the line of numbers is laid out, as the header's rows show."""
        lengths = Counter(piece.row for piece in self._pieces)
        evidence = Evidence([row], start=0 if row.slots and row.slots[0].at == 0 else None)
        for number in {piece.row for piece in self._pieces if piece.whole}:
            evidence.add_length(row, lengths[number])
        worded = {piece.row for piece in self._pieces if piece.kind is _TEXT and not self._is_slot(piece)}
        last = max(worded, default=None)
        padding = sum(p.row == last and p.explicit and p.kind is _EMPTY for p in self._pieces)
        evidence.expect(row.width, row.width + padding)
        return evidence


def _misfilled(pieces: Sequence[Piece], vocabulary: TableVocabulary) -> Iterator[Piece]:
    """Words where a number should be (``3 2``, ``见备注``): in a whole row they stand behind a value, or hold a figure,
    and are nothing that the form knows."""
    row, valued = -1, False
    rows = {piece.row for piece in pieces if piece.kind is _VALUE and piece.whole}
    for piece in pieces:
        if piece.row != row:
            row, valued = piece.row, False
        valued = valued or piece.kind is _VALUE
        if piece.kind is not _TEXT or row not in rows or not (valued or any(map(str.isdecimal, piece.text))):
            continue
        known = vocabulary.rows.find(piece.text) or vocabulary.columns[0].find(piece.text)
        if not known and fold(piece.text) not in vocabulary.headers:
            yield piece


def _last_row(run: list[Piece]) -> list[Piece]:
    """The pieces of ``run`` in its first row that holds a value, or else in its last row."""
    rows = dict.fromkeys(p.row for p in run)
    valued = [p.row for p in run if p.kind is _VALUE]
    row = valued[0] if valued else list(rows)[-1]
    same = [p for p in run if p.row == row]
    return same if len(set(valued)) <= 1 else run
