"""What stands beside a piece of text in its document, without the line ends that only a layout made."""

from __future__ import annotations

from gklint.engine.patterns import Around
from gklint.late import late
from gklint.text import Span

# How far a search may look: an exception of a lexicon is seldom longer.
CONTEXT = 80
# A line that is broken for its length has so many characters at least; a shorter one ends where its author ended it.
FULL_LINE = 20
# A page number between the halves of a broken line.
_PAGE_MARK = late(r"[\s\d—–－-]*")


def around(text: str, span: Span) -> Around:
    """What stands before and after ``span``: in its own line, or else in the next one that a full line runs on to."""
    before = text[max(span.start - CONTEXT, 0) : span.start].split("\n")[::-1]
    after = text[span.end : span.end + CONTEXT].split("\n")
    length = span.end - max(text.rfind("\n", 0, span.end) + 1, span.start)
    return Around(_before(before), _after(after, length))


def _before(lines: list[str]) -> str:
    """``lines`` are those before the span, the nearest first."""
    if lines[0].strip():
        return lines[0]
    previous = _first(lines[1:])
    return previous if len(previous.strip()) >= FULL_LINE else ""


def _after(lines: list[str], length: int) -> str:
    """``lines`` are those after the span, of whose last line ``length`` characters lie in the span."""
    if lines[0].strip() or length < FULL_LINE:
        return lines[0]
    return _first(lines[1:])


def _first(lines: list[str]) -> str:
    return next((line for line in lines if not _PAGE_MARK.fullmatch(line)), "")
