from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gklint.diagnostics import Severity
from gklint.engine import policy
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from tests.engine.build import write_pack

RULES = """\
rules:
  - {code: ARI301, name: balance, summary: 一, severity: error, basis: 甲, on: title, pattern: 甲, message: x,
     tags: [sums], aliases: [ARI001], grades: {轻: {level: info, when: 年度 > 1}},
     options: {limit: {type: number, default: 3, help: 上限}, words: {type: list, default: [甲], help: 词}}}
  - {code: ARI302, name: total, summary: 二, severity: error, basis: 甲, on: title, pattern: 乙, message: x,
     tags: [sums]}
  - {code: WRD001, name: typo, summary: 三, severity: warning, basis: 甲, on: title, pattern: 丙, message: x,
     enabled: false}
"""


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    return load_ruleset([load_pack(write_pack(tmp_path, RULES), False)])


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "codes"),
    [
        ([], [], [], {"ARI301", "ARI302"}),
        ([], [], ["typo"], {"ARI301", "ARI302", "WRD001"}),
        (["ARI"], ["ARI302"], [], {"ARI301"}),
        (["ARI302"], ["ARI"], [], {"ARI302"}),
        (["sums"], [], [], {"ARI301", "ARI302"}),
        (["ARI001"], [], [], {"ARI301"}),
        (["ALL"], ["ARI30"], [], {"WRD001"}),
        ([], ["balance"], [], {"ARI302"}),
        (["ARI301"], ["ARI301"], [], set()),
    ],
)
def test_rules_are_chosen(
    rules: RuleSet, select: list[str], ignore: list[str], extend: list[str], codes: set[str]
) -> None:
    chosen, mistakes = policy.select(rules, select, ignore, extend)
    assert chosen == codes
    assert mistakes == ()


def test_words_nobody_knows_are_told_with_a_suggestion(rules: RuleSet) -> None:
    _, mistakes = policy.select(rules, ["balanse"], ["GK900"], ["XYZ"])
    assert [one.word for one in mistakes] == ["balanse", "XYZ", "GK900"]
    assert mistakes[0].suggestion is not None
    assert "balance" in mistakes[0].suggestion
    assert "不能" in mistakes[2].message


def test_levels_of_single_rules_and_grades_go_before_those_of_many(rules: RuleSet) -> None:
    wanted = {"ARI302": "info", "ARI": "warning", "ARI301.轻": "error"}
    levels, mistakes = policy.severities(rules, wanted)
    assert mistakes == ()
    balance = rules.rules["ARI301"]
    assert policy.level(balance, None, levels) is Severity.WARNING
    assert policy.level(balance, "轻", levels) is Severity.ERROR
    assert policy.level(rules.rules["ARI302"], None, levels) is Severity.INFO
    assert policy.level(balance, "轻", {}) is Severity.INFO


def test_a_finding_over_blanks_stays_a_warning_unless_named(rules: RuleSet) -> None:
    balance = rules.rules["ARI301"]
    assert policy.level(balance, "空白", {}) is Severity.WARNING
    assert policy.level(balance, "空白", {"ARI301": Severity.ERROR}) is Severity.WARNING
    assert policy.level(balance, "空白", {"ARI301": Severity.INFO}) is Severity.INFO
    assert policy.level(balance, "空白", {"ARI301.空白": Severity.ERROR}) is Severity.ERROR


def test_bad_levels_and_grades_are_mistakes(rules: RuleSet) -> None:
    levels, mistakes = policy.severities(rules, {"ARI301": "off", "ARI301.重": "info", "NOPE": "info"})
    assert levels == {}
    assert [one.word for one in mistakes] == ["ARI301", "ARI301.重", "NOPE"]


def test_options_are_typed(rules: RuleSet) -> None:
    rule = rules.rules["ARI301"]
    values, mistakes = policy.options(rule, {"limit": 5, "words": ["乙", "丙"]})
    assert values == {"limit": Decimal(5), "words": ("乙", "丙")}
    assert mistakes == ()
    values, mistakes = policy.options(rule, {"limit": "五", "word": []})
    assert values == {"limit": Decimal(3), "words": ("甲",)}
    assert [one.word for one in mistakes] == ["limit", "word"]
