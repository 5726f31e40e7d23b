"""Over generated reports with faults: fixing twice is fixing once, and a fix never brings in an error."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

from bench.generate import generate
from bench.mutate import mutate
from tests.use.conftest import Gklint

REPORTS = int(os.environ.get("GKLINT_TEST_REPORTS", "40"))
"""How many; 500 and more in CI."""


def errors(data: dict[str, list[dict[str, str]]]) -> Counter[tuple[str, str]]:
    return Counter((d["path"], d["code"]) for d in data["diagnostics"] if d["severity"] == "error")


def test_fixes_of_all_rules(gklint: Gklint, folder: Path) -> None:
    for number, (name, text) in enumerate(generate(REPORTS, seed=11)):
        (folder / name).write_text(mutate(text, random.Random(number), most=8), encoding="utf-8")
    run = ("check", "--format", "json", "--select", "ALL", ".")
    before = gklint(*run).data
    assert any(d["fix"] for d in before["diagnostics"]), "there is something to fix"
    fixed = gklint(*run, "--fix", "--unsafe-fixes").data
    once = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert not errors(fixed) - errors(before)
    assert gklint(*run).data == fixed
    again = gklint(*run, "--fix", "--unsafe-fixes").data
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == once
    assert again == fixed
