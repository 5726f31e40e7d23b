"""Heading numbers: how a line's number is written, what it means, and where the heading's words end.

GB/T 9704—2012 7.3.3 gives the order 一、（一）1.（1）; reports mix them, so a number says only how deep a heading
looks.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from gklint.late import late
from gklint.text import BLANKS, Span
from gklint.tuples import NamedTuple

_HAN = "一二三四五六七八九十"
# The same, and the radicals that look like them.
_NUMERALS = f"{_HAN}⼀⼆⼋⼗"
_SPACE = f"[{BLANKS}]*"
_BEFORE = f"{BLANKS}#*"
# A stray letter or bullet before a level-1 number (``l六、``).
_NOISE = late(rf"[{_BEFORE}]*[A-Za-z•·●◆■▲★]{{1,2}}(?={_SPACE}[{_NUMERALS}]{{1,3}}{_SPACE}[、．.])")
_BARE = late(rf"[{_BEFORE}]*([{_NUMERALS}]{{1,3}}){_SPACE}(?=[^{_NUMERALS}\s])")
_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FIGURES = frozenset(_NUMERALS + _DIGITS)
_FIRST = _FIGURES | frozenset(_CIRCLED + "（(")
_ARABIC = frozenset("0123456789")
_OPENING, _CLOSING = frozenset("（("), frozenset("）)")
_BULLETS, _NUMERAL = frozenset("•·●◆■▲★"), frozenset(_NUMERALS)
# A heading's words end here when a body follows on the same line.
_STOPS = "。：:！？"
# Longer first sentences are prose that happens to begin with a number.
LONGEST_TITLE = 40


class Numbering(NamedTuple):
    """A number at the start of a line: its level as it looks, its span, what it means, where the words start."""

    level: int
    span: Span
    ordinal: int
    end: int


def han_ordinal(numeral: str) -> int:
    """The value of a Chinese numeral from 一 to 九十九; 0 if ``numeral`` is not one."""
    numeral = unicodedata.normalize("NFKC", numeral)
    tens, ten, ones = numeral.rpartition("十")
    if any(c not in _HAN[:9] for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return 0
    digit = {c: i for i, c in enumerate(_HAN, 1)}
    if not ten:
        return digit.get(numeral, 0)
    return (digit[tens] if tens else 1) * 10 + (digit[ones] if ones else 0)


@cache
def _ordinal(number: str) -> int:
    """What the digits of a number mean; there are few of them."""
    return han_ordinal(number) if number[0] in _NUMERALS else int(unicodedata.normalize("NFKC", number))


def read_number(line: str) -> Numbering | None:
    """The heading number at the start of ``line``, or ``None``."""
    words = line.lstrip(_BEFORE)
    kind = words[:1]
    if kind not in _FIRST:
        return None
    start = first = len(line) - len(words)
    bracketed = kind in _OPENING
    if bracketed:
        first = _past(line, start + 1, BLANKS)
        kind = line[first : first + 1]
    elif kind in _CIRCLED:
        return Numbering(4, Span(start, start + 1), _ordinal(kind), _past(line, start + 1, BLANKS))
    if kind not in _FIGURES:
        return None
    han = kind in _NUMERAL
    end = _past(line, first, _NUMERALS if han else _DIGITS)
    mark = _past(line, end, BLANKS)
    level = _level(line[mark : mark + 6], han, bracketed)
    if level is None or end - first > (3 if han else 2):
        return None
    return Numbering(level, Span(start, mark + 1), _ordinal(line[first:end]), _past(line, mark + 1, BLANKS))


def _past(line: str, start: int, characters: str) -> int:
    """Where the ``characters`` end that stand in ``line`` from ``start`` on."""
    return len(line) - len(line[start:].lstrip(characters))


def _level(behind: str, han: bool, bracketed: bool) -> int | None:
    """How deep a number looks, by the mark and what else stands ``behind`` it; ``None`` if it is none."""
    mark = behind[:1]
    if mark in _CLOSING:
        return 2 if han else 4
    if bracketed or not mark:
        return None
    if han:
        return 1 if mark in "、．.,，" else None
    return 3 if mark in "、．" or (mark == "." and not _is_decimal(behind[1:])) else None


def _is_decimal(behind: str) -> bool:
    """Whether what stands behind ``1.`` makes it a number with a point, and not the first of a list (``1.2021年…``)."""
    year = behind[:2] in ("19", "20") and behind[:4].isascii() and behind[:4].isdecimal() and behind[4:5] == "年"
    return behind[:1] in _ARABIC and not year


def read_damaged_number(line: str) -> Numbering | None:
    """The level-1 number at the start of ``line`` behind a stray letter or without its ``、``, or ``None``.

    Many a sentence begins so (``一是…``): only the words behind it can say that it is a number.
    """
    first = line.lstrip(_BEFORE)[:1]
    noise = _NOISE.match(line) if first in _BULLETS or (first.isascii() and first.isalpha()) else None
    if noise:
        at = noise.end()
        number = read_number(line[at:])
        return number and number._replace(span=Span(number.span.start + at, number.span.end + at), end=number.end + at)
    bare = _BARE.match(line) if first in _NUMERAL else None
    return Numbering(1, Span(*bare.span(1)), han_ordinal(bare[1]), bare.end()) if bare else None


def title_end(line: str, start: int) -> int:
    """Where the words of a heading that begin at ``start`` end in ``line`` (its line end left out).

    The whole line when nothing follows the first sentence; ``start`` itself when the first sentence is too long to be
    a heading (then the line is prose that begins with a number).
    """
    stripped = len(line.rstrip())
    end = min([stop for mark in _STOPS if (stop := line.find(mark, start, stripped)) >= 0], default=stripped)
    return end if end - start <= LONGEST_TITLE else start
