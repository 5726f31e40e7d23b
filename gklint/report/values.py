"""What stands in a table's cell: number, unit, mark or words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from gklint.late import late
from gklint.report.bound import CellState, Value

# What conversion leaves around a value: Word bookmarks, unresolved entities, a space that became a question mark.
_RESIDUE = late(r"\[bookmark:[^\]]*\]|&nbsp;?|<br\s*/?>|^\?(?=\s)", re.IGNORECASE)
_NOTHING = re.compile(r"[\s\u200b\ufeff]*")
_NOT_APPLICABLE = frozenset({"/", "\\", "-", "--", "—", "——", "无", "不适用", "n/a", "na", "·"})
# Full-width characters to half-width ones, invisible ones to none; NFKC would make 1 of ① and 102 of 10².
_ONE_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_ONE_WIDTH |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "")
_SIGNS = str.maketrans("−–—﹣", "----")
_NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"\s*(?P<unit>万元|亿元|元|万|亿|件|项|个|条|宗|份|次|起|篇|例|人|%)?"
    r"\s*(?P<note>\(.*\))?"
)
LONGEST_VALUE = 40
"""Longer texts are words, whatever they begin with."""
LONGEST_ROW = 240
"""Longer lines are no rows whose cells are set apart by spaces only."""


@lru_cache(maxsize=16384)
def read_value(raw: str) -> Value:
    """The content of a cell whose trimmed text is ``raw``.

    The number is the number as printed: ``－20`` −20, ``134,691`` 134691, ``197.3万`` 197.3 with the unit ``万``,
    ``22（其中修订16件）`` 22. Words with a digit in them (``减3``) are text, and have no value.
    """
    if _NOTHING.fullmatch(raw):
        return Value(raw, None, None, CellState.EMPTY)
    if len(raw) > LONGEST_VALUE:
        return Value(raw, None, None, CellState.TEXT)
    text = _RESIDUE.sub("", raw) if "[" in raw or "&" in raw or "<" in raw or "?" in raw else raw
    text = text.translate(_ONE_WIDTH).strip()
    if not text:
        return Value(raw, None, None, CellState.EMPTY)
    if text.lower() in _NOT_APPLICABLE:
        return Value(raw, None, None, CellState.NA)
    match = _NUMBER.fullmatch(text.translate(_SIGNS))
    if match is None:
        return Value(raw, None, None, CellState.TEXT)
    number = Decimal(match["number"].replace(",", ""))
    return Value(raw, number, match["unit"], CellState.NUMBER if number else CellState.ZERO)
