"""结构与内容：一级标题措辞、五项要素、导语列举、表格有无、篇幅、自称、两份报告。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gklint.diagnostics import Applicability, Edit, Fix
from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.forms import NUMERALS, Form
from gklint.report.nodes import Block, Heading, Paragraph, Report, Section, tables
from gklint.report.titles import is_agency
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

from .headings import worded_otherwise
from .passages import Joined, paragraph_spans, prose

_TABLE_ROLES = {"proactive": "表二", "requests": "表三", "litigation": "表四"}


def _form(ctx: Context) -> Form:
    return ctx.document.forms[ctx.document.choice.form]


def _inner(section: Section) -> list[Span]:
    """The spans of everything below the heading of ``section``."""
    return [Span(section.blocks[0].span.start, section.span.end)] if section.blocks else []


@rule("STR004")
def section_wording(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section's heading has the form's words."""
    form = _form(ctx)
    headed = [(section.role, section.heading) for section in report.sections if section.role]
    for role, heading in (*headed, *worded_otherwise(report, form).items()):
        official = form.section(role)
        written = ctx.text(heading.title)
        if written == official.title:
            continue
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


_ELEMENTS = {
    "主动公开": re.compile(r"主动公开|公开(?:各类)?(?:政府|政务)?信息|发布(?:各类)?信息"),
    "依申请公开": re.compile(r"依申请|公开申请|申请公开|收到[^。]{0,16}申请|信息公开\d+件|申请人"),
    "政府信息管理": re.compile(r"信息管理|信息资源|规范性文件|审核|审查|清理|公开属性|动态调整|保密|目录"),
    "平台建设": re.compile(
        r"平台|新媒体|公众号|微博|公报|(?:网站|网页|门户|栏目|专栏)[^。；]{0,10}(?:建设|改版|管理|维护|更新|升级|完善|优化|整合|设置|检查|运维|迁移)"
        r"|(?:建设|改版|管理|维护|更新|升级|完善|优化|整合|开设|设置|新设|新增|开辟)[^，。；]{0,8}(?:网站|网页|栏目|专栏)"
    ),
    "监督保障": re.compile(r"监督|考核|评议|培训|追责|问责|责任追究|督查|督导"),
}


@rule("STR011")
def five_elements(report: Report, ctx: Context) -> Iterator[Finding]:
    """总体情况 speaks of the five things that the form asks for."""
    sections = [section for section in report.sections if section.role == "overview"]
    if not sections:
        return
    spans = [span for section in sections for span in _inner(section)]
    lacking = [name for name, pattern in _ELEMENTS.items() if not any(pattern.search(ctx.text(span)) for span in spans)]
    if lacking:  # unless the words are broken over lines
        text = Joined(ctx.document.source, spans).text
        lacking = [name for name in lacking if _ELEMENTS[name].search(text) is None]
    if lacking:
        words = "、".join(f"“{name}”" for name in lacking)
        yield ctx.finding(sections[-1].heading.span, f"总体情况没有写到{words}（格式要求综述五个方面）")


_LIST = re.compile(
    r"(?:报告|全文|年报)(?:的)?(?:主要)?(?:内容)?(?:共)?(?:由|包括|包含|分为|涵盖|含)(?P<items>[^。；;]{8,400}?)"
    r"(?:(?:(?P<rest>等)[^、，,。；;]{0,12}|[一二三四五六七八九十两\d]+个?大?(?:部分|方面|项内容)[^，,。；;]{0,8}|组成|构成)(?=[，,。；;]|\Z)"
    r"|(?=[。；;]|\Z))"
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
    text = _opening(report)
    match = _LIST.search(text.text)
    if match is None:
        return
    items = _items(text, match, ctx)
    named = [item for item in items if item.role or _OF_A_REPORT.search(item.words)]
    if len(named) < 3 or sum(item.role is not None for item in items) < 2:
        return
    sections = {section.role for section in report.sections if section.role}
    headings = fold("".join(ctx.text(heading.title) for heading in _headings(report.sections)))
    strange = [item.words for item in named if item.role is None and fold(item.words) not in headings]
    listed = {item.role for item in items}
    absent = [] if match["rest"] else [form for form in _form(ctx).sections if form.role in sections - listed]
    told = []
    if strange:
        told.append("列有“" + "”“".join(strange) + "”，正文没有相应部分")
    if absent:
        told.append("没有列出“" + "”“".join(form.title for form in absent) + "”")
    if told:
        yield ctx.finding(text.span(*match.span("items")), f"导语所列组成与正文的部分不符：{'；'.join(told)}")


@once
def _opening(report: Report) -> Joined:
    """Where a report says what it consists of: the preface, and the first paragraphs of its first section."""
    return Joined(report.source, [*paragraph_spans(report, None), *paragraph_spans(report, "overview")[:2]])


def _items(text: Joined, match: re.Match[str], ctx: Context) -> list[_Item]:
    """What is listed. Titles of sections hold 、 and 和 themselves, so they are looked for first, the longest first."""
    left = match["items"]
    start = match.start("items")
    found: list[_Item] = []
    titles = [(fold(words), form.role) for form in _form(ctx).sections for words in (form.title, *form.variants)]
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
    for section in _form(ctx).sections:
        if any(re.search(keyword, words) for keyword in section.keywords):
            return section.role
    return next((role for role, pattern in _NAMED.items() if pattern.search(words)), None)


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
            yield from _headings(block.blocks)


_COUNT = re.compile(
    r"(?:报告|全文|年报)[^。；;]{0,260}?(?:(?:由|分为|分成|包括|共有|共分|分|共)(?:以下)?(?P<first>[一二三四五六七八九十两]|1?\d)个?大?部分"
    r"|(?P<second>[一二三四五六七八九十两]|1?\d)个?大?部分(?:组成|构成))"
)


@rule("STR022")
def counted_parts(report: Report, ctx: Context) -> Iterator[Finding]:
    """The number of parts that the preface states is the number that the report has."""
    text = _opening(report)
    match = _COUNT.search(text.text)
    if match is None:
        return
    group = "first" if match["first"] else "second"
    words = match[group]
    stated = int(words) if words.isdigit() else 2 if words == "两" else NUMERALS.index(words) + 1
    actual = len(
        {section.role for section in report.sections if section.role} | worded_otherwise(report, _form(ctx)).keys()
    )
    # Sections that the form asks for and the report lacks are STR001's.
    if actual < 2 or stated in (actual, len(_form(ctx).sections)):
        return
    yield ctx.finding(text.span(*match.span(group)), f"导语说报告有 {stated} 个部分，正文有 {actual} 个一级标题")


@rule("STR013")
def table_present(report: Report, ctx: Context) -> Iterator[Finding]:
    """Sections 二 to 四 hold their tables; certain only where the file is known to have no pictures."""
    sure = ctx.document.source.pictures == 0
    for role, name in _TABLE_ROLES.items():
        sections = [section for section in report.sections if section.role == role]
        if not sections or ctx.document.tables.get(role) is not None:
            continue
        if any(tables(section.blocks) for section in sections):
            continue
        heading = sections[0].heading
        title = "".join(ctx.text(heading.span).split())
        if sure:
            yield ctx.finding(heading.span, f"“{title}”之下没有{name}")
        else:
            message = f"“{title}”之下没有{name}；如果表格是图片，应改为文字表格，以便查阅和核对"
            yield ctx.finding(heading.span, message, grade="或为图片")


_NOTHING = re.compile(r"[（(]?(?:无|没有|暂无|/|-|—)[）)]?[。.]?")


@rule("STR014")
def section_not_empty(report: Report, ctx: Context) -> Iterator[Finding]:
    """Section 五 says something; elsewhere a bare 无 says nothing."""
    shortest = int(ctx.options["最少字数"])
    times = Counter(section.role for section in report.sections)
    for section in report.sections:
        if section.role in ("issues", "other"):
            if times[section.role] == 1:  # else STR002 says that the heading stands twice
                yield from _empty(section, shortest, ctx)
        elif section.role in _TABLE_ROLES:
            for block in section.blocks:
                if isinstance(block, Paragraph) and _NOTHING.fullmatch(ctx.text(block.span).strip()):
                    yield ctx.finding(block.span, "表前孤立的“无”可以删去：没有数量的在表中填 0", grade="其余")


def _empty(section: Section, shortest: int, ctx: Context) -> Iterator[Finding]:
    text = Joined(ctx.document.source, _inner(section)).text
    title = "".join(ctx.text(section.heading.title).split())
    nothing = not text or _NOTHING.fullmatch(text) is not None
    span = _inner(section)[0] if text else section.heading.span
    if section.role == "other":
        if nothing:
            what = f"只写“{text}”" if text else "没有内容"
            yield ctx.finding(span, f"“{title}”{what}；信息处理费收取情况等应在此写明", grade="其余")
    elif nothing:
        yield ctx.finding(span, f"“{title}”" + (f"只写“{text}”" if text else "没有内容") + "，应写明问题和改进情况")
    elif len(text) < shortest:
        yield ctx.finding(span, f"“{title}”只有 {len(text)} 字，应写明问题和改进情况", grade="过短")


@rule("STR017")
def lonely_number(report: Report, ctx: Context) -> Iterator[Finding]:
    """Where there is a （一） there is a （二）."""
    yield from _lonely(report.sections, ctx)


def _lonely(blocks: tuple[Block, ...], ctx: Context) -> Iterator[Finding]:
    for block in blocks:
        if not isinstance(block, Section):
            continue
        children = [child.heading for child in block.blocks if isinstance(child, Section)]
        if len(children) == 1 and children[0].ordinal == 1 and children[0].number is not None:
            written = ctx.text(children[0].number)
            yield ctx.finding(children[0].number, f"“{written}”之后没有第二项，只有一项时不必编号")
        yield from _lonely(block.blocks, ctx)


_ABOUT = re.compile(
    r"公开|信息|网站|申请|解读|政务|平台|栏目|新媒体|公众号|查阅|发布|公示|公布|复议|诉讼|收费|处理费|报告|建议|提案"
)
_LEAST_WORDS = 200
_UNRELATED_SHARE = 0.6


@rule("STR019")
def off_topic(report: Report, ctx: Context) -> Iterator[Finding]:
    """A section speaks of making information public."""
    for section in report.sections:
        if section.role not in ("overview", "issues", "other"):
            continue
        texts = [ctx.text(span) for span in _lines(section)]
        total = sum(map(len, texts))
        unrelated = sum(len(text) for text in texts if not _is_about_disclosure(text))
        if total >= _LEAST_WORDS and unrelated > _UNRELATED_SHARE * total:
            title = "".join(ctx.text(section.heading.title).split())
            share = 100 * unrelated // total
            yield ctx.finding(section.span, f"“{title}”{total} 字中约 {share}% 看不出与政府信息公开有关，内容不宜泛化")


def _is_about_disclosure(text: str) -> bool:
    """Whether a paragraph is about disclosure: one word in passing does not make a long one so."""
    # Each 公开 is one of the words, whatever stands beside it: often they are enough.
    return text.count("公开") * 100 >= len(text) or len(_ABOUT.findall(text)) * 100 >= len(text)


def _lines(section: Section) -> Iterator[Span]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.span
        elif isinstance(block, Section):
            yield from _lines(block)


_KINDS = {"局": "局", "委员会": "委", "镇人民政府": "镇", "乡人民政府": "乡", "街道办事处": "街道", "厅": "厅"}
_SELF = re.compile(r"我(局|委(?![托派员任屈])|镇|乡(?!镇)|街道|厅)(?![长级际面域部限])")
_QUOTATION = re.compile(r"“[^“”]*”|《[^《》]*》")
_WRITTEN_BY = re.compile(r"由(?P<name>[^，。；、（(]{4,30}?)(?:编制|撰写|负责编制)")


@rule("STR021")
def own_name(report: Report, ctx: Context) -> Iterator[Finding]:
    """The body that reports is called by one name: that of the title."""
    agency = ctx.document.agency
    kind = _kind(agency or "")
    if agency is None or kind is None:
        return
    yield from _selves(report, agency, kind, ctx)
    for name, span in _other_names(report, ctx):
        if _kind(name) is not None and not _same_body(fold(name), fold(agency)):
            yield ctx.finding(span, f"题名的机关是“{agency}”，这里写作“{name}”")


def _kind(agency: str) -> str | None:
    """How a body of this kind calls itself: 局, 委, 镇, 乡, 街道, 厅; ``None`` where that is not certain."""
    return next((short for ending, short in _KINDS.items() if agency.endswith(ending)), None)


def _selves(report: Report, agency: str, kind: str, ctx: Context) -> Iterator[Finding]:
    """A self-name of another kind of body: 我镇 in the report of a 局. One finding for each."""
    found: dict[str, tuple[Span, int]] = {}
    if set(_SELF.findall(prose(report))) <= {kind}:
        return
    for span in paragraph_spans(report, None, *(section.role for section in report.sections)):
        text = ctx.text(span)
        if "我" not in text:
            continue
        text = _QUOTATION.sub(lambda match: "＿" * len(match[0]), text)
        for match in _SELF.finditer(text):
            first, times = found.get(match[1], (Span(span.start + match.start(), span.start + match.end()), 0))
            found[match[1]] = (first, times + 1)
    for other, (first, times) in found.items():
        if other != kind:
            yield ctx.finding(first, f"题名的机关是“{agency}”，正文却自称“我{other}”（{times} 处）")


def _other_names(report: Report, ctx: Context) -> Iterator[tuple[str, Span]]:
    """The names that the preface (由……编制) and the signature give."""
    spans = paragraph_spans(report, None)
    text = Joined(ctx.document.source, spans if any("由" in ctx.text(span) for span in spans) else ())
    match = _WRITTEN_BY.search(text.text)
    if match:
        yield match["name"], text.span(*match.span("name"))
    last = paragraph_spans(report, report.sections[-1].role)[-2:] if report.sections else []
    for span in last:
        words = ctx.text(span)
        if is_agency(words):
            yield "".join(words.split()), span


def _same_body(one: str, other: str) -> bool:
    """Whether two names may be of one body: one's characters stand in the other, in order (卫健委, 卫生健康委员会)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


@rule("STR023")
def two_reports(report: Report, ctx: Context) -> Iterator[Finding]:
    """A file holds one report."""
    roles = [section.role for section in report.sections if section.role]
    again = {role for role, times in Counter(roles).items() if times > 1}
    if len(again) < 4:
        return
    seen: set[str] = set()
    for section in report.sections:
        if section.role in seen and section.role is not None:
            yield ctx.finding(section.heading.span, "这里开始像是另一份报告（各部分又从头出现）；两份报告请分开检查")
            return
        seen.add(section.role or "")
