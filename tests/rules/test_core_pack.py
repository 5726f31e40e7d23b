"""The examples of the built-in rules, which are their tests; and what every rule owes its reader."""

from __future__ import annotations

import re

import pytest

from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.body import PythonBody
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.examples import base_texts, run_examples
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source


@pytest.fixture(scope="module")
def core() -> RuleSet:
    return load_ruleset([load_pack(rules_path() / "core", allow_python=True)])


def read(text: str) -> Document:
    return read_document(Source("报告.txt", text))


def test_every_example_comes_out(core: RuleSet) -> None:
    failures = run_examples(core, base_texts(core.packs[0]), read)
    told = [f"{f.code} {'good' if f.good else 'bad'} {f.number}: {f.reason}" for f in failures]
    assert told == []


def test_the_base_reports_are_clean(core: RuleSet) -> None:
    bases = base_texts(core.packs[0])
    assert set(bases) == {"2019", "2021"}
    checker = Checker(core, CheckOptions(selected=frozenset(core.rules)))
    for form, text in bases.items():
        document = read(text)
        assert document.choice.form == form
        found = checker.check(document)
        assert [(d.code, d.message) for d in found.diagnostics if d.severity >= Severity.WARNING] == []
        assert found.not_run == ()


def test_every_rule_has_two_good_and_two_bad_examples(core: RuleSet) -> None:
    assert [rule.code for rule in core.rules.values() if len(rule.good) < 2 or len(rule.bad) < 2] == []


def test_every_rule_has_a_basis_for_each_of_its_forms(core: RuleSet) -> None:
    assert [rule.code for rule in core.rules.values() if set(rule.basis) != set(rule.forms)] == []


def test_a_report_of_the_old_form_is_not_judged_by_a_later_document(core: RuleSet) -> None:
    # LAW002 compares names and numbers of documents, those of later ones too.
    rules = [rule for rule in core.rules.values() if "2019" in rule.basis and rule.code != "LAW002"]
    assert len(rules) > 100
    assert [rule.code for rule in rules if re.search("〔202[1-9]〕", rule.basis["2019"].text)] == []


def test_an_unverified_basis_gives_a_warning_at_most(core: RuleSet) -> None:
    unverified = [r for r in core.rules.values() if any(b.status is BasisStatus.UNVERIFIED for b in r.basis.values())]
    assert [rule.code for rule in unverified if rule.severity > Severity.WARNING] == []


def test_a_rule_in_python_says_why(core: RuleSet) -> None:
    in_python = [rule for rule in core.rules.values() if isinstance(rule.body, PythonBody)]
    assert in_python
    assert [rule.code for rule in in_python if not rule.why_python] == []


def test_codes_and_names_have_their_form(core: RuleSet) -> None:
    wrong = [
        rule.code
        for rule in core.rules.values()
        if not re.fullmatch(r"[A-Z]{3}\d{3}", rule.code) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("一二二四五", ["序号“（二）”重复"]),
        ("一二五四五", ["序号不连续：“（二）”之后是“（五）”"]),
        ("一二二三四", ["序号“（二）”重复"]),
        ("一二四五六", ["序号不连续：“（二）”之后是“（四）”"]),
        ("一二三二五", ["序号倒退：“（三）”之后是“（二）”"]),
    ],
)
def test_one_wrong_number_is_told_once(core: RuleSet, numbers: str, expected: list[str]) -> None:
    text = base_texts(core.packs[0])["2021"]
    heads = ("主动公开\n", "依申请公开\n", "政府信息管理\n", "政府信息公开平台建设\n", "监督保障\n")
    for place, (number, head) in enumerate(zip(numbers, heads, strict=True)):
        text = text.replace(f"（{'一二三四五'[place]}）{head}", f"（{number}）{head}", 1)
    checker = Checker(core, CheckOptions(selected=frozenset({"STR006"})))
    assert [d.message for d in checker.check(read(text)).diagnostics] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("一．", ["一．"]),
        ("一.", ["一."]),
        ("一，", ["一，"]),
        ("一 ", ["一"]),
        ("一､", []),
        ("　一 、", []),
        ("⼀、", []),
    ],
)
def test_the_mark_behind_the_number_of_a_section(core: RuleSet, written: str, expected: list[str]) -> None:
    text = base_texts(core.packs[0])["2021"].replace("一、总体情况", f"{written}总体情况", 1)
    document = read(text)
    checker = Checker(core, CheckOptions(selected=frozenset({"STR005"})))
    assert [document.source.slice(d.span) for d in checker.check(document).diagnostics] == expected
