"""结构与内容：导语所说的组成。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.forms import NUMERALS
from gklint.report.nodes import Block, Heading, Report, Section
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

from .headings import form_of, worded_otherwise
from .passages import Joined, Passage, paragraphs_of

# The last words before a list and the first of it.
_LIST_BEGINS = tuple(
    f"{end}{verb}" for end in "告文报的要容共" for verb in ("由", "包括", "包含", "分为", "涵盖", "含")
)
_LIST = late(
    r"(?:报告|全文|年报)(?:的)?(?:主要)?(?:内容)?(?:共)?(?:由|包括|包含|分为|涵盖|含)(?P<items>[^。；;]{8,400}?)"
    r"(?:(?:(?P<rest>等)[^、，,。；;]{0,12}|[一二三四五六七八九十两\d]+个?大?(?:部分|方面|项内容)[^，,。；;]{0,8}|组成|构成)(?=[，,。；;]|\Z)"
    r"|(?=[。；;]|\Z))",
    words="|".join(_LIST_BEGINS),
)
_SPLIT = late(r"[、，,]|(?:以及|和|及)(?=其他|存在|主要问题|行政诉讼|提起|改进|需要)")
_OF_A_REPORT = late(r"(?:情况|事项|概述|措施|问题|数量|费用|方面|内容|计划|说明)\Z")


class _Item(NamedTuple):
    """A part that the preface lists: its words, its place, the role that they name."""

    words: str
    span: Span
    role: str | None


@rule("STR012")
def listed_parts(report: Report, ctx: Context) -> Iterator[Finding]:
    """The parts that the preface lists are those that the report has."""
    match = _LIST.search(_opening_words(report))
    if match is None:
        return
    form, text = form_of(ctx.document), Joined(report.source, [passage.span for passage in _opening(report)])
    items = _items(text, match, ctx)
    named = [item for item in items if item.role or _OF_A_REPORT.search(item.words)]
    if len(named) < 3 or sum(item.role is not None for item in items) < 2:
        return
    sections = {section.role for section in report.sections if section.role}
    headings = fold("".join(ctx.text(heading.title) for heading in _headings(report.sections)))
    strange = [item.words for item in named if item.role is None and fold(item.words) not in headings]
    listed = {item.role for item in items}
    absent = [] if match["rest"] else [part for part in form.sections if part.role in sections - listed]
    told = []
    if strange:
        told.append("列有“" + "”“".join(strange) + "”，正文没有相应部分")
    if absent:
        told.append("没有列出“" + "”“".join(part.title for part in absent) + "”")
    if told:
        yield ctx.finding(text.span(*match.span("items")), f"导语所列组成与正文的部分不符：{'；'.join(told)}")


def _opening(report: Report) -> list[Passage]:
    """Where a report says what it consists of: the preface, and the first paragraphs of its first section."""
    return [*paragraphs_of(report, None), *paragraphs_of(report, "overview")[:2]]


@once
def _opening_words(report: Report) -> str:
    return "".join([passage.words for passage in _opening(report)])


def _items(text: Joined, match: re.Match[str], ctx: Context) -> list[_Item]:
    """What is listed. Titles of sections hold 、 and 和 themselves, so they are looked for first, the longest first."""
    left = match["items"]
    start = match.start("items")
    found: list[_Item] = []
    parts = form_of(ctx.document).sections
    titles = [(fold(words), part.role) for part in parts for words in (part.title, *part.variants)]
    folded = left.translate(str.maketrans("，（）", ",()"))
    for words, role in sorted(titles, key=lambda pair: -len(pair[0])):
        at = folded.find(words)
        if at < 0 or len(words) < 4:
            continue
        found.append(_Item(left[at : at + len(words)], text.span(start + at, start + at + len(words)), role))
        folded = folded[:at] + "," * len(words) + folded[at + len(words) :]
    at = 0
    for piece in _SPLIT.split(folded):
        words = piece.strip(",") if piece else ""
        if len(words) >= 2:
            at = max(folded.find(words, at), 0)
            found.append(_Item(words, text.span(start + at, start + at + len(words)), _role(words, ctx)))
    return found


_NAMED = {
    "litigation": late(r"复议|诉讼"),
    "issues": late(r"问题|不足|改进"),
    "requests": late(r"收到|处理.*申请|申请(?:的)?情况"),
}


def _role(words: str, ctx: Context) -> str | None:
    """The section that ``words`` name: by the form's keywords, or as the half of a title that was split."""
    for section in form_of(ctx.document).sections:
        if any(re.search(keyword, words) for keyword in section.keywords):
            return section.role
    return next((role for role, pattern in _NAMED.items() if pattern.search(words)), None)


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
            yield from _headings(block.blocks)


_COUNT = late(
    r"(?:报告|全文|年报)[^。；;]{0,260}?(?:(?:由|分为|分成|包括|共有|共分|分|共)(?:以下)?(?P<first>[一二三四五六七八九十两]|1?\d)个?大?部分"
    r"|(?P<second>[一二三四五六七八九十两]|1?\d)个?大?部分(?:组成|构成))"
)


@rule("STR022")
def counted_parts(report: Report, ctx: Context) -> Iterator[Finding]:
    """The number of parts that the preface states is the number that the report has."""
    opening = _opening_words(report)
    match = _COUNT.search(opening) if "部分" in opening else None
    if match is None:
        return
    form, text = form_of(ctx.document), Joined(report.source, [passage.span for passage in _opening(report)])
    group = "first" if match["first"] else "second"
    words = match[group]
    stated = int(words) if words.isdigit() else 2 if words == "两" else NUMERALS.index(words) + 1
    actual = len({section.role for section in report.sections if section.role} | worded_otherwise(report, form).keys())
    # Sections that the form asks for and the report lacks are STR001's.
    if actual < 2 or stated in (actual, len(form.sections)):
        return
    yield ctx.finding(text.span(*match.span(group)), f"导语说报告有 {stated} 个部分，正文有 {actual} 个一级标题")
