"""Tables of Word documents: merged cells, cells of several lines, tables in tables; the same grid comes back."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.readers import ReadError
from gklint.readers.word import read_docx
from tests.readers.word_files import cell, docx, para, row, run, table, words


def read(body: str) -> str:
    return read_docx("a.docx", docx(body)).text


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


TOP, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_leave_bare_bars_and_empty_cells_a_space() -> None:
    rows = [
        row(cell(words("甲"), span(2)), cell(words("乙"), TOP)),
        row(cell(words("丙")), cell(""), cell("", ON)),
    ]
    assert read(table(rows)) == "| 甲 || 乙 |\n| 丙 | ||\n"


def test_merges_of_the_old_kind_and_rows_that_begin_later() -> None:
    old = [
        row(cell(words("甲"), '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell(words("乙"))),
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell(words("丙"))}{cell(words("丁"))}</w:tr>',
    ]
    assert read(table(old)) == "| 甲 || 乙 |\n|| 丙 | 丁 |\n"


def test_a_cell_that_goes_on_from_nothing_is_a_cell_of_its_own() -> None:
    rows = [row(cell(words("甲")), cell(words("乙"))), row(cell(words("丙"), ON), cell(words("丁"), span(2) + ON))]
    assert read(table(rows)) == "| 甲 | 乙 |\n| 丙 | 丁 |\n"


def test_grid_columns_in_which_no_cell_begins_are_not_seen() -> None:
    rows = [row(cell(words("甲"), span(40)), cell(words("乙"))), row(cell(words("丙"), span(40)), cell(words("丁")))]
    assert read(table(rows)) == "| 甲 | 乙 |\n| 丙 | 丁 |\n"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (words("商业") + words("企业"), "商业企业"),
        (para(run("第二十条") + "<w:r><w:br/></w:r>" + run("第（一）项")), "第二十条第（一）项"),
        (words("Public") + words("notice"), "Public notice"),
        (words("12") + words("34"), "12 34"),
        (words("") + words("　甲 ") + words(""), "甲"),
        (words("a|b"), "a｜b"),
    ],
)
def test_lines_of_a_cell_are_joined(inner: str, expected: str) -> None:
    assert read(table([row(cell(inner), cell(words("0")))])) == f"| {expected} | 0 |\n"


def test_deleted_and_hidden_rows_and_deleted_cells_are_gone() -> None:
    def marked(mark: str) -> str:
        return f"<w:tr><w:trPr>{mark}</w:trPr>{cell(words('x'))}{cell(words('y'))}</w:tr>"

    kept = row(cell(words("甲")), cell(words("去"), '<w:cellDel w:id="1" w:author="a"/>'), cell(words("乙")))
    body = table([marked('<w:del w:id="1" w:author="a"/>'), kept, marked("<w:hidden/>")])
    assert read(body) == "| 甲 | 乙 |\n"


def test_a_table_of_one_column_only_frames_its_text() -> None:
    assert read(table([row(cell(words("一、总体情况") + words("正文")))])) == "一、总体情况\n正文\n"


def test_a_table_in_a_table_comes_out_as_a_table() -> None:
    inner = table([row(cell(words("甲")), cell(words("1")))])
    outer = table(
        [row(cell(words("左")), cell(words("前") + inner + words("后"))), row(cell(words("乙")), cell(words("2")))]
    )
    assert read(outer) == "左\n前\n| 甲 | 1 |\n后\n| 乙 | 2 |\n"


@pytest.mark.parametrize("depth", [20, 100, 100_000])
def test_tables_nested_too_deep_are_refused(depth: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(ReadError, match=r"嵌套|压缩炸弹"):  # the deepest one shrinks as only a bomb does
        read(body)


class Box(NamedTuple):
    """A cell of a random table."""

    top: int
    left: int
    height: int
    width: int
    text: str


@st.composite
def random_tables(draw: st.DrawFn) -> tuple[int, list[Box]]:
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for top in range(height):
        for left in range(width):
            if (top, left) in taken:
                continue
            right = left + 1
            while right < width and (top, right) not in taken:
                right += 1
            columns, rows = draw(st.integers(1, right - left)), draw(st.integers(1, height - top))
            places = {(r, c) for r in range(top, top + rows) for c in range(left, left + columns)}
            if places & taken:
                rows, places = 1, {(top, c) for c in range(left, left + columns)}
            taken |= places
            label = draw(st.text(alphabet="甲乙丙0159－/｜%", max_size=4))
            boxes.append(Box(top, left, rows, columns, label))
    return height, boxes


def as_word(height: int, boxes: list[Box]) -> str:
    rows = []
    for number in range(height):
        here = sorted((b for b in boxes if b.top <= number < b.top + b.height), key=lambda b: b.left)
        cells = []
        for b in here:
            merge = "" if b.height == 1 else TOP if b.top == number else ON
            cells.append(cell(words(b.text if b.top == number else ""), span(b.width) + merge))
        rows.append(row(*cells))
    return table(rows)


@given(random_tables())
@settings(max_examples=150, deadline=None)
def test_a_table_with_any_merges_reads_back_as_the_same_grid(made: tuple[int, list[Box]]) -> None:
    height, boxes = made
    seen = sorted({b.left for b in boxes})  # a column in which no cell begins cannot be told from its neighbour
    text = read(as_word(height, boxes))
    if len(seen) == 1:  # one column: no table, but text in a frame
        assert text.split() == [b.text for b in boxes if b.text]
        return
    found = [line.removeprefix("|").removesuffix("|").split("|") for line in text.splitlines()]
    expected = [[""] * len(seen) for _ in range(height)]
    for b in boxes:
        expected[b.top][seen.index(b.left)] = f" {b.text} " if b.text else " "
    assert found == expected
