"""Clean reports spoilt in one way each (see :mod:`tests.rules.mutations`): the fault is found at its place, and it
alone; and every code that can be an error or a warning is among them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest

from bench.breaks import CODES
from bench.reports import KINDS, Form, Layout, SyntheticReport, make_report
from gklint.diagnostics import Severity
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.rule import Rule
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source, Span
from tests.rules.mutations import MUTATIONS, PROSE, Mutant, Mutation, spoil

POOL = 300
"""So many reports of each form are looked through for one that a mutation suits."""


@cache
def core() -> RuleSet:
    return load_ruleset([load_pack(rules_path() / "core", allow_python=True)])


@cache
def checker() -> Checker:
    return Checker(core(), CheckOptions())


@cache
def clean_report(form: Form, number: int) -> SyntheticReport:
    return make_report(random.Random(f"mutations:{form}:{number}"), form, KINDS[number % len(KINDS)])


def spoilt(mutation: Mutation, form: Form, layout: Layout, first: int) -> Mutant:
    """The first report that the mutation suits, from ``first`` on."""
    for number in range(first, first + POOL):
        mutant = spoil(mutation, clean_report(form, number % POOL), layout)
        if mutant is not None:
            return mutant
    raise AssertionError(f"{mutation.code}: none of {POOL} reports suits ({form})")


def cases(mutation: Mutation) -> Iterator[tuple[Form, Layout, int]]:
    """Every layout, each time with other reports: both forms where there are few layouts, else the forms in turn."""
    few = len(mutation.layouts) <= len(PROSE)
    for number, layout in enumerate(mutation.layouts):
        turn = number % len(mutation.forms)
        for form in mutation.forms if few else mutation.forms[turn : turn + 1]:
            yield form, layout, number * 7


def touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap; an empty one (an empty cell) may stand two blanks apart from the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end + 2 and other.start <= one.end + 2
    return one.start < other.end and other.start < one.end


def faults(mutation: Mutation, mutant: Mutant) -> Iterator[str]:
    """What is wrong with what the rules say of a spoilt report."""
    document = read_document(Source("报告.txt", mutant.text))
    told = [d for d in checker().check(document).diagnostics if d.severity >= Severity.WARNING]
    for code in sorted(mutation.causes):
        if not any(d.code == code and touch(d.span, place) for d in told for place in mutant.places):
            places = [mutant.text[p.start : p.end] for p in mutant.places]
            yield f"no {code} at {places}"
    for found in told:
        if found.code not in mutation.causes:
            yield f"{found.code} {found.message}（{document.text(found.span)[:40]}）"


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[f"{m.code}-{n}" for n, m in enumerate(MUTATIONS)])
def test_a_spoilt_report_is_told_what_was_spoilt(mutation: Mutation) -> None:
    found = [
        f"{form} layout {layout}: {fault}"
        for form, layout, first in cases(mutation)
        for fault in faults(mutation, spoilt(mutation, form, layout, first))
    ]
    assert found == []


def test_every_code_that_may_be_an_error_or_a_warning_has_a_mutation() -> None:
    def highest(rule: Rule) -> Severity:
        return max(rule.severity, *(grade.severity for grade in rule.grades.values()), Severity.INFO)

    wanted = {code for code, rule in core().rules.items() if rule.enabled and highest(rule) >= Severity.WARNING}
    # What only several reports together show is planted in a province (tests/bench/test_province.py).
    assert wanted - {mutation.code for mutation in MUTATIONS} - CODES == set()
