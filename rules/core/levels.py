"""上级与下级：汇总型报告的数等于下级各单位之和。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gklint.diagnostics import Calculation
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.project.model import Tree
from gklint.report.digest import Digest
from gklint.text import fold

_SUMMED = ("本年新收", "上年结转", "总计", "结转下年度")
_WHOLE = re.compile(r"汇总|(?:全县|全区|全市|全省|全州|全旗)各|各(?:部门|单位|乡镇|镇街|街道)(?:的)?(?:数据|情况|报告)")
_ALONE = re.compile(
    r"(?:仅|只)(?:反映|包括|含|统计|为).{0,12}(?:本机关|本级|办公室)|不(?:含|包括).{0,10}(?:部门|单位|乡镇)"
)


@rule("XYR008")
def parent_is_sum(tree: Tree, ctx: Context) -> Iterator[Finding | Unchecked]:
    """A parent that reports for all under it has the sum of their numbers."""
    scope = _scope(tree, ctx)
    if scope is None:
        yield ctx.unchecked("看不出这份报告是汇总全辖还是只报本机关，没有与下级之和比较", table="requests")
    if not scope:
        return
    left_out = ctx.options["不计"]
    children = [one for one in tree.children if not any(word in (one.agency or "") for word in left_out)]
    table = tree.parent.tables.get("requests")
    for row in _SUMMED if children and table is not None else ():
        own = table.number(row, "总计") if table is not None else None
        numbers = [_number(child, "requests", row) for child in children]
        known = [number for number in numbers if number is not None]
        if own is None or len(known) < len(numbers):
            yield ctx.unchecked("本报告或下级报告有读不出的数", table="requests", row=row, column="总计")
            continue
        if own != sum(known):
            yield _not_the_sum(row, own, list(zip(children, known, strict=True)), ctx)


def _scope(tree: Tree, ctx: Context) -> bool | None:
    """Whether the parent reports for all under it; ``None`` where it does not say so."""
    text = fold(ctx.document.source.text)
    if _ALONE.search(text):
        return False
    return True if _WHOLE.search(text) or tree.declared else None


def _number(report: Digest, table: str, row: str) -> Decimal | None:
    found = report.tables.get(table)
    return found.number(row, "总计") if found is not None else None


def _not_the_sum(row: str, own: Decimal, children: list[tuple[Digest, Decimal]], ctx: Context) -> Finding:
    whole = sum((number for _, number in children), Decimal(0))
    more = own > whole
    tail = "可能有单位的报告不在这里" if more else "汇总数不应少于各单位之和"
    message = (
        f"{row}（总计）{own:f}，而 {len(children)} 个下级单位的报告合计 {whole:f}，相差 {abs(own - whole):f}；{tail}"
    )
    ranked = sorted(children, key=lambda item: (-item[1], item[0].path))
    lines = tuple(f"{child.agency} {number:f}" for child, number in ranked[:5])
    rest = (f"其余 {len(children) - 5} 个单位 {sum((n for _, n in ranked[5:]), Decimal(0)):f}",) if ranked[5:] else ()
    table = ctx.document.tables["requests"]
    assert table is not None
    calculation = Calculation((f"本报告 {row} {own:f}", *lines, *rest))
    grade = "或有未交" if more else None
    return ctx.finding(table.cell(row, "总计").span, message, grade=grade, calculation=calculation)
