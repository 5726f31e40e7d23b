"""A page's tree → its paragraphs and tables in reading order, with the element that each stands in.

The walk goes step by step and never calls itself: however deep a page is nested, the stack of Python is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from gklint.readers.html.lists import Numbering, numbered
from gklint.readers.html.tables import Grid, PlaceCount, PlacedCell, read_grid
from gklint.readers.html.visible import is_hidden
from gklint.readers.layout import is_solid, one_line
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q rb rp rt ruby s samp small
span strike strong sub sup time tt u var wbr o:p st1:chsdate st1:place
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_BREAK = "\u2028"
_HTML_SPACE = re.compile(r"[ \t\r\n\f]+")
_DIRECTIVE = re.compile(r"\s*gklint:")
# A cell with so much prose is no cell of a data table: the table only places text.
_LONG_CELL = 300
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Paragraph(NamedTuple):
    """A line of text, the block that it stands in, and whether all of it is a link."""

    text: str
    element: _Element
    linked: bool = False


class CellText(NamedTuple):
    """A cell's text, and its row and column in the table as a person counts them (from 1)."""

    text: str
    row: int
    column: int


class TableBlock(NamedTuple):
    """Rows of a data table."""

    rows: tuple[tuple[CellText, ...], ...]
    element: _Element


Block: TypeAlias = "Paragraph | TableBlock"


class Page:
    """Reads the blocks of one page."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._places = PlaceCount()

    def blocks(self, root: _Element) -> Iterator[Block]:
        """The blocks below ``root``, in order."""
        stack: list[Iterator[Block | _Element]] = [self._flow(root)]
        while stack:
            item = next(stack[-1], None)
            if item is None:
                stack.pop()
            elif isinstance(item, (Paragraph, TableBlock)):
                yield item
            elif item.tag == "table":
                stack.append(self._table(item))
            else:
                stack.append(self._flow(item))

    def _flow(self, root: _Element) -> Iterator[Block | _Element]:
        """The paragraphs in ``root``, and the tables in it as elements."""
        text = _Text(root)
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                if _DIRECTIVE.match(element.text or ""):
                    yield from text.flush()
                    yield Paragraph(f"<!--{one_line(element.text or '')}-->", root)
                text.add(element.tail)
            elif event == "start":
                if element is not root and (is_hidden(element) or element.tag == "table"):
                    walk.skip_subtree()
                    if element.tag == "table" and not is_hidden(element):
                        yield from text.flush()
                        yield element
                    continue
                yield from text.enter(element, self._numbering)
            else:
                shown = element is root or not (is_hidden(element) or element.tag == "table")
                yield from text.leave(element, shown)
                if element is not root:
                    text.add(element.tail)
        yield from text.flush()

    def _table(self, table: _Element) -> Iterator[Block | _Element]:
        """The rows of a data table; the cells' contents, one after the other, where a row only places them."""
        yield from _loose_text(table)
        grid = read_grid(table, self._places)
        placing = _only_places(table, grid)
        rows: list[tuple[CellText, ...]] = []
        for row in grid.rows:
            if not placing and not any(_is_flow(cell.element) for cell in row):
                rows.append(tuple(self._cell(cell) for cell in row))
                continue
            yield from _framed(rows, table)
            rows = []
            for cell in row:
                yield cell.element
        yield from _framed(rows, table)

    def _cell(self, cell: PlacedCell) -> CellText:
        words = _solid(cell.element)
        if words is not None:
            return CellText(words, cell.row + 1, cell.column + 1)
        paragraphs = [item.text for item in self._flow(cell.element) if isinstance(item, Paragraph)]
        return CellText(one_line("\n".join(paragraphs)), cell.row + 1, cell.column + 1)


class _Text:
    """Collects the text of the paragraph that is being read."""

    def __init__(self, root: _Element) -> None:
        self._blocks: list[_Element] = [root]
        self._parts: list[str] = []
        self._number = ""
        self._links = 0
        self._loose = False
        self._pre = 0

    def add(self, text: str | None) -> None:
        """More text."""
        if text:
            self._parts.append(text.replace("\n", _BREAK) if self._pre else _HTML_SPACE.sub(_space, text))
            self._loose = self._loose or (not self._links and bool(text.strip(" \t\r\n\f\u00a0\u3000|｜>＞›»/·-")))

    def enter(self, element: _Element, numbering: Numbering) -> Iterator[Paragraph]:
        """An element begins; a block ends the paragraph before it."""
        if element.tag == "br":
            self._parts.append(_BREAK)
        elif element.tag not in _INLINE and element is not self._blocks[0]:
            yield from self.flush()
            self._blocks.append(element)
            self._pre += element.tag == "pre"
            if element.tag == "li":
                self._number = numbering.number(element)
        self._links += element.tag == "a"
        self.add(element.get("value") if element.tag == "input" else element.text)

    def leave(self, element: _Element, shown: bool) -> Iterator[Paragraph]:
        """An element ends."""
        if not shown:
            return
        self._links -= element.tag == "a"
        if element.tag not in _INLINE and element.tag != "br" and element is not self._blocks[0]:
            yield from self.flush()
            self._blocks.pop()
            self._pre -= element.tag == "pre"

    def flush(self) -> Iterator[Paragraph]:
        """The paragraph so far, a line for each line that it was broken into."""
        for line in "".join(self._parts).split(_BREAK):
            text = one_line(line)
            if text:
                yield Paragraph(numbered(self._number, text), self._blocks[-1], not self._loose)
                self._number = ""
        self._parts = []
        self._loose = False


def _space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def _loose_text(table: _Element) -> Iterator[Paragraph]:
    """Text in ``table`` outside its cells (browsers show it above), its caption among it."""
    groups = [child for child in table if child.tag in ("thead", "tbody", "tfoot")]
    rows = [child for parent in (table, *groups) for child in parent if child.tag == "tr"]
    for parent in (table, *groups, *rows):
        parts = [parent.text]
        for child in parent:
            if child.tag == "caption" and not is_hidden(child):
                parts += ["\n", *map(str, child.itertext()), "\n"]
            parts.append(child.tail)
        text = one_line("".join(part or "" for part in parts))
        if text:
            yield Paragraph(text, table)


def _solid(cell: _Element) -> str | None:
    """The words of a cell that holds nothing but them, without any white space inside; ``None`` for any other cell."""
    words = None if len(cell) else (cell.text or "").strip(" \t\r\n\f")
    return words if words is not None and is_solid(words) else None


def _only_places(table: _Element, grid: Grid) -> bool:
    """Whether ``table`` only places text on the page: it says so, has one column, or holds headings."""
    if (table.get("role") or "").lower() in ("presentation", "none") or grid.width < 2:
        return True
    cells = (cell.element for row in grid.rows for cell in row if len(cell.element))
    return any(next(cell.iterdescendants(*_HEADINGS), None) is not None for cell in cells if cell.tag == "td")


def _is_flow(cell: _Element) -> bool:
    """Whether ``cell`` holds a table of its own, or too much prose for a cell of data."""
    if not len(cell):
        return len((cell.text or "").strip()) > _LONG_CELL
    if next(cell.iterdescendants("table"), None) is not None:
        return True
    size = 0
    for text in cell.itertext():
        size += len(text.strip())
        if size > _LONG_CELL:
            return True
    return False


def _framed(rows: list[tuple[CellText, ...]], table: _Element) -> Iterator[Block]:
    """``rows`` as a table, or their texts as paragraphs where no row has two cells with text: a frame, or an indent."""
    filled = [[cell for cell in row if cell.text] for row in rows]
    if any(len(row) > 1 for row in filled):
        yield TableBlock(tuple(rows), table)
        return
    for cell in (cell for row in filled for cell in row):
        yield Paragraph(cell.text, table)
