"""``--pack`` through the real command line: every mistake at once with its place, and packs from strangers."""

import os
import subprocess
import sys
import time
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
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack = folder / "ours"
        self.pack.mkdir()
        (self.pack / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
        (folder / "报告.txt").write_text(REPORT, encoding="utf-8")

    def gklint(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gklint", *args],
            cwd=self.folder,
            env={**os.environ, "GKLINT_CACHE_DIR": str(self.folder / "cache")},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


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


def hostile_pattern(pack: Path) -> None:
    pattern = "((((a{1,100}){1,100}){1,100}){1,100}){1,100}"
    rule = HEAD + f'    on: paragraph\n    pattern: "{pattern}"\n    message: 坏\n'
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")


def slow_pattern(pack: Path) -> None:
    rule = HEAD + '    on: report\n    pattern: "(([^x]+)+)+y"\n    message: 慢\n'
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")


def alias_bomb(pack: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (pack / "rules.yaml").write_text("\n".join(lines), encoding="utf-8")


def million_entries(pack: Path) -> None:
    (pack / "lexicons").mkdir()
    with (pack / "lexicons" / "words.yaml").open("w", encoding="utf-8") as file:
        file.write("summary: 大\nentries:\n")
        file.writelines(f"  - {{wrong: 词{n}}}\n" for n in range(1_000_000))


def deep_nesting(pack: Path) -> None:
    (pack / "rules.yaml").write_text("rules: " + "[" * 100_000, encoding="utf-8")


def deep_expression(pack: Path) -> None:
    expression = "(" * 20_000 + "1" + ")" * 20_000 + " == 1"
    rule = HEAD + f'    on: report\n    require: "{expression}"\n    message: 深\n'
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")


def path_escape(pack: Path) -> None:
    (pack.parent / "x.py").write_text("raise SystemExit('ran')\n")
    rule = HEAD + "    on: report\n    python: ../x.py\n    why-python: 逃出去\n"
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")


def endless_file(pack: Path) -> None:
    (pack / "rules.yaml").symlink_to("/dev/zero")


def linked_python(pack: Path) -> None:
    (pack.parent / "x.py").write_text("raise SystemExit('ran')\n")
    (pack / "y.py").symlink_to(pack.parent / "x.py")
    rule = HEAD + "    on: report\n    python: y.py\n    why-python: 逃出去\n"
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")


HOSTILE = {
    hostile_pattern: "重复次数过大",
    alias_bomb: "不能用锚点和别名",
    million_entries: "超过上限",
    deep_nesting: "嵌套超过",
    deep_expression: "表达式有 40006 字，超过上限 2000",
    path_escape: "不在规则包里",
    endless_file: "不是普通文件",
    linked_python: "不在规则包里",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_pack_is_refused_soon_with_the_reason(work: Work, make: object) -> None:
    make(work.pack)  # type: ignore[operator]
    start = time.monotonic()
    done = work.gklint("check", "--pack", "ours", "--allow-python", "ours", "报告.txt")
    assert time.monotonic() - start < 5
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert HOSTILE[make] in done.stderr  # type: ignore[index]


def test_a_slow_pattern_is_harmless(work: Work) -> None:
    slow_pattern(work.pack)
    (work.folder / "长.txt").write_text(REPORT + "公开" * 200_000, encoding="utf-8")
    start = time.monotonic()
    done = work.gklint("check", "--no-cache", "--select", "OUR001", "--pack", "ours", "长.txt")
    assert time.monotonic() - start < 5
    assert done.returncode == 0
