"""The numbers and denials that a report's prose states (文中所述数字).

:func:`stated_facts` reads the paragraphs, not the tables or the words of headings. Certainty goes before
completeness: a number whose meaning is open is left out, or carries a qualifier that says what is open.

Indicators are the form's own words. A row or group of the form's tables is named by its key: ``本年新收``
``上年结转`` ``结转下年度`` ``予以公开`` ``部分公开`` ``不予公开`` ``无法提供`` ``不予处理`` ``其他处理``,
and reasons as in ``不予公开/属于国家秘密``;
``自然人`` and ``法人`` are parts of ``本年新收``, and ``商业企业`` ``科研机构`` ``社会公益组织`` ``法律服务机构`` of
``法人``. ``新收加结转`` is a number said to
include last year's carry-over, ``办结`` what was dealt with. Then ``行政复议`` ``行政诉讼`` ``未经复议直接起诉``
``复议后起诉``, with outcomes as in ``行政复议/结果维持``; ``规范性文件制发`` ``规范性文件废止``
``规范性文件现行有效`` ``行政许可`` ``行政处罚`` ``行政强制`` ``行政事业性收费`` ``信息处理费`` ``主动公开``.

A number that is nought (0件, 均为0) counts as a denial, like 未收到. Qualifiers beside those that
:class:`~gklint.report.document.Fact` names: ``受理`` only what was accepted is counted; ``口径不明`` the words
leave open what is counted (发布规范性文件, 办理申请, 办理复议).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gklint.late import late
from gklint.report.document import Fact
from gklint.report.nodes import Block, Paragraph, Report, Section
from gklint.report.settling import read_sentence
from gklint.report.surroundings import Place
from gklint.report.worth import may_state
from gklint.text import Span

# A paragraph without one of these states no fact: a number with a unit, a nought, a denying word.
# The set of first characters comes first, so that the search runs at the speed of a character scan.
_HINT = re.compile(
    r"[0-9０-９零一二两三四五六七八九十百未没无](?:"
    r"\s*(?:[多余]\s*)?[件宗份条例个起项次篇则封笔万亿元]|"
    r"(?<=[0-9０-９零])\s*(?=[,，。；;、)）]|\Z)|"
    r"(?<=未)[收接受新有发产出引存被征缴制废作做实办下结开采因]|(?<=没)[有收发]|"
    r"(?<=无)[行依申政信因下上结任收新公相涉与复诉]|(?<=无)(?=[。，,；;]|\Z))"
)
# And a sentence with such a number is worth reading only if it names one of the things that are counted.
_WORTH = re.compile(
    r"申请|收到|新收|受理|复议|诉|结转|转[结入办至到下次2]|遗留|顺延|延续|规范性文件|行政许可|行政处罚|行政强制|行政事业|行政执法案卷|行政查询|处理费|收费|费用|"
    r"公开[^,，;；]{0,24}信\s?息|予公开|予以公开|部分公开|无法提供|处理|办理|办结|结案|答复|回复|办复|现行有效|废止|自然人|法人|商业企业|科研机构|公益组织|服务机构|国家秘密|"
    r"第三方|法规禁止|三安全|内部事务|过程性|不掌握|现成|仍不明确|信访|出版物|已获取|不补正|缴费|缴纳|维持|纠|审结|审理"
)
_ENDS = "。！？!?"
# No sentence is this long: what has no full stop is cut.
_LONGEST = 400
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_BEGINS = late(r"(20[0-9]{2})\s*年\s*1\s*月\s*1\s*日")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def report_year(report: Report) -> int | None:
    """The year that the report is about, by its title or else by the period it names; ``None`` if neither says."""
    if report.title is not None:
        words = "".join(report.title.text.split()).translate(_WIDE)
        years = set(_YEAR.findall(words))
        if len(years) == 1:
            return int(years.pop())
    begins = _BEGINS.search(report.source.text, 0, 20_000)
    return int(begins.group(1)) if begins else None


def _paragraphs(
    blocks: tuple[Block, ...], role: str | None, heading: str, report: Report
) -> Iterator[tuple[Paragraph, str | None, str]]:
    """The paragraphs in ``blocks``, each with the role of its section and the words of the heading above it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, role, heading
        elif isinstance(block, Section):
            yield from _paragraphs(block.blocks, block.role or role, report.source.slice(block.heading.title), report)


def _sentences(text: str, within: Span) -> Iterator[tuple[int, int]]:
    """The sentences in a stretch of ``text`` that may state a fact, at most :data:`_LONGEST` characters of each."""
    reached, last = within
    hint = _HINT.search(text, reached, last)
    ends = [end for end in _ENDS if text.find(end, reached, last) >= 0] if hint is not None else []
    while hint is not None:
        place = hint.start()
        start = max(reached, place - _LONGEST)
        for end in ends:
            start = max(start, text.rfind(end, start, place) + 1)
        limit = min(start + _LONGEST, last)
        stops = [stop for end in ends if (stop := text.find(end, hint.end() - 1, limit)) >= 0]
        reached = max(min(stops, default=limit), hint.end())
        if _WORTH.search(text, start, reached) and may_state(text[start:reached]):
            yield start, reached
        hint = _HINT.search(text, reached, last)


def _scoped(facts: list[Fact]) -> Iterator[Fact]:
    """全市收到20件 … 本局收到15件: where the body's own number is told too, one of a wider scope is part of nothing; of
    two that are of no clear scope (全市收到20件 … 市政府办公室受理6件), the smaller one is a part."""
    own = {fact.indicator for fact in facts if not fact.qualifiers and not fact.negated}
    most: dict[str, Decimal] = {}
    for fact in facts:
        if "范围" in fact.qualifiers and "分项" not in fact.qualifiers:
            most[fact.indicator] = max(fact.value, most.get(fact.indicator, fact.value))
    for fact in facts:
        of_others = "范围" in fact.qualifiers and (
            fact.indicator in own or fact.value < most.get(fact.indicator, fact.value)
        )
        yield fact._replace(qualifiers=fact.qualifiers | {"分项"}) if of_others else fact


def _stating(report: Report) -> Iterator[tuple[int, int, Place]]:
    """The sentences of ``report`` that may state a fact, in order, each with where it stands."""
    text = report.source.text
    title = report.title.text if report.title else ""
    for paragraph, role, heading in _paragraphs((*report.preface, *report.sections), None, "", report):
        for start, stop in _sentences(text, paragraph.span):
            before = text[max(paragraph.span.start, start - _LONGEST) : start]
            yield start, stop, Place(role, heading, before, title)


def stated_facts(report: Report) -> tuple[Fact, ...]:
    """All numbers and denials that the prose of ``report`` states, in the order of the text."""
    text, year = report.source.text, report_year(report)
    found: list[Fact] = []
    # All are found before one is read: one kind of work at a time keeps more of it in the processor's caches.
    for start, stop, place in list(_stating(report)):
        found.extend(read_sentence(text[start:stop], start, place, year))
    return tuple(sorted(_scoped(found), key=lambda fact: (fact.number.start, fact.indicator)))
