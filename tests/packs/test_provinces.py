"""The packs of the provinces: their samples are clean, their examples hold, custom is never more than a remark."""

from functools import partial
from pathlib import Path

import pytest

from gklint.cli.demonstrate import read_example
from gklint.diagnostics import BasisStatus, Diagnostic, Severity
from gklint.engine.check import check
from gklint.engine.examples import base_failures, base_texts, run_examples
from gklint.engine.rule import Pack
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import read_source
from gklint.report.read import read_document

PROVINCES = sorted(path.name for path in shipped().values() if path.parent.name == "provinces")
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
OWN_SEED = {"shaanxi": "000", "hubei": "001", "hunan": "002", "henan": "003"}


def with_core(name: str) -> tuple[Pack, RuleSet]:
    pack = read_pack(shipped()[name], allow_python=False)
    return pack, load_ruleset([read_pack(shipped()[CORE], allow_python=True), pack])


def test_there_are_ten() -> None:
    assert PROVINCES == [
        "beijing", "chongqing", "guangdong", "henan", "hubei", "hunan", "shaanxi", "shanghai", "sichuan", "yunnan",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PROVINCES)
def test_samples_and_examples(name: str) -> None:
    pack, rules = with_core(name)
    bases = base_texts(pack)
    assert bases
    read = partial(read_example, vocabulary=rules.vocabulary)
    assert list(base_failures(rules, bases, read)) == []
    codes = {rule.code for rule in pack.rules}
    assert [f.reason for f in run_examples(rules, bases, read, codes)] == []
    for text in bases.values():
        assert not [d for d in check(read(text), rules).diagnostics if d.code in codes]


@pytest.mark.parametrize("name", PROVINCES)
def test_each_rule_says_what_it_rests_on_and_is_no_harsher_than_that(name: str) -> None:
    pack, _ = with_core(name)
    assert pack.manifest.documents
    for rule in pack.rules:
        assert len(rule.good) >= 2, rule.code
        assert len(rule.bad) >= 2, rule.code
        assert rule.why_python is None
        for basis in rule.basis.values():
            most = Severity.INFO if basis.status is BasisStatus.CUSTOM else Severity.WARNING
            assert rule.severity <= most, rule.code


def findings(path: Path, rules: RuleSet) -> list[Diagnostic]:
    document = read_document(read_source(path.name, path.read_bytes()), vocabulary=rules.vocabulary)
    return list(check(document, rules).diagnostics)


@pytest.mark.parametrize("name", OWN_SEED)
def test_on_its_own_province_s_report_nothing_is_false(name: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("no ../shared/seeds beside the project")
    (path,) = SEEDS.glob(f"{OWN_SEED[name]}_*.txt")
    pack, rules = with_core(name)
    own = {rule.code for rule in pack.rules}
    found = findings(path, rules)
    assert [d for d in found if d.code in own and d.severity >= Severity.WARNING] == []
    core = load_ruleset([read_pack(shipped()[CORE], allow_python=True)])
    assert [d for d in found if d.code not in own] == findings(path, core)
