"""What is installed is what is in the checkout: the wheel's rules and grammars, and an editable install's."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.environments import environment_with, run

ROOT = Path(__file__).resolve().parents[2]
DATA = ("rules", "grammars")
BUNDLED = "gklint/_bundled/"

RULE = """\
rules:
  - code: XYZ901
    name: added-after-install
    summary: 安装之后才加的规则
    basis: 测试
    status: custom
    severity: info
    on: paragraph
    pattern: 决不会出现的词
    message: 有“{命中}”
    examples:
      good:
        - {section: 六, text: 本年度未收取信息处理费，没有其他需要报告的事项。}
        - {section: 六, text: 本年度未收取信息处理费。不会出现的词不在这里。}
      bad:
        - {section: 六, text: 本年度未收取信息处理费，决不会出现的词出现了。, mark: 决不会出现的词}
        - {section: 五, text: 这里也有决不会出现的词。, mark: 决不会出现的词}
"""


def catalogue(gklint: list[str | Path], cwd: Path) -> list[dict[str, Any]]:
    """The rules as ``gklint rules`` lists them."""
    listed: list[dict[str, Any]] = json.loads(run([*gklint, "rules", "--format", "json"], cwd))
    return listed


def contents(root: Path) -> dict[str, bytes]:
    """The data files under ``root`` by their paths, without what Python leaves beside them."""
    files = (path for folder in DATA for path in (root / folder).rglob("*") if path.is_file())
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files if "__pycache__" not in p.parts}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout: its package, its data and what a build needs, with leftovers of a run among them."""
    copy = tmp_path / "checkout"
    skip = shutil.ignore_patterns("__pycache__", ".*", "tests", "dist", "build")
    shutil.copytree(ROOT, copy, ignore=skip)
    (copy / "rules" / "core" / "__pycache__").mkdir()
    (copy / "rules" / "core" / "__pycache__" / "tables.cpython-311.pyc").write_bytes(b"leftover")
    return copy


def test_the_wheel_holds_the_same_rules(checkout: Path, tmp_path: Path) -> None:
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", checkout], tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(BUNDLED)]
        bundled = {name.removeprefix(BUNDLED): archive.read(name) for name in names}
    assert {name.partition("/")[0] for name in bundled} == set(DATA)
    assert bundled == contents(ROOT)

    programs = environment_with(tmp_path / "wheel", wheel)
    installed = catalogue([programs / "gklint"], tmp_path)
    assert installed == catalogue([sys.executable, "-m", "gklint"], ROOT)
    assert len([rule for rule in installed if rule["pack"] == "core"]) > 30


def test_an_editable_install_sees_a_rule_added_later(checkout: Path, tmp_path: Path) -> None:
    programs = environment_with(tmp_path / "editable", "--editable", checkout)
    before = {rule["code"] for rule in catalogue([programs / "gklint"], tmp_path)}
    (checkout / "rules" / "core" / "added.yaml").write_text(RULE, encoding="utf-8")
    after = {rule["code"] for rule in catalogue([programs / "gklint"], tmp_path)}
    assert after - before == {"XYZ901"}
