"""Makes synthetic reports: the one door to the generator.

>>> import random
>>> from bench.reports import make_report, render
>>> text = render(make_report(random.Random(1), "2021", "县级部门"), 4)
"""

from __future__ import annotations

import random
from decimal import Decimal

from bench.agencies import KINDS, Agency, Kind, make_agency
from bench.figures import Form, Tables, make_tables
from bench.layouts import STYLES, Layout, render, suffix
from bench.model import Brief, SyntheticReport, SyntheticSection
from bench.prose import Composer, write_closing

__all__ = [
    "FORM_YEARS",
    "KINDS",
    "LAYOUTS",
    "Form",
    "Kind",
    "Layout",
    "SyntheticReport",
    "SyntheticSection",
    "expected_tables",
    "make_report",
    "render",
    "report_of",
    "suffix",
]

LAYOUTS: tuple[Layout, ...] = tuple(STYLES)
FORM_YEARS: dict[Form, tuple[int, ...]] = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024, 2025)}


def make_report(rng: random.Random, form: Form, kind: Kind) -> SyntheticReport:
    """A report by ``form`` of an invented body of ``kind``; the same state of ``rng`` gives the same report."""
    agency = make_agency(rng, kind)
    year = rng.choice(FORM_YEARS[form])
    return report_of(rng, agency, form, year, make_tables(rng, form, year, agency.scale))


def report_of(rng: random.Random, agency: Agency, form: Form, year: int, tables: Tables) -> SyntheticReport:
    """The report of a body with these tables."""
    brief = Brief(agency, form, year, tables, rng)
    composer = Composer(brief)
    return SyntheticReport(
        agency=agency.name,
        kind=agency.kind,
        form=form,
        year=year,
        title=f"{agency.name}{year}年政府信息公开工作年度报告",
        preface=composer.preface(),
        sections=composer.sections(),
        closing=write_closing(brief),
        tables=tables,
        variant=rng.randrange(6),
    )


def expected_tables(
    report: SyntheticReport, *, blanks: bool = False
) -> dict[str, dict[str, dict[str, Decimal | None]]]:
    """The tables in the keys of ``gklint extract``; with ``blanks``, what is nought is ``None``."""
    return {
        name: {
            row: {column: None if blanks and not value else value for column, value in cells.items()}
            for row, cells in rows.items()
        }
        for name, rows in report.tables.items()
    }
