"""Where the configuration comes from, what wins, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.use.conftest import Gklint, put

BASE = 'packs = ["../试验"]\nselect = ["TST"]\n'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def values(gklint: Gklint, *args: str) -> dict[str, list[tuple[object, str, int | None]]]:
    """What ``gklint config`` shows, by key."""
    found: dict[str, list[tuple[object, str, int | None]]] = {}
    for row in gklint("config", "--format", "json", *args).data["values"]:
        found.setdefault(row["key"], []).append((row["value"], row["origin"], row["line"]))
    return found


def test_upwards_from_the_working_directory(gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "gklint.toml", BASE)
    put(folder / "a/b/c.txt", "帐号。")
    monkeypatch.chdir(folder / "a/b")
    assert gklint("check", "--format", "json", "c.txt").codes == ["TST001"]
    write(folder / "a/pyproject.toml", '[project]\nname = "gklint-x"\n')
    assert gklint("check", "--format", "json", "c.txt").codes == ["TST001"], "that file has no [tool.gklint]"
    write(folder / "a/pyproject.toml", '[tool.gklint]\npacks = ["../../试验"]\nselect = ["TST003"]\n')
    assert gklint("check", "--format", "json", "c.txt").codes == []
    write(folder / "a/gklint.toml", '\npacks = ["../../试验"]\nselect = ["TST001"]\n')
    assert values(gklint)["select"] == [("TST001", "../gklint.toml", 3)], "gklint.toml goes before pyproject.toml"


def test_never_from_the_checked_files_folder(gklint: Gklint, folder: Path) -> None:
    write(folder / "gklint.toml", BASE)
    put(folder / "stranger/a.txt", "帐号。")
    write(folder / "stranger/gklint.toml", 'ignore = ["ALL"]\n')
    assert gklint("check", "--format", "json", "stranger/a.txt").codes == ["TST001"]
    assert gklint("check", "--format", "json", "stranger").codes == ["TST001"]


def test_isolated_and_a_named_file(gklint: Gklint, folder: Path) -> None:
    write(folder / "gklint.toml", "select = 3\n")
    write(folder / "other.toml", BASE)
    put(folder / "a.txt", "帐号。")
    assert gklint("check", "a.txt").status == 2
    assert gklint("check", "--format", "json", "--config", "other.toml", "a.txt").codes == ["TST001"]
    assert "TST001" not in gklint("check", "--format", "json", "--isolated", "a.txt").codes
    assert gklint("check", "--config", "没有.toml", "a.txt").status == 2


def test_extending(gklint: Gklint, folder: Path) -> None:
    write(
        folder / "base/one.toml",
        'packs = ["../../试验"]\nselect = ["TST001"]\nfail-on = "never"\nignore = ["TST002"]\n',
    )
    write(folder / "gklint.toml", 'extend = ["base/one.toml"]\nextend-select = ["TST003"]\nfail-on = "info"\n')
    put(folder / "a.txt", "帐号，高度重视，史无前例。")
    outcome = gklint("check", "--format", "json", "a.txt")
    assert (outcome.codes, outcome.status) == (["TST001", "TST003"], 1)
    shown = values(gklint)
    assert shown["select"] == [("TST001", "base/one.toml", 2)]
    assert shown["fail-on"] == [("info", "gklint.toml", 3)]
    write(folder / "gklint.toml", 'extend = ["base/one.toml"]\nselect = ["TST"]\n')
    assert gklint("check", "--format", "json", "a.txt").codes == ["TST001", "TST003", "TST002"]
    write(folder / "base/one.toml", 'extend = "../gklint.toml"\n')
    outcome = gklint("check", "a.txt")
    assert outcome.status == 2
    assert "base/one.toml:1: extend 绕成了圈" in outcome.err


def test_the_command_line_wins(gklint: Gklint, folder: Path) -> None:
    write(
        folder / "gklint.toml",
        BASE + 'ignore = ["TST002"]\nfail-on = "never"\n[severity]\nTST001 = "info"\n[[overrides]]\npath = "*"\n'
        'ignore = ["TST003"]\n',
    )
    put(folder / "a.txt", "帐号，高度重视，史无前例。")

    def codes(*args: str) -> list[str]:
        return gklint("check", "--format", "json", *args, "a.txt").codes

    assert codes() == ["TST001"]
    assert codes("--select", "TST002") == ["TST002"]
    assert codes("--extend-select", "TST003") == ["TST001", "TST003"]
    assert codes("--ignore", "TST001") == []
    assert gklint("check", "a.txt").status == 0
    assert gklint("check", "--fail-on", "info", "a.txt").status == 1
    outcome = gklint("check", "--format", "json", "--severity", "TST=error", "a.txt")
    assert [d["severity"] for d in outcome.data["diagnostics"]] == ["error"]


def test_overrides_by_path(gklint: Gklint, folder: Path) -> None:
    write(
        folder / "gklint.toml",
        BASE + '[[overrides]]\npath = ["旧/**"]\nignore = ["TST001"]\n[overrides.severity]\nTST003 = "info"\n'
        '[[overrides]]\npath = "旧/2019.txt"\nform = 2019\n',
    )
    for name in ("新/a.txt", "旧/a.txt", "旧/2019.txt"):
        put(folder / name, "帐号，高度重视。")
    outcome = gklint("check", "--format", "json", ".")
    found = [(d["path"], d["code"], d["severity"]) for d in outcome.data["diagnostics"]]
    assert found == [
        ("新/a.txt", "TST001", "error"),
        ("新/a.txt", "TST003", "warning"),
        ("旧/2019.txt", "TST003", "info"),
        ("旧/a.txt", "TST003", "info"),
    ]
    assert [file["form"] for file in outcome.data["files"]] == ["2021", "2019", "2021"]
    assert values(gklint, "旧/2019.txt")["form"] == [("2019", "gklint.toml", 10)]
    assert values(gklint, "旧/a.txt")["severity.TST003"] == [("info", "gklint.toml", 7)]
    assert values(gklint, "新/a.txt")["form"] == [("auto", "默认", None)]


def test_options_of_rules(gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "公开了5条。")
    for number, codes in ((3, ["TST030"]), (200, [])):
        write(
            folder / "gklint.toml",
            BASE.replace('"TST"', '"TST030"') + f"[rules.TST030]\n多少 = {number}\n".replace("多少", '"多少"'),
        )
        assert gklint("check", "--format", "json", "a.txt").codes == codes


def test_excluded_paths_are_seen_from_the_file(gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "gklint.toml", BASE + 'exclude = ["旧/草稿/**"]\n')
    put(folder / "旧/草稿/a.txt", "帐号。")
    put(folder / "旧/b.txt")
    monkeypatch.chdir(folder / "旧")
    assert [f["path"] for f in gklint("check", "--format", "json").data["files"]] == ["b.txt"]


MISTAKES = """\
selct = ["TST"]
select = ["TST001", "ZZZ"]
fail-on = "fatal"
required-version = "abc"

[severity]
TST001 = "bad"

[rules.TST030]
"多" = 3

[[suppress]]
path = "a.txt"
code = "TST001"
"""


def test_all_mistakes_in_the_files_shape_at_once(gklint: Gklint, folder: Path) -> None:
    write(folder / "gklint.toml", MISTAKES)
    outcome = gklint("check", "a.txt")
    assert outcome.status == 2
    assert outcome.out == ""
    lines = [line for line in outcome.err.splitlines() if line.startswith("gklint.toml:")]
    shape = [line for line in lines if "没有规则" not in line and "没有这" not in line and "版本要求" not in line]
    assert [line.split(": ")[0] for line in shape] == [f"gklint.toml:{n}" for n in (1, 3, 7, 12)]
    assert "没有键 selct（是否想写 select" in shape[0]
    assert "fail-on 不能是 'fatal'（可用：error、info、never、warning）" in shape[1]
    assert "缺少 reason" in shape[3]
    assert [int(line.split(":")[1]) for line in lines] == sorted(int(line.split(":")[1]) for line in lines)


def test_both_sorts_of_mistakes_at_once(gklint: Gklint, folder: Path) -> None:
    (folder / "gklint.toml").write_text(
        'fail-on = "errr"\npacks = ["没有的"]\n[severity]\nNOPE = "error"\n[rules.STR014]\n"最少字" = 4\n',
        encoding="utf-8",
    )
    outcome = gklint("check", ".")
    assert outcome.status == 2
    for line, words in ((1, "errr"), (2, "没有规则包 没有的"), (4, "NOPE"), (6, "最少字")):
        assert any(f"gklint.toml:{line}:" in said and words in said for said in outcome.err.splitlines()), words


def test_all_mistakes_about_rules_at_once(gklint: Gklint, folder: Path) -> None:
    text = MISTAKES.replace("selct", "ignore").replace('"fatal"', '"info"').replace('"bad"', '"info"')
    write(
        folder / "gklint.toml",
        text.replace('"a.txt"\ncode = "TST001"', '"a.txt"\nreason = "甲"\ncode = "TST999"')
        + '\n[[overrides]]\npath = "*"\nignore = ["TST04"]\n',
    )
    outcome = gklint("check", "--pack", "../试验", "--ignore", "ZZY", "a.txt")
    assert outcome.status == 2
    for words in (
        "gklint.toml:2: 没有规则、标签或代码前缀叫 ZZZ",
        "gklint.toml:4: 版本要求“abc”看不懂",
        "gklint.toml:10: TST030 没有选项 多（是否想写 多少？）",
        "gklint.toml:15: 没有规则、标签或代码前缀叫 TST999",
        "没有规则、标签或代码前缀叫 ZZY",
        "gklint.toml:19: 没有规则、标签或代码前缀叫 TST04",
    ):
        assert words in outcome.err


@pytest.mark.parametrize("text", ["select = [", "a = 1\na = 2\n", "\ufeffselect = 1", "键 = 1\n"])
def test_what_is_no_toml_or_no_configuration(gklint: Gklint, folder: Path, text: str) -> None:
    write(folder / "gklint.toml", text)
    outcome = gklint("check", "a.txt")
    assert outcome.status == 2
    assert "gklint.toml:" in outcome.err
    assert "Traceback" not in outcome.err


def test_names_that_no_file_can_have(gklint: Gklint, folder: Path) -> None:
    """TOML can write a NUL."""
    write(folder / "gklint.toml", 'packs = ["a\\u0000b"]\nbaseline = "a\\u0000b"\nextend = "a\\u0000b"\n')
    done = gklint("check")
    assert done.status == 2
    assert [line.partition("，")[0] for line in done.err.splitlines()[1:]] == [
        "gklint.toml:1: packs 里的每一项应为文字",
        "gklint.toml:2: baseline 应为文字",
        "gklint.toml:3: extend 里的每一项应为文字",
    ]


def test_python_rules_need_the_users_word(gklint: Gklint, folder: Path, tmp_path: Path) -> None:
    write(
        tmp_path / "试验/python.yaml",
        "rules:\n  - {code: TST050, name: in-python, summary: 用代码写的, basis: 试验, severity: error, on: report,\n"
        "     python: code.py, why-python: 试验}\n",
    )
    write(
        tmp_path / "试验/code.py",
        "from gklint.engine.rule import rule\n\n\n@rule('TST050')\ndef check(report, ctx):\n"
        "    yield ctx.finding(report.span, '代码跑了')\n",
    )
    put(folder / "a.txt")
    write(folder / "gklint.toml", BASE + 'python-rules = ["试验"]\n')
    outcome = gklint("check", "a.txt")
    assert outcome.status == 2
    assert "gklint.toml:3: 要运行规则包 试验 的 Python 规则，没有得到许可" in outcome.err
    assert gklint("check", "--format", "json", "--allow-python", "试验", "a.txt").codes == ["TST050"]
    write(tmp_path / "home/gklint/gklint.toml", 'python-rules = ["试验"]\n')
    assert gklint("check", "--format", "json", "a.txt").codes == ["TST050"]
    assert gklint("check", "--isolated", "--pack", "../试验", "a.txt").status == 2


def test_the_users_own_file_has_the_last_word_in_nothing_else(gklint: Gklint, folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", "帐号。")
    write(tmp_path / "home/gklint/gklint.toml", 'fail-on = "never"\nselect = ["TST003"]\n')
    write(folder / "gklint.toml", BASE)
    outcome = gklint("check", "--format", "json", "a.txt")
    assert (outcome.codes, outcome.status) == (["TST001"], 0)
    write(tmp_path / "home/gklint/gklint.toml", 'baseline = "x.json"\n')
    outcome = gklint("check", "a.txt")
    assert outcome.status == 2
    assert "只能写在项目的配置文件里" in outcome.err


def test_what_is_required(gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt")
    for text, words in (
        ('required-version = ">=99"\n', "要求 gklint >=99"),
        ('[required-packs]\n"试验" = ">=2"\n', "要求 规则包 试验 >=2，现在是 1.2"),
        ('[required-packs]\n"四川" = ">=1"\n', "要求的规则包 四川 没有装"),
    ):
        write(folder / "gklint.toml", BASE + text)
        outcome = gklint("check", "a.txt")
        assert outcome.status == 2
        assert words in outcome.err
    write(
        folder / "gklint.toml",
        BASE + 'required-version = ">=0.1,<99"\n[required-packs]\n"试验" = "1.2"\ncore = ">=0"\n',
    )
    assert gklint("check", "a.txt").status == 0


def test_config_for_people(gklint: Gklint, folder: Path) -> None:
    write(folder / "gklint.toml", BASE)
    outcome = gklint("config")
    assert outcome.out.splitlines()[0] == "配置文件（后面的优先）：gklint.toml"
    assert '"TST"  （gklint.toml:2）' in outcome.out
    assert '"error"  （默认）' in outcome.out


FORMS = """\
name: 试验
version: "1"
api: 1
forms:
  2021:
    headings: {litigation: [被告与被复议的情况]}
"""


def test_extract_and_parse_go_by_the_configuration(gklint: Gklint, folder: Path, tmp_path: Path) -> None:
    path = put(folder / "a.txt")
    put(folder / "旧/b.txt")
    write(path, path.read_text(encoding="utf-8").replace("政府信息公开行政复议、行政诉讼情况", "被告与被复议的情况"))
    assert [data["form"] for data in gklint("extract", ".").data] == ["2021", "2021"]
    assert '"role": "litigation"' not in gklint("parse", "--format", "json", "a.txt").out
    write(tmp_path / "试验/pack.yaml", FORMS)
    config = 'exclude = ["旧"]\npacks = ["../试验"]\n[[overrides]]\npath = "a.txt"\nform = "2019"\n'
    write(folder / "gklint.toml", config)
    (data,) = gklint("extract", ".").data
    assert (data["path"], data["form"]) == ("a.txt", "2019")
    assert gklint("extract", "--isolated", "a.txt").data[0]["form"] == "2021"
    assert gklint("extract", "--form", "2021", "a.txt").data[0]["form"] == "2021"
    assert '"role": "litigation"' in gklint("parse", "--format", "json", "a.txt").out
    write(folder / "gklint.toml", 'packs = ["没有的"]\n')
    for command in ("extract", "parse"):
        outcome = gklint(command, "a.txt")
        assert outcome.status == 2
        assert "没有规则包 没有的" in outcome.err
