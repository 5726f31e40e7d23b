"""正文的段落：按部分取出、接成一行、判断是否按版面折行（供 content.py、punctuation.py、format.py 用）。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gklint.report.nodes import Block, Paragraph, Report, Section
from gklint.text import Source, Span

# A paragraph that ends otherwise is not finished, or its line was broken by the layout.
_FINISHED = re.compile(r"[。！？；：…!?;:.”’）)》】〉\"]\Z")
_LEAST_LINES = 5
_SHORTEST_LINE = 15
_BROKEN_SHARE = 0.3


class Passage(NamedTuple):
    """A paragraph, or a heading with no body on its line: its span and the role of its section (``None``: preface)."""

    span: Span
    role: str | None
    is_heading: bool


class Joined(NamedTuple):
    """Text without its white space, and where each of its characters stands in the source."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source's span of characters ``start`` to ``end`` (exclusive, not empty)."""
        return Span(self.places[start], self.places[end - 1] + 1)


def passages(report: Report) -> Iterator[Passage]:
    """All headings and paragraphs of a report, in order; titles and tables are left out."""
    yield from _passages(report.preface, None)
    for section in report.sections:
        yield from _section(section, section.role)


def _section(section: Section, role: str | None) -> Iterator[Passage]:
    yield Passage(section.heading.span, role, True)
    yield from _passages(section.blocks, role)


def _passages(blocks: Iterable[Block], role: str | None) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Passage(block.span, role, False)
        elif isinstance(block, Section):
            yield from _section(block, role)


def paragraph_spans(report: Report, *roles: str | None) -> list[Span]:
    """The spans of the paragraphs in the sections with ``roles`` (``None`` is the preface)."""
    return [p.span for p in passages(report) if p.role in roles and not p.is_heading]


def joined(source: Source, spans: Iterable[Span]) -> Joined:
    """The text of ``spans`` as one line without white space, so that a line broken by the layout is read whole."""
    pieces: list[str] = []
    places: list[int] = []
    for span in spans:
        for match in re.finditer(r"\S+", source.slice(span)):
            pieces.append(match[0])
            places.extend(range(span.start + match.start(), span.start + match.end()))
    return Joined("".join(pieces), tuple(places))


def is_wrapped(report: Report) -> bool:
    """Whether lines of the prose end where the page did, as in text from a PDF, and not where a paragraph does."""
    if report.source.joined_lines:
        return True
    lines = [report.source.slice(p.span).rstrip() for p in passages(report) if not p.is_heading]
    lines = [line for line in lines if len(line) >= _SHORTEST_LINE]
    broken = sum(_FINISHED.search(line) is None for line in lines)
    return len(lines) >= _LEAST_LINES and broken > _BROKEN_SHARE * len(lines)
