"""结构：一级标题、二级序号、题名、段落重复、格式版本。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.report.forms import NUMERALS
from gklint.report.nodes import Block, Heading, Report, Section
from gklint.report.titles import agency_of, year_of
from gklint.text import Span, fold

from .headings import worded_otherwise
from .passages import Passage, passages

# A paragraph shorter than this may well stand twice (RULES STR016), unless the two follow one another.
SHORTEST_COPY = 40
# So many sections that come twice are another report in the same file.
TWO_REPORTS = 4
# Below this share of common characters two paragraphs are not near copies.
NEAR_COPY = 95.0
_PIECE = 6
# Each paragraph is compared with all others; a report has fifty, and the time grows with the square.
MOST_COMPARED = 2000
_WRITTEN = re.compile(r"\S")


@rule("STR001")
def missing_section(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """Each of the form's sections must have a heading."""
    form = ctx.document.forms[ctx.document.choice.form]
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
    return ctx.document.forms[ctx.document.choice.form].section(role).ordinal


@rule("STR002")
def repeated_section(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section's heading stands once; where most stand again, the file holds two reports (STR023)."""
    if _two_reports(report):
        return
    first: dict[str, Heading] = {}
    for section in report.sections:
        if section.role is None:
            continue
        if section.role not in first:
            first[section.role] = section.heading
            continue
        earlier = first[section.role]
        line = report.source.position(earlier.span.start).line
        title = ctx.text(section.heading.span)
        yield ctx.finding(
            section.heading.span,
            f"一级标题“{title}”重复，第 {line} 行已有",
            labels=[Label(earlier.span, "首次出现在这里")],
        )


def _two_reports(report: Report) -> bool:
    counts = Counter(section.role for section in report.sections if section.role)
    return sum(count > 1 for count in counts.values()) >= TWO_REPORTS


@rule("STR003")
def section_order(report: Report, ctx: Context) -> Iterator[Finding]:
    """The sections come in the form's order."""
    if _two_reports(report):
        return
    known = [(s, _ordinal(s.role, ctx)) for s in report.sections if s.role]
    for (before, a), (after, b) in pairwise(known):
        if b < a:
            yield ctx.finding(
                after.heading.span,
                f"部分顺序错：“{ctx.text(after.heading.span)}”应在“{ctx.text(before.heading.span)}”之前",
                labels=[Label(before.heading.span, "这一部分在前")],
            )


@rule("STR005")
def section_number_style(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section is numbered 一、 to 六、."""
    for section in report.sections:
        heading = section.heading
        if section.role is None:
            continue
        official = f"{NUMERALS[_ordinal(section.role, ctx) - 1]}、"
        if heading.number is None:
            yield ctx.finding(heading.span, f"一级标题“{ctx.text(heading.span)}”没有序号，应写“{official}”")
        elif heading.level != 1:
            written = ctx.text(heading.number)
            fix = Fix(f"改为“{official}”", (Edit(Span(heading.number.start, heading.title.start), official),))
            yield ctx.finding(heading.number, f"一级标题的序号写作“{written}”，应写“{official}”", fix=fix)
        elif heading.ordinal != _ordinal(section.role, ctx):
            written = ctx.text(heading.number)
            yield ctx.finding(heading.number, f"“{ctx.text(heading.title)}”的序号写作“{written}”，应为“{official}”")


@rule("STR006")
def subsection_numbers(report: Report, ctx: Context) -> Iterator[Finding]:
    """Numbers below one parent run on from one: no gap, no repetition, one way of writing."""
    for section in report.sections:
        yield from _numbered(section.blocks, ctx)


def _numbered(blocks: tuple[Block, ...], ctx: Context) -> Iterator[Finding]:
    children = [block for block in blocks if isinstance(block, Section)]
    if not children:
        return
    # Level 1 inside a section is STR007's; deeper ones are judged level by level, since reports mix them.
    for level in (2, 3, 4):
        series = [child.heading for child in children if child.heading.level == level]
        yield from _mixed(series, children, level, ctx)
        yield from _series(series, ctx)
    for child in children:
        yield from _numbered(child.blocks, ctx)


def _series(series: list[Heading], ctx: Context) -> Iterator[Finding]:
    for before, after in pairwise(series):
        if before.number is None or after.number is None or before.ordinal is None or after.ordinal is None:
            continue
        here, there = ctx.text(after.number), ctx.text(before.number)
        label = Label(before.number, "前一个序号在这里")
        if after.ordinal == before.ordinal:
            yield ctx.finding(after.number, f"序号“{here}”重复", labels=[label])
        elif after.ordinal > before.ordinal + 1:
            message = f"序号不连续：“{there}”之后是“{here}”"
            yield ctx.finding(after.number, message, labels=[label], grade="断号")
        elif after.ordinal < before.ordinal and after.ordinal != 1:
            yield ctx.finding(after.number, f"序号倒退：“{there}”之后是“{here}”", labels=[label], grade="断号")


def _mixed(series: list[Heading], siblings: list[Section], level: int, ctx: Context) -> Iterator[Finding]:
    """A first number of a level that is not one continues another series written otherwise: （一）（二）（3）."""
    first = series[0] if series else None
    if first is None or first.number is None or first.ordinal in (None, 1):
        return
    earlier = [s.heading for s in siblings if s.heading.span.start < first.span.start and s.heading.level != level]
    written = ctx.text(first.number)
    if earlier and earlier[-1].number and earlier[-1].ordinal == (first.ordinal or 0) - 1:
        before = ctx.text(earlier[-1].number)
        yield ctx.finding(first.number, f"序号形式不一：“{before}”之后写作“{written}”", grade="混形")
    elif not _continues_above(first, ctx):
        yield ctx.finding(first.number, f"序号从“{written}”开始，前面缺号", grade="断号")
    else:
        yield ctx.finding(first.number, f"序号形式不一：“{written}”与前面的序号写法不同", grade="混形")


def _continues_above(heading: Heading, ctx: Context) -> bool:
    """Whether a heading of any shallower level before ``heading`` has the number just below its own."""
    found = [h for h in _headings(ctx.document.report.sections) if h.span.start < heading.span.start]
    return any(h.level < heading.level and h.ordinal == (heading.ordinal or 0) - 1 for h in found[-12:])


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
            yield from _headings(block.blocks)


@rule("STR007")
def foreign_section_number(report: Report, ctx: Context) -> Iterator[Finding]:
    """Inside a section no heading is numbered as a section."""
    own = worded_otherwise(report, ctx.document.forms[ctx.document.choice.form]).values()
    for section in report.sections:
        inner = [b.heading for b in section.blocks if isinstance(b, Section) and b.heading.level == 1]
        inner = [heading for heading in inner if heading not in own]
        for place, heading in enumerate(inner, 1):
            if heading.number is None:
                continue
            wanted = f"（{NUMERALS[min(place, len(NUMERALS)) - 1]}）"
            fix = Fix(f"改为“{wanted}”", (Edit(heading.number, wanted),), Applicability.UNSAFE)
            yield ctx.finding(
                heading.number.cover(heading.title),
                f"“{ctx.text(section.heading.span)}”之内又出现一级序号“{ctx.text(heading.number)}”，应写“{wanted}”",
                labels=[Label(section.heading.span, "所在部分")],
                fix=fix,
            )


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


@rule("STR016")
def repeated_paragraph(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """No paragraph stands twice, nor all but twice."""
    found = [(passage, fold(passage.text)) for passage in passages(report) if not passage.is_heading]
    seen: dict[str, Passage] = {}
    different: list[tuple[Passage, str]] = []
    for paragraph, text in found:
        if text not in seen:
            seen[text] = paragraph
            different.append((paragraph, text))
        elif len(text) >= SHORTEST_COPY or (len(text) > 1 and _next_to(seen[text], paragraph, ctx)):
            yield _copy(paragraph, seen[text], len(text), ctx)
    yield from _near_copies([(p, t) for p, t in different if len(t) >= SHORTEST_COPY], ctx)


def _next_to(before: Passage, after: Passage, ctx: Context) -> bool:
    """Whether nothing but white space stands between two paragraphs."""
    # Searched, not cut out and stripped: they may lie megabytes apart.
    return _WRITTEN.search(ctx.document.source.text, before.span.end, after.span.start) is None


def _copy(paragraph: Passage, first: Passage, length: int, ctx: Context) -> Finding:
    line = ctx.document.source.position(first.span.start).line
    fix = Fix("删去本段", (Edit(paragraph.span, ""),), Applicability.UNSAFE)
    return ctx.finding(
        paragraph.span,
        f"段落重复：与第 {line} 行相同（{length} 字）",
        labels=[Label(first.span, "首次出现在这里")],
        fix=fix,
    )


def _near_copies(found: list[tuple[Passage, str]], ctx: Context) -> Iterator[Finding | Unchecked]:
    if len(found) > MOST_COMPARED:
        yield ctx.unchecked(f"超过 {MOST_COMPARED} 段，没有逐段比较是否近似重复")
        return
    lengths = [len(text) for _, text in found]
    for i, (paragraph, text) in enumerate(found):
        length, room = len(text), 0.1 * len(text)
        for j in [j for j, other in enumerate(lengths[:i]) if -room <= length - other <= room]:
            earlier, other = found[j]
            ratio = _ratio(text, other) if _may_be_alike(text, other) else 0
            if ratio and not _differ_in_figures(text, other):
                line = ctx.document.source.position(earlier.span.start).line
                yield ctx.finding(
                    paragraph.span,
                    f"段落近似重复：与第 {line} 行相似 {ratio:.0f}%",
                    labels=[Label(earlier.span, "相似的段落")],
                    grade="近似",
                )
                break


def _may_be_alike(one: str, other: str) -> bool:
    """Whether so many pieces of one text stand in the other that they may be near copies: a character that only one of
    them has breaks one piece at most."""
    pieces = range(0, len(one), _PIECE)
    broken = sum([one[at : at + _PIECE] not in other for at in pieces])
    return 100 * broken <= (100 - NEAR_COPY) * (len(one) + len(other))


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100; 0 where they are less alike than near copies."""
    from rapidfuzz import fuzz  # seldom needed, and slow to import

    return fuzz.ratio(one, other, score_cutoff=NEAR_COPY)


def _differ_in_figures(one: str, other: str) -> bool:
    """Whether two texts are the same but for numbers: parallel statements of figures, not copies."""
    return one != other and re.sub(r"\d+", "", one) == re.sub(r"\d+", "", other)


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
