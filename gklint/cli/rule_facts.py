"""What formats that describe rules are told of them."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.engine.ruleset import RuleSet
from gklint.reporters.base import RuleFacts
from gklint.runner.internal import OWN_CODES


def rule_facts(rules: RuleSet) -> Iterator[RuleFacts]:
    """The facts of each rule, gklint's own codes first."""
    for own in OWN_CODES:
        yield RuleFacts(own.code, own.name, own.summary, own.severity)
    for rule in rules.rules.values():
        basis = tuple(rule.basis.items())
        yield RuleFacts(rule.code, rule.name, rule.summary, rule.severity, basis, rule.tags, rule.note)
