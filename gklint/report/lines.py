"""What each line of a report *is*, once the grammar's lexer has said what it *looks like*.

The form decides: ``1、总体情况`` is section 一 written wrongly, ``二、存在的主要问题`` inside 五 is not section 二, and
``一、本年新收…`` is a row of a table. Lark calls :meth:`LineRoles.process` between its lexer and its parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, Protocol

from gklint import grammar
from gklint.report.headings import LONGEST_TITLE, Numbering, read_damaged_number, read_number, title_end
from gklint.report.onelines import cuts
from gklint.report.regions import table_regions
from gklint.report.titles import title_lines
from gklint.report.vocabulary import SectionMatch, Vocabulary

_EDGES = " \t\u00a0\u3000\r\n#*"
_SUBSECTION = {"HEAD1": "SUB1", "HEAD2": "SUB2", "HEAD3": "SUB3", "HEAD4": "SUB4"}


class Line(Protocol):
    """A token of the grammar: one line with its end; ``str(line)`` is its text."""

    type: str

    @property
    def start_pos(self) -> int | None:
        """Offset of the line's first character."""

    @property
    def end_pos(self) -> int | None:
        """Offset past the line's end."""


class Candidate(NamedTuple):
    """A line that may be the heading of a section; ``match`` is what its words say, ``None`` if nothing."""

    line: int
    numbering: Numbering | None
    match: SectionMatch | None

    @property
    def level(self) -> int:
        """How deep its number looks; 0 without a number."""
        return self.numbering.level if self.numbering else 0


class LineRoles:
    """Lark's ``postlex``: turns lines by look into lines by role, in one pass over the whole report."""

    # Terminals that only the lexer knows, since the rules are written in roles; Lark would drop them as unused.
    always_accept = ("PIPES", "TAB", "TABS", "HEAD1", "HEAD2", "HEAD3", "HEAD4", "LINE")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def process(self, stream: Iterable[Line]) -> Iterator[Line]:
        """The same lines, each with the type that the grammar's rules are written in."""
        lines = [part for line in stream for part in self._parts(line)]
        texts = [str(line) for line in lines]
        looks = [line.type for line in lines]
        roles = line_roles(texts, looks, self._vocabulary)
        for line, role in zip(lines, roles, strict=True):
            line.type = role
        return iter(lines)

    def _parts(self, line: Line) -> list[Line]:
        """``line``, or the lines that it is cut into when it holds a whole report."""
        text, start = str(line), line.start_pos or 0
        places = cuts(text, self._vocabulary)
        if not places:
            return [line]
        bounds = [0, *places, len(text)]
        return [
            grammar.Token("HEAD1" if read_number(text[a:b]) else "LINE", text[a:b], start + a, end_pos=start + b)
            for a, b in pairwise(bounds)
        ]


def line_roles(texts: list[str], looks: list[str], vocabulary: Vocabulary) -> list[str]:
    """The role of each line: a terminal of the grammar's rules (``SECTION``, ``SUB1``, ``PARAGRAPH``, …)."""
    roles = [
        "BLANK" if not text.strip(_EDGES).strip() else _SUBSECTION.get(look, "PARAGRAPH")
        for text, look in zip(texts, looks, strict=True)
    ]
    candidates = list(_candidates(texts, looks, vocabulary))
    kept = _without_contents(candidates, texts)
    for i in {c.line for c in candidates} - {c.line for c in kept}:
        roles[i] = "PARAGRAPH"
    headings = [c.line for c in _sections(kept, vocabulary)]
    for i in headings:
        roles[i] = "SECTION"
    bounds = [0, *headings, len(texts)]
    for start, end in pairwise(bounds):
        first = start + 1 if roles[start : start + 1] == ["SECTION"] else start
        for region in table_regions(texts, looks, first, end, vocabulary):
            roles[region.start] = "TABLE_START"
            roles[region.start + 1 : region.end] = ["TABLE_LINE"] * (region.end - region.start - 1)
    for title in title_lines(texts, roles, headings[0] if headings else len(texts)):
        for i in title:
            roles[i] = "TITLE" if i == title[0] else "TITLE_MORE"
    return [
        _tabbed_heading(text, role) if role == "PARAGRAPH" else role for text, role in zip(texts, roles, strict=True)
    ]


def _tabbed_heading(text: str, role: str) -> str:
    """The role of a line outside tables: a tab before a heading's number is only an indent."""
    if not text.startswith("\t"):
        return role
    numbering = read_number(text)
    return f"SUB{numbering.level}" if numbering else role


def _sections(candidates: list[Candidate], vocabulary: Vocabulary) -> list[Candidate]:
    """The lines that are headings of the form's sections, in order (a repeated heading is listed each time)."""
    ordinals = {role: form.ordinal for role, form in vocabulary.section_forms.items()}
    sure = {c.match.role for c in candidates if c.match and c.match.exact and c.level == 1}
    chosen: list[Candidate] = []
    seen: set[str] = set()
    last = 0
    for candidate in candidates:
        if candidate.match and _is_section(candidate, sure, seen, last, ordinals):
            chosen.append(candidate)
            seen.add(candidate.match.role)
            last = ordinals[candidate.match.role]
    return chosen


def _is_section(candidate: Candidate, sure: set[str], seen: set[str], last: int, ordinals: dict[str, int]) -> bool:
    """Whether ``candidate`` heads a section: official words at level 1 always; anything less only for a role that no
    such heading claims, and only where its number or its place in the order says so too."""
    match, numbering = candidate.match, candidate.numbering
    if match is None:
        return False
    if match.exact and candidate.level == 1:
        return True
    if match.role in sure or match.role in seen:
        return False
    ordinal = ordinals[match.role]
    if numbering is None:
        return match.exact and ordinal == last + 1
    # Where no section has its number (一、), conversion has put those of lists in their place, and these start anew.
    in_order = ordinal == last + 1 and (candidate.level == 1 or (match.official and not sure))
    return numbering.ordinal == ordinal or in_order


def _candidates(texts: list[str], looks: list[str], vocabulary: Vocabulary) -> Iterator[Candidate]:
    for i, (text, look) in enumerate(zip(texts, looks, strict=True)):
        if look in ("BLANK", "PIPES", "TABS") or (look in ("LINE", "TAB") and len(text) > LONGEST_TITLE + 8):
            continue
        plain = read_number(text)
        numbering = plain or read_damaged_number(text)
        start = numbering.end if numbering else len(text) - len(text.lstrip(_EDGES))
        words = text[start : title_end(text, start)].strip(_EDGES + "、，,;；")
        if not words or vocabulary.knows(text.strip(_EDGES)):
            continue
        if plain is None and not vocabulary.is_section_title(words):
            continue
        yield Candidate(i, numbering, vocabulary.section(words))


def _without_contents(candidates: list[Candidate], texts: list[str]) -> list[Candidate]:
    """``candidates`` without those of a table of contents (目录): four or more headings with nothing between them whose
    roles all come again later."""
    kept: list[Candidate] = []
    run: list[Candidate] = []
    last = {c.match.role: c.line for c in candidates if c.match}
    for candidate in candidates:
        again = candidate.match is not None and any(c.match and c.match.role == candidate.match.role for c in run)
        if run and (again or any(text.strip(_EDGES) for text in texts[run[-1].line + 1 : candidate.line])):
            kept.extend(_unless_contents(run, last))
            run = []
        run.append(candidate)
    kept.extend(_unless_contents(run, last))
    return kept


def _unless_contents(run: list[Candidate], last: dict[str, int]) -> list[Candidate]:
    roles = [c.match.role for c in run if c.match]
    if len(roles) < 4 or len(set(roles)) < len(roles):
        return run
    return [] if all(last[role] > run[-1].line for role in roles) else run
