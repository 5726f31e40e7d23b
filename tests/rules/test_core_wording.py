"""The core pack's rules about words, citations and personal data, on sentences written for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gklint.diagnostics import Diagnostic, Findings, Severity
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source

RIGHT = (Path(__file__).parent / "right_sentences.txt").read_text(encoding="utf-8").splitlines()
FAMILIES = ("WRD", "LAW", "PRI", "PLG003")


@cache
def rules() -> RuleSet:
    return load_ruleset([load_pack(rules_path() / "core", allow_python=True)])


@cache
def checker() -> Checker:
    mine = frozenset(code for code in rules().rules if code.startswith(FAMILIES))
    return Checker(rules(), CheckOptions(selected=mine))


def with_sentence(sentence: str, form: str = "2021") -> str:
    """The base report with one more paragraph in its last section."""
    base = (rules_path() / "core" / "base" / f"{form}.txt").read_text(encoding="utf-8")
    heading = "六、其他需要报告的事项\n"
    return base.replace(heading, f"{heading}{sentence}\n")


def check(text: str) -> Findings:
    return checker().check(read_document(Source("报告.txt", text)))


def found(sentence: str, code: str, form: str = "2021") -> list[tuple[str, Severity]]:
    """The words that rule ``code`` points at in the report with ``sentence``, and how bad it says they are."""
    text = with_sentence(sentence, form)
    ones: list[Diagnostic] = [one for one in check(text).diagnostics if one.code == code]
    return [(text[one.span.start : one.span.end], one.severity) for one in ones]


def test_right_sentences_are_left_alone() -> None:
    assert len(RIGHT) > 80
    text = with_sentence("\n".join(RIGHT))
    worse = [d for d in check(text).diagnostics if d.severity >= Severity.WARNING]
    assert [(d.code, d.message, text[d.span.start - 10 : d.span.end + 10]) for d in worse] == []


def test_words_that_a_layout_breaks_are_whole() -> None:
    broken = """\
    依法保障人民群众对政府工作的知情权、参与权、表达权和监督
权，坚持以习近平新时代中国特色社会主义思想为指导，通过人民政
府信息公开平台发布信息；没有因政府信息公开引起的行政复议、行政诉
— 7 —
讼。"""
    assert [d.code for d in check(with_sentence(broken)).diagnostics if d.severity >= Severity.WARNING] == []


@pytest.mark.parametrize(
    ("year", "session", "late"),
    [("2023", "三", False), ("2022", "三", True), ("2024", "四", False), ("2023", "四", True)],
)
def test_a_session_later_than_the_report_is_doubted(year: str, session: str, late: bool) -> None:
    text = with_sentence(f"学习党的二十届{session}中全会精神。").replace("2025年政府信息", f"{year}年政府信息", 1)
    told = [d for d in check(text).diagnostics if d.code == "WRD005"]
    assert [d.grade for d in told] == (["年份"] if late else [])


def test_what_depends_on_the_year_is_not_checked_without_a_year() -> None:
    text = "本报告按国办公开办函〔2019〕60号编制。\n一、总体情况\n公开政府信息若干，学习党的二十届三中全会精神。\n"
    findings = check(text)
    assert {"LAW001", "WRD005"} <= {entry.code for entry in findings.not_run}
    assert not {"LAW001", "WRD005"} & {d.code for d in findings.diagnostics}


@pytest.mark.parametrize(
    ("sentence", "words", "severity"),
    [
        ("申请人身份证号：11010519491231002X。", "11010519491231002X", Severity.ERROR),
        ("缴费卡号4111111111111111。", "4111111111111111", Severity.ERROR),
        ("涉案车辆湘A·12D45。", "湘A·12D45", Severity.ERROR),
        ("电动车辆湘AD12345。", "湘AD12345", Severity.ERROR),
        ("原告王小明，家住育才街18号2幢，不服答复。", "王小明，家住育才街18号2幢", Severity.ERROR),
        ("可拨打13800138000咨询。", "13800138000", Severity.WARNING),
        ("监督电话：13800138000。", "13800138000", Severity.INFO),
        ("申请人联系电话：13800138000。", "13800138000", Severity.WARNING),
    ],
)
def test_personal_data_is_found(sentence: str, words: str, severity: Severity) -> None:
    assert found(sentence, "PRI001") == [(words, severity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "申请人身份证号：110105194912310021。",  # the check digit is X
        "申请人身份证号：99010519491231002X。",  # no such province
        "申请人身份证号：110105194913310020。",  # no such month
        "登记号A11010519491231002X。",  # part of a longer code
        "办件编号为11010519491231002X。",  # a case number by its own words
        "缴费卡号4111111111111112。",  # the check digit is 1
        "办件编号：4111111111111111。",
        "流水138001380001234。",  # part of a longer number
        "沪A座1层设有查阅点，鲁A类企业优先。",
        "申请人可以当面申请，地址在育才街18号。",
        "申请人王某某，家住育才街，不服答复。",
    ],
)
def test_numbers_that_only_look_like_personal_data_are_left_alone(sentence: str) -> None:
    assert found(sentence, "PRI001") == []


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("沅溪县财政局全年公开信息200条。", [Severity.WARNING]),
        ("2025年，沅溪县财政局公开信息200条。", [Severity.WARNING]),
        ("与沅溪县财政局联合开展培训。", []),
        ("璟原县财政局公开信息200条。", []),
        ("2025年度县财政局公开信息200条。", []),
        ("现将县财政局公开的信息汇总。", []),
        ("江陵市财政局对我局工作予以通报。", []),
        ("沅溪县财政局", []),  # a line of its own is a signature, and STR021's
    ],
)
def test_the_same_department_of_another_county_is_told(sentence: str, severities: list[Severity]) -> None:
    assert [severity for _, severity in found(sentence, "PLG003")] == severities
