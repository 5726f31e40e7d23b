"""The floor looks for all that the rules look for, and finds what is there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import re2

from bench import floor
from bench.generate import generate
from gklint.engine.rule import Rule
from gklint.engine.scan import sought
from gklint.packs import CORE, read_pack, shipped


@pytest.fixture(scope="module")
def rules() -> Sequence[Rule]:
    return read_pack(shipped()[CORE], True).rules


def test_it_looks_for_every_word_and_pattern_once(rules: Sequence[Rule]) -> None:
    things = {thing for rule in rules for thing in sought(rule) or ()}
    assert len(things) > 500
    patterns = {thing.text if thing.is_pattern else re2.escape(thing.text) for thing in things}
    assert sorted(floor.wanted(rules)) == sorted(patterns)


def test_one_pass_finds_as_much_as_one_search_for_each(rules: Sequence[Rule]) -> None:
    patterns = [re2.compile(pattern) for pattern in floor.wanted(rules)]
    found_in = floor.one_pass(rules)
    for _, text in generate(6):
        here = sum(1 for pattern in patterns if pattern.search(text))
        assert here > 0
        assert found_in(text.encode()) == here


def test_its_own_scan_finds_the_rules_that_the_text_concerns(rules: Sequence[Rule]) -> None:
    found_in = floor.own_scan(rules)
    assert found_in(b"") == 0
    assert found_in("本局帐号已公布。".encode()) == 1
