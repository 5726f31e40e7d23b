"""The official tables as grids of cells with spans, filled with a report's numbers.

A grid says what is merged with what; :mod:`bench.layouts` decides how that looks as text. Labels are the official
ones of 国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from bench.figures import APPLICANTS, LITIGATION_ROWS, OUTCOMES, REQUEST_COLUMNS, Form, Tables

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

# Labels of the rows of the table of requests: what a key is called, with its group's label before it.
REQUEST_LABELS: Mapping[str, str] = {
    "本年新收": "一、本年新收政府信息公开申请数量",
    "上年结转": "二、上年结转政府信息公开申请数量",
    "予以公开": "（一）予以公开",
    "部分公开": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "不予公开": "（三）不予公开",
    "不予公开/属于国家秘密": "1.属于国家秘密",
    "不予公开/其他法律行政法规禁止公开": "2.其他法律行政法规禁止公开",
    "不予公开/危及三安全一稳定": "3.危及“三安全一稳定”",
    "不予公开/保护第三方合法权益": "4.保护第三方合法权益",
    "不予公开/属于三类内部事务信息": "5.属于三类内部事务信息",
    "不予公开/属于四类过程性信息": "6.属于四类过程性信息",
    "不予公开/属于行政执法案卷": "7.属于行政执法案卷",
    "不予公开/属于行政查询事项": "8.属于行政查询事项",
    "无法提供": "（四）无法提供",
    "无法提供/本机关不掌握相关政府信息": "1.本机关不掌握相关政府信息",
    "无法提供/没有现成信息需要另行制作": "2.没有现成信息需要另行制作",
    "无法提供/补正后申请内容仍不明确": "3.补正后申请内容仍不明确",
    "不予处理": "（五）不予处理",
    "不予处理/信访举报投诉类申请": "1.信访举报投诉类申请",
    "不予处理/重复申请": "2.重复申请",
    "不予处理/要求提供公开出版物": "3.要求提供公开出版物",
    "不予处理/无正当理由大量反复申请": "4.无正当理由大量反复申请",
    "不予处理/要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出具已获取信息",
    "其他处理": "（六）其他处理",
    "其他处理/逾期不补正": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "其他处理/逾期未缴费": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其他处理/其他": "3.其他",
    "总计": "（七）总计",
    "结转下年度": "四、结转下年度继续办理",
}
RESULTS_LABEL = "三、本年度办理结果"
_CLAUSE = "第二十条第（{}）项"
_YEAR_BEFORE = ("上一年项目数量", "本年增/减", "处理决定数量")

# Clause, column labels, rows; the columns of a row follow the order of its cells.
_PROACTIVE: Mapping[Form, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    "2019": (
        ("一", ("本年新制作数量", "本年新公开数量", "对外公开总数量"), ("规章", "规范性文件")),
        ("五", _YEAR_BEFORE, ("行政许可", "其他对外管理服务事项")),
        ("六", _YEAR_BEFORE, ("行政处罚", "行政强制")),
        ("八", _YEAR_BEFORE[:2], ("行政事业性收费",)),
        ("九", ("采购项目数量", "采购总金额"), ("政府集中采购",)),
    ),
    "2021": (
        ("一", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
        ("五", ("本年处理决定数量",), ("行政许可",)),
        ("六", ("本年处理决定数量",), ("行政处罚", "行政强制")),
        ("八", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
    ),
}


class GridCell(NamedTuple):
    """A cell with its text and how many columns and rows it takes; ``value`` marks a cell that holds a number."""

    text: str
    columns: int = 1
    rows: int = 1
    value: bool = False


Grid: TypeAlias = tuple[tuple[GridCell, ...], ...]
_Show: TypeAlias = Callable[[str, Decimal], str]


def make_grids(form: Form, tables: Tables, blanks: bool) -> dict[str, Grid]:
    """The three tables by name; ``blanks`` leaves cells that are nought empty."""

    def show(column: str, value: Decimal) -> str:
        return "" if blanks and not value else cell_text(column, value)

    return {
        "proactive": _proactive(form, tables, show),
        "requests": _requests(tables, show),
        "litigation": _litigation(tables, show),
    }


def cell_text(column: str, value: Decimal) -> str:
    """A value as it is printed: a change bears its sign, the amount of purchases its unit."""
    text = f"{value:f}"
    if column == "增减" and value > 0:
        return f"+{text}"
    return f"{text}万元" if column == "总金额" else text


def _values(cells: Mapping[str, Decimal], show: _Show, last: int = 1) -> list[GridCell]:
    """The cells of a row; the last one takes ``last`` columns."""
    shown = [GridCell(show(column, value), value=True) for column, value in cells.items()]
    return [*shown[:-1], shown[-1]._replace(columns=last)]


def _proactive(form: Form, tables: Tables, show: _Show) -> Grid:
    rows: list[tuple[GridCell, ...]] = []
    for clause, columns, keys in _PROACTIVE[form]:
        last = 4 - len(columns)
        labels = [GridCell(column) for column in columns]
        rows.append((GridCell(_CLAUSE.format(clause), columns=4),))
        rows.append((GridCell("信息内容"), *labels[:-1], labels[-1]._replace(columns=last)))
        rows.extend((GridCell(key), *_values(tables["proactive"][key], show, last)) for key in keys)
    return tuple(rows)


def _requests(tables: Tables, show: _Show) -> Grid:
    values = {row: _values(cells, show) for row, cells in tables["requests"].items()}
    whole = ("本年新收", "上年结转", "结转下年度")
    results = [row for row in values if row not in whole]
    rows: list[tuple[GridCell, ...]] = [*_request_header()]
    rows.extend((GridCell(REQUEST_LABELS[row], columns=3), *values[row]) for row in whole[:2])
    seen: set[str] = set()
    for row in results:
        cells: list[GridCell] = [] if seen else [GridCell(RESULTS_LABEL, rows=len(results))]
        group, inner, _ = row.partition("/")
        if inner and group not in seen:
            cells.append(GridCell(REQUEST_LABELS[group], rows=sum(r.startswith(f"{group}/") for r in results)))
        seen.add(group)
        cells.append(GridCell(REQUEST_LABELS[row], columns=1 if inner else 2))
        rows.append((*cells, *values[row]))
    rows.append((GridCell(REQUEST_LABELS["结转下年度"], columns=3), *values["结转下年度"]))
    return tuple(rows)


def _request_header() -> Grid:
    columns = tuple(GridCell(column) for column in APPLICANTS[1:])
    return (
        (GridCell(NOTE, columns=3, rows=3), GridCell("申请人情况", columns=7)),
        (
            GridCell(APPLICANTS[0], rows=2),
            GridCell("法人或其他组织", columns=5),
            GridCell(REQUEST_COLUMNS[-1], rows=2),
        ),
        columns,
    )


def _litigation(tables: Tables, show: _Show) -> Grid:
    outcomes = tuple(GridCell(label) for label in (*OUTCOMES, "总计"))
    numbers = [cell for row in LITIGATION_ROWS for cell in _values(tables["litigation"][row], show)]
    return (
        (GridCell("行政复议", columns=5), GridCell("行政诉讼", columns=10)),
        (*(cell._replace(rows=2) for cell in outcomes), *(GridCell(row, columns=5) for row in LITIGATION_ROWS[1:])),
        (*outcomes, *outcomes),
        tuple(numbers),
    )
