"""表里有、别处也说的数：按版式的“指标”取。"""

from __future__ import annotations

from decimal import Decimal

from gklint.report.bound import CellState
from gklint.report.document import Document
from gklint.report.forms import CellPlace
from gklint.text import Span

_PLAIN = (CellState.NUMBER, CellState.ZERO)


def stated(indicator: str, document: Document) -> Decimal | None:
    """The number that the tables of a report have for an indicator."""
    form = document.forms[document.choice.form]
    found = Decimal(0)
    for place in form.stated.get(indicator, ()):
        table = document.tables.get(place.table)
        names = document.forms[table.form].tables[place.table] if table is not None else None
        if table is None or names is None:
            return None
        for row in (place.row,) if place.row in table.rows else names.row_sets.get(place.row, ("",)):
            for column in names.column_sets.get(place.column, (place.column,)):
                cell = table.rows[row].cells.get(column) if row in table.rows else None
                if cell is None or cell.number is None or cell.state not in _PLAIN:
                    return None
                found += cell.number
    return found if form.stated.get(indicator) else None


def first_cell(place: CellPlace, document: Document) -> Span | None:
    """Where the number stands that a place of the form speaks of (the first, where several add up); ``None`` without
    its table."""
    table = document.tables.get(place.table)
    if table is None:
        return None
    names = document.forms[table.form].tables[place.table]
    rows = (place.row,) if place.row in table.rows else names.row_sets.get(place.row, ())
    columns = names.column_sets.get(place.column, (place.column,))
    spans = [cell.span for row in rows for c in columns if (cell := table.rows[row].cells.get(c)) is not None]
    return spans[0] if spans else table.span
