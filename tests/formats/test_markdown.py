"""Markdown with marks among the words: the same tables and findings as without, and places that are true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.reports import Form, expected_tables, render
from gklint.readers import read_source
from gklint.report.bound import CellState, Match
from gklint.report.document import Document
from gklint.report.markup import inner, split_bars
from gklint.report.read import read_document
from gklint.text import Span, fold
from tests.formats.samples import FORMS, sample

_ROW = re.compile(r"^\|(?! *-{3}).*$", re.MULTILINE)
_CELL = re.compile(r"(?<=\| )[^|\n]*[^|\s](?= \|)")
STYLES = ("**{}**", "{}<br>", "`{}`", "<b>{}</b>", "&nbsp;{}&nbsp;", "***{}***", "<br/>__{}__")


def marked(text: str) -> str:
    """``text`` with its headings in bold and the cells of its tables marked by each of the styles in turn."""
    count = 0

    def dress(cell: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return STYLES[count % len(STYLES)].format(cell[0])

    text = _ROW.sub(lambda row: _CELL.sub(dress, row[0]), text)
    text = text.replace("1.属于国家秘密", r"1\.属于国家秘密").replace("社会公益组织", "社会<br>公益<br />组织")
    return re.sub(r"^(#+) (.*)$", r"\1 **\2**", text, flags=re.MULTILINE)


def read(text: str) -> Document:
    return read_document(read_source("a.md", text.encode()))


@pytest.mark.parametrize("form", FORMS)
def test_marks_among_the_words_change_no_table(form: Form) -> None:
    report = sample(form)
    text = marked(render(report, "markdown"))
    assert text.count("**") > 60
    document = read(text)
    expected = expected_tables(report)
    assert set(document.tables) == set(expected)
    for name, table in document.tables.items():
        assert table is not None
        assert (table.extra, table.stray, table.absent_columns) == ((), (), ())
        assert {row.label.match for row in table.rows.values() if row.label} == {Match.EXACT}
        found = {row.key: {c.column: c.number for c in row.cells.values()} for row in table.rows.values()}
        assert found == expected[name]


@pytest.mark.parametrize("form", FORMS)
def test_marks_among_the_words_raise_no_finding(tmp_path: Path, form: Form) -> None:
    text = marked(render(sample(form), "markdown")).replace("&nbsp;", "")  # a left-over entity is a finding
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "gklint", "check", "--quiet", "--format", "concise", "a.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "")


TABLE = """# 云溪县水利局2023年政府信息公开工作年度报告
## 二、主动公开政府信息情况
| 第二十条第（一）项 | | | |
|---|---|---|---|
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| {} |
| 行政规范性文件 | 1 | 2 | 3 |
"""


def test_a_cell_is_where_its_words_are() -> None:
    document = read(TABLE.format("**规章** | **12** | &nbsp; | <br>7<br>"))
    table = document.tables["proactive"]
    assert table is not None
    row = table.rows["规章"]
    cells = list(row.cells.values())
    assert [(document.text(c.span), c.state) for c in cells] == [
        ("12", CellState.NUMBER),
        ("&nbsp;", CellState.EMPTY),
        ("7", CellState.NUMBER),
    ]
    assert row.label is not None
    assert document.text(row.label.span) == "规章"


def test_a_row_of_dashes_is_a_row() -> None:
    table = read(TABLE.format("规章 | - | - | -")).tables["proactive"]
    assert table is not None
    assert [c.state for c in table.rows["规章"].cells.values()] == [CellState.NA] * 3
    lines = TABLE.format("规章 | - | - | -").replace("| 规章 | - | - | - |", "| - | - | - | - |")
    proactive = read(lines).tables["proactive"]
    assert proactive is not None
    sections = read(lines).report.sections
    written = [row for block in sections[0].blocks for row in getattr(block, "rows", ())]
    assert len(written) == 4  # the clause, the header, the dashes, the documents: not the rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  **规章** ", "规章"),
        ("***12***", "12"),
        ("<br>3<br/><br>", "3"),
        ("<span style='a'>甲</span>", "甲"),
        ("`0`", "0"),
        ("**", "**"),
        ("*甲", "*甲"),
        ("总计*", "总计*"),
        ("a_b_", "a_b_"),
        ("3 < 5", "3 < 5"),
        ("", ""),
    ],
)
def test_inner(text: str, words: str) -> None:
    span = inner(text, 0, len(text))
    assert text[span.start : span.end] == words
    assert span <= Span(len(text), len(text))


def test_an_escaped_bar_parts_no_cells() -> None:
    assert split_bars(r" 甲\|乙 | 1 ") == [r" 甲\|乙 ", " 1 "]
    assert split_bars(r" \ |\|3") == [r" \ ", "\\", "3"]
    assert fold(r"甲\|乙") == "甲|乙"
