"""Generated reports without a fault, of both forms, five kinds of body and every layout: no rule calls any of them
wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from bench.generate import generate
from bench.reports import LAYOUTS, Layout
from gklint.diagnostics import Severity
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.read import read_document
from gklint.resources import rules_path

SEED = 7100
EACH = 45
"""So many reports in each layout, of all five kinds in turn."""


@cache
def checker() -> Checker:
    """All rules, those that are off by default as well."""
    rules = load_ruleset([load_pack(rules_path() / "core", allow_python=True)])
    return Checker(rules, CheckOptions(selected=frozenset(rules.rules)))


def reports(layout: Layout) -> Iterator[tuple[str, str]]:
    """File names and texts of the reports in a layout."""
    return generate(EACH, SEED + LAYOUTS.index(layout), (layout,))


def offences(layout: Layout) -> Iterator[str]:
    """What the rules say of the reports in a layout: code, file, message, words."""
    for name, text in reports(layout):
        document = read_document(read_source(name, text.encode()))
        assert document.report.title is not None, name
        assert [key for key, table in document.tables.items() if table is None] == [], name
        for found in checker().check(document).diagnostics:
            if found.severity >= Severity.WARNING:
                yield f"{found.code} {name}: {found.message} （{document.text(found.span)[:60]}）"


def test_there_are_more_than_500_reports_of_all_kinds_and_forms() -> None:
    names = Counter(name.split("-")[1] for layout in LAYOUTS for name, _ in reports(layout))
    assert sum(names.values()) > 500
    assert min(names.values()) > 100
    assert set(names) == {"2019", "2021"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_called_wrong_in_a_clean_report(layout: Layout) -> None:
    assert list(offences(layout)) == []
