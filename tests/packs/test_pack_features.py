"""What a pack may change of the rest: levels and options of rules, wordings of the forms; conflicts name both packs."""

import json
from pathlib import Path

import pytest

from tests.packs.test_pack_option import REPORT, Work

BASE = Path(__file__).parents[2] / "rules" / "core" / "base" / "2021.txt"


def make(work: Work, name: str, manifest: str) -> None:
    folder = work.folder / name
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(f'name: {name}\nversion: "1"\napi: 1\n{manifest}', encoding="utf-8")


def found(work: Work, code: str, *args: str) -> list[tuple[str, str]]:
    done = work.gklint("check", "--format", "json", *args)
    assert done.returncode != 2, done.stderr
    return [(d["severity"], d["message"]) for d in json.loads(done.stdout)["diagnostics"] if d["code"] == code]


def test_level_grade_and_option_of_another_pack_s_rule(work: Work) -> None:
    (work.folder / "a.txt").write_text(REPORT.replace("六、其他需要报告的事项\n", ""), encoding="utf-8")
    assert [level for level, _ in found(work, "STR001", "a.txt")] == ["error"]
    make(work, "mild", "overrides:\n  STR001: {severity: info}\n")
    assert [level for level, _ in found(work, "STR001", "a.txt", "--pack", "mild")] == ["info"]
    make(work, "off", "overrides:\n  STR001: {enabled: false}\n")
    assert found(work, "STR001", "a.txt", "--pack", "off") == []
    assert [level for level, _ in found(work, "STR001", "a.txt", "--pack", "mild", "--severity", "STR001=error")] == [
        "error"
    ]


def test_two_packs_that_disagree_are_both_named_unless_one_builds_on_the_other(work: Work) -> None:
    make(work, "mild", "overrides:\n  STR001: {severity: info}\n")
    make(work, "harsh", "overrides:\n  STR001: {severity: warning}\n")
    done = work.gklint("check", "--pack", "mild", "--pack", "harsh", "报告.txt")
    assert done.returncode == 2
    assert "harsh/pack.yaml:5:12: 规则包 mild 和 harsh 都改规则 STR001 的 severity" in done.stderr
    make(work, "harsh", "extends: [mild]\noverrides:\n  STR001: {severity: warning}\n")
    (work.folder / "a.txt").write_text(REPORT.replace("六、其他需要报告的事项\n", ""), encoding="utf-8")
    for packs in (["harsh"], ["mild", "harsh"], ["harsh", "mild"]):
        options = [word for pack in packs for word in ("--pack", pack)]
        assert [level for level, _ in found(work, "STR001", "a.txt", *options)] == ["warning"]


def test_texts_and_basis_of_another_pack_s_rule(work: Work) -> None:
    (work.folder / "a.txt").write_text(REPORT.replace("公开工作年度报告", "公开年报", 1), encoding="utf-8")
    assert found(work, "STR010", "a.txt")
    make(
        work,
        "ours",
        "overrides:\n  STR010:\n    message: “{题名}”不是本市要求的题名\n    summary: 本市的题名\n"
        "    basis: 本市通知\n    status: custom\n    note: 见通知第二条\n",
    )
    done = work.gklint("check", "--format", "json", "--pack", "ours", "a.txt")
    one = next(d for d in json.loads(done.stdout)["diagnostics"] if d["code"] == "STR010")
    assert one["basis"] == {"text": "本市通知", "status": "custom"}
    told = work.gklint("explain", "STR010", "--pack", "ours").stdout
    assert "本市的题名" in told
    assert "见通知第二条" in told


def test_another_message_with_the_names_of_the_rule(work: Work) -> None:
    (work.folder / "a.txt").write_text(REPORT + "\n各股室各司其责。\n", encoding="utf-8")
    assert [message for _, message in found(work, "WRD001", "a.txt")] != ["“各司其责”改作各司其职"]
    make(work, "ours", "overrides:\n  WRD001:\n    message: “{错}”改作{对}\n")
    assert [message for _, message in found(work, "WRD001", "a.txt", "--pack", "ours")] == ["“各司其责”改作各司其职"]


def test_units_and_other_words_are_added_to_a_list(work: Work) -> None:
    text = BASE.read_text(encoding="utf-8").replace("共收到政府信息公开申请17件", "共收到政府信息公开申请17宗")
    (work.folder / "a.txt").write_text(text, encoding="utf-8")
    assert found(work, "UNT001", "a.txt")
    make(work, "one", "overrides:\n  UNT001:\n    extend-options: {名词量词: 申请=宗}\n")
    make(work, "two", "overrides:\n  UNT001:\n    extend-options: {名词量词: [信件=份]}\n")
    for packs in (("one",), ("two", "one")):  # what two packs add adds up
        options = [word for pack in packs for word in ("--pack", pack)]
        assert found(work, "UNT001", "a.txt", *options) == []
    assert found(work, "UNT001", "a.txt", "--pack", "two")


TITLE_RULE = """\
rules:
  - {{code: {code}, name: {name}, summary: 题名, basis: 通知, severity: {level}, title: "{title}"}}
"""


def titled(work: Work, name: str, title: str, level: str = "warning", extends: str = "") -> None:
    make(work, name, f"extends: [{extends}]\n" if extends else "")
    rule = TITLE_RULE.format(code=f"{name[:3].upper()}001", name=f"{name}-title", level=level, title=title)
    (work.folder / name / "rules.yaml").write_text(rule, encoding="utf-8")


def test_two_packs_that_want_what_no_report_can_have(work: Work) -> None:
    titled(work, "city", "{机关}{年度}年政府信息公开工作年度报告")
    titled(work, "region", "{年度}年{机关}政府信息公开工作年度报告")
    both = ("--pack", "city", "--pack", "region")
    done = work.gklint("check", *both, "报告.txt")
    assert done.returncode == 2
    assert "region/rules.yaml:2:5: 规则 REG001 与规则包 city 的 CIT001 矛盾：题名要写作“{机关}" in done.stderr
    assert "只用 city 和 region 中的一个" in done.stderr
    titled(work, "region", "{年度}年{机关}政府信息公开工作年度报告", level="info")  # but a hint
    assert work.gklint("check", *both, "报告.txt").returncode < 2
    titled(work, "region", "{年度}年{机关}政府信息公开工作年度报告", extends="city")
    assert found(work, "CIT001", *both, "报告.txt") == []
    assert [level for level, _ in found(work, "REG001", *both, "报告.txt")] == ["warning"]


def test_what_is_wrong_in_a_manifest_is_said_at_its_place(work: Work) -> None:
    make(
        work,
        "wrong",
        "sumary: 错\n"
        "forms:\n"
        "  2021:\n"
        "    headings: {overvieww: [总的情况]}\n"
        "    tables:\n"
        "      proactive:\n"
        "        rows: {规范性文件: [文件]}\n"
        "  2022: {}\n",
    )
    done = work.gklint("check", "--pack", "wrong", "报告.txt")
    assert done.returncode == 2
    lines = [line.partition("pack.yaml:")[2] for line in done.stderr.splitlines()[1:]]
    assert [line.partition(": ")[0] for line in lines] == ["4:1", "7:16", "10:16", "11:9"]
    assert "是否想写 summary" in lines[0]
    assert "是否想写 overview" in lines[1]
    assert "行政规范性文件" in lines[2]


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("overrides:\n  STR999: {severity: info}\n", "没有规则 STR999"),
        ("overrides:\n  STR006: {grades: {断好: info}}\n", "是否想写 断号？"),
        ("overrides:\n  STR006: {options: {most: 3}}\n", "没有选项 most"),
        ("overrides:\n  STR010: {mesage: 好}\n", "pack.yaml:5:12: overrides STR010 没有 mesage 这个键"),
        ("overrides:\n  STR010:\n    message: 题名“{提名}”\n", "pack.yaml:6:18: 没有名为 提名 的值（是否想写 题名"),
        (
            "overrides:\n  STR001: {message: 缺}\n",
            "规则 STR001 的消息由程序写成，不能换（可以换 summary、note、basis）",
        ),
        ("overrides:\n  STR014: {extend-options: {最少字数: [多]}}\n", "不是列表，不能加词"),
        ("overrides:\n  UNT001: {extend-options: {量词: [多]}}\n", "没有选项 量词（是否想写 名词量词"),
        ("extends: [nowhere]\n", "extends 的规则包 nowhere 没有找到"),
        ('requires-gklint: ">=99"\n', "要求 gklint >=99"),
        ("forms:\n  2021:\n    headings: {other: [总体情况]}\n", "“总体情况”已是 overview 的写法"),
    ],
)
def test_a_manifest_that_asks_for_what_is_not_there(work: Work, manifest: str, words: str) -> None:
    make(work, "wrong", manifest)
    done = work.gklint("check", "--pack", "wrong", "报告.txt")
    assert done.returncode == 2
    assert words in done.stderr


def test_other_wordings_of_the_form(work: Work) -> None:
    text = REPORT.replace("四、政府信息公开行政复议、行政诉讼情况", "四、被告与被复议的情况")
    assert text != REPORT
    (work.folder / "a.txt").write_text(text, encoding="utf-8")
    assert found(work, "STR001", "a.txt")
    make(work, "ours", "forms:\n  2021:\n    headings: {litigation: [被告与被复议的情况]}\n")
    assert found(work, "STR001", "a.txt", "--pack", "ours") == []


def test_rows_and_columns_of_a_table(work: Work) -> None:
    text = BASE.read_text(encoding="utf-8")
    text = text.replace("| 规章 |", "| 其他文件 | 5 | 1 | 9 |\n| 规章 |").replace("现行有效件数", "现行有效总量")
    (work.folder / "a.txt").write_text(text, encoding="utf-8")
    assert [message for _, message in found(work, "TBL004", "a.txt")] == ["表中多出格式没有的一行“其他文件”"]
    assert found(work, "TBL003", "a.txt")
    make(
        work,
        "ours",
        "forms:\n  2021:\n    tables:\n      proactive:\n        columns: {现行有效: [现行有效总量]}\n"
        "        extra-rows: [其他文件]\n",
    )
    assert found(work, "TBL004", "a.txt", "--pack", "ours") == []
    assert found(work, "TBL003", "a.txt", "--pack", "ours") == []


def test_two_packs_that_mean_different_things_by_a_word(work: Work) -> None:
    make(work, "one", "forms:\n  2021:\n    headings: {litigation: [被告情况]}\n")
    make(work, "two", "forms:\n  2021:\n    headings: {other: [被告情况]}\n")
    done = work.gklint("check", "--pack", "one", "--pack", "two", "报告.txt")
    assert done.returncode == 2
    assert "“被告情况”在规则包 one 里指 litigation，在 two 里指 other" in done.stderr
