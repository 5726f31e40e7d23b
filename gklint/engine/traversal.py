"""What there is to look at in a document, kind by kind, as rules ask for it; and the order of it all.

A table that the report does not have yields an :class:`AbsentTable` for each of its selectors, so that *not
checked* is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from types import MappingProxyType

from gklint.engine.selectors import PREFACE, TABLE_PARTS, AbsentTable, Sentence, Subject
from gklint.engine.values import TableCell, TableColumn, TableLabel, TableRow, plain_numbers
from gklint.late import late
from gklint.report.bound import BoundTable
from gklint.report.document import Document
from gklint.report.nodes import Block, Heading, Paragraph, Section, Table, Title
from gklint.text import Span, trim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_SENTENCE_END = late("[。！？；!?;][”’」』）)》〉】]*")

Turn: TypeAlias = tuple[int, ...]
"""Where a subject comes in the order of all: the lesser one is first."""

_NODES: dict[str, frozenset[type]] = {
    "section": frozenset([Section]),
    "heading": frozenset([Heading]),
    "table": frozenset([Table]),
    "title": frozenset([Title]),
    "paragraph": frozenset([Paragraph]),
    "prose": frozenset([Heading, Paragraph]),
    "sentence": frozenset([Paragraph]),
}
"""The nodes that a kind of subjects is made of. Of one node, the kinds come in this order."""
_REPORT, _TITLE, _NODE, _TABLE, _FACT = range(5)


class Traversal:
    """The subjects of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, kind: str) -> list[Subject]:
        """Everything that the selector ``kind`` picks, in order. A kind over several reports picks nothing."""
        document = self._document
        report = document.report
        if kind == "report":
            return [Subject(kind, report, report.span, None)]
        if kind in _NODES:
            return self._of_nodes(kind)
        if kind == "fact":
            return [
                Subject(kind, fact, fact.span, PREFACE if fact.role is None else fact.role) for fact in document.facts
            ]
        if kind == "label":
            tables = [table for table in document.tables.values() if table is not None]
            return [Subject(kind, one, one.label.span, table.name, table) for table in tables for one in labels(table)]
        name = kind.partition(".")[0]
        return list(table_subjects(name, document.tables[name], frozenset([kind]))) if name in document.tables else []

    def _of_nodes(self, kind: str) -> list[Subject]:
        if kind == "sentence":
            return [sentence for paragraph in self._of_nodes("paragraph") for sentence in self.sentences(paragraph)]
        types = _NODES[kind]
        title = self._document.report.title
        found = [Subject(kind, title, title.span, None)] if kind == "title" and title is not None else []
        found += [Subject(kind, node, node.span, role) for node, role in self._nodes if type(node) in types]
        return found

    def sentences(self, paragraph: Subject) -> list[Subject]:
        """The sentences of a paragraph."""
        _, node, span, role, *_ = paragraph
        text = self._document.source.text
        return [Subject("sentence", Sentence(one, node), one, role) for one in sentences(text, span)]

    @cached_property
    def _nodes(self) -> list[tuple[Any, str | None]]:
        """The nodes of the report in order, tables as one, each with the role of its section."""
        report = self._document.report
        found: list[tuple[Any, str | None]] = []
        _gather(report.preface, PREFACE, found)
        _gather(report.sections, None, found)
        return found

    def turn(self, subject: Subject) -> Turn:
        """Report, title, nodes as they are written, tables one after the other (its columns, each row with its cells,
        its labels), facts."""
        kind, node = subject.kind, subject.node
        if kind == "report":
            return (_REPORT,)
        if kind == "fact":
            return (_FACT, _number(self._document.facts, node))
        if kind not in _NODES:
            name = node.name if isinstance(node, AbsentTable) else subject.role
            return (_TABLE, list(self._document.tables).index(str(name)), *_turn_in_table(subject))
        if kind == "title" and subject.role is None and node is self._document.report.title:
            return (_TITLE,)
        of_nodes = [one for one, _ in self._nodes]
        number = _number(of_nodes, node.paragraph if isinstance(node, Sentence) else node)
        return (_NODE, number, list(_NODES).index(kind), subject.span.start)


def _number(things: Iterable[object], thing: object) -> int:
    return next(number for number, one in enumerate(things) if one is thing)


def _turn_in_table(subject: Subject) -> Turn:
    node, table = subject.node, subject.table
    if table is None or isinstance(node, BoundTable):
        return (0,)
    if isinstance(node, TableColumn):
        return (1, [column.key for column in columns(table)].index(node.key))
    if isinstance(node, TableRow):
        return (2, list(table.rows).index(node.row.key), 0)
    if isinstance(node, TableCell):
        row = table.rows[node.cell.row]
        return (2, list(table.rows).index(row.key), 1, list(row.cells).index(node.cell.column))
    return (3, _number((one.label for one in labels(table)), node.label))


def _gather(blocks: Iterable[Block], role: str | None, found: list[tuple[Any, str | None]]) -> None:
    for block in blocks:
        if isinstance(block, Section):
            inner = block.role or role
            found += ((block, inner), (block.heading, inner))
            _gather(block.blocks, inner, found)
        else:
            found.append((block, role))


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a paragraph: up to 。！？； and the closing marks after it, trimmed; the rest is one too."""
    start = span.start
    for end in _SENTENCE_END.finditer(text, span.start, span.end):
        found = trim(text, start, end.end())
        if found.end > found.start:
            yield found
        start = end.end()
    found = trim(text, start, span.end)
    if found.end > found.start:
        yield found


def table_subjects(name: str, table: BoundTable | None, kinds: frozenset[str]) -> Iterator[Subject]:
    """The table, its columns, rows and cells, as far as ``kinds`` ask for them."""
    wanted = [part for part in TABLE_PARTS if f"{name}.{part}" in kinds]
    if table is None:
        for part in wanted:
            yield Subject(f"{name}.{part}", AbsentTable(name), Span(0, 0), None)
        return
    role = name
    if "table" in wanted:
        yield Subject(f"{name}.table", table, table.span, role, table)
    if "column" in wanted:
        for column in columns(table):
            span = column.label.span if column.label else table.span
            yield Subject(f"{name}.column", column, span, role, table)
    for row in table.rows.values() if "row" in wanted or "cell" in wanted else ():
        if "row" in wanted:
            yield Subject(f"{name}.row", TableRow(table, row, plain_numbers(row.cells)), row.span, role, table)
        if "cell" in wanted:
            for cell in row.cells.values():
                yield Subject(f"{name}.cell", TableCell(table, cell), cell.span, role, table)


def columns(table: BoundTable) -> Iterator[TableColumn]:
    """The columns of a table, in the form's order, each with the cells of the rows that have it."""
    by_key: dict[str, dict[str, Any]] = {}
    for row in table.rows.values():
        for key, cell in row.cells.items():
            by_key.setdefault(key, {})[row.key] = cell
    found: dict[str, Any] = {}
    for label in table.columns:
        found.setdefault(label.key, label)
    for key, cells in by_key.items():
        yield TableColumn(table, key, MappingProxyType(cells), found.get(key), plain_numbers(cells))


def labels(table: BoundTable) -> Iterator[TableLabel]:
    """Every label that was found in a table."""
    for row in table.rows.values():
        if row.label is not None:
            yield TableLabel(table, "row", row.label)
    for kind, group in (
        ("column", table.columns),
        ("group", table.groups),
        ("clause", table.clauses),
        ("note", table.notes),
    ):
        for label in group:
            yield TableLabel(table, kind, label)
