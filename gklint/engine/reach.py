"""Whether what a rule is for stands on its forms at all: cells at its rows and columns, rows with all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gklint.engine.body import Requirement
from gklint.engine.checked import Before, Below, ByForm, Checked
from gklint.engine.names import CellName, FormNames, TableNames
from gklint.engine.selectors import table_part
from gklint.messages import Words, worded
from gklint.tuples import NamedTuple


class OwnCells(NamedTuple):
    """What a requirement names of its subject: columns of the subject's row, or rows of its column."""

    rows: frozenset[str]
    columns: frozenset[str]


def own_cells(body: Requirement) -> OwnCells:
    """The rows and columns that ``body`` names without their table."""
    expressions = [body.require, *(checked for _, checked in body.let), *([body.when] if body.when else [])]
    named = {cell for expression in expressions for cell in _cells_of(expression)}
    rows = frozenset(row for row, column in named if column is None and row is not None)
    return OwnCells(rows, frozenset(column for row, column in named if row is None and column is not None))


def _cells_of(checked: Checked) -> Iterable[tuple[str | None, str | None]]:
    """The cells of the subject's own row or column that an expression names."""
    if isinstance(checked.node, ByForm | Before | Below):  # each form, and another report, has rows of its own
        return
    if isinstance(checked.node, CellName) and checked.node.table is None:
        yield checked.node.row, checked.node.column
    for part in checked.parts:
        yield from _cells_of(part)


def narrowed_to_nothing(
    selector: str, rows: Sequence[str], columns: Sequence[str], forms: Sequence[FormNames]
) -> tuple[str, Words] | None:
    """The key that is to blame and what is wrong (Chinese), when ``rows:`` and ``columns:`` leave nothing of what
    ``selector`` picks."""
    table, part = table_part(selector)
    useless = {"column": ("rows", rows), "row": ("columns", columns)}.get(part)
    if useless is not None and useless[1]:
        said = (
            "on: {selector} 每次看整列，不能用 rows"
            if part == "column"
            else "on: {selector} 每次看整行，不能用 columns"
        )
        return useless[0], worded(said, selector=selector)
    if part == "table" and (rows or columns):
        return "rows" if rows else "columns", worded("on: {selector} 看整张表，不能用 rows、columns", selector=selector)
    tables = [form.tables[table] for form in forms if table is not None and table in form.tables]
    if part == "cell" and rows and columns and tables:
        pairs = ((row, column) for row in rows for column in columns)
        if not any(_has(one, row, column) for row, column in pairs for one in tables):
            said = "这些行（{rows}）没有这些列（{columns}），不会有单元格"
            return "columns", worded(said, rows=tuple(rows), columns=tuple(columns))
    return None


def never_together(
    selector: str, body: Requirement, narrowed: Sequence[str], forms: Sequence[FormNames]
) -> Words | None:
    """What is wrong (Chinese) when no row (or column) of the forms has all that ``body`` names of it. ``narrowed`` are
    the rows (or columns) that the rule is for, all without."""
    table, part = table_part(selector)
    tables = [form.tables[table] for form in forms if table is not None and table in form.tables]
    cells = own_cells(body)
    if part == "row" and cells.columns and tables:
        rows = ((one, row) for one in tables for row in narrowed or one.row_keys)
        if not any(all(_has(one, row, column) for column in cells.columns) for one, row in rows):
            return worded("没有一行同时有 {names} 这几列", names=tuple(sorted(cells.columns)))
    if part == "column" and cells.rows and tables:
        columns = ((one, column) for one in tables for column in narrowed or one.columns)
        if not any(all(_has(one, row, column) for row in cells.rows) for one, column in columns):
            return worded("没有一列同时有 {names} 这几行", names=tuple(sorted(cells.rows)))
    return None


def _has(table: TableNames, row: str, column: str) -> bool:
    return row in table.row_keys and column in table.column_keys(row)
