"""正文个别句子留着上一年的年份。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.diagnostics import Applicability, Edit, Fix
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.text import Span

from .sentences import Sentence, sentences

_SECTIONS = frozenset(("overview", "proactive", "requests", "litigation", "issues", "other"))
_OPENING = late(
    r"\s*(?:截至|截止|自|在)?\s*([0-9]{4})\s*年度?(?:底|末|12\s*月\s*31\s*日)?\s*(?=[，,]|[^0-9\s至到—－\-~～、和及与的])"
)
# What an annual report says of its own year, and seldom of another one.
_OWN_YEAR = late(
    r"(?:收到|受理|新收|未收到|没有收到|接到)[^，。；]{0,16}申请|(?:制发|制定|废止|现行有效)[^，。；]{0,12}规范性文件|规范性文件[^，。；]{0,6}[0-9]+\s*件|"
    r"主动公开[^，。；]{0,12}信息[^，。；]{0,6}[0-9]|(?:未|没有)(?:发生|产生|收取)[^。；]{0,20}(?:复议|诉讼|信息处理费)|信息处理费"
)
_LEAD = late(r"(?:认真|深入|严格|全面|切实|坚决)?(?:贯彻|落实|执行|坚持|按照|围绕|紧扣|紧紧围绕)")
_ISSUES = late(r"(?:取得|有了)[^。；]{0,16}(?:成效|成绩|进展|进步)[^。；]{0,8}[，,；;]?但")
_HISTORY = late(
    r"以来|相比|同比|较|比[上去]|增长|增加|减少|下降|上升|印发|出台|修订|制定[^，。；]{0,8}《|〔|上一?年(?!度?结转)|去年|往年|历年|针对|整改|考核|评估|通报|至今|起施行|起实施|继续|已于|曾"
)


@rule("XYR006")
def last_years_sentence(report: Report, ctx: Context) -> Iterator[Finding]:
    """No sentence about the report's own year opens with the year before."""
    year = ctx.document.year
    if year is None or not ctx.document.choice.certain or str(year - 1) not in report.source.text:
        return
    spans = []
    for sentence in sentences(ctx.document, _SECTIONS, (str(year - 1),)):
        span = _left_over(sentence, year, ctx)
        if span is not None:
            spans.append(span)
    if spans and _mostly_another(ctx, year):
        return
    for span in spans:
        fix = Fix(f"改为“{year}”", (Edit(span, str(year)),), Applicability.UNSAFE)
        yield ctx.finding(span, f"{year} 年度的报告，这一句却写 {year - 1} 年，疑为上一年报告的文字未改", fix=fix)


def _left_over(sentence: Sentence, year: int, ctx: Context) -> Span | None:
    """Where last year's number stands, if the sentence can only be about the report's own year."""
    words = sentence.words
    if str(year - 1) not in words:
        return None
    opening = _OPENING.match(words)
    if opening is None or int(opening.group(1)) != year - 1:
        return None
    rest = words[opening.end() :]
    if str(year) in words or _HISTORY.search(rest) or _beside(sentence, year, ctx):
        return None
    role = sentence.place.role
    fits = {
        "issues": _ISSUES.search(rest) is not None,
        "overview": _OWN_YEAR.search(rest) is not None or (sentence.first and _LEAD.search(rest[:30]) is not None),
    }.get(role or "", _OWN_YEAR.search(rest) is not None)
    return Span(sentence.span.start + opening.start(1), sentence.span.start + opening.end(1)) if fits else None


def _beside(sentence: Sentence, year: int, ctx: Context) -> bool:
    """Whether the paragraph goes on to speak of the report's own year: the two years are then being compared."""
    text = ctx.document.source.text
    start = text.rfind("\n", 0, sentence.span.start) + 1
    end = text.find("\n", sentence.span.end)
    return re.search(rf"(?<![0-9]){year}\s*年", text[start : end if end >= 0 else len(text)]) is not None


def _mostly_another(ctx: Context, year: int) -> bool:
    """Whether the prose speaks of last year more than of its own: the years contradict throughout (STR009)."""
    prose = "".join(sentence.words for sentence in sentences(ctx.document))
    own, last = (len(re.findall(rf"(?<![0-9]){each}\s*年", prose)) for each in (year, year - 1))
    return last > own
