"""The words of the forms' tables: what a text is to one of them, and whether it is a label of any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from gklint.report.bound import CellState
from gklint.report.forms import TableForm
from gklint.report.frames import Frames
from gklint.report.labels import Ends, Labels, bare, clause_numeral, is_note
from gklint.report.values import read_value
from gklint.text import fold
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# All that a plain number is written with, as it is or as :func:`bare` gives it: of 1.5 it makes 1:5.
_FIGURES = "-+0123456789.:万亿元"
# Labels as written are shorter, with their spaces and remarks.
_LONGEST_LABEL = 120


class Reading(NamedTuple):
    """What a text is to a table: words or else a value, a remark (the line of a clause, or on the sums), the label of a
    group, a text of the header that names nothing."""

    words: bool
    remark: bool
    group: bool
    header: bool


class TableVocabulary:
    """The labels of one table of one edition."""

    def __init__(self, form: TableForm) -> None:
        self.form = form
        rows = [row for block in form.blocks for row in block.rows]
        self.rows = Labels(rows)
        groups = {row.within for row in rows if row.within is not None}
        self._within = {group: Labels(sorted(rows, key=lambda row: row.within != group)) for group in groups}
        self.groups = Labels(form.groups)
        self.columns = tuple(Labels(block.columns) for block in form.blocks)
        self.headers = frozenset(fold(text) for text in form.header)
        self.frames = Frames(self.columns_of)

    def __getstate__(self) -> dict[str, Any]:
        """What goes into the cache: all that follows from the form, and no frames of tables that were read."""
        _ = self.order, self.block_numbers, self.is_plain, self._readings
        return {**vars(self), "frames": Frames(self.columns_of)}

    def rows_after(self, group: str) -> Labels:
        """The labels of all rows as they are understood behind the label of ``group``: its own rows come first."""
        return self._within.get(group, self.rows)

    @cached_property
    def columns_of(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each row, by their keys."""
        return {key: self.form.column_keys(key) for key in self.form.row_keys}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each row in the form."""
        return {key: i for i, key in enumerate(self.form.row_keys)}

    @cached_property
    def block_numbers(self) -> Mapping[str, int]:
        """The number of each row's block."""
        return {row.key: number for number, block in enumerate(self.form.blocks) for row in block.rows}

    @cached_property
    def _readings(self) -> Mapping[str, Reading]:
        return {text: self._read(text) for text in self.as_written}

    def read(self, text: str) -> Reading:
        """What ``text`` is to the table."""
        return self._readings.get(text) or self._read(text)

    def _read(self, text: str) -> Reading:
        remark = (self.form.clause and clause_numeral(text)) or (self.form.note and is_note(text))
        words = read_value(text).state is CellState.TEXT
        return Reading(words, bool(remark), self.groups.find(text) is not None, fold(text) in self.headers)

    @property
    def as_written(self) -> Iterator[str]:
        """The form's own words for rows, columns, groups, and what stands in a header's corner."""
        for block in self.form.blocks:
            for label in (*block.rows, *block.columns, *self.form.groups):
                yield from (label.label, *label.variants)
        yield from self.form.header

    @cached_property
    def is_plain(self) -> bool:
        """Whether the official label of a row can be nothing else: neither a value nor a remark."""
        labels = [row.label for block in self.form.blocks for row in block.rows]
        return not any(
            clause_numeral(label) or is_note(label) or read_value(label).state is not CellState.TEXT for label in labels
        )

    @property
    def labels(self) -> Iterator[Labels]:
        """All labels that stand in a cell of their own."""
        yield from (self.rows, self.groups, *self.columns)


class KnownTexts:
    """What is a label of any of some tables, told in one look-up."""

    def __init__(self, tables: Iterable[TableVocabulary]) -> None:
        tables = tuple(tables)
        labels = [label for table in tables for label in table.labels]
        self._folded = frozenset(chain(*(each.folded for each in labels), *(table.headers for table in tables)))
        self._bared = frozenset(chain(*(each.bared for each in labels)))
        self._clauses = any(table.form.clause for table in tables)
        self._notes = any(table.form.note for table in tables)
        written = (text for table in tables for text in table.as_written)
        self._as_written = frozenset(text for text in written if len(text) <= _LONGEST_LABEL)
        # Lines of clauses begin and end so, remarks on the sums have 稽 in them.
        self._ends = Ends(chain(self._folded, self._bared, ("第项", "二项")))
        self.numeric = any(
            text.isdecimal() or (text and not text.strip(_FIGURES)) for text in chain(self._folded, self._bared)
        )

    def __contains__(self, text: str) -> bool:
        """Whether ``text`` is a label, a header's text, the line of a clause or the remark on the sums."""
        if text in self._as_written:
            return True
        if len(text) > _LONGEST_LABEL:
            return False
        if self._ends.fit(text) and (
            fold(text) in self._folded or bare(text) in self._bared or (self._clauses and clause_numeral(text))
        ):
            return True
        return self._notes and is_note(text)
