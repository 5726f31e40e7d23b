"""A finding as a note in the margin of an HTML report; alike findings of one line make one note."""

from __future__ import annotations

from collections.abc import Iterable

from gklint.diagnostics import BasisStatus, Diagnostic, Label, SuppressedBy, Suppression
from gklint.reporters.markup import html_text
from gklint.reporters.places import label_place, origin
from gklint.reporters.words import SEVERITY_WORDS
from gklint.results import FileResult
from gklint.text import Source
from gklint.tuples import NamedTuple

_BASIS = {BasisStatus.OFFICIAL: "依据", BasisStatus.CUSTOM: "惯例", BasisStatus.UNVERIFIED: "依据（未核对原文）"}
_SUPPRESSED = {
    SuppressedBy.INLINE: "文中注明不查",
    SuppressedBy.CONFIG: "配置中注明不查",
    SuppressedBy.BASELINE: "列在基线里",
}


class Note(NamedTuple):
    """A note: its id in the page, the line that it stands beside (0: none), and the findings that it speaks of."""

    id: str
    line: int
    findings: tuple[Diagnostic, ...]

    @property
    def first(self) -> Diagnostic:
        """The finding whose words are shown."""
        return self.findings[0]


def family_of(code: str) -> str:
    """The letters of a code."""
    return code.rstrip("0123456789")


def notes_of(result: FileResult, file_id: str) -> list[Note]:
    """The notes of one file, in the order of the text."""
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for diagnostic in result.findings.diagnostics:
        fix = diagnostic.fix.title if diagnostic.fix else None
        kind = (diagnostic.code, diagnostic.severity, diagnostic.message, fix, diagnostic.suppressed)
        single = diagnostic.labels or diagnostic.calculation  # these differ from one finding to the next
        key = (_line(diagnostic, result), *kind, len(alike) if single else None)
        alike.setdefault(key, []).append(diagnostic)
    return [
        Note(f"{file_id}-n{number}", _line(found[0], result), tuple(found))
        for number, found in enumerate(alike.values(), 1)
    ]


def _line(diagnostic: Diagnostic, result: FileResult) -> int:
    return result.source.position(diagnostic.span.start).line if result.source else 0


def place_of(note: Note, source: Source | None) -> str:
    """Where a note's first finding is, for people."""
    if source is None:
        return "文件"
    return origin(source, note.first.span.start) or f"第 {note.line} 行"


def note_html(note: Note, result: FileResult, file_id: str) -> str:
    """The note."""
    first = note.first
    level = first.severity.word
    suppressed = ' data-suppressed=""' if first.suppressed else ""
    classes = f"note {level} suppressed" if first.suppressed else f"note {level}"
    many = f' <span class="more">本行 {len(note.findings)} 处</span>' if len(note.findings) > 1 else ""
    place = html_text(place_of(note, result.source))
    parts = [
        f'<article class="{classes}" id="{note.id}" tabindex="-1" data-level="{level}" '
        f'data-family="{html_text(family_of(first.code))}" data-count="{len(note.findings)}"{suppressed}>',
        f'<h4><span class="lv">{SEVERITY_WORDS[first.severity]}</span> '
        f'<span class="code">{html_text(first.code)}</span> <span class="more">{place}</span>{many}</h4>',
        f'<p class="said">{html_text(first.message)}</p>',
        *_details(first, result, file_id),
        "</article>",
    ]
    return "\n".join(parts) + "\n"


def _details(first: Diagnostic, result: FileResult, file_id: str) -> Iterable[str]:
    if first.calculation:
        yield f"<pre>{html_text(chr(10).join(first.calculation.lines))}</pre>"
    if first.labels:
        yield "<ul>" + "".join(_label_html(label, result, file_id) for label in first.labels) + "</ul>"
    if first.fix:
        yield f"<p>建议：{html_text(first.fix.title)}</p>"
    if first.basis:
        yield f'<p class="more">{_BASIS[first.basis.status]}：{html_text(first.basis.text)}</p>'
    if first.suppressed:
        yield f'<p class="more">{_suppression_words(first.suppressed)}</p>'


def _label_html(label: Label, result: FileResult, file_id: str) -> str:
    words = html_text(label.message)
    if label.path not in (None, result.path):
        return f"<li>{html_text(label_place(label))}：{words}</li>"
    if result.source is None:
        return f"<li>{words}</li>"
    line = result.source.position(label.span.start).line
    place = html_text(origin(result.source, label.span.start) or f"第 {line} 行")
    return f'<li><a href="#{file_id}-l{line}">{place}</a>：{words}</li>'


def _suppression_words(suppression: Suppression) -> str:
    return f"已抑制（{_SUPPRESSED[suppression.by]}）：{html_text(suppression.reason)}"
