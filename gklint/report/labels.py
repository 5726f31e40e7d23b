"""Labels of a form by their texts: what a piece of text stands for, whatever its spacing, width or number.

A label is found by its folded text, or by its words alone when its number is written otherwise (``1、`` for ``1.``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from gklint.late import late
from gklint.report.bound import Match
from gklint.report.forms import LabelForm
from gklint.text import fold
from gklint.tuples import NamedTuple

_HAN = "一二三四五六七八九十"
_BEGINS_NUMBER = frozenset(f"({_HAN}")
# A number before a label; a comma is put for 、 first.
_NUMBERING = late(
    rf"(?:\(?(?P<han>[{_HAN}]{{1,3}})\)|(?P<bare>[{_HAN}]{{1,3}})(?=[.,:])|\(?(?P<digits>\d{{1,2}})\)?(?=\D))\)?[.,:]?"
)
_CLAUSE = re.compile(r"第?二十一?条第?\(?([一二三四五六七八九十])\)?项")
_NOTE = re.compile(r"\(?\(?本列\)?数据的?.{0,2}稽关系.*")


class Ends:
    """With what some folded texts begin and end: tells of most other texts, without folding them, that they are none.

    A Chinese character at an end of a text is what it is in the folded text too, and so is a Chinese full stop.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        texts = [text for text in texts if text]
        self._first = {text[0] for text in texts}
        self._last = {text[-1] for text in texts}

    def fit_end(self, text: str) -> bool:
        """Whether one of the texts may end with what ``text``, without white space behind it, folds to."""
        last = text[-1:]
        if "\u4e00" <= last <= "\u9fff":
            return last in self._last
        return last != "。" or "." in self._last

    def fit(self, text: str) -> bool:
        """Whether ``text``, which has no white space around it, may fold to one of the texts."""
        first = text[:1]
        return (first < "\u4e00" or first > "\u9fff" or first in self._first) and self.fit_end(text)


class Entry(NamedTuple):
    """A label of the form as found by its text: its key, its official words, and how the text was recognised."""

    key: str
    official: str
    match: Match


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """``text`` folded, its leading number in one form (``1、``, ``1.`` and ``(1)`` all become ``1:``)."""
    folded = fold(text)
    match = _NUMBERING.match(folded.replace("、", ",")) if _may_begin(folded[:1]) else None
    if match is None or match.end() == len(folded):
        return folded
    return f"{match['han'] or match['bare'] or match['digits']}:{folded[match.end() :]}"


def _may_begin(first: str) -> bool:
    """Whether a label whose first character this is may begin with a number."""
    return first.isdecimal() or first in _BEGINS_NUMBER


def clause_numeral(text: str) -> str | None:
    """The numeral of the clause that a line such as ``第二十条第（一）项`` names, else ``None``."""
    match = _CLAUSE.fullmatch(fold(text)) if "项" in text else None  # no other character folds to 项
    return match[1] if match else None


def is_note(text: str) -> bool:
    """Whether ``text`` is the remark on how the numbers of a column hang together (勾稽关系)."""
    return "稽" in text and _NOTE.match(fold(text)) is not None  # no other character folds to 稽


class Labels:
    """Some of a form's labels, by text."""

    def __init__(self, labels: Iterable[LabelForm]) -> None:
        self.forms: dict[str, LabelForm] = {}
        self._exact: dict[str, Entry] = {}
        self._bare: dict[str, Entry] = {}
        for label in labels:
            self.forms.setdefault(label.key, label)
            self._add(label.key, label.label, label.label, Match.EXACT)
            for variant in label.variants:
                self._add(label.key, label.label, variant, Match.VARIANT)
            for misspelt in label.misspelt:
                self._add(label.key, label.label, misspelt, Match.MISSPELT)
        self.longest = max(map(len, self._exact), default=0)
        self._ends = Ends(chain(self._exact, self._bare))

    @property
    def folded(self) -> Iterable[str]:
        """The texts that are found as they are, folded."""
        return self._exact

    @property
    def bared(self) -> Iterable[str]:
        """The texts that are found by their words, as :func:`bare` gives them."""
        return self._bare

    def _add(self, key: str, official: str, text: str, match: Match) -> None:
        entry = Entry(key, official, match)
        self._exact.setdefault(fold(text), entry)
        other = Match.VARIANT if match is Match.EXACT else match
        self._bare.setdefault(bare(text), entry._replace(match=other))

    def find(self, text: str) -> Entry | None:
        """What ``text`` stands for, or ``None``."""
        return self._exact.get(fold(text)) or self._bare.get(bare(text))

    def may_end(self, text: str) -> bool:
        """Whether a label may end with ``text``."""
        return self._ends.fit_end(text)

    def starts(self, text: str) -> Entry | None:
        """The one label whose official words begin with the folded ``text`` and go on; ``None`` if none or several."""
        begun = [e for t, e in self._exact.items() if e.match is Match.EXACT and t.startswith(text) and t != text]
        return begun[0] if len(begun) == 1 else None
