"""What one line can be, as far as the line itself tells: its look, its role, what it is to a table, what heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from gklint.report.headings import LONGEST_TITLE, Numbering, read_damaged_number, read_number, title_end
from gklint.report.regions import LONGEST_PIECE, comma_cells, strength
from gklint.report.values import LONGEST_VALUE
from gklint.report.vocabulary import SectionMatch, Vocabulary
from gklint.text import BLANKS
from gklint.tuples import NamedTuple

LOOKS = ("PIPES", "TAB", "TABS", "HEAD1", "HEAD2", "HEAD3", "HEAD4", "LINE")
"""Terminals that only the scanner knows, since the grammar's rules are written in roles."""
EDGES = f"{BLANKS}\r\n#*"
_SUBSECTION = {"HEAD1": "SUB1", "HEAD2": "SUB2", "HEAD3": "SUB3", "HEAD4": "SUB4"}
# Looks that a heading without its number may have.
_TITLES = frozenset({"LINE", "TAB"})
_SPACES = f"{BLANKS}\r\n"
# A line that begins otherwise and has neither bar nor tab is a LINE: all other terminals begin so.
_BEGINNINGS = frozenset(
    f"{BLANKS}\r\n#*（(一二三四五六七八九十⼀⼆⼋⼗0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)


class Head(NamedTuple):
    """What a line says as the heading of a section: its number, the place of its words, the role they name."""

    numbering: Numbering | None
    start: int
    end: int
    match: SectionMatch | None

    @property
    def level(self) -> int:
        """How deep its number looks; 0 without a number."""
        return self.numbering.level if self.numbering else 0


class Single(NamedTuple):
    """A line by itself: its role as far as it tells, what it is to a table (:func:`gklint.report.regions.strength`),
    what it says as a heading, ``None`` if it can be none."""

    role: str
    strength: str
    head: Head | None


_CELLS = Single("PARAGRAPH", "T", None)
_NUMBER = Single("PARAGRAPH", "V", None)
_PROSE = Single("PARAGRAPH", "X", None)


def read_singles(lines: Iterable[str], scanner: re.Pattern[str], vocabulary: Vocabulary) -> dict[str, Single]:
    """What each of ``lines``, which have their ends, can be."""
    kept = kept_singles(vocabulary)
    found: dict[str, Single] = {}
    for line in dict.fromkeys(lines):  # those of a table come again and again
        single = _CELLS if "|" in line else kept.get(line)
        if single is None:
            single = read_single(line, look(line, scanner), vocabulary)
            if len(line) <= LONGEST_PIECE and line.rstrip("\r\n") in vocabulary.own_lines:
                kept[line] = single
        found[line] = single
    return found


@lru_cache(maxsize=8)
def kept_singles(vocabulary: Vocabulary) -> dict[str, Single]:
    """What the lines that are the forms' own to the letter can be, as far as one of them was met."""
    return {}


def look(line: str, scanner: re.Pattern[str]) -> str:
    """The terminal of the grammar that takes ``line``, which has its end."""
    # Most lines need no scanner, which compiles slowly: whatever has a bar is PIPES, and without a tab only numbers and
    # spaces make another terminal than LINE.
    if "|" in line:
        return "PIPES"
    if "\t" not in line:
        if line[0] not in _BEGINNINGS:
            return "LINE"
        number = read_number(line)
        return f"HEAD{number.level}" if number else "LINE" if line.strip(_SPACES) else "BLANK"
    match = scanner.match(line)
    return (match and match.lastgroup) or "LINE"


def read_single(text: str, look: str, vocabulary: Vocabulary) -> Single:
    """What a line that looks so can be."""
    if look == "PIPES":
        return _CELLS
    words = text.strip(_SPACES)
    if look == "LINE":
        if is_long_sentence(words):
            return _PROSE
        if words.isdecimal() and len(words) <= LONGEST_VALUE and not vocabulary.numeric:
            return _NUMBER
    if "," in words and comma_cells(text, vocabulary):
        return _CELLS
    known = words in vocabulary.known
    whole = words.strip(EDGES)
    role = _SUBSECTION.get(look)
    head = None
    if role or (look in _TITLES and len(text) <= LONGEST_TITLE + 8):
        no_title = known if whole == words else whole in vocabulary.known
        head = None if no_title else _head(text, whole, vocabulary)
    if role is None:
        role = "PARAGRAPH" if whole.strip() else "BLANK"
    return Single(role, strength(text, words, look, known, vocabulary), head)


def is_long_sentence(words: str) -> bool:
    """Whether these words are no heading, label or row of numbers for certain, whatever they are: all of these are
    shorter, or end otherwise."""
    return len(words) > LONGEST_PIECE and words[-1] == "。"


def _head(text: str, whole: str, vocabulary: Vocabulary) -> Head | None:
    """What a line that is no label says as the heading of a section, ``None`` if it can be none."""
    if whole.isdecimal() and not vocabulary.numeric:
        return None  # in a tab or in asterisks
    plain = read_number(text)
    numbering = plain or read_damaged_number(text)
    start = numbering.end if numbering else len(text) - len(text.lstrip(EDGES))
    end = title_end(text, start)
    words = text[start:end].strip(EDGES + "、，,;；")
    if not words or (plain is None and not vocabulary.is_section_title(words)):
        return None
    return Head(numbering, start, end, vocabulary.section(words))
