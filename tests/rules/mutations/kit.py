"""How a clean report is spoilt: changes of its model, of single cells and of its rendered text, with places marked.

What a change writes may hold ``⟦`` and ``⟧``: they leave the text, and what stood between them is where the finding
has to be. Words such as ``{year}``, ``{last}`` and ``{agency}`` are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from bench.grids import cell_text
from bench.model import Part, SyntheticReport, SyntheticSection
from bench.reports import Form, Layout, render
from gklint.text import Span

FORMS: tuple[Form, ...] = ("2019", "2021")
OLD: tuple[Form, ...] = ("2019",)
NEW: tuple[Form, ...] = ("2021",)
PROSE: tuple[Layout, ...] = (4, 2, "markdown")
TABLES: tuple[Layout, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, "tsv", "markdown", "spaced")
BARS: tuple[Layout, ...] = (4, 5, "markdown")
ROWS: tuple[Layout, ...] = (3, 4, 5, 9, "tsv", "markdown")
"""Layouts in which words among the numbers can be told from a label: rows are lines, or set apart."""
WITH_LAST_BLANK: tuple[Layout, ...] = (3, 6, 7, 8, "markdown")
"""Layouts in which the last cell of a row, when it is empty, is not taken for the filler of a merged cell."""
DROPPED = "\0"
"""What stands in a cell that the row lacks altogether (layouts with bars only)."""

Cell: TypeAlias = tuple[str, str, str]
"""Table, row, column, as in ``gklint extract``."""
_STAND_IN = 8_888_000_000


@dataclass(frozen=True)
class Draft:
    """A report on its way to being spoilt: ``cells`` holds what stands in a cell instead of its number, ``edits``
    what is replaced in the rendered text, where it must stand once."""

    report: SyntheticReport
    cells: Mapping[Cell, str] = field(default_factory=dict)
    edits: tuple[tuple[str, str], ...] = ()

    def number(self, table: str, row: str, column: str) -> int:
        """The (whole) number in a cell of the clean report."""
        return int(self.report.tables[table][row][column])


Change: TypeAlias = Callable[[Draft], Draft | None]
"""Spoils a report; ``None`` when it is not one that can be spoilt so."""


class Mutant(NamedTuple):
    """A spoilt report, and where it was spoilt."""

    text: str
    places: tuple[Span, ...]


@dataclass(frozen=True)
class Mutation:
    """What is done to a report to get findings of ``code``, of the codes ``also``, and of no others."""

    code: str
    change: Change
    layouts: tuple[Layout, ...] = PROSE
    forms: tuple[Form, ...] = FORMS
    also: frozenset[str] = frozenset()

    @property
    def causes(self) -> frozenset[str]:
        return self.also | {self.code}


def spoil(mutation: Mutation, report: SyntheticReport, layout: Layout) -> Mutant | None:
    """The spoilt report; ``None`` when the mutation does not suit it."""
    draft = mutation.change(Draft(report))
    if draft is None:
        return None
    text = _with_cells(draft, layout)
    for old, new in draft.edits:
        wanted = _filled(old, draft.report)
        if text.count(wanted) != 1:
            return None
        text = text.replace(wanted, _filled(new, draft.report))
    return _marked(text)


def _with_cells(draft: Draft, layout: Layout) -> str:
    """The rendered text: numbers that nothing else is like stand in for the cells that are changed."""
    tables = {name: {row: dict(cells) for row, cells in rows.items()} for name, rows in draft.report.tables.items()}
    stand_ins = {}
    for number, ((table, row, column), text) in enumerate(draft.cells.items()):
        tables[table][row][column] = Decimal(_STAND_IN + number)
        stand_ins[cell_text(column, tables[table][row][column])] = text
    rendered = render(replace(draft.report, tables=tables), layout)
    for stand_in, text in stand_ins.items():
        assert rendered.count(stand_in) == 1
        if text == DROPPED:
            rendered = re.sub(re.escape(stand_in) + r" (?:\| ?)?", "", rendered)
        rendered = rendered.replace(stand_in, text)
    return rendered


def _marked(text: str) -> Mutant:
    pieces, starts, places = [], [], []
    length = 0
    for piece in re.split(r"([⟦⟧])", text):
        if piece == "⟦":
            starts.append(length)
        elif piece == "⟧":
            places.append(Span(starts.pop(), length))
        else:
            pieces.append(piece)
            length += len(piece)
    assert places
    return Mutant("".join(pieces), tuple(places))


def _filled(text: str, report: SyntheticReport) -> str:
    year = report.year
    words = {"year": year, "last": year - 1, "next": year + 1, "agency": report.agency, "title": report.title}
    return re.sub(r"\{(\w+)\}", lambda m: str(words[m[1]]), text)


# ---- changes


def chain(*changes: Change) -> Change:
    """One change after the other."""

    def change(draft: Draft) -> Draft | None:
        result: Draft | None = draft
        for one in changes:
            result = one(result) if result is not None else None
        return result

    return change


def swap(old: str, new: str) -> Change:
    """Words that stand once in the rendered text become others."""
    return lambda draft: replace(draft, edits=(*draft.edits, (old, new)))


def say(role: str, text: str) -> Change:
    """A paragraph more at the end of a section."""
    return lambda draft: _with_section(draft, role, lambda s: s._replace(parts=(*s.parts, Part("", (text,)))))


def body(role: str, *texts: str) -> Change:
    """A section that says nothing but this."""
    return lambda draft: _with_section(draft, role, lambda s: s._replace(parts=(Part("", texts),)))


def heading(role: str, text: str) -> Change:
    """Another heading of a section."""
    return lambda draft: _with_section(draft, role, lambda s: s._replace(heading=text))


def preface(text: str) -> Change:
    """Another paragraph before the first section."""
    return lambda draft: replace(draft, report=replace(draft.report, preface=(_filled(text, draft.report),)))


def title(text: str) -> Change:
    """Another title."""
    return lambda draft: replace(draft, report=replace(draft.report, title=_filled(text, draft.report)))


def signed(date: str) -> Change:
    """Another date below the report; reports without one are given it."""
    return lambda draft: replace(
        draft, report=replace(draft.report, closing=(draft.report.agency, _filled(date, draft.report)))
    )


def only(*kinds: str) -> Change:
    """Only reports of these kinds of body."""
    return lambda draft: draft if draft.report.kind in kinds else None


def without(pattern: str) -> Change:
    """Only reports in whose prose ``pattern`` is nowhere."""
    return lambda draft: None if any(re.search(pattern, text) for text in draft.report.paragraphs()) else draft


def containing(pattern: str) -> Change:
    """Only reports in whose prose ``pattern`` is found."""
    return lambda draft: draft if any(re.search(pattern, text) for text in draft.report.paragraphs()) else None


def hush(pattern: str) -> Change:
    """The sentences with ``pattern`` leave the overview (a sub-section keeps a sentence)."""

    def shorter(section: SyntheticSection) -> SyntheticSection:
        return section._replace(parts=tuple(_hushed(part, pattern) for part in section.parts))

    return lambda draft: _with_section(draft, "overview", shorter)


def _hushed(part: Part, pattern: str) -> Part:
    kept = ["".join(s for s in re.findall(r"[^。]*。", text) if not re.search(pattern, s)) for text in part.paragraphs]
    return part._replace(paragraphs=tuple(text for text in kept if text) or ("有关情况见后面的表格。",))


def restate(pattern: str, new: Callable[[str], object]) -> Change:
    """What the group of ``pattern`` (once in the prose) finds becomes something else."""

    def change(draft: Draft) -> Draft | None:
        found = [m for text in draft.report.paragraphs() for m in re.finditer(pattern, text)]
        if len(found) != 1:
            return None
        (match,) = found
        start, end = match.start(1) - match.start(), match.end(1) - match.start()
        words = new(match[1])
        return swap(match[0], f"{match[0][:start]}⟦{words}⟧{match[0][end:]}")(draft) if words is not None else None

    return change


def more(by: int) -> Callable[[str], int]:
    """So many more."""
    return lambda number: int(number) + by


def fewer(by: int) -> Callable[[str], int | None]:
    """So many fewer, but one at least."""
    return lambda number: int(number) - by if int(number) > by else None


def cells(given: Mapping[Cell, str]) -> Change:
    """What stands in some cells."""
    return lambda draft: replace(draft, cells={**draft.cells, **given})


def shift(table: str, moves: Callable[[Draft], Iterator[Mapping[Cell, int]]]) -> Change:
    """Numbers of cells, more or fewer by so many, and marked: the first of ``moves`` that leaves none below nought."""

    def change(draft: Draft) -> Draft | None:
        for move in moves(draft):
            if all(draft.number(*cell) + by >= 0 for cell, by in move.items()):
                return cells({cell: f"⟦{draft.number(*cell) + by}⟧" for cell, by in move.items()})(draft)
        return None

    return change


def _with_section(draft: Draft, role: str, change: Callable[[SyntheticSection], SyntheticSection]) -> Draft:
    sections = tuple(change(s) if s.role == role else s for s in draft.report.sections)
    filled = tuple(_filled_section(s, draft.report) if s.role == role else s for s in sections)
    return replace(draft, report=replace(draft.report, sections=filled))


def _filled_section(section: SyntheticSection, report: SyntheticReport) -> SyntheticSection:
    parts = tuple(
        Part(part.heading, tuple(_filled(text, report) for text in part.paragraphs)) for part in section.parts
    )
    return section._replace(parts=parts)
