"""A report as a run remembers it: small, immutable, and the same from this process, another one, or the cache.

A :class:`Digest` keeps what stands in the bound tables, the stated facts, where the paragraphs are and by what they are
found again among others, and the text. All but the few words by which reports are put together stays packed until it is
asked for. Rules over several reports see digests and never a file again. Some 20 kB each, so that ten thousand fit.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from gklint.report.bound import BoundTable
from gklint.report.document import Document, Fact, FormChoice
from gklint.report.forms import Form, load_forms
from gklint.report.nodes import Block, Paragraph, Report, Section, Title
from gklint.report.sketch import Sketches
from gklint.report.tabledigest import TableDigest
from gklint.text import Origins, Source, Span, fold_each
from gklint.tuples import NamedTuple

# As many sections that stand twice make two reports in one file.
_TWICE = 4


class Passage(NamedTuple):
    """A paragraph of prose: where it is, and the role of its section (``None`` in the preface)."""

    span: Span
    role: str | None


class Prose(NamedTuple):
    """The paragraphs of a report: where each begins and ends, the role of its section, its folded words (a line each),
    its sketch."""

    starts: array[int]
    ends: array[int]
    roles: tuple[str | None, ...]
    words: bytes
    sketches: Sketches

    @classmethod
    def of(cls, passages: Sequence[Passage], text: str) -> Prose:
        """The ``passages`` of ``text``."""
        words = fold_each(tuple([text[span.start : span.end] for span, _ in passages]))
        return cls(
            array("I", [span.start for span, _ in passages]),
            array("I", [span.end for span, _ in passages]),
            tuple(role for _, role in passages),
            "\n".join(words).encode("utf-8", "surrogatepass"),
            Sketches.of(words),
        )

    def texts(self) -> list[str]:
        """The words of each."""
        return self.words.decode("utf-8", "surrogatepass").split("\n") if self.roles else []

    def passage(self, number: int) -> Passage:
        """One of them."""
        return Passage(Span(self.starts[number], self.ends[number]), self.roles[number])


class _Body(NamedTuple):
    """What of a report is seldom asked for."""

    tables: Mapping[str, TableDigest | None]
    facts: tuple[Fact, ...]


@lru_cache(maxsize=256)
def _body(packed: bytes) -> _Body:
    """The same again: a report's is asked for several times in a row."""
    tables, facts = pickle.loads(packed)  # noqa: S301 - by _packed_body
    made = {name: TableDigest(*parts) if parts else None for name, parts in tables.items()}
    return _Body(made, tuple(map(_fact, facts)))


def _packed_body(body: _Body) -> bytes:
    """``body`` in parts: objects of our own take longer to pack."""
    tables = {name: tuple(table) if table else None for name, table in body.tables.items()}
    facts = [
        (indicator, str(value), unit, negated, *span, *number, role, sorted(qualifiers))
        for indicator, value, unit, negated, span, number, role, qualifiers in body.facts
    ]
    return pickle.dumps((tables, facts), pickle.HIGHEST_PROTOCOL)


def _fact(parts: tuple[Any, ...]) -> Fact:
    """A fact again of what :func:`_packed_body` made of it."""
    indicator, value, unit, negated, *places, role, qualifiers = parts
    return Fact(
        indicator, Decimal(value), unit, negated, Span(*places[:2]), Span(*places[2:]), role, frozenset(qualifiers)
    )


@dataclass(frozen=True)
class Digest:
    """One report. ``heading`` is where its title stands (the beginning of the text without one); ``several`` says that
    the file holds more than one report, so that nothing is certain about it as a whole. ``body`` and ``packed`` hold
    the rest."""

    path: str
    kind: str | None
    choice: FormChoice
    title: str | None
    agency: str | None
    heading: Span
    several: bool
    prose: Prose
    body: bytes
    packed: bytes

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return self.choice.year

    @property
    def tables(self) -> Mapping[str, TableDigest | None]:
        """An entry for each table of the form, ``None`` where the report has none."""
        return _body(self.body).tables

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the prose states."""
        return _body(self.body).facts

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of prose."""
        return tuple(map(self.prose.passage, range(len(self.prose.roles))))

    @property
    def source(self) -> Source:
        """The text, opened anew at each call; ``origin`` knows the places that a rule may speak of."""
        text, encoding, joined, origins = pickle.loads(self.packed)  # noqa: S301 - by digest_of
        return Source(self.path, text, encoding, origin=Origins(origins) if origins is not None else None,
                      joined_lines=joined)  # fmt: skip

    def texts(self) -> list[str]:
        """The paragraphs' texts, folded, in the order of ``passages``."""
        return self.prose.texts()

    def restored(self, forms: Mapping[str, Form] | None = None) -> Document:
        """The report again as a document, without its tree: ``report`` has the title only, labels are gone."""
        source = self.source
        title = Title(self.heading, self.title) if self.title is not None else None
        report = Report(source, Span(0, len(source.text)), title, (), ())
        body = _body(self.body)
        forms = load_forms() if forms is None else forms
        tables = _Restored(body.tables, source)
        return Document(
            source, report, self.choice, self.kind, self.title,
            agency=self.agency, read_tables=lambda: tables, read_facts=lambda: body.facts, forms=forms,
        )  # fmt: skip


class _Restored(Mapping[str, BoundTable | None]):
    """Tables by name, each restored when it is first asked for: most rules over several reports look at none."""

    def __init__(self, tables: Mapping[str, TableDigest | None], source: Source) -> None:
        self._tables = tables
        self._source = source
        self._made: dict[str, BoundTable | None] = {}

    def __getitem__(self, name: str) -> BoundTable | None:
        if name not in self._made:
            table = self._tables[name]
            self._made[name] = table.restored(self._source) if table is not None else None
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def digest_of(document: Document) -> Digest:
    """What is to be remembered of ``document``."""
    report, source = document.report, document.source
    heading = report.title.span if report.title else Span(0, 0)
    passages = tuple(_passages((*report.preface, *report.sections), None))
    tables = {name: TableDigest.of(table) if table else None for name, table in document.tables.items()}
    body = _Body(tables, document.facts)
    return Digest(
        source.path,
        document.kind,
        document.choice,
        document.title,
        document.agency,
        heading,
        _several(report),
        Prose.of(passages, source.text),
        _packed_body(body),
        _packed(source, heading, body, passages),
    )


def _passages(blocks: Iterable[Block], role: str | None) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Passage(block.span, role)
        elif isinstance(block, Section):
            yield from _passages(block.blocks, block.role or role)


def _several(report: Report) -> bool:
    roles = [section.role for section in report.sections if section.role]
    return sum(roles.count(role) > 1 for role in set(roles)) >= _TWICE


def _packed(source: Source, heading: Span, body: _Body, passages: Iterable[Passage]) -> bytes:
    origins = None
    if source.origin is not None:
        offsets = {offset for passage in passages for offset in passage.span} | set(heading)
        offsets |= {offset for fact in body.facts for offset in (*fact.span, *fact.number)}
        for table in body.tables.values():
            offsets |= {*table.starts, *table.ends, *table.span} if table else set()
        origins = {offset: source.origin(offset) for offset in sorted(offsets)}
    kept = (source.text, source.encoding, source.joined_lines, origins)
    return pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
