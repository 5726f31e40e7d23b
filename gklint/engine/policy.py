"""What the user wants of the rules: which run, how bad their findings are, their options. Pure functions.

A rule is named by its code, the beginning of codes (``ARI3``), its slug, a tag, or an old code (alias).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gklint.diagnostics import Severity
from gklint.engine.problems import did_you_mean
from gklint.engine.rule import BLANK_GRADE, Rule
from gklint.engine.ruleset import RuleSet
from gklint.messages import worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ALL = "ALL"


class Mistake(NamedTuple):
    """A word of the user's that cannot be followed: the word, why (Chinese), and a suggestion."""

    word: str
    message: str
    suggestion: str | None = None


def matching(word: str, rules: RuleSet) -> frozenset[str]:
    """The codes that ``word`` names; none when nobody knows it."""
    if word == ALL:
        return frozenset(rules.rules)
    code = rules.aliases.get(word, word)
    if code in rules.rules:
        return frozenset({code})
    named = {rule.code for rule in rules.rules.values() if word == rule.name or word in rule.tags}
    if not named and word.isascii() and word[:1].isupper():
        named = {code for code in rules.rules if code.startswith(word)}
    return frozenset(named)


def _words(rules: RuleSet) -> Iterable[str]:
    yield from rules.aliases
    for rule in rules.rules.values():
        yield from (rule.code, rule.name, *rule.tags)


def _unknown(word: str, rules: RuleSet) -> Mistake:
    if word.startswith("GK"):
        return Mistake(word, worded("{word} 是 gklint 自己的代码，不能选择或忽略", word=word))
    return Mistake(word, worded("没有规则、标签或代码前缀叫 {word}", word=word), did_you_mean(word, _words(rules)))


def not_suppressible(word: str, rules: RuleSet) -> tuple[Mistake, ...]:
    """What is wrong with ``word`` as the code of a suppression."""
    if matching(word, rules):
        return ()
    if word.startswith("GK"):
        return (Mistake(word, worded("{word} 是 gklint 自己的代码，不能抑制", word=word)),)
    return (_unknown(word, rules),)


def select(
    rules: RuleSet,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
    *,
    chosen_before: Iterable[str] | None = None,
) -> tuple[frozenset[str], tuple[Mistake, ...]]:
    """The codes of the rules that run, and what of the user's words was not understood.

    Without ``select`` those run that were ``chosen_before`` (by default the enabled ones); ``extend`` adds to them;
    ``ignore`` takes away. Of a selection and an ignored word that name the same rule the more exact one wins (a code
    beats a prefix, a longer prefix a shorter).
    """
    mistakes: list[Mistake] = []

    def reach(words: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for word in words:
            codes = matching(word, rules)
            if not codes:
                mistakes.append(_unknown(word, rules))
            for code in codes:
                found[code] = max(found.get(code, 0), _exactness(word, code, rules))
        return found

    wanted = tuple(select)
    if chosen_before is None:
        chosen_before = (code for code, rule in rules.rules.items() if rule.enabled)
    chosen = reach(wanted) if wanted else dict.fromkeys(chosen_before, -1)
    for code, exact in reach(extend).items():
        chosen[code] = max(chosen.get(code, 0), exact)
    for code, exact in reach(ignore).items():
        if chosen.get(code, exact + 1) <= exact:
            del chosen[code]
    return frozenset(chosen), tuple(mistakes)


def _exactness(word: str, code: str, rules: RuleSet) -> int:
    if word in (code, rules.rules[code].name) or rules.aliases.get(word) == code:
        return 100
    return len(word) if word != ALL and code.startswith(word) else 0


def severities(rules: RuleSet, wanted: Mapping[str, str]) -> tuple[Mapping[str, Severity], tuple[Mistake, ...]]:
    """The user's levels by ``CODE`` and ``CODE.grade``, and what of them was not understood.

    A level for several rules (a prefix, a tag) gives way to one for a single rule.
    """
    found: dict[str, tuple[int, Severity]] = {}
    mistakes: list[Mistake] = []
    for key, word in wanted.items():
        name, dot, grade = key.partition(".")
        codes = matching(name, rules)
        if not codes:
            mistakes.append(_unknown(name, rules))
        try:
            level = Severity.of(word)
        except KeyError:
            hint = worded("可用：{names}；要关掉规则用 ignore", names=("error", "warning", "info"))
            mistakes.append(Mistake(key, worded("级别不能是 {word}", word=word), hint))
            continue
        known = [code for code in codes if not dot or grade in (*rules.rules[code].grades, BLANK_GRADE)]
        if codes and not known:
            names = [grade for code in codes for grade in rules.rules[code].grades]
            what = worded("{code} 没有等级 {grade}", code=name, grade=grade)
            mistakes.append(Mistake(key, what, did_you_mean(grade, names)))
        for code in known:
            exact = _exactness(name, code, rules)
            target = f"{code}{dot}{grade}"
            if exact >= found.get(target, (-1, level))[0]:
                found[target] = (exact, level)
    return {key: level for key, (_, level) in found.items()}, tuple(mistakes)


def level(rule: Rule, grade: str | None, wanted: Mapping[str, Severity]) -> Severity:
    """The severity of a finding: the user's for the grade, else his for the rule, else the rule's own.

    A finding over blanks stays a warning at most unless the user names that grade.
    """
    if grade is not None and f"{rule.code}.{grade}" in wanted:
        return wanted[f"{rule.code}.{grade}"]
    if rule.code not in wanted:
        return rule.level(grade)
    whole = wanted[rule.code]
    return min(whole, Severity.WARNING) if grade == BLANK_GRADE else whole


def options(rule: Rule, wanted: Mapping[str, Any]) -> tuple[Mapping[str, Any], tuple[Mistake, ...]]:
    """The options of ``rule`` with the user's values (numbers, texts or lists of texts) over the defaults."""
    values: dict[str, Any] = dict(rule.defaults)
    mistakes: list[Mistake] = []
    for name, value in wanted.items():
        option = rule.options.get(name)
        if option is None:
            what = worded("{code} 没有选项 {name}", code=rule.code, name=name)
            mistakes.append(Mistake(name, what, did_you_mean(name, rule.options)))
            continue
        typed = _typed(option.type, value)
        if typed is None:
            blanks = {"code": rule.code, "name": name, "kind": option.type, "value": value}
            mistakes.append(Mistake(name, worded("{code} 的选项 {name} 应为 {kind}，不是 {value!r}", **blanks)))
        else:
            values[name] = typed
    return values, tuple(mistakes)


def _typed(kind: str, value: Any) -> Any:
    if kind == "number" and isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return Decimal(str(value))
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "list" and isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None
