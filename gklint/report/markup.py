"""Marks of Markdown and HTML around what a cell says: ``**规章**``, ``12<br>``, a code span. What stands inside the
words is left where it is; :func:`gklint.text.fold` and :func:`gklint.report.values.read_value` pass over it."""

from __future__ import annotations

import re

from gklint.late import late
from gklint.text import Span, trim

_TAG = r"(?:<br\s*/?>|</?(?:b|i|u|em|strong|span|font|p|div|sub|sup)(?:\s[^<>]*)?>|&nbsp;?)"
_BEFORE = late(rf"(?:\s*{_TAG}\s*)+", re.IGNORECASE)
_AFTER = late(rf"(?:\s*{_TAG}\s*)+\Z", re.IGNORECASE)
_PAIRS = ("**", "__", "~~", "*", "_", "`")
_MARKS = frozenset("*_~`<>&;p")
_MARK = re.compile(f"[{re.escape(''.join(sorted(_MARKS)))}]")
# Behind words a backslash keeps a bar from parting cells; one that stands alone is a cell of its own.
_SEPARATOR = late(r"(?<![^\s|]\\)\|")


def has_marks(text: str) -> bool:
    """Whether there may be marks around a word of ``text``."""
    return _MARK.search(text) is not None


def inner(text: str, start: int, end: int) -> Span:
    """The span of the words in ``text[start:end]``: without white space and marks around them, unless nothing else is
    there."""
    span = trim(text, start, end)
    while text[span.start : span.start + 1] in _MARKS or text[span.end - 1 : span.end] in _MARKS:
        less = _less(text, span)
        if less == span or less.start == less.end:
            break
        span = less
    return span


def _less(text: str, span: Span) -> Span:
    """``span`` without its outermost marks."""
    start, end = span
    if start == end:
        return span
    if before := _BEFORE.match(text, start, end):
        return trim(text, before.end(), end)
    if after := _AFTER.search(text[max(start, end - 200) : end]):
        return trim(text, start, end - len(after[0]))
    for mark in _PAIRS:
        if text.startswith(mark, start, end) and text.endswith(mark, start + len(mark) + 1, end):
            return trim(text, start + len(mark), end - len(mark))
    return span


def split_bars(text: str) -> list[str]:
    """``text`` between its bars; Markdown's ``\\|`` behind words is none."""
    return _SEPARATOR.split(text) if "\\|" in text else text.split("|")
