"""Tables as written → cells bound to the form's rows and columns, by meaning and not by layout.

A row is found by its label, its values take their places; what cannot be bound with certainty stays unbound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from gklint.report.binding import MISSING, UNBOUND, Entry, Evidence, WrittenRow, bind_slots, bound_cells
from gklint.report.bound import BoundCell, BoundLabel, BoundRow, BoundTable, CellState, ExtraRow, Match
from gklint.report.forms import Block, Form, TableForm
from gklint.report.headers import Header, read_header
from gklint.report.nodes import Report, Table, tables
from gklint.report.pieces import Piece, PieceKind, pieces_of
from gklint.report.records import Record, RecordFinder, bound_label, joined
from gklint.report.vocabulary import TableVocabulary, Vocabulary, clause_numeral, is_note
from gklint.text import Source, Span, fold


def bind_tables(report: Report, vocabulary: Vocabulary, form: Form) -> Mapping[str, BoundTable | None]:
    """The tables of ``form``, each bound to the edition that fits it best (``form`` itself when others do no better);
    ``None`` where the report has no such table."""
    return {name: _bind_best(name, report, vocabulary, form) for name in form.tables}


def _bind_best(name: str, report: Report, vocabulary: Vocabulary, form: Form) -> BoundTable | None:
    editions = [(edition, table) for edition, table in vocabulary.tables if table.form.name == name]
    parts = _parts(report, editions[0][1].form, [table for _, table in editions])
    if not parts:
        return None
    pieces = pieces_of(parts, report.source)
    span = parts[0].span.cover(parts[-1].span)
    bound = [bind_table(pieces, span, table, edition.name) for edition, table in editions]
    found = [table for table in bound if _fit(table) > 0]
    return max(found, key=lambda table: (_fit(table), table.form == form.name), default=None)


def _parts(report: Report, form: TableForm, editions: Sequence[TableVocabulary]) -> list[Table]:
    """The tables as written that hold (parts of) the form's table: those in its section, else those with its labels."""
    within = [t for s in report.sections if s.role == form.section for t in tables(s.blocks)]
    if within:
        return within
    elsewhere = [*tables(report.preface), *(t for s in report.sections for t in tables(s.blocks))]
    return [t for t in elsewhere if _labels_in(t, report.source, editions) >= 3]


def _labels_in(table: Table, source: Source, editions: Sequence[TableVocabulary]) -> int:
    texts = {source.slice(cell.span) for row in table.rows for cell in row.cells}
    return max(sum(e.rows.find(text) is not None for text in texts) for e in editions)


def _fit(table: BoundTable) -> int:
    """How well an edition fits: rows found less rows absent, its own words counting double."""
    rows = sum((2 if row.label.match is Match.EXACT else 1) if row.label else -1 for row in table.rows.values())
    if not any(row.label or _filled(row) for row in table.rows.values()):
        return 0
    return rows + sum(column.match is Match.EXACT for column in table.columns)


def _filled(row: BoundRow) -> bool:
    return any(cell.state is not CellState.MISSING for cell in row.cells.values())


def bind_table(pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> BoundTable:
    """One table, bound to the rows and columns of one edition."""
    if vocabulary.form.layout == "wide":
        return _WideBinder(pieces, span, vocabulary, edition).bind()
    return _Binder(pieces, span, vocabulary, edition).bind()


class _Binder:
    """Binds a table whose rows stand one below the other (表二, 表三)."""

    def __init__(self, pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> None:
        self._pieces = pieces
        self._index = {piece.span.start: i for i, piece in enumerate(pieces) if piece.kind is PieceKind.TEXT}
        self._lengths = Counter(piece.row for piece in pieces)
        self._span = span
        self._vocabulary = vocabulary
        self._form = vocabulary.form
        self._edition = edition
        self._clauses: list[BoundLabel] = []
        self._notes: list[BoundLabel] = []
        self._stray: list[Span] = []

    def bind(self) -> BoundTable:
        """The bound table."""
        finder = RecordFinder(self._vocabulary)
        finder.find([piece for piece in self._pieces if not self._remark(piece)])
        self._finder = finder
        headers = self._headers()
        rows = self._rows(headers)
        return BoundTable(
            name=self._form.name,
            form=self._edition,
            span=self._span,
            rows=rows,
            columns=tuple(column for header in headers.values() for column in header.columns),
            absent_columns=tuple(key for header in headers.values() for key in header.absent),
            header_read=any(len(header.columns) >= len(header.absent) for header in headers.values()),
            groups=tuple(finder.groups),
            clauses=tuple(self._clauses),
            notes=tuple(self._notes),
            extra=tuple(self._extra(record) for record in finder.records if record.entry is None),
            stray=tuple(self._stray) + tuple(piece.span for piece in finder.orphans),
        )

    def _remark(self, piece: Piece) -> bool:
        """Note a clause line or the remark on the sums; whether ``piece`` is one."""
        if piece.kind is not PieceKind.TEXT:
            return False
        if self._form.clause:
            numeral = clause_numeral(piece.text)
            if numeral:
                official = self._form.clause.format(numeral)
                exact = fold(piece.text) == fold(official)
                self._clauses.append(
                    BoundLabel(numeral, official, piece.span, Match.EXACT if exact else Match.MISSPELT)
                )
                return True
        if self._form.note and is_note(piece.text):
            exact = fold(piece.text) == fold(self._form.note)
            match = Match.EXACT if exact else Match.VARIANT
            self._notes.append(BoundLabel("note", self._form.note, piece.span, match))
            return True
        return False

    def _headers(self) -> dict[int, Header]:
        """The header above each block, by the block's number; texts in it that are nothing known are strays."""
        headers: dict[int, Header] = {}
        for i in range(len(self._finder.records)):
            before = [p for p in self._finder.leftovers.get(i, []) if fold(p.text) not in self._vocabulary.headers]
            block = self._block(i)
            if block is None:
                self._stray.extend(piece.span for piece in before)
                continue
            if block in headers and len(before) < 2:
                self._stray.extend(piece.span for piece in before)
                continue
            header = read_header(before, self._vocabulary.columns[block])
            if block not in headers or len(header.columns) > len(headers[block].columns):
                headers[block] = header
            self._stray.extend(piece.span for piece in header.rest)
        rest = self._finder.leftovers.get(len(self._finder.records), [])
        self._stray.extend(piece.span for piece in rest if fold(piece.text) not in self._vocabulary.headers)
        return headers

    def _block(self, record: int) -> int | None:
        """The number of the block that record number ``record`` belongs to; an unknown row belongs with the next."""
        for later in self._finder.records[record:]:
            if later.entry is not None:
                block = self._form.block_of[later.entry.key]
                return self._form.blocks.index(block)
        return None

    def _rows(self, headers: Mapping[int, Header]) -> dict[str, BoundRow]:
        """Every row of the form; of two records with one label the one with values counts."""
        chosen: dict[str, Record] = {}
        for record in self._finder.records:
            if record.entry and (record.entry.key not in chosen or not chosen[record.entry.key].values):
                chosen[record.entry.key] = record
        rows: dict[str, BoundRow] = {}
        end = self._span.start
        for number, block in enumerate(self._form.blocks):
            for form in block.rows:
                row = self._row(form.key, block, chosen.get(form.key), headers.get(number), end)
                rows[form.key] = row
                end = max(end, row.span.end)
        return rows

    @cached_property
    def _evidence(self) -> Evidence:
        """How the rows of the table are laid out."""
        return Evidence(self._written(r, r.slots) for r in self._finder.records if r.entry)

    @cached_property
    def _in_rows(self) -> bool:
        """Whether most rows of the table are rows of the text."""
        whole = sum(record.whole for record in self._finder.records)
        return 2 * whole >= len(self._finder.records)

    def _written(self, record: Record, slots: Sequence[Piece]) -> WrittenRow:
        width = len(self._form.column_keys(record.entry.key)) if record.entry else len(slots)
        return WrittenRow(slots, width, record.label[0].at, record.whole and not record.crowded)

    def _offset(self, record: Record, header: Header | None, block: Block) -> int | None:
        """The slot of the first column, if the header's cells stand one behind the other above those of the row."""
        if header is None or header.absent or not record.whole:
            return None
        places = {column.key: self._index[column.span.start] for column in header.columns}
        first, *others = (self._pieces[places[column.key]] for column in block.columns)
        cells = self._lengths[record.label[-1].row]
        for i, piece in enumerate((first, *others)):
            if piece.at != first.at + i or self._lengths[piece.row] != cells or not piece.separated:
                return None
        offset = first.at - record.label[-1].at - 1
        return offset if offset >= 0 and self._agrees(first.at, len(block.columns)) else None

    def _agrees(self, column: int, width: int) -> bool:
        """Whether the complete rows of ``width`` columns begin at ``column``."""
        rows = [r for r in self._finder.records if r.entry and r.whole and len(r.values) == width]
        rows = [r for r in rows if r.entry and len(self._form.column_keys(r.entry.key)) == width]
        return all(row.values[0].at == column for row in rows)

    def _row(self, key: str, block: Block, record: Record | None, header: Header | None, end: int) -> BoundRow:
        columns = tuple(column.key for column in block.columns)
        if record is None or record.entry is None:
            nothing = [MISSING] * len(columns)
            return BoundRow(key, None, bound_cells(key, columns, nothing, end), Span(end, end))
        slots = _without_column(record.slots, _inserted(header, block), len(columns))
        written = self._written(record, slots)
        short = 0 < len(record.values) < len(columns)
        offset = self._offset(record, header, block) if short else None
        entries = bind_slots(written, self._evidence, offset, self._form.layout == "matrix")
        bare = not record.slots and bool(self._finder.orphans) and not record.label[-1].whole
        overfull = record.overfull and not (record.whole and self._in_rows)
        if record.crowded or overfull or bare:
            entries = [UNBOUND] * len(columns)  # there are values, but whose they are is not certain
        label = bound_label(record.entry, record.label)
        last = record.slots[-1].span.end if record.slots else record.label_span.end
        cells = bound_cells(key, columns, entries, last)
        span = Span(record.label_span.start, max(last, record.label_span.end))
        return BoundRow(key, label, cells, span, len(record.values) if record.whole else None)

    def _extra(self, record: Record) -> ExtraRow:
        cells = tuple(BoundCell("", str(i), slot.value, slot.span) for i, slot in enumerate(record.slots, 1))
        last = record.slots[-1].span.end if record.slots else record.label_span.end
        return ExtraRow(record.label_text, Span(record.label_span.start, last), cells)


def _inserted(header: Header | None, block: Block) -> int | None:
    """The place of a column that the form does not have (``小计``), if the header shows it for certain.

    It is certain when a single unknown text stands between two columns that follow each other in the form.
    """
    if header is None or header.absent or len(header.rest) != 1:
        return None
    order = [column.key for column in block.columns]
    at = header.rest[0].span.start
    for left, right in pairwise(header.columns):
        if left.span.end <= at < right.span.start and order.index(right.key) == order.index(left.key) + 1:
            return order.index(right.key)
    return None


def _without_column(slots: Sequence[Piece], inserted: int | None, width: int) -> Sequence[Piece]:
    filled = [slot for slot in slots if slot.kind is not PieceKind.EMPTY]
    if inserted is None or len(filled) != width + 1:
        return slots
    return [*filled[:inserted], *filled[inserted + 1 :]]


class _WideBinder:
    """Binds a table whose rows stand side by side in one line of numbers (表四: three groups of five)."""

    def __init__(self, pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> None:
        self._pieces = pieces
        self._span = span
        self._vocabulary = vocabulary
        self._form = vocabulary.form
        self._edition = edition

    def bind(self) -> BoundTable:
        """The bound table."""
        block = self._form.blocks[0]
        width = len(block.columns)
        runs = self._value_runs()
        labels, rest = self._labels(self._texts())
        header = read_header(rest, self._vocabulary.columns[0])
        unknown = [piece for piece in header.rest if not joined([piece], self._vocabulary.columns[0])]
        entries = self._entries(runs, len(block.rows), width)
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
        return [p for p in self._pieces if p.kind is PieceKind.TEXT and fold(p.text) not in self._vocabulary.headers]

    def _labels(self, texts: list[Piece]) -> tuple[dict[str, BoundLabel], list[Piece]]:
        """The labels of the groups, and the texts that are left for the header."""
        found: dict[str, BoundLabel] = {}
        rest: list[Piece] = []
        for piece in texts:
            rest.append(piece)
            match = joined(rest, self._vocabulary.rows)
            if match:
                entry, count = match
                found.setdefault(entry.key, bound_label(entry, rest[-count:]))
                del rest[-count:]
        return found, rest

    def _value_runs(self) -> list[list[Piece]]:
        """Runs of slots between texts that hold at least one value, or as many empty cells as the form has; the empty
        cells of rows with words belong to the header."""
        worded = {piece.row for piece in self._pieces if piece.kind is PieceKind.TEXT}
        runs: list[list[Piece]] = [[]]
        for piece in self._pieces:
            if piece.kind is PieceKind.TEXT:
                if runs[-1]:
                    runs.append([])
            elif piece.kind is PieceKind.VALUE or piece.row not in worded:
                runs[-1].append(piece)
        wide = len(self._form.blocks[0].rows) * len(self._form.blocks[0].columns)
        return [run for run in runs if len(run) >= wide or any(p.kind is PieceKind.VALUE for p in run)]

    def _entries(self, runs: list[list[Piece]], groups: int, width: int) -> list[Entry]:
        nothing: list[Entry] = [MISSING] * (groups * width)
        if len(runs) == 1:
            run = _last_row(runs[0]) if any(p.whole for p in runs[0]) else runs[0]
            row = WrittenRow(run, groups * width, whole=bool(run) and all(p.whole for p in run))
            return bind_slots(row, self._evidence(row))
        if len(runs) == groups and all(sum(p.kind is PieceKind.VALUE for p in run) == width for run in runs):
            return [p for run in runs for p in run if p.kind is PieceKind.VALUE]
        if not runs:
            return nothing
        return [UNBOUND] * (groups * width)

    def _evidence(self, row: WrittenRow) -> Evidence:
        """How the line of numbers is laid out, as the header's rows show."""
        lengths = Counter(piece.row for piece in self._pieces)
        evidence = Evidence([row], start=0 if row.slots and row.slots[0].at == 0 else None)
        for number in {piece.row for piece in self._pieces if piece.whole}:
            evidence.add_length(row, lengths[number])
        worded = {piece.row for piece in self._pieces if piece.kind is PieceKind.TEXT}
        last = max(worded, default=None)
        padding = sum(p.row == last and p.explicit and p.kind is PieceKind.EMPTY for p in self._pieces)
        evidence.expect(row.width, row.width + padding)
        return evidence


def _last_row(run: list[Piece]) -> list[Piece]:
    """The pieces of ``run`` in its first row that holds a value, or else in its last row."""
    rows = dict.fromkeys(p.row for p in run)
    valued = [p.row for p in run if p.kind is PieceKind.VALUE]
    row = valued[0] if valued else list(rows)[-1]
    same = [p for p in run if p.row == row]
    return same if len(set(valued)) <= 1 else run

