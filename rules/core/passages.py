"""正文的段落：按部分取出、接成一行、判断是否按版面折行（供 content.py、punctuation.py 等用）。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

from gklint.engine.once import once
from gklint.report.nodes import Block, Heading, Paragraph, Report, Section
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

# A paragraph that ends otherwise is not finished, or its line was broken by the layout.
_FINISHED = frozenset('。！？；：…!?;:.”’）)》】〉"')
_LEAST_LINES = 5
_SHORTEST_LINE = 15
_BROKEN_SHARE = 0.3


class Passage(NamedTuple):
    """A paragraph, or a heading with no body on its line: its span and text, its words (the text without white space),
    the role of its section (``None``: preface), the heading above it."""

    span: Span
    text: str
    words: str
    role: str | None
    is_heading: bool
    above: Heading | None


class Joined:
    """Pieces of a source as one line without white space, so that a line broken by the layout is read whole."""

    def __init__(self, source: Source, spans: Iterable[Span]) -> None:
        self._source = source
        self._spans = tuple(spans)
        self.text = "".join("".join(source.slice(span).split()) for span in self._spans)

    @cached_property
    def _places(self) -> list[int]:
        """Where each character of the text stands in the source."""
        places: list[int] = []
        for span in self._spans:
            for match in re.finditer(r"\S+", self._source.slice(span)):
                places.extend(range(span.start + match.start(), span.start + match.end()))
        return places

    def span(self, start: int, end: int) -> Span:
        """The source's span of characters ``start`` to ``end`` (exclusive, not empty)."""
        return Span(self._places[start], self._places[end - 1] + 1)


# Makes a passage of its parts at the speed of a tuple.
_passage: Callable[[tuple[object, ...]], Passage] = partial(tuple.__new__, Passage)


@once
def passages(report: Report) -> tuple[Passage, ...]:
    """All headings and paragraphs of a report, in order; titles and tables are left out."""
    found: list[Passage] = []
    text = report.source.text
    _gather(report.preface, (None, None), text, found)
    for section in report.sections:
        _gather((section,), (section.role, None), text, found)
    return tuple(found)


def _gather(blocks: Iterable[Block], place: tuple[str | None, Heading | None], text: str, found: list[Passage]) -> None:
    role, above = place
    for block in blocks:
        if isinstance(block, Paragraph):
            span = block.span
            written = text[span.start : span.end]
            found.append(_passage((span, written, "".join(written.split()), role, False, above)))
        elif isinstance(block, Section):
            span = block.heading.span
            written = text[span.start : span.end]
            found.append(_passage((span, written, "".join(written.split()), role, True, above)))
            _gather(block.blocks, (role, block.heading), text, found)


@once
def prose(report: Report) -> str:
    """The texts of all passages, a line end after each: what none of the rules' words is in, no passage has."""
    return "".join([f"{passage.text}\n" for passage in passages(report)])


def within(spans: Sequence[Span], offset: int) -> bool:
    """Whether ``offset`` is in one of ``spans``, which are in order."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def paragraphs_of(report: Report, *roles: str | None) -> list[Passage]:
    """The paragraphs in the sections with ``roles`` (``None`` is the preface)."""
    return [p for p in passages(report) if p.role in roles and not p.is_heading]


def paragraph_spans(report: Report, *roles: str | None) -> list[Span]:
    """The spans of the paragraphs in the sections with ``roles`` (``None`` is the preface)."""
    return [p.span for p in paragraphs_of(report, *roles)]


@once
def is_wrapped(report: Report) -> bool:
    """Whether lines of the prose end where the page did, as in text from a PDF, and not where a paragraph does."""
    if report.source.joined_lines:
        return True
    lines = [passage.text.rstrip() for passage in passages(report) if not passage.is_heading]
    lines = [line for line in lines if len(line) >= _SHORTEST_LINE]
    broken = sum(line[-1] not in _FINISHED for line in lines)
    return len(lines) >= _LEAST_LINES and broken > _BROKEN_SHARE * len(lines)
