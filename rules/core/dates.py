"""日期：统计期、发布日、留着上一年年份的句子。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.report.published import is_government, published
from gklint.text import Span

from .sentences import sentences

# ---- DAT002 统计期

_ABOUT = ("统计", "数据", "期限", "时限", "报告期", "起止")
_STATISTICS = late(rf"(?:{'|'.join(_ABOUT)})[^，,。；;]{{0,14}}\Z")
_DAY = r"(?:([0-9]{4})\s*年\s*)?([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*(日)?)?"
_PERIOD = late(rf"(?<![0-9]){_DAY}\s*(?:起|开始)?\s*(?:至|到|[—－\-~～–―]){{1,2}}\s*(?:截?至)?{_DAY}(?!\s*[0-9])")
# With no other month in the sentence, this is the one period that it names.
_RIGHT = re.compile(r"([0-9]{4})年1月1日起?[至—](?:\1年)?12月31日")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@rule("DAT002")
def statistics_period(report: Report, ctx: Context) -> Iterator[Finding]:
    """The period that the preface (or the overview) names runs from 1 January to 31 December of one year."""
    for start, match in _periods(ctx, unusual=True):
        fault = _fault(match, match.string[match.end() : match.end() + 1])
        if fault:
            span = Span(start + match.start(), start + match.end())
            yield ctx.finding(span, f"统计期写作“{''.join(match.group().split())}”：{fault}")


def _periods(ctx: Context, unusual: bool = False) -> Iterator[tuple[int, re.Match[str]]]:
    """The reporting periods that are stated, each with where the matched text begins; with ``unusual``, those that are
    right for certain are left out."""
    for sentence in sentences(ctx.document, frozenset((None, "overview")), _ABOUT):
        months = sentence.words.count("月")
        if months < 2 or (unusual and months == 2 and _RIGHT.search(sentence.words)):
            continue
        words = sentence.words.translate(_WIDE)
        for match in _PERIOD.finditer(words):
            if _STATISTICS.search(words, max(0, match.start() - 24), match.start()):
                yield sentence.span.start, match


def _fault(match: re.Match[str], following: str) -> str | None:
    """What is wrong with a period; another year than the report's is STR009's, a day that does not exist DAT004's."""
    first_year, first_month, first_day, first_mark, last_year, last_month, last_day, last_mark = match.groups()
    if not (_exists(first_month, first_day) and _exists(last_month, last_day)):
        return None
    if first_year and last_year and first_year != last_year:
        return f"跨了年度（{first_year} 年、{last_year} 年），应为同一年的 1 月 1 日至 12 月 31 日"
    if (int(first_month), int(first_day or 1)) != (1, 1) or (int(last_month), int(last_day or 31)) != (12, 31):
        return "应为 1 月 1 日至 12 月 31 日"
    # 12月31止 is a missing character (WRD002).
    if (first_day and not first_mark) or (last_day and not last_mark and following != "止"):
        return "缺“日”字"
    return None


_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _exists(month: str, day: str | None) -> bool:
    """Whether there is such a day in a leap year."""
    return 1 <= int(month) <= 12 and 1 <= int(day or 1) <= _MOST_DAYS[int(month) - 1]


# ---- DAT001、DAT003 发布日

_TOWN = late(r"[乡镇]|街道")
_published = once(published)


@rule("DAT001")
def published_late(report: Report, ctx: Context) -> Iterator[Finding]:
    """Departments publish by 31 January, governments by 31 March of the next year."""
    found, year = _published(report), ctx.document.year
    if found is None or year is None or found.day.year != year + 1:
        return
    agency = ctx.document.agency or ""
    if found.day > date(year + 1, 3, 31):
        limit = "3月31日" if is_government(agency) else "1月31日"
        grade = None
    elif found.day > date(year + 1, 1, 31) and agency and not is_government(agency):
        limit, grade = "1月31日", "乡镇" if _TOWN.search(agency) else None
    else:
        return
    written = f"{found.day.year}年{found.day.month}月{found.day.day}日"
    yield ctx.finding(found.span, f"发布（落款）日期 {written} 晚于 {limit} 的期限", grade=grade)


@rule("DAT003")
def published_in_another_year(report: Report, ctx: Context) -> Iterator[Finding]:
    """A report is published in the year after the one that it is about."""
    found, year = _published(report), ctx.document.year
    if found is None or year is None or found.day.year == year + 1:
        return
    # The date fits the reporting period: then it is the title whose year is wrong (STR009).
    if any(match[1] == str(found.day.year - 1) for _, match in _periods(ctx)):
        return
    late = found.day.year > year + 1
    hint = "；如系补发或重发，可不理会" if late else "，报告年度或日期有误"
    yield ctx.finding(
        found.span, f"{year} 年度报告的发布（落款）日期写作 {found.day.year} 年，应为 {year + 1} 年{hint}"
    )
