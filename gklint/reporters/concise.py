"""``--format concise``: one line for each finding, in the order of the text; for editors, grep and short looks."""

from __future__ import annotations

from gklint.reporters.base import Style
from gklint.reporters.places import place_words
from gklint.reporters.terminal import one_line
from gklint.reporters.words import SEVERITY_WORDS, not_run_words, summary_line
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
        path = one_line(result.path)
        lines = [
            f"{place_words(path, result.source, d.span.start)}: {SEVERITY_WORDS[d.severity]} {d.code} "
            + one_line(d.message)
            for d in result.counted
        ]
        if self._style.verbose:
            lines += [f"未能核对：{one_line(not_run_words(path, n, result))}" for n in result.findings.not_run]
        return "".join(line + "\n" for line in lines)

    def end(self, total: Tally) -> str:
        """The summary line; nothing with ``--quiet``."""
        if self._style.quiet:
            return ""
        hint = f"未能核对 {total.not_run} 项（--verbose 查看）。" if total.not_run and not self._style.verbose else ""
        return summary_line(total) + hint + "\n"
