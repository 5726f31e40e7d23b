"""A rule that was renamed: its old code still selects, ignores, suppresses and baselines, and is told to be old."""

import json
from pathlib import Path

import pytest

from tests.packs.test_pack_option import MANIFEST, Work

RULE = """\
rules:
  - code: {code}
    name: our-word
    summary: 不写“近年来”
    basis: 本单位约定
    status: custom
    severity: warning
    {aliases}
    on: prose
    pattern: 近年来
    message: 出现“{{命中}}”
    grades: {{旧: {{level: info, when: 年度 < 2000}}}}
    options: {{限: {{type: number, default: 1, help: 试验}}}}
"""
REPORT = (Path(__file__).parents[2] / "rules" / "core" / "base" / "2021.txt").read_text(encoding="utf-8")
NEW, OLD = "NEW001", "OUR001"
SAID = f"旧代码 {OLD} 已改为 {NEW}，暂时照样有效，请改写"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = Work(tmp_path)
    write_rule(work, NEW, f"aliases: [{OLD}]")
    (work.folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return work


def write_rule(work: Work, code: str, aliases: str = "note: 无") -> None:
    (work.pack / "rules.yaml").write_text(RULE.format(code=code, aliases=aliases), encoding="utf-8")


def run(work: Work, *options: str) -> tuple[list[tuple[str, str, bool]], str]:
    """Code, level, and whether it is suppressed, of the findings of the rule; and what was said besides."""
    done = work.gklint("check", "--pack", "ours", "--format", "json", *options, "a.txt")
    assert done.returncode < 2, done.stderr
    found = json.loads(done.stdout)["diagnostics"]
    return [(d["code"], d["severity"], d["suppressed"] is not None) for d in found if d["code"] == NEW], done.stderr


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--select", OLD), [(NEW, "warning", False)]),
        (("--ignore", OLD), []),
        (("--severity", f"{OLD}=info"), [(NEW, "info", False)]),
    ],
)
def test_on_the_command_line(work: Work, options: tuple[str, ...], found: list[tuple[str, str, bool]]) -> None:
    for _ in range(2):  # also when the answer is remembered
        assert run(work, *options) == (found, f"{SAID}\n")
    assert run(work, "--select", NEW) == ([(NEW, "warning", False)], "")


def test_in_several_processes_it_is_said_once(work: Work) -> None:
    (work.folder / "b.txt").write_text(REPORT, encoding="utf-8")
    done = work.gklint("check", "--no-cache", "--pack", "ours", "--select", OLD, "--jobs", "2", "a.txt", "b.txt")
    assert done.stderr.count(SAID) == 1


def test_in_the_configuration(work: Work) -> None:
    (work.folder / "gklint.toml").write_text(
        f'ignore = ["WRD"]\n[severity]\n{OLD} = "info"\n[rules.{OLD}]\n"限" = 2\n'
        f'[[suppress]]\npath = "*.txt"\ncode = "{OLD}"\nreason = "已看过"\n',
        encoding="utf-8",
    )
    found, said = run(work)
    assert found == [(NEW, "info", True)]
    assert said.splitlines() == [f"gklint.toml:{line}: {SAID}" for line in (3, 5, 8)]


def test_in_the_file(work: Work) -> None:
    text = REPORT.replace("近年来", f"[gklint: disable={OLD} 原因：已看过]\n近年来", 1)
    (work.folder / "a.txt").write_text(text, encoding="utf-8")
    done = work.gklint("check", "--pack", "ours", "--format", "json", "a.txt")
    found = json.loads(done.stdout)["diagnostics"]
    assert [d["suppressed"]["by"] for d in found if d["code"] == NEW] == ["inline"]
    assert [d["message"] for d in found if d["code"] == "GK015"] == [
        f"抑制用的是旧代码：{OLD} 已改为 {NEW}，暂时照样有效，请改写"
    ]


def test_in_a_baseline(work: Work) -> None:
    write_rule(work, OLD)
    work.gklint("check", "--pack", "ours", "--write-baseline", "base.json", "a.txt")
    assert f'"code": "{OLD}"' in (work.folder / "base.json").read_text(encoding="utf-8")
    write_rule(work, NEW, f"aliases: [{OLD}]")
    assert run(work, "--baseline", "base.json") == ([(NEW, "warning", True)], f"基线 base.json：{SAID}\n")
    work.gklint("check", "--pack", "ours", "--write-baseline", "base.json", "a.txt")
    text = (work.folder / "base.json").read_text(encoding="utf-8")
    assert f'"code": "{NEW}"' in text
    assert OLD not in text
    assert run(work, "--baseline", "base.json") == ([(NEW, "warning", True)], "")


def test_in_another_pack(work: Work) -> None:
    other = work.folder / "other"
    other.mkdir()
    manifest = MANIFEST.replace("ours", "other") + f"extends: [ours]\noverrides:\n  {OLD}: {{severity: info}}\n"
    (other / "pack.yaml").write_text(manifest, encoding="utf-8")
    done = work.gklint("check", "--pack", "other", "--format", "json", "a.txt")
    assert [d["severity"] for d in json.loads(done.stdout)["diagnostics"] if d["code"] == NEW] == ["info"]
    assert done.stderr == f"规则包 other 的 overrides：{SAID}\n"
