"""``--format jsonl``: one JSON object a line, each written as soon as it is known, for programs that read along.

``type`` says what a line is. The first is ``run`` (``schema``, ``tool``); then for each file a line ``file`` and a line
``diagnostic`` for each of its findings, suppressed ones included (a file that the run is configured by has findings
only); the last is ``summary``. All other keys are those of the same objects in ``--format json``.
"""

from __future__ import annotations

from collections.abc import Mapping

from gklint import __version__
from gklint.reporters.base import Style
from gklint.reporters.json_report import SCHEMA, diagnostic_json, file_json, summary_json
from gklint.reporters.jsontext import Json, json_line
from gklint.results import FileResult, Tally


class JsonLinesReporter:
    """Keeps nothing."""

    def __init__(self, style: Style) -> None:
        pass

    def begin(self) -> str:
        """The line ``run``."""
        return _line("run", {"schema": SCHEMA, "tool": {"name": "gklint", "version": __version__}})

    def file(self, result: FileResult) -> str:
        """The line ``file``, and a line for each finding."""
        listed = "" if result.settings else _line("file", file_json(result))
        found = (diagnostic_json(d, result.path, result.source) for d in result.findings.diagnostics)
        return listed + "".join(_line("diagnostic", item) for item in found)

    piece = file

    def take(self, piece: str) -> str:
        """A piece is the text itself."""
        return piece

    def end(self, total: Tally) -> str:
        """The line ``summary``."""
        return _line("summary", summary_json(total))


def _line(kind: str, content: Mapping[str, Json]) -> str:
    return json_line({"type": kind, **content}) + "\n"
