"""``--format github``: workflow commands, which GitHub Actions shows as annotations of the lines that they name."""

from __future__ import annotations

from gklint.diagnostics import Diagnostic, Severity
from gklint.reporters.base import Style
from gklint.reporters.places import origin, place_words
from gklint.reporters.terminal import one_line, visible
from gklint.reporters.words import summary_line
from gklint.results import FileResult, Tally
from gklint.text import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReporter:
    """One command for each finding; suppressed findings are left out, since an annotation cannot be marked so."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self) -> str:
        """Nothing."""
        return ""

    def file(self, result: FileResult) -> str:
        """The commands of one file."""
        return "".join(_command(d, result) + "\n" for d in result.counted)

    piece = file

    def take(self, piece: str) -> str:
        """A piece is the text itself."""
        return piece

    def end(self, total: Tally) -> str:
        """The summary line, for the log; nothing with ``--quiet``."""
        unchecked = f"未能核对 {total.not_run} 项。" if total.not_run else ""
        return "" if self._style.quiet else summary_line(total) + unchecked + "\n"


def _command(diagnostic: Diagnostic, result: FileResult) -> str:
    properties = {"title": f"{diagnostic.code} {diagnostic.name}", "file": _path(result.path)}
    properties |= _lines(diagnostic, result.source)
    words = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    place = one_line(place_words(result.path, result.source, diagnostic.span.start))
    message = _escape(f"{place}: {diagnostic.code} {one_line(diagnostic.message)}")
    return f"::{_COMMANDS[diagnostic.severity]} {words}::{message}"


def _lines(diagnostic: Diagnostic, source: Source | None) -> dict[str, str]:
    """Lines and columns, where they are those of the file itself; columns only within one line, as GitHub wants it."""
    if source is None or origin(source, diagnostic.span.start) is not None:
        return {}
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    found = {"line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        found |= {"col": str(start.column), "endColumn": str(end.column)}
    return found


def _path(path: str) -> str:
    return path.removeprefix("./")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    shown = "".join(visible(c) if (c < " " and c not in "\r\n") or "\x7f" <= c < "\xa0" else c for c in text)
    return _escape(shown).replace(":", "%3A").replace(",", "%2C")
