"""Tables that a text has as HTML, as Markdown allows and as programs that turn PDF into Markdown write them.

Each is read as if it stood between bars, a row a line, character for character, so that offsets stay as they are.
"""

from __future__ import annotations

import re

from gklint.late import late

_TABLE = late(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_MARK = late(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>|&nbsp;|[|\r\n]", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))


def barred(text: str) -> str:
    """``text`` with its HTML tables as tables of bars, character for character."""
    return _TABLE.sub(_between_bars, text) if "</t" in text or "</T" in text else text


def _between_bars(table: re.Match[str]) -> str:
    return _MARK.sub(_plain, table.group())


def _plain(mark: re.Match[str]) -> str:
    """A cell begins with a bar, a row ends with one and its line; all other tags and line ends are spaces."""
    word, width = mark.group(), len(mark.group())
    name = (mark[2] or "").lower()
    if name in _CELLS and not mark[1]:
        return "|".ljust(width)
    if name == "tr" and mark[1]:
        return "|".ljust(width - 1) + "\n"
    return "｜" if word == "|" else " " * width
