"""The rule that CONTRIBUTING.md adds in five minutes works as it stands there."""

from __future__ import annotations

import re
import shutil
import textwrap
import tomllib
from pathlib import Path

import pytest

from gklint.engine.examples import base_texts, run_examples
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source

ROOT = Path(__file__).resolve().parents[1]


def test_the_rule_in_contributing_works(tmp_path: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)```", guide, re.S)
    pack = tmp_path / "mine"
    shutil.copytree(rules_path() / "core" / "base", pack / "base")
    (pack / "pack.yaml").write_text('name: mine\nversion: "1"\napi: 1\n', encoding="utf-8")
    (pack / "mine.yaml").write_text("rules:\n" + textwrap.dedent(shown), encoding="utf-8")
    rules = load_ruleset([load_pack(pack, allow_python=False)])
    (rule,) = rules.rules.values()
    assert (len(rule.good), len(rule.bad)) == (2, 2)
    failures = run_examples(rules, base_texts(rules.packs[0]), lambda text: read_document(Source("报告.txt", text)))
    assert [failure.reason for failure in failures] == []


def test_the_layers_are_those_that_are_enforced() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```\n(launch .*?)```", guide, re.S)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [layer.strip() for layer in shown.split(">")] == layers


@pytest.mark.parametrize("package", ["gklint", "gklint/report", "gklint/engine"])
def test_the_architecture_names_every_module(package: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {word.removesuffix(".py").rpartition("/")[2] for word in re.findall(r"`([\w./]+?)/?`", page)}
    modules = {path.stem for path in (ROOT / package).glob("*.py") if not path.stem.startswith("__")}
    folders = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert not (modules | folders) - named
