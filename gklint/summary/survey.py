"""What a summary wants of each file: how many findings of which code and level. The rest is in the report's digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from gklint.diagnostics import Severity
from gklint.reporters.base import ReporterFormat, Style
from gklint.results import FileResult, Status, Tally
from gklint.runner.job import Job
from gklint.tuples import NamedTuple

NAME = "summary"


class Seen(NamedTuple):
    """A file as a summary sees it. ``reason`` is why it could not be read."""

    path: str
    status: Status
    findings: tuple[tuple[str, int, int], ...]
    not_run: int
    reason: str | None

    @property
    def counts(self) -> Counter[tuple[Severity, str]]:
        """Findings by level and code."""
        return Counter({(Severity(level), code): count for code, level, count in self.findings})


class SeenWriter:
    """Makes the pieces; as a reporter it has nothing to say."""

    def __init__(self, style: Style) -> None:
        pass

    def piece(self, result: FileResult) -> Seen:
        """What is to be kept of ``result``."""
        counts = Counter((d.code, int(d.severity)) for d in result.counted)
        findings = tuple((code, level, count) for (code, level), count in sorted(counts.items()))
        failed = result.status is Status.FAILED and result.findings.diagnostics
        reason = result.findings.diagnostics[0].message if failed else None
        return Seen(result.path, result.status, findings, len(result.findings.not_run), reason)

    def begin(self) -> str:
        """Nothing."""
        return ""

    def file(self, result: FileResult) -> str:
        """Nothing."""
        return ""

    def end(self, total: Tally) -> str:
        """Nothing."""
        return ""


class Survey(Job):
    """Checks files for a summary, which wants the numbers of every report, compared or not."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **{**options, "together": True})

    @property
    def reporters(self) -> Mapping[str, ReporterFormat]:
        """The one that makes the pieces."""
        return {NAME: ReporterFormat(NAME, "gklint.summary.survey:SeenWriter")}
