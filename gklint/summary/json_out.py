"""A summary as JSON, with every cell of the sums."""

from __future__ import annotations

from collections import Counter

from gklint import __version__
from gklint.diagnostics import Severity
from gklint.reporters.jsontext import Json, json_text, number
from gklint.reporters.words import SEVERITY_WORDS
from gklint.summary.figures import year_lines
from gklint.summary.model import Overview, Report, Sums

SCHEMA = 1


def summary_json(overview: Overview) -> str:
    """The text of one JSON object."""
    missing = set(overview.missing())
    value: Json = {
        "schema": SCHEMA,
        "tool": {"name": "gklint", "version": __version__},
        "years": [
            {"year": line.year, "bodies": line.known, "handed_in": line.handed_in, "missing": line.missing,
             "counted": line.counted, **_levels(line.levels)}
            for line in year_lines(overview)
        ],
        "bodies": [
            {
                "agency": name,
                "declared": body in overview.declared,
                "reports": _reports(overview, body),
                "missing": [year for year in overview.years if (body, year) in missing],
            }
            for body, name in sorted(overview.names.items(), key=lambda item: item[1])
        ],
        "findings": [
            {"year": year, "code": code, "severity": level.word, "count": count}
            for year, counts in sorted(overview.findings.items(), key=lambda item: (item[0] is None, item[0] or 0))
            for (level, code), count in sorted(counts.items(), key=lambda item: item[0][1])
        ],
        "totals": [_sums(*key, sums) for key, sums in sorted(overview.sums.items())],
        "left_out": [{"path": one.path, "reason": one.reason} for one in overview.left_out],
        "summary": {
            **_levels({level: overview.total(level) for level in SEVERITY_WORDS}),
            "not_run": overview.not_run, "not_reports": overview.not_reports, "passed_over": overview.passed_over,
        },
    }  # fmt: skip
    return json_text(value) + "\n"


def _levels(counts: object) -> dict[str, Json]:
    assert isinstance(counts, dict | Counter)
    return {level.word: counts.get(level, 0) for level in SEVERITY_WORDS}


def _reports(overview: Overview, body: str) -> list[Json]:
    return [_report(one) for year in overview.years for one in overview.handed_in.get((body, year), ())]


def _report(report: Report) -> Json:
    counts: Counter[Severity] = Counter()
    for (level, _), count in report.seen.counts.items():
        counts[level] += count
    return {"path": report.path, "year": report.year, **_levels(counts), "not_run": report.seen.not_run}


def _sums(year: int, table: str, form: str, sums: Sums) -> Json:
    """``cells`` has the sums other than nought; ``silent`` how many reports have no number that could be added."""
    cells: dict[str, dict[str, Json]] = {}
    for (row, column), value in sums.totals.items():
        cells.setdefault(row, {})[column] = number(value)
    silent: dict[str, dict[str, Json]] = {}
    for (row, column), count in sums.silent.items():
        silent.setdefault(row, {})[column] = count
    return {"year": year, "table": table, "form": form, "reports": sums.reports, "cells": cells, "silent": silent}
