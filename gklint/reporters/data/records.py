"""Reports as rows of a table. Long: a row for each cell and each fact. Wide: a row for each report, a column a cell.

What stands in a cell and that nothing stands there are kept apart: ``value`` is the number as printed or nothing,
``state`` says why (:class:`~gklint.report.bound.CellState`). The wide columns are those of all editions of the form, so
that they are known before the first report is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TypeAlias

from gklint.report.bound import BoundCell
from gklint.report.document import Document
from gklint.report.forms import CellPlace, Form, load_forms
from gklint.reporters.jsontext import number
from gklint.tuples import NamedTuple

Row: TypeAlias = "tuple[str | int | Decimal | bool | None, ...]"


class Kind(Enum):
    """What a column holds."""

    TEXT = "文字"
    WHOLE = "整数"
    NUMBER = "小数"
    FLAG = "是否"


class Column(NamedTuple):
    """A column: its name, what it holds, and what it means (Chinese)."""

    name: str
    kind: Kind
    meaning: str


class Shape(NamedTuple):
    """A table: its name, and its columns."""

    name: str
    columns: tuple[Column, ...]


_HEAD = (
    Column("path", Kind.TEXT, "文件，写法与命令行给的一致"),
    Column("title", Kind.TEXT, "题名"),
    Column("agency", Kind.TEXT, "机关名称，取自题名"),
    Column("year", Kind.WHOLE, "报告年度"),
    Column("form", Kind.TEXT, "按哪一版格式读：2019、2021"),
)
_LONG = (
    *_HEAD,
    Column("kind", Kind.TEXT, "这一行是什么：cell 格式规定的单元格，extra 格式以外的行，fact 正文所述的数"),
    Column("table", Kind.TEXT, "表：proactive 表二，requests 表三，litigation 表四；fact 行为空"),
    Column("table_form", Kind.TEXT, "这张表实际用的是哪一版"),
    Column("row", Kind.TEXT, "行；extra 行是报告里的原文，fact 行是所述的事项"),
    Column("column", Kind.TEXT, "列"),
    Column("raw", Kind.TEXT, "原文；没有字则为空"),
    Column("value", Kind.NUMBER, "所印的数，原样，不折算单位；没有数则为空"),
    Column("unit", Kind.TEXT, "数字后面印着的单位"),
    Column("state", Kind.TEXT, "单元格的状态；fact 行为空"),
    Column("negated", Kind.FLAG, "fact 行：是否为“未收到”一类的否定说法（value 为 0）"),
    Column("text", Kind.TEXT, "fact 行：陈述这个数的原文"),
    Column("line", Kind.WHOLE, "所在行，从 1 数起"),
    Column("line_column", Kind.WHOLE, "所在列，从 1 数起"),
)
LONG = Shape("long", _LONG)


def _newest_first() -> list[Form]:
    return list(load_forms().values())[::-1]


@cache
def _places() -> tuple[CellPlace, ...]:
    """Every cell of every edition, those of the newest first."""
    found = [
        CellPlace(name, row, column)
        for form in _newest_first()
        for name, table in form.tables.items()
        for row in table.row_keys
        for column in table.column_keys(row)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda place: _tables().index(place.table)))


@cache
def _tables() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(dict.fromkeys(name for form in load_forms().values() for name in form.tables))


@cache
def wide() -> Shape:
    """The wide table: who and when, the edition of each table, all values, all states, the units that are printed."""
    cells = [(".".join(place), _words(place)) for place in _places()]
    return Shape(
        "wide",
        (
            *_HEAD,
            *(Column(f"{name}_form", Kind.TEXT, "这张表实际用的是哪一版；空：报告中没有这张表") for name in _tables()),
            *(Column(name, Kind.NUMBER, words) for name, words in cells),
            *(Column(f"{name}.state", Kind.TEXT, f"{words}：状态") for name, words in cells),
            Column("units", Kind.TEXT, "印有单位的单元格及其单位，用“；”隔开"),
        ),
    )


def shape_of(name: str) -> Shape:
    """The shape called ``name``: ``long`` or ``wide``."""
    return {"long": LONG, "wide": wide()}[name]


def _words(place: CellPlace) -> str:
    """The official words for a cell, of the newest edition that has it."""
    for form in _newest_first():
        table = form.tables.get(place.table)
        if table is not None and place.row in table.row_labels and place.column in table.column_keys(place.row):
            column = table.column_label(place.row, place.column).label
            return f"{table.title}：{table.row_labels[place.row].label}，{column}"
    raise KeyError(place)


def long_rows(document: Document) -> Iterator[Row]:
    """The rows of the long table for one report: its cells, its further rows, its facts."""
    head = _head(document)
    for name, table in document.tables.items():
        if table is None:
            continue
        known = [("cell", key, cell) for key, row in table.rows.items() for cell in row.cells.values()]
        extra = [("extra", row.label, cell) for row in table.extra for cell in row.cells]
        for kind, label, cell in (*known, *extra):
            place = document.source.position(cell.span.start)
            value: Row = (cell.value.raw or None, number(cell.number), cell.value.unit, cell.state.value)
            where: Row = (kind, name, table.form, label, cell.column or None)
            yield (*head, *where, *value, None, None, place.line, place.column)
    for fact in document.facts:
        place = document.source.position(fact.span.start)
        value = (document.text(fact.number) or None, number(fact.value), fact.unit, None)
        where = ("fact", None, None, fact.indicator, None)
        yield (*head, *where, *value, fact.negated, document.text(fact.span), place.line, place.column)


def wide_row(document: Document) -> Row:
    """The row of the wide table for one report."""
    cells = [_cell(document, place) for place in _places()]
    forms = [table.form if (table := document.tables.get(name)) else None for name in _tables()]
    units = [f"{'.'.join(place)}={cell.value.unit}" for place, cell in zip(_places(), cells, strict=True)
             if cell is not None and cell.value.unit is not None]  # fmt: skip
    return (
        *_head(document),
        *forms,
        *(number(cell.number) if cell else None for cell in cells),
        *(cell.state.value if cell else None for cell in cells),
        "；".join(units) or None,
    )


def _cell(document: Document, place: CellPlace) -> BoundCell | None:
    table = document.tables.get(place.table)
    row = table.rows.get(place.row) if table else None
    return row.cells.get(place.column) if row else None


def _head(document: Document) -> Row:
    return (document.source.path, document.title, document.agency, document.year, document.choice.form)
