"""A report as one JSON object."""

from __future__ import annotations

from gklint.report.bound import BoundCell, BoundTable
from gklint.report.document import Document, Fact
from gklint.reporters.jsontext import Json, json_text, number
from gklint.text import Source


def document_text(document: Document) -> str:
    """One report as it stands in a list of them."""
    return json_text(document_json(document), "  ")


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
