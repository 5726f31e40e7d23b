"""Numbers as Word writes them in automatic numbering (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = "拾佰仟"
_UNITS = "十百千"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_TEN_THOUSAND = 10_000


def number_text(value: int, number_format: str) -> str:
    """``value`` in the format named ``number_format``; an unknown format, or a value that it has no sign for, gives
    plain digits (as Word shows them)."""
    if value < 0:
        return str(value)
    return _FORMATS.get(number_format, str)(value)


def _han(value: int, digits: str = _HAN, units: str = _UNITS, zero: str = "零", drop_one: bool = True) -> str:
    """一, 十, 十一, 二十, 一百零一 … up to 9999."""
    if value == 0 or value >= _TEN_THOUSAND:
        return "".join(digits[int(d)] for d in str(value))
    text = ""
    gap = False
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), map(int, str(value)), strict=True):
        if digit:
            text += (zero if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = digit == 0 and bool(text)
    return text[1:] if drop_one and text.startswith(digits[1] + units[0]) else text


def _counting(value: int) -> str:
    """Like :func:`_han` up to 99, digit by digit above (一〇一)."""
    return _han(value) if value < 100 else _digits(value)


def _digits(value: int) -> str:
    return "".join(_HAN[int(d)] for d in str(value))


def _legal(value: int) -> str:
    return _han(value, _LEGAL, _LEGAL_UNITS, drop_one=False)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        text += sign * count
    return text


def _letters(value: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    if not 0 < value <= 780:
        return str(value)
    count, place = divmod(value - 1, 26)
    return chr(ord("A") + place) * (count + 1)


def _row(first: str, size: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode: the sign for 1 is ``first``, there are ``size`` of them."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= size else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _circled(value: int) -> str:
    for first, size, before in (("①", 20, 0), ("㉑", 15, 20), ("㊱", 15, 35)):
        if before < value <= before + size:
            return chr(ord(first) + value - before - 1)
    return str(value)


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(d)) for d in str(value))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "koreanCounting": _han,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "koreanDigital2": _digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda value: _legal(value).translate(str.maketrans("贰叁陆", "貳參陸")),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _row("㊀", 10),
}
