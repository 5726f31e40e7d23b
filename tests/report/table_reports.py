"""Reports with tables in all layouts, and what of them was bound: shared by the tests of parsing and binding."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bench.reports import KINDS, LAYOUTS, Layout, SyntheticReport, expected_tables, make_report, render
from gklint.report.bound import BoundCell, CellState
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source

TITLE = "云溪县水利局2023年政府信息公开工作年度报告"
SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
ROLES = ["overview", "proactive", "requests", "litigation", "issues", "other"]
# HTML (13) is for a reader to turn into text; the others are text.
TEXT_LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in LAYOUTS if layout != 13)
# Layouts in which an empty cell can be seen.
BLANK_LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in TEXT_LAYOUTS if layout not in (1, 2, "spaced"))
NUMERIC = (CellState.NUMBER, CellState.ZERO)


class Bound(NamedTuple):
    """A cell as bound and the value that it should have (``None``: empty)."""

    table: str
    row: str
    column: str
    cell: BoundCell
    expected: Decimal | None

    @property
    def right(self) -> bool:
        if self.expected is None:
            return self.cell.state is CellState.EMPTY
        return self.cell.state in NUMERIC and self.cell.number == self.expected

    @property
    def wrong(self) -> bool:
        """Bound to a value, or to nothing, that is not what the report has; not bound at all is not wrong."""
        claimed = self.cell.state in (*NUMERIC, CellState.EMPTY, CellState.NA)
        return claimed and not self.right


def synthetic(seed: int) -> SyntheticReport:
    """A report by either form, of any kind of body."""
    rng = random.Random(seed)
    return make_report(rng, rng.choice(("2019", "2021")), rng.choice(KINDS))


def read(text: str) -> Document:
    return read_document(Source("报告.txt", text))


def bound_cells(document: Document, report: SyntheticReport, *, blanks: bool = False) -> Iterator[Bound]:
    """Every cell of the report's tables; those of a table that was not found are left out."""
    for table, rows in expected_tables(report, blanks=blanks).items():
        found = document.tables[table]
        if found is None or found.form != report.form:
            continue
        for row, cells in rows.items():
            for column, value in cells.items():
                yield Bound(table, row, column, found.cell(row, column), value)


def rendered(report: SyntheticReport, layout: Layout, *, blanks: bool = False) -> str:
    return render(report, layout, blanks=blanks)


def with_section(number: int, body: str) -> str:
    """A report whose section ``number`` (from 1) is ``body``; the others are short."""
    bodies = ["工作平稳有序。", "无。", "无。", "无。", "公开还不够及时，将加强督促。", "没有收取信息处理费。"]
    bodies[number - 1] = body
    return "\n".join([TITLE, *(line for pair in zip(SECTIONS, bodies, strict=True) for line in pair)]) + "\n"


def row_of(document: Document, table: str, row: str) -> list[str]:
    """A row as a list of texts: the number as printed, or the state of a cell that holds none."""
    found = document.tables[table]
    assert found is not None
    cells = found.rows[row].cells.values()
    return [str(cell.number) if cell.number is not None else cell.state.value for cell in cells]
