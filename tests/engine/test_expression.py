from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.evaluate import Compiler, Environment
from gklint.engine.expression import ExpressionError, parse
from gklint.engine.names import Scope
from gklint.engine.resolve import Checker
from gklint.engine.selectors import Subject
from gklint.engine.values import Known, Result, TableRow, Type, Unknown, show
from gklint.report.forms import load_forms
from tests.engine.build import document, table

NUMBERS = st.integers(0, 999).map(Decimal) | st.decimals(0, 99, places=2)


def evaluate(text: str, cells: dict[str, str | None] | None = None) -> Result:
    """The value of ``text`` on the row 本年新收 of a table with these cells (others 0)."""
    bound = table(cells={("本年新收", column): raw for column, raw in (cells or {}).items()})
    row = TableRow(bound, bound.rows["本年新收"])
    subject = Subject("requests.row", row, row.row.span, "requests", bound)
    checked = Checker(Scope("requests.row", [load_forms()["2021"]]), {}).check(text)
    env = Environment(document(tables={"requests": bound, "litigation": None}), subject, {})
    return Compiler("requests.row").value(checked)(env)


Tree = tuple[str, Decimal]


def _join(pair: tuple[Tree, str, Tree]) -> Tree:
    (left, a), sign, (right, b) = pair
    value = {"+": a + b, "-": a - b, "*": a * b}[sign]
    return f"({left}) {sign} ({right})", value


TREES: st.SearchStrategy[Tree] = st.recursive(
    NUMBERS.map(lambda number: (f"{number:f}", number)),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(_join)
        | inner.map(lambda tree: (f"-({tree[0]})", -tree[1]))
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda trees: (f"合计({'，'.join(text for text, _ in trees)})", sum((v for _, v in trees), Decimal(0)))
        )
    ),
    max_leaves=8,
)


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_arithmetic_agrees_with_decimal(tree: Tree) -> None:
    text, value = tree
    if len(text) <= 2_000:
        assert evaluate(text) == Known(value)


@given(st.lists(NUMBERS, min_size=2, max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_chains_are_worked_from_the_left_and_factors_first(numbers: list[Decimal], data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from("+-*")) for _ in numbers[1:]]
    text = f"{numbers[0]:f}" + "".join(f" {s} {n:f}" for s, n in zip(signs, numbers[1:], strict=True))
    terms = [numbers[0]]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign == "*":
            terms[-1] *= number
        else:
            terms.append(number if sign == "+" else -number)
    assert evaluate(text) == Known(sum(terms, Decimal(0)))


@given(st.text(alphabet='本年新收总计 +-*/()（）【】<>=!"“”.,，、且或非属于[]0123456789万%ab', max_size=30))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_parses_or_is_refused_inside_the_text(text: str) -> None:
    assert 0 <= refused_at(text) <= len(text)


def refused_at(text: str) -> int:
    """Where ``text`` is refused; 0 for a good expression."""
    try:
        return parse(text).at * 0
    except ExpressionError as error:
        return error.at


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3万 + 0.5亿", Decimal(50_030_000)),
        ("5% * 200", Decimal(10)),
        ("7 / 2", Decimal("3.5")),
        ("2 - -3", Decimal(5)),
        ("1 ＋ 2 × 3", Decimal(7)),
        ("绝对值(2 - 5)", Decimal(3)),
        ("取整(7 / 2)", Decimal(3)),
        ("四舍五入(2 / 3, 2)", Decimal("0.67")),
        ("最大(1, 9, 4) - 最小(3, 2)", Decimal(7)),
        ("长度(“四个汉字”)", Decimal(4)),
        ("年度 - 2020 <= 2 且 2 ≤ 年度 and not 年度 < 2", True),
        ("年度 == 2 或 年度 ≠ 3", True),
        ('行 属于 [“本年新收”, "总计"]', True),
        ("行 不属于 [“总计”]", True),
        ("年度 in [1, 2021]", True),
        ("包含(行, “新收”)", True),
        ("版式 == “2021” 且 年度 == 2021", True),
    ],
)
def test_values(text: str, value: Decimal | bool) -> None:
    assert evaluate(text) == Known(value)


CELLS: dict[str, str | None] = {
    "自然人": "3",
    "商业企业": "",
    "科研机构": "/",
    "社会公益组织": "两件",
    "法律服务机构": None,
    "其他": "1.250",
    "总计": "?",
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("自然人 + 1", Known(Decimal(4))),
        ("自然人 + 商业企业", Known(Decimal(3), blank=True)),
        ("合计(自然人, 科研机构)", Known(Decimal(3), blank=True)),
        ("自然人 > 2 且 商业企业 == 0", Known(True, blank=True)),
        ("自然人 > 2 或 商业企业 == 0", Known(True)),
        ("商业企业 == 0 或 自然人 > 2", Known(True)),
        ("商业企业 > 0 或 自然人 > 5", Known(False, blank=True)),
        ("自然人 > 5 且 社会公益组织 > 0", Known(False)),
        ("社会公益组织 > 0 且 自然人 > 5", Known(False)),
        ("社会公益组织 > 0 或 自然人 == 3", Known(True)),
        ("为空(商业企业) 且 为空(科研机构) 且 非 为空(自然人)", Known(True)),
        ("为数(社会公益组织)", Known(False)),
        ("小数位数(其他)", Known(Decimal(3))),
        ("文本(社会公益组织)", Known("两件")),
        ("状态(法律服务机构)", Known("missing")),
        ("表三.本年新收.自然人", Known(Decimal(3))),
        ("本年新收.自然人", Known(Decimal(3))),
        ("合计(办理结果.自然人)", Known(Decimal(0))),
    ],
)
def test_blanks_and_kleene_logic(text: str, value: Known) -> None:
    assert evaluate(text, CELLS) == value


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("自然人 + 社会公益组织", "社会公益组织"),
        ("合计(申请人)", "社会公益组织"),
        ("法律服务机构 == 0", "法律服务机构"),
        ("自然人 == 3 且 总计 > 0", "总计"),
        ("非 (总计 > 0)", "总计"),
        ("为空(法律服务机构)", "法律服务机构"),
        ("总计 > 0 或 社会公益组织 > 0", "总计"),
    ],
)
def test_what_cannot_be_read_makes_the_whole_unknown(text: str, column: str) -> None:
    found = evaluate(text, CELLS)
    assert isinstance(found, Unknown)
    assert (found.table, found.row, found.column) == ("requests", "本年新收", column)


@pytest.mark.parametrize(
    "text", ["1 / 0", "1 / (自然人 - 自然人)", "0 / 0", "表四.行政复议.总计", "合计(表四.行政诉讼.总计)"]
)
def test_no_answer_is_unknown_not_an_error(text: str) -> None:
    assert isinstance(evaluate(text), Unknown)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("自然人 +", 5),
        ("自然人 + + 1", 6),
        ("自然人 自然人", 4),
        ("(自然人", 4),
        ("自然人 == “总", 7),
        ("a < b < c", 6),
    ],
)
def test_mistakes_have_their_place(text: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.at == at


@pytest.mark.parametrize(
    "text", ["__import__(“os”)", "自然人.real", "行.__class__", "lambda: 1", "[1][0]", "1 if 1 else 2", "自然人()"]
)
def test_nothing_but_the_little_language_is_understood(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("100", "100"),
        ("1E+3", "1000"),
        ("2.50", "2.5"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-20", "-20"),
        ("0.000001", "0.000001"),
    ],
)
def test_numbers_are_shown_plainly(value: str, shown: str) -> None:
    assert show(Decimal(value)) == shown


def test_types_are_known_before_anything_is_run() -> None:
    checker = Checker(Scope("requests.row", [load_forms()["2021"]]), {})
    assert checker.check("自然人").type is Type.CELL
    assert checker.check("申请人").type is Type.CELLS
    assert checker.check("自然人 > 1").type is Type.TRUTH
