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


def test_every_part_that_promises_names_a_test() -> None:
    parts = dict(part.split("\n", 1) for part in NOTE.split("\n## ")[1:])
    assert {"别人的报告（`.txt .md .html .docx .pdf`）", "别人的规则包", "缓存", "文件不会丢"} <= parts.keys()
    assert [title for title, words in parts.items() if title != "再试一遍" and not _TEST.search(words)] == []


def test_every_named_test_can_fail() -> None:
    """It asserts something, or has a helper of its file assert it."""
    for path, name in sorted(set(_TEST.findall(NOTE))):
        functions = {
            node.name: node
            for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        called = [
            node.func.id
            for node in ast.walk(functions[name])
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        bodies = [functions[word] for word in (name, *called) if word in functions]
        assert any(_asserts(body) for body in bodies), f"{path}::{name}"


def _asserts(body: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr == "raises")
        for node in ast.walk(body)
    )
