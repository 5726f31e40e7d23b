"""The five real reports, extracted: every cell of every table against values that were read by eye.

``expected/NNN.json`` holds for each cell ``[raw, value, unit, state]``, in the form's order of rows and columns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

EXPECTED = Path(__file__).parent / "expected"
SEEDS = ("000", "001", "002", "003", "004")
HEAD = ("title", "agency", "year", "form")
TABLES = ("proactive", "requests", "litigation")
# Counted from the printed forms. 主动公开 2019: two rows of three, four of three, two of two; 2021: two of three and
# four of one. 依申请: 23 or 25 rows of seven. 复议诉讼: three rows of five.
CELLS = {"2019": 22 + 23 * 7 + 15, "2021": 10 + 25 * 7 + 15}
# A field code that conversion left in a cell may stay in ``raw`` or be taken off; the value must not suffer.
RESIDUE = re.compile(r"\[bookmark:[^\]]*\]")


def expected(seed: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((EXPECTED / f"{seed}.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def extracted(gklint: Callable[..., Any], seed_paths: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """What ``gklint extract`` says of the five reports, by seed."""
    found = gklint("extract", *seed_paths.values(), "--format", "json")
    by_path = {report["path"]: report for report in found}
    assert len(by_path) == len(found) == len(SEEDS)
    return {seed: by_path[path.as_posix()] for seed, path in seed_paths.items()}


def cells(tables: dict[str, Any]) -> Iterator[tuple[str, str, str, list[Any]]]:
    """Table, row, column and content of every expected cell."""
    for table in TABLES:
        for row, columns in tables[table].items():
            for column, content in columns.items():
                yield table, row, column, content


def shown(cell: dict[str, Any] | None) -> list[Any] | None:
    """A cell of the output in the order of the expected values, its raw text without outer white space."""
    if cell is None:
        return None
    return [RESIDUE.sub("", cell["raw"]).strip(), cell["value"], cell["unit"], cell["state"]]


def differences(want: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """One line for each cell that is not as expected, and for each row or column that is too many."""
    lines = []
    for table, row, column, content in cells(want):
        wanted = [RESIDUE.sub("", content[0]).strip(), *content[1:]]
        found = shown(((got[table] or {}).get(row) or {}).get(column))
        if found != wanted:
            lines.append(f"{table} / {row} / {column}: expected {wanted}, got {found}")
    for table in TABLES:
        for row, columns in (got[table] or {}).items():
            surplus = set(columns) - set(want[table].get(row, {}))
            lines += [f"{table} / {row} / {column}: no such cell in the form" for column in sorted(surplus)]
    return lines


@pytest.mark.parametrize("seed", SEEDS)
def test_head(seed: str, extracted: dict[str, dict[str, Any]]) -> None:
    want = expected(seed)
    assert {key: extracted[seed][key] for key in HEAD} == {key: want[key] for key in HEAD}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell(seed: str, extracted: dict[str, dict[str, Any]]) -> None:
    lines = differences(expected(seed)["tables"], extracted[seed]["tables"])
    assert not lines, f"{len(lines)} cells differ:\n" + "\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_rows_and_columns(seed: str, extracted: dict[str, dict[str, Any]]) -> None:
    want, got = expected(seed)["tables"], extracted[seed]["tables"]
    for table in TABLES:
        assert [(row, list(columns)) for row, columns in got[table].items()] == [
            (row, list(columns)) for row, columns in want[table].items()
        ]


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_follow_the_reports_form(seed: str, extracted: dict[str, dict[str, Any]]) -> None:
    got = extracted[seed]["tables"]
    assert {table: got[f"{table}_form"] for table in TABLES} == dict.fromkeys(TABLES, expected(seed)["form"])


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_that_the_form_does_not_know(seed: str, extracted: dict[str, dict[str, Any]]) -> None:
    got = extracted[seed]["tables"]
    extra = {
        (table, row["label"].strip()): [cell["value"] for cell in row["cells"]]
        for table in TABLES
        for row in got.get(f"{table}_extra") or []
    }
    # Seed 001 has a row of its own making, line 36; the others have none.
    assert extra == ({("proactive", "其他主动公开文件"): [50, 27, 27]} if seed == "001" else {})


def test_nothing_is_left_out() -> None:
    counted = {seed: len(list(cells(expected(seed)["tables"]))) for seed in SEEDS}
    assert counted == {"000": 198, "001": 198, "002": 198, "003": 200, "004": 198}
    assert counted == {seed: CELLS[expected(seed)["form"]] for seed in SEEDS}
