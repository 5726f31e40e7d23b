"""Rows as Parquet, by pyarrow (the extra ``gklint[parquet]``), in groups, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import IO, Any

from gklint import __version__
from gklint.reporters.data.records import Kind, Row, Shape

DIGITS, PLACES = 38, 10
"""A number is a decimal of so many digits, so many of them behind the point."""
_GROUP = 500_000
"""Values that are gathered before they are written."""
_EXACT = Context(prec=DIGITS, traps=[Inexact, InvalidOperation])
_UNIT = Decimal(1).scaleb(-PLACES)


class NoParquet(Exception):
    """The library is not installed; the message says what to do (Chinese)."""

    def __init__(self) -> None:
        super().__init__("--format parquet 要先装 pyarrow：pip install 'gklint[parquet]'")


class ParquetFile:
    """A Parquet file with a table of one shape, written to ``stream``; raises :class:`NoParquet`."""

    def __init__(self, shape: Shape, stream: IO[bytes]) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise NoParquet from error
        self._arrow = pyarrow
        self._shape = shape
        self._schema = self._make_schema()
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self.left_out: list[tuple[str, str]] = []
        """Path and column of each number that is too long for the column; it is in ``raw`` still."""

    def add(self, rows: Iterable[Row]) -> None:
        """Some more rows."""
        self._rows += rows
        if len(self._rows) * len(self._shape.columns) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = []
        for number, column in enumerate(self._shape.columns):
            values: list[Any] = [row[number] for row in self._rows]
            if column.kind is Kind.NUMBER:
                values = [self._fitting(row, column.name, value) for row, value in zip(self._rows, values, strict=True)]
            columns.append(self._arrow.array(values, self._schema.field(number).type))
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
        self._rows = []

    def _fitting(self, row: Row, column: str, value: Any) -> Decimal | None:
        """The number as the column holds it, exactly."""
        if value is None:
            return None
        try:
            return Decimal(value).quantize(_UNIT, context=_EXACT)
        except (Inexact, InvalidOperation):
            self.left_out.append((str(row[0]), column))
            return None

    def _make_schema(self) -> Any:
        arrow = self._arrow
        types = {
            Kind.TEXT: arrow.string(),
            Kind.WHOLE: arrow.int32(),
            Kind.NUMBER: arrow.decimal128(DIGITS, PLACES),
            Kind.FLAG: arrow.bool_(),
        }
        fields = [
            arrow.field(column.name, types[column.kind], metadata={"description": column.meaning})
            for column in self._shape.columns
        ]
        return arrow.schema(fields, metadata={"gklint": __version__, "shape": self._shape.name})
