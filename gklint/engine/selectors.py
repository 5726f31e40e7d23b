"""Selectors (``on:``): what a rule may look at, the one traversal that finds it all, and the names it gives.

A table that the report does not have yields an :class:`AbsentTable` for each of its selectors, so that *not
checked* is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from gklint.engine.values import (
    NO_TABLE,
    OTHER_FORM,
    Known,
    Result,
    TableCell,
    TableColumn,
    TableLabel,
    TableRow,
    Type,
    Unknown,
    number_of,
    total,
)
from gklint.report.bound import BoundTable, Match
from gklint.report.document import Document, Fact
from gklint.report.nodes import Block, Heading, Paragraph, Section, Table, Title
from gklint.text import Span, trim

TABLE_PARTS = ("table", "column", "row", "cell")
NODE_SELECTORS = ("report", "title", "section", "heading", "paragraph", "prose", "sentence", "table", "label", "fact")
TEXT_SELECTORS = frozenset({"report", "title", "section", "heading", "paragraph", "prose", "sentence", "label", "fact"})
PREFACE = "preface"
_SENTENCE_END = "。！？；!?;"
_CLOSERS = "”’」』）)》〉】"
_MATCH_WORDS = {Match.EXACT: "一致", Match.VARIANT: "变体", Match.MISSPELT: "错字", Match.NEAR: "近似"}
_LABEL_KINDS = {"row": "行", "column": "列", "group": "组", "clause": "条款", "note": "注"}


class Sentence(NamedTuple):
    """A sentence of a paragraph, with the mark that ends it (subject ``sentence``)."""

    span: Span
    paragraph: Paragraph


class AbsentTable(NamedTuple):
    """Stands for a table that the report does not have."""

    name: str


class Subject(NamedTuple):
    """Something that rules look at: its selector, itself, its span, the role of its section, its table."""

    kind: str
    node: Any
    span: Span
    role: str | None
    table: BoundTable | None = None


def has_text(selector: str) -> bool:
    """Whether patterns and lexicons can be run on the subjects of ``selector``."""
    return selector in TEXT_SELECTORS or selector.endswith(".cell")


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
        yield from _table(name, table, kinds)
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
    start = at = span.start
    while at < span.end:
        at += 1
        if text[at - 1] in _SENTENCE_END:
            while at < span.end and text[at] in _CLOSERS:
                at += 1
            found = trim(text, start, at)
            if found.end > found.start:
                yield found
            start = at
    found = trim(text, start, span.end)
    if found.end > found.start:
        yield found


def _table(name: str, table: BoundTable | None, kinds: frozenset[str]) -> Iterator[Subject]:
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
            yield Subject(f"{name}.row", TableRow(table, row), row.span, role, table)
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
        yield TableColumn(table, key, MappingProxyType(cells), found.get(key))


def own_span(subject: Subject) -> Span:
    """What a finding about the whole subject points at: of a section, its heading."""
    return subject.node.heading.span if isinstance(subject.node, Section) else subject.span


def own_place(node: object) -> tuple[str | None, str | None]:
    """The row and the column that a subject is, or stands in; ``None`` for what it spans."""
    match node:
        case TableCell():
            return node.cell.row, node.cell.column
        case TableRow():
            return node.row.key, None
        case TableColumn():
            return None, node.key
        case TableLabel():
            return (node.label.key, None) if node.kind == "row" else (None, node.label.key)
        case _:
            return None, None


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


class LocalName(NamedTuple):
    """A name that a selector gives to expressions: its type, and how its value is had at run time."""

    type: Type
    get: Callable[[Subject, Document], Result | TableCell | Unknown]


def _text(get: Callable[[Subject], str]) -> LocalName:
    return LocalName(Type.TEXT, lambda subject, _: Known(get(subject)))


def _truth(get: Callable[[Subject], bool]) -> LocalName:
    return LocalName(Type.TRUTH, lambda subject, _: Known(get(subject)))


def _number(get: Callable[[Subject], Decimal | int]) -> LocalName:
    return LocalName(Type.NUMBER, lambda subject, _: Known(Decimal(get(subject))))


def _year(_: Subject, document: Document) -> Result:
    return Unknown("报告年度不明") if document.year is None else Known(Decimal(document.year))


def _agency(_: Subject, document: Document) -> Result:
    return Unknown("机关名称不明") if document.agency is None else Known(document.agency)


def _preface(_: Subject, document: Document) -> Result:
    """The paragraphs before the first section, a line each."""
    blocks = (block for block in document.report.preface if isinstance(block, Paragraph))
    return Known("\n".join(document.source.slice(block.span) for block in blocks))


def _heading_of(subject: Subject) -> Heading:
    node = subject.node
    return node.heading if isinstance(node, Section) else node


def _words(subject: Subject, document: Document) -> Result:
    return Known(document.source.slice(subject.span))


def _heading_title(subject: Subject, document: Document) -> Result:
    return Known(document.source.slice(_heading_of(subject).title))


_EVERYWHERE: Mapping[str, LocalName] = {
    "年度": LocalName(Type.NUMBER, _year),
    "机关": LocalName(Type.TEXT, _agency),
    "版式": LocalName(Type.TEXT, lambda _, document: Known(document.choice.form)),
}
_WORDS = LocalName(Type.TEXT, _words)
_ROLE = _text(lambda subject: subject.role or "")
_HEADING: Mapping[str, LocalName] = {
    "文字": _WORDS,
    "部分": _ROLE,
    "标题": LocalName(Type.TEXT, _heading_title),
    "层级": _number(lambda subject: _heading_of(subject).level),
}
_COLUMN = _text(lambda subject: subject.node.key)
_ROW = _text(lambda subject: subject.node.row.key)
_CELL_ROW = _text(lambda subject: subject.node.cell.row)
_CELL_COLUMN = _text(lambda subject: subject.node.cell.column)


def _header(subject: Subject, document: Document) -> Result:
    """The words of the nearest header above a cell, without white space (each block of 表二 has its own)."""
    table, cell = subject.node
    above = [label.span for label in table.columns if label.key == cell.column and label.span.start < cell.span.start]
    if not above:
        return Unknown("表头未能读出", table.name, cell.row, cell.column, cell.span)
    return Known("".join(document.source.slice(max(above)).split()))


def _cells_spoken_of(subject: Subject, document: Document) -> Iterator[TableCell | Unknown]:
    """The cells that the form says a fact's indicator speaks of."""
    places = document.forms[document.choice.form].stated.get(subject.node.indicator, ())
    if not places:
        yield Unknown("表中没有与此相应的数")
    for place in places:
        table = document.tables.get(place.table)
        if table is None:
            yield Unknown(NO_TABLE, place.table, place.row, place.column)
            continue
        form = document.forms[table.form].tables[place.table]
        rows = (place.row,) if place.row in table.rows else form.row_sets.get(place.row, ())
        for row in rows:
            for column in form.column_sets.get(place.column, (place.column,)):
                cell = table.rows[row].cells.get(column)
                yield TableCell(table, cell) if cell else Unknown(OTHER_FORM, place.table, row, column)
        if not rows:
            yield Unknown(OTHER_FORM, place.table, place.row, place.column)


def _tabled(subject: Subject, document: Document) -> Result:
    return total(number_of(cell) for cell in _cells_spoken_of(subject, document))


def _first_tabled(subject: Subject, document: Document) -> TableCell | Unknown:
    return next(_cells_spoken_of(subject, document))


def _fact(get: Callable[[Fact], Any], kind: Type) -> LocalName:
    return LocalName(kind, lambda subject, _: Known(get(subject.node)))


_BY_SELECTOR: Mapping[str, Mapping[str, LocalName]] = {
    "report": {"文字": _WORDS},
    "title": {
        "文字": _WORDS,
        "题名": _text(lambda subject: subject.node.text),
        "导语": LocalName(Type.TEXT, _preface),
    },
    "section": _HEADING,
    "heading": _HEADING,
    "paragraph": {"文字": _WORDS, "部分": _ROLE},
    "prose": {"文字": _WORDS, "部分": _ROLE},
    "sentence": {"文字": _WORDS, "部分": _ROLE},
    "table": {"部分": _ROLE},
    "label": {
        "文字": _WORDS,
        "官方": _text(lambda subject: subject.node.label.official),
        "名称": _text(lambda subject: subject.node.label.key),
        "认法": _text(lambda subject: _MATCH_WORDS[subject.node.label.match]),
        "种类": _text(lambda subject: _LABEL_KINDS[subject.node.kind]),
        "所在表": _text(lambda subject: subject.node.table.name),
    },
    "fact": {
        "文字": _WORDS,
        "部分": _ROLE,
        "本数": _fact(lambda fact: fact.value, Type.NUMBER),
        "指标": _fact(lambda fact: fact.indicator, Type.TEXT),
        "单位": _fact(lambda fact: fact.unit or "", Type.TEXT),
        "否定": _fact(lambda fact: fact.negated, Type.TRUTH),
        "表中数": LocalName(Type.NUMBER, _tabled),
        "表中格": LocalName(Type.CELL, _first_tabled),
    },
    ".table": {},
    ".column": {"列": _COLUMN, "column": _COLUMN},
    ".row": {"行": _ROW, "row": _ROW},
    ".cell": {
        "值": LocalName(Type.CELL, lambda subject, _: subject.node),
        "文字": _WORDS,
        "表头": LocalName(Type.TEXT, _header),
        "行": _CELL_ROW,
        "row": _CELL_ROW,
        "列": _CELL_COLUMN,
        "column": _CELL_COLUMN,
    },
}


def local_names(selector: str) -> Mapping[str, LocalName]:
    """The names that ``selector`` gives to expressions, besides the cells of tables."""
    _, dot, part = selector.partition(".")
    return {**_EVERYWHERE, **_BY_SELECTOR[f".{part}" if dot else selector]}
