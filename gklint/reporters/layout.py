"""Text in columns of a terminal: wide Chinese characters take two. Knows widths, not colours or findings."""

from __future__ import annotations

import re

from gklint.reporters.terminal import visible
from gklint.text import Span, character_width, display_width
from gklint.tuples import NamedTuple

ELLIPSIS = "…"
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
_NEVER_LAST = frozenset("（《“‘「『〔【")
_NEVER_FIRST = frozenset("，。；：、！？）》”’」』〕】%％")


class Strip(NamedTuple):
    """The part of a line that is shown: its text, and for each of its characters where it stands.

    ``start`` and ``end`` are the characters of the line that are shown; ``lead`` is the columns before the first.
    """

    text: str
    start: int
    end: int
    lead: int


def columns_of(line: str) -> list[int]:
    """The column (from 0) at which each character of ``line`` is shown, and last the width of it all."""
    found = [0]
    for character in line:
        found.append(found[-1] + _width(character))
    return found


def strip(line: str, mark: Span, width: int) -> Strip:
    """As much of ``line`` as ``width`` columns hold, the marked characters among it; ``…`` stands where it is cut."""
    columns = columns_of(line)
    marked_end = max(columns[mark.end], columns[mark.start] + 1)
    if max(columns[-1], marked_end) <= width:
        return Strip(_shown(line), 0, len(line), 0)
    if marked_end <= width - 1:
        start, lead = 0, 0
    else:
        room = max(width - 2, 2)
        left = max(0, min((room - (marked_end - columns[mark.start])) // 2, room // 3))
        start = next(i for i, column in enumerate(columns) if column >= columns[mark.start] - left)
        lead = 1 if start else 0
    end = _reach(columns, start, width - lead)
    if end < len(line):
        end = _reach(columns, start, width - lead - 1)
    cut_left, cut_right = ELLIPSIS * lead, ELLIPSIS if end < len(line) else ""
    return Strip(cut_left + _shown(line[start:end]) + cut_right, start, end, lead)


def underline(line: str, shown: Strip, mark: Span, caret: str) -> str:
    """``caret`` under each column of the marked characters that are shown, at least one; blanks before."""
    columns = columns_of(line)
    start = min(max(mark.start, shown.start), shown.end)
    end = min(max(mark.end, start), shown.end)
    before = shown.lead + columns[start] - columns[shown.start]
    return " " * before + caret * max(columns[end] - columns[start], 1)


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns; words in Latin letters stay whole where they can."""
    lines, current = [], ""
    for token in _tokens(visible_text(text), width):
        if display_width(current + token) <= width or not current:
            current += token
            continue
        line, carried = _break(current, token, width)
        lines.append(line.rstrip(" "))
        current = (carried + token).lstrip(" ")
    return [*lines, current.rstrip(" ")]


def _break(line: str, token: str, width: int) -> tuple[str, str]:
    """``line`` and what is better carried over from its end, so that no mark stands where it may not."""
    for cut in range(len(line), 0, -1):
        if (line[cut:] + token)[0] not in _NEVER_FIRST and line[cut - 1] not in _NEVER_LAST:
            return (line[:cut], line[cut:]) if display_width(line[cut:] + token) <= width else (line, "")
    return line, ""


def visible_text(text: str) -> str:
    """``text`` on one line, with nothing in it that moves a terminal's cursor."""
    return _shown(text)


def _tokens(text: str, width: int) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += [token] if len(token) <= width else list(token)
    return found


def _shown(text: str) -> str:
    return "".join(map(visible, text))


def _width(character: str) -> int:
    return display_width(visible(character)) if not " " <= character < "\x7f" else character_width(character)


def _reach(columns: list[int], start: int, width: int) -> int:
    """The end of the longest run of characters from ``start`` that ``width`` columns hold."""
    end = start
    while end + 1 < len(columns) and columns[end + 1] - columns[start] <= width:
        end += 1
    return end
