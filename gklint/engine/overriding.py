"""What a pack changes of another pack's rule: a rule and a change → the rule as changed, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.body import PythonBody
from gklint.engine.expression import ExpressionError
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.manifest import Override
from gklint.engine.names import FormNames
from gklint.engine.problems import Mark, did_you_mean
from gklint.engine.rule import OptionValue, Rule
from gklint.engine.templates import read_template
from gklint.engine.yaml_rules import message_checker
from gklint.messages import Words, phrased, worded

_KINDS: Mapping[str, type | tuple[type, ...]] = {"number": Decimal, "text": str, "list": tuple}


class CannotChange(Exception):
    """A change that does not fit its rule: why (worded, or a template for ``blanks``), a suggestion, and the place if
    it is not the change's own."""

    def __init__(
        self, message: str, suggestion: Words | None = None, mark: Mark | None = None, /, **blanks: object
    ) -> None:
        self.message = phrased(message, blanks)
        super().__init__(self.message)
        self.suggestion = suggestion
        self.mark = mark


def changed(
    rule: Rule,
    one: Override,
    forms: Mapping[str, FormNames],
    functions: Mapping[str, Function] = FUNCTIONS,
) -> Rule:
    """``rule`` as ``one`` changes it; raises :class:`CannotChange`. ``forms`` and ``functions`` are what its message
    may speak of."""
    what, _, name = one.what.partition(".")
    value: Any = one.value
    match what:
        case "severity":
            grades = {key: grade._replace(severity=min(grade.severity, value)) for key, grade in rule.grades.items()}
            return _verified(rule._replace(severity=value, grades=grades))
        case "enabled":
            return rule._replace(enabled=value)
        case "grade":
            return _grade(rule, name, value)
        case "option":
            return _option(rule, name, value)
        case "extend":
            return _extended(rule, name, value)
        case "status":
            status = BasisStatus(value)
            return _verified(
                rule._replace(basis={form: basis._replace(status=status) for form, basis in rule.basis.items()})
            )
        case _:
            return _text(rule, name, one, forms, functions)


def _verified(rule: Rule) -> Rule:
    unverified = any(basis.status is BasisStatus.UNVERIFIED for basis in rule.basis.values())
    if unverified and rule.severity is Severity.ERROR:
        raise CannotChange("规则 {code} 的依据未核实，至多是 warning", code=rule.code)
    return rule


def _grade(rule: Rule, name: str, level: Severity) -> Rule:
    if name not in rule.grades:
        raise CannotChange("规则 {code} 没有等级 {name}", did_you_mean(name, rule.grades), code=rule.code, name=name)
    if level > rule.severity:
        raise CannotChange(
            "规则 {code} 的等级 {name} 不能比规则还高（{word}）", code=rule.code, name=name, word=rule.severity.word
        )
    return rule._replace(grades={**rule.grades, name: rule.grades[name]._replace(severity=level)})


def _option(rule: Rule, name: str, value: OptionValue) -> Rule:
    option = rule.options.get(name)
    if option is None:
        raise CannotChange("规则 {code} 没有选项 {name}", did_you_mean(name, rule.options), code=rule.code, name=name)
    if not isinstance(value, _KINDS[option.type]):
        raise CannotChange("规则 {code} 的选项 {name} 的类型应为 {type}", code=rule.code, name=name, type=option.type)
    return rule._replace(options={**rule.options, name: option._replace(default=value)})


def _extended(rule: Rule, name: str, words: tuple[str, ...]) -> Rule:
    option = rule.options.get(name)
    if option is not None and not isinstance(option.default, tuple):
        raise CannotChange(
            "规则 {code} 的选项 {name} 不是列表，不能加词", worded("用 options 换掉它"), code=rule.code, name=name
        )
    before = option.default if option is not None and isinstance(option.default, tuple) else ()
    return _option(rule, name, (*before, *(word for word in words if word not in before)))


def _text(
    rule: Rule, name: str, one: Override, forms: Mapping[str, FormNames], functions: Mapping[str, Function]
) -> Rule:
    words = str(one.value)
    if name == "message":
        return _message(rule, one, [forms[form] for form in rule.forms if form in forms], functions)
    if name == "basis":
        return rule._replace(basis={form: basis._replace(text=words) for form, basis in rule.basis.items()})
    return rule._replace(summary=words) if name == "summary" else rule._replace(note=words)


def _message(rule: Rule, one: Override, forms: Sequence[FormNames], functions: Mapping[str, Function]) -> Rule:
    body, scalar = rule.body, one.words
    if isinstance(body, PythonBody):
        hint = worded("可以换 summary、note、basis")
        raise CannotChange("规则 {code} 的消息由程序写成，不能换", hint, code=rule.code)
    assert scalar is not None
    try:
        template = read_template(str(one.value), message_checker(rule, forms, functions))
    except ExpressionError as error:
        raise CannotChange(error.message, error.suggestion, scalar.place(error.at)) from None
    return rule._replace(body=body._replace(message=template))
