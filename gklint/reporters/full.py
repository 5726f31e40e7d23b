"""``--format full``: what a drafter reads. Worst first in each file, with source frames, sums, basis and advice.

Colour adds nothing that the text does not say; without it rich is not imported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from gklint.diagnostics import BasisStatus, Diagnostic, Severity
from gklint.messages import say
from gklint.reporters.base import Style
from gklint.reporters.frame import GUTTER, Line, bar, frame
from gklint.reporters.layout import wrap
from gklint.reporters.places import label_place, origin, place_words
from gklint.reporters.terminal import one_line
from gklint.reporters.words import not_run_words, severity_word, summary_line
from gklint.results import FileResult, Tally
from gklint.text import display_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.style import Style as RichStyle

SHOWN_OF_A_KIND = 3
"""How many findings of one code and severity are shown in a file before the rest is folded."""
_MOST_PLACES = 20
_BASIS = {BasisStatus.OFFICIAL: "依据", BasisStatus.CUSTOM: "惯例", BasisStatus.UNVERIFIED: "依据（未核对原文）"}
_COLORS = {
    "path": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "code": "bold",
    "gutter": "blue",
    "mark": "red",
    "label": "blue",
    "hint": "green",
}


class FullReporter:
    """A block of lines for each finding, a blank line after it, one line of sums at the end."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._first_not_run = ""

    def begin(self) -> str:
        """Nothing."""
        return ""

    def file(self, result: FileResult) -> str:
        """The findings of one file; with ``--verbose`` all of them, and what could not be checked."""
        return self.take(self.piece(result))

    def take(self, piece: tuple[str, str]) -> str:
        """The text; the first thing that could not be checked is noted for the last line."""
        text, not_run = piece
        self._first_not_run = self._first_not_run or not_run
        return text

    def piece(self, result: FileResult) -> tuple[str, str]:
        """The text for one file, and the first thing that could not be checked in it."""
        lines: list[Line] = []
        first_not_run = ""
        for block in self._blocks(result):
            lines += [*block, []]
        for entry in result.findings.not_run:
            words = not_run_words(result.path, entry, result, self._style.english)
            first_not_run = first_not_run or words
            if self._style.verbose:
                lead = self._say("未能核对") + self._say("：")
                lines += [[(line, "")] for line in _hanging(lead, words, self._style.width)]
        if self._style.verbose and result.findings.not_run:
            lines.append([])
        return self._text(lines), first_not_run

    def end(self, total: Tally) -> str:
        """The sums, and what could not be checked; nothing with ``--quiet``."""
        if self._style.quiet:
            return ""
        text = summary_line(total, self._style.english)
        if total.not_run:
            text += (" " if self._style.english else "") + self._say("未能核对 {count} 项", count=total.not_run)
            if not self._style.verbose:
                text += self._say("，如 {example}（--verbose 查看）", example=self._first_not_run)
            text += self._say("。")
        return self._text([[(line, "")] for line in wrap(text, self._style.width)])

    def _say(self, words: str, **values: object) -> str:
        return say(words, english=self._style.english, **values)

    def _blocks(self, result: FileResult) -> Iterator[list[Line]]:
        findings = sorted(result.counted, key=lambda d: (-d.severity, d.order))
        kinds: dict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
        for diagnostic in findings:
            kinds[diagnostic.code, diagnostic.severity].append(diagnostic)
        seen: Counter[tuple[str, Severity]] = Counter()
        for diagnostic in findings:
            kind = (diagnostic.code, diagnostic.severity)
            seen[kind] += 1
            if self._style.verbose or seen[kind] <= SHOWN_OF_A_KIND:
                block = self._block(diagnostic, result)
                rest = kinds[kind][SHOWN_OF_A_KIND:]
                if rest and seen[kind] == SHOWN_OF_A_KIND and not self._style.verbose:
                    block += self._folded(diagnostic.code, rest, result)
                yield block

    def _block(self, diagnostic: Diagnostic, result: FileResult) -> list[Line]:
        width = self._style.width
        lines = self._header(diagnostic, result)
        if diagnostic.calculation:
            rows = [row for line in diagnostic.calculation.lines for row in wrap(line, width - GUTTER - 3)]
            lines += [[*bar(), (f"  {row}", "")] for row in rows]
        elif result.source:
            lines += frame(diagnostic, result.source, result.path, width, self._style.english)
        for label in diagnostic.labels:
            if label.path not in (None, result.path):
                lines += self._note("另见", f"{label_place(label)} {label.message}")
        if diagnostic.basis:
            lines += self._note(_BASIS[diagnostic.basis.status], diagnostic.basis.text)
        if diagnostic.fix:
            lines += self._note("建议", diagnostic.fix.title)
        return lines

    def _header(self, diagnostic: Diagnostic, result: FileResult) -> list[Line]:
        place = one_line(place_words(result.path, result.source, diagnostic.span.start))
        word = severity_word(diagnostic.severity, self._style.english)
        head: Line = [
            (place, "path"),
            ("  ", ""),
            (word, diagnostic.severity.word),
            ("  ", ""),
            (diagnostic.code, "code"),
        ]
        message = one_line(diagnostic.message)
        taken = sum(display_width(text) for text, _ in head)
        if taken + 2 + display_width(message) <= self._style.width:
            return [[*head, (f"  {message}", "")]]
        return [head, *([(" " * GUTTER + line, "")] for line in wrap(message, self._style.width - GUTTER))]

    def _note(self, title: str, text: str) -> list[Line]:
        lines = _hanging(f"{' ' * GUTTER}= {self._say(title)}{self._say('：')}", text, self._style.width)
        return [[(line, "hint" if title == "建议" else "")] for line in lines]

    def _folded(self, code: str, rest: list[Diagnostic], result: FileResult) -> list[Line]:
        places = list(dict.fromkeys(self._short_place(d, result) for d in rest))
        shown = "、".join(places[:_MOST_PLACES]) + (self._say(" 等") if len(places) > _MOST_PLACES else "")
        words = "另有 {count} 处 {code}：{places}（--verbose 逐条列出）"
        text = self._say(words, count=len(rest), code=code, places=shown)
        return [[(line, "")] for line in _hanging(f"{' ' * GUTTER}= ", text, self._style.width)]

    def _short_place(self, diagnostic: Diagnostic, result: FileResult) -> str:
        original = origin(result.source, diagnostic.span.start)
        if original or result.source is None:
            return original or result.path
        return self._say("第 {line} 行", line=result.source.position(diagnostic.span.start).line)

    def _text(self, lines: list[Line]) -> str:
        paint = _painted if self._style.color else _plain
        return "".join(paint(line) + "\n" for line in lines)


def _hanging(lead: str, text: str, width: int) -> list[str]:
    """``lead`` and ``text``, the further lines of it under the first."""
    indent = display_width(lead)
    first, *others = wrap(text, max(width - indent, 10))
    return [lead + first, *(" " * indent + line for line in others)]


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip(" ")


def _painted(line: Line) -> str:
    return "".join(_paint(text, role) for text, role in line)


def _paint(text: str, role: str) -> str:
    if not role or not text.strip():
        return text
    from rich.color import ColorSystem

    return _style(role).render(text, color_system=ColorSystem.STANDARD)


@cache
def _style(role: str) -> RichStyle:
    from rich.style import Style as RichStyle

    return RichStyle.parse(_COLORS[role])
