"""The PDF reader: ruled tables, text between them, pages joined; a real report as it was printed."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from bench.reports import KINDS, Form, expected_tables, make_report, render
from gklint.cli import main
from gklint.readers import ReadError, read_source
from gklint.readers.pdf import read_pdf
from gklint.readers.pdf.radicals import plain_character
from gklint.report.bound import CellState
from gklint.report.document import Document
from gklint.report.read import read_document
from tests.readers.pdf_files import HEIGHT, both, drawn, lines, printed, ruled, with_borders
from tests.readers.word_files import report_docx
from tests.tools import require_tool

REAL = Path(__file__).resolve().parents[2] / "../shared/real/hongze-2023.pdf"
FORMS: tuple[Form, ...] = ("2019", "2021")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def text_of(*pages: Callable[[Canvas], None]) -> str:
    return read_pdf("a.pdf", drawn(*pages)).text


def test_a_ruled_table_stands_where_it_is_drawn_between_the_text() -> None:
    table = ruled([["信息内容", "本年制发件数"], ["规章", "0"], ["文件|通知", ""]], top=150)
    source = read_pdf("a.pdf", drawn(both(lines("二、主动公开", top=100), table, lines("三、收到", top=300))))
    assert source.text == "二、主动公开\n| 信息内容 | 本年制发件数 |\n| 规章 | 0 |\n| 文件｜通知 | |\n三、收到\n"
    assert source.origin is not None
    assert source.origin(source.text.index("0")) == "第1页 表1 第2行 第2列"
    assert source.origin(source.text.index("三、")) == "第1页"
    assert source.joined_lines
    assert source.read_only is not None


def test_lines_of_prose_and_a_single_frame_are_no_table() -> None:
    def framed(canvas: Canvas) -> None:
        lines("第一句话。", "第二句话。")(canvas)
        canvas.rect(60, 60, 400, 700)
        canvas.line(72, HEIGHT - 101, 140, HEIGHT - 101)  # an underline

    assert "|" not in text_of(framed)


def test_merged_cells_stand_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(72, 600, 80, 60)  # takes two rows
        canvas.rect(152, 630, 160, 30)  # takes two columns
        canvas.rect(152, 600, 80, 30)
        canvas.rect(232, 600, 80, 30)
        for x, y, word in ((76, 625, "高"), (200, 640, "宽"), (160, 610, "1"), (240, 610, "2")):
            canvas.drawString(x, y, word)

    assert text_of(draw) == "| 高 | 宽 |\n| 1 | 2 |\n"


def test_an_open_table_has_the_sides_where_its_rules_end() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (600, 630, 660):
            canvas.line(72, y, 300, y)
        canvas.line(180, 600, 180, 660)
        for x, y, word in ((80, 640, "甲"), (200, 640, "1"), (80, 610, "乙"), (200, 610, "2")):
            canvas.drawString(x, y, word)

    assert text_of(draw) == "| 甲 | 1 |\n| 乙 | 2 |\n"


def test_text_written_downwards_is_read_downwards() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(72, 500, 60, 200)
        canvas.rect(132, 500, 100, 200)
        for x, word in ((112, "三、本年度"), (84, "办理结果")):  # two columns, the right one first
            for number, character in enumerate(word):
                canvas.drawString(x, 680 - 14 * number, character)
        canvas.drawString(140, 600, "5")

    assert text_of(draw) == "| 三、本年度办理结果 | 5 |\n"


def test_a_cell_of_one_character_a_line_is_read_line_by_line() -> None:
    def draw(canvas: Canvas) -> None:
        ruled([["", "0"], ["", "7"]], width=20, height=120)(canvas)
        for row, line in enumerate(["3.", "危", "及“", "三", "安", "全", "一", "稳", "定”"]):
            canvas.drawString(73, HEIGHT - 112 - row * 13, line)

    assert text_of(draw) == "| 3.危及“三安全一稳定” | 0 |\n| | 7 |\n"


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    full = "全年通过门户网站主动公开政府信息若干条并按时更新有关栏目"
    pages = [
        lines(f"\u3000{full}", f"又{full}甲，", f"{full}又又", top=100),
        lines("到此为止。", "\u3000另起一段。", top=100),
    ]
    # "\u3000" sets the line in by two characters, so that every full line ends at the same place
    assert text_of(*pages) == f"{full}又{full}甲，{full}又又到此为止。\n另起一段。\n"


def test_page_numbers_and_running_heads_go() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        return both(
            lines("某区水务局年度报告", top=40), lines(f"\u3000第{'一二三'[number - 1]}段的话。", top=300),
            lines(f"- {number} -", top=800),
        )  # fmt: skip

    assert text_of(page(1), page(2), page(3)) == "第一段的话。\n第二段的话。\n第三段的话。\n"


TITLE = "某区水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("first", [lines(TITLE, top=60), both(lines(TITLE, top=40), lines(TITLE, top=80))])
def test_a_title_that_is_the_running_head_too_stays_once(first: Callable[[Canvas], None]) -> None:
    """A title at the top of its page, below the running head or in its place."""
    pages = [both(first, lines("\u3000第一段的话。", top=300))]
    pages += [both(lines(TITLE, top=40), lines(f"\u3000第{number}段的话。", top=300)) for number in "二三"]
    assert text_of(*pages) == f"{TITLE}\n第一段的话。\n第二段的话。\n第三段的话。\n"


def test_a_running_head_goes_where_the_title_stands_apart() -> None:
    pages = [both(lines(TITLE, top=40), lines(TITLE, top=200), lines("\u3000第一段的话。", top=300))]
    pages.append(both(lines(TITLE, top=40), lines("\u3000第二段的话。", top=300)))
    assert text_of(*pages) == f"{TITLE}\n第一段的话。\n第二段的话。\n"


def test_spaces_that_only_set_chinese_apart_go() -> None:
    assert text_of(lines("2023 年 1 月 1 日，公开 12 条。", "e-mail: abc def")) == (
        "2023年1月1日，公开12条。\ne-mail: abc def\n"
    )


def test_bold_by_drawing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "总计11")
        canvas.drawString(72.3, 700, "总计11")

    assert text_of(draw) == "总计11\n"


def test_a_label_cut_by_a_page_break_is_whole() -> None:
    head = [["（四）无", "1.本机关不掌握相关政府信息", "1"]]
    rest = [["法提供", "2.没有现成信息需要另行制作", "2"]]
    text = text_of(ruled(head, top=700, width=160), ruled(rest, top=72, width=160))
    assert text == ("| （四）无法提供 | 1.本机关不掌握相关政府信息 | 1 |\n| 2.没有现成信息需要另行制作 | 2 |\n")


def test_halves_that_make_no_label_stay_apart() -> None:
    text = text_of(ruled([["甲", "乙", "1"]], top=700, width=160), ruled([["丙", "丁", "2"]], top=72, width=160))
    assert text == "| 甲 | 乙 | 1 |\n| 丙 | 丁 | 2 |\n"


@pytest.mark.parametrize(
    ("radical", "character"), [("⼀", "一"), ("⽆", "无"), ("⺠", "民"), ("⻓", "长"), ("民", "民")]
)
def test_radicals_become_characters(radical: str, character: str) -> None:
    assert plain_character(radical) == character


def test_a_page_in_two_columns_is_named() -> None:
    left = [f"左栏第{number}行写得满满当当" for number in "一二三四五六七八九"]
    right = [words.replace("左", "右") for words in left]

    def columns(canvas: Canvas) -> None:
        lines(TITLE, *left, top=60)(canvas)
        for number, words in enumerate(right, 1):
            canvas.drawString(310, HEIGHT - 60 - number * 20, words)

    one = lines(*(f"{words}，{words}" for words in left))
    source = read_source("a.pdf", drawn(one, columns))
    assert source.notes == ("PDF 第2页分两栏排，两栏的文字没有分开读，这里的发现请对照原文，或改查 .docx",)


def test_a_page_of_pictures_is_named() -> None:
    from reportlab.lib.utils import ImageReader

    def picture(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(_image()), 72, 400)

    source = read_pdf("a.pdf", drawn(lines("一、总体情况"), picture))
    assert source.notes == ("PDF 第2页只有图片，没有文字，其中的内容没有检查",)
    with pytest.raises(ReadError, match="没有文字层"):
        read_pdf("a.pdf", drawn(picture))


def _image() -> object:
    from PIL import Image

    return Image.new("RGB", (20, 20), "red")


def bound(document: Document, table: str, row: str, columns: tuple[str, ...]) -> list[str]:
    found = document.tables[table]
    assert found is not None
    return [found.cell(row, column).value.raw for column in columns]


@pytest.fixture(scope="module")
def real() -> Document:
    if not REAL.exists():
        pytest.skip(f"no {REAL.name} beside the project")
    return read_document(read_source("a.pdf", REAL.read_bytes()))


def test_the_real_report_has_its_sections_and_its_title(real: Document) -> None:
    assert [s.role for s in real.report.sections] == [
        "overview", "proactive", "requests", "litigation", "issues", "other",
    ]  # fmt: skip
    assert (real.agency, real.year) == ("洪泽区人民政府", 2023)


def test_the_real_report_has_all_cells_of_the_first_table(real: Document) -> None:
    columns = ("制发", "废止", "现行有效")
    assert bound(real, "proactive", "规章", columns) == ["0", "0", "0"]
    assert bound(real, "proactive", "行政规范性文件", columns) == ["0", "5", "5"]
    amounts = {"行政许可": "550", "行政处罚": "4119", "行政强制": "195"}
    assert {row: bound(real, "proactive", row, ("处理决定",))[0] for row in amounts} == amounts
    assert bound(real, "proactive", "行政事业性收费", ("收费金额",)) == ["7730.28"]


def test_the_real_report_has_all_cells_of_the_second_table(real: Document) -> None:
    # All requests came from natural persons, so that the last column repeats the first.
    persons = {
        "本年新收": 21, "部分公开": 4, "不予公开/属于国家秘密": 1, "不予公开/属于四类过程性信息": 1,
        "不予公开/属于行政执法案卷": 1, "无法提供/本机关不掌握相关政府信息": 10, "无法提供/没有现成信息需要另行制作": 3,
        "不予处理/信访举报投诉类申请": 1, "总计": 21,
    }  # fmt: skip
    table = real.tables["requests"]
    assert table is not None
    rows = [row for row in table.rows.values() if row.label is not None]
    assert len(rows) == 23
    for row in rows:
        number = str(persons.get(row.key, 0))
        assert [cell.value.raw for cell in row.cells.values()] == [number, "0", "0", "0", "0", "0", number], row.key


def test_the_real_report_has_all_cells_of_the_third_table(real: Document) -> None:
    assert bound(real, "litigation", "行政复议", OUTCOMES) == ["10", "1", "0", "0", "0"]
    assert bound(real, "litigation", "未经复议直接起诉", OUTCOMES) == ["0"] * 5
    assert bound(real, "litigation", "复议后起诉", OUTCOMES) == ["5", "0", "0", "0", "0"]


def test_the_real_report_gives_its_own_mistakes_and_no_false_error(
    real: Document, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["check", "--format", "json", str(REAL)]) == 1
    found = json.loads(capsysbinary.readouterr().out)["diagnostics"]
    # 10 + 1 printed as 0, and 5 printed as 0
    assert sorted(f["code"] for f in found if f["severity"] == "error") == ["ARI401", "ARI403"]
    places = {f["code"]: f["start"]["origin"] for f in found}
    assert places["ARI401"].startswith("第4页 表2")
    label = next(f for f in found if f["code"] == "TBL002")
    assert real.source.text[label["start"]["offset"] : label["end"]["offset"]] == "2.其他法律行政止公开"


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Reports of both forms, also with empty cells, printed from .docx and from .html."""
    office = require_tool("soffice")
    files = {}
    for seed in range(2):
        for form in FORMS:
            for blanks in (False, True):
                report = make_report(random.Random(seed), form, KINDS[seed])
                name = f"{form}-{seed}-{blanks}"
                files[f"{name}w.docx"] = with_borders(report_docx(report, blanks=blanks))
                page = render(report, 13, blanks=blanks).replace("<table>", '<table border="1" width="100%">')
                files[f"{name}h.html"] = page.encode()
    return printed(office, tmp_path_factory.mktemp("pdf"), files)


@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("suffix", ["w.docx", "h.html"])
def test_a_printed_report_binds_what_it_shows(
    prints: dict[str, bytes], suffix: str, seed: int, form: Form, blanks: bool
) -> None:
    report = make_report(random.Random(seed), form, KINDS[seed])
    document = read_document(read_pdf("a.pdf", prints[f"{form}-{seed}-{blanks}{suffix}"]))
    assert document.title == report.title
    assert len(document.report.sections) == 6
    for name, rows in expected_tables(report, blanks=blanks).items():
        table = document.tables[name]
        assert table is not None
        for row, cells in rows.items():
            for column, value in cells.items():
                cell = table.cell(row, column)
                assert (cell.number, name, row, column) == (value, name, row, column)
                assert value is not None or cell.state is CellState.EMPTY


def test_a_printed_report_has_the_paragraphs_of_its_page(prints: dict[str, bytes]) -> None:
    report = make_report(random.Random(1), "2021", KINDS[1])
    shown = read_source("a.html", render(report, 13).encode()).text.splitlines()
    read = read_pdf("a.pdf", prints["2021-1-Falseh.html"]).text.splitlines()
    prose = [line for line in shown if not line.startswith("|")]
    assert [line for line in read if not line.startswith("|") and line != "第二十条第（一）项"] == prose
