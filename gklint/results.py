"""What a run gives: one result for each file, and the sums over all of them. Reporters take these and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from gklint.diagnostics import Diagnostic, Findings, Severity
from gklint.report.document import Document
from gklint.text import Source

UNREADABLE, NOT_A_REPORT, UNSURE_FORM, REMARKED, CRASHED = "GK001", "GK002", "GK003", "GK014", "GK900"


NO_FINDINGS = Findings()


class Status(Enum):
    """What became of a file: checked, skipped (no annual report, GK002) or failed (it cannot be read, GK001)."""

    CHECKED = "checked"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file's result. ``path`` is as given, with ``/``; ``source`` and ``document`` are ``None`` if it failed.

    ``unfinished`` says that the job could not be done for this file, so that the exit status is 2.
    """

    path: str
    status: Status
    source: Source | None = None
    document: Document | None = None
    findings: Findings = NO_FINDINGS
    unfinished: bool = False

    @property
    def counted(self) -> tuple[Diagnostic, ...]:
        """The findings that are not suppressed."""
        return tuple(d for d in self.findings.diagnostics if d.suppressed is None)


@dataclass(slots=True)
class Tally:
    """Sums over the files seen so far. ``passed_over`` are files and folders that were met in a folder and not taken,
    ``not_reports`` the files in folders that are no annual report."""

    files: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    suppressed: int = 0
    failed: int = 0
    skipped: int = 0
    not_reports: int = 0
    passed_over: int = 0
    not_run: int = 0
    unfinished: bool = False

    def add(self, result: FileResult) -> None:
        """Count ``result``."""
        diagnostics = result.findings.diagnostics
        self.files += 1
        self.severities.update(d.severity for d in result.counted)
        self.suppressed += len(diagnostics) - len(result.counted)
        self.failed += result.status is Status.FAILED
        self.skipped += result.status is Status.SKIPPED
        self.not_reports += result.status is Status.SKIPPED and not diagnostics
        self.not_run += len(result.findings.not_run)
        self.unfinished |= result.unfinished or any(d.code == CRASHED for d in diagnostics)


def tally(results: Iterable[FileResult], passed_over: int = 0) -> Tally:
    """The sums over ``results``."""
    total = Tally(passed_over=passed_over)
    for result in results:
        total.add(result)
    return total


def exit_status(total: Tally, fail_on: Severity | None) -> int:
    """0: nothing at or above ``fail_on`` (``None``: never); 1: findings at or above it; 2: the job was not done."""
    if total.unfinished:
        return 2
    if fail_on is None:
        return 0
    return int(any(count for severity, count in total.severities.items() if severity >= fail_on))
