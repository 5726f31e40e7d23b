"""A table whose rows stand one below the other (表二, 表三): records in, rows of the form out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from gklint.report.binding import MISSING, UNBOUND, Evidence, WrittenRow, bind_slots, bound_cells
from gklint.report.bound import BoundCell, BoundLabel, BoundRow, BoundTable, ExtraRow
from gklint.report.forms import Block
from gklint.report.headers import Header, read_header
from gklint.report.pieces import Piece, PieceKind
from gklint.report.records import Record, RecordFinder
from gklint.report.tablewords import TableVocabulary
from gklint.report.wording import NOTE, bound_label, remark
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

# Names of their own, since a member of an enumeration takes longer to look up.
_TEXT, _VALUE, _EMPTY = PieceKind.TEXT, PieceKind.VALUE, PieceKind.EMPTY


class _Columns(NamedTuple):
    """The columns of a block: the header that names them, and the place of one that the form does not have."""

    block: Block
    header: Header | None
    inserted: int | None


class BlockBinder:
    """Binds a table whose rows stand one below the other (表二, 表三)."""

    def __init__(self, pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> None:
        self._pieces = pieces
        self._index = {piece.span.start: i for i, piece in enumerate(pieces) if piece.kind is _TEXT}
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
        if piece.kind is not _TEXT:
            return False
        found = remark(piece, self._form)
        if found:
            (self._notes if found.key == NOTE else self._clauses).append(found)
        return found is not None

    def _headers(self) -> dict[int, Header]:
        """The header above each block, by the block's number; texts in it that are nothing known are strays."""
        headers: dict[int, Header] = {}
        for i, block in enumerate(self._blocks()):
            before = [p for p in self._finder.leftovers.get(i, []) if fold(p.text) not in self._vocabulary.headers]
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

    def _blocks(self) -> list[int | None]:
        """The number of the block that each record belongs to; an unknown row belongs with the next known one."""
        found: list[int | None] = []
        block: int | None = None
        for record in reversed(self._finder.records):
            if record.entry is not None:
                block = self._form.blocks.index(self._form.block_of[record.entry.key])
            found.append(block)
        return found[::-1]

    def _rows(self, headers: Mapping[int, Header]) -> dict[str, BoundRow]:
        """Every row of the form; of two records with one label that with values counts, neither if they differ."""
        chosen: dict[str, Record] = {}
        for record in self._finder.records:
            if record.entry is None:
                continue
            first = chosen.setdefault(record.entry.key, record)
            if not first.count:
                chosen[record.entry.key] = record
            elif (
                record is not first
                and record.count
                and [p.text for p in record.values] != [p.text for p in first.values]
            ):
                first.crowded = True
        rows: dict[str, BoundRow] = {}
        end = self._span.start
        for number, block in enumerate(self._form.blocks):
            header = headers.get(number)
            columns = _Columns(block, header, _inserted(header, block) if self._is_wider(block) else None)
            for form in block.rows:
                row = self._row(form.key, columns, chosen.get(form.key), end)
                rows[form.key] = row
                end = max(end, row.span.end)
        return rows

    @cached_property
    def _evidence(self) -> Evidence:
        """How the rows of the table are laid out."""
        evidence = Evidence(self._written(r, r.slots) for r in self._finder.records if r.entry)
        if all(self._lengths[piece.row] == 1 for piece in self._pieces if piece.kind is _TEXT):
            for block in self._form.blocks:  # cells have lines of their own, and none has one too many
                evidence.expect(len(block.columns), len(block.columns))
        return evidence

    @cached_property
    def _valued(self) -> bool:
        """Whether there is any value in the table."""
        return any(piece.kind is _VALUE for piece in self._pieces)

    @cached_property
    def _in_rows(self) -> bool:
        """Whether most rows of the table are rows of the text."""
        whole = sum(record.whole for record in self._finder.records)
        return 2 * whole >= len(self._finder.records)

    def _is_wider(self, block: Block) -> bool:
        """Whether the rows of ``block`` have a column more than the form."""
        keys = {row.key for row in block.rows}
        widths = {r.count for r in self._finder.records if r.entry and r.entry.key in keys}
        return len(block.columns) not in widths and len(block.columns) + 1 in widths

    def _written(self, record: Record, slots: Sequence[Piece]) -> WrittenRow:
        width = len(self._vocabulary.columns_of[record.entry.key]) if record.entry else len(slots)
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
        rows = [r for r in self._finder.records if r.entry and r.count == width and r.whole]
        rows = [r for r in rows if r.entry and len(self._vocabulary.columns_of[r.entry.key]) == width]
        return all(row.values[0].at == column for row in rows)

    def _row(self, key: str, places: _Columns, record: Record | None, end: int) -> BoundRow:
        columns = tuple(column.key for column in places.block.columns)
        if record is None or record.entry is None:
            nothing = [MISSING] * len(columns)
            return BoundRow(key, None, bound_cells(key, columns, nothing, end), Span(end, end))
        slots = _without_column(record.slots, places.inserted, len(columns))
        written = self._written(record, slots)
        short = 0 < record.count < len(columns)
        offset = self._offset(record, places.header, places.block) if short else None
        entries = bind_slots(written, self._evidence, offset, self._form.layout == "matrix")
        bare = not record.slots and bool(self._finder.orphans) and not record.label[-1].whole
        overfull = record.overfull and not (record.whole and self._in_rows)
        if (record.crowded or overfull or bare) and self._valued:
            entries = [UNBOUND] * len(columns)  # there are values, but whose they are is not certain
        label = bound_label(record.entry, record.label)
        last = record.slots[-1].span.end if record.slots else record.label_span.end
        cells = bound_cells(key, columns, entries, last)
        span = Span(record.label_span.start, max(last, record.label_span.end))
        return BoundRow(key, label, cells, span, record.count if record.whole else None)

    def _extra(self, record: Record) -> ExtraRow:
        cells = tuple(BoundCell("", str(i), slot.value, slot.span) for i, slot in enumerate(record.slots, 1))
        last = record.slots[-1].span.end if record.slots else record.label_span.end
        return ExtraRow(record.label_text, Span(record.label_span.start, last), cells)


def _inserted(header: Header | None, block: Block) -> int | None:
    """The place of a column that the form does not have (``法人小计``), if the header shows it for certain.

    It is certain when the one unknown text is a sum, behind a column, with the form's next column (or none) behind it.
    """
    if header is None or header.absent or len(header.rest) != 1 or "计" not in header.rest[0].text:
        return None
    order = [column.key for column in block.columns]
    at = header.rest[0].span.start
    before = [column.key for column in header.columns if column.span.end <= at]
    behind = [column.key for column in header.columns if column.span.start > at]
    place = order.index(before[-1]) + 1 if before else len(order)
    return place if place < len(order) and (not behind or behind[0] == order[place]) else None


def _without_column(slots: Sequence[Piece], inserted: int | None, width: int) -> Sequence[Piece]:
    filled = [slot for slot in slots if slot.kind is not _EMPTY]
    if inserted is None or len(filled) != width + 1:
        return slots
    return [*filled[:inserted], *filled[inserted + 1 :]]
