"""A real report out of ``pdftotext``: with ``-layout`` every cell is bound, plainly nothing is bound wrongly."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gklint.report.bound import CellState
from gklint.report.document import Document
from tests.report.table_reports import NUMERIC, ROLES, read

PDF = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "hongze-2023.pdf"

# Read by eye in the PDF. Rows of 表三 that are not listed are seven noughts.
PROACTIVE = {
    "规章": "0 0 0",
    "行政规范性文件": "0 5 5",
    "行政许可": "550",
    "行政处罚": "4119",
    "行政强制": "195",
    "行政事业性收费": "7730.28",
}
REQUESTS = {
    "本年新收": 21,
    "部分公开": 4,
    "不予公开/属于国家秘密": 1,
    "不予公开/属于四类过程性信息": 1,
    "不予公开/属于行政执法案卷": 1,
    "无法提供/本机关不掌握相关政府信息": 10,
    "无法提供/没有现成信息需要另行制作": 3,
    "不予处理/信访举报投诉类申请": 1,
    "总计": 21,
}
LITIGATION = {"行政复议": "10 1 0 0 0", "未经复议直接起诉": "0 0 0 0 0", "复议后起诉": "5 0 0 0 0"}


def pdf_text(*options: str) -> Document:
    command = shutil.which("pdftotext")
    if command is None:
        pytest.skip("pdftotext (poppler) is not installed")
    if not PDF.is_file():
        pytest.skip(f"no real report: there is no {PDF}")
    done = subprocess.run([command, *options, str(PDF), "-"], capture_output=True, check=True, timeout=600)
    return read(done.stdout.decode("utf-8"))


def expected() -> dict[tuple[str, str], list[str]]:
    """Every row of the three tables, the old （六）其他处理 in one row."""
    rows = {("proactive", row): cells.split() for row, cells in PROACTIVE.items()}
    rows |= {("litigation", row): cells.split() for row, cells in LITIGATION.items()}
    names = [key for key in REQUEST_ROWS.split() if key]
    assert set(REQUESTS) <= set(names)
    for row in names:
        number = str(REQUESTS.get(row, 0))
        rows["requests", row] = [number, "0", "0", "0", "0", "0", number]
    return rows


REQUEST_ROWS = """
    本年新收 上年结转 予以公开
    部分公开 不予公开/属于国家秘密 不予公开/其他法律行政法规禁止公开
    不予公开/危及三安全一稳定 不予公开/保护第三方合法权益 不予公开/属于三类内部事务信息
    不予公开/属于四类过程性信息 不予公开/属于行政执法案卷 不予公开/属于行政查询事项
    无法提供/本机关不掌握相关政府信息 无法提供/没有现成信息需要另行制作 无法提供/补正后申请内容仍不明确
    不予处理/信访举报投诉类申请 不予处理/重复申请 不予处理/要求提供公开出版物
    不予处理/无正当理由大量反复申请 不予处理/要求行政机关确认或重新出具已获取信息 其他处理
    总计 结转下年度
"""


def bound(document: Document) -> dict[tuple[str, str], list[str]]:
    """Every row that was found: numbers as printed, or the state of a cell that holds none."""
    return {
        (name, key): [str(c.number) if c.number is not None else c.state.value for c in row.cells.values()]
        for name, table in document.tables.items()
        if table
        for key, row in table.rows.items()
    }


@pytest.mark.parametrize("options", [("-layout",), ()])
def test_title_body_year_and_six_sections(options: tuple[str, ...]) -> None:
    document = pdf_text(*options)
    assert document.title == "洪泽区人民政府2023年政府信息公开工作年度报告"
    assert (document.agency, document.year, document.choice.form) == ("洪泽区人民政府", 2023, "2021")
    assert [section.role for section in document.report.sections] == ROLES
    assert document.kind == "gk-annual"


def test_with_layout_every_cell_is_bound() -> None:
    assert bound(pdf_text("-layout")) == expected()


def test_plainly_nothing_is_bound_wrongly() -> None:
    document = pdf_text()
    states = set()
    for place, cells in bound(document).items():
        for cell, value in zip(cells, expected()[place], strict=True):
            assert cell in (value, "unbound")
            states.add(cell == "unbound")
    assert states == {True, False}
    assert document.tables["proactive"] is not None
    assert {c.state for c in document.tables["proactive"].rows["规章"].cells.values()} <= set(NUMERIC)
    assert CellState.MISSING not in {
        cell.state
        for table in document.tables.values()
        if table
        for row in table.rows.values()
        for cell in row.cells.values()
    }
