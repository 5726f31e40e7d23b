"""What packs add to a form: other wordings of headings and labels, and rows that are accepted beside the form's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from gklint.report.forms import Block, Form, LabelForm, SectionForm, TableForm
from gklint.text import fold
from gklint.tuples import NamedTuple


class Amendment(NamedTuple):
    """One addition to the form ``form``.

    ``part`` is ``heading`` (``key``: the role of the section), ``row``, ``column`` (of ``table``, ``key`` as in the
    form) or ``extra-row`` (``key`` empty). ``words`` are accepted wordings, without the section's number.
    """

    form: str
    part: str
    table: str
    key: str
    words: tuple[str, ...]


def amended(forms: Mapping[str, Form], amendments: Iterable[Amendment]) -> Mapping[str, Form]:
    """``forms`` with all ``amendments``, which name forms, tables and keys that exist."""
    result = dict(forms)
    for one in amendments:
        result[one.form] = _amended(result[one.form], one)
    return MappingProxyType(result)


def claimed(form: Form, part: str, table: str) -> Mapping[str, str]:
    """What each wording, folded, stands for already among the headings, or the rows or columns of a table: its key."""
    found: dict[str, str] = {}
    for key, words in _labels(form, part, table):
        for word in words:
            found.setdefault(fold(word), key)
    return found


def _labels(form: Form, part: str, table: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    if part == "heading":
        return [(section.role, (section.title, *section.variants)) for section in form.sections]
    blocks = form.tables[table].blocks
    if part == "column":
        return [(c.key, (c.label, *c.variants)) for block in blocks for c in block.columns]
    return [(row.key, (row.label, *row.variants)) for block in blocks for row in block.rows]


def _amended(form: Form, one: Amendment) -> Form:
    if one.part == "heading":
        return form._replace(sections=tuple(_section(section, one) for section in form.sections))
    table = form.tables[one.table]
    if one.part == "extra-row":
        changed = table._replace(extra_rows=(*table.extra_rows, *one.words))
    else:
        changed = _table(table, one)
    return form._replace(tables=MappingProxyType({**form.tables, one.table: changed}))


def _section(section: SectionForm, one: Amendment) -> SectionForm:
    return section._replace(variants=(*section.variants, *one.words)) if section.role == one.key else section


def _table(table: TableForm, one: Amendment) -> TableForm:
    def widened(labels: tuple[LabelForm, ...]) -> tuple[LabelForm, ...]:
        return tuple(_label(label, one) for label in labels)

    blocks = (
        Block(block.columns, widened(block.rows), block.clause)
        if one.part == "row"
        else Block(widened(block.columns), block.rows, block.clause)
        for block in table.blocks
    )
    return table._replace(blocks=tuple(blocks))


def _label(label: LabelForm, one: Amendment) -> LabelForm:
    if label.key != one.key:
        return label
    accepted = {fold(word) for word in one.words}
    misspelt = tuple(word for word in label.misspelt if fold(word) not in accepted)
    return label._replace(variants=(*label.variants, *one.words), misspelt=misspelt)
