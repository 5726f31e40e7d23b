"""Numbers as printed → numbers that can be added up: counts, and money in 万元."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from gklint.report.forms import CellPlace, LabelForm, load_forms

MONEY = "万元"
_MONEY: Mapping[str | None, Decimal] = MappingProxyType(
    {"元": Decimal("0.0001"), "万": Decimal(1), "万元": Decimal(1), "亿": Decimal(10_000), "亿元": Decimal(10_000)}
)
_COUNT: Mapping[str | None, Decimal] = MappingProxyType(
    {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
    | {unit: Decimal(1) for unit in ("件", "项", "个", "条", "宗", "份", "次", "起", "篇", "例", "人")}
)


def amount(value: Decimal, printed: str | None, form: str, place: CellPlace) -> Decimal | None:
    """``value`` of a cell for a sum, ``None`` if it is not certain what it counts: a sum of money without a unit where
    the form names none, a percentage."""
    label = _label(form, place)
    unit = printed or (label.unit if label else None)
    factor = _MONEY.get(unit) if is_money(form, place) else _COUNT.get(printed)
    return None if factor is None else value * factor


@cache
def is_money(form: str, place: CellPlace) -> bool:
    """Whether the form has a sum of money in this cell."""
    label = _label(form, place)
    return label is not None and (label.money or label.unit == MONEY)


@cache
def _label(form: str, place: CellPlace) -> LabelForm | None:
    known = load_forms().get(form)
    try:
        return known.tables[place.table].column_label(place.row, place.column) if known else None
    except KeyError:
        return None
