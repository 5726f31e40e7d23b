"""A table whose cells have found their places in the form: rows, columns and values by name.

What could not be bound with certainty stays ``unbound`` or ``missing``; rules treat it as *cannot be checked*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from gklint.text import Span


class CellState(Enum):
    """What stands in a cell.

    ``number`` a value other than nought; ``zero``; ``empty`` a cell with nothing in it; ``na`` a mark such as ``/``;
    ``text`` words; ``missing`` the row has no such cell; ``unbound`` there is text, but its place is not certain.
    """

    NUMBER = "number"
    ZERO = "zero"
    EMPTY = "empty"
    NA = "na"
    TEXT = "text"
    MISSING = "missing"
    UNBOUND = "unbound"


class Value(NamedTuple):
    """The content of a cell as read: ``value`` as printed (``None`` if there is no number), its unit, its state.

    ``note`` is the span-less text of a remark in brackets (``22（其中修订16件）`` has the value 22 and this note).
    """

    raw: str
    value: Decimal | None
    unit: str | None
    state: CellState


class BoundCell(NamedTuple):
    """A cell of the form with its value; ``span`` is the cell's text, or where it is missed (then empty)."""

    row: str
    column: str
    value: Value
    span: Span

    @property
    def number(self) -> Decimal | None:
        """The number in the cell, or ``None``."""
        return self.value.value

    @property
    def state(self) -> CellState:
        """What stands in the cell."""
        return self.value.state


class Match(Enum):
    """How a label as written was recognised.

    ``exact`` the form's own words, ``variant`` an accepted other wording, ``misspelt`` a listed misspelling or one
    slip from the official words, ``near`` alike enough to be bound.
    """

    EXACT = "exact"
    VARIANT = "variant"
    MISSPELT = "misspelt"
    NEAR = "near"


class BoundLabel(NamedTuple):
    """A label as written in the report: what it stands for (``key``), the official words, how it was recognised."""

    key: str
    official: str
    span: Span
    match: Match


class BoundRow(NamedTuple):
    """A row of the form. ``label`` is ``None`` where the report has no such row (its cells are then ``missing``).

    ``written`` is how many value cells the row has in the report (``None`` where the layout cannot tell), ``span``
    reaches from the label to the last value.
    """

    key: str
    label: BoundLabel | None
    cells: Mapping[str, BoundCell]
    span: Span
    written: int | None = None


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row of the report that the form does not know: its label as written and its values."""

    label: str
    span: Span
    cells: tuple[BoundCell, ...]


@dataclass(frozen=True, slots=True)
class BoundTable:
    """One of the form's tables, found in the report.

    ``name`` is ``proactive``, ``requests`` or ``litigation`` (a form may name others), ``form`` the edition whose
    rows it follows. ``rows`` has every row of that edition, by key, in the form's order. ``columns`` has the column
    labels that were found, in the text's order; ``absent_columns`` the keys of those that were not (empty when the
    header could not be read at all: ``header_read`` is then false). ``groups`` are labels of groups of rows
    (``（三）不予公开``), ``clauses`` lines such as ``第二十条第（一）项``, ``notes`` the remark on how the
    numbers hang together (勾稽关系). ``stray`` are texts that found no place.
    """

    name: str
    form: str
    span: Span
    rows: Mapping[str, BoundRow]
    columns: tuple[BoundLabel, ...]
    absent_columns: tuple[str, ...]
    header_read: bool
    groups: tuple[BoundLabel, ...]
    clauses: tuple[BoundLabel, ...]
    notes: tuple[BoundLabel, ...]
    extra: tuple[ExtraRow, ...]
    stray: tuple[Span, ...]

    def cell(self, row: str, column: str) -> BoundCell:
        """The cell at ``row`` and ``column``; raises ``KeyError`` if the form has no such cell."""
        return self.rows[row].cells[column]
