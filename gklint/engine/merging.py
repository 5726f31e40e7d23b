"""Packs together: what they change of each other's rules and add to the forms; conflicts name both packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from gklint.engine.functions import Function
from gklint.engine.manifest import Override
from gklint.engine.names import FormNames
from gklint.engine.problems import Mark, RuleProblem, did_you_mean, renamed
from gklint.engine.rule import Pack, Rule
from gklint.messages import worded
from gklint.report.forms import Form
from gklint.resources import MANIFEST
from gklint.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from gklint.report.amend import Amendment

FormsOf: TypeAlias = Callable[[str | None], Mapping[str, FormNames]]
"""Gives the forms of a kind of report; ``None`` is the annual report."""


def _problem(pack: Pack, mark: Mark, message: str, hint: str | None = None) -> RuleProblem:
    return RuleProblem(f"{pack.root}/{MANIFEST}", mark.line, mark.column, message, hint)


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
    """A mistake for each pack that another builds on and that is not there, or that builds on itself."""
    names = {pack.name for pack in packs}
    for pack in packs:
        if goes_before(packs, pack, pack):
            yield _problem(pack, Mark(1, 1), f"规则包 {pack.name} 的 extends 绕成了圈", "去掉其中一个")
        for name in pack.manifest.extends:
            if name not in names:
                yield _problem(pack, Mark(1, 1), f"extends 的规则包 {name} 没有找到", "写成一行：extends: [名称]")


def overridden(
    packs: Sequence[Pack],
    rules: dict[str, Rule],
    aliases: Mapping[str, str],
    functions: Mapping[str, Function],
    forms_of: FormsOf,
) -> list[RuleProblem]:
    """Applies the packs' ``overrides:`` to ``rules``, in place; gives the mistakes.

    ``aliases`` lead from old codes to present ones; ``functions`` and ``forms_of`` are what changed messages may
    speak of.
    """
    if not any(pack.manifest.overrides for pack in packs):
        return []
    from gklint.engine.overriding import CannotChange, changed

    problems: list[RuleProblem] = []
    kinds = {pack.name: pack.manifest.kind for pack in packs}
    for pack, one in _chosen(packs, rules, aliases, problems):
        rule = rules[one.code]
        try:
            rules[one.code] = changed(rule, one, forms_of(kinds[rule.place.pack]), functions)
        except CannotChange as error:
            problems.append(_problem(pack, error.mark or one.mark, error.message, error.suggestion))
    return problems


def _chosen(
    packs: Sequence[Pack], rules: Mapping[str, Rule], aliases: Mapping[str, str], problems: list[RuleProblem]
) -> Iterable[tuple[Pack, Override]]:
    """The changes that count. Words added to a list all do; of two values the pack's that builds on the other."""
    chosen: dict[tuple[str, ...], tuple[Pack, Override]] = {}
    for pack in packs:
        for written in pack.manifest.overrides:
            one = written._replace(code=aliases.get(written.code, written.code))
            if one.code not in rules:
                hint = did_you_mean(one.code, rules)
                problems.append(_problem(pack, one.mark, f"没有规则 {one.code}，不能改它", hint))
                continue
            key = (one.code, one.what, *([pack.name] if one.what.startswith("extend.") else []))
            first = chosen.get(key)
            if first is not None and first[1].value != one.value:
                if goes_before(packs, first[0], pack):
                    continue
                if not goes_before(packs, pack, first[0]):
                    problems.append(_conflict(pack, first[0], one))
                    continue
            chosen[key] = (pack, one)
    # A list is replaced before words are added to it.
    return sorted(chosen.values(), key=lambda choice: choice[1].what.startswith("extend."))


def notices(packs: Iterable[Pack], aliases: Mapping[str, str]) -> Iterable[str]:
    """What the authors of ``packs`` should change soon: old codes of rules."""
    for pack in packs:
        for code in dict.fromkeys(one.code for one in pack.manifest.overrides if one.code in aliases):
            yield worded("规则包 {name} 的 overrides：{notice}", name=pack.name, notice=renamed(code, aliases[code]))


def _conflict(pack: Pack, first: Pack, one: Override) -> RuleProblem:
    message = f"规则包 {first.name} 和 {pack.name} 都改规则 {one.code} 的 {one.what}，改得不同"
    return _problem(pack, one.mark, message, f"只用其中一个，或让 {pack.name} 写 extends: [{first.name}]")


def amendments(packs: Sequence[Pack], forms: Mapping[str, Form]) -> tuple[tuple[Amendment, ...], list[RuleProblem]]:
    """What the packs add to ``forms``, and the mistakes: words that would stand for two things."""
    from gklint.report.amend import claimed

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


def clashes(packs: Sequence[Pack]) -> list[RuleProblem]:
    """Codes, slugs and aliases that two rules lay claim to, and packs of one name."""
    owners: dict[str, Rule] = {}
    found: list[RuleProblem] = []
    for rule in (rule for pack in packs for rule in pack.rules):
        place = rule.place
        for word in (rule.code, rule.name, *rule.aliases):
            first = owners.setdefault(word, rule)
            if first is not rule:
                where = f"{first.place.path} 第 {first.place.mark.line} 行的 {first.code} 已用"
                both = "" if first.place.pack == place.pack else f"：规则包 {first.place.pack} 和 {place.pack} 都用了它"
                found.append(RuleProblem(place.path, *place.mark, f"规则 {rule.code} 的 {word} 重复{both}", where))
    names: set[str] = set()
    for pack in packs:
        if pack.name in names:
            found.append(RuleProblem(f"{pack.root}/{MANIFEST}", 1, 1, f"两个规则包都叫 {pack.name}"))
        names.add(pack.name)
    return found
