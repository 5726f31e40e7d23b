"""Tells at once of all rows, columns or cells of a table that a requirement holds: by its matrix, without a subject.

What :mod:`gklint.engine.quick` works out for one subject is worked out here for all, with a list of values for each
value. A table has a matrix only where every cell holds a number and every label is the form's own, so nothing in it is
unknown or blank. Wherever something else comes up the answer is *not certain*, and the rule is run as it always is.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import repeat
from operator import itemgetter

from gklint.engine.body import Requirement
from gklint.engine.checked import ByForm, Checked, Matches
from gklint.engine.evaluate import ARITHMETIC, COMPARE, Environment, finder
from gklint.engine.expression import Call, Chain, Compare, Logic, Member, Negative, Not
from gklint.engine.functions import FUNCTIONS
from gklint.engine.names import CellName, CellSet, Local
from gklint.engine.quick import ADDED_UP, NO_SUBJECT, ZERO, Plain, PlainCompiler, Unsure, bare, of_document
from gklint.engine.reach import OwnCells, own_cells
from gklint.engine.rule import Context, Rule
from gklint.engine.selectors import LABEL_KINDS
from gklint.engine.values import Known, TableCell, Type
from gklint.report.bound import BoundCell, BoundTable, Match, Matrix, Shape
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_NOWHERE = Span(0, 0)
# So many shapes of one table are there as a rule at most: one for each edition.
_SHAPES = 16
Settled: TypeAlias = Callable[[Context], bool]
"""Whether it is certain that a rule has nothing to say of a document."""


class _Part:
    """All subjects of a rule in tables of a shape: which of its rows, its columns, or (as pairs) its cells they are.
    What is worked out for one is known again by it."""

    def __init__(self, shape: Shape, keys: Sequence[Any]) -> None:
        self.shape = shape
        self.keys = keys


class _Sweep(NamedTuple):
    """The subjects of a rule in a table."""

    table: BoundTable
    matrix: Matrix
    part: _Part
    env: Environment


_Values: TypeAlias = "Callable[[_Sweep], Iterable[Any]]"
"""Gives a value for each subject, or raises whatever it likes where there is none."""
_Places: TypeAlias = Callable[[_Part], Sequence[int]]
"""Gives the number of a cell for each subject."""
_Pick: TypeAlias = "Callable[[Sequence[Any]], Sequence[Any]]"
"""Takes some values out of those of all cells."""


def settled(rule: Rule) -> Settled | None:
    """The test of a requirement on the rows, columns, cells or labels of tables; ``None`` where it cannot be made."""
    if not isinstance(rule.body, Requirement):
        return None
    try:
        return _of_labels(rule, rule.body) if rule.on == "label" else _of_part(rule, rule.body)
    except Unsure:
        return None


def _of_part(rule: Rule, body: Requirement) -> Settled:
    name, _, part = rule.on.partition(".")
    if part not in ("row", "column", "cell"):
        raise Unsure
    compiler = _Compiler(rule.on, part, dict(body.let))
    for _, checked in body.let:
        compiler.plain.any(checked)
    require = compiler.values(body.require)
    when = compiler.values(body.when) if body.when else None
    subjects = lru_cache(maxsize=_SHAPES)(partial(_narrowed, rule, part, own_cells(body)))

    def certain(ctx: Context) -> bool:
        table = ctx.document.tables.get(name)
        if table is None or table.matrix is None:
            return False
        if table.form not in rule.forms:
            return True
        env = Environment(ctx.document, NO_SUBJECT, ctx.options)
        sweep = _Sweep(table, table.matrix, subjects(table.matrix.shape), env)
        try:
            if when is None:
                return all(require(sweep))
            meant = list(when(sweep))
            return not any(meant) or all(map(operator.or_, map(operator.not_, meant), map(bool, require(sweep))))
        except Exception:  # whatever it is, the full evaluation meets it again, and reports it
            return False

    return certain


def _narrowed(rule: Rule, part: str, own: OwnCells, shape: Shape) -> _Part:
    """The subjects of ``rule`` in tables of a shape; one that has not all cells that the rule names is none."""
    if part == "column":
        columns = shape.columns.items()
        return _Part(shape, [key for key, rows in columns if _among(key, rule.columns) and own.rows <= {*rows}])
    if part == "row":
        rows = shape.rows.items()
        return _Part(shape, [key for key, names in rows if _among(key, rule.rows) and own.columns <= {*names}])
    cells = shape.names
    return _Part(shape, [one for one in cells if _among(one[0], rule.rows) and _among(one[1], rule.columns)])


def _among(key: str, keys: Sequence[str]) -> bool:
    return not keys or key in keys


class _ExactLabel(NamedTuple):
    """All that is known of every label of a table with a matrix; to ask for more raises."""

    match: Match = Match.EXACT


class _AnyLabel(NamedTuple):
    """The node of any label of a kind."""

    kind: str
    label: _ExactLabel = _ExactLabel()


class _Anywhere(NamedTuple):
    """A subject of which nothing is known but its node."""

    node: _AnyLabel


def _of_labels(rule: Rule, body: Requirement) -> Settled:
    compiler = PlainCompiler("label", dict(body.let))
    for _, checked in body.let:
        compiler.any(checked)
    require = compiler.value(body.require)
    when = compiler.value(body.when) if body.when else None
    subjects: list[Any] = [_Anywhere(_AnyLabel(kind)) for kind in LABEL_KINDS]

    def certain(ctx: Context) -> bool:
        if any(table is not None and table.matrix is None for table in ctx.document.tables.values()):
            return False
        try:
            envs = [Environment(ctx.document, subject, ctx.options) for subject in subjects]
            return all((when is not None and not when(env)) or require(env) for env in envs)
        except Exception:  # whatever it is, the full evaluation meets it again, and reports it
            return False

    return certain


class _Compiler:
    """Compiles expressions for all subjects of a part at once; raises :class:`Unsure` for what it leaves alone."""

    def __init__(self, selector: str, part: str, lets: Mapping[str, Checked]) -> None:
        self._part = part
        self._lets = lets
        self.plain = PlainCompiler(selector, lets)

    def values(self, checked: Checked) -> _Values:
        """A closure that gives the bare value of ``checked`` for each subject; a cell gives its number."""
        node = checked.node
        if of_document(checked):
            one: Plain = self.plain.value(checked)
            return lambda sweep: repeat(one(sweep.env), len(sweep.part.keys))
        match node:
            case CellName():
                return _numbers(self.places(checked))
            case Local():
                return self._local(node.name, checked)
            case ByForm():
                choices = dict(zip(node.forms, map(self.values, checked.parts), strict=True))
                return lambda sweep: choices[sweep.env.document.choice.form](sweep)
            case Call():
                return self._call(node, checked.parts)
            case _:
                return _operation(node, list(map(self.values, checked.parts)))

    def _local(self, name: str, checked: Checked) -> _Values:
        if name in self._lets:
            return self.values(self.plain.let(name))
        if name == "值":
            return _numbers(self.places(checked))
        if name in ("行", "row", "列", "column"):
            return _named(self._part, 0 if name in ("行", "row") else 1)
        if name == "文字":
            pick = _picker(self.places(checked))
            return lambda sweep: pick(sweep)(sweep.matrix.words)
        if name == "表头":
            place = self.places(checked)
            return lambda sweep: map(sweep.matrix.header, place(sweep.part))
        raise Unsure

    def places(self, checked: Checked) -> _Places:
        """A closure that gives the number of a cell for each subject."""
        node = checked.node
        if isinstance(node, Local) and node.name in self._lets:
            return self.places(self.plain.let(node.name))
        if isinstance(node, Local) and self._part == "cell":
            return lambda part: [part.shape.places[key] for key in part.keys]
        if isinstance(node, CellName) and node.table is None:
            return self._own(node.row, node.column)
        raise Unsure

    def _own(self, row: str | None, column: str | None) -> _Places:
        if row is not None and column is not None:
            return lambda part: [part.shape.places[row, column]] * len(part.keys)
        if self._part == "row" and column is not None:
            return lambda part: [part.shape.places[key, column] for key in part.keys]
        if self._part == "column" and row is not None:
            return lambda part: [part.shape.places[row, key] for key in part.keys]
        raise Unsure

    def _call(self, node: Call, parts: tuple[Checked, ...]) -> _Values:
        function = FUNCTIONS.get(node.name)
        if function is None:
            raise Unsure
        run = function.run
        if function.kind == "cell":
            places = self.places(parts[0])
            return lambda sweep: [bare(run(_cell(sweep, at))) for at in places(sweep.part)]
        if function.kind == "plain":
            values = list(map(self.values, parts))
            return lambda sweep: map(run, *(value(sweep) for value in values))
        sets = [self._set(part) for part in parts]

        def each(sweep: _Sweep) -> Iterable[Any]:
            numbers = zip(*(one for many in sets for one in many(sweep)), strict=True)
            if run is ADDED_UP.run:
                return [sum(some, ZERO) for some in numbers]
            return [bare(run(map(Known, some))) for some in numbers]

        return each

    def _set(self, checked: Checked) -> Callable[[_Sweep], Sequence[Iterable[Decimal]]]:
        """A closure that gives the numbers of a set of cells, a list for each of them; of a cell or a number, one."""
        node = checked.node
        if isinstance(node, Local) and checked.type is Type.CELLS:
            return self._set(self.plain.let(node.name))
        if isinstance(node, ByForm) and checked.type is Type.CELLS:
            choices = dict(zip(node.forms, map(self._set, checked.parts), strict=True))
            return lambda sweep: choices[sweep.env.document.choice.form](sweep)
        if not isinstance(node, CellSet):
            single = self.values(checked)
            return lambda sweep: [single(sweep)]
        if node.table is not None:
            raise Unsure
        by_form = {form: [self._own(*pair) for pair in pairs] for form, pairs in node.cells.items()}

        @lru_cache(maxsize=_SHAPES)
        def pickers(form: str, part: _Part) -> Sequence[_Pick]:
            return [_pick(places(part)) for places in by_form[form]]

        def numbers(sweep: _Sweep) -> Sequence[Iterable[Decimal]]:
            every = sweep.matrix.numbers
            return [pick(every) for pick in pickers(sweep.table.form, sweep.part)]

        return numbers


def _named(part: str, side: int) -> _Values:
    """The names of the rows, or the columns, that the subjects are or stand in."""
    if part == "cell":
        return lambda sweep: [key[side] for key in sweep.part.keys]
    return lambda sweep: sweep.part.keys


def _numbers(places: _Places) -> _Values:
    pick = _picker(places)
    return lambda sweep: pick(sweep)(sweep.matrix.numbers)


def _picker(places: _Places) -> Callable[[_Sweep], _Pick]:
    known = lru_cache(maxsize=_SHAPES)(lambda part: _pick(places(part)))
    return lambda sweep: known(sweep.part)


def _pick(places: Sequence[int]) -> _Pick:
    """A function that gives what stands at these places of a list."""
    return itemgetter(*places) if len(places) > 1 else lambda things: [things[place] for place in places]


def _cell(sweep: _Sweep, place: int) -> TableCell:
    """A cell as written, which does not say where it stands."""
    row, column = sweep.matrix.shape.names[place]
    return TableCell(sweep.table, BoundCell(row, column, sweep.matrix.values[place], _NOWHERE))


def _operation(node: Any, parts: list[_Values]) -> _Values:
    match node:
        case Chain():
            return _chain([ARITHMETIC[sign] for sign in node.operators], parts)
        case Negative():
            return lambda sweep: map(operator.neg, parts[0](sweep))
        case Not():
            return lambda sweep: map(operator.not_, parts[0](sweep))
        case Compare():
            left, right = parts
            compare = COMPARE[node.operator]
            return lambda sweep: map(compare, left(sweep), right(sweep))
        case Logic():
            decide = all if node.every else any
            return lambda sweep: map(decide, zip(*(part(sweep) for part in parts), strict=True))
        case Member():
            return _member(node.negated, parts)
        case Matches():
            found = finder(node)
            return lambda sweep: map(found, parts[0](sweep))
        case _:
            raise Unsure


def _chain(steps: Sequence[Callable[[Any, Any], Any]], parts: Sequence[_Values]) -> _Values:
    first, *rest = parts

    def run(sweep: _Sweep) -> Iterable[Any]:
        values = first(sweep)
        for step, part in zip(steps, rest, strict=True):
            values = map(step, values, part(sweep))
        return values

    return run


def _member(negated: bool, parts: Sequence[_Values]) -> _Values:
    item, *choices = parts

    def run(sweep: _Sweep) -> Iterable[bool]:
        for value, *listed in zip(item(sweep), *(choice(sweep) for choice in choices), strict=True):
            among = listed[0] if len(listed) == 1 and isinstance(listed[0], tuple) else listed
            yield (value in among) is not negated

    return run
