"""docs/rule-language.md: it tells of everything the engine knows and of nothing else, and what it shows works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gklint.cli import languagewords as words
from gklint.cli.languagepage import language_page
from gklint.engine.examples import base_texts, run_examples
from gklint.engine.functions import FUNCTIONS, SPECIAL
from gklint.engine.metadata import ROLES
from gklint.engine.resolve import OTHER_REPORTS, QUALIFIERS
from gklint.engine.ruleset import load_ruleset
from gklint.engine.schema import ENTRY_KEYS, RULE_KEYS
from gklint.engine.selectors import ACROSS, NODE_SELECTORS, TABLE_PARTS, local_names, selectors
from gklint.engine.wants import WANT_NAMES
from gklint.engine.yaml_examples import EXAMPLE_ACROSS_KEYS, EXAMPLE_KEYS
from gklint.engine.yaml_pack import load_pack
from gklint.engine.yaml_rules import ENTRY_NAMES, HIT_NAMES
from gklint.report.bound import CellState
from gklint.report.forms import load_forms
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rule-language.md"


def test_the_page_is_up_to_date() -> None:
    told = "gklint docs --output docs/rules --coverage rules/COVERAGE.md --language docs/rule-language.md"
    assert PAGE.read_text(encoding="utf-8") == language_page(), told


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (words.SELECTORS, set(NODE_SELECTORS)),
        (words.TABLE_PARTS, set(TABLE_PARTS)),
        (words.ACROSS, set(ACROSS)),
        (words.OTHER_REPORTS, set(OTHER_REPORTS)),
        (words.NAMES, {name for selector in selectors(["x"]) for name in local_names(selector)}),
        (words.HIT_NAMES, {*HIT_NAMES, *ENTRY_NAMES, "组1"}),
        (words.WANT_NAMES, set(WANT_NAMES)),
        (words.ROLES, set(ROLES)),
        (words.QUALIFIERS, set(QUALIFIERS)),
        (words.FUNCTIONS, {*FUNCTIONS, *SPECIAL}),
        (words.STATES, {state.value for state in CellState}),
        (words.EXAMPLES, {*EXAMPLE_KEYS, *EXAMPLE_ACROSS_KEYS, "cell", "value", "cells", "others"}),
    ],
    ids=[
        "selectors",
        "parts",
        "across",
        "prefixes",
        "names",
        "hits",
        "wants",
        "roles",
        "qualifiers",
        "functions",
        "states",
        "examples",
    ],
)
def test_it_tells_of_all_that_there_is_and_of_nothing_else(told: dict[str, object], known: set[str]) -> None:
    assert set(told) == known


def test_every_key_row_and_column_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = [table for form in load_forms().values() for table in form.tables.values()]
    names = {key for t in tables for key in (*t.row_keys, *t.columns, *t.row_sets, *t.column_sets)}
    assert [name for name in (*RULE_KEYS, *ENTRY_KEYS, *sorted(names)) if f"`{name}`" not in page] == []
    assert re.findall(r"@[a-z-]+@", page) == []


def test_the_rule_that_it_shows_works(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    pack = tmp_path / "mine"
    shutil.copytree(rules_path() / "core" / "base", pack / "base")
    (pack / "pack.yaml").write_text('name: mine\nversion: "1"\napi: 1\n', encoding="utf-8")
    (pack / "mine.yaml").write_text(shown, encoding="utf-8")
    rules = load_ruleset([load_pack(pack, allow_python=False)])
    (rule,) = rules.rules.values()
    assert (len(rule.good), len(rule.bad)) == (2, 2)
    failures = run_examples(rules, base_texts(rules.packs[0]), lambda text: read_document(Source("报告.txt", text)))
    assert [failure.reason for failure in failures] == []
