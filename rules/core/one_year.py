"""年份：题名、统计期和正文说的是不是同一年。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gklint.diagnostics import Label
from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report, Title
from gklint.report.titles import year_of
from gklint.text import Span
from gklint.tuples import NamedTuple

from .passages import Joined, paragraph_spans, paragraphs_of


class _Witness(NamedTuple):
    """Something that says which year the report is about."""

    what: str
    year: int
    span: Span
    times: int = 1


_SPACE = r"[ \t]*"
# In a text without white space. How such a period ends, and how far before it may begin at most.
_PERIOD = late(
    r"(?:统计|期限|时限|数据|报告)[^。；]{0,40}?((?:19|20)\d\d)年?0?1月0?1日[^。；\d]{0,12}(?:((?:19|20)\d\d)年)?12月31日"
)
_LAST_DAY = "12月31日"
_LONGEST_PERIOD = 80
_LIKE_A_YEAR = late(r"(?:19|20)\d\d")
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d\d){_SPACE}年(?P<month>{_SPACE}\d{{1,2}}{_SPACE}月)?")
# A year that follows one of these is not the one that the sentence is about.
_COMPARED = "较比与和至到—－-～、自从于"
# What is only compared with, or where cases come from, does not even name the year.
_AGAINST = "较比与"
_CARRIED = late(rf"度?{_SPACE}(?:结转|遗留|同期)", words="结转|遗留|同期")
# Begins with one character, so that the search is a quick scan.
_QUOTED = late(r"[《〔\[(（](?:(?<=《)[^《》]*》|(?<!《)\d{4}[〕\])）])", words="《|〔|[|(|（")
_SAYING_THE_PERIOD = (None, "overview")
_LOOKING_BACK = (None, "overview", "proactive", "requests", "litigation")
# So often must the prose speak of a year that the title does not know before the title is doubted.
_OFTEN = 2


@rule("STR009")
def one_year(report: Report, ctx: Context) -> Iterator[Finding]:
    """Title, reporting period and prose speak of one year."""
    if not may_contradict(report):
        return
    witnesses = [*_titled_years(report, ctx), *_period_year(report)]
    known = {witness.year for witness in witnesses}
    spoken, named = _spoken_year(report)
    # Where title and period agree, a year here and there in the prose says nothing (XYR006 looks at those).
    strange = bool(known) and known.isdisjoint(named)
    if spoken is not None and (strange or (len(known) > 1 and spoken.year in known)):
        witnesses.append(spoken)
    years = Counter(witness.year for witness in witnesses)
    if len(years) < 2:
        return
    wrong = min(witnesses, key=lambda witness: (years[witness.year], witness.what != "题名"))
    said = "，".join(
        f"{w.what}{'多写' if w.times > 1 else '写'} {w.year} 年" + (f"（{w.times} 处）" if w.times > 1 else "")
        for w in witnesses
    )
    others = [Label(w.span, f"{w.what}：{w.year} 年") for w in witnesses if w.year != wrong.year]
    grade = None if len(known) > 1 else "正文"
    yield ctx.finding(wrong.span, f"年份互相矛盾：{said}", labels=others, grade=grade)


def may_contradict(report: Report) -> bool:
    """Whether the years may contradict each other. They cannot where title and period name none; and where both name
    the same one, or one of them none, the prose is doubted only if it never names that year."""
    known = {year for title in _titles(report) if (year := year_of(title.text)) is not None}
    match = _period(report)
    if match:
        known.add(int(match[1]))
    return len(known) > 1 or (len(known) == 1 and not _names(report, *known))


def _names(report: Report, year: int) -> bool:
    """Whether the sections that look back name ``year`` for itself."""
    return any(
        int(match[1]) == year and _speaks(text, match)
        for passage in paragraphs_of(report, *_LOOKING_BACK)
        if str(year) in passage.text
        for text in [_unquoted(passage.text)]
        for match in _YEAR.finditer(text, max(text.find(str(year)), 0))
    )


def _titles(report: Report) -> list[Title]:
    return [block for block in report.preface if isinstance(block, Title)]


def _titled_years(report: Report, ctx: Context) -> Iterator[_Witness]:
    """The years of the titles, each once (a web page's heading may stand above the report's own)."""
    seen: set[int] = set()
    for title in _titles(report):
        year = year_of(title.text)
        if year is not None and year not in seen:
            seen.add(year)
            yield _Witness("题名", year, _place(str(year), title.span, ctx))


def _place(words: str, span: Span, ctx: Context) -> Span:
    at = ctx.text(span).find(words)
    return Span(span.start + at, span.start + at + len(words)) if at >= 0 else span


def _period_year(report: Report) -> Iterator[_Witness]:
    """The year of the reporting period."""
    match = _period(report)
    if match:
        text = Joined(report.source, paragraph_spans(report, *_SAYING_THE_PERIOD))
        yield _Witness("统计期", int(match[1]), text.span(match.start(1), match.end()))


def _period(report: Report) -> re.Match[str] | None:
    """The reporting period, in preface and overview as one line; one that runs over two years is DAT002's."""
    words = "".join([passage.words for passage in paragraphs_of(report, *_SAYING_THE_PERIOD)])
    end = words.find(_LAST_DAY)
    match = _PERIOD.search(words, max(end - _LONGEST_PERIOD, 0)) if end >= 0 else None
    return match if match and match[2] in (None, match[1]) else None


def _spoken_year(report: Report) -> tuple[_Witness | None, set[int]]:
    """The year that the sections which look back speak of most, and all years that they name for themselves."""
    places: dict[int, Span] = {}
    counts: Counter[int] = Counter()
    named: set[int] = set()
    for passage in paragraphs_of(report, *_LOOKING_BACK):
        span, text = passage.span, passage.text
        if "年" not in text or _LIKE_A_YEAR.search(text) is None:
            continue
        text = _unquoted(text)
        for match in _YEAR.finditer(text):
            if not _speaks(text, match):
                continue
            year = int(match[1])
            named.add(year)
            compared = match.start() > 0 and text[match.start() - 1] in _COMPARED
            if match["month"] is None and not compared:
                places.setdefault(year, Span(span.start + match.start(), span.start + match.end()))
                counts[year] += 1
    if not counts:
        return None, named
    year, times = counts.most_common(1)[0]
    return (_Witness("正文", year, places[year], times) if times >= _OFTEN else None), named


def _speaks(text: str, match: re.Match[str]) -> bool:
    """Whether a year is named for itself, not as what is compared with or as where cases come from."""
    return (match.start() == 0 or text[match.start() - 1] not in _AGAINST) and not _CARRIED.match(text, match.end())


def _unquoted(text: str) -> str:
    """``text`` with the titles of documents and their numbers, which have years of their own, made blank, and with
    plain spaces for wide ones and those that do not break."""
    plain = text.replace("\u3000", " ").replace("\u00a0", " ")
    return _QUOTED.sub(lambda match: "＿" * len(match[0]), plain)
