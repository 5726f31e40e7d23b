"""标点：括号、引号、书名号的配对。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report
from gklint.text import Span
from gklint.tuples import NamedTuple

from .passages import passages, prose, within

_OPENERS = {"（": "（", "(": "（", "“": "“", "《": "《", "〈": "〈", "【": "【", "「": "「", "『": "『"}
_CLOSERS = {"）": "（", ")": "（", "”": "“", "》": "《", "〉": "〈", "】": "【", "」": "「", "』": "『"}
_PAIRED = late("[" + re.escape("".join((*_OPENERS, *_CLOSERS))) + "]")
_PAIRED_IN_LINE = re.compile("[" + re.escape("".join((*_OPENERS, *_CLOSERS))) + r"\r\n]")
_ONE_KIND = str.maketrans("()", "（）")
_PAIRS = ("（）", "“”", "《》", "〈〉", "【】", "「」", "『』")
_PAIR_NAMES = {"（": "括号", "“": "引号", "《": "书名号", "〈": "书名号", "【": "括号", "「": "引号", "『": "引号"}
_ITEM_NUMBER = late(r"(?:^|[\s，。；：、,;:|。（(])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳]|[a-zA-Z])\Z")
# A number right behind a word (包括1）预算) is one where no bracket is open; else it ends what the brackets hold.
_NUMBER_BEHIND_WORD = late(r"[\u4e00-\u9fff]\d{1,2}\Z")
# A pair may be broken over so many lines: by the layout, or by a quotation of several paragraphs.
_FARTHEST = 6


class _Mark(NamedTuple):
    """One half of a pair that lacks the other."""

    offset: int
    line: int
    is_open: bool


class _Pairs:
    """Pairs up the marks of one kind, in one pass."""

    def __init__(self) -> None:
        self.open: list[_Mark] = []
        self.single: list[_Mark] = []
        self._numbers = (0, 0)  # the line, and how many item numbers (``1）``) there have been taken for closers

    def opens(self, mark: _Mark) -> None:
        self.open.append(mark)

    def closes(self, mark: _Mark, like_number: bool, maybe_number: bool) -> None:
        line, count = self._numbers
        count = count if line == mark.line else 0
        while self.open and mark.line - self.open[-1].line > _FARTHEST:
            self.single.append(self.open.pop())
        if self.open:
            self.open.pop()
            self._numbers = (mark.line, count + like_number)
        elif like_number or maybe_number:
            pass
        elif count:
            self._numbers = (mark.line, count - 1)
        else:
            self.single.append(mark)


@rule("PUN009")
def unpaired(report: Report, ctx: Context) -> Iterator[Finding]:
    """Brackets, quotation marks and title marks come in pairs."""
    # A mark whose other half is in its own line pairs with it, whatever is open before.
    if all_paired(prose(report)):
        return
    text = report.source.text
    pairs = {kind: _Pairs() for kind in _PAIR_NAMES}
    for match in _PAIRED.finditer(text):
        sign, offset = match[0], match.start()
        line = report.source.position(offset).line
        if sign in _OPENERS:
            pairs[_OPENERS[sign]].opens(_Mark(offset, line, True))
        else:
            before = text[max(offset - 5, 0) : offset] if sign in "）)" else ""
            like_number = _ITEM_NUMBER.search(before) is not None
            maybe_number = _NUMBER_BEHIND_WORD.search(before) is not None
            pairs[_CLOSERS[sign]].closes(_Mark(offset, line, False), like_number, maybe_number)
    spans = [passage.span for passage in passages(report)]
    for kind, found in pairs.items():
        told: set[int] = set()
        for mark in sorted((*found.single, *found.open)):
            if mark.line not in told and within(spans, mark.offset):
                told.add(mark.line)
                yield _unpaired(mark, kind, ctx)


def all_paired(text: str) -> bool:
    """Whether the pairs of each kind are whole in every line."""
    signs = "".join(_PAIRED_IN_LINE.findall(text)).translate(_ONE_KIND)
    before = -1
    while len(signs) != before:  # what is left when pairs with nothing between them are taken out, again and again
        before = len(signs)
        for pair in _PAIRS:
            signs = signs.replace(pair, "")
    return not signs.strip("\r\n") or _each_kind_paired(signs)


def _each_kind_paired(signs: str) -> bool:
    """Whether the pairs of each kind are whole in every line of ``signs``; those of two kinds may cross."""
    depths = dict.fromkeys(_PAIR_NAMES, 0)
    for sign in signs:
        if sign in _OPENERS:
            depths[_OPENERS[sign]] += 1
        elif sign in _CLOSERS:
            kind = _CLOSERS[sign]
            if not depths[kind]:
                return False
            depths[kind] -= 1
        elif any(depths.values()):
            return False
    return not any(depths.values())


def _unpaired(mark: _Mark, kind: str, ctx: Context) -> Finding:
    span = Span(mark.offset, mark.offset + 1)
    lack = "后" if mark.is_open else "前"
    return ctx.finding(span, f"{_PAIR_NAMES[kind]}不配对：“{ctx.text(span)}”缺少{lack}一半")
