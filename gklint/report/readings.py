"""Reads one sentence: finds, for each number in its shape, the trigger that says what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gklint.late import late
from gklint.report import surroundings
from gklint.report.prose import ProseToken
from gklint.report.shapes import QUANTITY, Aside, Shape
from gklint.report.surroundings import Opening, Place
from gklint.report.triggers import MONEY, TRIGGERS, Candidate, Trigger, candidates, expand
from gklint.text import Span
from gklint.tuples import NamedTuple

DECISIONS = ("行政许可", "行政处罚", "行政强制")
DISPUTES = ("行政复议", "行政诉讼")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
GROUPS = ("不予公开", "无法提供", "不予处理", "其他处理")
INDICATORS = (
    *dict.fromkeys(trigger.indicator for trigger in TRIGGERS if trigger.indicator not in OUTCOMES),
    *(f"{dispute}/{outcome}" for dispute in DISPUTES for outcome in OUTCOMES),
)
"""Everything that a number in the prose may count."""
# What a remark in brackets may count; a total in brackets is an aside, not a statement.
_IN_BRACKETS = ("自然人", "法人", "上年结转", "结转下年度", "予以公开", "部分公开", *GROUPS)

_REACH = 80
_CONJOINED = expand("(?:、|和|及|与|或|以及)(?:被)?(?:提起|申请|引发|发生)?$")
_EACH = expand("[均各都]<link>$")
_VAGUE = re.compile(r"(?:约|近|超过|超|逾|至少|将近)[为达到有]?\Z")
_ASSIGNED = late(r"[为:是有计]\Z")
_BARE_END = late(r"\Z|[,;、和及与]")
_FOREIGN = late(
    r"复议|诉讼|许可|投诉|举报|信访|咨询|来信|调解|认定|奖励|补助|登记|答复|办结|提案|建议|处罚|结转|之日|意见|救助|每"
)
_PUBLISHED = late(r"(?<!信息)(?<!政务)公开(?!申请)|公示|公布|发布|归集|上传|录入|推送|报送")
_DECIDED = late(r"作出|做出|办理|办结|实施|下达")
_CHAINED = expand("^[、,和及与]?行政(许可|处罚|强制)(?:处理|措施)?<link>$")
_CHANNEL = late(r"线上|网上|网络|邮寄|信函|邮件|当面|现场|来局|在线|传真|电话|窗口|书面|口头|自然人|法人|平台|渠道")
_IN_ALL = re.compile(r"共|合计|累计|总计|等|全年|本年")
_OUTLET = late(r"通过|利用|依托|借助|网站|公众号|微信|微博|平台|公报|公示栏|抖音|新媒体")
_HANDLING = late(
    r"(?<!不服)(?:办理|审理|受理|代理|应诉|审结|参与|答复)(?:了|各类|涉|因)?(?:政府)?(?:信息公开)?(?:类|的)?\Z"
)
# What a document is marked with when it is drafted (主动公开、依申请公开、不予公开) is no outcome of a request.
_ATTRIBUTE = late(
    r"(?:公文|文件|发文|属性)[^;；]{0,40}主动公开[^,，、;；]{0,6}[0-9][^;；]{0,40}\Z|"
    r"主动公开[^,，、;；]{0,8}[0-9]+[^,，、;；]{0,3}[,，、]依申请公开[^,，、;；]{0,8}[0-9][^;；]{0,20}\Z"
)
_REQUESTED = late(r"收到|受理|新收|公开申请|办结")
_IN_NAME = re.compile(r"以[^,;]{1,12}名义|代[拟为]")
_THIS_YEARS = late(r"新收|本年度?收|当年收")
# 收到行政复议8件，其中因政府信息公开3件: the eight are about anything.
_SOME_ABOUT = late(r"(?:案件|申请)?[,;]?其中[^;]{0,20}(?:信息公开|政府信息|政务公开)")
# 不予公开1件系…，另1件系…: not all of them.
_ANOTHER = late(r"[^;]{1,24}[,、]另(?:外|有)?\Z")
# One kind of applicant, not joined to another (公民、法人).
_APPLICANT = late(
    r"(?:收到|新收|接到|接收|受理|来自|由)(?:公民|个人|企业|公司|律师|科研机构|法律服务机构|社会公益组织|公益组织|其[他它]组织)"
    r"(?:的|提出|提交)*(?:依?申请|政府信息|信息公开)"
)
_SUIT_AFTER = late(r"(?:未?经)(?:行政)?复议(?:后再?|直接)?起诉|(?:行政)?复议后再?起诉")
_ONE_WAY = late(r"(?:准予|不予|不准|不)(?:的)?行政许可")
_DENIED = re.compile(r"(?:未|没有?)(?:有)?(?:收到|发生|产生|出现|引发|接到|受理|提起)[^,;]*\Z")


class Hit(NamedTuple):
    """A trigger that fits a number: where in the words before it the statement begins, how far behind it it goes."""

    trigger: Trigger
    start: int
    reach: int = 0


@dataclass(slots=True)
class Found:
    """A fact in the making. ``place`` orders it in its shape; ``intro`` is the words that lead up to it."""

    indicator: str
    value: Decimal
    unit: str | None
    span: Span
    number: Span
    intro: str
    bracketed: bool = False
    negated: bool = False
    qualifiers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Reading:
    """The state of reading one sentence: its words, where it stands, what was found so far."""

    words: str
    base: int
    place: Place
    found: list[Found] = field(default_factory=list)
    disputes: list[str] = field(default_factory=list)
    settled: bool = False
    part: int = 0
    published: bool = False

    def until(self, place: int) -> str:
        """The sentence's own words up to a place of the source."""
        return self.words[: place - self.base]


class Numbers(NamedTuple):
    """The numbers of a shape, by their places, and what is the same for all of them: the triggers that may fit one, the
    clauses that open with a year."""

    shape: Shape
    places: list[int]
    bracketed: bool
    possible: Sequence[Candidate]
    openings: list[Opening]


class Number(NamedTuple):
    """A number in its shape: ``left`` and ``right`` are the words around it, up to the next numbers; ``part`` and
    ``clause`` are where its part of the sentence (to the next semicolon) and its clause begin."""

    among: Numbers
    shape: Shape
    place: int
    low: int
    part: int
    clause: int
    left: str
    right: str
    token: ProseToken


def read_shape(reading: Reading, shape: Shape, bracketed: bool = False) -> None:
    """Read every number of ``shape``, in the order of the text, and what stands in brackets between them."""
    text = shape.text
    places = [place for place in shape.tokens if text[place] == QUANTITY]
    possible = candidates(text) if places else []
    numbers = Numbers(shape, places, bracketed, possible, surroundings.openings(text, len(text)) if possible else [])
    asides = list(shape.asides)
    skip = 0
    for index, place in enumerate(places):
        while asides and asides[0].anchor <= place:
            _read_aside(reading, asides.pop(0))
        if skip > index:
            continue
        number = _number(numbers, index)
        if "分别" in number.left:
            skip = index + _read_respectively(reading, numbers, index, number)
        else:
            _read_number(reading, number)
    for aside in asides:
        _read_aside(reading, aside)


def _read_aside(reading: Reading, aside: Aside) -> None:
    read_shape(reading, aside.shape, bracketed=True)


def _number(numbers: Numbers, index: int) -> Number:
    shape, places = numbers.shape, numbers.places
    words, place = shape.text, places[index]
    part = words.rfind(";", 0, place) + 1
    clause = max(words.rfind(",", part, place) + 1, part)
    low = max(places[index - 1] + 1 if index else 0, part, place - _REACH)
    high = min(places[index + 1] if index + 1 < len(places) else len(words), place + 1 + _REACH)
    return Number(
        numbers, shape, place, low, part, clause, words[low:place], words[place + 1 : high], shape.tokens[place]
    )


def _read_number(reading: Reading, number: Number) -> None:
    hit = _hit(reading, number, number.left, number.right)
    if hit is None or surroundings.is_rate(number.left) or _DENIED.search(number.left):
        return
    if number.left[: hit.start].endswith(("每", "凡")):
        return
    indicators = _sharers(reading, number, hit)
    for indicator, trigger in indicators:
        _record(reading, number, hit if trigger is hit.trigger else hit._replace(trigger=trigger), indicator)


def _read_respectively(reading: Reading, numbers: Numbers, index: int, first: Number) -> int:
    """Read 复议、诉讼分别为2件、1件: as many names as numbers, else none. Returns how many numbers were taken."""
    names = re.split(r"[、和及与]", first.left[: first.left.index("分别")].rpartition(",")[2])
    count, places, text = 1, numbers.places, numbers.shape.text
    while index + count < len(places) and re.fullmatch(
        r"[、和及与,]?", text[places[index + count - 1] + 1 : places[index + count]]
    ):
        count += 1
    if count != len(names):
        return count
    for offset, name in enumerate(names):
        number = _number(numbers, index + offset)._replace(low=first.low, left=first.left)
        hit = _hit(reading, number, name, "")
        if hit is not None:
            _record(reading, number, Hit(hit.trigger, 0), hit.trigger.indicator)
    return count


def _hit(reading: Reading, number: Number, left: str, right: str) -> Hit | None:
    """The first trigger of the table that fits the words around a number."""
    both = left + right
    unit = number.token.unit
    for _, key, around, trigger in number.among.possible:
        if key not in (both if around else left):
            continue
        if (unit is not None and unit not in trigger.units) or not _unit_fits(trigger, number, right):
            continue
        match = expand(trigger.before).search(left)
        behind = expand(trigger.after).match(right) if around and match is not None else None
        if match is None or (around and behind is None):
            continue
        reach = behind.group().rstrip(",;、和及与并") if behind is not None else ""
        if trigger.indicator == "本年新收" and _FOREIGN.search(match.group() + reach):
            continue
        if "/" in trigger.indicator and "等" in match.group():
            continue
        if trigger.topic and not _on_topic(reading, number, trigger, match.start()):
            continue
        return Hit(trigger, match.start(), len(reach))
    return _chained(reading, number, left)


def _unit_fits(trigger: Trigger, number: Number, right: str) -> bool:
    """Whether a number without a unit may be a count: nought, or one that is assigned (数量为3) and ends its clause."""
    token = number.token
    if token.unit is not None:
        return True
    if trigger.units is MONEY or _BARE_END.match(right) is None:
        return False
    return token.value == 0 or _ASSIGNED.search(number.left) is not None


def _on_topic(reading: Reading, number: Number, trigger: Trigger, start: int) -> bool:
    """Whether the text before the statement has spoken of what the trigger is about."""
    own_words = trigger.indicator == "办结"
    words = reading.until(number.token.span.start if own_words else _source_place(number, start))
    match trigger.topic:
        case "request":
            marked = _ATTRIBUTE.search(words)
            if marked is not None and _REQUESTED.search(marked.group()) is None:
                return False
            own = trigger.indicator not in ("本年新收", "办结") and reading.place.role == "requests"
            return own or surroundings.topic(reading.place, words) == "request"
        case "case":
            return not surroundings.of_other_cases(reading.until(_source_place(number, start)))
        case "document":
            return "规范性文件" in words
        case _:
            return bool(reading.disputes) or "复议" in number.left or "诉讼" in number.left


def _source_place(number: Number, start: int) -> int:
    place = min(number.low + start, number.place)
    return number.shape.span(place, place + 1).start


def _chained(reading: Reading, number: Number, left: str) -> Hit | None:
    """行政处罚5件 right after a number of 行政许可 decisions: the verb still holds."""
    match = _CHAINED.search(left)
    if match is None or not reading.found or reading.found[-1].indicator not in DECISIONS:
        return None
    indicator = "行政" + match.group(1)
    row = next((t for t in TRIGGERS if t.indicator == indicator), None)
    if row is None or number.token.unit not in (None, *row.units) or not _unit_fits(row, number, number.right):
        return None
    return Hit(row, match.start())


def _sharers(reading: Reading, number: Number, hit: Hit) -> list[tuple[str, Trigger]]:
    """Who shares the number: 复议、诉讼均为0 states two facts, 复议、诉讼共3件 none, a number on its own one."""
    found = [(hit.trigger.indicator, hit.trigger)]
    head = number.left[: hit.start]
    conjoined = None if hit.trigger.after else _CONJOINED.search(head)
    if conjoined is None or not head[: conjoined.start()].strip("、,"):
        return found
    if number.token.value != 0 and _EACH.search(number.left) is None:
        return []
    while conjoined is not None:
        head = head[: conjoined.start()]
        other = _hit(reading, number, head, number.right)
        if other is None:
            break
        found.append((other.trigger.indicator, other.trigger))
        head = head[: other.start]
        conjoined = _CONJOINED.search(head)
    return found


def _record(reading: Reading, number: Number, hit: Hit, indicator: str) -> None:
    """Add the fact, unless it is of another year, of a published list, or in brackets where no total is stated."""
    shape, place, token = number.shape, number.place, number.token
    value = token.value
    carried = indicator in ("上年结转", "新收加结转", "结转下年度")
    opened = [opening for opening in number.among.openings if opening.at < place]
    if value is None or surroundings.of_another_year(shape.text, number.clause, place, opened, carried):
        return
    if indicator in DECISIONS and not _is_decision(reading, number):
        return
    names = _full_names(reading, number, indicator)
    if number.among.bracketed and not _stands_in_brackets(number, indicator):
        return
    start = number.low + hit.start
    end = place + 1 + hit.reach
    for name in names:
        found = Found(name, value, token.unit, shape.span(start, end), token.span, _intro(number, hit))
        found.bracketed, found.negated = number.among.bracketed, value == 0
        found.qualifiers.update(hit.trigger.qualifiers, _qualifiers(reading, number, hit, name))
        if surroundings.planned(shape.text, place, opened, None if value == 0 else reading.place.role):
            found.qualifiers.add("计划")
        reading.found.append(found)
    if indicator in DISPUTES:
        _note_dispute(reading, indicator, value, number.part)


def _stands_in_brackets(number: Number, indicator: str) -> bool:
    if indicator == "本年新收":
        return _THIS_YEARS.search(number.left) is not None
    return indicator in _IN_BRACKETS or indicator in OUTCOMES or "/" in indicator


def _intro(number: Number, hit: Hit) -> str:
    return number.shape.text[number.clause : max(number.clause, number.low + hit.start) + 3]


def _is_decision(reading: Reading, number: Number) -> bool:
    if _PUBLISHED.search(number.shape.text, number.clause, number.place):
        reading.published = True
        return False
    return not reading.published or _DECIDED.search(number.left) is not None


def _full_names(reading: Reading, number: Number, indicator: str) -> list[str]:
    """The indicator's full name: an outcome is of a dispute, a group with its reason beside it is that reason."""
    if indicator not in OUTCOMES:
        return [indicator]
    left = _SUIT_AFTER.sub("诉讼", number.left)
    named = [d for d in DISPUTES if d[2:] in left]
    if not named and len(reading.disputes) == 1:
        named = reading.disputes
        reading.settled = True
    return [f"{named[0]}/{indicator}"] if len(named) == 1 else []


def _note_dispute(reading: Reading, indicator: str, value: Decimal, part: int) -> None:
    """Remember which dispute the outcomes that follow can be of; one that did not occur has none."""
    if reading.settled or part != reading.part:
        reading.disputes, reading.settled, reading.part = [], False, part
    if value and indicator not in reading.disputes:
        reading.disputes.append(indicator)


def _qualifiers(reading: Reading, number: Number, hit: Hit, indicator: str) -> Iterator[str]:
    """How the number is to be understood."""
    shape, place = number.shape, number.place
    if number.token.approximate or _VAGUE.search(number.left):
        yield "约数"
    subject = number.left[: hit.start]
    if surroundings.wider(shape, place) or surroundings.of_another_body(subject, reading.place.title):
        yield "范围"
    if indicator in DISPUTES and _unclear_dispute(reading, number, subject):
        yield "口径不明"
    if indicator.startswith("规范性文件") and _IN_NAME.search(number.left):
        yield "口径不明"
    if surroundings.of_a_while(reading.until(number.token.span.start)):
        yield from ("分项", "口径不明")
    if indicator in GROUPS and _ANOTHER.match(number.right):
        yield "口径不明"
    yield from _partial(reading, number, indicator)


def _unclear_dispute(reading: Reading, number: Number, subject: str) -> bool:
    """Whether the dispute may be about something else than 政府信息公开, or is joined to one that may."""
    if number.token.value != 0 and (
        not surroundings.about_disclosure(reading.place, reading.words)
        or _HANDLING.search(subject)
        or (_SOME_ABOUT.match(number.right) and not surroundings.ABOUT.search(number.left))
    ):
        return True
    last = reading.found[-1] if reading.found else None
    return (
        last is not None
        and last.indicator in DISPUTES
        and number.left[:1] in ("、", "和", "及")
        and "口径不明" in last.qualifiers
    )


def _partial(reading: Reading, number: Number, indicator: str) -> Iterator[str]:
    """Signs that the number is a part: 其中 after the same thing, one channel of several, one outlet."""
    text = number.shape.text
    same = [f for f in reading.found if f.indicator == indicator]
    if indicator == "行政许可" and _ONE_WAY.search(number.left):
        yield "分项"
    if same and "其中" in text[number.part : number.place]:
        own_share = any("范围" in f.qualifiers for f in same) and not surroundings.wider(number.shape, number.place)
        if not own_share:
            yield "分项"
    if indicator not in ("本年新收", "主动公开"):
        return
    clause = text[number.clause : number.place]
    if indicator == "本年新收" and _APPLICANT.search(clause):
        yield "分项"
    if _IN_ALL.search(clause):
        return
    if indicator == "本年新收" and _CHANNEL.search(clause):
        yield "分项"
    if indicator == "主动公开" and _OUTLET.search(text, number.part, number.place):
        yield "口径不明"
