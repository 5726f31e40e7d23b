"""结构：一级标题之内的序号。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.forms import NUMERALS
from gklint.report.nodes import Block, Heading, Report, Section

from .headings import families, form_of, is_run_together, worded_otherwise

_ATTACHMENT = late(r"\s*附件\s*[：:]\s*1\s*[.．、]")


@rule("STR006")
def subsection_numbers(report: Report, ctx: Context) -> Iterator[Finding]:
    """Numbers below one parent run on from one: no gap, no repetition, one way of writing."""
    for _, children in families(report):
        # Level 1 inside a section is STR007's; deeper ones are judged level by level, since reports mix them.
        for level in (2, 3, 4):
            series = [child.heading for child in children if child.heading.level == level]
            if not runs_on(series):
                yield from _mixed(series, children, level, ctx)
                yield from _series(series, ctx)


def runs_on(series: list[Heading]) -> bool:
    """Whether all are numbered, from one on without a gap."""
    return [heading.ordinal for heading in series] == list(range(1, len(series) + 1))


def _series(series: list[Heading], ctx: Context) -> Iterator[Finding]:
    for place, (before, after) in enumerate(pairwise(series)):
        if before.number is None or after.number is None or before.ordinal is None or after.ordinal is None:
            continue
        here, there = ctx.text(after.number), ctx.text(before.number)
        label = Label(before.number, "前一个序号在这里")
        if after.ordinal == before.ordinal == 1 and _announced(before, after, ctx):
            continue  # two lists of one item each
        if after.ordinal == before.ordinal:
            yield ctx.finding(after.number, f"序号“{here}”重复", labels=[label])
        elif _is_alone_wrong(series, place):
            continue  # what follows goes on from where the wrong number stands
        elif after.ordinal > before.ordinal + 1:
            message = f"序号不连续：“{there}”之后是“{here}”"
            yield ctx.finding(after.number, message, labels=[label], grade="断号")
        elif after.ordinal < before.ordinal and after.ordinal != 1:
            yield ctx.finding(after.number, f"序号倒退：“{there}”之后是“{here}”", labels=[label], grade="断号")


def _is_alone_wrong(series: list[Heading], place: int) -> bool:
    """Whether of three numbers that of the middle one, at ``place``, is wrong, since the others leave room for the
    right one."""
    if place == 0:
        return False
    before, here, after = (heading.ordinal for heading in series[place - 1 : place + 2])
    return before is not None and after == before + 2 and here != before + 1


def _announced(before: Heading, after: Heading, ctx: Context) -> bool:
    """Whether the line right before a number announces a list of its own (改进措施：)."""
    lines = ctx.document.source.text[before.span.end : after.span.start].split("\n")
    said = [line.strip() for line in lines[1:] if line.strip()]
    return bool(said) and said[-1].endswith(("：", ":"))


def _mixed(series: list[Heading], siblings: list[Section], level: int, ctx: Context) -> Iterator[Finding]:
    """A first number of a level that is not one continues another series written otherwise: （一）（二）（3）."""
    first = series[0] if series else None
    if first is None or first.number is None or first.ordinal in (None, 1) or _is_attachment(first, ctx):
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


def _is_attachment(heading: Heading, ctx: Context) -> bool:
    """Whether a number goes on from 附件：1.… on the line before."""
    before = ctx.document.source.text[: heading.span.start].rstrip().rpartition("\n")[2]
    return _ATTACHMENT.match(before) is not None


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
    own = worded_otherwise(report, form_of(ctx.document)).values()
    for section in report.sections:
        if is_run_together(section, ctx.document):
            continue  # 一、本年新收 is a row of its table
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


@rule("STR017")
def lonely_number(report: Report, ctx: Context) -> Iterator[Finding]:
    """Where there is a （一） there is a （二）."""
    for _, children in families(report):
        only = children[0].heading
        if len(children) == 1 and only.ordinal == 1 and only.number is not None:
            written = ctx.text(only.number)
            yield ctx.finding(only.number, f"“{written}”之后没有第二项，只有一项时不必编号")
