"""A table whose cells have found their places in the form: rows, columns and values by name.

What could not be bound with certainty stays ``unbound`` or ``missing``; rules treat it as *cannot be checked*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cached_property, partial
from itertools import repeat

from gklint.text import Span, spans
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final


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


# Makes a cell of its parts at the speed of a tuple.
_cell: Callable[[Iterable[object]], BoundCell] = partial(tuple.__new__, BoundCell)


def row_of_cells(
    row: str, columns: Iterable[str], values: Iterable[Value], places: Iterable[Span]
) -> Mapping[str, BoundCell]:
    """The cells of ``row`` by column: value and place of each."""
    return dict(zip(columns, map(_cell, zip(repeat(row), columns, values, places)), strict=True))


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


class ExtraRow(NamedTuple):
    """A row of the report that the form does not know: its label as written and its values."""

    label: str
    span: Span
    cells: tuple[BoundCell, ...]


class Shape:
    """The cells of a table of an edition, numbered row after row. ``rows`` has the columns of each row, ``columns``
    the rows of each column, ``names`` row and column of each cell, ``places`` the numbers of cells by these."""

    def __init__(self, rows: Mapping[str, Sequence[str]]) -> None:
        self.rows = rows
        self.names = tuple((row, column) for row, columns in rows.items() for column in columns)
        self.places = {name: place for place, name in enumerate(self.names)}
        self.columns: dict[str, list[str]] = {}
        for row, column in self.names:
            self.columns.setdefault(column, []).append(row)


class Matrix:
    """The values of a table in which each cell holds a number, as written and as read, without an object a cell.

    Nothing but half-width digits with at most a sign, a decimal point and 元 stands in them.
    ``bounds`` says where they begin, and where they end. ``header`` gives the words of the nearest header above a cell,
    without white space; raises ``ValueError`` if it has none.
    """

    def __init__(
        self,
        shape: Shape,
        words: Sequence[str],
        values: Sequence[Value],
        bounds: Callable[[], tuple[Sequence[int], Sequence[int]]],
        header: Callable[[int], str],
    ) -> None:
        self.shape = shape
        self.words = words
        self.values = values
        self.bounds = bounds
        self.header = header

    def spans(self) -> list[Span]:
        """Where the values stand."""
        return list(spans(*self.bounds()))

    @cached_property
    def plain(self) -> bool:
        """Whether all are whole numbers in half-width digits, without signs and units."""
        together = "".join(self.words)
        return together.isascii() and together.isdecimal()

    @cached_property
    def numbers(self) -> Sequence[Decimal]:
        """The numbers, cell after cell."""
        return [value.value for value in self.values if value.value is not None]

    def number(self, row: str, column: str) -> Decimal:
        """The number at ``row`` and ``column``; raises ``KeyError`` if the form has no such cell."""
        return self.numbers[self.shape.places[row, column]]


class BoundTable:
    """One of the form's tables, found in the report.

    ``name`` is ``proactive``, ``requests`` or ``litigation`` (a form may name others), ``form`` the edition whose
    rows it follows. ``rows`` has every row of that edition, by key, in the form's order. ``columns`` has the column
    labels that were found, in the text's order; ``absent_columns`` the keys of those that were not (empty when the
    header could not be read at all: ``header_read`` is then false). ``groups`` are labels of groups of rows
    (``（三）不予公开``), ``clauses`` lines such as ``第二十条第（一）项``, ``notes`` the remark on how the
    numbers hang together (勾稽关系). ``stray`` are texts that found no place. ``matrix``, where there is one, says that
    the table is in order: each cell holds a number, each label is there and is the form's to the letter, and nothing is
    left over.
    """

    __slots__ = (
        "absent_columns", "clauses", "columns", "extra", "form", "groups", "header_read", "matrix", "name", "notes",
        "rows", "span", "stray",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        form: str,
        span: Span,
        rows: Mapping[str, BoundRow],
        columns: tuple[BoundLabel, ...],
        *,
        absent_columns: tuple[str, ...] = (),
        header_read: bool,
        groups: tuple[BoundLabel, ...] = (),
        clauses: tuple[BoundLabel, ...] = (),
        notes: tuple[BoundLabel, ...] = (),
        extra: tuple[ExtraRow, ...] = (),
        stray: tuple[Span, ...] = (),
        matrix: Matrix | None = None,
    ) -> None:
        self.name: Final = name
        self.form: Final = form
        self.span: Final = span
        self.rows: Final = rows
        self.columns: Final = columns
        self.absent_columns: Final = absent_columns
        self.header_read: Final = header_read
        self.groups: Final = groups
        self.clauses: Final = clauses
        self.notes: Final = notes
        self.extra: Final = extra
        self.stray: Final = stray
        self.matrix: Final = matrix

    def replaced(self, **parts: Any) -> BoundTable:
        """This table with other ``parts``, named as the constructor names them."""
        own = {part: getattr(self, part) for part in (*_COMPARED, "matrix")}
        return BoundTable(**{**own, **parts})

    def cell(self, row: str, column: str) -> BoundCell:
        """The cell at ``row`` and ``column``; raises ``KeyError`` if the form has no such cell."""
        return self.rows[row].cells[column]

    def __eq__(self, other: object) -> bool:
        """By all parts but the matrix, which says nothing that they do not say."""
        if not isinstance(other, BoundTable):
            return NotImplemented
        return all(getattr(self, part) == getattr(other, part) for part in _COMPARED)

    def __hash__(self) -> int:
        """By its name and where it stands."""
        return hash((self.name, self.span))


class OrdinaryTable(BoundTable):
    """A table in order, with a matrix. Its labels and cells are made by ``make`` when one is first asked for."""

    __slots__ = ("_make",)

    def __init__(self, name: str, form: str, span: Span, matrix: Matrix, make: Callable[[], BoundTable]) -> None:
        there = {"name": name, "form": form, "span": span, "matrix": matrix, "_make": make}
        for part, value in {**there, **_NOTHING_WRONG}.items():
            setattr(self, part, value)

    if not TYPE_CHECKING:  # every attribute would be one to the type checker

        def __getattr__(self, name: str) -> object:
            """A part that is not there yet."""
            if name not in _LATER:
                raise AttributeError(name)
            made = self._make()
            for part in _LATER:
                setattr(self, part, getattr(made, part))
            return getattr(self, name)


_NOTHING_WRONG = {"header_read": True, "absent_columns": (), "extra": (), "stray": ()}
_LATER = ("rows", "columns", "groups", "clauses", "notes")
_COMPARED = ("name", "form", "span", *_LATER, *_NOTHING_WRONG)
