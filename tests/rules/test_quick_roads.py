"""Where a rule of the core pack stops early, the rest of it would have found nothing."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bench.generate import generate
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.python_rules import _package
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report import published as dates
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source, Span, fold
from tests.report.table_reports import SECTIONS

TITLE = "璟原县财政局2025年政府信息公开工作年度报告"
CORE = rules_path() / "core"
quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SIGNS = list("（）()“”《》〈〉【】「」『』")
WORDS = [
    "我局",
    "我镇",
    "我委员会",
    "我委托",
    "“我镇”",
    "由某某县人民政府办公室编制",
    "由",
    "编制",
    "2025年",
    "2024年",
    "2023年，",
    "截至2024年底，收到申请3件",
    "统计期限为2024年1月1日至2024年12月31日",
    "数据自2025年",
    "1",
    "月1日起至12月31",
    "日止",
    "《2024年工作要点》",
    "〔2024〕3号",
    "公开",
    "政府信息",
    "公公开",
    "；为此，",
    ";对此",
    "一是",
    "二是",
    "三是",
    "1）",
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况组成",
    "本报告由六个部分组成",
    "培训",
    "考核",
    "审核",
    "申请人",
    "网站",
    "改版",
    "平台",
    "。",
    "，",
    "；",
    "“",
    "”",
    "、",
    "他县财政局",
    "，邻水县财政局",
    "义务教育招生",
    "\n（一）主动公开情况\n",
    "\n（二）依申请公开情况\n",
    "\n（四）平台建设情况\n",
    "\n1.目录\n",
    "\n2.更新\n",
    "\n无\n",
    "\n（无）。\n",
]
PIECES = [*WORDS, *WORDS, *SIGNS, "\n", "\n", "\n", " ", *(f"\n{title}\n" for title in SECTIONS), f"\n{TITLE}\n"]
texts = st.lists(st.sampled_from(PIECES), max_size=80).map(lambda pieces: f"{TITLE}\n\n{''.join(pieces)}\n")


def module(name: str) -> ModuleType:
    """A Python file of the core pack."""
    return importlib.import_module(f"{_package(str(CORE))}.{name}")


@cache
def core() -> RuleSet:
    return load_ruleset([load_pack(CORE, allow_python=True)])


@cache
def checker(code: str) -> Checker:
    return Checker(core(), CheckOptions(selected=frozenset({code})))


def said(code: str, text: str) -> object:
    """All that a rule says of a text, read anew: what rules work out once is kept for the very report."""
    return checker(code).check(read_document(Source("a.txt", text)))


TABLED = ("proactive", "requests", "litigation")
ELEMENTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")


def nothing(role: str) -> object:
    """A passage that might be a bare 无."""
    return module("passages").Passage(Span(0, 0), "", "", role, True, None)


# The rule; its file; what stands in it for a quick look; what it says when everything is to be looked at.
ROADS = [
    ("PUN009", "pairing", "all_paired", lambda text: False),
    ("STR009", "one_year", "may_contradict", lambda report: True),
    ("STR021", "own_name", "prose", lambda report: "我局我镇我委我乡我厅我街道"),
    ("STR001", "structure", "in_order", lambda document: False),
    ("STR002", "structure", "in_order", lambda document: False),
    ("STR003", "structure", "in_order", lambda document: False),
    ("STR005", "structure", "in_order", lambda document: False),
    ("STR023", "structure", "in_order", lambda document: False),
    ("STR006", "numbering", "runs_on", lambda series: False),
    ("STR011", "content", "USUAL", dict.fromkeys(ELEMENTS, "\0")),
    (
        "STR014",
        "content",
        "passages",
        lambda report: [nothing(role) for role in TABLED],
    ),
    ("PUN006", "punctuation", "prose", lambda report: "；为此"),
    ("PLG003", "plagiarism", "prose", lambda report: report.source.text),
]


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road[0])
@quick
@given(texts)
@example(f"{TITLE}\n\n{SECTIONS[1]}\n\n（无）。\n\n一段。\n")
@example(f"{TITLE}\n\n{SECTIONS[0]}\n\n（二）甲\n\n一段。\n\n（三）乙\n\n又一段。\n")
def test_a_quick_look_that_says_there_is_nothing_is_right(road: tuple, text: str) -> None:  # type: ignore[type-arg]
    code, file, name, look = road
    quickly = said(code, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module(file), name, look)
        assert said(code, text) == quickly


@pytest.mark.parametrize("code", [road[0] for road in ROADS])
def test_the_texts_are_such_that_the_rules_have_something_to_say(code: str) -> None:
    faults = {
        "PUN009": "本报告（不含附件。",
        "STR001": "没有各部分。",
        "STR002": f"{SECTIONS[0]}\n\n一段。\n\n{SECTIONS[0]}\n\n又一段。",
        "STR003": f"{SECTIONS[1]}\n\n一段。\n\n{SECTIONS[0]}\n\n又一段。",
        "STR005": f"{SECTIONS[0].replace('一、', '二、')}\n\n一段。",
        "STR023": "\n\n一段。\n\n".join([*SECTIONS, *SECTIONS, ""]),
        "STR006": f"{SECTIONS[0]}\n\n（一）甲\n\n一段。\n\n（三）乙\n\n又一段。",
        "STR011": f"{SECTIONS[0]}\n\n一段。",
        "STR014": f"{SECTIONS[4]}\n\n无\n",
        "STR009": "统计期限为2019年1月1日至2019年12月31日。",
        "STR021": "我镇收到申请3件。我街道没有收费。我局、我厅。",
        "PUN006": "一是目录更新不够及时；为此，我们将加强管理。",
        "PLG003": "全年公开信息3条，邻水县财政局负责解释，另有卫生许可信息。",
    }
    assert said(code, f"{TITLE}\n\n{faults[code]}\n").diagnostics  # type: ignore[attr-defined]


@quick
@given(st.lists(st.sampled_from([*SIGNS, "\n", "\r\n", "甲"]), max_size=12).map("".join))
def test_pairs_that_vanish_one_after_the_other_are_whole_in_every_line(text: str) -> None:
    pairing = module("pairing")
    signs = "".join(pairing._PAIRED_IN_LINE.findall(text)).translate(pairing._ONE_KIND)
    assert pairing.all_paired(text) == pairing._each_kind_paired(signs)


@quick
@given(texts)
def test_a_period_is_found_from_its_last_day(text: str) -> None:
    years = module("one_year")
    report = read_document(Source("a.txt", text)).report
    found = years._period(report)
    spans = module("passages").paragraph_spans(report, None, "overview")
    match = years._PERIOD.search(module("passages").Joined(report.source, spans).text)
    assert (found and found.span()) == (match.span() if match and match[2] in (None, match[1]) else None)


@quick
@given(texts)
def test_words_found_before_the_lines_are_joined_are_found_after_it(text: str) -> None:
    content = module("content")
    joined = "".join(text.split())
    assert text.count("公开") <= len(content._ABOUT.findall(text))
    assert content.USUAL.keys() == content._ELEMENTS.keys()
    for name, pattern in content._ELEMENTS.items():
        assert pattern.search(content.USUAL[name])
        assert pattern.search(joined) or not pattern.search(text)


PARAGRAPH = "本年度收到政府信息公开申请若干件，均已在规定期限内答复申请人，没有因此引起的行政复议和行政诉讼案件。"


@quick
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["", "另", "另有", "另有各项具体事项", "（含）"])), max_size=8
    )
)
def test_near_copies_are_those_that_a_comparison_of_all_pairs_finds(changes: list[tuple[int, str]]) -> None:
    repeats = module("repeats")
    paragraphs = [PARAGRAPH[:at] + words + PARAGRAPH[at:] for at, words in changes]
    text = f"{TITLE}\n\n{SECTIONS[0]}\n\n" + "".join(f"{paragraph}\n" for paragraph in paragraphs)

    def near() -> Iterator[int]:
        different = list(dict.fromkeys(map(fold, paragraphs)))
        for number, one in enumerate(different):
            alike = (
                fuzz.ratio(one, other) >= repeats.NEAR_COPY and abs(len(one) - len(other)) <= 0.1 * len(one)
                for other in different[:number]
            )
            if any(alike):
                yield number

    found = said("STR016", text).diagnostics  # type: ignore[attr-defined]
    assert sum(diagnostic.grade == "近似" for diagnostic in found) == len(list(near()))


# As one pattern: a half-width mark beside Chinese.
_BESIDE, _AFTER = "\u3400-\u9fff”’）》】〕", "\u3400-\u9fff“‘（《【"
IN_CHINESE = re.compile(
    rf"(?<=[{_BESIDE}])[,;:?!]|(?<=[0-9A-Za-z%％)])[,;:?!](?= ?[{_AFTER}])|(?<=[{_BESIDE}])\.(?=[{_AFTER}\s]|\Z)"
)


@quick
@given(
    st.lists(st.sampled_from([*",;:?!.,;:?!.", *"甲乙鿿㐀”）》“（1a%％) \n\u3000\u00a0、"]), max_size=12).map("".join)
)
def test_half_width_marks_stand_in_chinese_where_the_pattern_finds_them(text: str) -> None:
    found = {match.start() for match in IN_CHINESE.finditer(text)}
    stands = module("halfwidth")._stands_in_chinese
    assert {at for at, letter in enumerate(text) if letter in ",;:?!." and stands(text, at)} == found


@quick
@given(st.lists(st.sampled_from([*"甲省市县区局厅a１・", "自治州", "委员会"]), max_size=14).map("".join))
def test_a_body_is_split_as_with_patterns_of_chinese_characters(agency: str) -> None:
    unit = r"[\u4e00-\u9fff]{1,7}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)"
    places = re.match(f"(?:{unit})+", agency)
    department = places and re.compile(r"[\u4e00-\u9fff]{1,16}(?:局|厅|委员会)").fullmatch(agency, places.end())
    own = module("plagiarism")._split(agency)
    if places is None or department is None:
        assert own is None
    else:
        assert own == (tuple(re.findall(unit, places.group())), department.group())


@quick
@given(st.lists(st.text("甲乙丙丁戊己庚辛壬癸", min_size=20, max_size=30), min_size=1, max_size=4), st.data())
def test_texts_that_share_too_few_pieces_are_no_near_copies(parts: list[str], data: st.DataObject) -> None:
    repeats = module("repeats")
    one = "".join(parts)
    at = data.draw(st.integers(0, len(one)))
    other = one[:at] + data.draw(st.text("甲乙子丑", max_size=4)) + one[at + data.draw(st.integers(0, 4)) :]
    asked: list[str] = []

    def not_alike(text: str, earlier: str) -> float:
        asked.append(text)
        return 0.0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeats, "_ratio", not_alike)
        list(repeats._near_copies([(None, one), (None, other)], None))
    too_short = abs(len(other) - len(one)) > 0.1 * len(other)
    assert asked or too_short or fuzz.ratio(other, one) < repeats.NEAR_COPY


@quick
@given(
    st.lists(st.sampled_from([*"甲乙县市年，日局１a ", "财政局", "某县财政局"]), max_size=14).map("".join),
    st.sampled_from(["财政局", "日局"]),
)
@example("甲乙县日局丙县日局", "日局")
def test_bodies_are_found_as_with_a_pattern(text: str, department: str) -> None:
    pattern = rf"(?:^|[，。；：、（(“《\s年月日度])((?:[\u4e00-\u9fff]{{2,3}}[县区旗市]){department})"
    assert list(module("plagiarism")._bodies(text, department)) == [m.span(1) for m in re.finditer(pattern, text)]


@quick
@given(st.lists(st.sampled_from([*"13645X- a１", "1234"]), max_size=16).map("".join))
@example("110105194912310025")
@example("6222021234567890")
@example("139-1234-5678")
@example("139 1234 5678")
def test_numbers_of_persons_look_like_one(text: str) -> None:
    privacy = module("privacy")
    assert privacy._LONG_NUMBER.search(text) or not (privacy._IDENTITY.search(text) or privacy._CARD.search(text))
    mobile = privacy._ALONE % r"1[3-9]\d{9}|1[3-9]\d-\d{4}-\d{4}|1[3-9]\d \d{4} \d{4}"
    assert [m.span() for m in privacy._MOBILE.finditer(text)] == [m.span() for m in re.finditer(mobile, text)]


@quick
@given(
    st.lists(
        st.sampled_from([*"（２０２6年1月３日）()二〇二六三十 　年月日", "发布日期：", "时间:", "2026-1-3"]),
        max_size=16,
    ).map("".join)
)
@example("（二〇二六年十一月二十三日）")
@example("（2026年11月23日）")
def test_no_longer_paragraph_is_a_date(line: str) -> None:
    report = read_document(Source("a.txt", f"{TITLE}\n\n甲。\n\n{line}\n\n{SECTIONS[0]}\n\n一段。\n\n{line}\n")).report
    quickly = dates.published(report)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_LONGEST_DATE", len(line))
        assert dates.published(report) == quickly


@quick
@given(st.lists(st.sampled_from([*"《》〔〕[](（）甲", "2024", "2024年"]), max_size=16).map("".join))
def test_titles_and_numbers_of_documents_are_those_of_two_patterns(text: str) -> None:
    found = [match.span() for match in module("one_year")._QUOTED.finditer(text)]
    assert found == [match.span() for match in re.finditer(r"《[^《》]*》|[〔\[(（]\d{4}[〕\])）]", text)]


@pytest.mark.parametrize(("number", "fault"), [("1.5", "整数"), ("-3", "负数"), ("12元", "单位"), ("12", None)])
def test_faults_are_seen_in_tables_of_numbers(number: str, fault: str | None) -> None:
    text = next(text for name, text in generate(5, layouts=(1,)) if "-2021-" in name)
    report = read_document(Source("a.txt", re.sub(r"(?m)^[0-9]{1,3}$", number, text)))
    assert report.tables["requests"].matrix is not None  # type: ignore[union-attr]
    found = {diagnostic.message for diagnostic in checker("TBL006").check(report).diagnostics}
    assert not found if fault is None else any(fault in message for message in found)
