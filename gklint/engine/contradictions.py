"""What two packs want and no report can have both of: two titles, two orders of sub-headings, two lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from gklint.diagnostics import Severity
from gklint.engine.body import DEFAULT_SECTION, HeadingsWant, LengthWant, TitleWant, Want, WantBody
from gklint.engine.problems import RuleProblem
from gklint.engine.rule import Pack, Rule
from gklint.messages import in_a_row, worded


def settle(
    packs: Sequence[Pack], rules: dict[str, Rule], goes_before: Callable[[Pack, Pack], bool]
) -> list[RuleProblem]:
    """Turns off, in ``rules``, what a pack wants that another, which builds on it, wants otherwise; gives a mistake
    that names both for packs that do not build on each other.

    A rule at info is but a hint, and one with ``when:`` may be for other reports: they contradict nothing.
    """
    by_name = {pack.name: pack for pack in packs}
    problems: list[RuleProblem] = []
    for one, other in _contradictions(rules):
        first, second = by_name[one.place.pack], by_name[other.place.pack]
        if goes_before(first, second):
            rules[other.code] = rules[other.code]._replace(enabled=False)
        elif goes_before(second, first):
            rules[one.code] = rules[one.code]._replace(enabled=False)
        else:
            problems.append(_contradicts(other, one))
    return problems


def _contradicts(rule: Rule, first: Rule) -> RuleProblem:
    message = worded(
        "规则 {code} 与规则包 {pack} 的 {other} 矛盾：{wanted}，{this}",
        code=rule.code, pack=first.place.pack, other=first.code, wanted=_words(first), this=_words(rule),
    )  # fmt: skip
    hint = worded(
        "只用 {first} 和 {second} 中的一个，或让一个 extends 另一个", first=first.place.pack, second=rule.place.pack
    )
    return RuleProblem(rule.place.path, *rule.place.mark, message, hint)


def _contradictions(rules: Mapping[str, Rule]) -> Iterator[tuple[Rule, Rule]]:
    wanting = [
        rule for rule in rules.values() if rule.enabled and rule.severity > Severity.INFO and _unconditional(rule)
    ]
    for one, other in combinations(wanting, 2):
        if one.place.pack != other.place.pack and set(one.forms) & set(other.forms) and _contradict(one, other):
            yield one, other


def _unconditional(rule: Rule) -> bool:
    return isinstance(rule.body, WantBody) and rule.body.when is None


def _want(rule: Rule) -> Want:
    assert isinstance(rule.body, WantBody)
    return rule.body.want


def _contradict(one: Rule, other: Rule) -> bool:
    match _want(one), _want(other):
        case TitleWant() as first, TitleWant() as second:
            return not set(first.templates) & set(second.templates)
        case HeadingsWant() as first, HeadingsWant() as second:
            same_section = {*(one.within or (DEFAULT_SECTION,))} & {*(other.within or (DEFAULT_SECTION,))}
            return bool(same_section) and not _in_one_order(first, second)
        case LengthWant() as first, LengthWant() as second:
            return one.within == other.within and (_beyond(first, second) or _beyond(second, first))
        case _:
            return False


def _in_one_order(one: HeadingsWant, other: HeadingsWant) -> bool:
    """Whether a report can have the sub-headings of both: those that both want come in the same order."""
    shared = [words[0] for words in one.headings if words[0] in {words[0] for words in other.headings}]
    return shared == [words[0] for words in other.headings if words[0] in shared]


def _beyond(one: LengthWant, other: LengthWant) -> bool:
    return one.least is not None and other.most is not None and one.least > other.most


def _words(rule: Rule) -> str:
    match _want(rule):
        case TitleWant(templates=templates):
            return worded("题名要写作“{titles}”", titles=in_a_row(templates, "”或“"))
        case HeadingsWant(headings=headings):
            return worded("小标题要依次有{names}", names=tuple(words[0] for words in headings))
        case LengthWant(least=least, most=most):
            at_least = [worded("至少 {least} 字", least=least)] if least else []
            return in_a_row(at_least + ([worded("至多 {most} 字", most=most)] if most else []), "、")
        case _:
            return rule.summary
