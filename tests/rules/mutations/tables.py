"""Mutations of the tables: labels, rows, cells, sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bench.figures import APPLICANTS, LITIGATION_ROWS, OUTCOMES, leaf_rows

from .kit import (
    BARS,
    DROPPED,
    NEW,
    OLD,
    ROWS,
    TABLES,
    WITH_LAST_BLANK,
    Cell,
    Change,
    Draft,
    Mutation,
    cells,
    chain,
    hush,
    only,
    shift,
    swap,
)

_COERCION = "行政强制"
_NEIGHBOURS = tuple(zip(APPLICANTS, (*APPLICANTS[1:], APPLICANTS[0]), strict=True))


def _whole_labels(draft: Draft) -> Draft:
    """No label is broken over lines."""
    return replace(draft, report=replace(draft.report, variant=0))


def _without_row(row: str, label_before: str, label_after: str) -> Change:
    """A row of the table of requests is not there; the place is between the rows about it."""

    def change(draft: Draft) -> Draft | None:
        requests = dict(draft.report.tables["requests"])
        if requests.pop(row)["总计"]:
            return None
        tables = {**draft.report.tables, "requests": requests}
        marks = chain(swap(label_before, f"⟦{label_before}"), swap(label_after, f"{label_after}⟧"))
        return marks(replace(draft, report=replace(draft.report, tables=tables)))

    return change


def _cell(table: str, row: str, column: str, text: str) -> Change:
    return cells({(table, row, column): text})


def _empty_total(draft: Draft) -> Draft | None:
    """The first sum that is nought is left empty."""
    for row, values in draft.report.tables["requests"].items():
        if not values["总计"]:
            return _cell("requests", row, "总计", "⟦⟧")(draft)
    return None


def _moved_carried_in(draft: Draft) -> Iterator[Mapping[Cell, int]]:
    """An application that was carried over moves to another kind of applicant: rows and totals still hold."""
    for one, other in _NEIGHBOURS:
        yield {("requests", "上年结转", one): -1, ("requests", "上年结转", other): 1, ("requests", "总计", one): 0}


def _moved_result(draft: Draft) -> Iterator[Mapping[Cell, int]]:
    """A result moves to another kind of applicant: its row still holds, two columns no longer."""
    for row in leaf_rows(draft.report.form):
        for one, other in _NEIGHBOURS:
            yield {("requests", row, one): -1, ("requests", row, other): 1, ("requests", "总计", one): 0}


def _moved_sum(draft: Draft) -> Iterator[Mapping[Cell, int]]:
    """Two sums of rows of one group change places by one: the column of sums still holds, the rows no longer."""
    rows = [row for row in leaf_rows(draft.report.form) if "/" in row]
    for one in rows:
        for other in rows:
            if one != other and one.split("/")[0] == other.split("/")[0]:
                yield {("requests", one, "总计"): -1, ("requests", other, "总计"): 1}


def _outcome_more(row: str) -> Change:
    """An outcome that the prose does not name, and the sum without it."""

    def change(draft: Draft) -> Draft | None:
        values = draft.report.tables["litigation"][row]
        for outcome in OUTCOMES:
            if not values[outcome]:
                named = {("litigation", row, outcome): "1"}
                return cells({**named, ("litigation", row, "总计"): f"⟦{values['总计']}⟧"})(draft)
        return None

    return change


def _coercions(before: str, change: str, decisions: str) -> Change:
    names = ("上一年项目数量", "增减", "处理决定")
    return cells({("proactive", _COERCION, n): t for n, t in zip(names, (before, change, decisions), strict=True)})


def _fewer_than_disclosed(draft: Draft) -> Draft | None:
    """More documents newly published than are public in all, where the prose says nothing of them."""
    row = draft.report.tables["proactive"]["规范性文件"]
    if row["新制作"]:
        return None
    return cells(
        {
            ("proactive", "规范性文件", "新公开"): f"{row['对外公开总数'] + 2}",
            ("proactive", "规范性文件", "对外公开总数"): f"⟦{row['对外公开总数']}⟧",
        }
    )(draft)


def _too_few_in_force(draft: Draft) -> Draft | None:
    issued, repealed, _ = draft.report.tables["proactive"]["行政规范性文件"].values()
    if issued - repealed < 2:
        return None
    return _cell("proactive", "行政规范性文件", "现行有效", f"⟦{issued - repealed - 1}⟧")(draft)


def _fee_not_paid(draft: Draft) -> Draft | None:
    """An application that was given up for want of payment, and a report that denies any notice or fee."""
    rest, unpaid = ("其他处理/其他", "其他处理/逾期未缴费")
    if not draft.number("requests", rest, "自然人"):
        return None
    changed = {}
    for row, by in ((rest, -1), (unpaid, 1)):
        for column in ("自然人", "总计"):
            changed["requests", row, column] = str(draft.number("requests", row, column) + by)
    return chain(cells(changed), swap("未收取信息处理费", "⟦未收取信息处理费⟧"))(draft)


_FEE_HEADER = "本年收费金额（单位：万元）"
_CHARGES = ("proactive", "行政事业性收费", "收费金额")
_PURCHASES = ("proactive", "政府集中采购", "总金额")

LABELS = (
    Mutation("TBL001", swap("第二十条第（五）项", "⟦第二十条（五）项⟧"), TABLES),
    Mutation("TBL001", swap("第二十条第（一）项", "⟦第二十一条第（一）项⟧"), TABLES),
    Mutation("TBL002", swap("（四）无法提供", "⟦（四）无法提取⟧"), TABLES),
    Mutation("TBL002", swap("6.属于四类过程性信息", "⟦6.属于四类过程信息⟧"), TABLES),
    Mutation("TBL003", chain(_whole_labels, swap("科研机构", "⟦考研机构⟧")), TABLES),
    Mutation("TBL003", swap("现行有效件数", "⟦现行有效件⟧"), TABLES, NEW),
    Mutation("TBL004", _without_row("不予处理/要求提供公开出版物", "2.重复申请", "4.无正当理由大量反复申请"), TABLES),
    Mutation("TBL004", _without_row("不予公开/属于行政执法案卷", "6.属于四类过程性信息", "8.属于行政查询事项"), TABLES),
    Mutation("TBL005", _empty_total, WITH_LAST_BLANK),
    Mutation("TBL006", _cell("proactive", _COERCION, "处理决定", "⟦十九⟧"), ROWS),
    Mutation("TBL006", _cell("proactive", _COERCION, "处理决定", "⟦4件⟧"), TABLES),
    Mutation("TBL006", _cell("proactive", _COERCION, "处理决定", "⟦１２⟧"), TABLES),
    Mutation("TBL008", _cell("proactive", _COERCION, "处理决定", "⟦[bookmark: _GoBack]⟧5"), BARS),
    Mutation("TBL008", swap("（三）不予公开", "（三）不予公开⟦&nbsp;⟧"), BARS),
    Mutation(
        "TBL009",
        chain(
            _cell("requests", "部分公开", "科研机构", DROPPED), swap("（二）部分公开（区分", "⟦（二）部分公开（区分⟧")
        ),
        BARS,
    ),
)
SUMS = (
    Mutation("ARI201", _fewer_than_disclosed, TABLES, OLD),
    Mutation("ARI202", _coercions("40", "⟦3⟧", "37"), TABLES, OLD),
    Mutation("ARI203", _coercions("⟦40⟧", "+3", "43"), TABLES, OLD),
    Mutation("ARI204", _coercions("2", "⟦-3⟧", "0"), TABLES, OLD),
    Mutation("ARI205", chain(_too_few_in_force, hush("规范性文件")), TABLES, NEW),
    Mutation(
        "ARI206", chain(only("县级部门", "乡镇街道"), _cell("proactive", "规章", "对外公开总数", "⟦2⟧")), TABLES, OLD
    ),
    Mutation("ARI206", chain(only("县级部门", "乡镇街道"), _cell("proactive", "规章", "现行有效", "⟦2⟧")), TABLES, NEW),
    Mutation("ARI208", cells({_PURCHASES: "⟦1206000⟧"}), TABLES, OLD),
    Mutation("ARI209", _fee_not_paid, TABLES, NEW),
    Mutation("ARI301", shift("requests", _moved_carried_in), TABLES),
    Mutation("ARI302", shift("requests", _moved_result), TABLES),
    Mutation("ARI303", shift("requests", _moved_sum), TABLES),
    *(Mutation(f"ARI40{n}", _outcome_more(row), TABLES) for n, row in enumerate(LITIGATION_ROWS, 1)),
    Mutation("UNT002", cells({_PURCHASES: "⟦22.3万⟧"}), TABLES, OLD),
    Mutation("UNT003", cells({_CHARGES: "⟦59.7万元⟧"}), TABLES, NEW),
    Mutation(
        "UNT004",
        chain(cells({_CHARGES: "⟦59.7⟧"}), swap(_FEE_HEADER, "本年收费金额（单位：万元，⟦保留4位小数⟧）")),
        TABLES,
        NEW,
        also=frozenset({"STR015"}),
    ),
    Mutation("UNT005", cells({_CHARGES: "⟦59.7123456⟧"}), TABLES, NEW),
    Mutation("UNT005", cells({_CHARGES: "⟦5.97E+01⟧"}), ROWS, NEW),
)
