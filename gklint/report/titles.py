"""The title (题名): which lines it takes, and the agency and year that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gklint.late import late
from gklint.report.headings import read_number
from gklint.text import fold

_REPORT = re.compile(r"(?:信息|政务).{0,6}公开.*(?:报告|年报|告年度报)")
_AGENCY_END = late(r".*[局府委办厅镇乡街道中心院处会司所站部区县市室署队团州盟旗]")
# Words and marks of sentences and of a page's breadcrumb trail, which no title has.
_PROSE = re.compile(r"[.,;!?>»]|本报告|根据|现将|编制|首页|当前位置|格式|通知$")
_LONGEST_LINE = 60
_MOST_LINES = 3
_YEAR = re.compile(r"((?:19|20)\d{2})年度?")
_HAN_YEAR = late(r"([二〇○零一三四五六七八九]{4})年度?", words="|".join("二〇○零一三四五六七八九"))
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATE = late(r"\(?\d{4}年\d{1,2}月(?:\d{1,2}日)?\)?", words="月")
_TAIL = re.compile(r"(?:的)?(?:政府|政务)?(?:信息|政务)(?:主动)?(?:公开)?.*$")
_PREFIX = late(r"^(?:page|p\.)\d{1,3}-?", re.IGNORECASE, words="p|P")
_SUFFIX = late(r"(?:\.docx?|\.wps|\.pdf|\(图片版\)|\(公开版\))$", words=".doc|.wps|.pdf|版)")


def title_lines(texts: list[str], roles: list[str], end: int) -> list[list[int]]:
    """The lines before line ``end`` that hold titles, by number, in order; a title may be broken over three lines, and
    there may be several (a web page's heading and the report's own)."""
    lines = [
        i
        for i in range(min(end, 60))
        if roles[i] == "PARAGRAPH" and 0 < len(texts[i].strip()) <= _LONGEST_LINE and read_number(texts[i]) is None
    ]
    taken: set[int] = set()
    titles: list[list[int]] = []
    for size in range(1, _MOST_LINES + 1):
        for window in _windows(lines, size, texts):
            if taken.isdisjoint(window) and is_title([texts[i] for i in window]):
                above = [i for i in lines if i < window[0] and not "".join(texts[i + 1 : window[0]]).strip()]
                above = [i for i in above if i not in taken]
                if above and _completes(texts[above[-1]], "".join(texts[i] for i in window)):
                    window.insert(0, above[-1])
                taken.update(window)
                titles.append(window)
    return sorted(titles)


def _windows(lines: list[int], size: int, texts: list[str]) -> Iterator[list[int]]:
    """Groups of ``size`` lines with nothing but blank lines between them."""
    for k in range(len(lines) - size + 1):
        window = lines[k : k + size]
        if not any(texts[i].strip() for i in range(window[0], window[-1]) if i not in window):
            yield window


def is_title(parts: Sequence[str]) -> bool:
    """Whether lines are together the title of a report."""
    joined = fold("".join(parts))
    match = _REPORT.search(joined)
    if match is None or _PROSE.search(_SUFFIX.sub("", _PREFIX.sub("", joined))):
        return False
    # With several lines, each must be needed: none may be a title by itself, and the match must span the break.
    return len(parts) == 1 or all(_REPORT.search(fold(part)) is None for part in parts)


def _completes(above: str, title: str) -> bool:
    """Whether the line above a title is its beginning: it names the body or the year that the title lacks."""
    folded, rest = fold(above), fold(title)
    if re.search(r"[.,;:!?]", folded) or _DATE.fullmatch(folded):
        return False
    lacks_agency = not agency_of(rest)
    return (lacks_agency and _AGENCY_END.search(folded) is not None) or (
        year_of(rest) is None and year_of(folded) is not None
    )


def year_of(title: str) -> int | None:
    """The year that a title names, or ``None``."""
    folded = fold(title)
    match = _YEAR.search(folded)
    if match:
        return int(match[1])
    match = _HAN_YEAR.search(folded)
    digits = match[1].translate(_HAN_DIGITS) if match else ""
    return int(digits) if digits.isdigit() and digits.startswith(("19", "20")) else None


def agency_of(title: str) -> str | None:
    """The body that a title names: what is left without the year and the words of the form; ``None`` if nothing is."""
    text = _SUFFIX.sub("", _PREFIX.sub("", fold(title)))
    text = _DATE.sub("", text)
    text = _HAN_YEAR.sub("", _YEAR.sub("", text))
    text = _TAIL.sub("", text.removeprefix("关于"))
    # “某区人民政府信息公开…” says 政府 once for two.
    text = text.strip("()-_·")
    return f"{text}政府" if text.endswith("人民") else text or None


def is_agency(line: str) -> bool:
    """Whether a line of its own below a title is the name of the body that reports."""
    folded = fold(line)
    return (
        3 <= len(folded) <= 30
        and re.search(r"[.,;:!?\d]", folded) is None
        and _AGENCY_END.fullmatch(folded) is not None
    )
