"""Every line of SECURITY.md names a test that is there, and the tables have no line without one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_named_test_is_there() -> None:
    named = set(_TEST.findall(NOTE))
    assert len(named) >= 25
    for path, name in sorted(named):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_every_promise_has_a_test() -> None:
    lines = [line for line in NOTE.splitlines() if line.startswith("| ") and not line.startswith("| 不能 ")]
    assert len(lines) >= 18
    assert [line for line in lines if not _TEST.search(line)] == []
