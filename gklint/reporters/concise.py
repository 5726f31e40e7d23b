"""``--format concise``: one line for each finding, in the order of the text; for editors, grep and short looks."""

from __future__ import annotations

from gklint.messages import say
from gklint.reporters.base import Style
from gklint.reporters.places import place_words
from gklint.reporters.terminal import one_line
from gklint.reporters.words import not_run_words, severity_word, summary_line, unchecked_words
from gklint.results import FileResult, Tally


class ConciseReporter:
    """``path:line:column: 级别 CODE message``; suppressed findings are left out, the summary counts them."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self) -> str:
        """Nothing."""
        return ""

    def file(self, result: FileResult) -> str:
        """The findings of one file, and with ``--verbose`` what could not be checked in it."""
        return self.piece(result)

    def take(self, piece: str) -> str:
        """A piece is the text itself."""
        return piece

    def piece(self, result: FileResult) -> str:
        """The lines of one file."""
        path, english = one_line(result.path), self._style.english
        lines = [
            f"{place_words(path, result.source, d.span.start)}: {severity_word(d.severity, english)} {d.code} "
            + one_line(d.message)
            for d in result.counted
        ]
        if self._style.verbose:
            lead = say("未能核对", english=english) + say("：", english=english)
            lines += [lead + one_line(not_run_words(path, n, result, english)) for n in result.findings.not_run]
        return "".join(line + "\n" for line in lines)

    def end(self, total: Tally) -> str:
        """The summary line; nothing with ``--quiet``."""
        if self._style.quiet:
            return ""
        english = self._style.english
        return summary_line(total, english) + unchecked_words(total, self._style.verbose, english) + "\n"
