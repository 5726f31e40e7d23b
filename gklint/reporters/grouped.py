"""``--format grouped``: findings by file, in columns: place, severity, code, message. For long lists on a screen."""

from __future__ import annotations

from collections import Counter

from gklint.messages import say
from gklint.reporters.base import Style
from gklint.reporters.layout import wrap
from gklint.reporters.places import origin
from gklint.reporters.terminal import one_line
from gklint.reporters.words import SEVERITY_WORDS, not_run_words, severity_word, summary_line, unchecked_words
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
        lines = [_heading(result, self._style.english), *self._table(result)]
        for entry in unchecked:
            english = self._style.english
            words = one_line(not_run_words("", entry, result, english)).strip()
            lead = _INDENT + say("未能核对", english=english) + say("：", english=english)
            lines += _columns(lead, words, self._style.width)
        return "".join(line + "\n" for line in [*lines, ""])

    piece = file

    def take(self, piece: str) -> str:
        """A piece is the text itself."""
        return piece

    def end(self, total: Tally) -> str:
        """The summary line; nothing with ``--quiet``."""
        if self._style.quiet:
            return ""
        english = self._style.english
        return summary_line(total, english) + unchecked_words(total, self._style.verbose, english) + "\n"

    def _table(self, result: FileResult) -> list[str]:
        places = [one_line(_place(result, d.span.start)) for d in result.counted]
        width = max(map(display_width, places), default=0)
        codes = max((len(d.code) for d in result.counted), default=0)
        lines: list[str] = []
        for place, diagnostic in zip(places, result.counted, strict=True):
            blanks = " " * (width - display_width(place))
            level = severity_word(diagnostic.severity, self._style.english)
            lead = f"{_INDENT}{blanks}{place}  {level}  {diagnostic.code:<{codes}}  "
            lines += _columns(lead, diagnostic.message, self._style.width)
        return lines


def _heading(result: FileResult, english: bool) -> str:
    counts = Counter(d.severity for d in result.counted)
    found = [f"{severity_word(level, english)} {counts[level]}" for level in SEVERITY_WORDS if counts[level]]
    words = say("，", english=english).join(found)
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
