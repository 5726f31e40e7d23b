"""Tables as reports have them: labels and headers that vary, rows too many, values out of place; nothing is guessed."""

from __future__ import annotations

import pytest

from bench.reports import Layout, make_report
from gklint.report.bound import Match
from gklint.report.document import Document
from tests.report.table_reports import TEXT_LAYOUTS, bound_cells, read, rendered, row_of, synthetic, with_section

HEADER = """申请人情况
自然人 | 法人或其他组织 | 总计
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
"""
LISTED = HEADER.replace(" | ", "\n")
NEW = "一、本年新收政府信息公开申请数量"
OLD = "二、上年结转政府信息公开申请数量"
GIVEN = "（一）予以公开"
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
UNBOUND = ["unbound"] * 7


def requests(body: str) -> Document:
    return read(with_section(3, body))


def rows(body: str, *names: str) -> list[str]:
    """Rows of the table of requests, each as one line of words."""
    document = requests(body)
    return [" ".join(row_of(document, "requests", name)) for name in names]


# -- labels, in every layout


def same_values(text: str, seed: int) -> Document:
    """The report, all of whose cells are bound right."""
    report, document = synthetic(seed), read(text)
    cells = list(bound_cells(document, report))
    assert cells
    assert [cell for cell in cells if not cell.right] == []
    return document


CHANGED = {
    "misspelt": [
        ("（四）无法提供", "（四）无法提取"),
        ("6.属于四类过程性信息", "6.属于四类过程信息"),
        ("科研", "考研"),
    ],
    "broken over a page": [("（四）无法提供", "（四）无\n法提供")],
    "broken label of a row": [("4.无正当理由大量反复申请", "4.无正当理由\n大量反复申请")],
    "radicals": [("一", "⼀"), ("无", "⽆"), ("行", "⾏"), ("人", "⼈"), ("民", "⺠"), ("长", "⻓")],
    "half-width brackets and spaces": [("（三）不予公开", "(三) 不予公开"), ("（七）总计", "(七) 总 计")],
    "numbers with 、": [("1.属于国家秘密", "1、属于国家秘密"), ("3.要求提供公开出版物", "3、要求提供公开出版物")],
    "（六）其他": [("（六）其他处理", "（六）其他")],
    "clause": [("第二十条第（一）项", "第二十条 第（一）项"), ("第二十条第（五）项", "第二十一条第（五）项")],
    "no clause": [("第二十条第（一）项", "")],
    "no note": [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "")],
    "column headings without names": [("商业", "数据2"), ("科研", "数据3")],
    "dashes as page numbers": [("（七）总计", "— 12 —\n（七）总计"), ("行政强制", "- 3 -\n行政强制")],
}


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
@pytest.mark.parametrize("name", CHANGED)
def test_wording_does_not_move_values(name: str, layout: Layout) -> None:
    if layout in (3, "markdown") and "\n" in CHANGED[name][0][1]:
        pytest.skip("a line end inside a cell is something else in this layout")
    for seed in (1, 2, 5):
        text = rendered(synthetic(seed), layout)
        changed = text
        for official, written in CHANGED[name]:
            changed = changed.replace(official, written)
        assert changed != text
        same_values(changed, seed)


def test_how_labels_were_recognised() -> None:
    text = rendered(synthetic(2), 5)
    text = text.replace("6.属于四类过程性信息", "6.属于四类过程信息").replace("（七）总计", "七、总计")
    text = text.replace("5.属于三类内部事务信息", "5.属于三类内部事物信息")
    table = same_values(text, 2).tables["requests"]
    assert table is not None
    matches = {key: row.label.match for key, row in table.rows.items() if row.label}
    assert matches["不予公开/属于四类过程性信息"] is Match.MISSPELT
    assert matches["总计"] is Match.VARIANT
    assert matches["不予公开/属于三类内部事务信息"] is Match.NEAR
    assert matches["不予公开/属于国家秘密"] is Match.EXACT


# -- labels down the page, labels in halves


def test_a_group_label_written_down_the_page() -> None:
    body = f"{LISTED}{NEW}\n1\n2\n3\n4\n5\n6\n21\n{OLD}\n0\n0\n0\n0\n0\n0\n0\n" + "\n".join("三、本年度办理结果")
    values = rows(f"{body}\n{GIVEN}\n1\n0\n0\n0\n0\n0\n1\n", "本年新收", "上年结转", "予以公开")
    assert values == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0", "1 0 0 0 0 0 1"]


def test_a_group_label_strewn_between_rows() -> None:
    body = f"{LISTED}{NEW} 1 2 3 4 5 6 21\n三\n{GIVEN} 1 0 0 0 0 0 1\n本\n年 {PARTLY} 2 0 0 0 0 0 2\n度\n"
    assert rows(body, "予以公开", "部分公开") == ["1 0 0 0 0 0 1", "2 0 0 0 0 0 2"]


def test_numbers_between_the_halves_of_a_label() -> None:
    body = f"{LISTED}（二）部分公开（区分处理的，只计这一情\n447 7 0 0 0 0 454\n"
    body += "形，不计其他情形）\n1.属于国家秘密 0 0 0 0 0 0 0\n"
    assert rows(body, "部分公开", "不予公开/属于国家秘密") == ["447 7 0 0 0 0 454", "0 0 0 0 0 0 0"]


def test_labels_behind_their_numbers_leave_all_unbound() -> None:
    body = f"{LISTED}1 2 3 4 5 6 21\n{NEW}\n0 0 0 0 0 0 0\n{OLD}\n1 0 0 0 0 0 1\n{GIVEN}\n"
    assert rows(body, "本年新收", "上年结转", "予以公开") == [" ".join(UNBOUND)] * 3


# -- headers


def test_the_header_may_come_again_after_a_page() -> None:
    body = f"{HEADER}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n{HEADER}{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0"]


def test_a_header_inside_a_row_leaves_the_row_unbound_and_no_other() -> None:
    body = f"{LISTED}{NEW}\n1\n2\n3\n4\n5\n6\n21\n{OLD}\n0\n0\n0\n{LISTED}0\n0\n0\n0\n{GIVEN}\n1\n0\n0\n0\n0\n0\n1\n"
    body += "1.属于国家秘密\n2\n0\n0\n0\n0\n0\n2\n"
    values = rows(body, "本年新收", "上年结转", "不予公开/属于国家秘密")
    assert values == ["1 2 3 4 5 6 21", " ".join(UNBOUND), "2 0 0 0 0 0 2"]


def test_the_headers_place_proves_the_places_of_a_row_with_blanks() -> None:
    header = "| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    values = rows(
        f"{header}| {NEW} |  | 2 |  |  |  |  | 2 |\n| {OLD} |  |  |  | 4 |  |  |  |\n", "本年新收", "上年结转"
    )
    assert values == ["empty 2 empty empty empty empty 2", "empty empty empty 4 empty empty empty"]


# -- columns of the report's own


def test_a_column_of_subtotals() -> None:
    header = HEADER.replace("其他\n", "其他 | 法人小计\n")
    body = f"{header}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 20 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0"]


def test_a_column_of_subtotals_in_front() -> None:
    header = "| 自然人 | 小计 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n"
    body = f"{header}{NEW} | 1 | 20 | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0"]


def test_eight_values_without_a_heading_for_the_eighth_are_unbound() -> None:
    body = f"{HEADER}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 20 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND)] * 2


def test_one_row_of_eight_values_is_no_column_of_its_own() -> None:
    header = HEADER.replace("其他\n", "其他 | 法人小计\n")
    body = f"{header}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 20 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


def test_an_empty_column_in_every_row() -> None:
    body = f"{HEADER}{NEW} | 1 | | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 0 | | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0"]


def test_an_empty_cell_in_one_row_only_is_a_doubt() -> None:
    body = f"{HEADER}{NEW} | 1 | | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


# -- few values


def test_only_the_totals_are_filled() -> None:
    body = f"{HEADER}{NEW} |  |  |  |  |  |  | 21\n{OLD} |  |  |  |  |  |  | 3\n"
    assert rows(body, "本年新收", "上年结转") == [
        "empty empty empty empty empty empty 21",
        "empty empty empty empty empty empty 3",
    ]


def test_blanks_at_the_end_of_rows_that_a_reader_of_documents_wrote() -> None:
    header = (
        "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） ||| 申请人情况 |||||||\n"
        "|||| 自然人 | 法人或其他组织 ||||| 总计 |\n|||| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 ||\n"
    )
    body = f"{header}| {NEW} ||| 1 | 2 | 3 | 4 | 5 | 6 | |\n| {OLD} ||| 0 | | | | | | |\n"
    body += f"| 三、本年度办理结果 | {GIVEN} || 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n|| {PARTLY} || | 0 | | 0 | | | |\n"
    body += "| 四、结转下年度继续办理 ||| 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    assert rows(body, "本年新收", "上年结转", "予以公开", "部分公开") == [
        "1 2 3 4 5 6 empty",
        "0 empty empty empty empty empty empty",
        "1 2 3 4 5 6 21",
        "empty 0 empty 0 empty empty empty",
    ]


def test_a_space_that_sets_fillers_off_is_no_cell() -> None:
    body = f"{HEADER}| {NEW} | 1 | 2 | 3 | 4 | 5 | 6 | |||\n| {OLD} | 5 | 0 | 0 | 0 | 0 | 5 | |||\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND)] * 2


@pytest.mark.parametrize("blank", ["|  |  |  |  |  |  |  |", "|||  |  |  |  |  |  |  |"])
def test_an_empty_row_keeps_the_places_of_its_cells(blank: str) -> None:
    given = f"{HEADER}| {NEW} {blank}\n| {OLD} {blank}\n| （七）总计 ||\n"
    document = requests(given)
    text, table = document.source.text, document.tables["requests"]
    for name, label in (("本年新收", NEW), ("上年结转", OLD)):
        cells = table.rows[name].cells.values()
        line = text.index(label) + len(label) + 1
        first = line + blank.index("|  ")
        assert [cell.value.state.value for cell in cells] == ["empty"] * 7
        assert [cell.span.start - first for cell in cells] == [1, 4, 7, 10, 13, 16, 19]


def test_blanks_that_were_lost_leave_the_row_unbound() -> None:
    body = f"{HEADER}{NEW} | 21 |||||||\n{OLD} | 3 |||||||\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND)] * 2


def test_no_total_is_filled() -> None:
    body = f"{HEADER}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | |\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 empty", "0 0 0 0 0 0 empty"]


def test_marks_for_nothing() -> None:
    body = f"{HEADER}{NEW} | / | / | — | - | － | N/A | 21\n{OLD} | 无 | 不适用 | / | / | / | / | 0\n"
    assert rows(body, "本年新收", "上年结转") == ["na na na na na na 21", "na na na na na na 0"]


def test_two_values_of_seven_in_lines_of_their_own() -> None:
    listed = LISTED.replace("\n", " |\n")
    assert rows(f"{listed}{NEW} |\n3 |\n3 |\n{OLD} |\n0 |\n0 |\n", "本年新收", "上年结转") == [" ".join(UNBOUND)] * 2


def test_a_table_without_any_value_misses_its_cells() -> None:
    assert rows(f"{LISTED}{NEW}\n{OLD}\n{GIVEN}\n", "本年新收", "予以公开") == [" ".join(["missing"] * 7)] * 2


SHORT = {
    "no total": ("0 | 0 | 0 | 0 | 0 | 0", "0 0 0 0 0 0 missing"),
    "no total, less than the others": ("5 | 1 | 0 | 0 | 0 | 2", "5 1 0 0 0 2 missing"),
    "the last may be the total": ("5 | 0 | 0 | 0 | 0 | 5", " ".join(UNBOUND)),
    "five": ("0 | 0 | 0 | 0 | 0", " ".join(UNBOUND)),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_short_row_among_complete_ones(name: str) -> None:
    values, expected = SHORT[name]
    body = f"{HEADER}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21 |||\n{OLD} | {values} ||||\n"
    body += f"{GIVEN} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |||\n"
    assert rows(body, "本年新收", "上年结转", "予以公开") == ["1 2 3 4 5 6 21", expected, "1 0 0 0 0 0 1"]


def test_a_short_row_set_apart_by_spaces_is_unbound() -> None:
    body = f"{LISTED}{NEW} 1 2 3 4 5 6 21\n{OLD} 0 0 0 0 0 0\n{GIVEN} 1 0 0 0 0 0 1\n"
    assert rows(body, "本年新收", "上年结转", "予以公开") == ["1 2 3 4 5 6 21", " ".join(UNBOUND), "1 0 0 0 0 0 1"]


# -- values out of place


def test_a_value_out_of_its_row() -> None:
    body = f"{LISTED}{NEW} 1 2 3 4 5 6\n21\n{OLD} 0 0 0 0 0 0 0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_number_split_in_two(between: str) -> None:
    values = between.join(["1", "2", "3", "4", "5", "6", "2", "1"])
    nought = between.join("0000000")
    body = f"{LISTED}{NEW}{between}{values}\n{OLD}{between}{nought}\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


def test_a_page_number_that_may_be_a_value() -> None:
    body = f"{LISTED}{NEW}\n1\n2\n3\n4\n5\n6\n21\n7\n{OLD}\n0\n0\n0\n0\n0\n0\n0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


def test_a_label_twice_with_other_values_is_a_doubt() -> None:
    body = f"{HEADER}{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n{NEW} | 9 | 2 | 3 | 4 | 5 | 6 | 29\n"
    body += f"{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    assert rows(body, "本年新收", "上年结转") == [" ".join(UNBOUND), "0 0 0 0 0 0 0"]


def test_a_row_continued_in_the_next_line() -> None:
    body = f"{HEADER}{NEW} | 1 | 2 |\n3 | 4 | 5 | 6 | 21 |\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    assert rows(body, "本年新收", "上年结转") == ["1 2 3 4 5 6 21", "0 0 0 0 0 0 0"]


# -- rows


def test_other_results_in_one_row_or_in_three() -> None:
    tail = "（七）总计 | 9 | 2 | 3 | 4 | 5 | 6 | 29\n四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
    one = f"{HEADER}{NEW} | 9 | 2 | 3 | 4 | 5 | 6 | 29\n（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n{tail}"
    document = requests(one)
    assert document.tables["requests"] is not None
    assert document.tables["requests"].form == "2019"
    assert row_of(document, "requests", "其他处理") == ["1", "0", "0", "0", "0", "0", "1"]
    three = one.replace("（六）其他处理 |", "（六）其他处理 | 1.逾期不补正 |").replace(
        "（七）", "2.逾期未缴费 | 2 | 0 | 0 | 0 | 0 | 0 | 2\n3.其他 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n（七）"
    )
    document = requests(three)
    assert document.tables["requests"] is not None
    assert document.tables["requests"].form == "2021"
    assert [row_of(document, "requests", f"其他处理/{key}")[0] for key in ("逾期不补正", "逾期未缴费", "其他")] == [
        "1",
        "2",
        "3",
    ]
    assert row_of(document, "requests", "总计")[0] == "9"


def test_a_row_of_the_reports_own() -> None:
    body = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 0 | 0\n行政规范性文件 | 2 | 1 | 9\n"
    body += "其他主动公开文件 | 50 | 27 | 27\n"
    table = read(with_section(2, body)).tables["proactive"]
    assert table is not None
    assert [(row.label, [cell.value.raw for cell in row.cells]) for row in table.extra] == [
        ("其他主动公开文件", ["50", "27", "27"])
    ]
    assert [str(cell.number) for cell in table.rows["行政规范性文件"].cells.values()] == ["2", "1", "9"]


def test_the_old_form_in_a_later_year_is_bound_as_the_old_form() -> None:
    import random

    report = make_report(random.Random(3), "2019", "乡镇街道")
    text = rendered(report, 4).replace(str(report.year), "2023")
    document = read(text)
    assert (document.choice.form, document.year) == ("2021", 2023)
    assert {table.form for table in document.tables.values() if table and table.name != "litigation"} == {"2019"}


def test_prose_before_and_between_tables() -> None:
    text = rendered(synthetic(7), 4)
    text = text.replace("第二十条第（五）项", "本年度行政许可情况如下，均已公开。\n第二十条第（五）项")
    text = text.replace(
        "三、收到和处理政府信息公开申请情况\n",
        "三、收到和处理政府信息公开申请情况\n（一）收到申请情况\n办理情况见下表。\n",
    )
    same_values(text, 7)


# -- 表四

FIVE = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
REVIEWS = {"行政复议": "1 2 3 4 10", "未经复议直接起诉": "5 0 0 0 5", "复议后起诉": "6 0 0 1 7"}
ALL = ["1", "2", "3", "4", "10", "5", "0", "0", "0", "5", "6", "0", "0", "1", "7"]
FIRST, SECOND, THIRD = (f"{FIVE}\n{' | '.join(values.split())}\n" for values in REVIEWS.values())
LITIGATION = {
    "one line": f"行政复议 | 行政诉讼\n{FIVE} | 未经复议直接起诉 | 复议后起诉\n{FIVE} | {FIVE}\n{' | '.join(ALL)}\n",
    "cells in lines": "\n".join(["行政复议", "行政诉讼", *FIVE.split(" | "), "未经复议直接起诉", "复议后起诉", *ALL]),
    "numbers set apart by spaces": f"行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计\n{' '.join(ALL)}\n",
    "numbers set apart by many spaces": (
        f"行政复议    行政诉讼\n{FIVE.replace(' | ', '    ')}    未经复议直接起诉    复议后起诉\n"
        f"{f'{FIVE} | {FIVE}'.replace(' | ', '    ')}\n{'    '.join(ALL)}\n"
    ),
    "letters down the page": f"结 结 其 尚\n果 果 他 未\n维 纠 结 审\n持 正 果 结\n总计\n{' '.join(ALL)}\n",
    "three tables": f"行政复议\n{FIRST}行政诉讼\n未经复议直接起诉\n{SECOND}复议后起诉\n{THIRD}",
    "three tables, another order": f"复议后起诉\n{THIRD}行政复议\n{FIRST}未经复议直接起诉\n{SECOND}",
    "rows": f"项目 | {FIVE}\n" + "".join(f"{key} | {values.replace(' ', ' | ')}\n" for key, values in REVIEWS.items()),
    "rows, another order": f"项目 | {FIVE}\n"
    + "".join(f"{key} | {REVIEWS[key].replace(' ', ' | ')}\n" for key in reversed(REVIEWS)),
}


@pytest.mark.parametrize("name", LITIGATION)
def test_litigation(name: str) -> None:
    document = read(with_section(4, LITIGATION[name]))
    assert {row: " ".join(row_of(document, "litigation", row)) for row in REVIEWS} == REVIEWS


@pytest.mark.parametrize(
    "values", [ALL[:14], [*ALL, "3"], ALL * 2], ids=["one too few", "one too many", "two lines of numbers"]
)
def test_litigation_that_cannot_be_told(values: list[str]) -> None:
    lines = [" | ".join(values[at : at + 15]) for at in range(0, len(values), 15)]
    document = read(with_section(4, f"行政复议 | 行政诉讼\n{FIVE}\n" + "\n".join(lines) + "\n"))
    assert {cell for row in REVIEWS for cell in row_of(document, "litigation", row)} == {"unbound"}


@pytest.mark.parametrize("words", ["3 2", "减3", "见备注", "三", "两件"])
@pytest.mark.parametrize("name", ["one line", "rows"])
def test_words_in_one_cell_of_litigation_take_no_other_cell_with_them(name: str, words: str) -> None:
    document = read(with_section(4, LITIGATION[name].replace(" | 10", f" | {words}")))
    found = {row: " ".join(row_of(document, "litigation", row)) for row in REVIEWS}
    assert found == {**REVIEWS, "行政复议": "1 2 3 4 text"}
    cell = document.tables["litigation"].cell("行政复议", "总计")  # type: ignore[union-attr]
    assert cell.value.raw == words
    assert document.text(cell.span) == words


def test_a_figure_with_a_fault_in_the_first_cell_of_litigation() -> None:
    document = read(with_section(4, LITIGATION["one line"].replace("\n1 |", "\n减1 |")))
    assert row_of(document, "litigation", "行政复议") == ["text", "2", "3", "4", "10"]
    assert row_of(document, "litigation", "复议后起诉") == REVIEWS["复议后起诉"].split()


def test_a_picture_instead_of_a_table() -> None:
    document = read(with_section(1, "好。"))
    assert dict(document.tables) == {"proactive": None, "requests": None, "litigation": None}
