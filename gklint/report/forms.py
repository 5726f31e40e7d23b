"""The official forms, loaded from ``grammars/forms/*.yaml``: sections, tables, rows, columns and their labels.

A form is data; a new edition, or another family of reports, is a new file. Identities between cells are rules.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from gklint.cache import remembered
from gklint.resources import forms_path
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NUMERALS = "一二三四五六七八九十"


class LabelForm(NamedTuple):
    """A label of the form: its key, its official words, other accepted wordings, and known misspellings.

    ``within`` is the key of the group that a row stands in, where its words alone do not tell it from another row
    (``总数`` of this and ``总数`` of that).
    """

    key: str
    label: str
    variants: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    unit: str | None = None
    money: bool = False
    within: str | None = None


class SectionForm(NamedTuple):
    """A section (部分) of the form: its role, its number (from 1), its heading and what also counts as its heading.

    ``keywords`` are patterns of which one must match the folded words of a heading that is worded otherwise.
    """

    role: str
    ordinal: int
    title: str
    variants: tuple[str, ...]
    keywords: tuple[str, ...]

    @property
    def numeral(self) -> str:
        """The number as the form writes it: ``一``."""
        return NUMERALS[self.ordinal - 1]


class Block(NamedTuple):
    """Rows that share their columns; a table is one block, or (表二) one for each clause."""

    columns: tuple[LabelForm, ...]
    rows: tuple[LabelForm, ...]
    clause: str | None = None


class TableText(NamedTuple):
    """What a form says of a table.

    ``layout``: ``matrix`` (rows × columns), ``blocks`` (each block its own header), ``wide`` (all rows side by side
    in one line of numbers). ``clause`` is the pattern of the lines above the blocks, with ``{}`` for the number.
    ``extra_rows`` are labels of rows that are accepted beside the form's (packs name them).
    """

    name: str
    aliases: tuple[str, ...]
    title: str
    section: str
    layout: str
    blocks: tuple[Block, ...]
    groups: tuple[LabelForm, ...]
    header: tuple[str, ...]
    note: str | None
    clause: str | None
    row_sets: Mapping[str, tuple[str, ...]]
    column_sets: Mapping[str, tuple[str, ...]]
    extra_rows: tuple[str, ...] = ()


class TableForm(TableText):
    """A table of the form."""

    @cached_property
    def row_keys(self) -> tuple[str, ...]:
        """The keys of all rows, in the form's order."""
        return tuple(row.key for block in self.blocks for row in block.rows)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys of all columns, in the form's order, each once."""
        return tuple(dict.fromkeys(column.key for block in self.blocks for column in block.columns))

    @cached_property
    def block_of(self) -> Mapping[str, Block]:
        """The block of each row key."""
        return {row.key: block for block in self.blocks for row in block.rows}

    @cached_property
    def row_labels(self) -> Mapping[str, LabelForm]:
        """The label of each row key."""
        return {row.key: row for block in self.blocks for row in block.rows}

    def column_keys(self, row: str) -> tuple[str, ...]:
        """The columns that ``row`` has; raises ``KeyError`` for a row that the form does not have."""
        return tuple(column.key for column in self.block_of[row].columns)

    def column_label(self, row: str, column: str) -> LabelForm:
        """The label of ``column`` in the block of ``row``; raises ``KeyError`` if there is none."""
        for label in self.block_of[row].columns:
            if label.key == column:
                return label
        raise KeyError(column)


class CellPlace(NamedTuple):
    """A cell of a form: its table, its row (or a set of rows), its column (or a set of columns)."""

    table: str
    row: str
    column: str


class Form(NamedTuple):
    """An edition of a form. ``kind`` names the family of reports (``gk-annual``), ``name`` the edition.

    ``stated`` says which cells a number in the prose speaks of, by its indicator; several cells add up.
    """

    kind: str
    name: str
    basis: str
    first_year: int
    last_year: int | None
    markers: tuple[str, ...]
    sections: tuple[SectionForm, ...]
    tables: Mapping[str, TableForm]
    stated: Mapping[str, tuple[CellPlace, ...]]

    def covers(self, year: int) -> bool:
        """Whether reports about ``year`` follow this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def section(self, role: str) -> SectionForm:
        """The section with ``role``; raises ``KeyError`` if there is none."""
        for section in self.sections:
            if section.role == role:
                return section
        raise KeyError(role)


def _label(data: Mapping[str, Any]) -> LabelForm:
    return LabelForm(
        data["key"],
        data["label"],
        tuple(data.get("variants", ())),
        tuple(data.get("misspelt", ())),
        data.get("unit"),
        bool(data.get("money", False)),
        data.get("within"),
    )


def _block(data: Mapping[str, Any]) -> Block:
    columns = tuple(_label(c) for c in data["columns"])
    return Block(columns, tuple(_label(r) for r in data["rows"]), data.get("clause"))


def _sets(data: Mapping[str, list[str]] | None) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(keys) for name, keys in (data or {}).items()}


def _stated(data: Mapping[str, list[str]]) -> Mapping[str, tuple[CellPlace, ...]]:
    return {name: tuple(CellPlace(*place.split(".")) for place in listed) for name, listed in data.items()}


def _table(data: Mapping[str, Any]) -> TableForm:
    return TableForm(
        name=data["name"],
        aliases=tuple(data.get("aliases", ())),
        title=data["title"],
        section=data["section"],
        layout=data["layout"],
        blocks=tuple(_block(b) for b in data.get("blocks", [data])),
        groups=tuple(_label(g) for g in data.get("groups", ())),
        header=tuple(data.get("header", ())),
        note=data.get("note"),
        clause=data.get("clause"),
        row_sets=_sets(data.get("row_sets")),
        column_sets=_sets(data.get("column_sets")),
    )


def _section(data: Mapping[str, Any]) -> SectionForm:
    ordinal = NUMERALS.index(data["number"]) + 1
    return SectionForm(
        data["role"], ordinal, data["title"], tuple(data.get("variants", ())), tuple(data.get("keywords", ()))
    )


def _from_yaml(text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, the C one if built


def form_texts(folder: Path) -> list[str]:
    """The text of each form in ``folder``, in the order of their names."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def load_form(text: str) -> Form:
    """The form that ``text`` is; raises ``KeyError`` or ``yaml.YAMLError`` when it is none."""
    data: Any = remembered(("form", text), lambda: _from_yaml(text))
    tables = tuple(_table(t) for t in data["tables"])
    return Form(
        kind=data["kind"],
        name=str(data["form"]),
        basis=data["basis"],
        first_year=data["years"]["from"],
        last_year=data["years"].get("to"),
        markers=tuple(data.get("markers", ())),
        sections=tuple(_section(s) for s in data["sections"]),
        tables={t.name: t for t in tables},
        stated=_stated(data.get("stated", {})),
    )


@cache
def load_forms() -> Mapping[str, Form]:
    """All forms that ship with gklint, by name, oldest first."""
    return load_forms_in(forms_path())


@cache
def load_forms_in(folder: Path) -> Mapping[str, Form]:
    """The forms in ``folder``, by name, oldest first; raises as :func:`load_form` does."""
    forms = map(load_form, form_texts(folder))
    return {form.name: form for form in sorted(forms, key=lambda f: f.first_year)}
