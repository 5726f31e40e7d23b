"""What reading a sentence works with: a number in its shape, a trigger that fits it, the facts found so far."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gklint.report.candidates import Candidate
from gklint.report.prose import ProseToken
from gklint.report.shapes import Shape
from gklint.report.surroundings import Opening, Place
from gklint.report.triggers import Trigger
from gklint.text import Span
from gklint.tuples import NamedTuple

DECISIONS = ("行政许可", "行政处罚", "行政强制")
DISPUTES = ("行政复议", "行政诉讼")
SUITS = ("未经复议直接起诉", "复议后起诉")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
GROUPS = ("不予公开", "无法提供", "不予处理", "其他处理")


class Hit(NamedTuple):
    """A trigger that fits a number: where in the words before it the statement begins, how far behind it it goes."""

    trigger: Trigger
    start: int
    reach: int = 0


class Found:
    """A fact in the making. ``place`` orders it in its shape; ``intro`` is the words that lead up to it."""

    def __init__(
        self,
        indicator: str,
        value: Decimal,
        unit: str | None,
        span: Span,
        number: Span,
        *,
        intro: str,
        bracketed: bool = False,
        negated: bool = False,
    ) -> None:
        self.indicator = indicator
        self.value = value
        self.unit = unit
        self.span = span
        self.number = number
        self.intro = intro
        self.bracketed = bracketed
        self.negated = negated
        self.qualifiers: set[str] = set()


class Reading:
    """The state of reading one sentence: its words, where it stands, what was found so far."""

    def __init__(self, words: str, base: int, place: Place) -> None:
        self.words = words
        self.base = base
        self.place = place
        self.found: list[Found] = []
        self.disputes: list[str] = []
        self.settled = False
        self.part = 0
        self.published = False

    def until(self, place: int) -> str:
        """The sentence's own words up to a place of the source."""
        return self.words[: place - self.base]


class Numbers(NamedTuple):
    """The numbers of a shape, by their places, and what is the same for all of them: the triggers that may fit one,
    whether they are plain counts (:func:`~gklint.report.surroundings.is_plain`), the clauses that open with a year."""

    shape: Shape
    places: list[int]
    bracketed: bool
    possible: Sequence[Candidate]
    plain: bool
    openings: list[Opening]


class Number(NamedTuple):
    """A number in its shape: ``left`` and ``right`` are the words around it, up to the next numbers; ``part`` and
    ``clause`` are where its part of the sentence (to the next semicolon) and its clause begin."""

    among: Numbers
    shape: Shape
    place: int
    low: int
    part: int
    clause: int
    left: str
    right: str
    token: ProseToken

    def opened(self) -> list[Opening]:
        """The clauses before it that open with a year."""
        return [opening for opening in self.among.openings if opening.at < self.place]

    def source_place(self, start: int) -> int:
        """Where a place of ``left`` stands in the source."""
        place = min(self.low + start, self.place)
        return self.shape.span(place, place + 1).start
