"""What a run gives: one result for each file, and the sums over all of them. Reporters take these and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from gklint.diagnostics import Diagnostic, Findings, Severity
from gklint.text import Origins, Source
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.report.document import Document

UNREADABLE, NOT_A_REPORT, UNSURE_FORM, REMARKED, CRASHED = "GK001", "GK002", "GK003", "GK014", "GK900"


ANNUAL = "gk-annual"
"""The family of reports that gklint itself knows; plugins add others."""
NO_FINDINGS = Findings()


class Status(Enum):
    """What became of a file: checked, skipped (no annual report, GK002) or failed (it cannot be read, GK001)."""

    CHECKED = "checked"
    SKIPPED = "skipped"
    FAILED = "failed"


class About(NamedTuple):
    """What a list of files tells of each: edition of the form, year, reporting body, family of reports."""

    form: str
    year: int | None
    agency: str | None
    kind: str | None


class FileResult(NamedTuple):
    """One file's result. ``path`` is as given, with ``/``; ``source`` is ``None`` if it failed.

    ``document`` is ``None`` if it failed, and in a result that comes from another process; ask for ``about``.
    ``unfinished`` says that the job could not be done for this file, so that the exit status is 2. ``settings`` says
    that the file is no report but one that the run is configured by (gklint.toml, a baseline); it is not counted.
    ``keys`` are by what each finding is known again (:class:`gklint.baseline.Key`) where there is no document to tell.
    """

    path: str
    status: Status
    source: Source | None = None
    document: Document | None = None
    findings: Findings = NO_FINDINGS
    unfinished: bool = False
    settings: bool = False
    brief: About | None = None
    keys: tuple[tuple[str, ...], ...] = ()

    @property
    def about(self) -> About | None:
        """What is known of the report; ``None`` if there is none."""
        if self.document is None:
            return self.brief
        document = self.document
        return About(document.choice.form, document.year, document.agency, document.kind)

    @property
    def counted(self) -> tuple[Diagnostic, ...]:
        """The findings that are not suppressed."""
        return tuple(d for d in self.findings.diagnostics if d.suppressed is None)

    def portable(self, keys: Iterable[tuple[str, ...]] = ()) -> FileResult:
        """This result as it can be stored or sent to another process: without the document (``keys`` stand in for it),
        and with the origins of just the places that it speaks of."""
        source = self.source
        if source is not None and source.origin is not None:
            origins = {offset: source.origin(offset) for offset in sorted(_offsets(self.findings))}
            source = source.replaced(origin=Origins(origins))
        return self._replace(source=source, document=None, brief=self.about, keys=tuple(keys) or self.keys)


def _offsets(findings: Findings) -> set[int]:
    """Every offset that a reporter may ask the origin of."""
    spans = [entry.span for entry in findings.not_run if entry.span]
    for diagnostic in findings.diagnostics:
        spans += [diagnostic.span, *(label.span for label in diagnostic.labels)]
        spans += [edit.span for edit in diagnostic.fix.edits] if diagnostic.fix else []
    return {offset for span in spans for offset in span}


class Tally:
    """Sums over the files seen so far. ``passed_over`` are files and folders that were met in a folder and not taken,
    ``not_reports`` the files in folders that are no annual report, ``codes`` the findings that count, by code."""

    def __init__(self, files: int = 0, passed_over: int = 0, unfinished: bool = False) -> None:
        self.files = files
        self.severities: Counter[Severity] = Counter()
        self.suppressed = 0
        self.failed = 0
        self.skipped = 0
        self.not_reports = 0
        self.passed_over = passed_over
        self.not_run = 0
        self.unfinished = unfinished
        self.codes: Counter[str] = Counter()

    def __eq__(self, other: object) -> bool:
        """Whether all sums are the same."""
        return isinstance(other, Tally) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # the sums change

    def add(self, result: FileResult) -> None:
        """Count ``result``."""
        diagnostics = result.findings.diagnostics
        self.files += not result.settings
        self.severities.update(d.severity for d in result.counted)
        self.codes.update(d.code for d in result.counted)
        self.suppressed += len(diagnostics) - len(result.counted)
        self.failed += result.status is Status.FAILED
        self.skipped += result.status is Status.SKIPPED
        self.not_reports += result.status is Status.SKIPPED and not diagnostics
        self.not_run += len(result.findings.not_run)
        self.unfinished |= result.unfinished or any(d.code == CRASHED for d in diagnostics)

    def include(self, other: Tally) -> None:
        """Add the sums of ``other``."""
        for name in ("files", "suppressed", "failed", "skipped", "not_reports", "passed_over", "not_run"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.severities.update(other.severities)
        self.codes.update(other.codes)
        self.unfinished |= other.unfinished


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
