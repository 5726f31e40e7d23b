"""All words of the forms, ready to be looked up: the labels of their tables, the headings of their sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from gklint.late import late
from gklint.report.forms import Form, SectionForm
from gklint.report.labels import Ends
from gklint.report.tablewords import KnownTexts, TableVocabulary
from gklint.text import fold
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# So much like a section's heading, in hundredths, are words that stand for it.
_ALIKE = 80
_MOST_HEADINGS = 1024


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
        self.known = KnownTexts(table for _, table in self.tables)
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
