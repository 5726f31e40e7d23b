"""What a terminal may be shown of a text: a stranger's file must not move its cursor or turn its text about."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """``text`` on one line and harmless to a terminal: control characters shown, invisible ones left out."""
    return "".join(map(visible, text))


def visible(character: str) -> str:
    """What stands for ``character`` in a terminal: nothing for invisible ones, a picture for control characters."""
    if " " <= character < "\x7f":
        return character
    match unicodedata.category(character):
        case "Cc":
            return _control(character)
        case "Cf":
            return ""
        case "Zl" | "Zp":
            return " "
        case "Cs":
            return "\ufffd"
        case "Mn" if "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100":
            return ""  # variation selectors change the width that terminals give to a character
        case _:
            return character


def _control(character: str) -> str:
    if character in "\t\r\n":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"
