"""Which year a report is about, and so which edition of the form it is checked by, and why.

Order (the first that answers decides): title, reporting period (统计期), years in the prose, publication year less one,
words in the tables' headers that only one edition has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gklint.late import late
from gklint.messages import worded
from gklint.report.document import FormChoice
from gklint.report.forms import Form
from gklint.report.nodes import Block, Cell, Paragraph, Report, Section, paragraphs, tables
from gklint.report.titles import year_of
from gklint.text import fold

_PERIOD = late(r"((?:19|20)\d{2})年?1月1日.{0,8}?((?:19|20)\d{2})年?12月31日")
_YEAR = late(r"(?<!\d)((?:19|20)\d{2})年(?!\d{1,2}月\d{1,2}日)")
_DATE_LINE = late(r"\(?((?:19|20)\d{2})年\d{1,2}月(?:\d{1,2}日)?\)?")
# Titles of books and documents, and document numbers, carry years of their own.
_QUOTED = late(r"《[^《》]*》|[〔\[(（]\d{4}[〕\])）]")
# Sections that look ahead to the year to come.
_AHEAD = frozenset({"issues", "other"})


def choose_form(report: Report, forms: Mapping[str, Form], asked: str = "auto") -> FormChoice:
    """The edition for ``report``; ``asked`` is a form's name, or ``auto`` to find out."""
    year, reason = _year(report)
    if asked != "auto":
        return FormChoice(asked, year, worded("按指定的 {form} 版检查", form=asked), True)
    if year is None:
        return _by_headers(report, forms)
    for form in forms.values():
        if form.covers(year):
            return FormChoice(form.name, year, worded("{reason}，适用 {form} 版", reason=reason, form=form.name), True)
    nearest = min(forms.values(), key=lambda form: abs(form.first_year - year))
    said = worded("{reason}，没有适用于该年度的版式，按 {form} 版检查", reason=reason, form=nearest.name)
    return FormChoice(nearest.name, year, said, False)


def _year(report: Report) -> tuple[int | None, str]:
    title = year_of(report.title.text) if report.title else None
    if title is not None:
        return title, worded("题名写明 {year} 年", year=title)
    text = fold(" ".join(_texts(report)))
    period = _PERIOD.search(text)
    if period and period[1] == period[2]:
        return int(period[1]), worded("统计期为 {year} 年", year=period[1])
    spoken = _spoken_year(report)
    if spoken is not None:
        return spoken, worded("正文多处写明 {year} 年", year=spoken)
    published = _published(report)
    if published is not None:
        return published - 1, worded(
            "发布于 {published} 年，报告年度应为 {year} 年", published=published, year=published - 1
        )
    return None, ""


def _texts(report: Report) -> Iterator[str]:
    for paragraph in (*paragraphs(report.preface), *(p for s in report.sections for p in paragraphs(s.blocks))):
        yield report.source.slice(paragraph.span)


def _spoken_year(report: Report) -> int | None:
    """The year that the prose speaks of most, in sections that look back; ``None`` on a tie or without any."""
    counts: Counter[str] = Counter()
    for text in (*_prose(report.preface, report), *_looking_back(report)):
        counts.update(_YEAR.findall(_QUOTED.sub("", fold(text))))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return int(ranked[0][0])


def _looking_back(report: Report) -> Iterator[str]:
    for section in report.sections:
        if section.role not in _AHEAD:
            yield from _prose(section.blocks, report)


def _prose(blocks: tuple[Block, ...], report: Report) -> Iterator[str]:
    """The words of paragraphs and headings in ``blocks``."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield report.source.slice(block.span)
        elif isinstance(block, Section):
            yield report.source.slice(block.heading.title)
            yield from _prose(block.blocks, report)


def _published(report: Report) -> int | None:
    """The year of a date that stands on a line of its own: under the title, or at the report's end."""
    dates = [_DATE_LINE.fullmatch(fold(text)) for text in _texts(report)]
    found = [int(date[1]) for date in dates if date]
    return found[-1] if found else None


def _by_headers(report: Report, forms: Mapping[str, Form]) -> FormChoice:
    words = fold("".join(report.source.slice(cell.span) for cell in _cells(report)))
    scores = {name: sum(fold(marker) in words for marker in form.markers) for name, form in forms.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] and list(scores.values()).count(scores[best]) == 1:
        return FormChoice(best, None, worded("看不出报告年度，按表头用语判定为 {form} 版", form=best), False)
    newest = list(forms)[-1]
    return FormChoice(newest, None, worded("看不出报告年度和版式，按最新的 {form} 版检查", form=newest), False)


def _cells(report: Report) -> Iterator[Cell]:
    blocks = (*report.preface, *report.sections)
    for table in tables(blocks):
        for row in table.rows:
            yield from row.cells
