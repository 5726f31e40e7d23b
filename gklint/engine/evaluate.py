"""Checked expressions → closures. Truth follows Kleene: what is unknown matters only where the rest does not decide."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import chain

from gklint.engine.body import Template
from gklint.engine.checked import Before, Below, ByForm, Checked, Matches, OptionOf, Qualified
from gklint.engine.expression import Call, Chain, Compare, Logic, Member, Negative, Not, Number, Text
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.names import CellName, CellSet, Local
from gklint.engine.needles import held
from gklint.engine.regex import compile_pattern
from gklint.engine.selectors import Subject, local_names
from gklint.engine.values import (
    NO_TABLE,
    OTHER_FORM,
    Known,
    Result,
    TableCell,
    Type,
    Unknown,
    is_blank,
    number_of,
    show,
)
from gklint.report.document import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias


class Environment:
    """What expressions are evaluated in: the document, the subject, the options, and names set on the way."""

    __slots__ = ("document", "names", "options", "subject")

    def __init__(self, document: Document, subject: Subject, options: Mapping[str, Any]) -> None:
        self.document = document
        self.subject = subject
        self.options = options
        self.names: dict[str, Result | TableCell | list[Result]] = {}

    def before(self) -> Environment:
        """The same place in the report of the year before."""
        assert self.subject.before is not None
        return Environment(*self.subject.before, self.options)

    def below(self) -> list[Environment]:
        """The same place in the reports of the bodies below."""
        return [Environment(*other, self.options) for other in self.subject.below]


Evaluate: TypeAlias = Callable[[Environment], Result]
Locate: TypeAlias = Callable[[Environment], TableCell | Unknown]
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


_SHORT = 40


class Compiler:
    """Compiles the expressions of a rule with a given selector, which may call ``functions``."""

    def __init__(self, selector: str, functions: Mapping[str, Function] = FUNCTIONS) -> None:
        self._locals = local_names(selector)
        self._functions = functions

    def value(self, checked: Checked) -> Evaluate:
        """A closure that gives the value; a cell gives its number."""
        node = checked.node
        if checked.type is Type.CELL:
            return self._number(checked)
        match node:
            case Number() | Text():
                known = Known(node.value)
                return lambda env: known
            case OptionOf():
                name = node.name
                return lambda env: Known(env.options[name])
            case Qualified():
                qualifier = node.name
                return lambda env: Known(qualifier in env.subject.node.qualifiers)
            case Matches():
                return _strict([self.value(checked.parts[0])], finder(node))
            case Local() | ByForm():
                parts = [self.value(part) for part in checked.parts]
                found: Evaluate = self._local(node) if isinstance(node, Local) else self._by_form(node, parts)
                return found
            case Call():
                return self._call(node, checked.parts)
            case _:
                return _operation(node, [self.value(part) for part in checked.parts])

    def _number(self, checked: Checked) -> Evaluate:
        node = checked.node
        if isinstance(node, CellName):
            return _number_at(node)
        locate = self.cell(checked)
        return lambda env: number_of(locate(env))

    def cell(self, checked: Checked) -> Locate:
        """A closure that gives a cell with its table; ``checked`` is of the type CELL."""
        node = checked.node
        if isinstance(node, CellName):
            return cell_locator(node)
        if isinstance(node, Before):
            return _last_year_cell(self.cell(checked.parts[0]))
        found: Locate
        if isinstance(node, ByForm):
            found = self._by_form(node, [self.cell(part) for part in checked.parts])
        else:
            assert isinstance(node, Local)
            found = self._local(node)
        return found

    def cells(self, checked: Checked) -> Callable[[Environment], list[Result]]:
        """A closure that gives the numbers of a set of cells, of a cell, or a number by itself, as a list."""
        node = checked.node
        if isinstance(node, CellSet):
            return _cell_set(node)
        if isinstance(node, Before | Below) and checked.type is Type.CELLS:
            inner = self.cells(checked.parts[0])
            if isinstance(node, Before):
                return lambda env: inner(env.before())
            return lambda env: [_far(found, other) for other in env.below() for found in inner(other)]
        if isinstance(node, ByForm) and checked.type is Type.CELLS:
            choose: Any = self._by_form(node, [self.cells(part) for part in checked.parts])
            return lambda env: found if isinstance(found := choose(env), list) else [found]
        if isinstance(node, Local) and checked.type is Type.CELLS:
            named: Callable[[Environment], list[Result]] = self._local(node)
            return named
        single = self.value(checked)
        return lambda env: [single(env)]

    def template(self, template: Template) -> Callable[[Environment], str]:
        """A closure that gives the words of a message."""
        pieces = [piece if isinstance(piece, str) else self._shown(piece) for piece in template]
        return lambda env: "".join(piece if isinstance(piece, str) else piece(env) for piece in pieces)

    def _shown(self, checked: Checked) -> Callable[[Environment], str]:
        if checked.type is Type.CELL:
            locate = self.cell(checked)
            return lambda env: show_cell(locate(env))
        evaluate = self.value(checked)
        return lambda env: show(result.value) if isinstance(result := evaluate(env), Known) else "？"

    def _local(self, node: Local) -> Any:
        name = node.name
        local = self._locals.get(name)
        if local is None:
            return lambda env: env.names[name]
        get = local.get
        return lambda env: get(env.subject, env.document)

    def _by_form(self, node: ByForm, choices: list[Any]) -> Any:
        table = dict(zip(node.forms, choices, strict=True))

        def choose(env: Environment) -> Any:
            chosen = table.get(env.document.choice.form)
            return Unknown(OTHER_FORM) if chosen is None else chosen(env)

        return choose

    def _call(self, node: Call, parts: tuple[Checked, ...]) -> Evaluate:
        function = self._functions[node.name]
        run = function.run
        if function.kind == "cell":
            locate = self.cell(parts[0])
            return lambda env: place if isinstance(place := locate(env), Unknown) else run(place)
        if function.kind == "sum":
            lists = [self.cells(part) for part in parts]
            return lambda env: run(chain.from_iterable([items(env) for items in lists]))
        return _guarded(_strict([self.value(part) for part in parts], run), "数字过大")


def _last_year(inner: Evaluate) -> Evaluate:
    return lambda env: _far(inner(other := env.before()), other)


def _far(result: Result, env: Environment) -> Result:
    """What is unknown of another report, without a place in this one."""
    if isinstance(result, Known):
        return result
    return Unknown(f"{env.document.source.path}：{result.reason}", result.table, result.row, result.column)


def _last_year_cell(inner: Locate) -> Locate:
    def locate(env: Environment) -> TableCell | Unknown:
        other = env.before()
        place = inner(other)
        return place._replace(source=other.document.source) if isinstance(place, TableCell) else place

    return locate


def finder(node: Matches) -> Callable[[str], bool]:
    """Tells whether the pattern is in a text; it is compiled for the first that does not tell it at once."""
    needs = node.telling.needs
    if node.telling.enough:
        return lambda text: held(needs, text)

    def search(text: str) -> bool:
        return compile_pattern(node.pattern).search(text) is not None

    # The same short words come again and again: numbers in tables, the headers above them, the agency.
    known = lru_cache(maxsize=256)(search)
    return lambda text: held(needs, text) and (known(text) if len(text) <= _SHORT else search(text))


def show_cell(place: TableCell | Unknown) -> str:
    """A cell as a message shows it: its number, ``空白``, or its words."""
    if isinstance(place, Unknown):
        return "？"
    if is_blank(place.cell):
        return "空白"
    value = place.cell.value
    return show(value.value) if value.value is not None else value.raw or "？"


def cell_locator(node: CellName) -> Locate:
    """Finds a cell, from the subject where the name leaves out a part."""
    table_name, row_key, column_key = node.table, node.row, node.column

    def locate(env: Environment) -> TableCell | Unknown:
        subject = env.subject
        table = subject.table if table_name is None else env.document.tables.get(table_name)
        if table is None:
            return Unknown(NO_TABLE, table_name, row_key, column_key)
        row = _own_row(subject) if row_key is None else row_key
        column = subject.node.key if column_key is None else column_key
        bound = table.rows.get(row)
        cell = bound.cells.get(column) if bound is not None else None
        return Unknown(OTHER_FORM, table.name, row, column) if cell is None else TableCell(table, cell)

    return locate


def _own_row(subject: Subject) -> str:
    key: str = subject.node.row.key
    return key


def _number_at(node: CellName) -> Evaluate:
    """The number of a cell."""
    locate = cell_locator(node)
    return lambda env: number_of(locate(env))


def _cell_set(node: CellSet) -> Callable[[Environment], list[Result]]:
    by_form = {
        form: [_number_at(CellName(node.at, node.table, *pair)) for pair in pairs] for form, pairs in node.cells.items()
    }
    name = node.table

    def gather(env: Environment) -> list[Result]:
        table = env.subject.table if name is None else env.document.tables.get(name)
        if table is None:
            return [Unknown(NO_TABLE, name)]
        if table.form not in by_form:
            return [Unknown(OTHER_FORM, table.name)]
        return [number(env) for number in by_form[table.form]]

    return gather


def _operation(node: Any, parts: list[Evaluate]) -> Evaluate:
    match node:
        case Chain():
            return _chain(node.operators, parts)
        case Negative():
            return _strict(parts, operator.neg)
        case Not():
            return _strict(parts, operator.not_)
        case Before():
            return _last_year(parts[0])
        case Compare():
            return _strict(parts, COMPARE[node.operator])
        case Member():
            return _member(node.negated, parts)
        case Logic():
            return _logic(node.every, parts)
        case _:
            raise TypeError(type(node).__name__)


def _strict(parts: list[Evaluate], run: Callable[..., Any]) -> Evaluate:
    """Needs all its parts: the first unknown one decides, a blank one marks the result."""

    def evaluate(env: Environment) -> Result:
        values, blank = [], False
        for part in parts:
            result = part(env)
            if isinstance(result, Unknown):
                return result
            values.append(result.value)
            blank = blank or result.blank
        return Known(run(*values), blank)

    return evaluate


def _chain(operators: tuple[str, ...], parts: list[Evaluate]) -> Evaluate:
    steps = [ARITHMETIC[sign] for sign in operators]

    def run(first: Decimal, *rest: Decimal) -> Decimal:
        for step, term in zip(steps, rest, strict=True):
            first = step(first, term)
        return first

    return _guarded(_strict(parts, run), "除数为 0") if "/" in operators else _strict(parts, run)


def _guarded(evaluate: Evaluate, reason: str) -> Evaluate:
    """``evaluate``, but unknown where ``Decimal`` has no answer."""

    def guarded(env: Environment) -> Result:
        try:
            return evaluate(env)
        except (ZeroDivisionError, InvalidOperation):
            return Unknown(reason)

    return guarded


def _member(negated: bool, parts: list[Evaluate]) -> Evaluate:
    def run(item: Any, *choices: Any) -> bool:
        listed = choices[0] if len(choices) == 1 and isinstance(choices[0], tuple) else choices
        return (item in listed) is not negated

    return _strict(parts, run)


def _logic(every: bool, parts: list[Evaluate]) -> Evaluate:
    """``and`` (every) is decided by one false part, ``or`` by one true one; else the first unknown part decides.

    A deciding part that rests on no blank cell is preferred, since then the whole does not either.
    """

    def evaluate(env: Environment) -> Result:
        unknown: Unknown | None = None
        decided: Known | None = None
        blank = False
        for part in parts:
            result = part(env)
            if isinstance(result, Unknown):
                unknown = unknown or result
            elif result.value is not every:
                if not result.blank:
                    return result
                decided = decided or result
            else:
                blank = blank or result.blank
        return decided or unknown or Known(every, blank)

    return evaluate
