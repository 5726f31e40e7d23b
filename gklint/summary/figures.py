"""What the pages of a summary show, worked out of an overview: lines of figures by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from gklint.diagnostics import Severity
from gklint.report.forms import CellPlace, TableForm, load_forms
from gklint.reporters.html_notes import family_of
from gklint.reporters.words import FAMILIES
from gklint.summary.amounts import is_money
from gklint.summary.model import Overview, Place
from gklint.tuples import NamedTuple

TOTAL = "总计"
NOTHING = "—"
"""Stands where there is no number."""
TABLE_WORDS = {"proactive": "表二", "requests": "表三", "litigation": "表四"}


class YearLine(NamedTuple):
    """A year: how many bodies are known, how many handed in, how many reports count, findings by level."""

    year: int
    known: int
    handed_in: int
    counted: int
    levels: Mapping[Severity, int]

    @property
    def missing(self) -> int:
        """How many did not hand in."""
        return self.known - self.handed_in


class Figures(NamedTuple):
    """A line of a table: its words, a value for each year (``None``: no table of that year has such a cell), for how
    many reports it could not be read, whether it is money (万元)."""

    words: str
    values: tuple[Decimal | None, ...]
    silent: tuple[int, ...]
    money: bool = False


def year_lines(overview: Overview) -> list[YearLine]:
    """A line for each year."""
    handed = Counter(year for _, year in overview.handed_in)
    counted = Counter(report.year for report in overview.counted)
    found = []
    for year in overview.years:
        levels: Counter[Severity] = Counter()
        for (level, _), count in overview.findings.get(year, Counter()).items():
            levels[level] += count
        found.append(YearLine(year, len(overview.names), handed[year], counted[year], levels))
    return found


def by_family(overview: Overview, severity: Severity) -> list[tuple[str, list[int]]]:
    """By family of rules the findings of one level in each year and, last, in all files; the most frequent first."""
    found: dict[str, Counter[int | None]] = defaultdict(Counter)
    for year, counts in overview.findings.items():
        for (level, code), count in counts.items():
            if level is severity:
                found[family_of(code)][year] += count
    ordered = sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return [
        (FAMILIES.get(family, family), [*(counts[year] for year in overview.years), sum(counts.values())])
        for family, counts in ordered
    ]


def missing_years(overview: Overview) -> list[tuple[str, bool, list[int]]]:
    """The bodies that miss a report: name, whether the configuration names it, the years."""
    found: dict[str, list[int]] = defaultdict(list)
    for body, year in overview.missing():
        found[body].append(year)
    return [(overview.names[body], body in overview.declared, years) for body, years in found.items()]


def table_names(overview: Overview) -> list[str]:
    """The tables that any report has, in the form's order."""
    there = {table for _, table, _ in overview.sums}
    return [name for form in list(load_forms().values())[-1:] for name in form.tables if name in there]


def table_lines(overview: Overview, table: str) -> list[Figures]:
    """The sums of a table over all bodies: each row's total, or each cell where a row has none."""
    ordered: list[Place] = []
    words: dict[Place, tuple[str, bool]] = {}
    for name, form in load_forms().items():
        if any(key[1:] == (table, name) for key in overview.sums):
            found = dict(_places(form.tables[table]))
            ordered = _merged(ordered, list(found))
            words |= {place: (said, is_money(name, CellPlace(table, *place))) for place, said in found.items()}
    return [_figures(overview, table, place, *words[place]) for place in ordered]


def _merged(ordered: list[Place], more: list[Place]) -> list[Place]:
    """Both lists in one; what only the second has follows what it follows there."""
    merged = list(ordered)
    for number, place in enumerate(more):
        if place not in merged:
            merged.insert(merged.index(more[number - 1]) + 1 if number else 0, place)
    return merged


def _places(table: TableForm) -> Iterable[tuple[Place, str]]:
    for row in table.row_keys:
        columns = table.column_keys(row)
        if TOTAL in columns:
            yield (row, TOTAL), row.replace("/", "：")
        else:
            yield from (((row, column), f"{row}　{column}") for column in columns)


def _figures(overview: Overview, table: str, place: Place, words: str, money: bool) -> Figures:
    values: list[Decimal | None] = []
    silent = []
    for year in overview.years:
        there = [
            sums
            for (when, name, form), sums in overview.sums.items()
            if (when, name) == (year, table) and has_cell(form, table, place)
        ]
        values.append(sum((sums.totals.get(place, Decimal()) for sums in there), Decimal()) if there else None)
        silent.append(sum(sums.silent[place] for sums in there))
    return Figures(words, tuple(values), tuple(silent), money)


def has_cell(form: str, table: str, place: Place) -> bool:
    """Whether the edition has such a cell."""
    known = load_forms()[form].tables[table]
    return place[0] in known.block_of and place[1] in known.column_keys(place[0])


def cell(overview: Overview, year: int, table: str, row: str, column: str = TOTAL) -> Decimal:
    """The sum of one cell in a year, over both editions."""
    found = (sums for (when, name, _), sums in overview.sums.items() if (when, name) == (year, table))
    return sum((sums.totals.get((row, column), Decimal()) for sums in found), Decimal())


def outcomes(overview: Overview, year: int) -> list[tuple[str, Decimal]]:
    """What became of the requests of a year: the kinds of answers, each with its sum."""
    kinds: dict[str, Decimal] = {}
    for form in load_forms().values():
        rows = form.tables["requests"].row_keys
        for row in rows[2 : rows.index(TOTAL)]:
            kinds.setdefault(row.partition("/")[0], Decimal())
    for (when, name, _), sums in overview.sums.items():
        if (when, name) == (year, "requests"):
            for (row, column), value in sums.totals.items():
                kind = row.partition("/")[0]
                if column == TOTAL and kind in kinds:
                    kinds[kind] += value
    return list(kinds.items())


def number_words(value: Decimal | None, money: bool = False) -> str:
    """A number for people: thousands apart; money with two places and its unit."""
    if value is None:
        return NOTHING
    if money:
        return f"{value:,.2f}"
    return f"{value.normalize():,f}" if value % 1 else f"{int(value):,}"
