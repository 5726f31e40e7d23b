"""Packs together: what they change of each other's rules and add to the forms; conflicts name both packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.manifest import Override
from gklint.engine.problems import Mark, RuleProblem, did_you_mean
from gklint.engine.rule import Option, OptionValue, Pack, Rule
from gklint.report.amend import Amendment, claimed
from gklint.report.forms import Form
from gklint.text import fold

_KINDS: Mapping[str, type | tuple[type, ...]] = {"number": Decimal, "text": str, "list": tuple}


def _problem(pack: Pack, mark: Mark, message: str, hint: str | None = None) -> RuleProblem:
    return RuleProblem(f"{pack.root}/pack.yaml", mark.line, mark.column, message, hint)


def goes_before(packs: Sequence[Pack], one: Pack, other: Pack) -> bool:
    """Whether ``one`` builds on ``other``, at any remove, so that its word counts."""
    by_name = {pack.name: pack for pack in packs}
    waiting, seen = [*one.manifest.extends], set()
    while waiting:
        name = waiting.pop()
        if name == other.name:
            return True
        if name in by_name and name not in seen:
            seen.add(name)
            waiting += by_name[name].manifest.extends
    return False


def missing_bases(packs: Sequence[Pack]) -> Iterable[RuleProblem]:
    """A mistake for each pack that another builds on and that is not there."""
    names = {pack.name for pack in packs}
    for pack in packs:
        for name in pack.manifest.extends:
            if name not in names:
                yield _problem(pack, Mark(1, 1), f"extends 的规则包 {name} 没有找到", "写成一行：extends: [名称]")


def overridden(packs: Sequence[Pack], rules: dict[str, Rule]) -> list[RuleProblem]:
    """Applies the packs' ``overrides:`` to ``rules``, in place; gives the mistakes."""
    problems: list[RuleProblem] = []
    chosen: dict[tuple[str, str], tuple[Pack, Override]] = {}
    for pack in packs:
        for one in pack.manifest.overrides:
            if one.code not in rules:
                hint = did_you_mean(one.code, rules)
                problems.append(_problem(pack, one.mark, f"没有规则 {one.code}，不能改它", hint))
                continue
            first = chosen.get((one.code, one.what))
            if first is not None and first[1].value != one.value:
                if goes_before(packs, first[0], pack):
                    continue
                if not goes_before(packs, pack, first[0]):
                    problems.append(_conflict(pack, first[0], one))
                    continue
            chosen[one.code, one.what] = (pack, one)
    for pack, one in chosen.values():
        rule = _changed(rules[one.code], one)
        if isinstance(rule, str):
            problems.append(_problem(pack, one.mark, rule))
        else:
            rules[one.code] = rule
    return problems


def _conflict(pack: Pack, first: Pack, one: Override) -> RuleProblem:
    message = f"规则包 {first.name} 和 {pack.name} 都改规则 {one.code} 的 {one.what}，改得不同"
    return _problem(pack, one.mark, message, f"只用其中一个，或让 {pack.name} 写 extends: [{first.name}]")


def _changed(rule: Rule, one: Override) -> Rule | str:
    """The rule as changed, or what is wrong with the change (Chinese)."""
    what, _, name = one.what.partition(".")
    value: Any = one.value
    if what == "severity":
        unverified = any(basis.status is BasisStatus.UNVERIFIED for basis in rule.basis.values())
        if unverified and value is Severity.ERROR:
            return f"规则 {rule.code} 的依据未核实，至多是 warning"
        grades = {key: grade._replace(severity=min(grade.severity, value)) for key, grade in rule.grades.items()}
        return replace(rule, severity=value, grades=grades)
    if what == "enabled":
        return replace(rule, enabled=value)
    if what == "grade":
        return _grade(rule, name, value)
    return _option(rule, name, value)


def _grade(rule: Rule, name: str, level: Severity) -> Rule | str:
    if name not in rule.grades:
        return f"规则 {rule.code} 没有等级 {name}" + _among(name, rule.grades)
    if level > rule.severity:
        return f"规则 {rule.code} 的等级 {name} 不能比规则还高（{rule.severity.word}）"
    return replace(rule, grades={**rule.grades, name: rule.grades[name]._replace(severity=level)})


def _option(rule: Rule, name: str, value: OptionValue) -> Rule | str:
    option = rule.options.get(name)
    if option is None:
        return f"规则 {rule.code} 没有选项 {name}" + _among(name, rule.options)
    if not isinstance(value, _KINDS[option.type]):
        return f"规则 {rule.code} 的选项 {name} 的类型应为 {option.type}"
    return replace(rule, options={**rule.options, name: Option(option.name, option.type, value, option.help)})


def _among(name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known)
    return f"；{hint}" if hint else ""


def amendments(packs: Sequence[Pack], forms: Mapping[str, Form]) -> tuple[tuple[Amendment, ...], list[RuleProblem]]:
    """What the packs add to ``forms``, and the mistakes: words that would stand for two things."""
    problems: list[RuleProblem] = []
    found: list[Amendment] = []
    owners: dict[tuple[str, str, str, str], tuple[str, str]] = {}
    for pack in packs:
        for one, mark in pack.manifest.added:
            part = "row" if one.part == "extra-row" else one.part
            taken = claimed(forms[one.form], part, one.table)
            for word in one.words:
                key = taken.get(fold(word), one.key)
                where = (one.form, part, one.table, fold(word))
                who, meant = owners.setdefault(where, (pack.name, one.key))
                if key != one.key:
                    problems.append(_problem(pack, mark, f"{one.form} 版里“{word}”已是 {key} 的写法"))
                elif meant != one.key:
                    message = f"“{word}”在规则包 {who} 里指 {meant or '增行'}，在 {pack.name} 里指 {one.key or '增行'}"
                    problems.append(_problem(pack, mark, message, "只用其中一个规则包"))
            found.append(one)
    return tuple(found), problems
