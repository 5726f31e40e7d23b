"""Reads one sentence: finds, for each number in its shape, the trigger that says what is counted."""

from __future__ import annotations

import re
from decimal import Decimal

from gklint.late import late, late_words
from gklint.report import surroundings
from gklint.report.candidates import candidates
from gklint.report.partial import counts_some
from gklint.report.qualifying import is_about_other_things, may_be_of_disclosure, qualifiers
from gklint.report.shapes import QUANTITY, Aside, Shape
from gklint.report.shorthand import expand
from gklint.report.stated import DECISIONS, DISPUTES, GROUPS, OUTCOMES, SUITS, Found, Hit, Number, Numbers, Reading
from gklint.report.triggers import BODIES, MONEY, TRIGGERS, Trigger

INDICATORS = (
    *dict.fromkeys(trigger.indicator for trigger in TRIGGERS if trigger.indicator not in OUTCOMES),
    *(f"{dispute}/{outcome}" for dispute in DISPUTES for outcome in OUTCOMES),
)
"""Everything that a number in the prose may count."""
# What a remark in brackets may count; a total in brackets is an aside, not a statement.
_IN_BRACKETS = ("自然人", "法人", *BODIES, "上年结转", "结转下年度", "予以公开", "部分公开", *GROUPS)

_REACH = 80
_CONJOINED = expand("(?:、|和|及|与|或|以及)(?:被)?(?:提起|申请|引发|发生)?$", "、|和|及|与|或")
_EACH = expand("[均各都]<link>$")
_ASSIGNED = late(r"[为:是有计]\Z")
_BARE_END = late(r"\Z|[,;、和及与]")
_FOREIGN = late_words(
    "复议|诉讼|许可|投诉|举报|信访|咨询|来信|调解|认定|奖励|补助|登记|答复|办结|提案|建议|处罚|结转|之日|意见|救助|每"
)
_PUBLISHED = late(r"(?<!信息)(?<!政务)公开(?!申请)|公示|公布|发布|归集|上传|录入|推送|报送")
_DECIDED = late_words("作出|做出|办理|办结|实施|下达")
_CHAINED = expand("^[、,和及与]?行政(许可|处罚|强制)(?:处理|措施)?<link>$", "行政许可|行政处罚|行政强制")
# What a document is marked with when it is drafted (主动公开、依申请公开、不予公开) is no outcome of a request.
_ATTRIBUTE = late(
    r"(?:公文|文件|发文|属性)[^;；]{0,40}主动公开[^,，、;；]{0,6}[0-9][^;；]{0,40}\Z|"
    r"主动公开[^,，、;；]{0,8}[0-9]+[^,，、;；]{0,3}[,，、]依申请公开[^,，、;；]{0,8}[0-9][^;；]{0,20}\Z",
    words="主动公开",
)
_REQUESTED = late_words("收到|受理|新收|公开申请|办结")
_THIS_YEARS = late(r"新收|本年度?收|当年收")
_SUIT_AFTER = late(r"(?:未?经)(?:行政)?复议(?:后再?|直接)?起诉|(?:行政)?复议后再?起诉", words="起诉")
_DENIED = late(r"(?:未|没有?)(?:有)?(?:收到|发生|产生|出现|引发|接到|受理|提起)[^,;]*\Z")


def read_shape(reading: Reading, shape: Shape, bracketed: bool = False) -> None:
    """Read every number of ``shape``, in the order of the text, and what stands in brackets between them."""
    text = shape.text
    places = [place for place in shape.tokens if text[place] == QUANTITY]
    possible = candidates(text) if places else []
    plain = not places or surroundings.is_plain(text, len(text))
    opened = [] if plain or not possible else surroundings.openings(text, len(text))
    numbers = Numbers(shape, places, bracketed, possible, plain, opened)
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
    if hit is None or _DENIED.search(number.left):
        return
    if not number.among.plain and surroundings.is_rate(number.left):
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
        match = expand(trigger.before, trigger.words).search(left)
        behind = expand(trigger.after).match(right) if around and match is not None else None
        if match is None or (around and behind is None):
            continue
        reach = behind.group().rstrip(",;、和及与并") if behind is not None else ""
        if trigger.indicator == "本年新收" and _FOREIGN.search(match.group() + reach):
            continue
        if trigger.indicator == "本年新收" and not may_be_of_disclosure(reading, number, match):
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
    words = reading.until(number.token.span.start if own_words else number.source_place(start))
    match trigger.topic:
        case "request":
            marked = _ATTRIBUTE.search(words) if "主动公开" in words else None
            if marked is not None and _REQUESTED.search(marked.group()) is None:
                return False
            own = trigger.indicator not in ("本年新收", "办结") and reading.place.role == "requests"
            return own or surroundings.topic(reading.place, words) == "request"
        case "case":
            return not surroundings.of_other_cases(reading.until(number.source_place(start)))
        case "document":
            return "规范性文件" in words
        case _:
            return bool(reading.disputes) or "复议" in number.left or "诉讼" in number.left


def _chained(reading: Reading, number: Number, left: str) -> Hit | None:
    """行政处罚5件 right after a number of 行政许可 decisions: the verb still holds."""
    if not reading.found or reading.found[-1].indicator not in DECISIONS:
        return None
    match = _CHAINED.search(left)
    if match is None:
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
    if value is None or (not number.among.plain and _is_of_another_year(number, indicator)):
        return
    if indicator in DECISIONS and not _is_decision(reading, number):
        return
    if indicator in (*DISPUTES, *OUTCOMES) and is_about_other_things(shape, place):
        return
    if counts_some(reading, number, hit, indicator):
        return
    names = _full_names(reading, number, indicator)
    if number.among.bracketed and not _stands_in_brackets(number, indicator):
        return
    start = number.low + hit.start
    end = place + 1 + hit.reach
    for name in names:
        found = Found(name, value, token.unit, shape.span(start, end), token.span, intro=_intro(number, hit))
        found.bracketed, found.negated = number.among.bracketed, value == 0
        found.qualifiers.update(hit.trigger.qualifiers, qualifiers(reading, number, hit, name))
        if _is_planned(number, reading.place.role):
            found.qualifiers.add("计划")
        reading.found.append(found)
    if indicator in DISPUTES:
        _note_dispute(reading, indicator, value, number.part)


def _is_of_another_year(number: Number, indicator: str) -> bool:
    carried = indicator in ("上年结转", "新收加结转", "结转下年度")
    return surroundings.of_another_year(number.shape.text, number.clause, number.place, number.opened(), carried)


def _is_planned(number: Number, role: str | None) -> bool:
    if number.token.value == 0:
        role = None
    if number.among.plain and role not in surroundings.PLANNING_ROLES:
        return False
    return surroundings.planned(number.shape.text, number.place, number.opened(), role)


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
    last = next((f.indicator for f in reversed(reading.found) if f.indicator in (*DISPUTES, *SUITS)), None)
    if not named and last in SUITS:
        named = ["行政诉讼"]
    elif not named and len(reading.disputes) == 1:
        named = reading.disputes
        reading.settled = True
    if len(named) != 1 or (named[0] == "行政诉讼" and _is_of_some_suits(reading)):
        return []
    return [f"{named[0]}/{indicator}"]


def _is_of_some_suits(reading: Reading) -> bool:
    """Whether the outcome that follows is of one way to sue (复议后起诉2件，维持1件), and there may be others."""
    last = next((f for f in reversed(reading.found) if f.indicator in ("行政诉讼", *SUITS)), None)
    total = next((f.value for f in reading.found if f.indicator == "行政诉讼"), None)
    return last is not None and last.indicator in SUITS and last.value != total


def _note_dispute(reading: Reading, indicator: str, value: Decimal, part: int) -> None:
    """Remember which dispute the outcomes that follow can be of; one that did not occur has none."""
    if reading.settled or part != reading.part:
        reading.disputes, reading.settled, reading.part = [], False, part
    if value and indicator not in reading.disputes:
        reading.disputes.append(indicator)
