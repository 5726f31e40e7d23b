"""句子与分项：把段落切成句，从“总 N 条，其中……”里取出总数与各分项（供 consistency.py、units.py 用）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gklint.engine.once import once
from gklint.engine.rule import Context
from gklint.report.document import Document
from gklint.report.nodes import Block, Paragraph, Section
from gklint.report.shapes import OTHER, QUANTITY, Shape, sentence_shape
from gklint.report.surroundings import Place
from gklint.text import Span
from gklint.tuples import NamedTuple

# What is no part of a shape; brackets end up in shapes of their own.
_UNSEEN = re.compile(r"[\s“”\"‘’'「」][\s“”\"‘’'「」]*")  # begins with one character: a quick scan
_BRACKET = re.compile("[（(）)]")
_ENDS = re.compile(r"[。！？!?]")
_LONGEST = 800
AMONG = "其中"
_CLAUSE = re.compile(r"([^,;、]*)([,;、]|\Z)")
# Words that show a clause to speak of something else than a part of the total.
_ELSEWHERE = re.compile(
    r"办结|结转|答复|复议|诉讼|(?<!公)共(?![享和青同性产])|全年|本年|累计|合计|总计|同比|环比|较|比(?=上|去)|增加|增长|减少|新增|另|未|每|"
    r"均(?!衡)|浏览|阅读|点击|转发|播放|关注|培训|会议|整改|最[高大多低少]|近[两三]年|截至|上年|去年|收到|受理|提交|采纳|回复|办理|"
    r"包括|含"
)
_JOINED = re.compile(r"^(?:以及|和|及|与|:|是|有|为)+")
_RATE = re.compile(f"^(?:的)?(?:约|分别)?占[^,;、{QUANTITY}]*{OTHER}$|^{OTHER}$")
_ALIKE = (("条", "篇", "则", "份", "件", "个"),)


@dataclass(frozen=True)
class Sentence:
    """A sentence (up to 。) of a report about ``year``: its words, their span, and where it stands; ``first`` is the
    first of its paragraph."""

    words: str
    span: Span
    place: Place
    first: bool
    year: int | None

    @cached_property
    def seen(self) -> str:
        """Its words without what is no part of a shape."""
        return _UNSEEN.sub("", self.words)

    @cached_property
    def shape(self) -> Shape:
        """The shape: made when it is first asked for, since most sentences hold nothing that the rules look for."""
        return sentence_shape(self.words, self.span.start, self.year)

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Every 总 N 条，其中 …; only a sentence that may name 其中 has any."""
        return tuple(_breakdowns(self.shape))


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


@dataclass(slots=True, eq=False)
class _Stretch:
    """A paragraph: its words, the same without what is no part of a shape, where it begins, the role of its section,
    the heading above it. Its sentences are cut when they are first asked for."""

    text: str
    seen: str
    start: int
    role: str | None
    heading: str
    document: Document
    cut: tuple[Sentence, ...] | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        if self.cut is None:
            self.cut = tuple(_cut(self))
        return self.cut


def sentences(
    ctx: Context, roles: frozenset[str | None] | None = None, naming: tuple[str, ...] = ()
) -> Iterator[Sentence]:
    """The sentences of the report's paragraphs, in order.

    ``roles`` narrows the sections (``None`` is the preface), ``naming`` the words: only sentences are given whose shape
    may hold one of these.
    """
    for stretch in _stretches(ctx.document):
        if (roles is None or stretch.role in roles) and _may_name(stretch.seen, naming):
            for sentence in stretch.sentences:
                if not naming or _may_name(sentence.seen, naming):
                    yield sentence


def counting(ctx: Context, counted: re.Pattern[str], nouns: tuple[str, ...]) -> Iterator[Sentence]:
    """The sentences whose shape may hold one of ``nouns`` with its number, which ``counted`` fits in words as written
    (but without white space). Brackets may stand between the two."""
    for stretch in _stretches(ctx.document):
        if counted.search(stretch.seen) or _BRACKET.search(stretch.seen):
            for sentence in stretch.sentences:
                if counted.search(sentence.seen) or (
                    _BRACKET.search(sentence.seen) and _may_name(sentence.seen, nouns)
                ):
                    yield sentence


def _may_name(seen: str, names: tuple[str, ...]) -> bool:
    """Whether a shape of the words ``seen`` may hold one of ``names``. Without names it is true.

    Where there are no brackets, the words of a shape stand one behind the other as in ``seen``.
    """
    for name in names:
        if name in seen or (all(map(seen.__contains__, name)) and _BRACKET.search(seen)):
            return True
    return not names


@once
def _stretches(document: Document) -> list[_Stretch]:
    found: list[_Stretch] = []
    _gather((*document.report.preface, *document.report.sections), None, "", document, found)
    return found


def _gather(
    blocks: tuple[Block, ...], role: str | None, heading: str, document: Document, found: list[_Stretch]
) -> None:
    for block in blocks:
        if isinstance(block, Section):
            title = document.text(block.heading.title)
            _gather(block.blocks, block.role or role, title, document, found)
        elif isinstance(block, Paragraph):
            text = document.text(block.span)
            found.append(_Stretch(text, _UNSEEN.sub("", text), block.span.start, role, heading, document))


def _cut(stretch: _Stretch) -> Iterator[Sentence]:
    text, base, document = stretch.text, stretch.start, stretch.document
    start = 0
    while start < len(text):
        end = _ENDS.search(text, start)
        stop = min(end.start() if end else len(text), start + _LONGEST)
        words = text[start:stop]
        if words.strip():
            place = Place(stretch.role, stretch.heading, text[max(0, start - _LONGEST) : start], document.title or "")
            first = not text[:start].strip()
            yield Sentence(words, Span(base + start, base + stop), place, first, document.year)
        start = stop + 1 if end and stop == end.start() else stop


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


def _breakdowns(shape: Shape) -> Iterator[Breakdown]:
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
