"""One file in an HTML report: its findings in a list, and its text with the findings in the margin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from gklint.reporters.html_marks import Mark, marked
from gklint.reporters.html_notes import Note, note_html, notes_of, place_of
from gklint.reporters.markup import html_text
from gklint.reporters.words import SEVERITY_WORDS, not_run_words
from gklint.results import FileResult
from gklint.text import Source, Span

AROUND = 2
"""Lines without findings that are shown before and after one with findings; longer stretches are folded."""
_LEAST_FOLDED = 6
# Lines set in bold. Looks only: whether they are headings is for the parser to say.
_LIKE_A_HEADING = re.compile(r"[一二三四五六七八九十]+、[^\t|。；0-9]{1,25}")


def file_html(result: FileResult, file_id: str, *, whole: bool) -> str:
    """What stands in the file's fold, its heading first; ``whole`` says whether lines far from any finding are there
    too (folded), or left out."""
    notes = notes_of(result, file_id)
    parts = [
        f"<summary><h2>{html_text(result.path)}</h2>{_who(result)}{_badges(result)}</summary>\n",
        _list_html(notes, result),
        _unchecked_html(result),
    ]
    if result.source is None or not result.source.text:
        loose = "".join(note_html(note, result, file_id) for note in notes)
        parts.append(f'<div class="loose">\n{loose}</div>\n' if loose else "")
    elif notes:
        parts.append(_Text(result, result.source, file_id, notes).html(whole))
    return "".join(parts)


def who(result: FileResult) -> list[str]:
    """Whose report it is: agency, year, form, as far as they are known."""
    about = result.about
    if about is None:
        return []
    year = f"{about.year} 年度" if about.year else None
    form = f"{about.form} 年版格式" if about.kind else None
    return [word for word in (about.agency, year, form) if word]


def _who(result: FileResult) -> str:
    words = who(result)
    return f' <span class="who">{html_text(" · ".join(words))}</span>' if words else ""


def _badges(result: FileResult) -> str:
    counts = Counter(d.severity for d in result.counted)
    badges = [
        f'<span class="badge {severity.word}">{word} {counts[severity]}</span>'
        for severity, word in SEVERITY_WORDS.items()
        if counts[severity]
    ]
    return f' <span class="badges">{" ".join(badges)}</span>' if badges else ""


def _list_html(notes: list[Note], result: FileResult) -> str:
    if not notes:
        return ""
    worst_first = sorted(notes, key=lambda note: -note.first.severity)
    items = "".join(_item_html(note, result) for note in worst_first)
    return f'<section class="section">\n<h3>发现一览</h3>\n<ol class="list">\n{items}</ol>\n</section>\n'


def _item_html(note: Note, result: FileResult) -> str:
    first = note.first
    many = f"（{len(note.findings)} 处）" if len(note.findings) > 1 else ""
    hidden = "（已抑制）" if first.suppressed else ""
    return (
        f'<li class="{first.severity.word}" data-note="{note.id}"><a href="#{note.id}">'
        f'<span class="lv">{SEVERITY_WORDS[first.severity]}</span>'
        f'<span class="place">{html_text(place_of(note, result.source))}</span>'
        f"<span>{html_text(first.message)}{many}{hidden}</span></a></li>\n"
    )


def _unchecked_html(result: FileResult) -> str:
    entries = result.findings.not_run
    if not entries:
        return ""
    items = "".join(f"<li>{html_text(not_run_words('', entry, result).strip())}</li>\n" for entry in entries)
    return (
        f'<details class="section unchecked">\n<summary>未能核对 {len(entries)} 项（不等于没有问题）</summary>\n'
        f"<ul>\n{items}</ul>\n</details>\n"
    )


class _Text:
    """The text of one file with its notes."""

    def __init__(self, result: FileResult, source: Source, file_id: str, notes: list[Note]) -> None:
        self._result = result
        self._source = source
        self._id = file_id
        self._marks = _marks(notes, result, source)
        self._beside: dict[int, list[Note]] = defaultdict(list)
        for note in notes:
            self._beside[note.line].append(note)

    def html(self, whole: bool) -> str:
        """The lines; those far from any finding folded, or left out unless ``whole``."""
        parts = []
        for first, last, near in _stretches(len(self._source.lines), {*self._beside, *self._marks}):
            if not near and not whole:
                parts.append(f'<p class="gap">第 {first}—{last} 行从略</p>\n')
                continue
            rows = "".join(map(self._row, range(first, last + 1)))
            fold = f'<details class="gap">\n<summary>第 {first}—{last} 行没有发现</summary>\n{rows}</details>\n'
            parts.append(rows if near else fold)
        return f'<section class="text" aria-label="正文与批注">\n{"".join(parts)}</section>\n'

    def _row(self, line: int) -> str:
        words = self._source.slice(self._source.lines.line_span(line))
        text = marked(words, self._marks.get(line, []))
        heading = " heading" if _LIKE_A_HEADING.fullmatch(words) else ""
        notes = "".join(note_html(note, self._result, self._id) for note in self._beside.get(line, []))
        margin = f'<div class="margin">\n{notes}</div>' if notes else ""
        number = line if text else ""
        return (
            f'<div class="row" id="{self._id}-l{line}"><span class="no" aria-hidden="true">{number}</span>'
            f'<p class="t{heading}">{text}</p>{margin}</div>\n'
        )


def _marks(notes: list[Note], result: FileResult, source: Source) -> dict[int, list[Mark]]:
    """The marks of each line."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for note in notes:
        for diagnostic in note.findings:
            kind = "related" if diagnostic.suppressed else diagnostic.severity.word
            for line, span in _by_line(diagnostic.span, source):
                found[line].append(Mark(span, kind, note.id))
            for label in diagnostic.labels:
                for line, span in _by_line(label.span, source) if label.path in (None, result.path) else ():
                    found[line].append(Mark(span, "related", note.id))
    return found


def _by_line(span: Span, source: Source) -> Iterator[tuple[int, Span]]:
    """The lines that ``span`` reaches into, and which characters of each it takes."""
    first = source.position(span.start).line
    last = source.position(span.end).line
    for line in range(first, last + 1):
        whole = source.lines.line_span(line)
        start = min(max(span.start - whole.start, 0), whole.end - whole.start)
        end = min(max(span.end - whole.start, start), whole.end - whole.start)
        if end > start or line == first:
            yield line, Span(start, end)


def _stretches(count: int, interesting: Iterable[int]) -> Iterator[tuple[int, int, bool]]:
    """Lines 1 to ``count`` in stretches: first, last, and whether they are shown."""
    near = {line + step for line in interesting for step in range(-AROUND, AROUND + 1)}
    shown = [line for line in range(1, count + 1) if line in near]
    edge = 1
    for line in [*shown, count + 1]:
        if line - edge >= _LEAST_FOLDED:
            yield edge, line - 1, False
        elif line > edge:
            yield edge, line - 1, True
        if line <= count:
            yield line, line, True
        edge = line + 1
