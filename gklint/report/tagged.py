"""Tables that a text has as HTML, as Markdown allows and as programs that turn PDF into Markdown write them.

Each is read as if it stood between bars, a row a line, character for character, so that offsets stay as they are.
"""

from __future__ import annotations

import re

from gklint.late import late

_BEGINS = late(r"<table\b", re.IGNORECASE)
_ENDS = late(r"</table\s*>", re.IGNORECASE)
_MARK = late(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>|&nbsp;|[|\r\n]", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))


def barred(text: str) -> str:
    """``text`` with its HTML tables as tables of bars, character for character."""
    if "</t" not in text and "</T" not in text:
        return text
    pieces: list[str] = []
    reached = 0
    # One search after the other, and none after one in vain: a text of many beginnings is read once.
    while (begin := _BEGINS.search(text, reached)) and (end := _ENDS.search(text, begin.end())):
        pieces += (text[reached : begin.start()], _MARK.sub(_plain, text[begin.start() : end.end()]))
        reached = end.end()
    return "".join((*pieces, text[reached:]))


def _plain(mark: re.Match[str]) -> str:
    """A cell begins with a bar, a row ends with one and its line; all other tags and line ends are spaces."""
    word, width = mark.group(), len(mark.group())
    name = (mark[2] or "").lower()
    if name in _CELLS and not mark[1]:
        return "|".ljust(width)
    if name == "tr" and mark[1]:
        return "|".ljust(width - 1) + "\n"
    return "｜" if word == "|" else " " * width
