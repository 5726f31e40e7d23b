"""The functions that expressions may call; there are no others.

``plain`` ones get known values, ``cell`` ones a cell as written, ``sum`` ones all the numbers of their
arguments, which may be unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from gklint.engine.values import PLAIN, Known, Result, TableCell, Type, Unknown, is_blank, total, unknown_cell
from gklint.report.bound import CellState
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Function(NamedTuple):
    """A function: its kind, the types it takes (the last one ``repeated``), the type it gives, and what it does."""

    kind: str
    parameters: tuple[Type, ...]
    result: Type
    run: Callable[..., Any]
    repeated: bool = False


def _states_known(answer: Callable[[TableCell], Result]) -> Callable[[TableCell], Result]:
    """``answer``, but unknown for a cell that is missing or whose place is not certain."""

    def run(place: TableCell) -> Result:
        if place.cell.state in (CellState.MISSING, CellState.UNBOUND):
            return unknown_cell(place)
        return answer(place)

    return run


def _decimals(place: TableCell) -> Result:
    value = place.cell.value.value
    if value is None:
        return Known(Decimal(0), True) if is_blank(place.cell) else unknown_cell(place)
    exponent = value.as_tuple().exponent
    return Known(Decimal(max(-exponent, 0) if isinstance(exponent, int) else 0))


def _extreme(pick: Callable[[list[Decimal]], Decimal]) -> Callable[[Iterable[Result]], Result]:
    def run(results: Iterable[Result]) -> Result:
        values, blank = [], False
        for result in results:
            if isinstance(result, Unknown):
                return result
            assert isinstance(result.value, Decimal)
            values.append(result.value)
            blank = blank or result.blank
        return Known(pick(values), blank)

    return run


def _round(value: Decimal, places: Decimal) -> Decimal:
    step = Decimal(1).scaleb(-min(max(int(places), 0), 10))
    return value.quantize(step, ROUND_HALF_UP)


FUNCTIONS: Mapping[str, Function] = {
    "合计": Function("sum", (Type.CELLS,), Type.NUMBER, total, repeated=True),
    "最大": Function("sum", (Type.CELLS,), Type.NUMBER, _extreme(max), repeated=True),
    "最小": Function("sum", (Type.CELLS,), Type.NUMBER, _extreme(min), repeated=True),
    "绝对值": Function("plain", (Type.NUMBER,), Type.NUMBER, abs),
    "取整": Function("plain", (Type.NUMBER,), Type.NUMBER, lambda n: n.to_integral_value(ROUND_FLOOR)),
    "四舍五入": Function("plain", (Type.NUMBER, Type.NUMBER), Type.NUMBER, _round),
    "长度": Function("plain", (Type.TEXT,), Type.NUMBER, lambda text: Decimal(len(text))),
    "包含": Function("plain", (Type.TEXT, Type.TEXT), Type.TRUTH, lambda text, part: part in text),
    "小数位数": Function("cell", (Type.CELL,), Type.NUMBER, _states_known(_decimals)),
    "文本": Function("cell", (Type.CELL,), Type.TEXT, _states_known(lambda place: Known(place.cell.value.raw))),
    "为空": Function("cell", (Type.CELL,), Type.TRUTH, _states_known(lambda place: Known(is_blank(place.cell)))),
    "为数": Function("cell", (Type.CELL,), Type.TRUTH, _states_known(lambda place: Known(place.cell.state in PLAIN))),
    "单位": Function("cell", (Type.CELL,), Type.TEXT, _states_known(lambda place: Known(place.cell.value.unit or ""))),
    "状态": Function("cell", (Type.CELL,), Type.TEXT, lambda place: Known(place.cell.state.value)),
}

SPECIAL = ("选项", "有口径", "匹配")
"""Functions with an argument that must be words in quotation marks, since it is looked up when the rule is loaded."""
