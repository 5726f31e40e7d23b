"""``gklint extract``: a report as data, in JSON (one object a report) and in CSV (one line a cell or fact)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gklint.report.bound import BoundCell, BoundTable
from gklint.report.document import Document, Fact
from gklint.reporters.jsontext import Json, json_text, number
from gklint.text import Source

CSV_COLUMNS = (
    "path", "agency", "year", "form", "kind", "table", "row", "column",
    "raw", "value", "unit", "state", "negated", "text", "line", "line_column",
)  # fmt: skip
# What a spreadsheet would take for a formula, were it the first character of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def extract_json(documents: Iterable[Document]) -> Iterator[str]:
    """The pieces of a JSON list with one object for each report."""
    separator = "[\n  "
    for document in documents:
        yield separator + json_text(document_json(document), "  ")
        separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def document_json(document: Document) -> Json:
    """One report: who, which year, which form, its tables and the numbers that it states."""
    source = document.source
    tables: dict[str, Json] = {}
    for name, table in document.tables.items():
        tables[name] = _table_json(table, source) if table else None
        tables[f"{name}_form"] = table.form if table else None
        tables[f"{name}_extra"] = _extra_json(table, source) if table else []
    return {
        "path": source.path,
        "title": document.title,
        "agency": document.agency,
        "year": document.year,
        "form": document.choice.form,
        "tables": tables,
        "facts": [_fact_json(fact, source) for fact in document.facts],
    }


def _table_json(table: BoundTable, source: Source) -> Json:
    return {
        key: {column: _cell_json(cell, source) for column, cell in row.cells.items()} for key, row in table.rows.items()
    }


def _extra_json(table: BoundTable, source: Source) -> Json:
    return [{"label": row.label, "cells": [_cell_json(cell, source) for cell in row.cells]} for row in table.extra]


def _cell_json(cell: BoundCell, source: Source) -> Json:
    place = source.position(cell.span.start)
    return {
        "raw": cell.value.raw,
        "value": number(cell.number),
        "unit": cell.value.unit,
        "state": cell.state.value,
        "line": place.line,
        "column": place.column,
    }


def _fact_json(fact: Fact, source: Source) -> Json:
    place = source.position(fact.span.start)
    return {
        "indicator": fact.indicator,
        "value": number(fact.value),
        "unit": fact.unit,
        "negated": fact.negated,
        "text": source.slice(fact.span),
        "line": place.line,
        "column": place.column,
    }


def extract_csv(documents: Iterable[Document]) -> Iterator[str]:
    """The lines of a CSV table: the header, then a line for each cell and each fact of each report."""
    yield _csv_line(CSV_COLUMNS)
    for document in documents:
        head = (document.source.path, document.agency, document.year, document.choice.form)
        for line in (*_cell_lines(document), *_fact_lines(document)):
            yield _csv_line((*head, *line))


def _cell_lines(document: Document) -> Iterator[tuple[object, ...]]:
    for name, table in document.tables.items():
        if table is None:
            continue
        known = [(key, cell) for key, row in table.rows.items() for cell in row.cells.values()]
        extra = [(row.label, cell) for row in table.extra for cell in row.cells]
        for kind, cells in (("cell", known), ("extra", extra)):
            for label, cell in cells:
                yield _cell_line(kind, name, label, cell, document.source)


def _cell_line(kind: str, table: str, label: str, cell: BoundCell, source: Source) -> tuple[object, ...]:
    place = source.position(cell.span.start)
    value = number(cell.number)
    raw, unit = cell.value.raw, cell.value.unit
    state = cell.state.value
    return (kind, table, label, cell.column, raw, value, unit, state, None, None, place.line, place.column)


def _fact_lines(document: Document) -> Iterator[tuple[object, ...]]:
    source = document.source
    for fact in document.facts:
        place = source.position(fact.span.start)
        raw, text = source.slice(fact.number), source.slice(fact.span)
        what = ("fact", None, fact.indicator, None)
        yield (*what, raw, number(fact.value), fact.unit, None, fact.negated, text, place.line, place.column)


def _csv_line(values: Iterable[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([_csv_value(value) for value in values])
    return stream.getvalue()


def _csv_value(value: object) -> str:
    """A value for a spreadsheet; text that it would run as a formula gets an apostrophe before it, numbers do not."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case str() if value.startswith(_FORMULA) and not _is_number(value):
            return "'" + value
        case _:
            return str(value)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").removeprefix("+").replace(".", "", 1).isdecimal()
