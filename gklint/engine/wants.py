"""Looks whether a report has what a rule wants of it (:mod:`gklint.engine.yaml_wants` reads that from YAML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gklint.engine.body import (
    DEFAULT_SECTION,
    ContentWant,
    DeadlineWant,
    HeadingsWant,
    LengthWant,
    TitleWant,
    Want,
)
from gklint.engine.regex import compile_pattern
from gklint.engine.selectors import PREFACE
from gklint.engine.values import Type, Unknown
from gklint.late import late
from gklint.report.document import Document
from gklint.report.nodes import Block, Paragraph, Section, Title
from gklint.report.published import is_government, published
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

WANT_NAMES: Mapping[str, Type] = {"要求": Type.TEXT, "实际": Type.TEXT, "缺": Type.TEXT, "何处": Type.TEXT}
"""The names that the message of such a rule may use: what is wanted, what is there, what lacks, where."""
TITLE_WORDS: Mapping[str, str] = {"机关": ".+", "年度": "[0-9]{4}"}
"""What may stand in a title's braces, and the pattern of it."""
BRACES = late(r"\{([^{}]*)\}")


class Lack(NamedTuple):
    """Something that is not as it is wanted: where, the usual words for it, and values for :data:`WANT_NAMES`."""

    span: Span
    message: str
    wanted: str
    actual: str = ""
    lacking: str = ""
    where: str = ""

    @property
    def names(self) -> Mapping[str, str]:
        """The values by their names in messages."""
        return dict(zip(WANT_NAMES, (self.wanted, self.actual, self.lacking, self.where), strict=True))


Look: TypeAlias = Callable[[Document], Iterator[Lack | Unknown]]
_Texts: TypeAlias = list[tuple[Span, str]]


def looker(want: Want, roles: tuple[str, ...]) -> Look:
    """The function that looks at documents for what ``want`` says of the sections ``roles`` (none: the whole text)."""
    match want:
        case TitleWant():
            return _title(want)
        case HeadingsWant():
            return _headings(want, roles or (DEFAULT_SECTION,))
        case ContentWant():
            return _content(want, roles)
        case DeadlineWant():
            return lambda document: _deadline(want, document)
        case LengthWant():
            return lambda document: _length(want, roles, document)


def title_pattern(template: str) -> str:
    """The pattern (for a folded title) of a title's wording."""
    pieces = BRACES.split(template)
    return "".join(TITLE_WORDS[one] if number % 2 else re.escape(fold(one)) for number, one in enumerate(pieces))


def _title(want: TitleWant) -> Look:
    patterns = [compile_pattern(title_pattern(template)) for template in want.templates]

    def look(document: Document) -> Iterator[Lack | Unknown]:
        title = document.report.title
        if title is None:
            yield Unknown("没有找到题名")
        elif not any(pattern.fullmatch(fold(title.text)) for pattern in patterns):
            wanted = "”或“".join(_filled(template, document) for template in want.templates)
            message = f"题名“{title.text}”应写作“{wanted}”"
            yield Lack(title.span, message, wanted, title.text, where="题名")

    return look


def _filled(template: str, document: Document) -> str:
    """The title as it would read in ``document``."""
    year = "××××" if document.year is None else str(document.year)
    return template.replace("{机关}", document.agency or "（机关名称）").replace("{年度}", year)


def _headings(want: HeadingsWant, roles: tuple[str, ...]) -> Look:
    wanted = "、".join(words[0] for words in want.headings)
    folded = [[fold(word) for word in words] for words in want.headings]

    def look(document: Document) -> Iterator[Lack | Unknown]:
        for role in roles:
            sections = [section for section in document.report.sections if section.role == role]
            if not sections:  # STR001 says so
                continue
            heads = [block.heading for one in sections for block in one.blocks if isinstance(block, Section)]
            titles = [fold(document.text(heading.title)) for heading in heads]
            places = [next((n for n, t in enumerate(titles) if any(w in t for w in words)), None) for words in folded]
            lacking = [words[0] for words, place in zip(want.headings, places, strict=True) if place is None]
            known = [place for place in places if place is not None]
            where = _called(role, document)
            if lacking:
                words = f"{where}没有小标题“{'”“'.join(lacking)}”，应依次有：{wanted}"
            elif known != sorted(known):
                words = f"{where}的小标题次序不对，应为：{wanted}"
            else:
                continue
            actual = "、".join(document.text(heading.title) for heading in heads)
            yield Lack(sections[0].heading.span, words, wanted, actual, "、".join(lacking), where)

    return look


def _content(want: ContentWant, roles: tuple[str, ...]) -> Look:
    parts = [(part, compile_pattern(part.pattern)) for part in want.parts]
    wanted = "、".join(part.name for part in want.parts)

    def look(document: Document) -> Iterator[Lack | Unknown]:
        texts = _texts(document, roles)
        if not texts:  # STR001 says so
            return
        text = "\n".join("".join(words.split()) for _, words in texts)
        lacking = [part.name for part, pattern in parts if pattern.search(text) is None]
        if lacking:
            where = "、".join(_called(role, document) for role in roles) or "全文"
            words = f"{where}没有写明：{'、'.join(lacking)}" if text else f"没有{where}，应写明：{wanted}"
            yield Lack(texts[0][0], words, wanted, lacking="、".join(lacking), where=where)

    return look


def _deadline(want: DeadlineWant, document: Document) -> Iterator[Lack | Unknown]:
    year, agency, found = document.year, document.agency, published(document.report)
    if year is None or agency is None:
        yield Unknown("报告年度不明" if year is None else "机关名称不明")
        return
    limit = want.government if is_government(agency) else want.department
    if limit is None:
        return
    if found is None:
        yield Unknown("没有找到发布（落款）日期")
        return
    # A date of another year is DAT003's.
    if found.day.year == year + 1 and found.day > date(year + 1, *limit):
        wanted = f"{limit[0]}月{limit[1]}日"
        actual = f"{found.day.year}年{found.day.month}月{found.day.day}日"
        yield Lack(found.span, f"发布（落款）日期 {actual} 晚于 {wanted} 的期限", wanted, actual)


def _length(want: LengthWant, roles: tuple[str, ...], document: Document) -> Iterator[Lack | Unknown]:
    texts = _texts(document, roles, prose_only=True)
    count = sum(len("".join(words.split())) for _, words in texts)
    where = "、".join(_called(role, document) for role in roles) or "全文"
    if not texts:
        return
    if want.least is not None and count < want.least:
        yield Lack(texts[0][0], f"{where}有 {count} 字，少于 {want.least} 字", f"至少 {want.least} 字", str(count))
    elif want.most is not None and count > want.most:
        yield Lack(texts[0][0], f"{where}有 {count} 字，多于 {want.most} 字", f"至多 {want.most} 字", str(count))


def _called(role: str, document: Document) -> str:
    """What a section is called in messages."""
    if role == PREFACE:
        return "导语"
    sections = document.forms[document.choice.form].sections
    return next((f"第{section.numeral}部分" for section in sections if section.role == role), role)


def _texts(document: Document, roles: tuple[str, ...], *, prose_only: bool = False) -> _Texts:
    """The texts of the sections ``roles``, each with the place where a finding about it stands; of the whole report
    without roles. ``prose_only`` leaves tables out."""
    report = document.report
    found: _Texts = []
    if not roles or PREFACE in roles:
        place = report.title.span if report.title else Span(report.span.start, report.span.start)
        preface = tuple(block for block in report.preface if not roles or not isinstance(block, Title))
        found += [(place, words) for words in _words(preface, document, prose_only)] or [(place, "")]
    for section in report.sections:
        if not roles or section.role in roles:
            words = list(_words((section,), document, prose_only)) if prose_only else [document.text(section.span)]
            found += [(section.heading.span, one) for one in words]
    return found


def _words(blocks: tuple[Block, ...], document: Document, prose_only: bool) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield document.text(block.heading.span)
            yield from _words(block.blocks, document, prose_only)
        elif isinstance(block, Paragraph) or not prose_only:
            yield document.text(block.span)
