"""Titles as reports have them: broken over lines, repeated, with a suffix, without a body or a year."""

from __future__ import annotations

import pytest

from gklint.report.nodes import Title
from tests.report.table_reports import read

BODY = "一、总体情况\n工作平稳有序。\n二、主动公开政府信息情况\n按规定公开。\n"

# Lines above the first section; the title in one line, the body, the year, how many titles there are.
CASES = {
    "standard": (
        "云溪县人民政府2023年政府信息公开工作年度报告",
        "云溪县人民政府2023年政府信息公开工作年度报告",
        "云溪县人民政府",
        2023,
        1,
    ),
    "broken before 政府信息": (
        "云溪市人民政府2016年\n政府信息公开工作年度报告",
        "云溪市人民政府2016年政府信息公开工作年度报告",
        "云溪市人民政府",
        2016,
        1,
    ),
    "broken inside 政府信息": (
        "东河街道办事处2023年度政府\n信息公开工作年度报告",
        "东河街道办事处2023年度政府信息公开工作年度报告",
        "东河街道办事处",
        2023,
        1,
    ),
    "body on its own line": (
        "云溪区人民政府\n2023 年政府信息公开工作年度报告",
        "云溪区人民政府2023年政府信息公开工作年度报告",
        "云溪区人民政府",
        2023,
        1,
    ),
    "broken, a blank line between": (
        "云溪区人民政府\n\n2023年政府信息公开工作年度报告",
        "云溪区人民政府2023年政府信息公开工作年度报告",
        "云溪区人民政府",
        2023,
        1,
    ),
    "broken in three": (
        "云溪区人民政府\n2023年政府信息\n公开工作年度报告",
        "云溪区人民政府2023年政府信息公开工作年度报告",
        "云溪区人民政府",
        2023,
        1,
    ),
    "broken before 年度报告": (
        "云溪县2023年度政府信息公开工作\n年度报告",
        "云溪县2023年度政府信息公开工作年度报告",
        "云溪县",
        2023,
        1,
    ),
    "twice": (
        "大湾镇2022年政府信息公开工作年度报告\n大湾镇2022年政府信息公开工作年度报告",
        "大湾镇2022年政府信息公开工作年度报告",
        "大湾镇",
        2022,
        2,
    ),
    "twice, without the body first": (
        "2022年政府信息公开工作年度报告\n\n大湾镇2022年政府信息公开工作年度报告",
        "大湾镇2022年政府信息公开工作年度报告",
        "大湾镇",
        2022,
        2,
    ),
    "year first": (
        "2021年云溪县商务局政府信息公开工作年度报告",
        "2021年云溪县商务局政府信息公开工作年度报告",
        "云溪县商务局",
        2021,
        1,
    ),
    "year first, 年度": (
        "2022年度大湾镇政府信息公开工作年度报告",
        "2022年度大湾镇政府信息公开工作年度报告",
        "大湾镇",
        2022,
        1,
    ),
    "year behind": (
        "云溪县教育局政府信息公开工作2022年度报告",
        "云溪县教育局政府信息公开工作2022年度报告",
        "云溪县教育局",
        2022,
        1,
    ),
    "no year": (
        "云溪县商务局政府信息公开工作年度报告",
        "云溪县商务局政府信息公开工作年度报告",
        "云溪县商务局",
        None,
        1,
    ),
    "year in Chinese numerals": (
        "云溪县水利局二〇二三年政府信息公开工作年度报告",
        "云溪县水利局二〇二三年政府信息公开工作年度报告",
        "云溪县水利局",
        2023,
        1,
    ),
    "信息公开年度报告": ("大湾镇2021年信息公开年度报告", "大湾镇2021年信息公开年度报告", "大湾镇", 2021, 1),
    "工作报告": (
        "云溪县林业局2025年政府信息公开工作报告",
        "云溪县林业局2025年政府信息公开工作报告",
        "云溪县林业局",
        2025,
        1,
    ),
    "政务信息": ("云溪市监局2016年政务信息公开年度报告", "云溪市监局2016年政务信息公开年度报告", "云溪市监局", 2016, 1),
    "工作告年度报": ("大湾镇2022年政府信息公开工作告年度报", "大湾镇2022年政府信息公开工作告年度报", "大湾镇", 2022, 1),
    "关于…的报告": ("关于2022年度政府信息公开情况的报告", "关于2022年度政府信息公开情况的报告", None, 2022, 1),
    "a space": (
        "云溪盟外事办公室2025年 政府信息公开工作年度报告",
        "云溪盟外事办公室2025年政府信息公开工作年度报告",
        "云溪盟外事办公室",
        2025,
        1,
    ),
    "file name": (
        "云溪县水利局2023年政府信息公开工作年度报告.docx",
        "云溪县水利局2023年政府信息公开工作年度报告.docx",
        "云溪县水利局",
        2023,
        1,
    ),
    "（图片版）": (
        "云溪县水利局2023年政府信息公开工作年度报告（图片版）",
        "云溪县水利局2023年政府信息公开工作年度报告（图片版）",
        "云溪县水利局",
        2023,
        1,
    ),
    "page number in front": (
        "Page 8 - 云溪县信访局2022年政府信息公开工作年度报告",
        "Page8-云溪县信访局2022年政府信息公开工作年度报告",
        "云溪县信访局",
        2022,
        1,
    ),
    "Markdown": (
        "# 云溪县水利局2023年政府信息公开工作年度报告",
        "云溪县水利局2023年政府信息公开工作年度报告",
        "云溪县水利局",
        2023,
        1,
    ),
    "breadcrumb above": (
        "首页 > 政务公开 > 年报\n云溪县水利局2023年政府信息公开工作年度报告",
        "云溪县水利局2023年政府信息公开工作年度报告",
        "云溪县水利局",
        2023,
        1,
    ),
    "date below": (
        "云溪县水利局2016年政府信息公开工作年度报告\n2017年3月",
        "云溪县水利局2016年政府信息公开工作年度报告",
        "云溪县水利局",
        2016,
        1,
    ),
    "body below": (
        "2023年政府信息公开工作年度报告\n云溪县水利局",
        "2023年政府信息公开工作年度报告",
        "云溪县水利局",
        2023,
        1,
    ),
    "人民政府 once": (
        "云溪县人民政府信息公开工作2023年年度报告",
        "云溪县人民政府信息公开工作2023年年度报告",
        "云溪县人民政府",
        2023,
        1,
    ),
    "none": ("", None, None, None, 0),
    "a preface only": ("根据条例要求，现编制本单位政府信息公开工作年度报告。", None, None, None, 0),
    "a notice": ("关于做好政府信息公开工作年度报告编制工作的通知", None, None, None, 0),
}


@pytest.mark.parametrize("name", CASES)
def test_title(name: str) -> None:
    above, title, agency, year, count = CASES[name]
    document = read(f"{above}\n{BODY}")
    assert (document.title, document.agency, document.year) == (title, agency, year)
    assert sum(isinstance(block, Title) for block in document.report.preface) == count


def test_the_span_of_a_broken_title_has_all_its_lines() -> None:
    document = read(f"云溪区人民政府\n2023 年政府信息公开工作年度报告\n{BODY}")
    assert document.report.title is not None
    assert document.text(document.report.title.span) == "云溪区人民政府\n2023 年政府信息公开工作年度报告"


def test_each_of_two_titles_has_its_own_span() -> None:
    title = "大湾镇2022年政府信息公开工作年度报告"
    document = read(f"{title}\n{title}\n{BODY}")
    titles = [document.text(block.span) for block in document.report.preface if isinstance(block, Title)]
    assert titles == [title, title]


def test_a_contents_list_is_no_title() -> None:
    contents = "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    assert read(contents + "好。\n").title is None
