"""What a name in an expression stands for, given the selector of its rule and the forms that the rule is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gklint.engine.expression import ExpressionError
from gklint.engine.problems import did_you_mean, one_of, such_as
from gklint.engine.selectors import LABEL_KINDS, MATCH_WORDS, PREFACE, across, local_names, table_part
from gklint.engine.values import Type
from gklint.messages import Words, worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol, TypeAlias
else:
    Protocol = object

_LAST_YEAR = worded("上一年度的值写作 {prefix}.…，用于 on: years 开头的规则", prefix="去年")
_OTHER_REPORTS = {"上年": _LAST_YEAR, "上一年": _LAST_YEAR, "上年度": _LAST_YEAR, "上一年度": _LAST_YEAR}
"""What is meant by words that look like a row's."""


class TableNames(Protocol):
    """What the engine needs to know of a table of a form."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def row_keys(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def columns(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def row_sets(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    @property
    def column_sets(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    def column_keys(self, row: str, /) -> tuple[str, ...]: ...  # noqa: D102


class FormNames(Protocol):
    """What the engine needs to know of a form."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def tables(self) -> Mapping[str, TableNames]: ...  # noqa: D102


class Local(NamedTuple):
    """A name that the selector, a ``let:`` or the hit of a pattern gives."""

    at: int
    name: str
    type: Type


class CellName(NamedTuple):
    """A cell; ``None`` for a part that is the subject's own (its table, its row, its column)."""

    at: int
    table: str | None
    row: str | None
    column: str | None


class CellSet(NamedTuple):
    """Cells of a table, by the form of the table: pairs of row and column, ``None`` for the subject's own."""

    at: int
    table: str | None
    cells: Mapping[str, tuple[tuple[str | None, str | None], ...]]


Resolved: TypeAlias = Local | CellName | CellSet


class Scope:
    """The names that the expressions of one rule can use. ``extra`` are those of a hit (``命中``) and options."""

    def __init__(self, selector: str, forms: Sequence[FormNames], extra: Mapping[str, Type] | None = None) -> None:
        self.selector = selector
        self.forms = forms
        self.locals = {name: local.type for name, local in local_names(selector).items()}
        self.locals.update(extra or {})
        self.table, self.part = table_part(selector)
        self.across = across(selector)

    def define(self, name: str, kind: Type) -> bool:
        """Adds a ``let:`` name (and says so); raises :class:`ExpressionError` if the name is taken."""
        if name in self.locals or self._simple(0, name) is not None:
            raise ExpressionError("名称 {name} 已有所指，不能再用于 let", name=name)
        self.locals[name] = kind
        return True

    def resolve(self, at: int, parts: tuple[str, ...]) -> Resolved:
        """What ``parts`` stand for; raises :class:`ExpressionError` with a suggestion for what is not known."""
        if len(parts) == 1:
            found = self._simple(at, parts[0])
            if found is None:
                hint = self._across_the_table(parts[0]) or did_you_mean(parts[0], self._known())
                raise ExpressionError("没有名为 {name} 的值", at, hint, name=parts[0])
            return found
        if len(parts) == 2 and self.table is not None:
            return self._cells(at, None, self.table, parts[0], parts[1])
        if len(parts) == 3:
            table = self._table(at, parts[0])
            return self._cells(at, table, table, parts[1], parts[2])
        raise ExpressionError("单元格写作 表.行.列", at, such_as("表三.本年新收.总计"))

    def words(self, name: str) -> tuple[str, ...] | None:
        """All words that the local ``name`` can be; ``None`` for a name that can be anything."""
        match name:
            case "版式":
                return tuple(form.name for form in self.forms)
            case "指标":
                from gklint.report.readings import INDICATORS

                stated = (word for form in self.forms for word in getattr(form, "stated", ()))
                return tuple(dict.fromkeys((*INDICATORS, *stated)))
            case "部分":
                roles = [section.role for form in self.forms for section in getattr(form, "sections", ())]
                return (*dict.fromkeys(roles), PREFACE, "") if roles else None
            case "所在表":
                return tuple(dict.fromkeys(table for form in self.forms for table in form.tables))
            case "认法":
                return tuple(MATCH_WORDS.values())
            case "种类":
                return tuple(LABEL_KINDS.values())
            case "行" | "row" | "列" | "column":
                table = self.table or ""
                tables = [form.tables[table] for form in self.forms if table in form.tables]
                rows = name in ("行", "row")
                return tuple(dict.fromkeys(key for one in tables for key in (one.row_keys if rows else one.columns)))
            case _:
                return None

    def _simple(self, at: int, name: str) -> Resolved | None:
        if name in self.locals:
            return Local(at, name, self.locals[name])
        if self.table is None or self.part not in ("column", "row"):
            return None
        keys = {form.name: self._own(form, name) for form in self.forms}
        if not any(keys.values()):
            return None
        self._same_in_all(at, name, keys)
        if self.part == "column":
            return self._one_or_set(at, None, {f: tuple((key, None) for key in found) for f, found in keys.items()})
        return self._one_or_set(at, None, {f: tuple((None, key) for key in found) for f, found in keys.items()})

    def _own(self, form: FormNames, name: str) -> tuple[str, ...]:
        """The rows (for a column) or columns (for a row) of the subject's table that ``name`` stands for."""
        table = form.tables.get(self.table or "")
        if table is None:
            return ()
        return _rows(table, name) if self.part == "column" else _columns(table, name)

    def _across_the_table(self, name: str) -> Words | None:
        """What to write for a row's name in a rule that looks at rows, or a column's in one that looks at columns."""
        table = self.table or ""
        tables = [form.tables[table] for form in self.forms if table in form.tables]
        if self.part == "row" and any(_rows(one, name) for one in tables):
            return worded("{name} 是行的名称：写 on: {table}.column，或 {name}.某列", name=name, table=table)
        if self.part == "column" and any(_columns(one, name) for one in tables):
            return worded("{name} 是列的名称：写 on: {table}.row，或 某行.{name}", name=name, table=table)
        return None

    def _table(self, at: int, name: str) -> str:
        known: dict[str, str] = {}
        for form in self.forms:
            for key, table in form.tables.items():
                known.update({key: key, **dict.fromkeys(table.aliases, key)})
        if name not in known:
            hint = did_you_mean(name, known) or one_of(known)
            raise ExpressionError("没有名为 {name} 的表", at, hint, name=name)
        return known[name]

    def _cells(self, at: int, prefix: str | None, table: str, row: str, column: str) -> Resolved:
        """The cell, or the set of cells, at ``row`` and ``column`` of ``table``."""
        found: dict[str, tuple[tuple[str | None, str | None], ...]] = {}
        rows: dict[str, tuple[str, ...]] = {}
        for form in self.forms:
            names = form.tables.get(table)
            rows[form.name] = _rows(names, row) if names else ()
            found[form.name] = _pairs(names, rows[form.name], column) if names else ()
        if not any(rows.values()):
            known = (key for form in self.forms for key in _row_names(form.tables.get(table)))
            hint = _OTHER_REPORTS.get(row) or did_you_mean(row, known)
            raise ExpressionError("表 {table} 没有行 {row}", at, hint, table=table, row=row)
        self._same_in_all(at, row, rows)
        if not any(found.values()):
            known = (key for form in self.forms for key in _column_names(form.tables.get(table)))
            place = {"table": table, "row": row, "column": column}
            raise ExpressionError("表 {table} 的行 {row} 没有列 {column}", at, did_you_mean(column, known), **place)
        self._same_in_all(at, column, found)
        return self._one_or_set(at, prefix, found)

    def _same_in_all(self, at: int, name: str, found: Mapping[str, tuple[object, ...]]) -> None:
        lacking = [form for form, keys in found.items() if not keys]
        if lacking:
            have = "、".join(form for form, keys in found.items() if keys)
            hint = worded("规则若只用于 {have} 版，写 forms: [{have}]", have=have)
            raise ExpressionError("{lacking} 版没有 {name}", at, hint, lacking=tuple(lacking), name=name)

    def _one_or_set(
        self, at: int, table: str | None, found: Mapping[str, tuple[tuple[str | None, str | None], ...]]
    ) -> Resolved:
        first = next(iter(found.values()))
        if len(first) == 1 and all(cells == first for cells in found.values()):
            return CellName(at, table, *first[0])
        return CellSet(at, table, dict(found))

    def _known(self) -> Iterable[str]:
        yield from self.locals
        if self.table is not None and self.part in ("column", "row"):
            for form in self.forms:
                names = form.tables.get(self.table)
                yield from _row_names(names) if self.part == "column" else _column_names(names)


def _rows(table: TableNames, name: str) -> tuple[str, ...]:
    return (name,) if name in table.row_keys else table.row_sets.get(name, ())


def _columns(table: TableNames, name: str) -> tuple[str, ...]:
    return (name,) if name in table.columns else table.column_sets.get(name, ())


def _pairs(table: TableNames, rows: tuple[str, ...], column: str) -> tuple[tuple[str | None, str | None], ...]:
    """All cells at ``rows`` and ``column`` (a key or a set); none at all if one row lacks one of the columns."""
    columns = _columns(table, column)
    if not all(key in table.column_keys(row) for row in rows for key in columns):
        return ()
    return tuple((row, key) for row in rows for key in columns)


def _row_names(table: TableNames | None) -> tuple[str, ...]:
    return (*table.row_keys, *table.row_sets) if table else ()


def _column_names(table: TableNames | None) -> tuple[str, ...]:
    return (*table.columns, *table.column_sets) if table else ()
