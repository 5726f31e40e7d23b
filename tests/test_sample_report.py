"""The sample report that the README begins with: its faults, worked out by hand, and what the README shows of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "examples/sample-report.txt"
READMES = ("README.md", "README.en.md")

# Line, code and some words of each fault that was put into the report.
FAULTS = [
    (7, "WRD002", "监督权"),  # 表达权和监督
    (9, "UNT002", "12.6万元"),  # 投入经费12.6万
    (11, "TVT001", "10"),  # 收到 10 件，表三 8 件
    (13, "STR006", "（二）"),  # 两个（二）
    (19, "STR016", "第 17 行"),  # 与上一段相同
    (27, "TBL001", "第二十条第（五）项"),  # 二十条第（五）项
    (51, "TBL002", "四类过程性信息"),  # 四类过程信息
    (65, "ARI301", "自然人"),  # 6 + 1，6 + 0
    (65, "ARI301", "总计：新收 8"),  # 8 + 1，8 + 0
    (73, "ARI401", "总计填 1"),  # 1 + 0 + 0 + 1
    (77, "STR001", "六、其他需要报告的事项"),  # 没有第六部分
]


@pytest.fixture(scope="module")
def shown() -> list[str]:
    """The lines that ``gklint check`` prints for the sample report, one for each finding."""
    command = [sys.executable, "-m", "gklint", "check", "--quiet", "--format", "concise", SAMPLE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("line", "code", "words"), FAULTS)
def test_each_fault_is_found(line: int, code: str, words: str, shown: list[str]) -> None:
    found = [s for s in shown if s.startswith(f"{SAMPLE}:{line}:") and f" {code} " in s and words in s]
    assert len(found) == 1


def test_nothing_else_is_called_wrong(shown: list[str]) -> None:
    assert len([s for s in shown if " 错误 " in s or " 警告 " in s]) == len(FAULTS)


@pytest.fixture(scope="module")
def frames() -> str:
    """What ``gklint check`` prints for a person, in 80 columns."""
    command = [sys.executable, "-m", "gklint", "check", SAMPLE]
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


def blocks(readme: str, language: str) -> list[str]:
    """The code blocks of a README that are in ``language``."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_shows_what_is_found(readme: str, frames: str) -> None:
    shown = blocks(readme, "text")
    assert shown
    assert [block for block in shown if block not in frames] == []


def test_the_readmes_give_the_same_commands() -> None:
    first, tests = blocks("README.md", "sh")
    assert first.startswith("python3 -m venv ")
    assert first.endswith(f"gklint check {SAMPLE}\n")
    assert tests.endswith("pytest -n 2\n")
    assert blocks("README.en.md", "sh") == [first, tests]


def test_ci_runs_the_readmes_test_command() -> None:
    """``.ci/run`` takes the first line of the README with this word."""
    mentioning = [s for s in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if "pytest" in s]
    assert mentioning[0] + "\n" == blocks("README.md", "sh")[1]
