"""A pack of 1,000 words and 200 rules, as bench.packs makes it: taken from the cache, its words in one automaton."""

from pathlib import Path

import pytest

from bench.packs import KINDS, WORDS, load, write_pack
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.scan import Scanner, sought
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.text import Source
from tests.packs.test_pack_option import REPORT


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write_pack(tmp_path / "large")
    return tmp_path / "large"


def test_the_second_load_neither_parses_yaml_nor_checks_rules(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(pack.parent / "cache"))
    first, second = load(pack), load(pack)
    assert (first.parsed, first.checked) == (True, True)
    assert (second.parsed, second.checked) == (False, False)
    (pack / "lexicons" / "words0.yaml").write_text("entries:\n  - {wrong: 甲, right: 乙}\n", encoding="utf-8")
    assert load(pack).parsed  # another pack now


def test_all_words_of_all_lexicons_are_looked_for_by_one_automaton(pack: Path) -> None:
    rules = load_pack(pack, allow_python=False).rules
    assert len(rules) == sum(KINDS.values()) == 200
    wanted = {rule.code: found for rule in rules if (found := sought(rule))}
    words = {one for found in wanted.values() for one in found if not one.is_pattern}
    assert len(words) == WORDS
    scanner = Scanner(wanted)
    scanner.scan(REPORT)
    groups = [{thing for _, things in group._things for thing in things} for group in scanner._groups]
    assert [words & group for group in groups if group & words] == [words]


def test_what_it_finds_does_not_depend_on_the_automaton(pack: Path) -> None:
    """A word and a pattern that stand in the report are found, whatever else is looked for."""
    rules = load_ruleset([load_pack(pack, allow_python=False)])
    word = "政务大厅"
    found = Checker(rules, CheckOptions()).check(read_document(Source("a.txt", REPORT + f"\n群众可到{word}查询。\n")))
    assert [one.message for one in found.diagnostics if word in one.message] == ["政务大厅宜写作政务大"]
