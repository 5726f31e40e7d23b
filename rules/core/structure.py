"""结构：一级标题、二级序号、题名、段落重复、格式版本。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.report.forms import NUMERALS
from gklint.report.nodes import Heading, Report
from gklint.report.titles import agency_of, year_of
from gklint.text import Span, fold

from .headings import form_of, in_order, other_report, worded_otherwise


@rule("STR001")
def missing_section(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """Each of the form's sections must have a heading."""
    if in_order(ctx.document):
        return
    form = form_of(ctx.document)
    present = {section.role for section in report.sections} | worded_otherwise(report, form).keys()
    end = len(report.source.text.rstrip())
    for section in form.sections:
        if section.role in present:
            continue
        if fold(f"{section.numeral}、{section.title}") in fold(report.source.text):
            yield ctx.unchecked("标题没有独立成行，无法确认各部分是否齐全")
            continue
        following = [s for s in report.sections if s.role and _ordinal(s.role, ctx) > section.ordinal]
        place = following[0].heading.span.start if following else end
        yield ctx.finding(Span(place, place), f"缺少“{section.numeral}、{section.title}”部分")


def _ordinal(role: str, ctx: Context) -> int:
    return form_of(ctx.document).section(role).ordinal


@rule("STR002")
def repeated_section(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section's heading stands once; where most stand again, the file holds two reports (STR023)."""
    if in_order(ctx.document) or other_report(report) is not None:
        return
    first: dict[str, Heading] = {}
    for section in report.sections:
        if section.role is None:
            continue
        if section.role not in first:
            first[section.role] = section.heading
            continue
        earlier = first[section.role]
        place = report.source.place_words(earlier.span.start)
        title = ctx.text(section.heading.span)
        yield ctx.finding(
            section.heading.span,
            f"一级标题“{title}”重复，{place}已有",
            labels=[Label(earlier.span, "首次出现在这里")],
        )


@rule("STR003")
def section_order(report: Report, ctx: Context) -> Iterator[Finding]:
    """The sections come in the form's order."""
    if in_order(ctx.document) or other_report(report) is not None:
        return
    known = [(s, _ordinal(s.role, ctx)) for s in report.sections if s.role]
    for (before, a), (after, b) in pairwise(known):
        if b < a:
            yield ctx.finding(
                after.heading.span,
                f"部分顺序错：“{ctx.text(after.heading.span)}”应在“{ctx.text(before.heading.span)}”之前",
                labels=[Label(before.heading.span, "这一部分在前")],
            )


@rule("STR004")
def section_wording(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section's heading has the form's words."""
    form = form_of(ctx.document)
    official_titles = {section.role: section.title for section in form.sections}
    headed = [(section.role, section.heading) for section in report.sections if section.role]
    for role, heading in (*headed, *worded_otherwise(report, form).items()):
        written = ctx.text(heading.title)
        if written == official_titles[role]:
            continue
        official = form.section(role)
        folded = fold(written).strip("、,;.:")
        if folded in {fold(text) for text in (official.title, *ctx.options["可接受"])}:
            continue
        known = folded in {fold(variant) for variant in official.variants}
        title = f"{official.numeral}、{official.title}"
        fix = Fix(f"改为“{official.title}”", (Edit(heading.title, official.title),), Applicability.UNSAFE)
        yield ctx.finding(
            heading.title,
            f"一级标题“{''.join(written.split())}”与格式的“{title}”不一致",
            grade="变体" if known else None,
            fix=fix,
        )


@rule("STR005")
def section_number_style(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section is numbered 一、 to 六、."""
    for section in report.sections:
        heading = section.heading
        if section.role is None:
            continue
        ordinal = _ordinal(section.role, ctx)
        official = f"{NUMERALS[ordinal - 1]}、"
        if heading.number is None:
            yield ctx.finding(heading.span, f"一级标题“{ctx.text(heading.span)}”没有序号，应写“{official}”")
            continue
        written = ctx.text(heading.number)
        if heading.level == 1 and heading.ordinal != ordinal:
            yield ctx.finding(heading.number, f"“{ctx.text(heading.title)}”的序号写作“{written}”，应为“{official}”")
        elif fold(written) != official:
            fix = Fix(f"改为“{official}”", (Edit(Span(heading.number.start, heading.title.start), official),))
            yield ctx.finding(heading.number, f"一级标题的序号写作“{written}”，应写“{official}”", fix=fix)


@rule("STR023")
def two_reports(report: Report, ctx: Context) -> Iterator[Finding]:
    """A file holds one report."""
    start = None if in_order(ctx.document) else other_report(report)
    if start is not None:
        place = report.source.lines.line_span(report.source.position(start).line)
        yield ctx.finding(place, "这里开始像是另一份报告（各部分又从头出现）；两份报告请分开检查")


@rule("STR008")
def title_complete(report: Report, ctx: Context) -> Iterator[Finding]:
    """The report has a title that names the body and the year."""
    if report.title is None:
        place = Span(0, 0)
        yield ctx.finding(place, "没有题名：应为“××（机关名称）××××年政府信息公开工作年度报告”")
        return
    lacking = [
        word
        for word, found in (
            ("机关名称", ctx.document.agency or agency_of(report.title.text)),
            ("年度", year_of(report.title.text)),
        )
        if not found
    ]
    if lacking:
        yield ctx.finding(report.title.span, f"题名缺少{'和'.join(lacking)}", grade="只缺单位或年份")


@rule("STR020")
def edition_and_year(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The tables follow the edition that the report's year asks for."""
    document = ctx.document
    table = document.tables.get("proactive")
    if document.year is None:
        yield ctx.unchecked("报告年度不明，无法核对格式版本", table="proactive")
        return
    wanted = next((form for form in ctx.document.forms.values() if form.covers(document.year)), None)
    if table is None or wanted is None or table.form == wanted.name:
        return
    if not table.header_read:
        yield ctx.unchecked("表头未能读出，无法核对格式版本", table="proactive")
        return
    used = ctx.document.forms[table.form]
    first = min((column.span for column in table.columns), default=table.span)
    yield ctx.finding(
        first,
        f"{document.year} 年度报告应使用 {wanted.name} 版格式（{wanted.basis}），"
        f"表二却是 {used.name} 版（{used.basis}）",
    )
