"""What a rule says about a report: diagnostics, their labels, fixes and severities.

Positions are spans of the text that the reader produced (see :mod:`gklint.text`). This module knows the standard
library and :mod:`gklint.text` only.
"""

from __future__ import annotations

from enum import Enum, IntEnum

from gklint.text import Position, Source, Span
from gklint.tuples import NamedTuple


class Severity(IntEnum):
    """How bad a finding is; a higher number is worse. An error is certain."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word used in configuration and output: ``info``, ``warning``, ``error``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Severity:
        """The severity named ``word``; raises ``KeyError`` for any other word."""
        return cls[word.upper()]


class BasisStatus(Enum):
    """Where a rule's authority comes from: a published text, observed custom, or a text not yet verified."""

    OFFICIAL = "official"
    CUSTOM = "custom"
    UNVERIFIED = "unverified"


class Applicability(Enum):
    """How a fix may be applied: by ``--fix``, only with ``--unsafe-fixes``, or shown and never applied."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class SuppressedBy(Enum):
    """What suppressed a finding."""

    INLINE = "inline"
    CONFIG = "config"
    BASELINE = "baseline"


class Basis(NamedTuple):
    """The clause or standard that a rule rests on."""

    text: str
    status: BasisStatus = BasisStatus.OFFICIAL


class Place(NamedTuple):
    """Where a span of another file is, for those who do not have its text: line and column of start and end, and what
    a person looks for in the original (``None`` where the text is the original)."""

    start: Position
    end: Position
    origins: tuple[str | None, str | None] | None = None


class Label(NamedTuple):
    """A second place that a finding speaks of; ``path`` is ``None`` when it is in the same file. ``place`` says where a
    span of another file is."""

    span: Span
    message: str
    path: str | None = None
    place: Place | None = None

    @classmethod
    def elsewhere(cls, source: Source, span: Span, message: str) -> Label:
        """A label in the file of ``source``, which the finding is not in."""
        origins = (source.origin(span.start), source.origin(span.end)) if source.origin else None
        place = Place(source.position(span.start), source.position(span.end), origins)
        return cls(span, message, source.path, place)


class Edit(NamedTuple):
    """Replace the text of ``span`` by ``text``."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A change that removes a finding; its edits do not overlap."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


class Suppression(NamedTuple):
    """Why a finding does not count."""

    by: SuppressedBy
    reason: str


class Calculation(NamedTuple):
    """A sum shown to a person beside a finding: one line each, e.g. ``一、本年新收 9 ＋ 二、上年结转 0 ＝ 9``."""

    lines: tuple[str, ...]


class Diagnostic(NamedTuple):
    """One finding: a code, where it is, what is wrong and on what basis."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    labels: tuple[Label, ...] = ()
    grade: str | None = None
    basis: Basis | None = None
    fix: Fix | None = None
    calculation: Calculation | None = None
    suppressed: Suppression | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key by which diagnostics of one file are ordered: start, end, code, message."""
        return (self.span.start, self.span.end, self.code, self.message)

    def suppress(self, by: SuppressedBy, reason: str) -> Diagnostic:
        """This finding, marked as suppressed."""
        return self._replace(suppressed=Suppression(by, reason))


class NotRun(NamedTuple):
    """Something that a rule could not check, and why; ``count`` places of one table, the first one named."""

    code: str
    reason: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    span: Span | None = None
    count: int = 1  # type: ignore[assignment]  # a tuple's own ``count`` is asked of none


class Findings(NamedTuple):
    """All that checking one report gave: diagnostics in their order, and what could not be checked."""

    diagnostics: tuple[Diagnostic, ...] = ()
    not_run: tuple[NotRun, ...] = ()
