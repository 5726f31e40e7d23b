"""Paragraphs and tables → lines of text: a line for a paragraph, a row of bars for a table's row, and where each
character came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.readers.word.atoms import Atom, Kind, in_one_line
from gklint.readers.word.grid import CellCount, GridCell, read_grid
from gklint.readers.word.story import Item, Para, Story
from gklint.readers.word.xml import Element
from gklint.tuples import NamedTuple

_DEEPEST_TABLE = 16


class Place(NamedTuple):
    """Where a person finds text: paragraph number ``row`` (``table`` 0), or a cell; all count from 1."""

    table: int
    row: int
    column: int

    def __str__(self) -> str:
        """The words for it: ``段落 18``, ``表3 第12行 第4列``."""
        return f"表{self.table} 第{self.row}行 第{self.column}列" if self.table else f"段落 {self.row}"


class Segment(NamedTuple):
    """Text from offset ``start`` on that is of one kind; see :class:`~gklint.readers.word.atoms.Atom`."""

    start: int
    kind: Kind
    node: int
    at: int


class Text(NamedTuple):
    """A document's text; ``segments`` tile it, ``places`` say from which offset on which place holds."""

    text: str
    segments: tuple[Segment, ...]
    places: tuple[tuple[int, Place], ...]

    def place(self, offset: int) -> str | None:
        """Where the character at ``offset`` is found; ``None`` in a document without text."""
        at = bisect_right(self.places, offset, key=lambda entry: entry[0])
        return str(self.places[max(at - 1, 0)][1]) if self.places else None

    def segment(self, offset: int) -> Segment:
        """The segment that the character at ``offset`` belongs to."""
        return self.segments[self._index(offset)]

    def after(self, offset: int) -> int:
        """Where the segment ends that the character at ``offset`` belongs to."""
        following = self._index(offset) + 1
        return self.segments[following].start if following < len(self.segments) else len(self.text)

    def _index(self, offset: int) -> int:
        return bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1


class Layout:
    """Writes a story down, in order."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._cells = CellCount()
        self._parts: list[str] = []
        self._size = 0
        self._segments: list[Segment] = []
        self._places: list[tuple[int, Place]] = []
        self._paragraphs = 0
        self._tables = 0

    def write(self, body: Element) -> Text:
        """The text of ``body``."""
        self._blocks(self._story.items(body), 0)
        return Text("".join(self._parts), tuple(self._segments), tuple(self._places))

    def _blocks(self, items: Iterable[Item], depth: int) -> None:
        for item in items:
            if isinstance(item, Para):
                self._paragraph(item)
            else:
                self._table(item.element, depth + 1)

    def _paragraph(self, item: Para) -> None:
        if any(atom.text.strip() for atom in item.atoms):
            self._paragraphs += 1
            self._places.append((self._size, Place(0, self._paragraphs, 0)))
        for atom in item.atoms:
            if atom.kind is Kind.BREAK:
                self._separate("\n")
            else:
                self._add(atom)
        self._separate("\n")

    def _table(self, element: Element, depth: int) -> None:
        """Rows of bars; a table of one column only frames its text, and a row that holds tables only places them."""
        if depth > _DEEPEST_TABLE:
            raise ReadError(worded("表格嵌套超过 {most} 层，不像一份报告；没有读取", most=_DEEPEST_TABLE))
        grid = read_grid(element, self._cells)
        table = 0
        for number, row in enumerate(grid.rows, 1):
            contents = [list(self._story.items(c.content)) if c.content is not None else [] for c in row]
            if grid.width < 2 or any(not isinstance(item, Para) for items in contents for item in items):
                for items in contents:
                    self._blocks(items, depth)
                continue
            if not row:
                continue
            if not table:
                self._tables += 1
                table = self._tables
            self._row(row, contents, Place(table, number, 1))

    def _row(self, row: tuple[GridCell, ...], contents: list[list[Item]], place: Place) -> None:
        """``| a || b |``: a cell that is merged into its neighbour is a bare bar, an empty cell has a space."""
        self._places.append((self._size, place._replace(column=row[0].column + 1)))
        self._separate("|")
        column = 0
        for cell, items in zip(row, contents, strict=True):
            self._separate("|" * (cell.column - column))
            self._places.append((self._size, place._replace(column=cell.column + 1)))
            if cell.content is not None:
                self._cell(items)
            self._separate("|" * cell.columns)
            column = cell.column + cell.columns
        self._separate("\n")

    def _cell(self, items: list[Item]) -> None:
        atoms: list[Atom] = []
        for item in items:
            if isinstance(item, Para):
                atoms += [*item.atoms, Atom("", Kind.BREAK)]
        line = in_one_line(atoms)
        self._separate(" ")
        for atom in line:
            self._add(atom)
        if line:
            self._separate(" ")

    def _separate(self, text: str) -> None:
        self._add(Atom(text, Kind.SEPARATOR))

    def _add(self, atom: Atom) -> None:
        if not atom.text:
            return
        last = self._segments[-1] if self._segments else None
        goes_on = last is not None and (last.kind, last.node) == (atom.kind, atom.node)
        if not (goes_on and last and (atom.node < 0 or last.at + self._size - last.start == atom.at)):
            self._segments.append(Segment(self._size, atom.kind, atom.node, atom.at))
        self._parts.append(atom.text)
        self._size += len(atom.text)
