"""Tables of one body over the years, which hang together as those of one year do; and sums over bodies."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from bench.figures import (
    APPLICANT_WEIGHTS,
    APPLICANTS,
    LITIGATION_ROWS,
    OUTCOMES,
    Form,
    Rows,
    Scale,
    Tables,
    leaf_rows,
    make_tables,
    request_rows,
    result_weights,
    total,
)

_Counts = dict[str, dict[str, int]]
FIRST_OF_2021 = 2021


def form_of(year: int) -> Form:
    """The edition that reports about ``year`` follow."""
    return "2021" if year >= FIRST_OF_2021 else "2019"


def next_tables(rng: random.Random, year: int, scale: Scale, before: Tables | None) -> Tables:
    """The tables of ``year`` after those of the year ``before`` (``None``: the first year)."""
    form = form_of(year)
    made = make_tables(rng, form, year, scale)
    if before is None:
        return made
    requests = _requests(rng, form, before["requests"])
    litigation = _litigation(rng, year, before["litigation"], int(requests["总计"]["总计"]))
    return {
        "proactive": _proactive(rng, form, before["proactive"], made["proactive"]),
        "requests": requests,
        "litigation": litigation,
    }


def _near(rng: random.Random, number: Decimal) -> int:
    """A number of the next year: no jump, and nothing out of nothing."""
    return int(number * rng.randint(70, 150) / 100)


def _requests(rng: random.Random, form: Form, before: Rows) -> Rows:
    """What was left over last year comes first; a few of the new ones are left over again."""
    new = max(1, _near(rng, before["本年新收"]["总计"]))
    carried = [a for a in APPLICANTS for _ in range(int(before["结转下年度"][a]))]
    applicants = carried + rng.choices(APPLICANTS, APPLICANT_WEIGHTS, k=new)
    return requests_of(rng, form, applicants, len(carried))


def requests_of(rng: random.Random, form: Form, applicants: Sequence[str], carried: int, late: float = 0.04) -> Rows:
    """The table of these applications, of which the first so many were ``carried`` over; a part is left over again."""
    weights = result_weights(form)
    counts: _Counts = {row: dict.fromkeys(APPLICANTS, 0) for row in request_rows(form)}
    for number, applicant in enumerate(applicants):
        is_new = number >= carried
        counts["本年新收" if is_new else "上年结转"][applicant] += 1
        if is_new and rng.random() < late:
            counts["结转下年度"][applicant] += 1
            continue
        counts[rng.choices(list(weights), list(weights.values()))[0]][applicant] += 1
        counts["总计"][applicant] += 1
    return _with_totals(counts)


def _litigation(rng: random.Random, year: int, before: Rows, handled: int) -> Rows:
    """Cases that were pending end, or go on pending; some are new (no direct lawsuits from 2024 on)."""
    counts: _Counts = {row: dict.fromkeys(OUTCOMES, 0) for row in LITIGATION_ROWS}
    for row, cells in counts.items():
        direct = row == "未经复议直接起诉" and year >= 2024
        fresh = 0 if direct or not handled else sum(rng.random() < 0.05 for _ in range(min(handled, 60)))
        for _ in range(int(before[row]["尚未审结"]) + fresh):
            cells[rng.choices(OUTCOMES, (12, 4, 5, 0 if direct else 2))[0]] += 1
    return _with_totals(counts)


def _proactive(rng: random.Random, form: Form, before: Rows, made: Rows) -> Rows:
    rows = {row: dict(cells) for row, cells in made.items()}
    if form == "2021":
        for row, cells in rows.items():
            if "处理决定" in cells:
                cells["处理决定"] = Decimal(_near(rng, before[row]["处理决定"]))
        if "行政规范性文件" in before:
            old = before["行政规范性文件"]["现行有效"]
            documents = rows["行政规范性文件"]
            documents["废止"] = min(documents["废止"], old)
            documents["现行有效"] = old + documents["制发"] - documents["废止"]
            rows["行政事业性收费"] = dict(before["行政事业性收费"])
        return rows
    for row, cells in rows.items():
        if "增减" not in cells:
            continue
        cells["上一年项目数量"] = before[row]["上一年项目数量"] + before[row]["增减"]
        cells["增减"] = Decimal(0)
        if "处理决定" in cells:
            cells["处理决定"] = Decimal(_near(rng, before[row]["处理决定"]))
            while cells["处理决定"] and cells["处理决定"] == cells["上一年项目数量"]:
                cells["处理决定"] += 1
            if not cells["上一年项目数量"]:
                cells["处理决定"] = Decimal(0)
    return rows


def summed(parts: Sequence[Tables], own: Tables) -> Tables:
    """The tables of a body that reports for all of ``parts``: their applications and cases added up, and what it
    discloses itself."""
    return {
        "proactive": own["proactive"],
        "requests": _sum([part["requests"] for part in parts]),
        "litigation": _sum([part["litigation"] for part in parts]),
    }


def _sum(parts: Sequence[Rows]) -> Rows:
    return {
        row: {column: total(part[row][column] for part in parts) for column in cells} for row, cells in parts[0].items()
    }


def _with_totals(counts: Mapping[str, Mapping[str, int]]) -> Rows:
    rows: dict[str, dict[str, Decimal]] = {}
    for row, cells in counts.items():
        rows[row] = {column: Decimal(count) for column, count in cells.items()}
        rows[row]["总计"] = total(rows[row].values())
    return rows


__all__ = ["form_of", "leaf_rows", "next_tables", "requests_of", "summed"]
