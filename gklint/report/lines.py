"""What each line of a report *is*, once the grammar's terminals have said what it *looks like*.

The form decides: ``1、总体情况`` is section 一 written wrongly, ``二、存在的主要问题`` inside 五 is not section 二, and
``一、本年新收…`` is a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from gklint.report.headings import LONGEST_TITLE, Numbering, read_damaged_number, read_number, title_end
from gklint.report.onelines import LONG, cuts
from gklint.report.regions import Region, strength, table_regions
from gklint.report.titles import title_lines
from gklint.report.vocabulary import SectionMatch, Vocabulary

LOOKS = ("PIPES", "TAB", "TABS", "HEAD1", "HEAD2", "HEAD3", "HEAD4", "LINE")
"""Terminals that only the scanner knows, since the grammar's rules are written in roles."""
_EDGES = " \t\u00a0\u3000\r\n#*"
_SUBSECTION = {"HEAD1": "SUB1", "HEAD2": "SUB2", "HEAD3": "SUB3", "HEAD4": "SUB4"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)")
# Lines that look so have words for certain.
_FULL = frozenset({"PIPES", *_SUBSECTION})


class Lines(NamedTuple):
    """The lines of a text, ends included; what each looks like, a terminal of the grammar; where each starts."""

    texts: list[str]
    looks: list[str]
    starts: list[int]


class Parts(NamedTuple):
    """The text in pieces that the grammar's rules are written in: what each is, and its first line."""

    roles: list[str]
    lines: list[int]


class Candidate(NamedTuple):
    """A line that may be the heading of a section; ``match`` is what its words say, ``None`` if nothing."""

    line: int
    numbering: Numbering | None
    match: SectionMatch | None

    @property
    def level(self) -> int:
        """How deep its number looks; 0 without a number."""
        return self.numbering.level if self.numbering else 0


def read_lines(text: str, scanner: re.Pattern[str], vocabulary: Vocabulary) -> Lines:
    """The lines of ``text``, the last of which must have an end; one that holds a whole report is cut into lines."""
    texts: list[str] = _LINE.findall(text)
    # Each terminal of the scanner is a whole line, and the lines of a table come again and again.
    look_of = {line: _look(scanner, line) for line in dict.fromkeys(texts)}
    looks = [look_of[line] for line in texts]
    if max(map(len, texts), default=0) >= LONG:
        found = [part for line in zip(texts, looks, strict=True) for part in _parts(*line, vocabulary)]
        texts, looks = [line for line, _ in found], [look for _, look in found]
    return Lines(texts, looks, list(accumulate(map(len, texts), initial=0))[:-1])


def _look(scanner: re.Pattern[str], line: str) -> str:
    match = scanner.match(line)
    return (match and match.lastgroup) or "LINE"


def _parts(text: str, look: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """A line, or the lines that it is cut into when it holds a whole report."""
    places = cuts(text, vocabulary) if len(text) >= LONG else []
    if not places:
        return [(text, look)]
    cut = [text[a:b] for a, b in pairwise([0, *places, len(text)])]
    return [(part, "HEAD1" if read_number(part) else "LINE") for part in cut]


def read_parts(lines: Lines, vocabulary: Vocabulary) -> Parts:
    """What the grammar's rules nest: each line by its role (``SECTION``, ``SUB1``, ``PARAGRAPH`` …), a table whole."""
    pairs = list(zip(lines.texts, lines.looks, strict=True))
    role_of = {pair: _role(*pair) for pair in dict.fromkeys(pairs)}
    roles = [role_of[pair] for pair in pairs]
    heads = {pair: head for pair in role_of if (head := _head(*pair, vocabulary))}
    candidates = [Candidate(i, *heads[pair]) for i, pair in enumerate(pairs) if pair in heads]
    kept = _without_contents(candidates, lines.texts)
    for i in {c.line for c in candidates} - {c.line for c in kept}:
        roles[i] = "PARAGRAPH"
    headings = [c.line for c in _sections(kept, vocabulary)]
    for i in headings:
        roles[i] = "SECTION"
    regions = _regions(pairs, headings, vocabulary)
    for start, end in regions:
        roles[start:end] = ["TABLE"] * (end - start)
    for title in title_lines(lines.texts, roles, headings[0] if headings else len(roles)):
        for i in title:
            roles[i] = "TITLE" if i == title[0] else "TITLE_MORE"
    for i, text in enumerate(lines.texts):
        if text.startswith("\t"):
            roles[i] = _tabbed_heading(text, roles[i])
    return _joined(roles, regions)


def _role(text: str, look: str) -> str:
    """The role of a line as far as the line itself tells."""
    if look in _FULL or text.strip(_EDGES).strip():
        return _SUBSECTION.get(look, "PARAGRAPH")
    return "BLANK"


def _regions(pairs: Sequence[tuple[str, str]], headings: list[int], vocabulary: Vocabulary) -> list[Region]:
    """The tables in each section, and before the first."""
    strength_of = {pair: strength(*pair, vocabulary) for pair in dict.fromkeys(pairs)}
    strengths = "".join([strength_of[pair] for pair in pairs])
    starts = [0, *(i + 1 for i in headings)]
    bounds = zip(starts, [*headings, len(pairs)], strict=True)
    return [region for start, end in bounds for region in table_regions(strengths, start, end)]


def _joined(roles: list[str], regions: Sequence[Region]) -> Parts:
    """The parts of lines with these roles: one for each table, one for any other line."""
    parts = Parts([], [])
    at = 0
    for start, end in [*regions, (len(roles), len(roles))]:
        parts.roles.extend(roles[at:start])
        parts.lines.extend(range(at, start))
        if start < end:
            parts.roles.append("TABLE")
            parts.lines.append(start)
        at = end
    return parts


def _tabbed_heading(text: str, role: str) -> str:
    """The role of a line outside tables: a tab before a heading's number is only an indent."""
    numbering = read_number(text) if role == "PARAGRAPH" else None
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


def _head(text: str, look: str, vocabulary: Vocabulary) -> tuple[Numbering | None, SectionMatch | None] | None:
    """What a line says as the heading of a section, ``None`` if it can be none."""
    if look not in _SUBSECTION and (look not in ("LINE", "TAB") or len(text) > LONGEST_TITLE + 8):
        return None
    whole = text.strip(_EDGES)
    if (whole.isdecimal() and not vocabulary.numeric) or vocabulary.knows(whole):
        return None
    plain = read_number(text)
    numbering = plain or read_damaged_number(text)
    start = numbering.end if numbering else len(text) - len(text.lstrip(_EDGES))
    words = text[start : title_end(text, start)].strip(_EDGES + "、，,;；")
    if not words or (plain is None and not vocabulary.is_section_title(words)):
        return None
    return numbering, vocabulary.section(words)


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
