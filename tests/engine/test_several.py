"""Reports checked together against each by itself."""

from __future__ import annotations

import gc
import random
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generate import generate
from bench.mutate import mutate
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.once import MOST, forget, once
from gklint.readers import read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import fold_each
from tests.engine.build import document, ruleset
from tests.engine.test_check import PYTHON
from tests.engine.test_quick import core

WRITTEN = 30


@cache
def texts() -> list[str]:
    """Reports in all layouts, most of them with faults."""
    written = [text for _, text in generate(WRITTEN)]
    return [mutate(text, random.Random(number), 9) if number % 4 else text for number, text in enumerate(written)]


@cache
def checker() -> Checker:
    return Checker(core(), CheckOptions())


def read(number: int) -> Document:
    return read_document(read_source(f"{number}.txt", texts()[number].encode()))


@given(st.lists(st.integers(0, WRITTEN - 1), max_size=2 * MOST))
@settings(max_examples=8, deadline=None)
def test_together_each_report_has_the_findings_that_it_has_alone(numbers: list[int]) -> None:
    alone = {number: checker().check(read(number)) for number in set(numbers)}
    assert checker().check_each([read(number) for number in numbers]) == [alone[number] for number in numbers]


def test_the_reports_of_that_test_have_findings_and_differ() -> None:
    found = checker().check_each(list(map(read, range(WRITTEN))))
    assert len(set(map(str, found))) > WRITTEN // 2
    assert sum(len(one.diagnostics) for one in found) > WRITTEN


@pytest.mark.parametrize("position", range(3))
def test_a_rule_that_raises_for_one_report_is_run_on_the_others(tmp_path: Path, position: int) -> None:
    code = """\
from gklint.engine.rule import rule

@rule("ABC001")
def check(node, ctx):
    if "难处" in ctx.text(node.span):
        raise ValueError("不行")
    yield ctx.finding(node.span, "有")
"""
    rules = ruleset(tmp_path, PYTHON, checks_py=code)
    reports = [document(["难处" if number == position else "水利"]) for number in range(3)]
    codes = [[found.code for found in one.diagnostics] for one in Checker(rules, CheckOptions()).check_each(reports)]
    assert codes.pop(position) == ["GK900"]
    assert codes == [["ABC001"], ["ABC001"]]


def test_an_answer_is_kept_for_the_very_thing_while_others_are_asked_about() -> None:
    asked: list[list[int]] = []

    @once
    def first(things: list[int]) -> int:
        asked.append(things)
        return things[0]

    things = [[number] for number in range(MOST)]
    for _ in range(2):
        assert [first(one) for one in things] == list(range(MOST))
    assert asked == things
    assert first([0]) == 0
    assert len(asked) == MOST + 1
    assert first(things[0]) == 0
    assert len(asked) == MOST + 2  # there are too many by now: all had to go


def test_several_threads_may_ask_at_a_time() -> None:
    @once
    def first(things: list[int]) -> int:
        return things[0]

    def ask(start: int) -> list[int]:
        return [first([number]) for number in range(start, start + 50_000)]

    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(ask, range(8)))
    finally:
        sys.setswitchinterval(often)
    assert answers == [list(range(start, start + 50_000)) for start in range(8)]


def test_a_report_goes_when_others_come_without_a_search_for_garbage() -> None:
    reports = list(map(read, range(MOST)))
    gone = [weakref.ref(report) for report in reports]
    gc.disable()
    try:
        checker().check_each(reports)
        fold_each(("甲" * 30,))
        reports.clear()
        forget()
        assert [one() for one in gone] == [None] * MOST
    finally:
        gc.enable()
    assert fold_each.cache_info().currsize == 0
