"""The one traversal that finds what rules look at, and which of it a rule wants to see.

A table that the report does not have yields an :class:`AbsentTable` for each of its selectors, so that *not
checked* is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from gklint.engine.places import Place, overlaps, touched
from gklint.engine.rule import Rule
from gklint.engine.selectors import PREFACE, TABLE_PARTS, AbsentTable, Sentence, Subject, own_place
from gklint.engine.values import TableCell, TableColumn, TableLabel, TableRow, plain_numbers
from gklint.late import late
from gklint.report.bound import BoundTable
from gklint.report.document import Document
from gklint.report.nodes import Block, Section, Table, Title
from gklint.text import Span, trim

_SENTENCE_END = late("[。！？；!?;][”’」』）)》〉】]*")


class Subjects:
    """Subjects of a document that is checked by ``form``."""

    def __init__(self, form: str, found: Iterable[Subject]) -> None:
        self._form = form
        self._of_form: dict[tuple[str, tuple[str, ...]], list[Subject]] = {}
        self._all = list(found)
        self._by_kind: dict[str, list[Subject]] = {}
        for subject in self._all:
            self._by_kind.setdefault(subject.kind, []).append(subject)

    def turns(self) -> Mapping[int, int]:
        """The turn of each subject in the traversal, by its identity."""
        return {id(subject): turn for turn, subject in enumerate(self._all)}

    def wanted(self, rule: Rule, places: Sequence[Place] | None) -> Sequence[Subject]:
        """The subjects that ``rule`` is for: those of its form (a table's own goes first), section, row, column, fact.

        With ``places``, which are in order and apart, only those that one of these overlaps.
        """
        key = rule.on, rule.forms
        found = self._of_form.get(key)
        if found is None:
            found = self._of_form[key] = self._for(rule.forms, self._by_kind.get(rule.on, []))
        if not found or isinstance(found[0].node, AbsentTable):
            return found
        if places is not None:
            found = self._touched(found, places)
        if rule.within and rule.on != "report":  # a rule for the whole report looks itself where it is told to
            found = [one for one in found if one.role in rule.within]
        if rule.indicators:
            found = [one for one in found if one.node.indicator in rule.indicators]
        if rule.rows or rule.columns:
            found = [one for one in found if _in_place(one, rule)]
        return found

    def _for(self, forms: Sequence[str], subjects: list[Subject]) -> list[Subject]:
        return [one for one in subjects if (one.table.form if one.table is not None else self._form) in forms]

    def _touched(self, found: list[Subject], places: Sequence[Place]) -> list[Subject]:
        spans = [subject.span for subject in found]
        if all(before.end <= after.start for before, after in pairwise(spans)):
            return [found[number] for number in touched(spans, places)]
        return [subject for subject in found if overlaps(places, *subject.span)]


def _in_place(subject: Subject, rule: Rule) -> bool:
    row, column = own_place(subject.node)
    if rule.rows and row is not None and row not in rule.rows:
        return False
    return not rule.columns or column is None or column in rule.columns


def subjects(document: Document, kinds: frozenset[str]) -> Iterator[Subject]:
    """Everything in ``document`` that a selector among ``kinds`` picks, in one pass."""
    report = document.report
    if "report" in kinds:
        yield Subject("report", report, report.span, None)
    if "title" in kinds and report.title is not None:
        yield Subject("title", report.title, report.title.span, None)
    yield from _blocks(document, report.preface, PREFACE, kinds)
    for section in report.sections:
        yield from _section(document, section, None, kinds)
    for name, table in document.tables.items():
        yield from table_subjects(name, table, kinds)
    if "fact" in kinds:
        for fact in document.facts:
            yield Subject("fact", fact, fact.span, fact.role if fact.role is not None else PREFACE)


def _section(document: Document, section: Section, role: str | None, kinds: frozenset[str]) -> Iterator[Subject]:
    role = section.role or role
    if "section" in kinds:
        yield Subject("section", section, section.span, role)
    if "heading" in kinds:
        yield Subject("heading", section.heading, section.heading.span, role)
    if "prose" in kinds:
        yield Subject("prose", section.heading, section.heading.span, role)
    yield from _blocks(document, section.blocks, role, kinds)


def _blocks(
    document: Document, blocks: tuple[Block, ...], role: str | None, kinds: frozenset[str]
) -> Iterator[Subject]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _section(document, block, role, kinds)
        elif isinstance(block, Table):
            if "table" in kinds:
                yield Subject("table", block, block.span, role)
        elif isinstance(block, Title):
            if "title" in kinds:
                yield Subject("title", block, block.span, role)
        else:
            if "paragraph" in kinds:
                yield Subject("paragraph", block, block.span, role)
            if "prose" in kinds:
                yield Subject("prose", block, block.span, role)
            if "sentence" in kinds:
                for span in sentences(document.source.text, block.span):
                    yield Subject("sentence", Sentence(span, block), span, role)


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
    for row in table.rows.values():
        if "row" in wanted:
            yield Subject(f"{name}.row", TableRow(table, row, plain_numbers(row.cells)), row.span, role, table)
        if "cell" in wanted:
            for cell in row.cells.values():
                yield Subject(f"{name}.cell", TableCell(table, cell), cell.span, role, table)
    if "label" in kinds:
        for label in labels(table):
            yield Subject("label", label, label.label.span, role, table)


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
