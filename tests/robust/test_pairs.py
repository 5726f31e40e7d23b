"""Two ways to one answer agree (a short run of what ``bench.fuzz`` does at length), and would be seen not to."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from unittest import mock

import pytest

from bench.fuzz import roads
from bench.fuzz.found import Disagreement
from bench.fuzz.pairs import PAIRS
from bench.fuzz.scratch import clean_up
from bench.generate import generate
from bench.inputs import seeds
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.scan import Scan
from gklint.lalr import Tables
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.frames import Frames
from gklint.report.read import read_document
from gklint.report.shapes import sentence_shape
from gklint.runner.batch import Batch
from gklint.runner.discover import Target
from gklint.runner.outcome import Outcome
from gklint.runner.pool import Pool
from gklint.runner.store import OutcomeStore

RUNS = {"roads": 60, "seeds": 20, "lark": 60, "layouts": 4, "jobs": 1, "cache": 1}


@pytest.mark.parametrize("target", PAIRS)
def test_two_ways_agree(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32" and target == "jobs":
        pytest.skip("forks")
    if target == "seeds" and not seeds():
        pytest.skip("no ../shared/seeds beside the project")
    monkeypatch.setenv("GKLINT_CACHE_DIR", "")  # so that it is put back
    pair = PAIRS[target]
    try:
        for number in range(RUNS[target]):
            pair.run(pair.make(random.Random(f"5:{target}:{number}")))
    finally:
        clean_up(os.getpid())


@pytest.mark.parametrize("road", roads.QUICK, ids=str)
def test_every_quick_road_is_gone_and_can_be_left_out(road: roads.Road) -> None:
    """Some report goes it, so that the comparison is one of two roads."""
    quick = getattr(road.module, road.name)
    rules = load_ruleset([read_pack(shipped()[CORE], True)])
    # No frame is known yet, whatever tests before this one have read: a known one goes before other roads.
    unknown = mock.patch.object(Frames, "table", return_value=None)
    with unknown, mock.patch.object(road.module, road.name, side_effect=quick) as taken:
        sentence_shape.cache_clear()  # those that tests before this one have made are not made again
        checker = Checker(rules, CheckOptions())
        for name, text in (*generate(12), *generate(1, layouts=(13,))):
            checker.check(read_document(read_source(name, text.encode())))
    assert taken.called
    with roads.full((road,)):
        assert getattr(road.module, road.name) is road.instead
    assert getattr(road.module, road.name) is quick


def _runs(target: str, count: int) -> None:
    pair = PAIRS[target]
    for number in range(count):
        pair.run(pair.make(random.Random(f"6:{target}:{number}")))


def test_a_quick_road_that_goes_wrong_is_seen() -> None:
    with mock.patch.object(Scan, "places", return_value=[]), pytest.raises(Disagreement, match="findings"):
        _runs("roads", 20)


def test_a_layout_that_reads_otherwise_is_seen() -> None:
    from bench.layouts import STYLES

    broken = STYLES[4]._replace(table=lambda grid, variant: STYLES[4].table(grid[:-1], variant))
    with mock.patch.dict(STYLES, {5: broken}), pytest.raises(Disagreement, match="layouts 1 and 5"):
        _runs("layouts", 3)


def test_tables_that_read_otherwise_than_lark_are_seen() -> None:
    parse = Tables.parse

    def forgetful(self: Tables, names: Sequence[str], values: Sequence[Any]) -> Any:
        return parse(self, names[:-1], values[:-1])

    with mock.patch.object(Tables, "parse", forgetful), pytest.raises(AssertionError):
        _runs("lark", 3)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_processes_that_give_another_order_are_seen() -> None:
    parallel = Batch._parallel

    def backwards(self: Batch, targets: Iterable[Target], pool: Pool) -> Iterator[Outcome]:
        yield from reversed(list(parallel(self, targets, pool)))

    with mock.patch.object(Batch, "_parallel", backwards), pytest.raises(Disagreement, match="one process and three"):
        _runs("jobs", 1)
    clean_up(os.getpid())


def test_a_memory_that_does_not_look_at_the_file_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", "")  # so that it is put back
    forgetful = mock.patch.object(OutcomeStore, "key", return_value="ab" * 32)
    with forgetful, pytest.raises(Disagreement, match="remembered"):
        _runs("cache", 1)
    clean_up(os.getpid())
