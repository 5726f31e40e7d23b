"""照抄他单位的残留：别处同名部门的名称，别的部门的职能。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.report.titles import is_agency
from gklint.text import Span
from gklint.tuples import NamedTuple

from .passages import Passage, passages, prose

# For names of Chinese characters and nothing else.
_PLACES = late(r"(?:.{1,7}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗))+")
_UNIT = late(r".{1,7}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)")
_DEPARTMENT = late(r".{1,16}(?:局|厅|委员会)")
# Bodies of one level, one of which can have nothing to say in the other's report.
_COUNTIES = "县区旗"
# Where another body is named for a good reason.
_DEALINGS = late(
    r"学习|借鉴|考察|调研|交流|联合|会同|移送|转送|转办|转交|来自|协助|对口|邀请|赴|与|和|同|向|及|、|被告|原告"
)
_REACH = 8
# Where a name begins for certain; elsewhere the words before it may be taken for a part of it.
_EDGES = frozenset("，。；：、（(“《年月日度")
# Words that end up before 县 or 区 without being a place: 现将区应急管理局, 由市财政局.
_NO_PLACE = frozenset(
    "将把由向为对在从有关按据经与和同及全本各我该市县区省州局的是了于到给并现已也被让使由请报经受年度月日"
)


class _Own(NamedTuple):
    """The body of the report: the units of its place (常德市, 鼎城区) and its department."""

    units: tuple[str, ...]
    department: str


class _Duty(NamedTuple):
    """The business of a department: its number among the rule's settings, the words by which a department is known
    whose it is."""

    number: int
    keys: tuple[str, ...]


@rule("PLG003")
def foreign_agency(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The same department of another place of the same level, and the business of another department."""
    agency = ctx.document.agency
    if agency is None:
        yield ctx.unchecked("机关名称不明")
        return
    own = _split(agency)
    if own is None:
        return
    for passage in _paragraphs(report):
        if own.department in passage.text and not is_agency(passage.text):  # a signature is STR021's
            yield from _names(passage.span.start, passage.text, own, ctx)
    yield from _business(report, own, ctx)


def _paragraphs(report: Report) -> Iterator[Passage]:
    return (passage for passage in passages(report) if not passage.is_heading)


def _split(agency: str) -> _Own | None:
    """``None`` for a body that is no department of a place (a government, a town, a zone)."""
    if not all("\u4e00" <= letter <= "\u9fff" for letter in agency):
        return None
    places = _PLACES.match(agency)
    if places is None or not _DEPARTMENT.fullmatch(agency, places.end()):
        return None
    return _Own(tuple(_UNIT.findall(places.group())), agency[places.end() :])


def _names(start: int, text: str, own: _Own, ctx: Context) -> Iterator[Finding]:
    for at, end in _bodies(text, own.department):
        place = text[at : end - len(own.department)]
        level = own.units[-1][-1]
        if any(place.endswith(unit) or unit.endswith(place) for unit in own.units):
            continue
        if not _NO_PLACE.isdisjoint(place[:-1]):
            continue
        # A city may be the superior of a county or of another city: nothing is certain then.
        same = level in _COUNTIES and place[-1] in _COUNTIES
        if not same and not (level == "市" and place[-1] == "市"):
            continue
        before = text[max(0, at - _REACH) : at]
        if _DEALINGS.search(before + place[:-2]):
            continue
        span = Span(start + at, start + end)
        agency = "".join(own.units) + own.department
        message = f"出现他单位名称“{text[at:end]}”，本报告的机关是“{agency}”，请核对是否照抄残留"
        yield ctx.finding(span, message, grade=None if same else "待核")


def _bodies(text: str, department: str) -> Iterator[tuple[int, int]]:
    """Where the ``department`` of a county, a district or a city is named: from its place (two or three characters and
    县 or the like) to its end."""
    reached = 0
    at = text.find(department)
    while at >= 0:
        for start in (at - 4, at - 3):
            begins = start == 0 or (start > reached and (text[start - 1] in _EDGES or text[start - 1].isspace()))
            if begins and _is_place(text[start:at]):
                reached = at + len(department)
                yield start, reached
                break
        at = text.find(department, max(at + 1, reached))


def _is_place(name: str) -> bool:
    return name[-1] in "县区旗市" and all("\u4e00" <= letter <= "\u9fff" for letter in name)


def _business(report: Report, own: _Own, ctx: Context) -> Iterator[Finding]:
    """Words of another department's business, the first of each department."""
    text = prose(report)
    there: dict[_Duty, list[str]] = {}
    for word, duty in _foreign(ctx.options["职能"], own.department):
        if word in text:
            there.setdefault(duty, []).append(word)
    for duty, found in there.items():
        place = _first(found, _paragraphs(report))
        if place is not None:
            message = f"“{ctx.text(place)}”像是{duty.keys[0]}部门的职能，与“{own.department}”不相干，请核对是否照抄残留"
            yield ctx.finding(place, message, grade="职能")


@lru_cache(maxsize=8)
def _duties(entries: tuple[str, ...]) -> list[tuple[str, _Duty]]:
    """``民政|社会=婚姻登记|低保`` → each word of the business, with the department whose it is."""
    parts = [(number, entry.partition("=")) for number, entry in enumerate(entries)]
    return [
        (word, _Duty(number, tuple(keys.split("|"))))
        for number, (keys, _, words) in parts
        for word in words.split("|")
        if word
    ]


@lru_cache(maxsize=256)
def _foreign(entries: tuple[str, ...], department: str) -> list[tuple[str, _Duty]]:
    """The words of the business of others than ``department``; none where its own is not known."""
    duties = _duties(entries)
    own = {duty for _, duty in duties if _named(duty.keys, department)}
    return [(word, duty) for word, duty in duties if duty not in own] if own else []


def _named(keys: Iterable[str], department: str) -> bool:
    return any(key in department for key in keys)


def _first(words: Iterable[str], found: Iterable[Passage]) -> Span | None:
    for passage in found:
        text = passage.text
        places = [(text.find(word), word) for word in words if word in text]
        if places:
            at, word = min(places)
            return Span(passage.span.start + at, passage.span.start + at + len(word))
    return None
