"""Reads prose by ``grammars/prose.lark``: the numbers, dates and document numbers in it, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache, partial

from gklint.grammar import scanner
from gklint.late import late
from gklint.text import Span
from gklint.tuples import NamedTuple


class Kind(Enum):
    """What a token of prose is."""

    QUANTITY = "quantity"  # 12件，三起，3.2万元，90余条
    NUMBER = "number"  # a number without a unit
    RANGE = "range"  # 3至5件
    PERCENT = "percent"  # 66.7%
    DATE = "date"  # 2023年，2023年1月1日，3月
    PERIOD = "period"  # 2023年1月1日至12月31日
    DOCUMENT = "document"  # 国办公开办函〔2021〕30号
    ARTICLE = "article"  # 第二十条
    CODE = "code"  # telephone numbers, addresses, words in Latin letters
    TEXT = "text"


class ProseToken(NamedTuple):
    """A stretch of prose: its kind, its span in the source, and what it means.

    ``value`` is the number as meant: 万 and 亿 are multiplied out before a measure word (``1.2万件`` is 12000 件) and
    stay part of the unit of money (``3.2万元`` is 3.2 万元) or of a bare number (``197.3万`` is 197.3 万). For a date
    or a period it is the year, if one is named; for a percentage the figure before the sign. ``approximate`` says that
    the number itself is vague (100余件, 300多条).
    """

    kind: Kind
    span: Span
    value: Decimal | None = None
    unit: str | None = None
    approximate: bool = False


# Makes a token of its parts at the speed of a tuple.
_token: Callable[[tuple[object, ...]], ProseToken] = partial(tuple.__new__, ProseToken)
_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%", ",， \t\u3000\u00a0\r\n")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_QUANTITY = late(r"([0-9０-９][0-9０-９,，.．]*(?: [0-9０-９,，.．]+)*)\s*([万亿]?)\s*([多余]?)\s*(.*)", re.S)
_CHINESE = late(r"([零〇一二两三四五六七八九十百千]+)([万亿]?)([多余]?)\s*(.*)", re.S)
_YEAR = late(r"([12１２]\s?(?![1-8１-８])[0-9０-９]\s?[0-9０-９]\s?[0-9０-９])(?=\s?年|[-./])")
# The agency's part of a document number (国办公开办函), and the words that may come before it.
_LONGEST_AGENCY = 12
_BEFORE_AGENCY = late(r".*(?:根据|按照|依据|依照|遵照|参照|印发|的|和|与|及|见|由|以|在)", re.S)
_AGENCY_END = "函发字办规令文通电告"


@cache
def chinese_number(text: str) -> int | None:
    """The value of a Chinese number below ten thousand (``二十一`` → 21), or ``None`` if it is none (``三四``)."""
    total, digit, scale = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        else:
            step = _TENS.get(character)
            if step is None or step >= scale or (digit is None and step != 10) or digit == 0:
                return None
            total, digit, scale = total + (1 if digit is None else digit) * step, None, step
    return total + (digit or 0)


def plain_number(text: str) -> Decimal | None:
    """The value of an Arabic number as written (``１,234.5``), or ``None`` if it is none."""
    digits = "".join(text.split()).translate(_WIDTH)
    return Decimal(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else None


class Meaning(NamedTuple):
    """What a token means, wherever it stands; see :class:`ProseToken`."""

    kind: Kind
    value: Decimal | None = None
    unit: str | None = None
    approximate: bool = False

    def token(self, start: int, end: int) -> ProseToken:
        """The token that stands in ``start`` to ``end`` of the source."""
        kind, value, unit, approximate = self
        return _token((kind, Span(start, end), value, unit, approximate))


# Terminals of the grammar that are text: in pieces, since tokens may begin anywhere.
_LOOSE = frozenset({"FILLER", "LOOSE", None})


def _quantity(text: str) -> Meaning:
    """A number and a unit, in Arabic or Chinese digits; text where the Chinese digits are no number (三四件)."""
    chinese = text[0] in _DIGITS or text[0] in _TENS
    match = (_CHINESE if chinese else _QUANTITY).match(text)
    if match is None:
        return Meaning(Kind.TEXT)
    digits, great, more, unit = match.groups()
    number = chinese_number(digits) if chinese else plain_number(digits)
    if number is None:
        return Meaning(Kind.TEXT)
    value = Decimal(number)
    if great and unit and not unit.endswith("元"):
        value, great = value * _GREAT[great], ""
    return Meaning(Kind.QUANTITY, value, great + unit, bool(more))


def _percent(text: str) -> Meaning:
    number = plain_number(text[:-1])
    if number is None:
        worth = text.removeprefix("百分之")
        chinese = None if "点" in worth else chinese_number(worth)
        number = None if chinese is None else Decimal(chinese)
    return Meaning(Kind.PERCENT, number, "‰" if text[-1] == "‰" else "%")


def _dated(kind: Kind, text: str) -> Meaning:
    if text[:4].isdecimal():  # a month or a day has two digits at most
        return Meaning(kind, plain_number(text[:4]))
    year = _YEAR.search(text)
    return Meaning(kind, plain_number(year.group(1)) if year else None)


@lru_cache(maxsize=4096)
def _read(terminal: str, text: str) -> Meaning:
    """What ``text`` means as a token of the grammar's ``terminal``."""
    match terminal:
        case "PLAIN":
            return Meaning(Kind.QUANTITY, Decimal(text[:-1]), text[-1])
        case "QUANTITY" | "CHINESE":
            return _quantity(text)
        case "NUMBER":
            return Meaning(Kind.NUMBER, Decimal(0) if text == "零" else plain_number(text))
        case "PERCENT":
            return _percent(text)
        case "DATE" | "PERIOD":
            return _dated(Kind[terminal], text)
        case _:
            return Meaning(Kind[terminal])


def _agency_length(text: str, start: int, end: int) -> int:
    """How many characters before ``end`` are the agency's part of a document number (not before ``start``)."""
    first = end
    while first > max(start, end - _LONGEST_AGENCY) and "\u4e00" <= text[first - 1] <= "\u9fff":
        first -= 1
    if first == end or text[end - 1] not in _AGENCY_END:
        return 0
    return len(_BEFORE_AGENCY.sub("", text[first:end]))


# What begins no token but text, passed over at one go: all but digits, letters, 第, Chinese digits and brackets;
# a bracket without a year; Chinese digits that are neither a number before a measure word, nor a percentage, nor 零.
_HAN = "〇一二两三四五六七八九十百千"
_COUNTING = r"万亿多余\s人件宗起例份条个项次篇期场批名家封笔页元分"
_PASSED = (
    rf"(?:[^0-9０-９A-Za-z第零{_HAN}〔［\[【（(]+|[〔［\[【（(](?!\s?[0-9０-９]{{4}})|"
    rf"[{_HAN}][零{_HAN}]*+(?![{_COUNTING}]))*+"
)


# Most numbers of reports: no other terminal takes them.
_PLAIN = "[0-9]+[件条](?!次)"


@cache
def _scanner() -> re.Pattern[str]:
    return re.compile(rf"{_PASSED}(?:(?P<PLAIN>{_PLAIN})|{scanner('prose.lark')}|\Z)")


# Tokens that need no other terminal to be told: numbers with a unit that goes on in no way, years and dates without a
# period, percentages, 〔2021〕30号. All else that may begin one is ODD.
_MEASURES = "件条次项个份起宗例篇笔封期场批名人家户部册张页类种元"
_ORDINARY = late(
    rf"[^0-9０-９A-Za-z第〔零{_HAN}]*+(?:"
    rf"(?P<PLAIN>[0-9]+[{_MEASURES}](?![次工月]))|"
    rf"(?P<QUANTITY>[0-9]+(?:\.[0-9]+)?(?:[多余]?[{_MEASURES}](?![次工月])|万?元|人次|个工作日))|"
    r"(?P<DATE>[12][09][0-9]{2}年(?:[0-9]{1,2}月[0-9]{1,2}日|度?)(?![\s度起至到\-—－–~～―0-9０-９]))|"
    r"(?P<PERCENT>[0-9]+(?:\.[0-9]+)?%)|(?P<DOCUMENT>〔[0-9]{4}〕[0-9]{1,6}号)|"
    rf"[{_HAN}][零{_HAN}]*+(?![{_COUNTING}])|(?P<ODD>[\s\S])|\Z)"
)


def meanings(text: str) -> list[tuple[int, int, Meaning]]:
    """What in ``text`` is no mere text: from where to where, and what it means. Takes time linear in the text."""
    found = ordinary_meanings(text)
    if found is None:
        found = [one for match in _scanner().finditer(text) if (one := _meant(match)) is not None]
    reached = 0
    for place, (begin, end, meaning) in enumerate(found):
        if meaning.kind is Kind.DOCUMENT:
            found[place] = (begin - _agency_length(text, reached, begin), end, meaning)
        reached = end
    return found


def ordinary_meanings(text: str) -> list[tuple[int, int, Meaning]] | None:
    """The same where all tokens are of the few kinds that most sentences have, else ``None``: to compile the pattern
    for these takes a fifth of the time of that for all. (Document numbers are still without their agency.)"""
    found = []
    reached = 0
    for match in _ORDINARY.finditer(text):
        if match.lastgroup == "ODD":
            place = match.start("ODD")
            if place < reached:
                continue
            counted = _counted(text, place)
            if counted is None:
                return None
            reached = counted.end()
            one = _meant(counted)
        else:
            one = _meant(match)
        if one is not None:
            found.append(one)
    return found


def _counted(text: str, place: int) -> re.Match[str] | None:
    """The number in Chinese digits that begins at ``place``, with what it counts, or, where they count nothing, all of
    the digits; ``None`` where something else may begin there."""
    if text[place] not in _HAN or text.startswith("百分之", place):
        return None
    return _chinese_count().match(text, place)


@cache
def _chinese_count() -> re.Pattern[str]:
    """The grammar's terminal for numbers in Chinese digits, or else any of these digits."""
    terminals = re.split(r"\|(?=\(\?P<)", scanner("prose.lark"))
    return re.compile(f"{next(one for one in terminals if one.startswith('(?P<CHINESE>'))}|[零{_HAN}]+")


def _meant(match: re.Match[str]) -> tuple[int, int, Meaning] | None:
    """A token: from where to where, and what it means; ``None`` where it is text."""
    terminal = match.lastgroup
    if terminal in _LOOSE:
        return None
    assert terminal is not None
    begin, end = match.span(terminal)
    meaning = _read(terminal, match[terminal])
    return None if meaning.kind is Kind.TEXT else (begin, end, meaning)


def prose_tokens(text: str, offset: int = 0) -> tuple[ProseToken, ...]:
    """The tokens of ``text``, which begins at ``offset`` of the source; they tile it. Takes time linear in it."""
    tokens: list[ProseToken] = []
    reached = 0
    for begin, end, meaning in (*meanings(text), (len(text), len(text), None)):
        if reached < begin:
            tokens.append(ProseToken(Kind.TEXT, Span(offset + reached, offset + begin)))
        if meaning is not None:
            tokens.append(meaning.token(offset + begin, offset + end))
        reached = end
    return tuple(tokens)
