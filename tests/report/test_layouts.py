"""One report in every layout gives the same tables; a blank cell is never taken for another."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bench.reports import Layout, SyntheticReport, expected_tables
from gklint.report.bound import Match
from gklint.report.parse import default_vocabulary
from gklint.report.regions import comma_cells
from tests.report.table_reports import (
    BLANK_LAYOUTS,
    TEXT_LAYOUTS,
    bound_cells,
    read,
    rendered,
    synthetic,
    with_section,
)

SEEDS = range(14)
# What blank cells leave open. In layouts 6 and 7 a bar may be an empty cell or the beginning of a row, so that a row
# with blanks cannot be read at all. In the others blanks behind a row's last value look like the fillers of merged
# cells (4, 5, 9), or fillers at the end of each row hide where the first column is (tsv).
UNSURE: dict[Layout, float] = {6: 0.6, 7: 0.6, 4: 0.03, 5: 0.03, 9: 0.04, "tsv": 0.08}


def size(seed: int) -> int:
    return sum(len(cells) for rows in expected_tables(synthetic(seed)).values() for cells in rows.values())


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_every_cell_is_bound_right(layout: Layout) -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        cells = list(bound_cells(read(rendered(report, layout)), report))
        assert len(cells) == size(seed)
        assert [cell for cell in cells if not cell.right] == []


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_nothing_is_left_over(layout: Layout) -> None:
    for seed in SEEDS:
        document = read(rendered(synthetic(seed), layout))
        for table in document.tables.values():
            assert table is not None
            assert [extra.label for extra in table.extra] == []
            if layout != "spaced":
                assert [document.text(span) for span in table.stray] == []
                assert table.absent_columns == ()
            assert {row.label.match for row in table.rows.values() if row.label} == {Match.EXACT}


@pytest.mark.parametrize("layout", BLANK_LAYOUTS)
def test_blank_cells_put_no_value_in_a_wrong_place(layout: Layout) -> None:
    states: Counter[bool] = Counter()
    for seed in SEEDS:
        report = synthetic(seed)
        cells = list(bound_cells(read(rendered(report, layout, blanks=True)), report, blanks=True))
        assert len(cells) == size(seed)
        assert [cell for cell in cells if cell.wrong] == []
        states.update(cell.right for cell in cells)
    assert states[False] <= UNSURE.get(layout, 0) * states.total()


@pytest.mark.parametrize("layout", BLANK_LAYOUTS)
def test_a_blank_cell_is_not_called_missing(layout: Layout) -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(rendered(report, layout, blanks=True))
        states = {cell.cell.state.value for cell in bound_cells(document, report, blanks=True)}
        assert states <= {"number", "empty", "unbound"}


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_title_year_agency_and_sections_are_the_same(layout: Layout) -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(rendered(report, layout))
        assert (document.title, document.agency, document.year) == (report.title, report.agency, report.year)
        assert document.choice.form == report.form
        assert document.kind == "gk-annual"
        assert [section.role for section in document.report.sections] == [part.role for part in report.sections]


def without_blank_lines(report: SyntheticReport, blanks: bool = False) -> str:
    """``report`` with each cell on a line of its own behind a tab, and no blank line where a row ends."""
    return "\n".join(line for line in rendered(report, 3, blanks=blanks).split("\n") if line) + "\n"


def test_cells_behind_tabs_need_no_blank_lines_between_rows() -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(without_blank_lines(report))
        assert [cell for cell in bound_cells(document, report) if not cell.right] == []
        assert [table.absent_columns for table in document.tables.values() if table is not None] == [(), (), ()]


def test_without_blank_lines_a_blank_cell_puts_no_value_in_a_wrong_place() -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(without_blank_lines(report, blanks=True))
        assert [cell for cell in bound_cells(document, report, blanks=True) if cell.wrong] == []


def test_a_group_and_its_first_row_may_stand_on_one_line_set_apart_by_spaces() -> None:
    groups = ("三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理")
    for seed in SEEDS:
        report = synthetic(seed)
        text = rendered(report, "spaced")
        for group in groups:
            assert f"{group}\n" in text
            text = text.replace(f"{group}\n", f"{group}   ")
        document = read(text)
        assert [cell for cell in bound_cells(document, report) if not cell.right] == []
        assert [extra.label for table in document.tables.values() if table for extra in table.extra] == []


def test_a_row_called_qita_is_told_from_the_column_by_its_turn() -> None:
    """Where labels have lost their numbers (Word makes them), and where the header comes again in the last rows."""
    for seed in SEEDS:
        report = synthetic(seed)
        text = rendered(report, "spaced")
        header = text[text.index("自然人 法人或其他组织 总计\n") : text.index("一、本年新收政府信息公开申请数量 ")]
        bare = re.sub(r"(?m)^[1-8]\.(?=[^0-9\s])", "", text)
        again = text.replace("（七）总计 ", f"{header}（七）总计 ")
        for changed in (bare, again):
            assert [cell for cell in bound_cells(read(changed), report) if not cell.right] == []


def drawn(text: str, bar: str, rule: str) -> str:
    """``text``, whose rows stand between bars, with other bars and ``rule`` between all rows."""
    lines = [f"{rule}\n{line.replace('|', bar)}\n{rule}" if "|" in line else line for line in text.split("\n")]
    return "\n".join(lines).replace(f"{rule}\n{rule}\n", f"{rule}\n")


@pytest.mark.parametrize(
    ("bar", "rule"),
    [("｜", "｜---｜---｜"), ("│", "├──┼──┤"), ("┃", "┣━━╋━━┫"), ("|", "+----+----+"), ("|", "+====+====+")],
)
def test_tables_may_be_drawn_with_other_signs(bar: str, rule: str) -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        text = drawn(rendered(report, "markdown"), bar, rule)
        document = read(text)
        cells = list(bound_cells(document, report))
        assert [cell for cell in cells if not cell.right] == []
        # Offsets are those of the text itself.
        assert all(document.text(cell.cell.span) == cell.cell.value.raw for cell in cells)
        assert [extra.label for table in document.tables.values() if table for extra in table.extra] == []


@pytest.mark.parametrize(
    "line", ["政务公开｜政府信息公开｜年报", "──────────", "｜注意", "+1", "工作总结 ─ 计划 ─ 展望"]
)
def test_signs_in_prose_draw_no_table(line: str) -> None:
    text = with_section(1, f"{line}\n{line}\n{line}")
    section = read(text).report.sections[0]
    assert [text[block.span.start : block.span.end] for block in section.blocks] == [line] * 3


def tagged(text: str, row: str, cell: str) -> str:
    """``text``, whose rows stand between bars, with its tables in HTML."""

    def table(match: re.Match[str]) -> str:
        lines = [line for line in match.group().split("\n") if line and not set(line) <= set("|-: ")]
        rows = ["".join(cell.format(words.strip()) for words in line.strip("|").split("|")) for line in lines]
        return f"<table border='1'>{''.join(map(row.format, rows))}</table>\n"

    return re.sub(r"(?m)(?:^\|.*\n)+", table, text)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("<tr>{}</tr>", "<td>{}</td>"),
        ("\n  <tr>{}\n  </tr>", '\n    <td style="x">{}</td>'),
        ("\r\n<TR>{}</TR>", "<TH>\r\n<p>{}</p></TH>"),
    ],
)
def test_tables_may_be_written_in_html(row: str, cell: str) -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(tagged(rendered(report, "markdown"), row, cell))
        cells = list(bound_cells(document, report))
        assert [cell for cell in cells if not cell.right] == []
        assert all(document.text(cell.cell.span) == cell.cell.value.raw for cell in cells)
        assert [extra.label for table in document.tables.values() if table for extra in table.extra] == []


def with_commas(report: SyntheticReport, blanks: bool = False) -> str:
    """``report`` with its tables as a spreadsheet saves them: a comma between cells, quotation marks around some."""
    lines = rendered(report, "tsv", blanks=blanks).split("\n")
    return "\n".join(
        ",".join(f'"{cell}"' if "，" in cell else cell for cell in line.split("\t")) if "\t" in line else line
        for line in lines
    )


def test_tables_with_commas() -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(with_commas(report))
        assert [cell for cell in bound_cells(document, report) if not cell.right] == []
        assert [extra.label for table in document.tables.values() if table for extra in table.extra] == []
        assert [section.role for section in document.report.sections] == [part.role for part in report.sections]


def test_a_blank_cell_between_commas_puts_no_value_in_a_wrong_place() -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        document = read(with_commas(report, blanks=True))
        assert [cell for cell in bound_cells(document, report, blanks=True) if cell.wrong] == []


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("行政许可,356,", 3),
        ("自然人,法人或其他组织,,,,,总计", 7),
        ("9,0,1,2,12,0,0,0,0,0,3,1,0,0,4", 15),
        ('"（二）部分公开（区分处理的，只计这一情形，不计其他情形）","1,204",0,0', 4),
        ("1,203,456", 0),
        ("行政许可,356", 0),
        ("其他,无,有", 0),
        ("全年公开信息12条,办结3件,答复3件", 0),
        ("行政许可,行政处罚,行政强制等信息均已公开", 0),
        (",,", 0),
    ],
)
def test_what_is_a_row_with_commas(line: str, cells: int) -> None:
    assert len(comma_cells(line, default_vocabulary())) == cells
