"""What can never hold, or always does, is refused when the rule is loaded, at its place; what may hold is not."""

from __future__ import annotations

import operator as op
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.expression import Chain, Compare, Expression, Logic, Member, Negative, Number, Reference, parse
from gklint.engine.impossible import Impossible
from gklint.engine.names import Scope
from gklint.engine.resolve import Checker
from gklint.engine.values import Type
from gklint.report.forms import load_forms
from tests.engine.build import pack_of
from tests.engine.test_load import only, place

FORMS = load_forms()


def refused(text: str, selector: str = "requests.row", forms: tuple[str, ...] = ("2021",)) -> tuple[int, str] | None:
    """Where and why ``text`` is refused as impossible; ``None`` if it is not."""
    try:
        Checker(Scope(selector, [FORMS[name] for name in forms]), {}).check(text, Type.TRUTH)
    except Impossible as error:
        return error.at, f"{error.message} {error.suggestion or ''}"
    return None


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("1 == 2", "1 == 2", "没有报告中的值"),
        ("总计 > 0 且 3万 < 5亿", "3万", "没有报告中的值"),
        ('包含("甲乙", "甲")', "包含", "没有报告中的值"),
        ('匹配("甲乙", "甲")', "匹配", "没有报告中的值"),
        ("2 属于 [1, 2]", "2 属于", "没有报告中的值"),
        ("总计 < 0 且 总计 > 0", "总计 > 0", "永远不成立"),
        ("总计 >= 3 且 自然人 > 1 且 2 >= 总计", "2 >=", "永远不成立"),
        ("总计 == 1 且 (自然人 == 1 且 总计 == 2)", "总计 == 2", "永远不成立"),
        ("总计 + 1 > 5 且 总计 + 1 <= -5", "总计 + 1 <=", "永远不成立"),
        ("总计 == 1 且 总计 != 1", "总计 != 1", "永远不成立"),
        ("总计 >= 1 且 总计 <= 1 且 总计 != 1", "总计 != 1", "永远不成立"),
        ("总计 属于 [1, 2] 且 总计 属于 [3, 4]", "总计 属于 [3", "永远不成立"),
        ("总计 属于 [1, 2] 且 总计 > 2", "总计 > 2", "永远不成立"),
        ('文本(总计) == "甲" 且 文本(总计) == "乙"', '文本(总计) == "乙"', "永远不成立"),
        ("为空(总计) 且 非 为空(总计)", "为空", "永远不成立"),
        ("总计 < 3 或 总计 >= 3", "总计 >= 3", "永远成立"),
        ("总计 != 1 或 总计 != 2", "总计 != 2", "永远成立"),
        ("为空(总计) 或 自然人 == 0 或 非 为空(总计)", "为空", "永远成立"),
        ('版式 == "2019"', "2019", "版式不会是“2019” 2021"),
        ('行 == "本年新受"', "本年新受", "行不会是“本年新受” 是否想写 本年新收"),
        ('行 不属于 ["本年新收", "总记"]', "总记", "是否想写 总计"),
        ('状态(总计) == "空"', "空", "状态不会是“空”"),
    ],
)
def test_it_is_refused_at_its_place(text: str, at: str, words: str) -> None:
    found = refused(text)
    assert found is not None
    assert found[0] == text.rindex(at)
    for word in words.split():
        assert word in found[1].replace("，这个条件没有意义", "")


@pytest.mark.parametrize(
    "text",
    [
        "总计 > 0 且 总计 < 1",  # 0.5
        "总计 >= 1 且 总计 <= 1",
        "总计 < 0 且 自然人 > 0",
        "总计 < 0 或 总计 > 0",
        "(总计 < 0 或 自然人 > 0) 且 总计 > 0",
        "总计 属于 [1, 2] 且 总计 属于 [2, 3]",
        "总计 属于 [1, 2] 且 总计 != 1",
        '文本(总计) == "甲" 或 文本(总计) == "乙"',
        "总计 == 自然人 且 总计 != 其他",
        '版式 == "2021"',
        '机关 == "2019"',
        '匹配(行, "甲") 且 匹配(行, "乙")',
    ],
)
def test_what_may_hold_is_not_refused(text: str) -> None:
    assert refused(text) is None


@pytest.mark.parametrize(
    ("selector", "text", "words"),
    [
        ("fact", '指标 == "新收"', "本年新收"),
        ("fact", '指标 == "行政复议/维持"', "行政复议/结果维持"),
        ("paragraph", '部分 属于 ["overview", "isues"]', "issues"),
        ("label", '种类 == "横行"', "想写 行"),
        ("label", '认法 == "相同"', "一致"),
        ("label", '所在表 == "表三"', "requests"),
        ("proactive.cell", '列 == "自然人"', "制发"),
    ],
)
def test_words_that_a_name_never_is(selector: str, text: str, words: str) -> None:
    found = refused(text, selector)
    assert found is not None
    assert words in found[1]


NUMBERS = st.integers(-2, 3).map(str)
TERMS = st.tuples(
    st.sampled_from(["总计", "自然人", "总计 - 自然人"]), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), NUMBERS
).map(" ".join) | st.tuples(st.sampled_from(["总计", "自然人"]), st.sets(NUMBERS, min_size=1, max_size=3)).map(
    lambda pair: f"{pair[0]} 属于 [{', '.join(sorted(pair[1]))}]"
)
CONDITIONS = st.recursive(
    TERMS,
    lambda inner: st.lists(inner, min_size=2, max_size=4).flatmap(
        lambda terms: st.sampled_from([" 且 ", " 或 "]).map(lambda word: word.join(f"({term})" for term in terms))
    ),
    max_leaves=5,
)
VALUES = [(total, person) for total in range(-4, 6) for person in range(-4, 6)]


@given(CONDITIONS)
@settings(max_examples=120, deadline=None)
def test_what_is_refused_never_holds_or_always_does(text: str) -> None:
    """Whatever is refused has a part that is the same for every value."""
    found = refused(text)
    if found is None or "永远" not in found[1]:
        return
    parts = [text, *_inner(text)]
    assert any(len({holds(part, *pair) for pair in VALUES}) == 1 for part in parts), text


def _inner(text: str) -> list[str]:
    """All that stands in brackets in ``text``."""
    found, open_at = [], []
    for at, character in enumerate(text):
        if character == "(":
            open_at.append(at)
        elif character == ")":
            found.append(text[open_at.pop() + 1 : at])
    return found


def holds(text: str, total: int, person: int) -> bool:
    """What ``text`` comes to where 总计 and 自然人 are these, without the check for what is impossible."""
    return bool(_value(parse(text), {"总计": Decimal(total), "自然人": Decimal(person)}))


COMPARE = {"==": op.eq, "!=": op.ne, "<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge}


def _value(node: Expression, names: Mapping[str, Decimal]) -> Decimal | bool:
    match node:
        case Reference(parts=(name,)):
            return names[name]
        case Number(value=value):
            return value
        case Negative(term=term):
            return -_value(term, names)
        case Chain(terms=(first, second)):
            return _value(first, names) - _value(second, names)
        case Compare():
            return COMPARE[node.operator](_value(node.left, names), _value(node.right, names))
        case Member():
            return _value(node.item, names) in [_value(choice, names) for choice in node.choices]
        case Logic():
            return (all if node.every else any)(_value(term, names) for term in node.terms)
    raise TypeError(node)


ROW = "    on: requests.row\n"


@pytest.mark.parametrize(
    ("body", "at", "message"),
    [
        (ROW + "    when: 总计 > 0\n    require: 总计 > 0\n    message: x\n", "require", "require 与 when 一样"),
        (ROW + "    require: 总计 == 1\n    message: x\n    in: [other]\n", "in:", "不会用到"),
        (ROW + "    require: 总计 == 1\n    message: x\n    columns: [总计]\n", "columns", "每次看整行"),
        ("    on: requests.column\n    require: 总计 == 1\n    message: x\n    rows: [总计]\n", "rows", "每次看整列"),
        (
            "    on: proactive.cell\n    forms: [2021]\n    require: 值 == 1\n    message: x\n"
            "    rows: [行政许可]\n    columns: [制发]\n",
            "columns",
            "不会有单元格",
        ),
        (
            "    on: proactive.row\n    forms: [2021]\n    require: 制发 >= 处理决定\n    message: x\n",
            "require",
            "没有一行同时有 制发、处理决定 这几列",
        ),
        (
            "    on: proactive.row\n    forms: [2021]\n    require: 制发 >= 废止\n    message: x\n"
            "    rows: [行政许可]\n",
            "require",
            "没有一行同时有",
        ),
        ("    on: fact\n    require: 本数 > 0\n    message: x\n    indicator: [新收]\n", "新收]", "没有 新收"),
        ("    on: title\n    pattern: 甲\n    message: x\n    in: [other]\n", "in:", "on: title 不分部分"),
        ("    on: prose\n    pattern: 甲\n    message: x\n    unless: [乙, 甲]\n", "甲]", "什么也不会报"),
    ],
)
def test_a_rule_for_what_is_on_no_form(tmp_path: Path, body: str, at: str, message: str) -> None:
    found = only(tmp_path, body)
    assert (found.line, found.column) == place(body, at)
    assert message in str(found)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{wrong: 甲, right: 乙, since: 2023, until: 2021}", "哪一年都不会用到"),
        ("{wrong: 甲, right: 甲}", "right 与 wrong 一样"),
    ],
)
def test_an_entry_that_never_counts(tmp_path: Path, entry: str, message: str) -> None:
    body = "    on: prose\n    lexicon: words\n    message: x\n"
    assert message in only(tmp_path, body, words_yaml=f"entries:\n  - {entry}\n").message


def test_a_row_that_only_one_form_has_is_not_refused(tmp_path: Path) -> None:
    body = (
        "    on: proactive.cell\n    require: 值 >= 0\n    message: x\n"
        "    rows: [规章, 行政处罚]\n    columns: [制发, 处理决定]\n"
    )
    assert pack_of(tmp_path, body).rules
