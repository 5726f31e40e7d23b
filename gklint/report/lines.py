"""What each line of a report *is*, once the grammar's terminals have said what it *looks like*.

The form decides: ``1、总体情况`` is section 一 written wrongly, ``二、存在的主要问题`` inside 五 is not section 二, and
``一、本年新收…`` is a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise

from gklint.report.headings import Numbering, read_number
from gklint.report.onelines import LONG, cuts
from gklint.report.regions import Region, table_regions
from gklint.report.single import EDGES, Head, Single, read_single, read_singles
from gklint.report.titles import title_lines
from gklint.report.vocabulary import SectionMatch, Vocabulary
from gklint.text import split_lines
from gklint.tuples import NamedTuple

# A table of contents has so many headings at least.
_LEAST_CONTENTS = 4


class Lines(NamedTuple):
    """The lines of a text, ends included; what each can be by itself; where each starts."""

    texts: list[str]
    singles: dict[str, Single]
    starts: list[int]


class Parts(NamedTuple):
    """The text in pieces that the grammar's rules are written in: what each is, and its first line.

    ``heads`` is what lines say as headings, by their numbers, for those that say something.
    """

    roles: list[str]
    lines: list[int]
    heads: Mapping[int, Head]


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
    texts = split_lines(text)
    cut = {line: parts for line in texts if len(line) >= LONG and (parts := _cut(line, vocabulary))}
    singles = read_singles([line for line in texts if line not in cut] if cut else texts, scanner, vocabulary)
    if cut:
        texts = [part for line in texts for part in cut.get(line, (line,))]
        for part in chain.from_iterable(cut.values()):
            look = "HEAD1" if read_number(part) else "LINE"
            singles.setdefault(part, read_single(part, look, vocabulary))
    return Lines(texts, singles, list(accumulate(map(len, texts), initial=0))[:-1])


def _cut(line: str, vocabulary: Vocabulary) -> list[str]:
    """The lines that a line is cut into when it holds a whole report; none when it does not."""
    places = cuts(line, vocabulary)
    return [line[a:b] for a, b in pairwise([0, *places, len(line)])] if places else []


def read_parts(lines: Lines, vocabulary: Vocabulary) -> Parts:
    """What the grammar's rules nest: each line by its role (``SECTION``, ``SUB1``, ``PARAGRAPH`` …), a table whole."""
    texts = lines.texts
    found = list(map(lines.singles.__getitem__, texts))
    roles = [single.role for single in found]
    heads = {i: single.head for i, single in enumerate(found) if single.head is not None}
    candidates = [Candidate(i, head.numbering, head.match) for i, head in heads.items()]
    kept = _without_contents(candidates, texts)
    for i in {c.line for c in candidates} - {c.line for c in kept}:
        roles[i] = "PARAGRAPH"
    headings = [c.line for c in _sections(kept, vocabulary)]
    for i in headings:
        roles[i] = "SECTION"
    regions = _regions("".join([single.strength for single in found]), headings)
    for start, end in regions:
        roles[start:end] = ["TABLE"] * (end - start)
    for title in title_lines(texts, roles, headings[0] if headings else len(roles)):
        for i in title:
            roles[i] = "TITLE" if i == title[0] else "TITLE_MORE"
    joined, firsts = _joined(roles, regions)
    for part, line in enumerate(firsts):
        if texts[line][0] == "\t":
            joined[part] = _tabbed_heading(texts[line], joined[part])
    return Parts(joined, firsts, heads)


def _regions(strengths: str, headings: list[int]) -> list[Region]:
    """The tables in each section, and before the first."""
    bounds = zip([0, *(i + 1 for i in headings)], [*headings, len(strengths)], strict=True)
    return [region for start, end in bounds for region in table_regions(strengths, start, end)]


def _joined(roles: list[str], regions: Sequence[Region]) -> tuple[list[str], list[int]]:
    """The parts of lines with these roles and their first lines: one for each table, one for any other line."""
    joined: list[str] = []
    lines: list[int] = []
    at = 0
    for start, end in [*regions, (len(roles), len(roles))]:
        joined.extend(roles[at:start])
        lines.extend(range(at, start))
        if start < end:
            joined.append("TABLE")
            lines.append(start)
        at = end
    return joined, lines


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


def _without_contents(candidates: list[Candidate], texts: list[str]) -> list[Candidate]:
    """``candidates`` without those of a table of contents (目录): four or more headings with nothing between them whose
    roles all come again later."""
    roles = [c.match.role for c in candidates if c.match]
    if len(roles) - len(set(roles)) < _LEAST_CONTENTS:
        return candidates  # fewer come again
    return _cut_contents(candidates, texts)


def _cut_contents(candidates: list[Candidate], texts: list[str]) -> list[Candidate]:
    """``candidates`` without those of a table of contents, whatever roles there are."""
    kept: list[Candidate] = []
    run: list[Candidate] = []
    last = {c.match.role: c.line for c in candidates if c.match}
    for candidate in candidates:
        again = candidate.match is not None and any(c.match and c.match.role == candidate.match.role for c in run)
        if run and (again or any(text.strip(EDGES) for text in texts[run[-1].line + 1 : candidate.line])):
            kept.extend(_unless_contents(run, last))
            run = []
        run.append(candidate)
    kept.extend(_unless_contents(run, last))
    return kept


def _unless_contents(run: list[Candidate], last: dict[str, int]) -> list[Candidate]:
    roles = [c.match.role for c in run if c.match]
    if len(roles) < _LEAST_CONTENTS or len(set(roles)) < len(roles):
        return run
    return [] if all(last[role] > run[-1].line for role in roles) else run
