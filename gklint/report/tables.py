"""Tables as written → cells bound to the form's rows and columns, by meaning and not by layout.

A row is found by its label, its values take their places; what cannot be bound with certainty stays unbound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gklint.report.bound import BoundRow, BoundTable, CellState, Match
from gklint.report.forms import Form, TableForm
from gklint.report.frames import taken_apart
from gklint.report.nodes import Report, Table, tables
from gklint.report.ordinary import bind_ordinary
from gklint.report.rows import all_cells, cells_of
from gklint.report.tablewords import TableVocabulary
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.report.pieces import Piece

_NOT_THERE = (CellState.MISSING, CellState.UNBOUND)


def bind_tables(report: Report, vocabulary: Vocabulary, form: Form) -> Mapping[str, BoundTable | None]:
    """The tables of ``form``, each bound to the edition that fits it best (``form`` itself when others do no better);
    ``None`` where the report has no such table."""
    return {name: _bind_best(name, report, vocabulary, form) for name in form.tables}


def _bind_best(name: str, report: Report, vocabulary: Vocabulary, form: Form) -> BoundTable | None:
    editions = [(edition, table) for edition, table in vocabulary.tables if table.form.name == name]
    parts = _parts(report, editions[0][1].form, [table for _, table in editions])
    if not parts:
        return None
    span = parts[0].span.cover(parts[-1].span)
    editions.sort(key=lambda pair: pair[0].name != form.name)
    frames = editions[0][1].frames
    written = taken_apart(parts[0].lines) if len(parts) == 1 and not vocabulary.numeric else None
    if written and (known := frames.table(written, span)):
        return known
    cells = all_cells([cells_of(part.lines, vocabulary) for part in parts])
    pieces: list[Piece] = []
    bound: list[BoundTable] = []
    for edition, table in editions:
        ordinary = bind_ordinary(cells, span, table, edition.name)
        if ordinary:
            if written and not bound:
                frames.keep(ordinary, written)
                return frames.table(written, span) or ordinary  # the same, with its matrix
            return ordinary
        from gklint.report.pieces import pieces_of  # most reports need neither these nor the binders

        pieces = pieces or pieces_of(cells)
        bound.append(bind_table(pieces, span, table, edition.name))
        if is_perfect(bound[-1]):
            return bound[-1]
    found = [table for table in bound if _is_there(table)]
    return max(found, key=lambda table: (_fit(table), table.form == form.name), default=None)


def _parts(report: Report, form: TableForm, editions: Sequence[TableVocabulary]) -> list[Table]:
    """The tables as written that hold (parts of) the form's table: those in its section, else those with its labels."""
    within = [t for s in report.sections if s.role == form.section for t in tables(s.blocks)]
    if within:
        return within
    elsewhere = [*tables(report.preface), *(t for s in report.sections for t in tables(s.blocks))]
    return [t for t in elsewhere if _labels_in(t, report.source, editions) >= 3]


def _labels_in(table: Table, source: Source, editions: Sequence[TableVocabulary]) -> int:
    texts = {source.slice(cell.span) for row in table.rows for cell in row.cells}
    return max(sum(e.rows.find(text) is not None for text in texts) for e in editions)


def _fit(table: BoundTable) -> int:
    """How well an edition fits: rows found less rows absent, its own words counting double."""
    rows = sum((2 if row.label.match is Match.EXACT else 1) if row.label else -1 for row in table.rows.values())
    return rows + sum(column.match is Match.EXACT for column in table.columns)


def _is_there(table: BoundTable) -> bool:
    """Whether there is such a table: two of its rows, or cells of it."""
    return sum(row.label is not None for row in table.rows.values()) >= 2 or any(map(_filled, table.rows.values()))


def is_perfect(table: BoundTable) -> bool:
    """Whether the table is the edition's to the letter: no row without its label and values, and nothing left over."""
    return not (table.extra or table.stray) and all(
        row.label is not None
        and row.label.match is Match.EXACT
        and all(cell.value.state not in _NOT_THERE for cell in row.cells.values())
        for row in table.rows.values()
    )


def _filled(row: BoundRow) -> bool:
    return any(cell.state is not CellState.MISSING for cell in row.cells.values())


def bind_table(pieces: Sequence[Piece], span: Span, vocabulary: TableVocabulary, edition: str) -> BoundTable:
    """One table, bound to the rows and columns of one edition."""
    if vocabulary.form.layout == "wide":
        from gklint.report.wide import WideBinder

        return WideBinder(pieces, span, vocabulary, edition).bind()
    from gklint.report.blocks import BlockBinder

    return BlockBinder(pieces, span, vocabulary, edition).bind()
