"""What a sentence's numbers mean to each other: whether a carry-over is included, who applied, what contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gklint.late import late, late_words
from gklint.report import surroundings
from gklint.report.denials import denials, may_deny, may_deny_fees
from gklint.report.document import Fact
from gklint.report.readings import read_shape
from gklint.report.shapes import Shape, sentence_shape
from gklint.report.shorthand import expand
from gklint.report.stated import DISPUTES, GROUPS, Found, Reading
from gklint.report.surroundings import Place
from gklint.report.triggers import BODIES

_INCLUDES = late_words("含|包括|其中")
_ADDS = late_words("另|加上|以及|还有|加之|连同")
_THIS_YEARS = late(r"新收|本年度?收|当年收|本年度?受|新增|本年度?新")
# 均为自然人
_ALL = tuple(f"{verb}{who}" for verb in ("为", "是", "系", "由", "属于") for who in ("自然人", "法人"))
_ALL_OF = expand(
    "(?:均|全部|都)(?:为|是|系|由|属于)(自然人|法人(?:(?:或|和|及)其他组织)?)(?![、和及与或])", "|".join(_ALL)
)
_FEE_TALK = late(r"信息(?:公开)?处理费|依申请公开|信息公开申请|申请公开")
# 办理申请未收取行政事业性收费: said of requests, not of what the body charges for.
_FEE_ASIDE = late_words("申请|信息|处理费")
_CARRIED_ALONG = late(r"(?:含|包括|包含)[^,;]{0,8}结转[^,;]{0,6}\Z", words="结转")
_NEW = late_words("新收|新增")
_ALL_UPHELD = late(
    r"[,、](?:结果|复议结果|判决结果|决定)?(?:均|全部|都)(?:被|获|予以|为|得到)?(?:结果)?维持", words="维持"
)
# 收到3件，均予以公开
_ALL_GRANTED = late(
    r"[,、]已?(?:均|全部|都)(?:已|依法|依规|按规定|按时|按期|如期)*予以公开(?=\Z|[,;])", words="予以公开"
)
_TOTALS = ("本年新收", "办结")
_CARRIED = ("上年结转", "新收加结转")
_SETTLED = ("答复", "办结", "办复")
_KINDS = ("自然人", "法人", *BODIES)
_APPLICANTS = ("本年新收", *_KINDS)
_OTHER = {"自然人": "法人", "法人": "自然人"}


def read_sentence(words: str, base: int, place: Place, year: int | None) -> list[Fact]:
    """The facts that a sentence states: ``words`` begins at ``base`` of the source, in a report about ``year``."""
    shape = sentence_shape(words, base, year)
    reading = Reading(words, base, place)
    read_shape(reading, shape)
    _read_denials(reading, shape)
    if not reading.found:
        return []
    if len(reading.found) > 1:
        reading.found.sort(key=lambda found: found.number.start)
    _settle(reading, shape)
    return [
        Fact(f.indicator, f.value, f.unit, f.negated, f.span, f.number, place.role, frozenset(f.qualifiers))
        for f in reading.found
    ]


def _settle(reading: Reading, shape: Shape) -> None:
    """Settle what the numbers of a sentence mean to each other, as far as there are such that may mean something."""
    found = reading.found
    named = {each.indicator for each in found}
    if len(named) < len(found):
        _settle_this_years_share(found)
    if shape.asides or not named.isdisjoint(_CARRIED):
        _settle_carry_over(found, shape)
    if not named.isdisjoint(_APPLICANTS):
        _settle_applicants(reading, shape)
    if not named.isdisjoint(_TOTALS):
        _settle_all_granted(reading.found, shape)
    if not named.isdisjoint(DISPUTES):
        _settle_outcomes(reading.found, shape)
    if len({each.indicator for each in reading.found}) < len(reading.found):
        _mark_contradictions(reading.found)


def _read_denials(reading: Reading, shape: Shape) -> None:
    """Add what the sentence denies; a number inside a denial (未发生一起行政诉讼) is no number."""
    text, place = shape.text, reading.place
    if not may_deny(text):
        return
    fee = may_deny_fees(text) and _FEE_TALK.search(place.heading + place.before + reading.words) is not None
    denied = [(denial, shape.span(denial.start, denial.end)) for denial in denials(text, fee)]
    if not denied:
        return
    reading.found = [f for f in reading.found if not any(s.start <= f.number.start < s.end for _, s in denied)]
    for denial, whole in denied:
        start, end = denial.start, denial.word[1]
        clause, plain = surroundings.clause_start(text, start), surroundings.is_plain(text, start)
        if not plain and surroundings.of_another_year(
            text, clause, start, surroundings.openings(text, start), carried=False
        ):
            continue
        found = Found(denial.indicator, Decimal(0), None, whole, shape.span(*denial.word), intro="", negated=True)
        if (place.role in surroundings.PLANNING_ROLES or not surroundings.is_plain(text, end)) and surroundings.planned(
            text, end, surroundings.openings(text, end), place.role
        ):
            found.qualifiers.add("计划")
        if denial.indicator == "行政事业性收费" and _FEE_ASIDE.search(text):
            continue
        words = text[clause : denial.word[1]]
        other = not plain and surroundings.of_another_body(text[clause:start], place.title)
        if surroundings.of_a_sharer(words, place.title) or (other and surroundings.of_government(place.title)):
            continue
        if other or (not plain and surroundings.wider(shape, start)):
            found.qualifiers.add("范围")
        reading.found.append(found)


def _settle_this_years_share(found: list[Found]) -> None:
    """共收到12件，其中本年新收10件，上年结转2件: the first includes the carry-over, the second is this year's."""
    received = [f for f in found if f.indicator == "本年新收"]
    if len(received) < 2:
        return
    whole, share = received[0], received[1]
    of_the_whole = "其中" in share.intro and _NEW.search(share.intro)
    if not of_the_whole and not any(f.indicator == "上年结转" for f in found):
        return
    if _THIS_YEARS.search(share.intro) and whole.value >= share.value and not _NEW.search(whole.intro):
        share.qualifiers.discard("分项")
        _include_carry_over(whole)


def _include_carry_over(found: Found) -> None:
    if found.indicator == "本年新收":
        found.indicator = "新收加结转"
    found.qualifiers.add("含结转")


def _settle_carry_over(found: list[Found], shape: Shape) -> None:
    """Say of the number that a carry-over is said to be part of that it includes it."""
    for place, carried in enumerate(found):
        if carried.indicator != "上年结转" or carried.negated:
            continue
        included = _INCLUDES.search(carried.intro) is not None and not _ADDS.search(carried.intro)
        before = [f for f in found[:place] if f.indicator in _TOTALS and not _is_beside(f, carried)]
        after = [f for f in found[place:] if f.indicator in _TOTALS]
        if included and (before or after):
            target = before[-1] if before else after[0]
            if not any("含结转" in f.qualifiers for f in before):
                _include_carry_over(target)
        elif carried.bracketed and before and not _ADDS.search(carried.intro) and not before[-1].qualifiers:
            before[-1].qualifiers.add("口径不明")
    received = [f for f in found if f.indicator == "本年新收"]
    if len(received) == 1 and any(_CARRIED_ALONG.search(a.shape.text) for a in shape.asides):
        _include_carry_over(received[0])
    for each in found:
        if each.indicator == "新收加结转":
            each.qualifiers.add("含结转")


def _is_beside(total: Found, carried: Found) -> bool:
    """Whether a number of requests is itself one of the parts that a carry-over is one of: 其中新收13件、结转2件."""
    return "其中" in total.intro and carried.intro.startswith(total.intro)


def _settle_applicants(reading: Reading, shape: Shape) -> None:
    """Applicants are parts of what was received; 均为自然人 states both parts."""
    found = reading.found
    if "其他组织" in reading.words or "其它组织" in reading.words:
        whole = [f for f in found if f.indicator != "法人" or "组织" in _words_of(reading, f)]
        reading.found = found = whole
    reading.found = found = [each for each, total in _with_totals(found) if _is_of_the_received(each, total)]
    match = _ALL_OF.search(shape.text)
    if match is None:
        return
    received = [f for f in found if f.indicator == "本年新收" and "分项" not in f.qualifiers and not f.negated]
    if len(received) != 1 or shape.span(*match.span()).start < received[0].number.start:
        return
    only = "自然人" if match.group(1) == "自然人" else "法人"
    if only == "法人" and "组织" not in match.group(1):
        return
    statement = shape.span(*match.span())
    base = received[0]
    inherited = base.qualifiers | {"分项"}
    everyone = Found(only, base.value, base.unit, base.span.cover(statement), base.number, intro="")
    nobody = Found(_OTHER[only], Decimal(0), None, statement, statement, intro="", negated=True)
    everyone.qualifiers, nobody.qualifiers = set(inherited), set(inherited)
    found.extend((everyone, nobody))


def _with_totals(found: list[Found]) -> Iterator[tuple[Found, Found | None]]:
    """Each fact with the one that it is a part of, if it is of a kind of applicant: the last one of another sort."""
    total: Found | None = None
    for each in found:
        yield each, total
        carried = each.indicator == "上年结转" and total is not None and total.indicator == "新收加结转"
        if each.indicator not in _KINDS and not carried:
            total = each


def _is_of_the_received(each: Found, total: Found | None) -> bool:
    """Whether a fact about a kind of applicant speaks of the requests received (予以公开7件，其中自然人5件 does not);
    says of one that does what it includes. Any other fact is left alone."""
    if each.indicator not in _KINDS:
        return True
    if total is None:
        return not each.intro.startswith(_SETTLED)
    match total.indicator:
        case "本年新收":
            return True
        case "新收加结转":
            each.qualifiers.add("含结转")
        case "上年结转":
            each.qualifiers.add("口径不明")
        case _:
            return False
    return True


def _settle_all_granted(found: list[Found], shape: Shape) -> None:
    """收到3件，均予以公开: so many were granted, if the sentence counts nothing else; what was carried over may come on
    top."""
    match = _ALL_GRANTED.search(shape.text)
    if match is None or len(found) != 1 or found[0].negated or found[0].qualifiers & {"分项", "含结转"}:
        return
    base, statement = found[0], shape.span(*match.span())
    if base.number.start < statement.start:
        granted = Found("予以公开", base.value, base.unit, base.span.cover(statement), base.number, intro="")
        granted.qualifiers = base.qualifiers | {"口径不明"}
        found.append(granted)


def _settle_outcomes(found: list[Found], shape: Shape) -> None:
    """行政复议3件，均获维持: all of them, if it can be of one kind of dispute only.

    What is not clear of the disputes is not of their outcomes.
    """
    unclear = {f.indicator for f in found if f.indicator in DISPUTES and "口径不明" in f.qualifiers}
    for each in found:
        if each.indicator.partition("/")[0] in unclear:
            each.qualifiers.add("口径不明")
    for match in _ALL_UPHELD.finditer(shape.text):
        statement = shape.span(*match.span())
        part = (
            shape.span(0, 1).start
            if (cut := shape.text.rfind(";", 0, match.start())) < 0
            else shape.span(cut, cut + 1).end
        )
        before = [f for f in found if part <= f.number.start < statement.start]
        if len(before) == 1 and before[0].indicator in DISPUTES and before[0].value:
            base = before[0]
            upheld = Found(
                f"{base.indicator}/结果维持", base.value, base.unit, base.span.cover(statement), base.number, intro=""
            )
            upheld.qualifiers = set(base.qualifiers)
            found.append(upheld)


def _words_of(reading: Reading, found: Found) -> str:
    return reading.words[found.span.start - reading.base : found.span.end - reading.base]


def _mark_contradictions(found: list[Found]) -> None:
    """Two numbers for one thing in one sentence: what each of them counts is open, and so it is of one beside that of
    another body (各站所收到8件，办公室收到7件) that is not said to be the body's own."""
    if any(f.indicator == "本年新收" and "范围" in f.qualifiers for f in found):
        for each in found:
            unclear = each.indicator == "本年新收" and "范围" not in each.qualifiers and not each.negated
            if unclear and not surroundings.OWN.search(each.intro):
                each.qualifiers.add("口径不明")
    by_name: dict[str, list[Found]] = {}
    for each in found:
        if not each.qualifiers & {"分项", "口径不明", "范围", "计划"} or each.indicator in GROUPS:
            by_name.setdefault(each.indicator, []).append(each)
    for indicator, group in by_name.items():
        if len(group) > 1 and (indicator in GROUPS or len({f.value for f in group}) > 1):
            for each in group:
                each.qualifiers.add("口径不明")
