"""The numbers that a browser writes before the items of an ordered list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gklint.report.headings import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_HAN = "零一二三四五六七八九十"
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")
_MOST_ITEMS = 100_000


class Numbering:
    """Counts the items of the ordered lists of a page, whichever is being read."""

    def __init__(self) -> None:
        self._next: dict[_Element, int] = {}

    def number(self, item: _Element) -> str:
        """The number of the ``li`` that is met next in its list; empty in a list without numbers."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        own = _whole(item.get("value"))
        start = _whole(parent.get("start"))
        number = own if own is not None else self._next.get(parent, 1 if start is None else start)
        self._next[parent] = number + 1
        return _written(number, _kind(parent))


def numbered(number: str, text: str) -> str:
    """``text`` after ``number``, unless it bears a number of its own: then the list's is not shown on such pages."""
    return text if not number or read_number(text) else f"{number}{text}"


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"\s*\d{1,6}\s*", value) else None


def _kind(parent: _Element) -> str:
    style = _STYLE.search(parent.get("style") or "")
    return (style[1].strip().lower() if style else "") or (parent.get("type") or "1")


def _written(number: int, kind: str) -> str:
    if kind == "none":
        return ""
    if any(name in kind for name in _CHINESE) and 0 < number < 100:
        return f"{_chinese(number)}、"
    if kind in ("a", "lower-alpha", "lower-latin") and 0 < number <= 26:
        return f"{chr(96 + number)}. "
    if kind in ("A", "upper-alpha", "upper-latin") and 0 < number <= 26:
        return f"{chr(64 + number)}. "
    return f"{number}."


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
