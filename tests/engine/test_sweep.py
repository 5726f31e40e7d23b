"""What is told of a whole table at once against the full evaluation of each subject, which is what rules mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from gklint.engine.body import Requirement
from gklint.engine.check import Checker as Checked_by
from gklint.engine.check import CheckOptions
from gklint.engine.impossible import Impossible
from gklint.engine.names import Scope
from gklint.engine.narrowing import Subjects
from gklint.engine.resolve import Checker
from gklint.engine.rule import Context, Rule
from gklint.engine.selectors import Subject, local_names
from gklint.engine.sweep import settled
from gklint.engine.traversal import Traversal
from gklint.engine.values import Type, Unknown
from gklint.report.bound import BoundLabel, BoundTable, CellState, Match, Matrix, Shape
from gklint.report.document import Document, Fact
from gklint.report.forms import load_forms
from gklint.report.values import read_value
from gklint.text import Span
from tests.engine.build import document, table
from tests.engine.test_quick import TESTS, core, of_tables, told

NUMBERS = st.sampled_from(["0", "0", "1", "2", "3", "0.5", "-1", "+33", "12万元", "3000"])
OF_CELLS = st.sampled_from(
    ["值 >= 0", "值 > 1 或 值 == 0", '单位(值) 属于 ["", "万元"]', '非 匹配(文字, "000$")', '行 == "本年新收"']
)


def in_order(name: str, form: str, cells: dict[tuple[str, str], str], fill: str) -> BoundTable:
    """A table in which each cell holds a number and each label is the form's, with its matrix."""
    names = load_forms()[form].tables[name]
    bound = table(name, form)
    rows = {}
    for key, row in bound.rows.items():
        made = {
            column: cell._replace(value=read_value(cells.get((key, column), fill)))
            for column, cell in row.cells.items()
        }
        label = BoundLabel(key, names.row_labels[key].label, Span(row.span.start, row.span.start), Match.EXACT)
        rows[key] = row._replace(cells=made, label=label)
    shape = Shape({key: names.column_keys(key) for key in names.row_keys})
    values = [cell.value for row in rows.values() for cell in row.cells.values()]
    assert all(value.state in (CellState.NUMBER, CellState.ZERO) for value in values)
    heads = {column: f"{column}（单位：万元）" for column in shape.columns}
    labels = tuple(BoundLabel(column, column, Span(0, 0), Match.EXACT) for column in shape.columns)
    spans = [cell.span for row in rows.values() for cell in row.cells.values()]
    words = [value.raw for value in values]
    bounds = [span.start for span in spans], [span.end for span in spans]
    matrix = Matrix(shape, words, values, lambda: bounds, lambda place: heads[shape.names[place][1]])
    return bound.replaced(rows=rows, columns=labels, matrix=matrix)


def reports(form: str, odd: dict[int, str], fill: str) -> Document:
    """A report whose tables have ``fill`` in their cells, and other numbers in those with the numbers of ``odd``."""
    tables: dict[str, BoundTable | None] = {}
    for name, names in load_forms()[form].tables.items():
        places = [(row, column) for row in names.row_keys for column in names.column_keys(row)]
        tables[name] = in_order(name, form, {places[n % len(places)]: raw for n, raw in odd.items()}, fill)
    return document(form=form, tables=tables)


def said(rule: Rule, made: Document) -> list[object]:
    """All that the full evaluation of ``rule`` says of a report, whatever it asks of headers."""
    found = Subjects(made.choice.form, Traversal(made))
    return told(rule, found.wanted(rule, None), Context(made, rule, rule.defaults))


@given(
    st.sampled_from(["requests.row", "requests.column", "requests.cell"]),
    st.data(),
    st.dictionaries(st.integers(0, 200), NUMBERS, max_size=6),
    NUMBERS,
)
@settings(max_examples=200, deadline=None)
def test_a_table_that_is_passed_over_holds_for_certain(
    on: str, data: st.DataObject, odd: dict[int, str], fill: str
) -> None:
    tests = OF_CELLS if on.endswith("cell") else TESTS
    text, when = data.draw(tests), data.draw(st.none() | tests)
    checker = Checker(Scope(on, [load_forms()["2021"]]), {})
    try:
        condition = checker.check(_for(on, when), Type.TRUTH) if when else None
        body = Requirement((), condition, checker.check(_for(on, text), Type.TRUTH), (), ())
    except Impossible:  # no rule could say this
        reject()
    rule = core().rules["ARI301"]._replace(on=on, body=body, forms=("2021",), grades={})
    test = settled(rule)
    assert test is not None
    made = reports("2021", odd, fill)
    if test(Context(made, rule, {})):
        assert said(rule, made) == []


def _for(on: str, text: str) -> str:
    """The test, which is of a row, made one of a column."""
    if on != "requests.column":
        return text
    pairs = {"自然人": "本年新收", "其他": "上年结转", "申请人": "办理结果", "行": "列", "新收": "自然"}
    for row, column in pairs.items():
        text = text.replace(row, column) if row != "新收" else text.replace('"新收"', f'"{column}"')
    return text.replace("表三.本年本年新收", "表三.本年新收")


@given(st.sampled_from(["2019", "2021"]), st.dictionaries(st.integers(0, 200), NUMBERS, max_size=12), NUMBERS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_of_the_core_rules(form: str, odd: dict[int, str], fill: str) -> None:
    made = reports(form, odd, fill)
    for rule in [*of_tables(), core().rules["TBL001"], core().rules["TBL007"]]:
        test = settled(rule)
        if test is not None and test(Context(made, rule, rule.defaults)) and rule.on != "proactive.cell":
            assert said(rule, made) == [], rule.code


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_core_rules_have_nothing_to_look_at_in_a_table_of_noughts(form: str) -> None:
    made = reports(form, {}, "0")
    rules = [rule for rule in of_tables() if not rule.on.startswith("years.")]
    left = [rule.code for rule in rules if not _passes(rule, made)]
    assert len(rules) > 10
    assert left == []


def _passes(rule: Rule, made: Document) -> bool:
    test = settled(rule)
    return test is not None and test(Context(made, rule, rule.defaults))


@pytest.mark.parametrize("code", ["ARI301", "ARI302", "ARI303", "ARI401", "TBL001", "TBL007"])
def test_of_a_table_without_a_matrix_nothing_is_certain(code: str) -> None:
    made = document(tables={name: table(name) for name in ("proactive", "requests", "litigation")})
    assert not _passes(core().rules[code], made)


@pytest.mark.parametrize(
    ("code", "place"), [("ARI301", ("本年新收", "自然人")), ("ARI302", ("总计", "其他")), ("ARI303", ("总计", "其他"))]
)
def test_a_wrong_number_anywhere_is_found(code: str, place: tuple[str, str]) -> None:
    bound = in_order("requests", "2021", {place: "1"}, "0")
    made = document(tables={"requests": bound})
    found = Checked_by(core(), CheckOptions(selected=frozenset({code}))).check(made)
    assert [one.code for one in found.diagnostics] == [code]


def test_a_rule_over_years_is_never_settled_by_one_report() -> None:
    assert [rule.code for rule in of_tables() if rule.on.startswith("years.") and settled(rule) is not None] == []


@given(st.sampled_from(["2019", "2021"]), st.dictionaries(st.integers(0, 200), NUMBERS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_number_that_a_fact_speaks_of_is_the_same_by_matrix(form: str, odd: dict[int, str]) -> None:
    made = reports(form, odd, "0")
    bare = {name: bound.replaced(matrix=None) for name, bound in made.tables.items() if bound is not None}
    for indicator in load_forms()[form].stated:
        fact = Fact(indicator, Decimal(1), "件", False, Span(0, 1), Span(0, 1), "overview")
        subject = Subject("fact", fact, fact.span, "overview")
        get = local_names("fact")["表中数"].get
        assert get(subject, made) == get(subject, made.replaced(read_tables=lambda: bare)), indicator


def test_the_number_of_a_fact_that_no_table_has_is_not_known() -> None:
    fact = Fact("信息处理费", Decimal(1), "元", False, Span(0, 1), Span(0, 1), "other")
    subject = Subject("fact", fact, fact.span, "other")
    assert isinstance(local_names("fact")["表中数"].get(subject, reports("2021", {}, "0")), Unknown)
