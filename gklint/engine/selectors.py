"""Selectors (``on:``): what a rule may look at, and the names that it gives to expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from gklint.engine.once import once
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
from gklint.report.nodes import Heading, Paragraph, Section
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLE_PARTS = ("table", "column", "row", "cell")
NODE_SELECTORS = ("report", "title", "section", "heading", "paragraph", "prose", "sentence", "table", "label", "fact")
TEXT_SELECTORS = frozenset({"report", "title", "section", "heading", "paragraph", "prose", "sentence", "label", "fact"})
PREFACE = "preface"
PROJECT = "project"
YEARS, TREE = "years", "tree"
ACROSS = (PROJECT, YEARS, TREE)
"""What rules over several reports look at: one report among all, one and that of the year before, one and those under
it. ``years.requests.column`` is a column and the same one of the year before."""
MATCH_WORDS = {Match.EXACT: "一致", Match.VARIANT: "变体", Match.MISSPELT: "错字", Match.NEAR: "近似"}
LABEL_KINDS = {"row": "行", "column": "列", "group": "组", "clause": "条款", "note": "注"}


class Sentence(NamedTuple):
    """A sentence of a paragraph, with the mark that ends it (subject ``sentence``)."""

    span: Span
    paragraph: Paragraph


class AbsentTable(NamedTuple):
    """Stands for a table that the report (or the other one it is compared with) does not have."""

    name: str
    reason: str = NO_TABLE


class Subject(NamedTuple):
    """Something that rules look at: its selector, itself, its span, the role of its section, its table.

    ``before`` is the same thing in the report of the year before, ``below`` in those of the bodies under this one.
    """

    kind: str
    node: Any
    span: Span
    role: str | None
    table: BoundTable | None = None
    before: Elsewhere | None = None
    below: tuple[Elsewhere, ...] = ()


class Elsewhere(NamedTuple):
    """A subject in another report."""

    document: Document
    subject: Subject


def selectors(tables: Iterable[str]) -> list[str]:
    """Every selector that there is for forms with these tables."""
    parts = [f"{table}.{part}" for table in tables for part in TABLE_PARTS]
    return [*NODE_SELECTORS, *parts, *ACROSS, *(f"{one}.{part}" for one in (YEARS, TREE) for part in parts)]


def has_text(selector: str) -> bool:
    """Whether patterns and lexicons can be run on the subjects of ``selector``."""
    return selector in TEXT_SELECTORS or (selector.endswith(".cell") and across(selector) is None)


def across(selector: str) -> str | None:
    """``years`` or ``tree`` or ``project`` for a selector over several reports, else ``None``."""
    first = selector.partition(".")[0]
    return first if first in ACROSS else None


def table_part(selector: str) -> tuple[str | None, str]:
    """The table and the part of it that a selector picks: ``requests`` and ``row`` for ``years.requests.row``; no
    table, and the selector itself, for any other."""
    first, _, rest = selector.partition(".")
    table, dot, part = rest.partition(".") if first in ACROSS and rest else selector.partition(".")
    return (table, part) if dot else (None, selector)


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


class LocalName(NamedTuple):
    """A name that a selector gives to expressions: its type, and how its value is had at run time; of one that is known
    whatever the document and the subject, ``bare`` gives the value itself."""

    type: Type
    get: Callable[[Subject, Document], Result | TableCell | Unknown]
    bare: Callable[[Subject, Document], Any] | None = None


def _known(kind: Type, bare: Callable[[Subject, Document], Any]) -> LocalName:
    return LocalName(kind, lambda subject, document: Known(bare(subject, document)), bare)


def _text(get: Callable[[Subject], str]) -> LocalName:
    return _known(Type.TEXT, lambda subject, _: get(subject))


def _number(get: Callable[[Subject], Decimal | int]) -> LocalName:
    return _known(Type.NUMBER, lambda subject, _: Decimal(get(subject)))


def _year(_: Subject, document: Document) -> Result:
    return Unknown("报告年度不明") if document.year is None else Known(Decimal(document.year))


def _agency(_: Subject, document: Document) -> Result:
    return Unknown("机关名称不明") if document.agency is None else Known(document.agency)


def _preface(_: Subject, document: Document) -> str:
    """The paragraphs before the first section, a line each."""
    blocks = (block for block in document.report.preface if isinstance(block, Paragraph))
    return "\n".join(document.source.slice(block.span) for block in blocks)


def _heading_of(subject: Subject) -> Heading:
    node = subject.node
    return node.heading if isinstance(node, Section) else node


def _words(subject: Subject, document: Document) -> str:
    return document.source.slice(subject.span)


def _heading_title(subject: Subject, document: Document) -> str:
    return document.source.slice(_heading_of(subject).title)


_EVERYWHERE: Mapping[str, LocalName] = {
    "年度": LocalName(Type.NUMBER, _year),
    "机关": LocalName(Type.TEXT, _agency),
    "版式": _known(Type.TEXT, lambda _, document: document.choice.form),
}
OF_DOCUMENT = frozenset(_EVERYWHERE)
"""The names that have one value in a document, whatever the subject."""
_WORDS = _known(Type.TEXT, _words)
_ROLE = _text(lambda subject: subject.role or "")
_HEADING: Mapping[str, LocalName] = {
    "文字": _WORDS,
    "部分": _ROLE,
    "标题": _known(Type.TEXT, _heading_title),
    "层级": _number(lambda subject: _heading_of(subject).level),
}
_ACROSS: Mapping[str, LocalName] = {
    "全文": _known(Type.TEXT, lambda _, document: document.source.text),
}
_COLUMN = _text(lambda subject: subject.node.key)
_ROW = _text(lambda subject: subject.node.row.key)
_CELL_ROW = _text(lambda subject: subject.node.cell.row)
_CELL_COLUMN = _text(lambda subject: subject.node.cell.column)


def _header(subject: Subject, document: Document) -> Result:
    """The words of the nearest header above a cell, without white space (each block of 表二 has its own)."""
    table, cell, _ = subject.node
    above = [label.span for label in table.columns if label.key == cell.column and label.span.start < cell.span.start]
    if not above:
        return Unknown("表头未能读出", table.name, cell.row, cell.column, cell.span)
    return Known("".join(document.source.slice(max(above)).split()))


def _sum_spoken_of(subject: Subject, document: Document) -> Known | None:
    """The sum of the cells that a fact's indicator speaks of; ``None`` unless all are in tables with a matrix."""
    places = document.forms[document.choice.form].stated.get(subject.node.indicator, ())
    numbers: list[Decimal] = []
    for place in places:
        table = document.tables.get(place.table)
        if table is None or table.matrix is None:
            return None
        form, known = document.forms[table.form].tables[place.table], table.matrix.shape
        rows = (place.row,) if place.row in known.rows else form.row_sets.get(place.row, ())
        names = [(row, column) for row in rows for column in form.column_sets.get(place.column, (place.column,))]
        if not names or not all(name in known.places for name in names):
            return None
        numbers.extend(table.matrix.number(*name) for name in names)
    return Known(sum(numbers, Decimal(0))) if numbers else None


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
    known = _tabled_numbers(document)
    indicator = subject.node.indicator
    if indicator not in known:
        cells = map(number_of, _cells_spoken_of(subject, document))
        known[indicator] = _sum_spoken_of(subject, document) or total(cells)
    return known[indicator]


@once
def _tabled_numbers(document: Document) -> dict[str, Result]:
    """The numbers in the tables that have been asked for, by indicator: several rules and facts ask for each."""
    return {}


def _first_tabled(subject: Subject, document: Document) -> TableCell | Unknown:
    return next(_cells_spoken_of(subject, document))


def _fact(get: Callable[[Fact], Any], kind: Type) -> LocalName:
    return _known(kind, lambda subject, _: get(subject.node))


_BY_SELECTOR: Mapping[str, Mapping[str, LocalName]] = {
    "report": {"文字": _WORDS},
    "title": {
        "文字": _WORDS,
        "题名": _text(lambda subject: subject.node.text),
        "导语": _known(Type.TEXT, _preface),
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
        "认法": _text(lambda subject: MATCH_WORDS[subject.node.label.match]),
        "种类": _text(lambda subject: LABEL_KINDS[subject.node.kind]),
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
    PROJECT: {},
    YEARS: {},
    TREE: {},
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
    table, part = table_part(selector)
    own = _BY_SELECTOR[part if table is None else f".{part}"]
    return {**_EVERYWHERE, **own, **_ACROSS} if across(selector) else {**_EVERYWHERE, **own}
