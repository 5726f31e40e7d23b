"""Sections and headings: wordings, residues, lost and restarted numbers, contents lists, reports in one line."""

from __future__ import annotations

import pytest

from gklint.report.headings import han_ordinal, read_number, title_end
from gklint.report.nodes import Heading, Paragraph, Section, Title
from tests.report.table_reports import ROLES, SECTIONS, TITLE, read, with_section


def roles(text: str) -> list[str | None]:
    return [section.role for section in read(text).report.sections]


def outline(blocks: tuple[object, ...], text: str, depth: int = 0) -> list[str]:
    """Headings and paragraphs, a line each, by depth."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Section):
            title = block.heading.title
            lines.append("  " * depth + f"{block.heading.ordinal}:{text[title.start : title.end]}")
            lines += outline(block.blocks, text, depth + 1)
        elif isinstance(block, Paragraph):
            lines.append("  " * depth + text[block.span.start : block.span.end])
    return lines


# Number of the section, its heading as written, the number's words, its level, what it means, the title.
HEADINGS = [
    (1, "一、总体概述", "一、", 1, 1, "总体概述"),
    (1, "一、概述", "一、", 1, 1, "概述"),
    (1, "一、主要工作概述", "一、", 1, 1, "主要工作概述"),
    (1, "一、基本工作情况", "一、", 1, 1, "基本工作情况"),
    (1, "一、 总体情况", "一、", 1, 1, "总体情况"),
    (1, "一、总体情况、", "一、", 1, 1, "总体情况、"),
    (1, "一、总体情况（宋体加粗小四号字）", "一、", 1, 1, "总体情况（宋体加粗小四号字）"),
    (1, "\t一、总体情况", "一、", 1, 1, "总体情况"),
    (1, "\f一、总体情况", "一、", 1, 1, "总体情况"),
    (1, "\u2003\u2003一、总体情况", "一、", 1, 1, "总体情况"),
    (1, "\u200b一、总体情况\ufeff", "一、", 1, 1, "总体情况"),
    (1, "## 一、总体情况", "一、", 1, 1, "总体情况"),
    (1, "**一、总体情况**", "一、", 1, 1, "总体情况"),
    (1, "⼀、总体情况", "⼀、", 1, 1, "总体情况"),
    (1, "1. 总体情况", "1.", 3, 1, "总体情况"),
    (1, "（一）总体情况", "（一）", 2, 1, "总体情况"),
    (1, "总体情况", None, 0, None, "总体情况"),
    (2, "二、政府信息主动公开情况", "二、", 1, 2, "政府信息主动公开情况"),
    (2, "二、主动公开政府信息工作情况", "二、", 1, 2, "主动公开政府信息工作情况"),
    (2, "二、主动公开政府政府情况", "二、", 1, 2, "主动公开政府政府情况"),
    (2, "二、行政机关主动公开政府信息情况", "二、", 1, 2, "行政机关主动公开政府信息情况"),
    (3, "三、收到和处理政府信息公开申请的情况", "三、", 1, 3, "收到和处理政府信息公开申请的情况"),
    (3, "三、政府信息公开的申请情况", "三、", 1, 3, "政府信息公开的申请情况"),
    (
        4,
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、",
        1,
        4,
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    (
        4,
        "四、因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "四、",
        1,
        4,
        "因政府信息公开工作被申请行政复议提起行政诉讼情况",
    ),
    (4, "三、政府信息公开行政复议、行政诉讼情况", "三、", 1, 3, "政府信息公开行政复议、行政诉讼情况"),
    (5, "五、政府信息公开工作存在的主要问题及改进情况", "五、", 1, 5, "政府信息公开工作存在的主要问题及改进情况"),
    (5, "五、存在问题及改进情况", "五、", 1, 5, "存在问题及改进情况"),
    (5, "五、存在的主要问题和改进措施", "五、", 1, 5, "存在的主要问题和改进措施"),
    (6, "六、其他需要汇报事项", "六、", 1, 6, "其他需要汇报事项"),
    (6, "六、其他报告事项", "六、", 1, 6, "其他报告事项"),
    (6, "l六、其他需要报告的事项", "六、", 1, 6, "其他需要报告的事项"),
    (6, "六其他需要报告的事项", "六", 1, 6, "其他需要报告的事项"),
    (6, "七、其他需要报告的事项", "七、", 1, 7, "其他需要报告的事项"),
    (6, "六.其他需要报告的事项", "六.", 1, 6, "其他需要报告的事项"),
]


@pytest.mark.parametrize("case", HEADINGS, ids=lambda case: case[1])
def test_heading(case: tuple[int, str, str | None, int, int | None, str]) -> None:
    section, written, *expected = case
    text = with_section(1, "工作平稳有序。").replace(SECTIONS[section - 1], written)
    report = read(text).report
    assert [part.role for part in report.sections] == ROLES
    heading = report.sections[section - 1].heading
    number = text[slice(*heading.number)] if heading.number else None
    assert [number, heading.level, heading.ordinal, text[slice(*heading.title)]] == expected
    assert not heading.run_in


def test_a_body_may_follow_on_the_headings_line() -> None:
    text = with_section(1, "好。").replace("一、总体情况\n", "一、总体情况。")
    section = read(text).report.sections[0]
    assert section.heading.run_in
    assert outline(section.blocks, text) == ["好。"]


NO_HEADINGS = [
    "总体情况良好",
    "二、改进情况",
    "九、其他工作",
    "一、本年新收政府信息公开申请数量",
    "四、结转下年度继续办理",
]


def test_numbers_that_conversion_lost_leave_the_sections() -> None:
    """LibreOffice writes the list numbers 一、 二、 … as <ol>, some of which begin again at 1."""
    text = with_section(1, "（一）主动公开情况\n公开了。")
    for number, heading in zip((1, 1, 2, 3, 4, 6), SECTIONS, strict=True):
        text = text.replace(heading, f"{number}.{heading[2:]}")
    assert roles(text) == ROLES


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_what_is_no_section(line: str) -> None:
    assert roles(with_section(5, f"公开还不够及时。\n{line}\n将加强督促。")) == ROLES


def test_numbers_may_start_again_inside_a_section() -> None:
    body = "一、存在的主要问题\n公开不及时。\n二、改进情况\n加强督促。\n三、下一步打算\n继续推进。"
    text = with_section(5, body)
    assert roles(text) == ROLES
    issues = read(text).report.sections[4]
    expected = ["1:存在的主要问题", "  公开不及时。", "2:改进情况", "  加强督促。", "3:下一步打算", "  继续推进。"]
    assert outline(issues.blocks, text) == expected


def test_second_main_problem_inside_five_is_not_section_two() -> None:
    text = with_section(5, "一、取得的成效\n公开更及时。\n二、存在的主要问题\n人手不足。")
    assert roles(text) == ROLES
    assert outline(read(text).report.sections[4].blocks, text)[2] == "2:存在的主要问题"


def test_arabic_numbers_for_all_levels() -> None:
    text = with_section(1, "1、主动公开\n公开了。\n2、依申请公开\n收到了。")
    for number, heading in enumerate(SECTIONS, 1):
        text = text.replace(heading, f"{number}、 {heading[2:]}")
    report = read(text).report
    assert [section.role for section in report.sections] == ROLES
    expected = ["1:主动公开", "  公开了。", "2:依申请公开", "  收到了。"]
    assert outline(report.sections[0].blocks, text) == expected


@pytest.mark.parametrize("line", ["{}", "{}........1", "{}\t3"])
def test_a_contents_list_heads_no_sections(line: str) -> None:
    contents = "\n".join(line.format(heading) for heading in SECTIONS)
    text = with_section(1, "好。").replace(TITLE, f"{TITLE}\n目录\n{contents}")
    report = read(text).report
    assert [section.role for section in report.sections] == ROLES
    assert report.title is not None
    assert text[slice(*report.title.span)] == TITLE
    assert not any(isinstance(block, Section) for block in report.preface)


def test_a_repeated_section_is_there_twice() -> None:
    text = with_section(1, "好。") + "六、其他需要报告的事项\n没有。\n"
    assert roles(text) == [*ROLES, "other"]


def test_sections_out_of_order_keep_their_order() -> None:
    text = with_section(1, "好。")
    swapped = text.replace(SECTIONS[1], "甲").replace(SECTIONS[2], SECTIONS[1]).replace("甲", SECTIONS[2])
    assert roles(swapped) == ["overview", "requests", "proactive", "litigation", "issues", "other"]


def test_a_missing_section_leaves_the_others() -> None:
    text = with_section(1, "好。").replace(f"{SECTIONS[3]}\n无。\n", "")
    assert roles(text) == [role for role in ROLES if role != "litigation"]


# -- below the sections

SUBHEADINGS = [
    ("（一）主动公开情况。公开了。", 2, 1, "主动公开情况", True),
    ("(一)主动公开情况", 2, 1, "主动公开情况", False),
    ("一)主动公开", 2, 1, "主动公开", False),
    ("（十一）主动公开", 2, 11, "主动公开", False),
    ("1.主动公开", 3, 1, "主动公开", False),
    ("１．主动公开", 3, 1, "主动公开", False),
    ("1、主动公开", 3, 1, "主动公开", False),
    ("1.2023年培训情况", 3, 1, "2023年培训情况", False),
    ("（2）主动公开", 4, 2, "主动公开", False),
    ("2)主动公开", 4, 2, "主动公开", False),
    ("③主动公开：公开了。", 4, 3, "主动公开", True),
]


@pytest.mark.parametrize(("line", "level", "ordinal", "title", "run_in"), SUBHEADINGS)
def test_subheading(line: str, level: int, ordinal: int, title: str, run_in: bool) -> None:
    text = with_section(1, f"{line}\n工作平稳有序。")
    (sub,) = read(text).report.sections[0].blocks
    assert isinstance(sub, Section)
    assert sub.role is None
    heading = sub.heading
    assert (heading.level, heading.ordinal, heading.run_in) == (level, ordinal, run_in)
    assert text[slice(*heading.title)] == title
    assert outline(sub.blocks, text) == ["公开了。", "工作平稳有序。"] if run_in else ["工作平稳有序。"]


@pytest.mark.parametrize(
    "line", ["• 主动公开情况", "主动公开方面：好。", ")依申请公开情况。", "2023年，工作平稳。", "3.5万条信息公开。"]
)
def test_lines_without_a_number_are_paragraphs(line: str) -> None:
    (block,) = read(with_section(1, line)).report.sections[0].blocks
    assert isinstance(block, Paragraph)


def test_levels_nest() -> None:
    text = with_section(1, "（一）甲\n1.乙\n（1）丙\n丙下。\n2.丁\n（二）戊\n戊下。")
    expected = ["1:甲", "  1:乙", "    1:丙", "      丙下。", "  2:丁", "2:戊", "  戊下。"]
    assert outline(read(text).report.sections[0].blocks, text) == expected


# -- one line

SENTENCE = "按照上级部署有序推进，取得了新的成效。"


def test_a_report_in_one_line_is_cut_at_its_headings() -> None:
    text = TITLE + "根据条例编制本报告。" + "".join(heading + SENTENCE + SENTENCE for heading in SECTIONS)
    document = read(text)
    assert [section.role for section in document.report.sections] == ROLES
    assert (document.title, document.agency, document.year) == (TITLE, "云溪县水利局", 2023)
    assert document.kind == "gk-annual"
    for section, heading in zip(document.report.sections, SECTIONS, strict=True):
        assert text[slice(*section.heading.span)] == heading
        assert outline(section.blocks, text) == [SENTENCE + SENTENCE]
    assert [type(block) for block in document.report.preface] == [Title, Paragraph]


def test_a_sentence_that_lists_the_sections_is_not_cut() -> None:
    listed = "本报告包括" + "，".join(SECTIONS) + "六个部分，" + SENTENCE * 8
    text = with_section(1, "好。").replace(TITLE, f"{TITLE}\n{listed}")
    report = read(text).report
    assert [section.role for section in report.sections] == ROLES
    assert [text[slice(*block.span)] for block in report.preface] == [TITLE, listed]


# -- the small parts


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("九十九", 99),
        ("⼀", 1),
        ("一一", 0),
        ("十十", 0),
        ("二三", 0),
    ],
)
def test_numerals(numeral: str, value: int) -> None:
    assert han_ordinal(numeral) == value


@pytest.mark.parametrize(
    "line",
    ["2023年工作", "3.5万条", "3.2021万元", "1.20２3年", "一是加强", "第一、", "二十三日", "100、", "〔2021〕30号"],
)
def test_no_number(line: str) -> None:
    assert read_number(line) is None


def test_a_long_first_sentence_is_no_title() -> None:
    line = "1.二〇二三年本单位继续认真学习贯彻条例精神并结合工作实际扎实推进各个领域的政府信息公开工作再上一个新台阶。"
    assert title_end(line, 2) == 2
    assert title_end("1.短标题。正文", 2) == 5


def test_a_number_before_a_long_sentence_is_a_heading_without_words() -> None:
    sentence = "按照上级部署有序推进" * 5 + "。"
    text = with_section(1, f"（一） {sentence}")
    (sub,) = read(text).report.sections[0].blocks
    assert isinstance(sub, Section)
    assert text[slice(*sub.heading.span)] == "（一）"
    assert sub.heading.title == (sub.heading.span.end, sub.heading.span.end)
    assert outline(sub.blocks, text) == [sentence]


def test_headings_are_heading_nodes() -> None:
    assert all(isinstance(section.heading, Heading) for section in read(with_section(1, "好。")).report.sections)
