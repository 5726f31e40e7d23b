"""The rules of the core pack about numbers, measure words and dates in the prose, on sentences written for it.

Each sentence replaces the overview (or another section) of the pack's base report of 2025, whose tables say: 17 new
requests (14 of natural persons), 1 carried over, 17 settled (8 予以公开, 7 无法提供, 2 其他处理), 1 carried forward.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.report.read import read_document
from gklint.text import Source

PACK = Path(__file__).parents[2] / "rules" / "core"
HEADINGS = {"一": "一、总体情况\n", "五": "五、存在的主要问题及改进情况\n", "六": "六、其他需要报告的事项\n"}


@cache
def checker(codes: tuple[str, ...]) -> Checker:
    return Checker(load_ruleset([load_pack(PACK, True)]), CheckOptions(selected=frozenset(codes)))


def report(section: str, text: str) -> str:
    """The base report with ``text`` for the body of a section."""
    base = (PACK / "base" / "2021.txt").read_text(encoding="utf-8")
    start = base.index(HEADINGS[section]) + len(HEADINGS[section])
    following = re.compile(r"^[二三四五六]、", re.M).search(base, start)
    end = following.start() if following else len(base)
    return f"{base[:start]}{text}\n{base[end:]}"


def found(text: str, *codes: str) -> list[tuple[str, str, str | None, str]]:
    """Code, level, grade and marked words of what the rules ``codes`` report."""
    document = read_document(Source("report.txt", text))
    result = checker(codes).check(document)
    return [(d.code, d.severity.word, d.grade, document.text(d.span)) for d in result.diagnostics]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("主动公开信息250条，其中网站180条，微信60条，公开栏90余条。", "error"),  # 330 and more
        ("主动公开信息250条，其中网站180条，微信60条，公开栏10余条。", None),  # the parts reach 250
        ("主动公开信息240条，其中机构类8条，财政类72条，采购类90条，人事类30条。", "info"),  # 200
        ("主动公开信息120条，其中机构类4篇，财政类6篇，人事任免、工作动态、规划类信息110条。", None),  # 120
        ("主动公开信息300条，其中财政类200条，采购类150条。", "error"),  # 350, one division
        ("主动公开信息300条，其中财政收支200条，采购150条。", "warning"),  # may overlap
        ("主动公开信息300条，其中重点领域信息80条。", None),
        ("收到留言12件，转来3件，其中咨询类10件，求助类5件。", None),  # 15 = 12 + 3
        ("收到留言12件，其中咨询类10件，求助类2件，线上9件，线下3件。", None),  # divided twice
        ("收到留言12件，其中咨询类10件，办结12件。", None),
        ("收到留言12件，其中：咨询类10件；求助类5件。", "error"),
        ("参加培训30人，其中党员20人，女性15人，研究生5人。", None),  # people are more than one thing
        ("召开会议12次，其中专题会4次，培训5次，参加130人次。", None),
    ],
)
def test_parts_and_total(text: str, level: str | None) -> None:
    levels = [entry[1] for entry in found(report("一", text), "TVT015")]
    assert levels == ([level] if level else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("解读政策12件，其中图解5件，占41.7%。", []),
        ("解读政策12件，其中图解5件，占41%。", [("info", "41%")]),  # 41.67: cut off, less than one unit
        ("解读政策12件，其中图解5件（占41%），视频7件（占59%）。", []),  # made to add up to 100
        ("解读政策12件，其中图解5件，占45%。", [("warning", "45%")]),
        ("解读政策12件，其中图解5件、视频7件，分别占41.7%、58.3%。", []),
        ("解读政策12件，其中图解5件、视频7件，分别占41.7%、53.8%。", [("warning", "53.8%")]),
        ("解读政策12件，群众满意度占比95%，图解5件。", []),
        ("不予处理的占办结总数的10%，无法提供的占办结总数的41.2%。", []),  # no 不予处理 in the table: nothing to divide
        ("无法提供的占办结总数的14.2%。", [("warning", "14.2%")]),
    ],
)
def test_percentages(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entry[1], entry[3]) for entry in found(report("一", text), "TVT016")] == expected


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("发布信息730条，日均发布2条。", []),
        ("发布信息730条，平均每天3条。", []),  # 730/250 = 2.92 by working days
        ("发布信息730条，平均每天4条。", ["4条"]),
        ("发布信息730条，日均发布0.2条。", ["0.2条"]),
        ("访问量73万人次，日均0.2万人次。", []),
        ("发布信息120条，月均10条。", []),
        ("发布信息120条，月均12条。", ["12条"]),
    ],
)
def test_averages(text: str, marked: list[str]) -> None:
    assert [entry[3] for entry in found(report("一", text), "TVT018")] == marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请17件，所有申请均已办结。", [("error", "均已办结")]),
        ("收到政府信息公开申请17件，均在法定期限内答复。", [("info", "均在法定期限内答复")]),
        ("收到政府信息公开申请17件，均已办结。另有1件结转下年度1件办理。", [("warning", "均已办结")]),
        ("收到政府信息公开申请17件，办结率100%。", [("warning", "办结率100%")]),
        ("收到政府信息公开申请17件，按期办结率100%，办结率94%。", []),
        ("收到政府信息公开申请17件，除1件外均已办结。", []),
        ("承办人大建议5件，均已办结。", []),
        ("全县收到政府信息公开申请1700件，均已办结。", []),  # of the whole county
        ("上年结转的申请1件，已全部办结。", []),
    ],
)
def test_all_done(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entry[1], entry[3]) for entry in found(report("一", text), "TVT021")] == expected


def test_all_done_where_nothing_is_carried_forward() -> None:
    text = report("一", "收到政府信息公开申请17件，所有申请均已办结。")
    row = re.compile(r"^\| 四、结转下年度继续办理 .*$", re.M)
    cleared = row.sub("| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |", text)
    assert cleared != text
    assert found(cleared, "TVT021") == []


@pytest.mark.parametrize(
    ("section", "text", "hit"),
    [
        ("一", "2024年，我局共收到政府信息公开申请17件，上年结转1件。", True),
        ("一", "截至2024年12月31日，现行有效行政规范性文件24件。", True),
        ("一", "2024年，我局认真贯彻落实《条例》各项规定，制度更加健全。", True),
        ("六", "2024年度，我局未收取信息处理费。", True),
        ("五", "2024年，我局政府信息公开工作取得一定成效，但仍有不足。", True),
        ("一", "2024年，我局收到政府信息公开申请5件，2025年收到17件。", False),
        ("一", "2024年以来，我局共收到政府信息公开申请17件。", False),
        ("一", "2024年，我局印发公开指南，收到政府信息公开申请的渠道更加畅通。", False),
        ("一", "较2024年，收到政府信息公开申请增加5件。", False),
        ("五", "2024年度报告提出的问题均已整改。2026年，我局将继续努力。", False),
        ("一", "2024年，我局完成机构改革。", False),
    ],
)
def test_last_years_sentence(section: str, text: str, hit: bool) -> None:
    assert [entry[3] for entry in found(report(section, text), "XYR006")] == (["2024"] if hit else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开会议部署，2月30日完成。", ["DAT004"]),
        ("召开会议部署，2023年2月29日完成。", ["DAT004"]),
        ("召开会议部署，2024年2月29日、12月31日完成。", []),
        ("召开会议部署，4月31日完成。", ["DAT004"]),
        ("数据自202511日起至20251231日止。", ["DAT005", "DAT005"]),
        ("数据自2025年1月1日起至2025年12月31日止，文号20251231。", []),
        ("数据统计期限自2025年1月1日起至2025年12月30日止。", ["DAT002"]),
        ("数据统计期限自2024年1月1日起至2025年12月31日止。", ["DAT002"]),
        ("数据统计期限自2024年1月1日起至2024年12月31日止。", []),  # another year: STR009
        ("专项行动自2025年3月1日起至6月30日开展，整理历史数据。", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [entry[0] for entry in found(report("一", text), "DAT002", "DAT004", "DAT005")] == expected


def with_title(title: str, date: str) -> str:
    base = (PACK / "base" / "2021.txt").read_text(encoding="utf-8")
    return base.replace("璟原县财政局2025年政府信息公开工作年度报告", title).replace("2026年1月8日", date)


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("璟原县财政局2025年政府信息公开工作年度报告", "2026年1月31日", []),
        ("璟原县财政局2025年政府信息公开工作年度报告", "2026年2月1日", [("DAT001", "warning")]),
        ("璟原县人民政府2025年政府信息公开工作年度报告", "2026年3月31日", []),
        ("璟原县人民政府2025年政府信息公开工作年度报告", "2026年4月1日", [("DAT001", "warning")]),
        ("清溪镇2025年政府信息公开工作年度报告", "2026年2月10日", [("DAT001", "info")]),
        ("璟原县财政局2025年政府信息公开工作年度报告", "二〇二六年二月十日", [("DAT001", "warning")]),
        ("璟原县财政局2025年政府信息公开工作年度报告", "2025年1月20日", [("DAT003", "warning")]),
        ("璟原县财政局2025年政府信息公开工作年度报告", "2027年1月20日", [("DAT003", "warning")]),
        ("璟原县财政局2025年政府信息公开工作年度报告", "2026年2月30日", []),  # no date at all: DAT004
    ],
)
def test_publication_date(title: str, date: str, expected: list[tuple[str, str]]) -> None:
    assert [entry[:2] for entry in found(with_title(title, date), "DAT001", "DAT003")] == expected


def test_all_natural_persons_is_one_finding() -> None:
    text = report("一", "收到政府信息公开申请17件，申请人均为自然人。")
    assert [entry[:2] for entry in found(text, "TVT014")] == [("TVT014", "error")]


def test_unit_in_the_header_or_in_the_cell() -> None:
    base = (PACK / "base" / "2021.txt").read_text(encoding="utf-8")
    both = base.replace("| 59.7 |", "| 59.7万元 |")
    cell_only = both.replace("本年收费金额（单位：万元）", "本年收费金额")
    assert base != both != cell_only
    assert [entry[3] for entry in found(both, "UNT003")] == ["59.7万元"]
    assert found(cell_only, "UNT003") == []


def test_disputes_without_requests_may_be_explained() -> None:
    base = (PACK / "base" / "2021.txt").read_text(encoding="utf-8")
    start, end = base.index("| 一、本年新收"), base.index("四、政府信息公开行政复议")
    nought = base[:start] + re.sub(r"\| \d+ (?=\|)", "| 0 ", base[start:end]) + base[end:]
    assert [entry[:2] for entry in found(nought, "ARI405")] == [("ARI405", "info")]
    explained = nought.replace("未发生行政诉讼", "系上年度答复引发的案件，未发生行政诉讼")
    assert explained != nought
    assert found(explained, "ARI405") == []


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("截至2023年底公开信息18条，均按2022年修订的目录发布；2022年建成的专栏运行平稳。", []),
        ("2023年公开信息18条，2022年11条，2022年以来逐年增加。", []),
        ("2022年公开信息18条。2022年培训两次，与2023年计划相符。", ["warning"]),
        ("2022年公开信息18条，2023年度结转申请1件，2022年培训两次。", ["warning"]),
        ("2022年公开信息18条，全年培训两次。", []),  # once is no proof
    ],
)
def test_the_year_that_the_prose_speaks_of(overview: str, expected: list[str]) -> None:
    text = f"青禾县农业农村局2023年政府信息公开工作年度报告\n一、总体情况\n{overview}\n"
    assert [entry[1] for entry in found(text, "STR009")] == expected


def test_another_report_in_the_file_is_not_compared_with_the_first() -> None:
    """Two bodies share what the form wants in words; the second's numbers are its own."""
    one = (PACK / "base" / "2021.txt").read_text(encoding="utf-8")
    title = one.split("\n", 1)[0]
    other = one.replace(title, "璟原县水利局2025年政府信息公开工作年度报告").replace("政府信息296条", "政府信息412条")
    assert other.count("412条") == 1
    assert found(f"{one}\n{other}", "STR016", "TVT019", "STR023") == [
        ("STR023", "info", None, "璟原县水利局2025年政府信息公开工作年度报告")
    ]
    twice = one.replace("六、其他", f"{one.splitlines()[5]}\n六、其他")
    assert [code for code, *_ in found(twice, "STR016")] == ["STR016"]
