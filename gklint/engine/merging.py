"""Packs together: what they change of each other's rules and add to the forms; conflicts name both packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from gklint.engine.functions import Function
from gklint.engine.manifest import Override
from gklint.engine.names import FormNames
from gklint.engine.problems import Mark, RuleProblem, did_you_mean, renamed
from gklint.engine.rule import Pack, Rule
from gklint.messages import Words, phrased, worded
from gklint.report.forms import Form
from gklint.resources import MANIFEST
from gklint.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from gklint.report.amend import Amendment

FormsOf: TypeAlias = Callable[[str | None], Mapping[str, FormNames]]
"""Gives the forms of a kind of report; ``None`` is the annual report."""


def _problem(pack: Pack, mark: Mark, message: str, hint: Words | None = None, /, **blanks: object) -> RuleProblem:
    """A mistake in the manifest of ``pack``; ``message`` is worded, or a template for ``blanks``."""
    return RuleProblem(f"{pack.root}/{MANIFEST}", mark.line, mark.column, phrased(message, blanks), hint)


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
            yield _problem(
                pack, Mark(1, 1), "规则包 {name} 的 extends 绕成了圈", worded("去掉其中一个"), name=pack.name
            )
        for name in pack.manifest.extends:
            if name not in names:
                yield _problem(
                    pack, Mark(1, 1), "extends 的规则包 {name} 没有找到", worded("写成一行：extends: [名称]"), name=name
                )


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
                problems.append(_problem(pack, one.mark, "没有规则 {code}，不能改它", hint, code=one.code))
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
    names = {"pack": pack.name, "other": first.name}
    hint = worded("只用其中一个，或让 {pack} 写 extends: [{other}]", **names)
    said = "规则包 {other} 和 {pack} 都改规则 {code} 的 {what}，改法不同"
    return _problem(pack, one.mark, said, hint, code=one.code, what=one.what, **names)


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
                    problems.append(
                        _problem(pack, mark, "{form} 版里“{word}”已是 {key} 的写法", form=one.form, word=word, key=key)
                    )
                elif meant != one.key:
                    message = worded(
                        "“{word}”在规则包 {other} 里指 {first}，在 {pack} 里指 {second}", word=word, other=who,
                        first=meant or worded("增行"), pack=pack.name, second=one.key or worded("增行"),
                    )  # fmt: skip
                    problems.append(_problem(pack, mark, message, worded("只用其中一个规则包")))
            found.append(one)
    return tuple(found), problems


def _taken(word: str, rule: Rule, first: Rule) -> tuple[Words, Words]:
    """What is wrong with ``word``, which ``first`` had before ``rule``, and where that was."""
    before, place = first.place, rule.place
    where = worded("{path} 第 {line} 行的 {code} 已用", path=before.path, line=before.mark.line, code=first.code)
    said = worded("规则 {code} 的 {word} 重复", code=rule.code, word=word)
    if before.pack == place.pack:
        return said, where
    return worded("{said}：规则包 {first} 和 {second} 都用了它", said=said, first=before.pack, second=place.pack), where


def clashes(packs: Sequence[Pack]) -> list[RuleProblem]:
    """Codes, slugs and aliases that two rules lay claim to, and packs of one name."""
    owners: dict[str, Rule] = {}
    found: list[RuleProblem] = []
    for rule in (rule for pack in packs for rule in pack.rules):
        place = rule.place
        for word in (rule.code, rule.name, *rule.aliases):
            first = owners.setdefault(word, rule)
            if first is not rule:
                found.append(RuleProblem(place.path, *place.mark, *_taken(word, rule, first)))
    names: set[str] = set()
    for pack in packs:
        if pack.name in names:
            found.append(RuleProblem(f"{pack.root}/{MANIFEST}", 1, 1, worded("两个规则包都叫 {name}", name=pack.name)))
        names.add(pack.name)
    return found
