"""The HTML reader: a page as a portal has it → the report's text, its tables as they are seen."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bench.reports import KINDS, expected_tables, make_report, render
from gklint.readers import ReadError, read_source
from gklint.readers.html import read_html
from gklint.readers.html.tables import PlaceCount, read_grid
from gklint.report.bound import CellState
from gklint.report.read import read_document
from gklint.text import Source

SECTIONS = """<p>一、总体情况</p><p>{overview}</p><p>二、主动公开政府信息情况</p>{table}
<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p>
<p>六、其他需要报告的事项</p><p>没有其他需要报告的事项。</p>"""
TABLE = """<table><tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发<br>件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>&nbsp;</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>2<font color="red">0</font></td><td><p>1</p></td>
<td><span>3</span><span>5</span></td></tr></table>"""
TITLE = "青川区水务局2022年政府信息公开工作年度报告"
PORTAL = """<html><head>{head}<title>{page_title}</title><style>p {{}}</style></head><body>
<script>document.write("<p>脚本里的话</p>")</script>
<div><a href="/">首页</a> | <a>政务公开</a><ul><li><a>青川区财政局2021年政府信息公开工作年度报告</a></li></ul></div>
<div>您现在的位置：<a>首页</a> &gt; <a>信息公开</a> &gt; <a>年报</a></div>
<table><tr><td width="10"></td><td>
<table><tr><td>索 引 号：</td><td>QC-7</td><td>发布机构：</td><td>区水务局</td></tr>
<tr><td>名称：</td><td>年报</td><td>生成日期：</td><td>2023-01-12</td></tr></table>
{above}<div>发布时间：2023-01-12 来源：区水务局 浏览次数：12 字号：【大 中 小】</div>
<div>{report}</div>
<div>【打印本页】 【关闭窗口】</div><p>扫一扫在手机打开当前页</p></td></tr></table>
<div>主办：青川区人民政府<br>浙ICP备00000001号</div></body></html>"""


def page(body: str) -> str:
    return read_html("a.html", f"<html><body>{body}</body></html>".encode()).text


def portal(head: str = "", above: str = f"<h1>{TITLE}</h1>", page_title: str = "青川区人民政府", **report: str) -> str:
    text = SECTIONS.format(overview=report.get("overview", "本年公开信息12条。"), table=report.get("table", TABLE))
    return PORTAL.format(head=head, above=above, page_title=page_title, report=text)


EXPECTED = f"""{TITLE}
一、总体情况
本年公开信息12条。
二、主动公开政府信息情况
| 第二十条第（一）项 |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | | 0 | 0 |
| 行政规范性文件 | 20 | 1 | 35 |
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
没有其他需要报告的事项。
"""


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ("", "gb18030"),
        ('<meta charset="gb2312">', "utf-8"),  # a browser saved it anew and left what it says
        ('<meta charset="iso-8859-1">', "gb18030"),
    ],
)
def test_the_report_is_found_in_a_portal_page_in_any_encoding(head: str, encoding: str) -> None:
    source = read_html("a.html", portal(head).encode(encoding))
    assert source.text == EXPECTED
    assert source.encoding == encoding


def test_the_page_title_serves_where_the_body_has_none() -> None:
    source = read_html("a.html", portal(above="", page_title=f"{TITLE}_青川区人民政府").encode())
    assert source.text == EXPECTED
    assert source.origin is not None
    assert source.origin(0) == "网页标题"


def test_a_title_broken_over_lines_is_kept_whole() -> None:
    source = read_html("a.html", portal(above="<h1>青川区水务局2022年政府<br>信息公开工作年度报告</h1>").encode())
    assert read_document(source).title == TITLE


def test_a_page_without_signs_of_a_report_is_kept_as_it_is() -> None:
    assert page("<p>位置：首页</p><p>通知</p>") == "位置：首页\n通知\n"


def test_places_are_those_of_the_original() -> None:
    source = read_html("a.html", portal().encode())
    assert source.origin is not None
    assert source.origin(source.text.index("35")) == "表1 第4行 第4列"
    assert source.origin(source.text.index("本年公开信息")) == "段落 3"
    assert source.read_only is not None


def test_what_is_not_shown_is_not_read() -> None:
    shown = page(
        '<p>甲<!-- 注 --><span style="display: none">乙</span></p><p hidden>丙</p><noscript>丁</noscript>'
        '<div style="visibility:hidden"><p>戊</p></div>己<select><option>庚</option></select>'
    )
    assert shown == "甲\n己\n"


def test_what_is_struck_out_counts_as_deleted_and_is_told() -> None:
    page_of = '<table><tr><td>甲</td><td><del>99</del>12</td><td><s>7</s>8<span style="{}">5</span></td></tr></table>'
    source = read_html("a.html", page_of.format("text-decoration: line-through").encode())
    assert source.text == "| 甲 | 12 | 8 |\n"
    assert source.notes == ("网页有带删除线的文字 3 处，当作已经删去，没有检查",)
    underlined = read_html("a.html", "<p>甲<u>乙</u></p>".encode())
    assert (underlined.text, underlined.notes) == ("甲乙\n", ())


def test_fields_in_cells_are_read_as_they_are_filled_in() -> None:
    fields = (
        '<input value="12"></td><td><input type="number" value="0">件</td><td><input type="hidden" value="9"><input>'
    )
    text = page(f'<input value="请输入关键字"><table><tr><td>甲</td><td>{fields}</td></tr></table>')
    assert text == "| 甲 | 12 | 0件 | |\n"


def test_suppressions_in_comments_are_kept() -> None:
    assert page("<p>甲</p><!-- gklint: disable=PUN001 原因：引文 --><p>乙</p>") == (
        "甲\n<!--gklint: disable=PUN001 原因：引文-->\n乙\n"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>\n  公开\n  信息 12\n  条</p>", "公开信息 12条\n"),
        ("<p>　　&nbsp;一是&ensp;公开</p>", "一是 公开\n"),
        ("<p>甲|乙</p>", "甲｜乙\n"),
        ("<p>2<font>0</font>2<b>3</b>年</p>", "2023年\n"),
        ("<p>A&amp;B &lt;x&gt; &nosuch; &#8220;引&#8221;</p>", "A&B <x> &nosuch; “引”\n"),
        ("<p>甲<br/>乙<BR>丙</p>", "甲\n乙\n丙\n"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1.甲\n2.乙\n"),
        ('<ol start="3"><li>甲</li><li value="7">乙</li><li>丙</li></ol>', "3.甲\n7.乙\n8.丙\n"),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲</li><li>乙</li></ol>', "一、甲\n二、乙\n"),
        ("<ol><li>1.甲</li></ol>", "1.甲\n"),
        ("<ul><li>甲</li></ul>", "甲\n"),
        ("<pre>甲\n乙</pre>", "甲\n乙\n"),
        ('<?xml version="1.0" encoding="utf-8"?><p>甲</p>', "甲\n"),
        ("<table><caption>表名</caption><tr><td>a<td>1<tr><td>b<td>2</table>", "表名\n| a | 1 |\n| b | 2 |\n"),
        ("<table><tr><td></td><td>一、甲</td></tr><tr><td></td><td>乙</td></tr></table>", "一、甲\n乙\n"),
        ("<table><tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>身<td>2</table>", "| 身 | 2 |\n| 尾 | 3 |\n"),
        ('<table><tr><td>a<td>1<tr style="display:none"><td>b<td>2</table>', "| a | 1 |\n"),
        ("<table><tr><td>a|b</td><td>1</td></tr></table>", "| a｜b | 1 |\n"),
    ],
)
def test_text_as_a_person_sees_it(body: str, text: str) -> None:
    assert page(body) == text


def test_a_report_in_a_cell_is_no_table_of_data() -> None:
    text = page(f"<table><tr><td>导航</td><td><p>前言。{'公开信息。' * 100}</p><p>一、总体情况</p></td></tr></table>")
    assert "|" not in text
    assert text.endswith("\n一、总体情况\n")


@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(6))
def test_a_page_binds_what_it_shows(seed: int, form: str, blanks: bool) -> None:
    report = make_report(random.Random(seed), form, KINDS[seed % len(KINDS)])  # type: ignore[arg-type]
    document = read_document(read_source("a.html", render(report, 13, blanks=blanks).encode()))
    assert document.title == report.title
    for name, rows in expected_tables(report, blanks=blanks).items():
        bound = document.tables[name]
        assert bound is not None
        for row, cells in rows.items():
            for column, value in cells.items():
                cell = bound.cell(row, column)
                assert cell.number == value
                assert value is not None or cell.state is CellState.EMPTY


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_page_is_read_as_the_same_report_in_text_is(form: str) -> None:
    report = make_report(random.Random(11), form, KINDS[2])  # type: ignore[arg-type]
    document = read_document(read_source("a.html", render(report, 13).encode()))
    plain = read_document(Source("a.txt", render(report, 4)))
    assert [(f.indicator, f.value) for f in document.facts] == [(f.indicator, f.value) for f in plain.facts]
    assert [s.heading.ordinal for s in document.report.sections] == [s.heading.ordinal for s in plain.report.sections]


@st.composite
def merged_tables(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Cells (row, column, rows, columns) that fill a table of random size."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(height) for column in range(width)}
    cells = []
    for row in range(height):
        for column in range(width):
            if (row, column) not in free:
                continue
            most = next((c for c in range(column, width) if (row, c) not in free), width) - column
            columns = draw(st.integers(1, most))
            rows = draw(st.integers(1, height - row))
            cells.append((row, column, rows, columns))
            free -= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
    return cells


def markup(cells: list[tuple[int, int, int, int]]) -> Iterator[str]:
    for row in range(max(cell[0] + cell[2] for cell in cells)):
        yield "<tr>"
        for at, column, rows, columns in cells:
            if at == row:
                yield f"<td rowspan={rows} colspan='{columns}'>格{at}.{column}</td>"
        yield "</tr>"


@given(merged_tables())
@settings(max_examples=200, deadline=None)
def test_any_merged_table_comes_back_as_the_same_grid(cells: list[tuple[int, int, int, int]]) -> None:
    table = etree.HTML(f"<table>{''.join(markup(cells))}</table>").find(".//table")
    grid = read_grid(table, PlaceCount())
    found = [(c.row, c.column, c.rows, c.columns, c.element.text) for row in grid.rows for c in row]
    assert found == [(row, column, rows, columns, f"格{row}.{column}") for row, column, rows, columns in cells]


def test_a_page_that_is_no_text_is_refused() -> None:
    with pytest.raises(ReadError, match="UTF-8"):
        read_html("a.html", bytes(range(128, 256)) * 50)


def test_one_damaged_character_is_let_pass() -> None:
    assert read_html("a.html", "<p>甲乙丙丁".encode() + b"\xff</p>").text == "甲乙丙丁\ufffd\n"


@pytest.mark.parametrize("body", ["", "<html><body><script>load()</script><div id='app'></div></body></html>"])
def test_a_page_without_text_is_refused_with_advice(body: str) -> None:
    with pytest.raises(ReadError, match=r"没有文字.*docx"):
        read_html("a.html", body.encode())
