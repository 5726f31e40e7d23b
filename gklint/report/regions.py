"""Which lines of a section make up a table, whatever its layout.

A table has separators (``|``, tabs), or lines that are the form's labels, or rows of numbers set apart by spaces. Lines
of numbers and short pieces between such anchors belong to it; a sentence ends it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gklint.late import late
from gklint.report.bound import CellState
from gklint.report.values import LONGEST_ROW, read_value
from gklint.report.vocabulary import Vocabulary
from gklint.text import BLANKS
from gklint.tuples import NamedTuple

_PAGE_NUMBER = late(r"\s*(?:[-—–－]\s*\d{1,3}\s*[-—–－]|P\.\s?\d{1,3}|第\s?\d{1,3}\s?页)\s*", words="-|—|–|－|P.|页")
LONGEST_PIECE = 60
"""Longer lines are prose, unless separators or numbers say otherwise."""
# So many unknown short lines in a row may stand inside a table (a header spelt a character a line, say).
_LONGEST_GAP = 16
# What the last character of a row of numbers can be: a digit, or the end of a unit or of a remark in brackets.
_ENDINGS = frozenset("0123456789０１２３４５６７８９元万亿件项个%）)")
# Letters of :func:`strength`: what a table begins with, what it goes on with, what is proof of it.
_ANCHOR = re.compile("[TLSt]")
_SOLID = re.compile("[TLStVBP]+")
_PROOF = re.compile("[TLS]")
_FIGURES = (CellState.NUMBER, CellState.ZERO)


class Region(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) are one table."""

    start: int
    end: int


class SpacedRow(NamedTuple):
    """A line of a PDF's text: a label (it may be empty) and the numbers behind it, as places in the line."""

    label: tuple[int, int]
    values: tuple[tuple[int, int], ...]


_WORD = re.compile(r"\S+")
_LEAST_COMMAS = 2
# So many where no label is among them: fewer may be one number (1,234,567).
_LEAST_COMMAS_ALONE = 9
_COMMA_CELL = late(r"(?<![^,])(?:\"[^\"\r\n]*\"|[^,\"\r\n]*)(?=[,\r\n]|\Z)")
_QUOTED = f'{BLANKS}"'
_CELL_VALUES = (*_FIGURES, CellState.NA)


def is_page_number(words: str) -> bool:
    """Whether a line that is not blank is the number of a page."""
    return (words[0] in "-—–－P第" or words[0].isspace()) and _PAGE_NUMBER.fullmatch(words) is not None


def spaced_row(text: str, vocabulary: Vocabulary) -> SpacedRow | None:
    """``text`` as a row whose cells are set apart by spaces only, or ``None``.

    Three numbers at the end make a row; fewer do when what stands before them is one of the form's labels.
    """
    stripped = text.rstrip()
    if not stripped or stripped[-1] not in _ENDINGS or len(stripped) > LONGEST_ROW:
        return None
    words = [match.span() for match in _WORD.finditer(text)]
    first = len(words)
    while first and read_value(text[slice(*words[first - 1])]).state in _FIGURES:
        first -= 1
    values = tuple(words[first:])
    label = (words[0][0], words[first - 1][1]) if first else (words[0][0], words[0][0])
    known = bool(values) and bool(first) and vocabulary.knows(text[slice(*label)])
    return SpacedRow(label, values) if known or len(values) >= 3 else None


def comma_cells(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...]:
    """The places of the cells of a row that is written with commas, as spreadsheets save it; else empty.

    All of them are the form's labels, numbers or empty, and one at least is a label, or they are many: no sentence and
    no number is that.
    """
    if text.count(",") < _LEAST_COMMAS or len(text) > LONGEST_ROW:
        return ()
    places = [match.span() for match in _COMMA_CELL.finditer(text)]
    words = [word for word in (text[slice(*place)].strip(_QUOTED) for place in places) if word]
    labels = {word for word in words if vocabulary.knows(word)}
    others = [word for word in words if word not in labels]
    known = labels or (words and len(places) > _LEAST_COMMAS_ALONE)
    return tuple(places) if known and all(read_value(word).state in _CELL_VALUES for word in others) else ()


def label_places(text: str, place: tuple[int, int], vocabulary: Vocabulary) -> tuple[tuple[int, int], ...]:
    """The label at ``place`` of a spaced row, or the labels of its group and itself, where spaces set them apart."""
    if vocabulary.knows(text[slice(*place)]):
        return (place,)
    words = [match.span() for match in _WORD.finditer(text, *place)]
    for (_, end), (start, _) in pairwise(words):
        if vocabulary.knows(text[place[0] : end]) and vocabulary.knows(text[start : place[1]]):
            return (place[0], end), (start, place[1])
    return (place,)


def spaced_labels(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...]:
    """The places of the form's labels in a header line that is nothing but labels set apart by spaces; else empty."""
    if len(text) > LONGEST_ROW or len(text.split(None, 1)) < 2:
        return ()
    words = [match.span() for match in _WORD.finditer(text)]
    return tuple(words) if all(vocabulary.knows(text[slice(*word)]) for word in words) else ()


def strength(text: str, words: str, look: str, known: bool, vocabulary: Vocabulary) -> str:
    """What a line is to a table: ``T`` separators, ``t`` one tab, ``L`` label, ``S`` numbers set apart by spaces,
    ``V`` a value, ``B`` blank, ``P`` page number, ``O`` a short piece, ``X`` prose.

    ``words`` is the line without white space around it, ``known`` whether these are a label. A line of digits only is
    not asked about where no label is one.
    """
    if look in ("PIPES", "TABS"):
        return "T"
    if not words:
        return "t" if look == "TAB" else "B"
    if len(words) <= LONGEST_PIECE:
        if known:
            return "L"
        if is_page_number(words):
            return "P"
    return "S" if spaced_row(text, vocabulary) else _plain_strength(text, words, look, vocabulary)


def _plain_strength(text: str, words: str, look: str, vocabulary: Vocabulary) -> str:
    """The strength of a line that is neither a known label nor a row of numbers."""
    if len(words) > LONGEST_PIECE or "。" in words:
        return "L" if spaced_labels(text, vocabulary) else "X"
    if look == "TAB":
        return "t"
    if not is_wordy(words) and read_value(words).state is not CellState.TEXT:
        return "V"
    return "L" if spaced_labels(text, vocabulary) else "O"


def is_wordy(text: str) -> bool:
    """Whether ``text``, which is not empty, is words for certain by its first character: a value begins with a Chinese
    character only in 无 and 不适用."""
    first = text[0]
    return first == "（" or ("\u4e00" <= first <= "\u9fff" and first not in "无不")


def table_regions(strengths: str, start: int, end: int) -> list[Region]:
    """The tables among the lines ``start`` to ``end`` (exclusive), in order; ``strengths`` has a letter a line."""
    found: list[Region] = []
    at = start
    while anchor := _ANCHOR.search(strengths, at, end):
        at = first = anchor.start()
        last, proof, gap = first, 0, 0
        while at < end and strengths[at] != "X" and gap <= _LONGEST_GAP:
            solid = _SOLID.match(strengths, at, end)
            if solid is None:
                gap += 1
                at += 1
                continue
            lines = solid.group().rstrip("BP")
            if lines:
                last, gap = at + len(lines) - 1, 0
                proof += len(_PROOF.findall(lines))
            at = solid.end()
        at += 1  # the line that ends the table can begin none
        # There must be proof that it is a table: two lines with separators, labels or rows of numbers.
        if proof >= 2:
            found.append(Region(first, last + 1))
    return found
