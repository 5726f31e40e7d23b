"""When a report was signed or published, by its own words, and whose it is: a government's or a department's."""

from __future__ import annotations

from datetime import date

from gklint.late import late
from gklint.report.nodes import Paragraph, Report, paragraphs
from gklint.text import Source, Span
from gklint.tuples import NamedTuple

_WRITTEN = late(r"[(（]?\s*([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日\s*[)）]?")
_PUBLISHED = late(
    r"(?:发布|公布|公开|发文|成文|生成)(?:日期|时间)\s*[:：]\s*([0-9]{4})\s*[年\-/.]\s*([0-9]{1,2})\s*[月\-/.]\s*([0-9]{1,2})"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_HAN_DATE = late(
    r"[(（]?([二〇○Ｏ零一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日[)）]?"
)
# A date that is all of a paragraph has no more characters than this, white space left out.
_LONGEST_DATE = 14
_GOVERNMENT = late(r"(?:政府|政府办公?[室厅]|政府办|管委会|管理委员会)$")
_TAIL = 3


class Published(NamedTuple):
    """When the report says that it was signed or published, and where it says so."""

    day: date
    span: Span


def is_government(agency: str) -> bool:
    """Whether ``agency`` is a government (or its office), which publishes later than a department."""
    return _GOVERNMENT.search(agency) is not None


def published(report: Report) -> Published | None:
    """The date below the report, or else one on a line of its own (or after 发布日期) above it."""
    source = report.source
    tail = paragraphs(report.sections[-1].blocks)[-_TAIL:] if report.sections else []
    for paragraph in reversed(tail):
        found = _whole(paragraph, source)
        if found:
            return found
    for paragraph in paragraphs(report.preface):
        found = _whole(paragraph, source) or _labelled(paragraph, source)
        if found:
            return found
    return None


def _whole(paragraph: Paragraph, source: Source) -> Published | None:
    words = source.slice(paragraph.span).strip()
    together = "".join(words.split())
    if len(together) > _LONGEST_DATE:
        return None
    match = _WRITTEN.fullmatch(words.translate(_WIDE))
    if match:
        return _as_date([int(group) for group in match.groups()], paragraph.span)
    han = _HAN_DATE.fullmatch(together.translate(_WIDE))
    if han is None:
        return None
    year = han.group(1).translate(_HAN)
    return _as_date([int(year), _chinese(han.group(2)), _chinese(han.group(3))], paragraph.span)


def _labelled(paragraph: Paragraph, source: Source) -> Published | None:
    words = source.slice(paragraph.span)
    match = _PUBLISHED.search(words.translate(_WIDE)) if "日期" in words or "时间" in words else None
    if match is None:
        return None
    start = paragraph.span.start
    return _as_date([int(group) for group in match.groups()], Span(start + match.start(1), start + match.end()))


def _chinese(text: str) -> int:
    """The value of a Chinese number below a hundred."""
    tens, ten, ones = text.rpartition("十")
    digit = "零一二三四五六七八九".find
    return (digit(tens) if tens else 1) * 10 * bool(ten) + (digit(ones) if ones else 0)


def _as_date(parts: list[int], span: Span) -> Published | None:
    """The date, unless there is no such day (DAT004 says so)."""
    try:
        return Published(date(*parts), span)
    except ValueError:
        return None
