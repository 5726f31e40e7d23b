"""The fast road for an ordinary table: one that is an edition's to the letter, each row with all of its values.

Most tables are. For them the binders' search (:mod:`gklint.report.records`, :mod:`~gklint.report.blocks`,
:mod:`~gklint.report.wide`) comes down to one walk over the cells. Whatever is not ordinary (a slip in a label, a cell
too few, a text that is no label) ends the walk with ``None``, and the binders take over; where the walk succeeds, it
gives what they would give. Tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gklint.report.bound import BoundCell, BoundLabel, BoundRow, BoundTable, CellState, Match, row_of_cells
from gklint.report.headers import Header, read_header, read_texts
from gklint.report.labels import Entry
from gklint.report.rows import TableCells
from gklint.report.tablewords import TableVocabulary
from gklint.report.values import LONGEST_VALUE, read_value
from gklint.report.wording import NOTE, Word, bound_label, joined, opens_row, remark
from gklint.text import Span, fold, spans

_NO_VALUES = frozenset({CellState.TEXT, CellState.EMPTY})


def bind_ordinary(cells: TableCells, span: Span, vocabulary: TableVocabulary, edition: str) -> BoundTable | None:
    """The table bound to one edition, if it is an ordinary one of that edition; else ``None``."""
    if not vocabulary.is_plain:
        return None
    if vocabulary.form.layout == "wide":
        return _wide(cells, span, vocabulary, edition)
    walk = _Walk(cells, vocabulary)
    return walk.table(span, edition) if walk.succeeds() else None


def _are_values(words: Sequence[str]) -> bool:
    """Whether there is a value, and nothing else, in each of these cells."""
    together = "".join(words)
    if together.isdecimal() and len(together) <= LONGEST_VALUE:
        return "" not in words
    return all(read_value(word).state not in _NO_VALUES for word in words)


def _bound_cells(cells: TableCells, key: str, columns: Sequence[str], first: int) -> Mapping[str, BoundCell]:
    """The cells of a row whose values begin with cell number ``first``."""
    last = first + len(columns)
    values = map(read_value, cells.words[first:last])
    return row_of_cells(key, columns, values, spans(cells.starts[first:last], cells.ends[first:last]))


class _Row:
    """A row as walked over: its label and the label's cell, its first value, the last cell taken (blanks may follow the
    values), whether all of it is one row of the text, and whether its values stand in the label's row."""

    def __init__(
        self, key: str, label: BoundLabel, at: int, first: int, last: int, *, whole: bool, beside: bool
    ) -> None:
        self.key = key
        self.label = label
        self.at = at
        self.first = first
        self.last = last
        self.whole = whole
        self.beside = beside


class _Walk:
    """One walk over the cells of a table whose rows stand one below the other."""

    def __init__(self, cells: TableCells, vocabulary: TableVocabulary) -> None:
        self._cells = cells
        self._vocabulary = vocabulary
        self._form = vocabulary.form
        self._last = -1
        self._labels = vocabulary.rows
        self._run: list[Word] = []
        self._row: _Row | None = None
        self._rows: dict[str, _Row] = {}
        self._headers: dict[int, Header] = {}
        self._groups: list[BoundLabel] = []
        self._clauses: list[BoundLabel] = []
        self._notes: list[BoundLabel] = []

    def succeeds(self) -> bool:
        """Whether the table is an ordinary one."""
        words = self._cells.words
        at = 0
        while at < len(words):
            word = words[at]
            if not word:
                if self._row is not None and not self._run:
                    self._blank(self._row, at)
                at += 1
                continue
            entry = self._labels.find(word)
            if entry is not None and entry.match is Match.EXACT:
                if not self._opens(entry, at):
                    return False
                at = self._rows[entry.key].last + 1
            elif self._text(entry, Word(word, self._cells.span(at)), at):
                at += 1
            else:
                return False
        return len(self._rows) == len(self._vocabulary.order) and not self._strange()

    def _opens(self, entry: Entry, at: int) -> bool:
        """Take the row whose label is cell ``at``, with its values; whether they are all there."""
        words, row_of, row = self._cells.words, self._cells.row_of, self._cells.row_of[at]
        whole = self._cells.whole[row]
        first = at + 1
        while whole and words[first : first + 1] == [""] and row_of[first] == row:
            first += 1
        last = first + len(self._vocabulary.columns_of[entry.key]) - 1
        values = words[first : last + 1]
        if (
            entry.key in self._rows
            or last >= len(words)
            or not _are_values(values)
            or not self._reads_header(entry.key)
        ):
            return False
        one_row = row_of[first] == row_of[last] == row
        if not one_row and not (first == at + 1 and self._goes_on(at, first, last)):
            return False
        label = BoundLabel(entry.key, entry.official, self._cells.span(at), entry.match)
        self._row = self._rows[entry.key] = _Row(
            entry.key, label, at, first, last, whole=one_row and whole, beside=row_of[first] == row
        )
        self._last = max(self._last, self._vocabulary.order[entry.key])
        return True

    def _goes_on(self, at: int, first: int, last: int) -> bool:
        """Whether the values of a row that is broken over lines are its own for certain: separators say so or, where
        each cell has a line of its own, nothing stands beside the label."""
        row_of = self._cells.row_of
        if self._cells.whole[row_of[at]]:
            return all(self._cells.separated[row] for row in {row_of[at], *row_of[first : last + 1]})
        return row_of[first] != row_of[at]

    def _blank(self, row: _Row, at: int) -> None:
        """Take the blank cell ``at`` as the row's, if it is one behind its values."""
        row_of, whole, separated = self._cells.row_of, self._cells.whole, self._cells.separated
        its, label, last = row_of[at], row_of[row.at], row_of[row.last]
        if its == label:
            row.last = at
        elif not whole[label]:
            if not (whole[its] and row.beside):
                row.last = at
        elif its == last and separated[label] and separated[its]:
            row.last = at

    def _text(self, entry: Entry | None, word: Word, at: int) -> bool:
        """Take a text that is no row's official label: a remark, a group's label or a header's; whether it is one."""
        reading = self._vocabulary.read(word.text)
        if not reading.words:
            return False
        found = remark(word, self._form) if reading.remark else None
        if found:
            (self._notes if found.key == NOTE else self._clauses).append(found)
            return True
        if entry is None and not reading.group and self._beside_values(at):
            return False
        self._run.append(word)
        row = joined(self._run, self._labels)
        if row and opens_row(row[0], word.text, self._vocabulary, self._last):
            return False
        grouped = joined(self._run, self._vocabulary.groups)
        if grouped:
            self._labels = self._vocabulary.rows_after(grouped[0].key)
            self._groups.append(bound_label(grouped[0], self._run[-grouped[1] :]))
            del self._run[-grouped[1] :]
        return True

    def _beside_values(self, at: int) -> bool:
        """Whether cell ``at`` stands in the row of the last label, where only values should be."""
        if self._row is None:
            return False
        row = self._cells.row_of[self._row.at]
        return self._cells.row_of[at] == row and self._cells.whole[row]

    def _strange(self) -> list[Word]:
        """The texts since the last row that are no header's own."""
        return [word for word in self._run if not self._vocabulary.read(word.text).header]

    def _reads_header(self, key: str) -> bool:
        """Read the header above the row ``key``, if it is the first of its block; whether nothing else stands there."""
        block = self._vocabulary.block_numbers[key]
        words = self._strange()
        self._run.clear()
        if block in self._headers:
            return not words
        header = self._headers[block] = read_header(words, self._vocabulary.columns[block])
        return not header.rest

    def table(self, span: Span, edition: str) -> BoundTable:
        """The table, after a walk that succeeded."""
        headers = self._headers.values()
        return BoundTable(
            name=self._form.name,
            form=edition,
            span=span,
            rows={key: self._bound(self._rows[key]) for key in self._form.row_keys},
            columns=tuple(column for header in headers for column in header.columns),
            absent_columns=tuple(key for header in headers for key in header.absent),
            header_read=any(len(header.columns) >= len(header.absent) for header in headers),
            groups=tuple(self._groups),
            clauses=tuple(self._clauses),
            notes=tuple(self._notes),
            extra=(),
            stray=(),
        )

    def _bound(self, row: _Row) -> BoundRow:
        columns = self._vocabulary.columns_of[row.key]
        cells = _bound_cells(self._cells, row.key, columns, row.first)
        span = Span(row.label.span.start, max(self._cells.ends[row.last], row.label.span.end))
        return BoundRow(row.key, row.label, cells, span, len(columns) if row.whole else None)


def _wide(cells: TableCells, span: Span, vocabulary: TableVocabulary, edition: str) -> BoundTable | None:
    """A table whose rows stand side by side, if all of its values stand in one run and all of its labels in order."""
    form = vocabulary.form
    columns = vocabulary.columns_of[form.row_keys[0]]
    states = [read_value(word).state if word else CellState.EMPTY for word in cells.words]
    first = _only_run(cells, states, len(columns) * len(form.row_keys))
    if first < 0:
        return None
    places = [i for i, state in enumerate(states) if state is CellState.TEXT]
    words = [Word(cells.words[i], cells.span(i)) for i in places if fold(cells.words[i]) not in vocabulary.headers]
    labels, header, unknown = read_texts(words, vocabulary)
    exact = all(label.match is Match.EXACT for label in labels.values())
    if unknown or not exact or tuple(sorted(labels, key=lambda key: labels[key].span)) != form.row_keys:
        return None
    rows: dict[str, BoundRow] = {}
    for number, key in enumerate(form.row_keys):
        begin = first + number * len(columns)
        covered = cells.span(begin).cover(cells.span(begin + len(columns) - 1))
        rows[key] = BoundRow(key, labels[key], _bound_cells(cells, key, columns, begin), covered)
    read = len(header.columns) > len(header.absent)
    return BoundTable(form.name, edition, span, rows, header.columns, absent_columns=header.absent, header_read=read)


def _only_run(cells: TableCells, states: Sequence[CellState], wide: int) -> int:
    """The first of the ``wide`` values of the table if they stand together with no cell before them that is blank for
    certain, and no other run of cells is as long; else -1."""
    values = [i for i, state in enumerate(states) if state not in _NO_VALUES]
    if len(values) != wide or values[-1] - values[0] != wide - 1:
        return -1
    worded = {cells.row_of[i] for i, state in enumerate(states) if state is CellState.TEXT}
    blanks = 0
    for i, state in enumerate(states):
        if state is CellState.TEXT:
            blanks = 0
        elif state is CellState.EMPTY and cells.row_of[i] not in worded:
            blanks += 1
            if cells.words[i] or blanks >= wide or (i < values[0] and cells.explicit[i]):
                return -1
    return values[0]
