"""Rows as CSV that a spreadsheet may open: what it would run as a formula stays text, numbers stay numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from gklint.reporters.data.records import Row

BOM = "\ufeff"
# What a spreadsheet takes for a formula, where a cell begins with it (full-width signs in Chinese editions); and the
# apostrophe itself, so that taking one away always gives the text back.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_QUOTED = re.compile(r'[",\r\n]')
_HARMLESS = re.compile(r"[-+－＋]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[%％]?|[-－]+")


def csv_text(rows: Iterable[Row]) -> str:
    """Lines of CSV. (The standard writer leaves a lone carriage return bare, which readers take for the end of a
    line.)"""
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(value: object) -> str:
    text = _shown(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case str() if value.startswith(_FORMULA) and not _HARMLESS.fullmatch(value):
            return "'" + value
        case _:
            return str(value)
