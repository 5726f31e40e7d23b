"""内容：五项要素、表格有无、篇幅、是否切题。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Paragraph, Report, Section, tables
from gklint.text import Span

from .headings import is_run_together
from .passages import Joined, passages

_TABLE_ROLES = {"proactive": "表二", "requests": "表三", "litigation": "表四"}


def _inner(section: Section) -> list[Span]:
    """The spans of everything below the heading of ``section``."""
    return [Span(section.blocks[0].span.start, section.span.end)] if section.blocks else []


_ELEMENTS = {
    "主动公开": late(r"主动公开|公开(?:各类)?(?:政府|政务)?信息|发布(?:各类)?信息"),
    "依申请公开": late(r"依申请|公开申请|申请公开|收到[^。]{0,16}申请|信息公开\d+件|申请人"),
    "政府信息管理": late(r"信息管理|信息资源|规范性文件|审核|审查|清理|公开属性|动态调整|保密|目录"),
    "平台建设": late(
        r"平台|新媒体|公众号|微博|公报|(?:网站|网页|门户|栏目|专栏)[^。；]{0,10}(?:建设|改版|管理|维护|更新|升级|完善|优化|整合|设置|检查|运维|迁移)"
        r"|(?:建设|改版|管理|维护|更新|升级|完善|优化|整合|开设|设置|新设|新增|开辟)[^，。；]{0,8}(?:网站|网页|栏目|专栏)"
    ),
    "监督保障": late(r"监督|考核|评议|培训|追责|问责|责任追究|督查|督导"),
}
# What most reports say, and the patterns find: it is looked for first.
USUAL = {
    "主动公开": "主动公开",
    "依申请公开": "申请公开",
    "政府信息管理": "审核",
    "平台建设": "平台",
    "监督保障": "培训",
}


@rule("STR011")
def five_elements(report: Report, ctx: Context) -> Iterator[Finding]:
    """总体情况 speaks of the five things that the form asks for."""
    sections = [section for section in report.sections if section.role == "overview"]
    if not sections:
        return
    spans = [span for section in sections for span in _inner(section)]
    texts = [ctx.text(span) for span in spans]
    lacking = [name for name, words in USUAL.items() if not any(words in text for text in texts)]
    lacking = [name for name in lacking if not any(_ELEMENTS[name].search(text) for text in texts)]
    if lacking:  # unless the words are broken over lines
        text = Joined(ctx.document.source, spans).text
        lacking = [name for name in lacking if _ELEMENTS[name].search(text) is None]
    if lacking:
        words = "、".join(f"“{name}”" for name in lacking)
        yield ctx.finding(sections[-1].heading.span, f"总体情况没有写到{words}（格式要求综述五个方面）")


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
        if any(is_run_together(section, ctx.document) for section in sections):
            message = f"“{title}”之下有{name}的文字，但各格连在一起，分不开，没有读；请改成表格"
            yield ctx.finding(heading.span, message, grade="分不开")
        elif sure:
            yield ctx.finding(heading.span, f"“{title}”之下没有{name}")
        else:
            message = f"“{title}”之下没有{name}；如果表格是图片，应改为文字表格，以便查阅和核对"
            yield ctx.finding(heading.span, message, grade="或为图片")


_NOTHING = late(r"[（(]?(?:无|没有|暂无|/|-|—)[）)]?[。.]?")
_LONGEST_NOTHING = 5


@rule("STR014")
def section_not_empty(report: Report, ctx: Context) -> Iterator[Finding]:
    """Section 五 says something; elsewhere a bare 无 says nothing."""
    shortest = int(ctx.options["最少字数"])
    enough = max(shortest, _LONGEST_NOTHING + 1)
    said = {passage.role for passage in passages(report) if not passage.is_heading and len(passage.words) >= enough}
    brief = {passage.role for passage in passages(report) if len(passage.words) <= _LONGEST_NOTHING}
    roles = [section.role for section in report.sections]
    for section in report.sections:
        if section.role in ("issues", "other"):
            # Where the heading stands twice, STR002 says so.
            if section.role not in said and roles.count(section.role) == 1:
                yield from _empty(section, shortest, ctx)
        elif section.role in _TABLE_ROLES and section.role in brief:
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


_ABOUT = late(
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
        # Each 公开 is one of the words, whatever stands beside it: most paragraphs have enough of it.
        doubtful = [text for text in texts if text.count("公开") * 100 < len(text)]
        if total < _LEAST_WORDS or sum(map(len, doubtful)) <= _UNRELATED_SHARE * total:
            continue
        unrelated = sum(len(text) for text in doubtful if not _is_about_disclosure(text))
        if unrelated > _UNRELATED_SHARE * total:
            title = "".join(ctx.text(section.heading.title).split())
            share = 100 * unrelated // total
            yield ctx.finding(section.span, f"“{title}”{total} 字中约 {share}% 看不出与政府信息公开有关，内容不宜泛化")


def _is_about_disclosure(text: str) -> bool:
    """Whether a paragraph is about disclosure: one word in passing does not make a long one so."""
    return len(_ABOUT.findall(text)) * 100 >= len(text)


def _lines(section: Section) -> Iterator[Span]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.span
        elif isinstance(block, Section):
            yield from _lines(block)
