"""Signs that Word writes otherwise than as text: w:sym in pictorial fonts, and characters enclosed by an EQ field."""

from __future__ import annotations

import re

from gklint.readers.word.numerals import number_text

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + n: number_text(n, "decimalEnclosedCircle") for n in range(1, 11)},
    **{0x8B + n: chr(ord("❶") + n - 1) for n in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"}
_SYMBOL = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB7: "•", 0xD7: "·", 0xAE: "→", 0xB0: "°"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_ENCLOSED = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇]\s*[,，;；]\s*([0-9]{1,2})\s*\)\s*", re.IGNORECASE)


def symbol(font: str | None, code: str | None) -> str:
    """The character of a w:sym; empty for a picture of an unknown sign, as pictures have no text."""
    if not code or re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) is None:
        return ""
    point = int(code, 16)
    signs = _FONTS.get((font or "").lower())
    if signs is not None:
        return signs.get(point & 0xFF, "")
    plain = point < 0xE000 or 0xF900 <= point <= 0x10FFFF
    return chr(point) if plain and not 0xD800 <= point < 0xE000 and point >= 0x20 else ""


def enclosed(instruction: str) -> str:
    """The sign that an EQ field of the kind 带圈字符 shows (①); empty for any other instruction."""
    match = _ENCLOSED.fullmatch(instruction)
    return number_text(int(match[1]), "decimalEnclosedCircle") if match else ""
