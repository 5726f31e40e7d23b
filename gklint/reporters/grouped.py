"""``--format grouped``: findings by file, in columns: place, severity, code, message. For long lists on a screen."""

from __future__ import annotations

from collections import Counter

from gklint.reporters.base import Style
from gklint.reporters.layout import wrap
from gklint.reporters.places import origin
from gklint.reporters.terminal import one_line
from gklint.reporters.words import SEVERITY_WORDS, not_run_words, summary_line
from gklint.results import FileResult, Tally
from gklint.text import display_width

_INDENT = "  "
_LEAST_MESSAGE = 20


class GroupedReporter:
    """A block for each file that has findings; suppressed ones are left out, the summary counts them."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self) -> str:
        """Nothing."""
        return ""

    def file(self, result: FileResult) -> str:
        """The file's name with its sums, and its findings; with ``--verbose`` what could not be checked."""
        unchecked = result.findings.not_run if self._style.verbose else ()
        if not result.counted and not unchecked:
            return ""
        lines = [_heading(result), *self._table(result)]
        for entry in unchecked:
            words = one_line(not_run_words("", entry, result)).strip()
            lines += _columns(f"{_INDENT}未能核对：", words, self._style.width)
        return "".join(line + "\n" for line in [*lines, ""])

    piece = file

    def take(self, piece: str) -> str:
        """A piece is the text itself."""
        return piece

    def end(self, total: Tally) -> str:
        """The summary line; nothing with ``--quiet``."""
        if self._style.quiet:
            return ""
        hint = f"未能核对 {total.not_run} 项（--verbose 查看）。" if total.not_run and not self._style.verbose else ""
        return summary_line(total) + hint + "\n"

    def _table(self, result: FileResult) -> list[str]:
        places = [one_line(_place(result, d.span.start)) for d in result.counted]
        width = max(map(display_width, places), default=0)
        codes = max((len(d.code) for d in result.counted), default=0)
        lines: list[str] = []
        for place, diagnostic in zip(places, result.counted, strict=True):
            blanks = " " * (width - display_width(place))
            lead = f"{_INDENT}{blanks}{place}  {SEVERITY_WORDS[diagnostic.severity]}  {diagnostic.code:<{codes}}  "
            lines += _columns(lead, diagnostic.message, self._style.width)
        return lines


def _heading(result: FileResult) -> str:
    counts = Counter(d.severity for d in result.counted)
    words = "，".join(f"{word} {counts[severity]}" for severity, word in SEVERITY_WORDS.items() if counts[severity])
    return one_line(result.path) + (f"  {words}" if words else "")


def _place(result: FileResult, offset: int) -> str:
    """``12:3``, or what a person looks for in the original (``表3 第12行``); ``-`` where there is no text."""
    if result.source is None:
        return "-"
    place = result.source.position(offset)
    return origin(result.source, offset) or f"{place.line}:{place.column}"


def _columns(lead: str, text: str, width: int) -> list[str]:
    """``text`` after ``lead``, its further lines under its first."""
    indent = display_width(lead)
    first, *others = wrap(text, max(width - indent, _LEAST_MESSAGE))
    return [lead + first, *(" " * indent + line for line in others)]
