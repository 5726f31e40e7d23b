"""``--pack`` through the real command line: every mistake at once with its place, and packs from strangers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (Path(__file__).parents[1] / "cli" / "report.txt").read_text(encoding="utf-8")
MANIFEST = 'name: ours\nversion: "1"\napi: 1\n'
HEAD = """\
rules:
  - code: OUR001
    name: our-rule
    summary: 本单位的规则
    basis: 本单位约定
    status: custom
    severity: info
"""
MISTAKEN = """\
rules:
  - code: OUR001
    name: first-rule
    summary: 写错一个名称
    basis: 本单位约定
    severity: warning
    on: requests.column
    require: 本年新收 == 上年结专
    message: 不相等
  - code: OUR002
    name: second-rule
    summary: 表达式写坏
    basis: 本单位约定
    severity: warning
    on: requests.column
    require: 本年新收 + == 上年结转
    message: 不相等
  - code: OUR003
    name: third-rule
    basis: 本单位约定
    severity: warning
    on: paragraph
    pattern: 好
    message: 缺了一个键
  - code: OUR004
    name: fourth-rule
    summary: 用了环视
    basis: 本单位约定
    severity: warning
    on: paragraph
    pattern: 公开(?=信息)
    message: 不支持
"""


class Work:
    """A folder with a report and an empty pack; ``cache`` is shared by tests that need the core pack made ready."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self.folder = folder
        self.cache = cache or folder / "cache"
        self.pack = folder / "ours"
        self.pack.mkdir()
        (self.pack / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
        (folder / "报告.txt").write_text(REPORT, encoding="utf-8")

    def gklint(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gklint", *args],
            cwd=self.folder,
            env={**os.environ, "GKLINT_CACHE_DIR": str(self.cache)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )


def test_all_mistakes_at_once_with_place_and_suggestion(work: Work) -> None:
    (work.pack / "rules.yaml").write_text(MISTAKEN, encoding="utf-8")
    done = work.gklint("check", "--pack", "ours", "报告.txt")
    assert done.returncode == 2
    assert done.stdout == ""
    told = {line.split(": ", 1)[0]: line for line in done.stderr.splitlines() if "rules.yaml:" in line}
    assert list(told) == [
        "ours/rules.yaml:8:22",  # the unknown name
        "ours/rules.yaml:16:21",  # the sign after the sign
        "ours/rules.yaml:18:5",  # the rule without a summary
        "ours/rules.yaml:31:16",  # the look-around
    ]
    assert "是否想写 上年结转？" in told["ours/rules.yaml:8:22"]
    assert "summary" in told["ours/rules.yaml:18:5"]
    assert "改用 unless" in told["ours/rules.yaml:31:16"]


@pytest.mark.parametrize("command", [("rules",), ("explain", "OUR001"), ("check", "报告.txt")])
def test_every_command_takes_a_pack(work: Work, command: tuple[str, ...]) -> None:
    rule = HEAD + "    on: paragraph\n    pattern: 公开\n    message: 说到公开\n"
    (work.pack / "rules.yaml").write_text(rule, encoding="utf-8")
    done = work.gklint(*command, "--pack", "ours")
    assert done.returncode == 0, done.stderr
    assert "OUR001" in done.stdout
    assert "OUR001" not in work.gklint(*command).stdout


def test_a_name_that_leads_nowhere(work: Work) -> None:
    done = work.gklint("check", "--pack", "shanxi-typo", "报告.txt")
    assert done.returncode == 2
    assert "没有规则包 shanxi-typo" in done.stderr


def test_python_of_a_stranger_runs_only_with_leave(work: Work) -> None:
    rule = HEAD + "    on: report\n    python: own.py\n    why-python: 试一试\n"
    (work.pack / "rules.yaml").write_text(rule, encoding="utf-8")
    (work.pack / "own.py").write_text(
        "from pathlib import Path\nfrom gklint.engine.rule import rule\nPath('ran').touch()\n"
        "@rule('OUR001')\ndef own(report, ctx):\n    yield ctx.finding(report.title.span, '到此一游')\n"
    )
    done = work.gklint("check", "--pack", "ours", "报告.txt")
    assert done.returncode == 2
    assert "--allow-python ours" in done.stderr
    assert not (work.folder / "ran").exists()
    done = work.gklint("check", "--pack", "ours", "--allow-python", "ours", "报告.txt")
    assert "到此一游" in done.stdout
    assert (work.folder / "ran").exists()
