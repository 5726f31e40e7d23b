"""Outcomes → an overview: bodies by years, what is missing, findings by family, the sums of the tables.

Nothing is guessed. A body is missing in a year when it has a report of another year or the configuration names it, and
there is none of this year. Reports that name no body or no year, and those of which there are several that differ, are
listed and take no part in sums.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gklint.diagnostics import Severity
from gklint.project.names import Names
from gklint.report.bound import CellState
from gklint.report.digest import Digest
from gklint.report.forms import CellPlace
from gklint.results import Status
from gklint.runner.outcome import Outcome
from gklint.summary.amounts import amount
from gklint.summary.survey import Seen
from gklint.tuples import NamedTuple

Place = tuple[str, str]
_STATES = tuple(CellState)


class Table(NamedTuple):
    """A table of one report: its edition, its numbers other than nought (money in 万元), and the cells without one that
    could be added up."""

    form: str
    numbers: tuple[tuple[Place, Decimal], ...]
    silent: frozenset[Place]


class Report(NamedTuple):
    """A report: whose, of which year, what was found, its tables (those that it has)."""

    path: str
    body: str | None
    agency: str | None
    year: int | None
    several: bool
    seen: Seen
    tables: Mapping[str, Table]


class LeftOut(NamedTuple):
    """A file that takes no part in the sums, and why (Chinese)."""

    path: str
    reason: str


@dataclass
class Sums:
    """A table added up over the reports of one year: by cell the sum, and how many reports have no number there."""

    form: str
    reports: int = 0
    totals: dict[Place, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    silent: Counter[Place] = field(default_factory=Counter)

    def add(self, table: Table) -> None:
        """One report more."""
        self.reports += 1
        for place, value in table.numbers:
            self.totals[place] += value
        self.silent.update(table.silent)


@dataclass(frozen=True)
class Overview:
    """All that a summary says.

    ``names`` is by a body's key how it is called. ``handed_in`` has the reports by body and year, ``counted`` those of
    them that take part in sums. ``declared`` are the bodies that the configuration names. ``sums`` is by year, table
    and edition.
    """

    years: tuple[int, ...]
    names: Mapping[str, str]
    handed_in: Mapping[tuple[str, int], tuple[Report, ...]]
    counted: tuple[Report, ...]
    declared: frozenset[str]
    sums: Mapping[tuple[int, str, str], Sums]
    findings: Mapping[int | None, Counter[tuple[Severity, str]]]
    left_out: tuple[LeftOut, ...]
    not_reports: int
    passed_over: int
    not_run: int

    def missing(self) -> Iterator[tuple[str, int]]:
        """Body and year of each report that is not there."""
        for body in sorted(self.names, key=lambda key: self.names[key]):
            yield from ((body, year) for year in self.years if (body, year) not in self.handed_in)

    def total(self, severity: Severity) -> int:
        """Findings of a level in all files."""
        return sum(n for counts in self.findings.values() for (level, _), n in counts.items() if level is severity)


class Gatherer:
    """Takes outcomes one by one; keeps little of each."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._reports: list[Report] = []
        self._left_out: list[LeftOut] = []
        self._not_reports = 0
        self._findings: dict[int | None, Counter[tuple[Severity, str]]] = defaultdict(Counter)
        self._not_run = 0

    def add(self, outcome: Outcome) -> None:
        """One file more."""
        (piece,) = outcome.pieces
        assert isinstance(piece, Seen)
        digest = outcome.digest
        self._findings[digest.year if digest else None].update(piece.counts)
        self._not_run += piece.not_run
        if piece.status is Status.FAILED:
            self._left_out.append(LeftOut(piece.path, piece.reason or "没能检查"))
        elif digest is None:
            self._not_reports += 1
        else:
            self._reports.append(self._report(digest, piece))

    def _report(self, digest: Digest, piece: Seen) -> Report:
        body = self._names.key(digest.agency) if digest.agency else None
        tables = {name: _table(digest, name) for name, table in digest.tables.items() if table is not None}
        return Report(piece.path, body, digest.agency, digest.year, digest.several, piece, tables)

    def overview(self, declared: Iterable[str], passed_over: int = 0) -> Overview:
        """The overview of all that was added; ``declared`` are bodies by name that are expected."""
        expected = {self._names.key(name): name for name in declared}
        held: dict[tuple[str, int], list[Report]] = defaultdict(list)
        left_out = list(self._left_out)
        names = dict(expected)
        for report in self._reports:
            why = _unplaced(report)
            if why or report.body is None or report.year is None:
                left_out.append(LeftOut(report.path, why or "没有归入"))
                continue
            held[report.body, report.year].append(report)
            names.setdefault(report.body, report.agency or report.body)
        counted: list[Report] = []
        for reports in held.values():
            same = all(report.tables == reports[0].tables for report in reports)
            counted += reports[:1] if same else []
            words = f"与 {reports[0].path} 是同一单位同一年度，数相同，只计一次"
            differ = f"{reports[0].agency} {reports[0].year} 年度的报告有 {len(reports)} 份而且数不同，都没有计入"
            left_out += [LeftOut(report.path, words if same else differ) for report in reports[1 if same else 0 :]]
        return Overview(
            tuple(sorted({year for _, year in held})), names, {key: tuple(found) for key, found in held.items()},
            tuple(counted), frozenset(expected), _sums(counted), dict(self._findings),
            tuple(sorted(left_out)), self._not_reports, passed_over, self._not_run,
        )  # fmt: skip


def _unplaced(report: Report) -> str | None:
    """Why it is not certain whose report of which year this is."""
    lacks = [word for word, there in (("单位名称", report.body), ("报告年度", report.year)) if there is None]
    if lacks:
        return f"看不出{'和'.join(lacks)}，没有归入任何单位"
    return "文件里像是有两份报告，没有归入任何单位" if report.several else None


def _table(digest: Digest, name: str) -> Table:
    table = digest.tables[name]
    assert table is not None
    numbers, silent = [], []
    for at, (place, state, value) in enumerate(zip(table.keys, table.states, table.values, strict=True)):
        found = None
        if value is not None and _STATES[state] in (CellState.NUMBER, CellState.ZERO):
            found = amount(value, table.units.get(at), table.form, CellPlace(name, *place))
        if found is None:
            silent.append(place)
        elif found:
            numbers.append((place, found))
    return Table(table.form, tuple(numbers), frozenset(silent))


def _sums(reports: Iterable[Report]) -> dict[tuple[int, str, str], Sums]:
    found: dict[tuple[int, str, str], Sums] = {}
    for report in reports:
        for name, table in report.tables.items():
            assert report.year is not None
            key = (report.year, name, table.form)
            found.setdefault(key, Sums(table.form)).add(table)
    return found
