"""What holds of any reports: over five hundred generated ones, spoilt at random or by a mutation of each code, the same
bytes come out cached or not, in one process or two; fixing twice is fixing once; and a fix never brings in an error."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.generate import reports
from bench.mutate import mutate
from bench.reports import LAYOUTS, render, suffix
from tests.rules.mutations import MUTATIONS, spoil
from tests.use.conftest import Gklint

REPORTS = int(os.environ.get("GKLINT_TEST_REPORTS", "500"))
SHARDS = 5
RUN = ("check", "--format", "json", "--select", "ALL", "--isolated")


def spoilt(shard: int) -> Iterator[tuple[str, str]]:
    """Name and text of every report of a shard: by turns up to eight random faults, and one mutation of a code."""
    for number, report in enumerate(reports(REPORTS, seed=11)):
        if number % SHARDS != shard:
            continue
        rng = random.Random(number)
        mutation = MUTATIONS[number // 2 % len(MUTATIONS)]
        layout = rng.choice(mutation.layouts if number % 2 else LAYOUTS)
        mutant = spoil(mutation, report, layout) if number % 2 and report.form in mutation.forms else None
        text = mutant.text if mutant else mutate(render(report, layout), rng, most=8)
        yield f"{number:04d}.{suffix(layout)}", text


@pytest.fixture(params=range(SHARDS))
def shard(folder: Path, request: pytest.FixtureRequest) -> int:
    """The files of a shard, in the folder."""
    number: int = request.param
    for name, text in spoilt(number):
        (folder / name).write_bytes(text.encode())
    assert len(list(folder.iterdir())) == REPORTS // SHARDS
    return number


def errors(data: dict[str, list[dict[str, str]]]) -> Counter[tuple[str, str]]:
    return Counter((d["path"], d["code"]) for d in data["diagnostics"] if d["severity"] == "error")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_properties(gklint: Gklint, shard: int, folder: Path) -> None:
    fresh = gklint(*RUN, "--no-cache", ".")
    assert len({d["code"] for d in fresh.data["diagnostics"]}) > 10, "the reports have faults of many kinds"
    runs = {
        "in two processes": gklint(*RUN, "--jobs", "2", "."),
        "outcome by outcome from the cache": gklint(*RUN, "--jobs", "1", "."),
        "worked out once more": gklint(*RUN, "."),
        "answered": gklint(*RUN, "."),
    }
    for how, run in runs.items():
        assert run == fresh, how
    fix = ("--fix",) if shard % 2 else ("--fix", "--unsafe-fixes")
    fixed = gklint(*RUN, *fix, ".")
    once = contents(folder)
    assert not errors(fixed.data) - errors(fresh.data)
    assert gklint(*RUN, ".").data == fixed.data
    again = gklint(*RUN, *fix, ".")
    assert contents(folder) == once
    assert again.data == fixed.data


def test_something_is_fixed(gklint: Gklint, folder: Path) -> None:
    for name, text in spoilt(0):
        (folder / name).write_bytes(text.encode())
    before = contents(folder)
    gklint(*RUN, "--fix", ".")
    changed = [name for name, data in contents(folder).items() if data != before[name]]
    assert len(changed) > 5
