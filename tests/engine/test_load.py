"""Every mistake in a pack is reported, all at once, each at its place and where possible with a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from gklint.engine.problems import PackError, RuleProblem
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from tests.engine.build import head, pack_of, write_pack


def problems(folder: Path, body: str, **files: str) -> list[RuleProblem]:
    with pytest.raises(PackError) as caught:
        pack_of(folder, body, **files)
    return list(caught.value.problems)


def only(folder: Path, body: str, **files: str) -> RuleProblem:
    found = problems(folder, body, **files)
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


def place(body: str, words: str) -> tuple[int, int]:
    """Line and column of ``words`` in the rule file whose rule ends in ``body``."""
    text = head() + body
    at = text.index(words, len(head()))
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


ROW = "    on: requests.row\n"


@pytest.mark.parametrize(
    ("body", "at", "message", "suggestion"),
    [
        (ROW + "    requier: 总计 == 1\n    message: x\n    require: 总计 == 1\n", "requier", "requier", None),
        (ROW + "    require: 总计 == 1\n    mesage: x\n    message: y\n    tgas: [a]\n", "mesage", "mesage", None),
        ("    on: requests.rows\n    require: 1 == 1\n    message: x\n", "requests.rows", "选择器", "requests.row"),
        (ROW + "    require: 自然入 == 1\n    message: x\n", "自然入", "自然入", "自然人"),
        (ROW + "    require: 1 == 合记(申请人)\n    message: x\n", "合记", "函数", "合计"),
        (ROW + "    require: 总计 = 1\n    message: x\n", "= 1", "写错", "=="),
        (ROW + "    require: 本年新收 > 0\n    message: x\n", "本年新收", "本年新收", "on: requests.column"),
        ("    on: requests.column\n    require: 自然人 > 0\n    message: x\n", "自然人", "自然人", "on: requests.row"),
        (
            "    on: years.requests.column\n    require: 上年.总计 > 0\n    message: x\n",
            "上年.总计",
            "没有行 上年",
            "写作 去年.…",
        ),
        (ROW + "    require: 总计 > 0 并且 总计 < 9\n    message: x\n", "并且", "写错", "写作 且"),
        (ROW + "    require: 如果 总计 > 0\n    message: x\n", "总计 > 0", "写错", "写在 when 里"),
        ("    on: prose\n    in: [第五部分]\n    pattern: 甲\n    message: x\n", "第五", "in 里没有", "issues、other"),
        (ROW + "    require: 总计 == “一”\n    message: x\n", "“一”", "文字", None),
        (ROW + "    require: 申请人 == 1\n    message: x\n", "申请人", "一组单元格", "合计"),
        (ROW + "    require: 总计\n    message: x\n", "总计", "判断", None),
        (ROW + '    require: 总计 == 1\n    message: "共 {总记} 件"\n', "总记", "总记", "总计"),
        (ROW + "    require: 总计 == 1\n    message: 共 {总计 件\n", "{总计", "配对", "{{"),
        (ROW + "    require: 总计 == 1\n    message: x\n    mark: [行]\n", "行]", "单元格", None),
        (ROW + "    require: 表九.本年新收.总计 == 1\n    message: x\n", "表九", "表九", "表三"),
        (ROW + "    require: 表三.本年新受.总计 == 1\n    message: x\n", "表三", "本年新受", "本年新收"),
        (ROW + "    require: 总计 == 1\n    message: x\n    rows: [本年新受]\n", "本年新受", "rows", "本年新收"),
        (ROW + "    require: 总计 == 1\n    message: x\n    forms: [2020]\n", "2020", "版式", "2021"),
        (ROW + "    require: 总计 == 1\n    message: x\n    in: [overveiw]\n", "overveiw", "in", "overview"),
        (ROW + "    require: 总计 == 1\n    message: x\n    grades: {轻: fatal}\n", "fatal", "fatal", None),
        (ROW + "    require: 总计 == 1\n    message: x\n    enabled: 是\n", "是", "true", None),
        (ROW + "    require: 有口径(“约数”)\n    message: x\n", "有口径", "fact", None),
        (ROW + "    require: 总计 == 选项(“x”)\n    message: x\n", "“x”", "选项", None),
        (ROW + "    pattern: 甲\n    message: x\n", "pattern", "没有文字", None),
        ("    on: paragraph\n    pattern: 公开(?=信息)\n    message: x\n", "(?=", "不支持", "unless"),
        ("    on: paragraph\n    pattern: '(?<!不)公开'\n    message: x\n", "(?<", "不支持", "unless"),
        ("    on: paragraph\n    pattern: (的)\\1\n    message: x\n", "\\1", "转义", "反向引用"),
        ("    on: paragraph\n    pattern: 公开[信\n    message: x\n", "[信", "缺少 ]", None),
        ("    on: paragraph\n    pattern: 公?\n    message: x\n", "公?", "空文字", None),
        ("    on: paragraph\n    pattern: 公开\n    message: “{组1}”\n", "组1", "组1", None),
        ("    on: paragraph\n    pattern: 甲\n    unless: [乙, '(']\n    message: x\n", "(", "缺少 )", None),
        ("    on: paragraph\n    pattern: 甲\n    message: x\n    fix: {replace: '\\2'}\n", "\\2", "第 2 组", None),
        ("    on: paragraph\n    lexicon: tipos\n    message: x\n", "tipos", "词表", "typos"),
        ("    on: report\n    python: nothing.py\n    why-python: 要数\n", "", "nothing.py", None),
    ],
)
def test_a_mistake_is_reported_at_its_place(
    tmp_path: Path, body: str, at: str, message: str, suggestion: str | None
) -> None:
    found = problems(tmp_path, body, typos_yaml="entries: []\n")
    first = next(one for one in found if message in one.message)
    assert (first.line, first.column) == (place(body, at) if at else (2, 5))
    assert first.path.endswith("rules.yaml")
    if suggestion is not None:
        assert first.suggestion is not None
        assert suggestion in first.suggestion


def test_all_mistakes_are_reported_together_in_order(tmp_path: Path) -> None:
    body = """\
    on: requests.row
    severty: info
    require: 总记 == 1
    message: "{总汁}"
  - code: abc
    on: paragraph
    pattern: "("
    message: x
"""
    found = problems(tmp_path, body)
    assert [(one.line, one.column) for one in found] == [
        (8, 5),  # severty
        (9, 14),  # 总记
        (10, 16),  # 总汁
        *[(11, 5)] * 4,  # no name, summary, severity, basis
        (11, 11),  # abc
        (13, 15),  # (
    ]


def test_a_name_that_one_form_lacks_is_a_mistake_that_names_the_form(tmp_path: Path) -> None:
    body = "    on: requests.column\n    require: 【其他处理/其他】 == 0\n    message: x\n"
    found = only(tmp_path, body)
    assert "2019 版没有 其他处理/其他" in found.message
    assert found.suggestion is not None
    assert "[2021]" in found.suggestion
    assert pack_of(tmp_path, body + "    forms: [2021]\n").rules[0].forms == ("2021",)


def test_codes_slugs_and_aliases_must_not_clash_within_and_between_packs(tmp_path: Path) -> None:
    body = "    on: paragraph\n    pattern: 甲\n    message: x\n"
    again = head("ABC001", "other-name").removeprefix("rules:\n") + body
    found = only(tmp_path / "one", body + again)
    assert "ABC001 重复" in found.message
    first = load_pack(write_pack(tmp_path / "a", head() + body, name="a"), False)
    second = load_pack(write_pack(tmp_path / "b", head("ABC002") + body, name="b"), False)
    with pytest.raises(PackError) as caught:
        load_ruleset([first, second])
    (clash,) = caught.value.problems
    assert "sample-rule 重复：规则包 a 和 b 都用了它" in clash.message
    assert clash.suggestion is not None
    assert "ABC001" in clash.suggestion


def test_an_error_may_not_rest_on_an_unverified_text(tmp_path: Path) -> None:
    found = only(tmp_path, "    status: unverified\n    on: paragraph\n    pattern: 甲\n    message: x\n")
    assert "warning" in found.message


def test_a_grade_is_never_above_its_rule(tmp_path: Path) -> None:
    body = "    on: title\n    pattern: 甲\n    message: x\n    grades: {重: {level: error, when: 年度 > 1}}\n"
    with pytest.raises(PackError, match="比规则的 severity 还高"):
        pack_of(tmp_path, body, severity="warning")


def test_python_needs_leave(tmp_path: Path) -> None:
    body = "    on: report\n    python: checks.py\n    why-python: 要数\n"
    files = {"checks_py": "raise SystemExit('imported')\n"}
    assert len(pack_of(tmp_path, body, **files).rules) == 1  # loading does not import it
    with pytest.raises(PackError, match="许可"):
        pack_of(tmp_path, body, False, **files)


def test_an_alias_bomb_is_refused_where_it_begins(tmp_path: Path) -> None:
    bomb = "a: &a [甲, 甲]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(PackError) as caught:
        load_pack(write_pack(tmp_path, bomb), False)
    (found,) = caught.value.problems
    assert "别名" in found.message
    assert (found.line, found.column) == (1, 4)


def test_tags_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="标签"):
        load_pack(write_pack(tmp_path, "rules: !!python/object/apply:os.system [echo]\n"), False)


@pytest.mark.parametrize(
    "text", ["rules: " + "[" * 5_000, "rules: " + "{a: " * 400, "rules:\n" + "- 甲\n" * 100_001, "#" * 1_000_001]
)
def test_a_file_too_deep_or_too_big_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError, match="超过"):
        load_pack(write_pack(tmp_path, text), False)


def test_deep_expressions_are_refused(tmp_path: Path) -> None:
    body = f"    on: title\n    require: {'非 ' * 60}1 == 1\n    message: x\n"
    assert "50 层" in only(tmp_path, body).message
    body = f"    on: title\n    require: {'1 + ' * 600}1 == 1\n    message: x\n"
    assert "2000" in only(tmp_path, body).message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("rules: [1}\n", 1, 10), ("rules:\n  - a: 1\n    a: 2\n", 3, 5), ("\tx: 1\n", 1, 1)],
)
def test_yaml_mistakes_have_a_place(tmp_path: Path, text: str, line: int, column: int) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write_pack(tmp_path, text), False)
    assert (line, column) in [(one.line, one.column) for one in caught.value.problems]


def test_a_folder_that_is_no_pack_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.yaml"):
        load_pack(tmp_path, False)


def test_the_words_on_and_yes_stay_words(tmp_path: Path) -> None:
    body = "    on: paragraph\n    pattern: yes\n    message: no\n    tags: [on, off]\n"
    (rule,) = pack_of(tmp_path, body).rules
    assert rule.tags == ("on", "off")


def test_rules_can_be_pickled_for_the_cache(tmp_path: Path) -> None:
    import pickle

    pack = pack_of(tmp_path, "    on: requests.column\n    require: 合计(办理结果) == 总计\n    message: '{列}'\n")
    assert pickle.loads(pickle.dumps(pack)) == pack  # noqa: S301 - our own bytes
