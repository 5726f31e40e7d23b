"""What every rule of the core pack owes its reader, and that what is written about the rules is up to date."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from gklint.cli import main
from gklint.cli.catalogue import full_json, full_text
from gklint.cli.demonstrate import Demonstrator
from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.body import PythonBody
from gklint.engine.rule import Example, Rule
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.selectors import across
from gklint.engine.yaml_pack import load_pack
from gklint.packs import shipped
from gklint.report.document import Document
from gklint.reporters.jsontext import json_text
from gklint.resources import rules_path

ROOT = Path(__file__).resolve().parents[2]


@cache
def core() -> RuleSet:
    return load_ruleset([load_pack(rules_path() / "core", allow_python=True)])


@cache
def bases() -> dict[str, Document]:
    return dict(Demonstrator(core()).bases(core().packs[0]))


def as_written(example: Example) -> object:
    return (tuple(example.keys.items()), example.cells)


def levels(rule: Rule) -> set[Severity]:
    return {rule.severity, *(grade.severity for grade in rule.grades.values())}


RULES = list(core().rules.values())
every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


@every_rule
def test_a_rule_says_what_it_is_and_on_what_it_rests(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.strip()
    assert not rule.summary.endswith("。")
    assert rule.tags
    assert set(rule.basis) == set(rule.forms) <= {"2019", "2021"}
    assert all(basis.text.strip() for basis in rule.basis.values())


@every_rule
def test_a_rule_has_two_good_and_two_bad_examples(rule: Rule) -> None:
    assert len(rule.good) >= 2
    assert len(rule.bad) >= 2
    different = {tuple(map(as_written, (one, *one.others))) for one in (*rule.good, *rule.bad)}
    assert len(different) == len(rule.good) + len(rule.bad)


@every_rule
def test_an_unverified_basis_gives_a_warning_at_most(rule: Rule) -> None:
    if any(basis.status is BasisStatus.UNVERIFIED for basis in rule.basis.values()):
        assert max(levels(rule)) <= Severity.WARNING


@every_rule
def test_grades_are_never_above_the_rule(rule: Rule) -> None:
    assert max(levels(rule)) == rule.severity


@every_rule
def test_a_rule_in_python_says_why(rule: Rule) -> None:
    assert isinstance(rule.body, PythonBody) == bool(rule.why_python)


@every_rule
def test_a_rule_can_be_explained(rule: Rule) -> None:
    text = full_text(rule, 80)
    assert {rule.code, rule.name} <= set(text.split())
    assert all(option in text for option in rule.options)
    told = json.loads(json_text(full_json(rule)))
    assert told["code"] == rule.code
    assert len(told["examples"]["good"]) == len(rule.good)
    assert len(told["examples"]["bad"]) == len(rule.bad)


@every_rule
def test_the_first_bad_example_can_be_shown(rule: Rule) -> None:
    shown = Demonstrator(core()).rendered(rule, rule.bad[0], bases(), 80)
    assert rule.code in shown.splitlines()[0].split()


def test_explain_shows_a_diagnostic_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "ARI303", "--isolated"]) == 0
    assert "第一个有问题的例子报出来是这样：\n\n样例.txt:" in capsys.readouterr().out
    assert main(["explain", "ARI303", "--isolated", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rendered"].startswith("样例.txt:")
    assert main(["explain", "GK001", "--isolated", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rendered"] is None


def test_pages_about_the_rules_are_up_to_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``gklint docs --output docs/rules --coverage rules/COVERAGE.md`` writes them anew."""
    monkeypatch.chdir(ROOT)
    status = main(["docs", "--check", "--output", "docs/rules", "--coverage", "rules/COVERAGE.md"])
    assert (status, capsys.readouterr().err) == (0, "")


def coverage_rows(page: str) -> list[list[str]]:
    """The cells of the lines that are about one rule, of the tables of packs."""
    lines = (line for line in page.splitlines() if re.match(r"\| [A-Z]{2,4}\d{3} ", line))
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in rows if len(row) == 10]


def test_the_sample_reports_are_told_of_most_rules() -> None:
    rows = coverage_rows((rules_path() / "COVERAGE.md").read_text(encoding="utf-8"))
    ours = [row for row in rows if row[0] in core().rules]
    assert [row[0] for row in ours] == sorted(core().rules)
    alone = [row for row in ours if not across(core().rules[row[0]].on)]  # the samples are read one by one
    quiet = [row[0] for row in alone if not row[9]]
    assert len(quiet) <= len(alone) // 10


def test_the_page_has_every_rule_that_ships_with_its_basis_and_the_reasons_for_python() -> None:
    page = (rules_path() / "COVERAGE.md").read_text(encoding="utf-8")
    packs = [load_pack(folder, allow_python=True) for folder in shipped().values()]
    rules = {rule.code: rule for pack in packs for rule in pack.rules}
    rows = {row[0]: row for row in coverage_rows(page)}
    assert rows.keys() == rules.keys()
    for code, row in rows.items():
        assert all(row[:9]), code
        assert row[3].startswith("Python" if isinstance(rules[code].body, PythonBody) else "YAML"), code
    python = [code for code, rule in rules.items() if isinstance(rule.body, PythonBody)]
    for code in python:
        assert f"| {code} | {rules[code].summary} | {rules[code].why_python} |" in page
    share = f"{100 * (len(rules) - len(python)) / len(rules):.0f}%"
    assert f"{len(rules) - len(python)} 条用 YAML 写（{share}）" in page
