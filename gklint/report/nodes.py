"""The AST of a report: frozen nodes with spans of the source text.

Every ``span`` slices back to the node's exact text. Children lie inside their parent, in order, and never overlap.
The nodes are named tuples: immutable, and cheaper to make than frozen dataclasses, which tells in tables of hundreds of
cells. A table makes its own only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.text import Source, Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


class Title(NamedTuple):
    """A title (题名): ``text`` is its words in one line, ``span`` all the lines it takes."""

    span: Span
    text: str


class Heading(NamedTuple):
    """A heading (标题): a number as written and as meant, and its words.

    ``level`` is how deep the number *looks*: 1 ``一、``, 2 ``（一）``, 3 ``1.``, 4 ``（1）`` ``①``; 0 without a
    number. ``number`` is the span of the number as written (``None`` at level 0), ``ordinal`` what it means.
    ``title`` is the span of the words. ``run_in`` says that a body follows on the same line.
    """

    span: Span
    level: int
    number: Span | None
    ordinal: int | None
    title: Span
    run_in: bool = False


class Paragraph(NamedTuple):
    """A paragraph of prose (段落): one line of text, or the rest of a line after a run-in heading."""

    span: Span


class Cell(NamedTuple):
    """A cell as written (单元格), trimmed; an empty one has an empty span where its text would stand.

    ``explicit`` says that separators prove that the cell exists; a filler of a merged cell (``|||``) is not.
    """

    span: Span
    explicit: bool = True


class Row(NamedTuple):
    """A row as written (行): a line, or the cells between two blank lines where a tab sets off each cell.

    ``whole`` says that the separators prove it to be a row of the table; where each cell has a line of its own and
    nothing sets the rows apart, a row as written may be one cell only.
    """

    span: Span
    cells: tuple[Cell, ...]
    whole: bool


class TableLines(NamedTuple):
    """The lines that a table takes, ends included, and the offsets at which they start."""

    texts: Sequence[str]
    starts: Sequence[int]


class Table:
    """A table as written (表): its lines, and its rows, which are told apart when first asked for."""

    __slots__ = ("_read", "_rows", "lines", "span")

    def __init__(self, span: Span, lines: TableLines, read: Callable[[TableLines], tuple[Row, ...]]) -> None:
        self.span = span
        self.lines = lines
        self._read = read
        self._rows: tuple[Row, ...] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in order."""
        if self._rows is None:
            self._rows = self._read(self.lines)
        return self._rows

    def __eq__(self, other: object) -> bool:
        """Two tables are equal that span the same and have the same rows."""
        return isinstance(other, Table) and (self.span, self.rows) == (other.span, other.rows)

    def __hash__(self) -> int:
        """By the span, which is as a rule the table's own."""
        return hash(self.span)

    def __repr__(self) -> str:
        """As the other nodes are shown."""
        return f"Table(span={self.span!r}, rows={self.rows!r})"


class Section(NamedTuple):
    """A section (部分) with a role that the form knows, or a sub-section (role ``None``) under its heading.

    Roles: ``overview`` 一、总体情况, ``proactive`` 二、主动公开, ``requests`` 三、依申请, ``litigation`` 四、复议诉讼,
    ``issues`` 五、问题与改进, ``other`` 六、其他事项.
    """

    span: Span
    role: str | None
    heading: Heading
    blocks: tuple[Block, ...]


class Report(NamedTuple):
    """A parsed report.

    ``preface`` is all that stands before the first section, titles included; ``title`` is the one of them that says
    most (a web page's heading may repeat it).
    """

    source: Source
    span: Span
    title: Title | None
    preface: tuple[Block, ...]
    sections: tuple[Section, ...]


Block: TypeAlias = Title | Paragraph | Table | Section
Node: TypeAlias = Report | Title | Section | Heading | Paragraph | Table | Row | Cell


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under ``node``, in order of the text."""
    match node:
        case Report():
            return (*node.preface, *node.sections)
        case Section():
            return (node.heading, *node.blocks)
        case Table():
            return node.rows
        case Row():
            return node.cells
        case _:
            return ()


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """All paragraphs in ``blocks`` and in the sub-sections there, in order."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Section):
            found.extend(paragraphs(block.blocks))
    return found


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    """All tables in ``blocks`` and in the sub-sections there, in order."""
    found: list[Table] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Section):
            found.extend(tables(block.blocks))
    return found
