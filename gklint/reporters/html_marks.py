"""Marked stretches of one line of an HTML report; where they overlap, the line is cut into pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gklint.reporters.markup import html_text
from gklint.text import Span
from gklint.tuples import NamedTuple

_BAR = "<i>|</i>"
_WORST_FIRST = ("error", "warning", "info", "related")


class Mark(NamedTuple):
    """A marked stretch: characters of the line, what it is (``error`` … ``related``), the note that speaks of it."""

    span: Span
    kind: str
    note: str | None


def marked(line: str, marks: Sequence[Mark]) -> str:
    """``line`` as HTML with ``marks`` in it; an empty stretch is shown as a caret."""
    pieces: list[str] = []
    for span, over in _pieces(len(line), marks):
        text = html_text(line[span.start : span.end]).replace("|", _BAR)
        pieces.append(_mark(text, over) if over else text)
    return "".join(pieces)


def _pieces(length: int, marks: Sequence[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """The line from left to right, cut wherever a mark begins or ends."""
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.span.start].append(mark)
    cuts = sorted({0, length, *(edge for mark in marks for edge in mark.span)})
    active: list[Mark] = []
    for start, end in zip(cuts, [*cuts[1:], length], strict=True):
        points = [mark for mark in starting[start] if mark.span.end == start]
        active = [mark for mark in (*active, *starting[start]) if mark.span.end > start]
        if points:
            yield Span(start, start), points
        if end > start:
            yield Span(start, end), active


def _mark(text: str, over: Sequence[Mark]) -> str:
    kind = min((mark.kind for mark in over), key=_WORST_FIRST.index)
    notes = " ".join(dict.fromkeys(mark.note for mark in over if mark.note))
    point = "" if text else " point"
    speaks = f' data-notes="{notes}"' if notes else ""
    return f'<mark class="{kind}{point}"{speaks}>{text}</mark>'
