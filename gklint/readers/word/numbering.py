"""Automatic numbering: what numbering.xml defines, and the number that a reader sees before each paragraph.

Counters belong to the abstract definition: lists (w:num) that share one go on counting together, and a list that
overrides a level's start restarts it where the list is first used (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gklint.readers.word.numerals import number_text
from gklint.readers.word.styles import Styles, number_ref
from gklint.readers.word.xml import Element, attribute, child, is_on, name_of, number
from gklint.tuples import NamedTuple

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
# Bullets in pictorial fonts stand in the private-use area; what a reader sees is one of a few shapes.
_BULLETS = {"\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓"}
BULLETS = frozenset(_BULLETS.values())
"""What bullets of pictorial fonts are shown as."""


class Level(NamedTuple):
    """A level of a list: ``template`` is its text with %1 … %9, ``restart`` the level (from 1) after which it starts
    again (0: never; ``None``: after any higher one)."""

    start: int = 1
    number_format: str = "decimal"
    template: str = ""
    restart: int | None = None
    legal: bool = False
    gap: str = "tab"


class List(NamedTuple):
    """A list as paragraphs refer to it: whose counters it uses, its levels, the starts that it overrides."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Label(NamedTuple):
    """A paragraph's number as shown; ``gap`` says what follows it (``tab``, ``space``, ``nothing``)."""

    text: str
    gap: str


class Numbering:
    """Counts paragraphs and says the number that each bears; one instance reads one document, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[int, List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        abstracts = {attribute(e, "abstractNumId") or "": e for e in root if name_of(e) == "abstractNum"}
        linked = {attribute(child(e, "styleLink")) or "": key for key, e in abstracts.items()}
        for element in root:
            num = number(element, "numId")
            if name_of(element) != "num" or num is None:
                continue
            key = attribute(child(element, "abstractNumId")) or ""
            link = attribute(child(abstracts.get(key), "numStyleLink"))
            key = linked.get(link, key) if link else key
            levels = self._levels(key, abstracts.get(key))
            starts: dict[int, int] = {}
            for override in element:
                place = number(override, "ilvl")
                if name_of(override) != "lvlOverride" or place is None or not 0 <= place < _LEVELS:
                    continue
                own = child(override, "lvl")
                start = number(child(override, "startOverride"))
                if own is not None:
                    levels[place] = _level(own)
                if start is not None:
                    starts[place] = start
            self._lists[num] = List(key, levels, starts)

    def _levels(self, key: str, abstract: Element | None) -> dict[int, Level]:
        levels: dict[int, Level] = {}
        for element in () if abstract is None else abstract:
            place = number(element, "ilvl")
            if name_of(element) == "lvl" and place is not None and 0 <= place < _LEVELS:
                levels[place] = _level(element)
                style = attribute(child(element, "pStyle"))
                if style:
                    self._style_levels[key, style] = place
        return levels

    def label(self, properties: Element | None) -> Label | None:
        """The number of the next paragraph, whose w:pPr is ``properties``; ``None`` when it bears none."""
        found = self._place(properties)
        if found is None:
            return None
        num, place = found
        definition = self._lists[num]
        level = definition.levels.get(place)
        if level is None:
            return None
        counts = self._count(num, definition, place, level)
        if level.number_format == "bullet":
            return Label(_bullet(level.template), "space" if level.gap != "nothing" else "nothing")

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of = definition.levels.get(other, Level())
            count = counts[other]
            return number_text(of.start if count is None else count, "decimal" if level.legal else of.number_format)

        text = _PLACE.sub(shown, level.template)
        return Label(text, level.gap) if text else None

    def _place(self, properties: Element | None) -> tuple[int, int] | None:
        """The list and level of a paragraph: its own, or else its style's."""
        direct = number_ref(properties)
        inherited = self._styles.numbering(attribute(child(properties, "pStyle")))
        num = direct.num if direct and direct.num is not None else inherited and inherited[0].num
        if num not in self._lists:  # 0 takes a number away
            return None
        place = direct.level if direct else None
        if place is None and inherited and num == inherited[0].num:
            reference, style = inherited
            place = self._style_levels.get((self._lists[num].abstract, style), reference.level)
        return num, min(max(place or 0, 0), _LEVELS - 1)

    def _count(self, num: int, definition: List, place: int, level: Level) -> list[int | None]:
        counts = self._counts.setdefault(definition.abstract, [None] * _LEVELS)
        start = definition.starts.get(place)
        current = counts[place]
        if start is not None and (num, place) not in self._started:
            counts[place] = start
        elif current is None:
            counts[place] = start if start is not None else level.start
        else:
            counts[place] = current + 1
        self._started.add((num, place))
        for deeper in range(place + 1, _LEVELS):
            restart = definition.levels.get(deeper, Level()).restart
            if restart is None or place + 1 <= restart:
                counts[deeper] = None
        return counts


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    picture = child(element, "lvlPicBulletId") is not None
    return Level(
        1 if start is None else start,
        "bullet" if picture else _format(element),
        "•" if picture else attribute(child(element, "lvlText")) or "",
        number(child(element, "lvlRestart")),
        bool(is_on(child(element, "isLgl"))),
        attribute(child(element, "suff")) or "tab",
    )


def _format(level: Element) -> str:
    """The level's number format; of an alternative (a custom format) the fallback that every program knows."""
    found = [attribute(e) for e in level.iter() if name_of(e) == "numFmt"]
    return next((f for f in found if f and f != "custom"), "decimal")


def _bullet(template: str) -> str:
    text = "".join(_BULLETS.get(c, "•" if "\ue000" <= c <= "\uf8ff" else c) for c in template)
    return text.strip()
