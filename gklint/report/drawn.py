"""Tables whose rules are drawn with other signs than ``|``: full-width bars, box-drawing characters, ``+----+``.

Their lines are read as if they had ``|`` and ``-`` instead, one character for another, so that offsets stay as they
are.
"""

from __future__ import annotations

from gklint.text import BLANKS, split_lines

_LYING = "─━┄┅┈┉╌╍═╴╶╸╺╼╾"
_BOXES = [chr(code) for code in range(0x2500, 0x2580)]
_STANDING = frozenset("｜").union(_BOXES).difference(_LYING)
_PLAIN = str.maketrans({**dict.fromkeys(_STANDING, "|"), **dict.fromkeys(_LYING, "-")})
_CROSSED = str.maketrans("+=", "|-")
_SIGNS = ("｜", "│", "┃", "║", "+-", "+=")
"""One of these is in each table that is drawn so."""


def plain_rules(text: str) -> str:
    """``text`` with drawn tables as if their rules were ``|`` and ``-``, character for character.

    A line is drawn if it begins with a rule that stands, and has another; what else stands in a text is left alone.
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    return "".join(map(_plain, split_lines(text)))


def _plain(line: str) -> str:
    words = line.strip(f"{BLANKS}\r\n")
    if words.startswith("+") and len(words) > 2 and not words.strip("+-=:"):
        return line.translate(_CROSSED)
    if words and words[0] in _STANDING and sum(map(words.count, _STANDING.intersection(words))) > 1:
        return line.translate(_PLAIN)
    return line
