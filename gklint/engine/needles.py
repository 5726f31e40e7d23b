"""What every match of a pattern holds: words, one of a set or one of each of some sets.

All words are found in one quick pass, so that a pattern whose words do not stand in a report need not be run, nor even
be compiled. What is not understood gives no words, and the pattern is looked for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from gklint.late import late
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Words: TypeAlias = frozenset[str]
Needles: TypeAlias = tuple[tuple[str, ...], ...]

_MOST = 64
"""So many words are kept for one place of a pattern."""
_SETS, _FEW = 3, 16
"""So many sets of words are kept for a pattern, and so many words in each but the first."""
_DEEPEST = 50
"""So deep may its groups stand in each other."""
# What nearly every report says, since the form says it: to find a part of it tells nothing.
_EVERYWHERE = (
    "政府信息公开工作年度报告", "中华人民共和国政府信息公开条例", "总体情况", "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况",
    "其他需要报告的事项", "信息处理费",
)  # fmt: skip
_YEAR = late(r"(?:19|20)\d{0,2}\Z")
_FLAGS = late(r"\?(?:P?<\w+>|(?P<on>[imsU]*)(?:-(?P<off>[imsU]+))?(?P<end>[:)]))")
_TIMES = late(r"\{(\d+)(,(\d*))?\}")
_CODE = late(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))")
_PROPERTY = late(r"\\[pP](?:\{\^?\w+\}|\w)")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}


def needles(pattern: str) -> Needles:
    """A few sets of words: every match of ``pattern`` (in re2's syntax) holds a word of each. There are none where no
    words are worth looking for."""
    rare = sorted({words for words in necessary(pattern) if not any(map(_common, words))}, key=_cost)
    few = [words for number, words in enumerate(rare) if number == 0 or len(words) <= _FEW]
    return tuple(tuple(sorted(words)) for words in few[:_SETS])


def signs(pattern: str) -> Needles:
    """A few sets of words and single characters for a pattern without needles: every match holds one of each. They
    stand in many a report, so they tell of a single text whether the pattern need be looked for, and less of many."""
    return () if needles(pattern) else telling(pattern).needs


def necessary(pattern: str) -> tuple[Words, ...]:
    """Sets of words: every match of ``pattern`` holds a word of each."""
    try:
        return _Reader(pattern).read().needs_all()
    except _Unread:
        return ()


class Telling(NamedTuple):
    """What tells whether a pattern is found in a text: every match holds a word of each set of ``needs``. If they are
    ``enough``, it is found wherever they stand."""

    needs: Needles
    enough: bool = False


def telling(pattern: str) -> Telling:
    """What tells at once of most short texts that ``pattern`` is not found in them, or is; common words tell as well
    as others."""
    reader = _Reader(pattern)
    try:
        part = reader.read()
    except _Unread:
        return Telling(())
    if part.exact is not None and "" not in part.exact and not reader.anchored:
        return Telling((tuple(sorted(_least(part.exact))),), True)
    few = sorted({words for words in part.needs_all() if len(words) <= _FEW}, key=_cost)
    return Telling(tuple(tuple(sorted(words)) for words in few[:_SETS]))


def held(needs: Needles, text: str) -> bool:
    """Whether a word of each set stands in ``text``."""
    for words in needs:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _common(word: str) -> bool:
    return len(word) < 2 or _YEAR.match(word) is not None or any(word in words for words in _EVERYWHERE)


def _cost(words: Words) -> tuple[bool, int, int, list[str]]:
    """Words that are rare go first, then few of them, then long ones."""
    return any(map(_common, words)), len(words), -min(map(len, words)), sorted(words)


class _Unread(Exception):
    """Something in a pattern is not understood here."""


class _Part(NamedTuple):
    """A part of a pattern: all texts that it matches (``None``: too many to say), and sets of words, of each of which
    every match holds one."""

    exact: Words | None
    needs: tuple[Words, ...] = ()

    def needs_all(self) -> tuple[Words, ...]:
        """The sets of words, what it matches itself among them."""
        return self.needs if self.exact is None or "" in self.exact else (*self.needs, _least(self.exact))


_NOTHING = _Part(frozenset([""]))
_ANYTHING = _Part(None)


def _least(words: Words) -> Words:
    """``words`` without those that hold another."""
    return frozenset(word for word in words if not any(other in word and other != word for other in words))


def _joined(parts: Iterable[_Part]) -> _Part:
    """One part after the other."""
    run: Words = frozenset([""])  # what the last few parts, of which all texts are known, match together
    whole = True
    needs: list[Words] = []
    for part in parts:
        needs += part.needs
        together = _products(run, part.exact)
        if together is None:
            needs += _Part(run).needs_all()
            whole = False
        run = together if together is not None else part.exact or frozenset([""])
    if whole:
        return _Part(run, tuple(needs))
    return _Part(None, (*needs, *_Part(run).needs_all()))


def _products(run: Words, exact: Words | None) -> Words | None:
    if exact is None or len(run) * len(exact) > _MOST:
        return None
    return frozenset(before + after for before in run for after in exact)


def _either(parts: list[_Part]) -> _Part:
    """One part or another."""
    if len(parts) == 1:
        return parts[0]
    known = [part.exact for part in parts if part.exact is not None]
    together = frozenset[str]().union(*known)
    if len(known) == len(parts) and len(together) <= _MOST:
        return _Part(together)
    needs = [part.needs_all() for part in parts]
    if not all(needs):
        return _ANYTHING
    return _Part(None, (_least(frozenset[str]().union(*(min(each, key=_cost) for each in needs))),))


def _repeated(part: _Part, least: int, most: int | None) -> _Part:
    if least == 0:
        return _Part(part.exact | {""}) if most == 1 and part.exact is not None else _ANYTHING
    return part if most == 1 else _Part(None, part.needs_all())


class _Reader:
    """Reads a pattern from left to right. ``_folded`` says that case does not count, ``anchored`` that a match depends
    on what stands beside it."""

    def __init__(self, pattern: str) -> None:
        self.anchored = False
        self._pattern = pattern
        self._at = 0
        self._folded = False
        self._depth = 0

    def read(self) -> _Part:
        """The whole pattern; raises :class:`_Unread`."""
        part = self._choice()
        if self._at < len(self._pattern):
            raise _Unread
        return part

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self, expression: re.Pattern[str]) -> re.Match[str]:
        match = expression.match(self._pattern, self._at)
        if match is None:
            raise _Unread
        self._at = match.end()
        return match

    def _choice(self) -> _Part:
        folded = self._folded
        parts = [self._row()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._row())
        self._folded = folded
        return _either(parts)

    def _row(self) -> _Part:
        parts = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._counted(self._single()))
        return _joined(parts)

    def _counted(self, part: _Part) -> _Part:
        while (sign := self._next()) and sign in "*+?{":
            if sign == "{":
                times = self._take(_TIMES)
                least = int(times[1])
                most = least if times[2] is None else int(times[3]) if times[3] else None
            else:
                self._at += 1
                least, most = int(sign == "+"), 1 if sign == "?" else None
            if self._next() == "?":  # as few as will do: that does not change what is matched
                self._at += 1
            part = _repeated(part, least, most)
        return part

    def _single(self) -> _Part:
        sign = self._next()
        special: dict[str, Callable[[], _Part]] = {"(": self._group, "[": self._class, "\\": self._escaped}
        if sign in special:
            return special[sign]()
        self._at += 1
        if sign in "^$":
            self.anchored = True
            return _NOTHING
        return _ANYTHING if sign == "." else self._letters(frozenset(sign))

    def _letters(self, letters: Words) -> _Part:
        cased = self._folded and any(letter.lower() != letter or letter.upper() != letter for letter in letters)
        return _ANYTHING if cased or not 0 < len(letters) <= _MOST else _Part(letters)

    def _group(self) -> _Part:
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unread
        folded = self._folded
        if self._next() == "?":
            flags = self._take(_FLAGS)
            self._folded = "i" not in (flags["off"] or "") and (folded or "i" in (flags["on"] or ""))
            if flags["end"] == ")":  # for the rest of the group that it stands in
                self._depth -= 1
                return _NOTHING
        part = self._choice()
        if self._next() != ")":
            raise _Unread
        self._at += 1
        self._depth -= 1
        self._folded = folded
        return part

    def _escaped(self) -> _Part:
        if self._pattern[self._at + 1 : self._at + 2] in tuple("bBAz"):
            self._at += 2
            self.anchored = True
            return _NOTHING
        letter = self._letter()
        return _ANYTHING if letter is None else self._letters(frozenset(letter))

    def _letter(self) -> str | None:
        """What stands behind a backslash; ``None`` for a class of letters."""
        sign = self._pattern[self._at + 1 : self._at + 2]
        if sign == "x":
            code = self._take(_CODE)
            return chr(int(code[1] or code[2], 16))
        if sign in ("p", "P"):
            self._take(_PROPERTY)
            return None
        if not sign or (sign.isalnum() and sign not in "dDsSwWntrfv"):
            raise _Unread
        self._at += 2
        return None if sign in "dDsSwW" else _CONTROL.get(sign, sign)

    def _class(self) -> _Part:
        """``[…]``: its letters, as far as they are few and named one by one."""
        self._at += 1
        letters: set[str] = set()
        named = self._next() != "^"
        self._at += not named
        first = True
        while first or self._next() != "]":
            first = False
            if not self._next() or self._pattern.startswith("[:", self._at):
                raise _Unread
            letter = self._member()
            if self._next() == "-" and self._pattern[self._at + 1 : self._at + 2] != "]":
                self._at += 1
                letter, last = None, self._member()
                if last is None:
                    raise _Unread
            if letter is None:
                named = False
            else:
                letters.add(letter)
        self._at += 1
        return self._letters(frozenset(letters)) if named else _ANYTHING

    def _member(self) -> str | None:
        if self._next() == "\\":
            return self._letter()
        self._at += 1
        return self._pattern[self._at - 1 : self._at]
