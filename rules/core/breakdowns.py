"""分项：从“总 N 条，其中……”里取出总数与各分项（供 consistency.py、units.py 用）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from gklint.late import late
from gklint.report.shapes import OTHER, QUANTITY, Aside, Shape
from gklint.text import Span
from gklint.tuples import NamedTuple

AMONG = "其中"
_CLAUSE = late(r"([^,;、]*)([,;、]|\Z)")
# Words that show a clause to speak of something else than a part of the total.
_ELSEWHERE = late(
    r"办结|结转|答复|复议|诉讼|(?<!公)共(?![享和青同性产])|全年|本年|累计|合计|总计|同比|环比|较|比(?=上|去)|增加|增长|减少|新增|另|未|每|"
    r"均(?!衡)|浏览|阅读|点击|转发|播放|关注|培训|会议|整改|最[高大多低少]|近[两三]年|截至|上年|去年|收到|受理|提交|采纳|回复|办理|"
    r"包括|含"
)
_ONE_EACH = re.compile(f"(?:[^,;、{QUANTITY}]*{QUANTITY}[^,;、{QUANTITY}]*(?:[,、]|(?=;|\\Z))|[,、])*")
_JOINED = late(r"^(?:以及|和|及|与|:|是|有|为)+")
_RATE = late(f"^(?:的)?(?:约|分别)?占[^,;、{QUANTITY}]*{OTHER}$|^{OTHER}$")
_ALIKE = (("条", "篇", "则", "份", "件", "个"),)


class Amount(NamedTuple):
    """A number with a unit: the words before it, whether it is vague from below (100余), where it stands."""

    label: str
    value: Decimal
    unit: str
    at_least: bool
    span: Span
    at: int


class Breakdown(NamedTuple):
    """A total and what 其中 names of it.

    ``before`` are all amounts of the total's unit that the sentence names before 其中, the total last. ``ended`` says
    that the list ended where it must (so that nothing of it can have been missed).
    """

    total: Amount
    before: tuple[Amount, ...]
    parts: tuple[Amount, ...]
    ended: bool

    @property
    def parts_sum(self) -> Decimal:
        """The parts, added up."""
        return sum((part.value for part in self.parts), Decimal(0))


def amount_at(shape: Shape, at: int) -> Amount | None:
    """The amount whose mark stands at ``at`` of a shape; ``None`` for a number without a unit."""
    token = shape.tokens[at]
    if token.value is None or token.unit is None:
        return None
    text = shape.text
    low = max(text.rfind(",", 0, at), text.rfind(";", 0, at), text.rfind("、", 0, at), text.rfind(QUANTITY, 0, at)) + 1
    return Amount(text[low:at], token.value, token.unit, token.approximate, token.span, at)


def amounts(shape: Shape, start: int, stop: int) -> list[Amount]:
    """The amounts between two places of a shape."""
    found: list[Amount] = []
    at = shape.text.find(QUANTITY, start, stop)
    while at >= 0:
        amount = amount_at(shape, at)
        if amount is not None:
            found.append(amount)
        at = shape.text.find(QUANTITY, at + 1, stop)
    return found


def same_kind(one: str, other: str) -> bool:
    """Whether two units may count the same things (信息 is counted by 条, 篇, 则 …)."""
    return one == other or any(one in group and other in group for group in _ALIKE)


def adds_up(shape: Shape) -> bool:
    """Whether the first numbers that 其中 names, one in a clause and no semicolon between them, make the total. Then
    what :func:`breakdowns` takes for parts cannot be more than it, and are less only where the list breaks off.

    Lists in brackets are not looked at: where there is one, the answer is no.
    """
    if any(aside.shape.text.startswith(AMONG) for aside in shape.asides):
        return False
    at = shape.text.find(AMONG)
    start = at + len(AMONG)
    quantities = [(place, token) for place, token in shape.tokens.items() if shape.text[place] == QUANTITY]
    totals = [token.value for place, token in quantities if place < at and token.unit is not None]
    listed = _ONE_EACH.match(shape.text, start)
    if not totals or totals[-1] is None or listed is None or AMONG in shape.text[start:]:
        return False
    numbers = [token.value or Decimal(0) for place, token in quantities if start <= place < listed.end()]
    return totals[-1] in accumulate(numbers)


def breakdowns(shape: Shape) -> Iterator[Breakdown]:
    """Every 总 N 条，其中 …, in order, and then every 总 N 条（其中 …）."""
    at = shape.text.find(AMONG)
    while at >= 0:
        following = shape.text.find(AMONG, at + len(AMONG))
        stop = following if following >= 0 else len(shape.text)
        before = amounts(shape, 0, at)
        if before:
            total = before[-1]
            parts, ended = _parts(shape, at + len(AMONG), stop, total)
            alike = tuple(amount for amount in before if same_kind(amount.unit, total.unit))
            if parts:
                yield Breakdown(total, alike, tuple(parts), ended and following < 0)
        at = following
    for aside in shape.asides:
        if aside.shape.text.startswith(AMONG):
            yield from _in_brackets(shape, aside)


def _in_brackets(shape: Shape, aside: Aside) -> Iterator[Breakdown]:
    """The breakdown in brackets that stand right behind a number."""
    at, text = aside.anchor - 1, aside.shape.text
    total = amount_at(shape, at) if shape.text[max(at, 0) : aside.anchor] == QUANTITY else None
    if total is None:
        return
    following = text.find(AMONG, len(AMONG))
    parts, ended = _parts(aside.shape, len(AMONG), following if following >= 0 else len(text), total)
    if parts:
        yield Breakdown(total, (total,), tuple(parts), ended and following < 0)


def _parts(shape: Shape, start: int, stop: int, total: Amount) -> tuple[list[Amount], bool]:
    """The parts between ``start`` and ``stop``, clause by clause, and whether the list ended cleanly."""
    found: list[Amount] = []
    pending, sign, at = "", "", start
    while at < stop:
        clause = _CLAUSE.match(shape.text, at, stop)
        assert clause is not None
        words, mark = clause.groups()
        at = max(clause.end(), at + 1)
        if not words or _RATE.match(words):
            continue
        inside = amounts(shape, clause.start(1), clause.end(1))
        numbers = words.count(QUANTITY)
        if numbers == 0:
            if mark == "、":
                pending += words
                continue
            return found, bool(found) and OTHER not in words
        label = _JOINED.sub("", pending + words[: words.find(QUANTITY)])
        fits = numbers == 1 and len(inside) == 1 and same_kind(inside[0].unit, total.unit)
        if not fits or _ELSEWHERE.search(label) or not label:
            return found, sign == ";"
        found.append(inside[0]._replace(label=label))
        pending, sign = "", mark
        if mark == ";" and not _listed_by_semicolon(shape.text, start, stop):
            return found, True
    return found, True


def _listed_by_semicolon(text: str, start: int, stop: int) -> bool:
    """Whether the list itself is set apart by semicolons: no comma stands before the first of them."""
    semicolon = text.find(";", start, stop)
    return text.find(",", start + 1, semicolon) < 0 and text.find("、", start, semicolon) < 0
