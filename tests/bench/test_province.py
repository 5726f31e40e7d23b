"""A small province: every planted break is found, and nothing else at error or warning."""

from __future__ import annotations

from pathlib import Path

from bench.breaks import CODES
from bench.province_check import checked, made

BODIES = 30


def test_a_clean_province_is_silent(tmp_path: Path) -> None:
    whole, breaker = made(BODIES, 7, breaks=False)
    assert len(whole.reports) == 3 * BODIES
    verdict = checked(tmp_path, breaker)
    assert verdict.alarms == []
    assert verdict.found == {}


def test_every_planted_break_is_found_and_nothing_else(tmp_path: Path) -> None:
    _, breaker = made(BODIES, 7, breaks=True)
    assert {one.code for one in breaker.planted} == CODES
    verdict = checked(tmp_path, breaker)
    assert verdict.missed == []
    assert verdict.alarms == []
