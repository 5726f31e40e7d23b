"""A bound table as a run remembers it: few objects, quickly packed and unpacked, and no cell until one is asked for."""

from __future__ import annotations

import pickle
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import chain, groupby, repeat
from operator import attrgetter, itemgetter

from gklint.report.bound import BoundCell, BoundRow, BoundTable, CellState, Shape, Value
from gklint.text import Source, Span, spans
from gklint.tuples import NamedTuple

Keys = tuple[tuple[str, str], ...]
STATES = tuple(CellState)
"""By the number that stands for each in ``TableDigest.states``."""
_CODES = {state.value: code for code, state in enumerate(STATES)}
_PLAIN = (CellState.NUMBER, CellState.ZERO)
_NONE = str(None)
_PADDED = re.compile(" 0[0-9]")
# Make values and cells at the speed of a tuple; for hundreds at a time.
_value: Callable[[tuple[str, Decimal | None, str | None, CellState]], Value] = partial(tuple.__new__, Value)
_cell: Callable[[tuple[str, str, Value, Span]], BoundCell] = partial(tuple.__new__, BoundCell)
_word_of = attrgetter("_value_")  # a state as a key of a dictionary is hashed in Python


# Reports of one edition have the same keys, and one after another is packed and unpacked.
@lru_cache(maxsize=256)
def _packed(keys: Keys) -> bytes:
    return pickle.dumps(keys, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=64)  # by the shape itself: so many keys take long to hash
def _packed_names(shape: Shape) -> bytes:
    return _packed(shape.names)


@lru_cache(maxsize=256)
def _unpacked(packed: bytes) -> Keys:
    keys: Keys = pickle.loads(packed)  # noqa: S301 - by TableDigest.of
    return keys


class _Row(NamedTuple):
    """A row's name and columns; its cells are those from ``first`` to before ``end``."""

    name: str
    columns: tuple[str, ...]
    first: int
    end: int


@lru_cache(maxsize=256)
def _names(packed: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keys = _unpacked(packed)
    return tuple(row for row, _ in keys), tuple(column for _, column in keys)


@lru_cache(maxsize=256)
def _rows(packed: bytes) -> tuple[_Row, ...]:
    found, first = [], 0
    for name, cells in groupby(_unpacked(packed), key=itemgetter(0)):
        columns = tuple(column for _, column in cells)
        found.append(_Row(name, columns, first, first + len(columns)))
        first += len(columns)
    return tuple(found)


@lru_cache(maxsize=256)
def _numbers(written: str) -> tuple[Decimal | None, ...]:
    return tuple(None if word == _NONE else _number(word) for word in written.split())


_number = lru_cache(maxsize=4096)(Decimal)


class TableDigest(NamedTuple):
    """A bound table: for each cell of ``keys`` (row and column) its state, its number, its place in the text.

    ``packed_keys`` and ``written`` (the numbers) stand for what most runs never ask for.
    """

    name: str
    form: str
    span: Span
    packed_keys: bytes
    states: bytes
    written: str
    starts: array[int]
    ends: array[int]
    units: Mapping[int, str]

    @classmethod
    def of(cls, table: BoundTable) -> TableDigest:
        """What is to be remembered of ``table``."""
        keys, values, (starts, ends) = _cells(table)
        _, numbers, units, states = zip(*values, strict=True) if values else ((),) * 4
        return cls(
            table.name,
            table.form,
            table.span,
            keys,
            bytes(map(_CODES.__getitem__, map(_word_of, states))),
            _written(table, numbers),
            array("I", starts),
            array("I", ends),
            {at: unit for at, unit in enumerate(units) if unit is not None},
        )

    @property
    def keys(self) -> Keys:
        """Row and column of each cell; tables of one edition share them."""
        return _unpacked(self.packed_keys)

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The number of each cell, ``None`` where there is none."""
        return _numbers(self.written)

    def number(self, row: str, column: str) -> Decimal | None:
        """The number in a cell; ``None`` where there is none, or no such cell."""
        try:
            at = self.keys.index((row, column))
        except ValueError:
            return None
        return self.values[at] if STATES[self.states[at]] in _PLAIN else None

    def numbers(self) -> Iterator[tuple[str, str, Decimal]]:
        """Row, column and number of every cell that holds one."""
        for (row, column), state, value in zip(self.keys, self.states, self.values, strict=True):
            if value is not None and STATES[state] in _PLAIN:
                yield row, column, value

    def restored(self, source: Source) -> BoundTable:
        """The table again, without the labels as written."""
        text, units = source.text, self.units
        places = list(spans(self.starts, self.ends))
        words = [text[start:end] for start, end in places]
        written = map(units.get, range(len(places))) if units else repeat(None)
        values = map(_value, zip(words, self.values, written, map(STATES.__getitem__, self.states), strict=False))
        cells = list(map(_cell, zip(*_names(self.packed_keys), values, places, strict=True)))
        bound = {
            row.name: BoundRow(
                row.name,
                None,
                dict(zip(row.columns, cells[row.first : row.end], strict=True)),
                Span(min(self.starts[row.first : row.end]), max(self.ends[row.first : row.end])),
            )
            for row in _rows(self.packed_keys)
        }
        return BoundTable(self.name, self.form, self.span, bound, (), header_read=False)


def _written(table: BoundTable, numbers: Iterable[Decimal | None]) -> str:
    """The numbers: where all are whole and none begins with a nought, they are written as in the report."""
    if table.matrix is not None and table.matrix.plain:
        words = " ".join(table.matrix.words)
        if _PADDED.search(f" {words}") is None:
            return words
    return " ".join(map(str, numbers))


def _cells(table: BoundTable) -> tuple[bytes, Sequence[Value], tuple[Sequence[int], Sequence[int]]]:
    """The cells of a table by row and column, packed; what stands in them; where they begin, and where they end."""
    if table.matrix is not None:
        return _packed_names(table.matrix.shape), table.matrix.values, table.matrix.bounds()
    cells = list(chain.from_iterable(row.cells.values() for row in table.rows.values()))
    rows, columns, values, places = zip(*cells, strict=True) if cells else ((),) * 4
    bounds = ([start for start, _ in places], [end for _, end in places])
    return _packed(tuple(zip(rows, columns, strict=True))), values, bounds
