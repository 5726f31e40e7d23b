"""表格：标签、行列、空白、取值、残留。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import Applicability, Edit, Fix
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.engine.values import PLAIN
from gklint.late import late
from gklint.report.bound import BoundCell, BoundLabel, BoundRow, BoundTable, CellState, Match, Matrix
from gklint.report.forms import TableForm
from gklint.report.nodes import Report
from gklint.text import Span, fold

from .passages import passages, prose

_BLANK = (CellState.EMPTY, CellState.NA)
_WRONG = (Match.MISSPELT, Match.NEAR)
_FULL_WIDTH = late(r"[０-９]")
_BROKEN = late(r"\s*[0-9]+(?:\s+[0-9]+)+\s*")
_SCIENTIFIC = late(r"[0-9]\s*[eE]\s*[+-]?[0-9]")
# Between the words for money and the number nothing else that is counted (采购信息浏览量12万).
_MONEY_WORDS = late(
    r"(?:金额|经费|收费|采购|投入|资金)(?:(?!浏览|阅读|访问|点击|关注|粉丝|播放|转发|下载|用户|[量次人户])[^。；;！？\n]){0,16}?"
    r"(\d[\d,]*(?:\.\d+)?\s*[万亿])(?=[，。；、,;)）（(]|$|用于|购)"
)


def _form(table: BoundTable, ctx: Context) -> TableForm:
    return ctx.document.forms[table.form].tables[table.name]


def _tables(ctx: Context) -> Iterator[BoundTable]:
    for table in ctx.document.tables.values():
        if table is not None:
            yield table


def _out_of_order(ctx: Context) -> Iterator[BoundTable]:
    """The tables without a matrix: in the others every label is the form's and every cell holds a number."""
    return (table for table in _tables(ctx) if table.matrix is None)


def _row_name(table: BoundTable, key: str, ctx: Context) -> str:
    """What a reader calls the row: its official label."""
    return _form(table, ctx).row_labels[key].label


def _official(label: BoundLabel, ctx: Context) -> Fix:
    edit = Edit(label.span, label.official)
    return Fix(
        f"改为“{label.official}”",
        (edit,),
        Applicability.SAFE if label.match is Match.MISSPELT else Applicability.UNSAFE,
    )


def _wrong_label(label: BoundLabel, what: str, ctx: Context) -> Finding:
    """A label that is not the form's: wrong characters are an error, missing or surplus ones a warning."""
    written = "".join(ctx.text(label.span).split())
    if label.match is Match.NEAR:
        grade: str | None = "近似"
    else:
        grade = None if len(fold(written)) == len(fold(label.official)) else "漏字多字"
    return ctx.finding(
        label.span, f"{what}标签“{written}”应为“{label.official}”", grade=grade, fix=_official(label, ctx)
    )


@rule("TBL002")
def row_labels(report: Report, ctx: Context) -> Iterator[Finding]:
    """Labels of rows and groups are the form's."""
    for table in _out_of_order(ctx):
        for row in table.rows.values():
            if row.label and row.label.match in _WRONG:
                yield _wrong_label(row.label, "行", ctx)
        for group in table.groups:
            if group.match in _WRONG:
                yield _wrong_label(group, "行", ctx)


@rule("TBL003")
def column_labels(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """Labels of columns are the form's, and none is missing."""
    for table in _out_of_order(ctx):
        if not table.header_read:
            yield ctx.unchecked("表头未能读出，无法核对列标签", table=table.name, span=table.span)
            continue
        for column in table.columns:
            if column.match in _WRONG:
                yield _wrong_label(column, "列", ctx)
        labels = {c.key: c for block in _form(table, ctx).blocks for c in block.columns}
        for key in table.absent_columns:
            place = max((c.span for c in table.columns), default=Span(table.span.start, table.span.start))
            yield ctx.finding(place, f"表头缺少列标签“{labels[key].label}”", grade="缺列")


@rule("TBL004")
def row_set(report: Report, ctx: Context) -> Iterator[Finding]:
    """The table has the form's rows, no fewer and no more."""
    for table in _tables(ctx):
        yield from _edition(table, ctx)
        if table.matrix is not None or _form(table, ctx).layout == "wide":
            continue
        found = [row for row in table.rows.values() if row.label]
        absent = [row for row in table.rows.values() if row.label is None]
        if found and absent:
            names = "、".join(f"“{_row_name(table, row.key, ctx)}”" for row in absent)
            yield ctx.finding(absent[0].span, f"表中缺少 {len(absent)} 行：{names}")
        accepted = {fold(label) for label in _form(table, ctx).extra_rows}
        for extra in table.extra:
            if fold(extra.label) in accepted:
                continue
            yield ctx.finding(extra.span, f"表中多出格式没有的一行“{''.join(extra.label.split())}”")


def _edition(table: BoundTable, ctx: Context) -> Iterator[Finding]:
    """A table of another edition than the report's: 表二 is STR020's (and where both tables are, that says it all);
    表三 differs in 其他处理 only."""
    wanted = ctx.document.forms[ctx.document.choice.form]
    proactive = ctx.document.tables.get("proactive")
    if proactive is not None and proactive.form == table.form:
        return
    if table.form == wanted.name or table.name == "proactive" or not ctx.document.choice.certain:
        return
    mine, theirs = _form(table, ctx), wanted.tables[table.name]
    absent = [theirs.row_labels[key].label for key in theirs.row_keys if key not in mine.row_keys]
    merged = [row for key, row in table.rows.items() if key not in theirs.row_keys and row.label]
    if absent and merged:
        names = "、".join(f"“{label}”" for label in absent)
        yield ctx.finding(
            merged[0].span, f"该表沿用 {table.form} 版的行，{wanted.name} 版在此应分为 {len(absent)} 行：{names}"
        )


@rule("TBL005")
def blank_cells(report: Report, ctx: Context) -> Iterator[Finding]:
    """Cells are filled; nought is written as 0. One finding a table."""
    for table in _out_of_order(ctx):
        blank = [cell for row in table.rows.values() for cell in _blank(row)]
        if not blank:
            continue
        total = sum(len(row.cells) for row in table.rows.values())
        in_total = any(cell.column == "总计" or _is_grand_total(cell, table) for cell in blank)
        spans = [cell.span for cell in blank]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        marks = sorted({cell.value.raw for cell in blank if cell.state is CellState.NA})
        written = (
            f"（其中以“{'”“'.join(marks)}”代替 {sum(c.state is CellState.NA for c in blank)} 格）" if marks else ""
        )
        where = "，包括“总计”" if in_total else ""
        message = f"表中 {total} 格有 {len(blank)} 格空白{written}{where}；没有数量的应填 0"
        yield ctx.finding(span, message, grade=None if in_total else "其余")


def _blank(row: BoundRow) -> list[BoundCell]:
    """Empty cells, marks that stand for nought, and (where a row has a label and nothing else) cells that lack."""
    cells = list(row.cells.values())
    if row.label is not None and all(cell.value.state is CellState.MISSING for cell in cells):
        return cells
    return [cell for cell in cells if cell.value.state in _BLANK]


def _is_grand_total(cell: BoundCell, table: BoundTable) -> bool:
    """Whether the whole row （七）总计 is blank."""
    if cell.row != "总计":
        return False
    return all(c.state in (*_BLANK, CellState.MISSING) for c in table.rows["总计"].cells.values())


@rule("TBL006")
def cell_values(report: Report, ctx: Context) -> Iterator[Finding]:
    """Counts are whole numbers in half-width digits, without signs and units; amounts may have decimals."""
    for table in _tables(ctx):
        form = _form(table, ctx)
        if table.matrix is not None and not _has_faults(table.matrix, form):
            continue
        for row in table.rows.values():
            for cell in row.cells.values():
                value = cell.value
                if value.unit is None and value.state in PLAIN and value.raw.isascii() and value.raw.isdigit():
                    continue  # a plain whole number: by far the most
                fault = _fault(cell, form)
                if fault:
                    name = f"{_row_name(table, cell.row, ctx)}·{form.column_label(cell.row, cell.column).label}"
                    raw = " ".join(cell.value.raw.split())
                    yield ctx.finding(cell.span, f"{name}填“{raw}”：{fault}")


def _has_faults(matrix: Matrix, form: TableForm) -> bool:
    """Whether there is something wrong with a number of a matrix."""
    if matrix.plain:
        return False
    odd = [number for number, words in enumerate(matrix.words) if not words.isdecimal()]
    cells = (BoundCell(*matrix.shape.names[number], matrix.values[number], Span(0, 0)) for number in odd)
    return any(_fault(cell, form) for cell in cells)


def _fault(cell: BoundCell, form: TableForm) -> str | None:
    label = form.column_label(cell.row, cell.column)
    value = cell.number
    money = label.money or label.unit is not None
    if cell.state is CellState.TEXT:
        # 5.9E+01 among amounts is UNT005's.
        if money and _SCIENTIFIC.search(cell.value.raw):
            return None
        broken = _BROKEN.fullmatch(cell.value.raw)
        return "数字中间有空格，不知是一个数还是几个" if broken else "不是数字，应填阿拉伯数字"
    if value is None:
        return None
    if _FULL_WIDTH.search(cell.value.raw):
        return "数字应为半角"
    if value < 0 and cell.column != "增减":
        return "不应为负数"
    if not money and value != value.to_integral_value():
        return "件数应为整数"
    if not money and cell.value.unit:
        return f"单元格内不写单位“{cell.value.unit}”"
    return None


@rule("TBL009")
def cells_in_row(report: Report, ctx: Context) -> Iterator[Finding]:
    """A row has as many values as the table has columns."""
    for table in _out_of_order(ctx):
        for row in table.rows.values():
            states = [cell.state for cell in row.cells.values()]
            if row.label is None or row.written is None:
                continue
            name, width = _row_name(table, row.key, ctx), len(states)
            if CellState.MISSING in states and any(s is not CellState.MISSING for s in states):
                labels = [
                    _form(table, ctx).column_label(row.key, c.column).label
                    for c in row.cells.values()
                    if c.state is CellState.MISSING
                ]
                yield ctx.finding(
                    row.span, f"“{name}”只有 {row.written} 个数据格，应为 {width} 个，缺“{'、'.join(labels)}”"
                )
            elif row.written != width and CellState.UNBOUND in states:
                yield ctx.finding(
                    row.span, f"“{name}”有 {row.written} 个数据格，应为 {width} 个，无法确定各数属于哪一列"
                )


@rule("TBL010")
def unplaced_text(report: Report, ctx: Context) -> Iterator[Finding]:
    """What could not be put into its place, once a table; a wrong or missing column label is TBL003's."""
    for table in _out_of_order(ctx):
        first = min((row.span.start for row in table.rows.values() if row.label), default=table.span.start)
        stray = sorted(span for span in table.stray if span.start > first)
        if not table.header_read:
            message = "表头未能读出（列名可能被拆开或与数据列数不符），未核对列标签"
            yield ctx.finding(min(table.stray, default=Span(first, first)), message)
        elif stray:
            words = "”“".join("".join(ctx.text(span).split())[:20] for span in stray[:3])
            more = f"等 {len(stray)} 处文字" if len(stray) > 3 else ""
            yield ctx.finding(stray[0], f"“{words}”{more}不能归到表中的行或列，可能是页面断开所致")


@rule("UNT002")
def amount_unit(report: Report, ctx: Context) -> Iterator[Finding]:
    """An amount of money ends in 元: ``197.3万`` lacks it."""
    for table in _tables(ctx):
        if table.matrix is not None:  # there is no 万 in one
            continue
        form = _form(table, ctx)
        for row in table.rows.values():
            for cell in row.cells.values():
                if cell.value.unit in ("万", "亿"):
                    label = form.column_label(cell.row, cell.column)
                    if label.money or label.unit:
                        yield _lacks_yuan(cell.span, ctx)
    text = prose(report)
    for passage in passages(report) if "万" in text or "亿" in text else ():
        if passage.is_heading or ("万" not in passage.text and "亿" not in passage.text):
            continue
        for match in _MONEY_WORDS.finditer(passage.text):
            yield _lacks_yuan(Span(passage.span.start + match.start(1), passage.span.start + match.end(1)), ctx)


def _lacks_yuan(span: Span, ctx: Context) -> Finding:
    written = "".join(ctx.text(span).split())
    fix = Fix("补“元”", (Edit(Span(span.end, span.end), "元"),), Applicability.UNSAFE)
    return ctx.finding(span, f"金额“{written}”缺单位“元”，应写“{written}元”", fix=fix)
