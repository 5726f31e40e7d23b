"""The source frame under a finding: the lines that it speaks of, with carets under the marked characters."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import Diagnostic
from gklint.messages import say
from gklint.reporters.layout import Strip, strip, underline, wrap
from gklint.text import Source, Span, display_width
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Piece: TypeAlias = tuple[str, str]
"""A text and what it is (``gutter``, ``mark``, ``label`` …; empty for plain text)."""
Line: TypeAlias = list[Piece]

GUTTER = 6
"""Columns before the bar."""
_MOST_LABELS = 8
_FINDING, _LABEL = "━", "─"


class Mark(NamedTuple):
    """A marked stretch of one line: line number, characters of the line, caret, words beside it, where it ends."""

    line: int
    span: Span
    caret: str
    words: str


class View(NamedTuple):
    """A line as it is shown, and the marks under it."""

    line: int
    text: str
    shown: Strip
    marks: list[Mark]


def frame(diagnostic: Diagnostic, source: Source, path: str, width: int, english: bool = False) -> list[Line]:
    """The frame of ``diagnostic`` in at most ``width`` columns; empty when there is nothing to see in the text. What it
    says itself is Chinese, or ``english``."""
    labels = [label for label in diagnostic.labels if label.path in (None, path)]
    main = _mark(source, diagnostic.span, _FINDING, "", english)
    if not labels and (diagnostic.span == Span(0, 0) or not _line_text(source, main.line).strip()):
        return []
    marks = [main, *(_mark(source, label.span, _LABEL, label.message, english) for label in labels[:_MOST_LABELS])]
    views = sorted(_views(source, marks, width - GUTTER - 2), key=lambda view: (view.line, view.shown.start))
    lines = [bar()]
    previous = views[0].line
    for view in views:
        if view.line > previous + 1:
            lines.append([("    … │", "gutter")])
        previous = view.line
        lines += _view_lines(view, width)
    if len(labels) > _MOST_LABELS:
        more = say("另有 {count} 处相关位置", english=english, count=len(labels) - _MOST_LABELS)
        lines.append([*bar(), (f" {more}", "")])
    return lines


def bar(number: int | None = None) -> Line:
    """The gutter, with a line number or without."""
    shown = "" if number is None else str(number)
    return [(f"{shown:>{GUTTER - 1}} │", "gutter")]


def _mark(source: Source, span: Span, caret: str, words: str, english: bool) -> Mark:
    """The mark of ``span`` on its first line; a span over several lines says where it ends."""
    first = source.position(span.start).line
    line = source.lines.line_span(first)
    start = min(span.start, line.end)
    end = min(max(span.end, start), line.end)
    last = source.position(max(span.start, span.end - 1)).line
    if last > first:
        words += say("（至第 {line} 行）", english=english, line=last)
    return Mark(first, Span(start - line.start, end - line.start), caret, words)


def _line_text(source: Source, line: int) -> str:
    return source.slice(source.lines.line_span(line))


def _views(source: Source, marks: list[Mark], width: int) -> list[View]:
    """Each line once, or more often where its marks are too far apart to be seen together."""
    views: list[View] = []
    for mark in marks:
        for view in views:
            if view.line == mark.line and view.shown.start <= mark.span.start and mark.span.end <= view.shown.end:
                view.marks.append(mark)
                break
        else:
            text = _line_text(source, mark.line)
            views.append(View(mark.line, text, strip(text, mark.span, width), [mark]))
    return views


def _view_lines(view: View, width: int) -> Iterator[Line]:
    yield [*bar(view.line), (f" {view.shown.text}".rstrip(" "), "")]
    for mark in sorted(view.marks, key=lambda mark: (mark.span.start, mark.caret)):
        carets = underline(view.text, view.shown, mark.span, mark.caret)
        role = "mark" if mark.caret == _FINDING else "label"
        line: Line = [*bar(), (f" {carets}", role)]
        room = width - GUTTER - 2 - display_width(carets) - 1
        words = wrap(mark.words, width - GUTTER - 2) if mark.words else []
        if len(words) == 1 and display_width(words[0]) <= room:
            yield [*line, (f" {words[0]}", role)]
            continue
        yield line
        for piece in words:
            yield [*bar(), (f" {piece}", role)]
