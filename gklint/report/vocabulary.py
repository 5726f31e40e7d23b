"""The form's labels, ready to be looked up: what a piece of text stands for, whatever its spacing, width or number.

A label is found by its folded text, or by its words alone when its number is written otherwise (``1、`` for ``1.``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from gklint.late import late
from gklint.report.bound import CellState, Match
from gklint.report.forms import Form, LabelForm, SectionForm, TableForm
from gklint.report.frames import Frames
from gklint.report.values import read_value
from gklint.text import fold
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HAN = "一二三四五六七八九十"
_BEGINS_NUMBER = frozenset(f"({_HAN}")
# A number before a label; a comma is put for 、 first.
_NUMBERING = late(
    rf"(?:\(?(?P<han>[{_HAN}]{{1,3}})\)|(?P<bare>[{_HAN}]{{1,3}})(?=[.,:])|\(?(?P<digits>\d{{1,2}})\)?(?=\D))\)?[.,:]?"
)
_CLAUSE = re.compile(r"第?二十一?条第?\(?([一二三四五六七八九十])\)?项")
_NOTE = re.compile(r"\(?\(?本列\)?数据的?.{0,2}稽关系.*")


# So much like a section's heading, in hundredths, are words that stand for it.
_ALIKE = 80
# All that a plain number is written with, as it is or as :func:`bare` gives it: of 1.5 it makes 1:5.
_FIGURES = "-+0123456789.:万亿元"
_MOST_HEADINGS = 1024
# Labels as written are shorter, with their spaces and remarks.
_LONGEST_LABEL = 120


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


class Reading(NamedTuple):
    """What a text is to a table: words or else a value, a remark (the line of a clause, or on the sums), the label of a
    group, a text of the header that names nothing."""

    words: bool
    remark: bool
    group: bool
    header: bool


class TableVocabulary:
    """The labels of one table of one edition."""

    def __init__(self, form: TableForm) -> None:
        self.form = form
        rows = [row for block in form.blocks for row in block.rows]
        self.rows = Labels(rows)
        groups = {row.within for row in rows if row.within is not None}
        self._within = {group: Labels(sorted(rows, key=lambda row: row.within != group)) for group in groups}
        self.groups = Labels(form.groups)
        self.columns = tuple(Labels(block.columns) for block in form.blocks)
        self.headers = frozenset(fold(text) for text in form.header)
        self.frames = Frames(self.columns_of)

    def __getstate__(self) -> dict[str, Any]:
        """What goes into the cache: all that follows from the form, and no frames of tables that were read."""
        _ = self.order, self.block_numbers, self.is_plain, self._readings
        return {**vars(self), "frames": Frames(self.columns_of)}

    def rows_after(self, group: str) -> Labels:
        """The labels of all rows as they are understood behind the label of ``group``: its own rows come first."""
        return self._within.get(group, self.rows)

    @cached_property
    def columns_of(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each row, by their keys."""
        return {key: self.form.column_keys(key) for key in self.form.row_keys}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each row in the form."""
        return {key: i for i, key in enumerate(self.form.row_keys)}

    @cached_property
    def block_numbers(self) -> Mapping[str, int]:
        """The number of each row's block."""
        return {row.key: number for number, block in enumerate(self.form.blocks) for row in block.rows}

    @cached_property
    def _readings(self) -> Mapping[str, Reading]:
        return {text: self._read(text) for text in self.as_written}

    def read(self, text: str) -> Reading:
        """What ``text`` is to the table."""
        return self._readings.get(text) or self._read(text)

    def _read(self, text: str) -> Reading:
        remark = (self.form.clause and clause_numeral(text)) or (self.form.note and is_note(text))
        words = read_value(text).state is CellState.TEXT
        return Reading(words, bool(remark), self.groups.find(text) is not None, fold(text) in self.headers)

    @property
    def as_written(self) -> Iterator[str]:
        """The form's own words for rows, columns, groups, and what stands in a header's corner."""
        for block in self.form.blocks:
            for label in (*block.rows, *block.columns, *self.form.groups):
                yield from (label.label, *label.variants)
        yield from self.form.header

    @cached_property
    def is_plain(self) -> bool:
        """Whether the official label of a row can be nothing else: neither a value nor a remark."""
        labels = [row.label for block in self.form.blocks for row in block.rows]
        return not any(
            clause_numeral(label) or is_note(label) or read_value(label).state is not CellState.TEXT for label in labels
        )

    @property
    def labels(self) -> Iterator[Labels]:
        """All labels that stand in a cell of their own."""
        yield from (self.rows, self.groups, *self.columns)


class _KnownTexts:
    """What is a label of any of some tables, told in one look-up."""

    def __init__(self, tables: Iterable[TableVocabulary]) -> None:
        tables = tuple(tables)
        labels = [label for table in tables for label in table.labels]
        self._folded = frozenset(chain(*(each.folded for each in labels), *(table.headers for table in tables)))
        self._bared = frozenset(chain(*(each.bared for each in labels)))
        self._clauses = any(table.form.clause for table in tables)
        self._notes = any(table.form.note for table in tables)
        written = (text for table in tables for text in table.as_written)
        self._as_written = frozenset(text for text in written if len(text) <= _LONGEST_LABEL)
        # Lines of clauses begin and end so, remarks on the sums have 稽 in them.
        self._ends = Ends(chain(self._folded, self._bared, ("第项", "二项")))
        self.numeric = any(
            text.isdecimal() or (text and not text.strip(_FIGURES)) for text in chain(self._folded, self._bared)
        )

    def __contains__(self, text: str) -> bool:
        """Whether ``text`` is a label, a header's text, the line of a clause or the remark on the sums."""
        if text in self._as_written:
            return True
        if len(text) > _LONGEST_LABEL:
            return False
        if self._ends.fit(text) and (
            fold(text) in self._folded or bare(text) in self._bared or (self._clauses and clause_numeral(text))
        ):
            return True
        return self._notes and is_note(text)


class SectionMatch(NamedTuple):
    """What a heading's words say about its role; ``exact`` if they are official or an accepted variant, ``official`` if
    they are an edition's own."""

    role: str
    exact: bool
    official: bool = False


class _Title(NamedTuple):
    """A heading, its letters, and how many of these one that is like it has at least."""

    title: str
    letters: frozenset[str]
    least: int


class _Titles(NamedTuple):
    """Headings in order, and the letters of all."""

    letters: frozenset[str]
    titles: Sequence[_Title]


_NO_TITLES = _Titles(frozenset(), ())


class Vocabulary:
    """All labels of the editions of one kind of report."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms
        self.tables = tuple(
            (edition, TableVocabulary(table)) for edition in forms.values() for table in edition.tables.values()
        )
        self._sections: dict[str, str] = {}
        self._titles = {fold(section.title) for edition in forms.values() for section in edition.sections}
        self._keywords: dict[tuple[str, str], re.Pattern[str]] = {}
        self.section_forms: dict[str, SectionForm] = {}
        for edition in forms.values():
            for section in edition.sections:
                self._add_section(section)
        self.known = _KnownTexts(table for _, table in self.tables)
        # Most reports' headings are worded alike.
        self._role_close_to = lru_cache(maxsize=_MOST_HEADINGS)(self._closest)
        # Whether lines that are nothing but a number can be labels or headings.
        self.numeric = self.known.numeric or any(text.isdecimal() for text in self._sections)

    def __getstate__(self) -> dict[str, Any]:
        """What goes into the cache: all that follows from the forms, and nothing of headings that were asked about."""
        _ = self.own_lines, self._title_ends, self._titles_by_length
        return {name: part for name, part in vars(self).items() if name != "_role_close_to"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Out of the cache."""
        vars(self).update(state, _role_close_to=lru_cache(maxsize=_MOST_HEADINGS)(self._closest))

    def _add_section(self, section: SectionForm) -> None:
        self.section_forms.setdefault(section.role, section)
        for text in (section.title, *section.variants):
            self._sections.setdefault(fold(text), section.role)
        for keyword in section.keywords:
            self._keywords.setdefault((section.role, keyword), late(keyword))

    def knows(self, text: str) -> bool:
        """Whether ``text`` is a label of one of the tables."""
        return text in self.known

    @cached_property
    def own_lines(self) -> frozenset[str]:
        """What forms that are filled in hold to the letter, line by line: labels, clauses, numbered headings."""
        clauses = [
            table.form.clause.format(block.clause)
            for _, table in self.tables
            for block in table.form.blocks
            if table.form.clause and block.clause
        ]
        sections = [section for edition in self.forms.values() for section in edition.sections]
        headings = [f"{section.numeral}、{section.title}" for section in sections]
        return frozenset(chain(*(table.as_written for _, table in self.tables), clauses, headings))

    @cached_property
    def headings(self) -> re.Pattern[str]:
        """A numbered heading of a section, worded as the form has it, anywhere in a text."""
        wordings: list[str] = []
        for form in self.section_forms.values():
            titles = sorted((form.title, *form.variants), key=len, reverse=True)
            wordings.append(f"{form.numeral}、 ?(?:{'|'.join(map(re.escape, titles))})")
        numerals = "|".join(f"{form.numeral}、" for form in self.section_forms.values())
        return late("|".join(wordings), words=numerals)

    @cached_property
    def _title_ends(self) -> Ends:
        return Ends(self._sections)

    @cached_property
    def _any_keyword(self) -> re.Pattern[str]:
        words = [f"(?:{keyword})" for _, keyword in self._keywords]
        return re.compile("|".join(words) or r"(?!)")

    def is_section_title(self, title: str) -> bool:
        """Whether ``title`` is, to the letter, a section's heading or an accepted variant of it."""
        return self._title_ends.fit(title) and fold(title) in self._sections

    def section(self, title: str) -> SectionMatch | None:
        """The role that the words of a heading (without its number) name, or ``None``."""
        folded = fold(title)
        role = self._sections.get(folded)
        if role is not None:
            return SectionMatch(role, True, folded in self._titles)
        role = self._role_close_to(folded)
        return SectionMatch(role, False) if role else None

    def _closest(self, folded: str) -> str | None:
        if self._any_keyword.search(folded):
            return next(role for (role, _), pattern in self._keywords.items() if pattern.search(folded))
        titles = self._alike(folded)
        if not titles:
            return None
        from rapidfuzz import fuzz, process

        best = process.extractOne(folded, titles, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self._sections[best[0]] if best else None

    def _alike(self, folded: str) -> Sequence[str]:
        """The headings that ``folded`` may be like, in order: those with so many of its letters."""
        letters, titles = self._titles_by_length.get(len(folded), _NO_TITLES)
        own = set(folded)
        # A heading is as long as what it has in common at least.
        if 3 * (len(folded) - len(own - letters)) < 2 * len(folded):
            return ()
        return [one.title for one in titles if len(own & one.letters) >= one.least]

    @cached_property
    def _titles_by_length(self) -> Mapping[int, _Titles]:
        """The headings that one of a certain length may be like.

        Of two texts with ``common`` characters in common, one behind the other, the ratio is twice that by the sum of
        their lengths; and ``common`` is at most the length of either without the letters that the other lacks. So with
        80 of 100 neither is longer than one and a half of the other.
        """
        found: dict[int, list[_Title]] = {}
        for title in self._sections:
            letters = frozenset(title)
            for length in range(2 * len(title) // 3, 3 * len(title) // 2 + 1):
                common = -(-_ALIKE * (length + len(title)) // 200)
                if min(length, len(title)) >= common:
                    one = _Title(title, letters, common - len(title) + len(letters))
                    found.setdefault(length, []).append(one)
        return {n: _Titles(frozenset().union(*(one.letters for one in ones)), ones) for n, ones in found.items()}
