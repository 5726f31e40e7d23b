"""Each thing that a province's rule wants is taken out of the province's own sample, one at a time: the rule finds it,
at its place, and names it; what is left alone is not named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from gklint.cli.demonstrate import read_example
from gklint.engine.body import ContentWant, DeadlineWant, HeadingsWant, TitleWant, WantBody
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.examples import base_texts
from gklint.engine.regex import compile_pattern
from gklint.engine.rule import Rule
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.report.document import Document
from gklint.report.nodes import Paragraph, Section
from gklint.text import Span
from tests.packs.test_provinces import PROVINCES


class Mutant(NamedTuple):
    """A spoilt sample: its text, the words that the finding is at, and words of the message."""

    text: str
    place: str
    words: str


@cache
def rules_of(name: str) -> RuleSet:
    return load_ruleset([read_pack(shipped()[CORE], allow_python=True), read_pack(shipped()[name], False)])


def read(rules: RuleSet, text: str) -> Document:
    return read_example(text, rules.vocabulary)


def changed(text: str, span: Span, words: str) -> str:
    return text[: span.start] + words + text[span.end :]


def without_headings(want: HeadingsWant, document: Document) -> Iterator[Mutant]:
    (overview,) = (section for section in document.report.sections if section.role == "overview")
    heads = [block.heading.title for block in overview.blocks if isinstance(block, Section)]
    place = document.text(overview.heading.span)
    for wordings in want.headings:
        (title,) = (span for span in heads if any(word in document.text(span) for word in wordings))
        yield Mutant(changed(document.source.text, title, "其余工作"), place, f"第一部分没有小标题“{wordings[0]}”")
    first, last = heads[0], heads[-1]
    text = changed(document.source.text, last, document.text(first))
    yield Mutant(changed(text, first, document.text(last)), place, "次序")


def without_contents(want: ContentWant, within: tuple[str, ...], document: Document) -> Iterator[Mutant]:
    if within == ("preface",):
        spans = [block.span for block in document.report.preface if isinstance(block, Paragraph)]
        assert document.report.title is not None
        place = document.report.title.span
    else:
        (section,) = (section for section in document.report.sections if (section.role,) == within)
        spans, place = [Span(section.heading.span.end, section.span.end)], section.heading.span
    for part in want.parts:
        text = document.source.text
        for span in reversed(spans):
            words, pattern = document.text(span), compile_pattern(part.pattern)
            assert "　" not in words
            while match := pattern.search(words):
                words = words[: match.start()] + "某" + words[match.end() :]
            text = changed(text, span, words)
        yield Mutant(text, document.text(place), part.name)


def with_other_titles(document: Document) -> Iterator[Mutant]:
    title = document.report.title
    assert title is not None
    agency, year = document.agency, document.year
    for other in (
        f"{agency}{year}年政府信息公开工作年度报告",
        f"{year}年{agency}政府信息公开工作年度报告",
        f"{agency}政府信息公开工作{year}年度报告",
    ):
        if other != title.text:
            yield Mutant(changed(document.source.text, title.span, other), other, f"写作“{title.text}”")


def published_later(want: DeadlineWant, document: Document) -> Iterator[Mutant]:
    assert want.department is not None
    month, day = want.department
    year = (document.year or 0) + 1
    before = document.source.text.strip().rsplit("\n", 1)[-1]
    for late in (f"{year}年{month}月{day + 1}日", f"{year}年{month + 2}月1日"):
        yield Mutant(document.source.text.replace(before, late), late, f"晚于 {month}月{day}日")


def mutants(rule: Rule, document: Document) -> list[Mutant]:
    assert isinstance(rule.body, WantBody), f"{rule.code}: a rule that no mutation is made for"
    want = rule.body.want
    if isinstance(want, HeadingsWant):
        return list(without_headings(want, document))
    if isinstance(want, ContentWant):
        return list(without_contents(want, rule.within, document))
    if isinstance(want, TitleWant):
        return list(with_other_titles(document))
    assert isinstance(want, DeadlineWant)
    return list(published_later(want, document))


CASES = [
    pytest.param(name, rule.code, form, id=f"{rule.code}-{form}")
    for name in PROVINCES
    for rule in read_pack(shipped()[name], False).rules
    for form in base_texts(read_pack(shipped()[name], False))
    if form in rule.forms
]


@pytest.mark.parametrize(("name", "code", "form"), CASES)
def test_what_is_taken_out_of_the_sample_is_found_at_its_place(name: str, code: str, form: str) -> None:
    rules = rules_of(name)
    rule = rules.rules[code]
    sample = read(rules, base_texts(rules.pack_of(rule))[form])
    check = Checker(rules, CheckOptions(selected=frozenset({code}))).check
    assert check(sample).diagnostics == ()
    found = mutants(rule, sample)
    assert found
    for mutant in found:
        assert mutant.text != sample.source.text
        document = read(rules, mutant.text)
        told = [(document.text(one.span), one.message) for one in check(document).diagnostics]
        assert [place for place, _ in told] == [mutant.place], mutant.words
        assert mutant.words in told[0][1]


def test_every_rule_has_a_sample_to_spoil() -> None:
    rules = {rule.code for name in PROVINCES for rule in read_pack(shipped()[name], False).rules}
    assert {case.values[1] for case in CASES} == rules
