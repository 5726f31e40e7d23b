"""Which year, which edition, which body, and whether a text is an annual report at all."""

from __future__ import annotations

import pytest

from gklint.report.edition import choose_form
from gklint.report.forms import load_forms
from gklint.report.read import read_document
from gklint.text import Source
from tests.report.table_reports import TEXT_LAYOUTS, TITLE, bound_cells, read, rendered, synthetic, with_section

NO_YEAR = TITLE.replace("2023年", "")
PERIOD = "统计期限自2022年1月1日至2022年12月31日止。"
PROSE = "2021年，我局稳步推进。2021年公开信息三条，比2020年多一条。"
DATE = "2025年1月20日"


def report(*lines: str, title: str = NO_YEAR) -> str:
    text = with_section(1, "工作平稳有序。")
    return text.replace(f"{TITLE}\n", "".join(f"{line}\n" for line in (title, *lines) if line))


def chosen(text: str) -> tuple[int | None, str]:
    choice = read(text).choice
    return choice.year, choice.form


# -- the order of evidence


def test_the_title_comes_first() -> None:
    assert chosen(report(PERIOD, PROSE, title=TITLE.replace("2023", "2020"))) == (2020, "2019")


def test_then_the_period() -> None:
    assert chosen(report(PERIOD, PROSE, DATE)) == (2022, "2021")


def test_then_the_prose() -> None:
    assert chosen(report(PROSE, DATE)) == (2021, "2021")


def test_then_the_year_of_publication_less_one() -> None:
    assert chosen(report(DATE)) == (2024, "2021")
    assert chosen(report("2021年1月5日")) == (2020, "2019")


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_then_the_words_of_the_headers(seed: int) -> None:
    synth = synthetic(seed)
    tables = rendered(synth, 4)
    start = tables.index("二、主动公开政府信息情况")
    text = f"{NO_YEAR}\n一、总体情况\n平稳有序。\n" + tables[start : tables.index("五、存在的主要问题")]
    choice = read(text).choice
    assert (choice.year, choice.form, choice.certain) == (None, synth.form, False)


def test_without_any_evidence_the_newest() -> None:
    choice = read(report()).choice
    assert (choice.year, choice.form, choice.certain) == (None, "2021", False)


@pytest.mark.parametrize(
    "line",
    [
        "根据《2019年政府信息公开工作要点》编制本报告。",
        "根据国办公开办函〔2021〕30号编制本报告。",
        "自2021年1月1日至2022年12月31日止。",
        "2021年稳步推进，2022年稳步推进。",
        "自202111日起至20211230日止。",
    ],
)
def test_what_says_nothing_about_the_year(line: str) -> None:
    assert chosen(report(line))[0] is None


def test_plans_for_the_next_year_do_not_count() -> None:
    text = report("2022年工作平稳有序。").replace("公开还不够及时", "2023年，公开还不够及时。2023年将改进，2023年")
    assert chosen(text) == (2022, "2021")


@pytest.mark.parametrize(
    "written", ["2022 年 1 月 1 日至 2022 年 12 月 31 日", "２０２２年1月1日—12月31日2022年12月31日"]
)
def test_periods(written: str) -> None:
    assert chosen(report(f"统计期限为{written}。"))[0] == 2022


@pytest.mark.parametrize(("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")])
def test_years_of_the_editions(year: int, form: str) -> None:
    choice = read(report(title=TITLE.replace("2023", str(year)))).choice
    assert (choice.year, choice.form, choice.certain) == (year, form, True)


def test_a_year_before_all_editions_is_uncertain() -> None:
    choice = read(report(title=TITLE.replace("2023", "2016"))).choice
    assert (choice.year, choice.form, choice.certain) == (2016, "2019", False)


def test_an_edition_that_was_asked_for() -> None:
    parsed = read(report(title=TITLE)).report
    assert choose_form(parsed, load_forms(), "2019").form == "2019"
    with pytest.raises(KeyError):
        read_document(Source("a.txt", report()), form="1999")


# -- what is a report

NO_REPORTS = {
    "nothing": "",
    "white space": "\n \u3000\n",
    "a piece of news": (
        "云溪县举行政府信息公开工作培训会\n1月5日，云溪县政务公开办举办政府信息公开工作培训会，百余人参加。\n"
        "会议强调，要按照《中华人民共和国政府信息公开条例》做好工作。\n会上通报了2023年度政府信息公开工作情况。\n"
    ),
    "a budget": (
        "云溪县财政局2023年部门预算公开\n一、总体情况\n预算收入1000万元。\n二、收入预算情况\n"
        "收入 | 数额\n财政拨款 | 1000\n总计 | 1000\n三、其他需要说明的事项\n无。\n"
    ),
    "final accounts": (
        "云溪县水利局2023年度部门决算\n一、主要职责\n二、机构设置\n一、总体情况\n收入 | 100\n支出 | 90\n"
        "五、存在的主要问题及改进措施\n无。\n六、其他需要说明的事项\n无。\n"
    ),
    "a summary of the year's work": (
        "云溪县水利局2023年工作总结\n一、总体情况\n顺利。\n二、主动公开情况\n好。\n三、存在的主要问题及改进措施\n人手不足。\n"
        "四、其他事项\n无。\n"
    ),
    "a notice": "关于印发《政府信息公开工作年度报告格式》的通知\n国办公开办函〔2021〕30号\n请按要求做好编制工作。\n",
    "a guide": (
        "云溪县水利局政府信息公开指南\n一、主动公开\n范围如下。\n二、依申请公开\n方式如下。\n"
        "三、行政复议、行政诉讼\n可以提起。\n"
    ),
    "a plan": "云溪县2024年政务公开工作要点\n一、总体要求\n推进公开。\n",
}


@pytest.mark.parametrize("name", NO_REPORTS)
def test_what_is_no_report(name: str) -> None:
    assert read(NO_REPORTS[name]).kind is None


WHOLE = with_section(1, "工作平稳有序。")
DAMAGED = {
    "whole": WHOLE,
    "without its title": WHOLE.replace(TITLE, ""),
    "cut off after the first section": WHOLE[: WHOLE.index("二、主动公开")],
    "without the first sections": TITLE + "\n" + WHOLE[WHOLE.index("四、") :],
    "headings without numbers": WHOLE.replace("、", ""),
    "pictures for tables, no title": "\n".join(WHOLE.splitlines()[1:]),
    "by the old law": f"{TITLE}\n一、概述\n好。\n二、主动公开情况\n好。\n三、依申请公开情况\n无。\n四、收费\n无。\n",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_report_is_still_one(name: str) -> None:
    assert read(DAMAGED[name]).kind == "gk-annual"


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_tables_alone_and_a_title_make_a_report(layout: int | str) -> None:
    synth = synthetic(8)
    text = rendered(synth, layout)
    for heading in ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况"):
        text = text.replace(heading, "甲")
    document = read(text)
    assert document.kind == "gk-annual"
    assert not [cell for cell in bound_cells(document, synth) if cell.wrong]
