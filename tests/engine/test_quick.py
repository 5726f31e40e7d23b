"""The quick test of requirements against their full evaluation, which is what rules mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from gklint.engine.body import Requirement
from gklint.engine.check import Checker as Checked_by
from gklint.engine.check import CheckOptions
from gklint.engine.evaluate import Compiler, Environment
from gklint.engine.impossible import Impossible
from gklint.engine.names import Scope
from gklint.engine.narrowing import Subjects
from gklint.engine.quick import doubtful
from gklint.engine.resolve import Checker
from gklint.engine.rule import Context, Rule
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.runners import runner
from gklint.engine.selectors import Subject
from gklint.engine.traversal import Traversal
from gklint.engine.values import Known, Type
from gklint.engine.yaml_pack import load_pack
from gklint.report.document import Document
from gklint.report.forms import load_forms
from gklint.resources import rules_path
from tests.engine.build import document, table

COLUMNS = ("自然人", "其他", "总计")
RAW = st.sampled_from(["0", "1", "2", "3", "0.5", "-1", "12345678901234567890123456789", "", "/", "无", "?", None])
ATOMS = st.sampled_from(
    [*COLUMNS, "0", "2", "合计(申请人)", "合计(自然人, 总计)", "最大(申请人)", "表三.本年新收.总计"]
)
NUMBERS = st.recursive(
    ATOMS,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda text: f"-({text})")
        | inner.map(lambda text: f"绝对值({text})")
    ),
    max_leaves=4,
)
TESTS = st.recursive(
    st.tuples(NUMBERS, st.sampled_from(["==", "!=", "<", ">="]), NUMBERS).map(lambda t: f"{t[0]} {t[1]} {t[2]}")
    | NUMBERS.map(lambda text: f"{text} 属于 [0, 1, 总计]")
    | st.sampled_from(
        ["为空(自然人)", '单位(总计) == ""', '文本(其他) == "0"', '匹配(行, "新收")', "小数位数(其他) > 0"]
    ),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["且", "或"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})")
        | inner.map(lambda text: f"非 ({text})")
    ),
    max_leaves=4,
)


@given(TESTS, st.none() | TESTS, st.dictionaries(st.sampled_from(COLUMNS), RAW, max_size=3))
@example("小数位数(其他) == 0", None, {"其他": ""})
@settings(max_examples=300, deadline=None)
def test_what_is_passed_over_holds_for_certain(text: str, when: str | None, cells: dict[str, str | None]) -> None:
    bound = table(cells={("本年新收", column): raw for column, raw in cells.items()})
    made = document(tables={"requests": bound, "litigation": None})
    subject = Traversal(made).of("requests.row")[0]
    checker = Checker(Scope("requests.row", [load_forms()["2021"]]), {})
    try:
        condition_of = checker.check(when, Type.TRUTH) if when else None
        body = Requirement((), condition_of, checker.check(text, Type.TRUTH), (), ())
    except Impossible:  # no rule could say this
        reject()
    test = doubtful("requests.row", body)
    assert test is not None
    left = test([subject], Context(made, any_rule(), {}))
    compiler = Compiler("requests.row")
    env = Environment(made, subject, {})
    condition = compiler.value(body.when)(env) if body.when else Known(True)
    silent = condition == Known(False) or condition == Known(False, True)
    held = compiler.value(body.require)(env)
    if not left:
        assert silent or (condition == Known(True) and held == Known(True))


@cache
def core() -> RuleSet:
    return load_ruleset([load_pack(rules_path() / "core", allow_python=True)])


def any_rule() -> Rule:
    return core().rules["ARI301"]


def of_tables() -> list[Rule]:
    return [rule for rule in core().rules.values() if isinstance(rule.body, Requirement) and "." in rule.on]


def told(rule: Rule, subjects: Iterable[Subject], ctx: Context) -> list[object]:
    run = runner(rule, core().pack_of(rule), core().functions)
    return [outcome for subject in subjects for outcome in run(subject, ctx)]


@given(st.sampled_from(["2019", "2021"]), st.dictionaries(st.integers(0, 200), RAW, max_size=12), RAW)
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_of_the_core_rules(form: str, odd: dict[int, str | None], fill: str | None) -> None:
    made = spoilt(form, odd, fill)
    for rule in of_tables():
        found = Subjects(made.choice.form, Traversal(made))
        wanted = list(found.wanted(rule, None))
        ctx = Context(made, rule, rule.defaults)
        test = doubtful(rule.on, rule.body) if isinstance(rule.body, Requirement) else None
        assert test is not None
        assert told(rule, test(wanted, ctx), ctx) == told(rule, wanted, ctx), rule.code


def spoilt(form: str, odd: dict[int, str | None], fill: str | None) -> Document:
    """A report whose tables have ``fill`` in their cells, and something else in those with the numbers of ``odd``."""
    tables = {}
    for name, names in load_forms()[form].tables.items():
        places = [(row, column) for row in names.row_keys for column in names.column_keys(row)]
        cells = {places[number % len(places)]: raw for number, raw in odd.items()}
        tables[name] = table(name, form, cells, fill)
    return document(form=form, tables=tables)


@pytest.mark.parametrize("code", ["ARI301", "ARI302", "ARI303", "ARI401", "ARI402", "ARI403"])
def test_sums_of_plain_numbers_that_are_right_are_passed_over(code: str) -> None:
    rule = core().rules[code]
    made = spoilt("2021", {}, "0")
    wanted = list(Subjects(made.choice.form, Traversal(made)).wanted(rule, None))
    assert isinstance(rule.body, Requirement)
    test = doubtful(rule.on, rule.body)
    assert wanted
    assert test is not None
    assert test(wanted, Context(made, rule, rule.defaults)) == []


def test_a_table_that_is_not_there_is_still_said_to_be_missing() -> None:
    made = document(tables={"requests": None, "litigation": None})
    found = Checked_by(core(), CheckOptions(selected=frozenset({"ARI301", "ARI404"}))).check(made)
    assert [(one.code, one.table) for one in found.not_run] == [("ARI301", "requests"), ("ARI404", "litigation")]
