"""Styles: what a paragraph inherits of numbering, and whether a style hides its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from gklint.readers.word.xml import Element, attribute, child, is_on, name_of, number
from gklint.tuples import NamedTuple


class NumberRef(NamedTuple):
    """A w:numPr: list and level, each ``None`` where it is not said."""

    num: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it says itself; ``based_on`` names the style that says the rest."""

    based_on: str | None
    numbering: NumberRef | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id, and the id of the default paragraph style."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str | None = None

    def numbering(self, style_id: str | None) -> tuple[NumberRef, str] | None:
        """The numbering that a paragraph style gives, with the id of the style that says so."""
        for found, style in self._line(style_id or self.default_paragraph):
            if style.numbering and style.numbering.num is not None:
                return style.numbering, found
        return None

    def hides(self, style_id: str | None) -> bool | None:
        """Whether text of this style is hidden; ``None`` where no style says anything."""
        return next((style.hidden for _, style in self._line(style_id) if style.hidden is not None), None)

    def _line(self, style_id: str | None) -> list[tuple[str, Style]]:
        """The style and those that it is based on; a circle is cut."""
        line: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            line.append((style_id, self.by_id[style_id]))
            style_id = self.by_id[style_id].based_on
        return line


def number_ref(properties: Element | None) -> NumberRef | None:
    """The w:numPr in ``properties`` (w:pPr), if there is one."""
    found = child(properties, "numPr")
    return None if found is None else NumberRef(number(child(found, "numId")), number(child(found, "ilvl")))


def read_styles(root: Element | None) -> Styles:
    """The styles in styles.xml."""
    styles = Styles() if root is None else Styles({}, _default(root))
    for element in () if root is None else root:
        style_id = attribute(element, "styleId")
        if name_of(element) == "style" and style_id:
            styles.by_id[style_id] = Style(
                attribute(child(element, "basedOn")),
                number_ref(child(element, "pPr")),
                is_on(child(element, "rPr", "vanish")),
            )
    return styles


def _default(root: Element) -> str | None:
    for element in root:
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            return attribute(element, "styleId")
    return None
