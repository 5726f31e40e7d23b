"""``--format gitlab``: a Code Quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from gklint.diagnostics import Diagnostic, Severity
from gklint.reporters.base import Style
from gklint.reporters.fingerprints import fingerprints
from gklint.reporters.jsontext import Json, json_text
from gklint.reporters.places import origin
from gklint.results import FileResult, Tally

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReporter:
    """A list with one object for each finding; suppressed findings are left out, since the format cannot mark them."""

    def __init__(self, style: Style) -> None:
        self._separator = "[\n  "

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def file(self, result: FileResult) -> str:
        """The objects of one file."""
        text = ""
        known = fingerprints(result, with_path=True)
        for diagnostic, fingerprint in zip(result.findings.diagnostics, known, strict=True):
            if diagnostic.suppressed is None:
                text += self._separator + json_text(_issue(diagnostic, fingerprint, result), "  ")
                self._separator = ",\n  "
        return text

    def end(self, total: Tally) -> str:
        """The end of the list."""
        return "[]\n" if self._separator.startswith("[") else "\n]\n"


def _issue(diagnostic: Diagnostic, fingerprint: str, result: FileResult) -> Json:
    """One finding. Where lines are not those of the file, the description says where it is, and the line is 1."""
    source, span = result.source, diagnostic.span
    original = origin(source, span.start)
    begin = end = 1
    if source is not None and original is None:
        begin, end = source.position(span.start).line, source.position(span.end).line
    where = f"（{original}）" if original else ""
    return {
        "description": f"{diagnostic.code} {diagnostic.message}{where}",
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": result.path.removeprefix("./"), "lines": {"begin": begin, "end": end}},
    }
