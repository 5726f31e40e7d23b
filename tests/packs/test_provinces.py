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
ACCEPTED = {"hubei": [("TBL004", "表中多出格式没有的一行“其他主动公开文件”")]}
"""What the core pack finds in a province's report and the province's pack accepts."""
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
            custom = basis.status is BasisStatus.CUSTOM
            most = Severity.INFO if custom else Severity.WARNING
            assert not custom or rule.forms == ("2021",), rule.code  # seen in reports on 2021 and later
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
    assert [d for d in found if d.code in own] == []  # not even a remark: all four keep to their province's custom
    core = load_ruleset([read_pack(shipped()[CORE], allow_python=True)])
    gone = [d for d in findings(path, core) if d not in found]
    assert [(d.code, d.message) for d in gone] == ACCEPTED.get(name, [])
    assert [d for d in found if d not in findings(path, core)] == []


def test_no_pack_warns_of_another_province_s_report_and_custom_is_silent_on_older_ones() -> None:
    if not SEEDS.is_dir():
        pytest.skip("no ../shared/seeds beside the project")
    packs = [read_pack(shipped()[name], False) for name in PROVINCES]
    rules = load_ruleset([read_pack(shipped()[CORE], allow_python=True), *packs])
    own = {rule.code for pack in packs for rule in pack.rules}
    for path in sorted(SEEDS.glob("*.txt")):
        document = read_document(read_source(path.name, path.read_bytes()), vocabulary=rules.vocabulary)
        found = [d for d in check(document, rules).diagnostics if d.code in own]
        assert [d for d in found if d.severity >= Severity.WARNING] == []
        assert found == [] or document.year == 2021


def base(name: str, form: str) -> str:
    return base_texts(with_core(name)[0])[form]


def found_in(text: str, code: str, *names: str) -> list[Diagnostic]:
    packs = [read_pack(shipped()[CORE], allow_python=True), *(read_pack(shipped()[name], False) for name in names)]
    rules = load_ruleset(packs)
    return [d for d in check(read_example(text, rules.vocabulary), rules).diagnostics if d.code == code]


def test_hubei_s_own_row_is_accepted_in_the_form_of_2019_only() -> None:
    text = base("hubei", "2019")
    assert [d.message for d in found_in(text, "TBL004")] == ["表中多出格式没有的一行“其他主动公开文件”"]
    assert found_in(text, "TBL004", "hubei") == []
    newer = base("hubei", "2021").replace("| 规章 |", "| 其他主动公开文件 | 5 | 1 | 9 |\n| 规章 |")
    assert len(found_in(newer, "TBL004", "hubei")) == 1


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_sichuan_s_standard_stands_behind_the_period(form: str) -> None:
    text = base("sichuan", form)
    year = text[text.index("1月1日") - 5 : text.index("1月1日")]
    (found,) = found_in(text.replace(f"{year}12月31日", f"{year}11月30日", 1), "DAT002", "sichuan")
    assert found.basis is not None
    assert found.basis.text.startswith("DB51/T 2660—2019")
    assert found.basis.status is BasisStatus.OFFICIAL
    assert found_in(text, "DAT002", "sichuan") == []


def test_guangdong_counts_applications_in_its_own_way() -> None:
    text = base_texts(read_pack(shipped()[CORE], allow_python=True))["2021"]
    told = "收到政府信息公开申请17件，其中自然人申请14件，法人或其他组织申请3件；上年结转1件。共办结17件"
    assert told in text
    text = text.replace(told, told.replace("件", "宗"))
    assert found_in(text, "UNT001")
    assert found_in(text, "UNT001", "guangdong") == []
