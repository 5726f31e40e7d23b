"""Tells quickly of most subjects that a requirement holds: by plain values, without saying what is unknown or blank.

A table in which every cell is a number, and in order, is by far the most frequent case. Here its expressions are worked
out on the bare numbers. Wherever something else comes up the answer is *not certain*, and the subject is left to
:mod:`gklint.engine.evaluate`, which is what a rule means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import chain
from operator import itemgetter, neg

from gklint.engine.body import PatternBody, Requirement
from gklint.engine.checked import Before, Below, ByForm, Checked, Matches, OptionOf, Qualified
from gklint.engine.evaluate import ARITHMETIC, COMPARE, Environment, cell_locator, finder
from gklint.engine.expression import Call, Chain, Compare, Logic, Member, Negative, Not, Number, Text
from gklint.engine.functions import FUNCTIONS
from gklint.engine.names import CellName, CellSet, Local
from gklint.engine.rule import Context, Rule
from gklint.engine.selectors import OF_DOCUMENT, Subject, local_names
from gklint.engine.values import PLAIN, Known, TableCell, Type, Unknown
from gklint.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

Plain: TypeAlias = "Callable[[Environment], Any]"
"""Gives a bare value, or raises whatever it likes where there is none."""
Doubtful: TypeAlias = Callable[[Iterable[Subject], Context], list[Subject]]
"""Those of the subjects of which it is not certain that the rule has nothing to say."""

ZERO = Decimal(0)
ADDED_UP = FUNCTIONS["合计"]
NO_SUBJECT = Subject("", None, Span(0, 0), None)
"""Stands where no subject is asked about."""
_MOST_LETS = 200
"""So often may the names of ``let:`` stand for their expressions in one rule."""


class Unsure(Exception):
    """There is no plain value."""


def doubtful(selector: str, body: Requirement) -> Doubtful | None:
    """The quick test of a requirement on ``selector``; ``None`` where it calls functions that are not gklint's own."""
    lets = dict(body.let)
    compiler = PlainCompiler(selector, lets)
    try:
        when = compiler.value(body.when) if body.when else None
        require = compiler.value(body.require)
        for _, checked in body.let:
            compiler.any(checked)
    except Unsure:
        return None

    def left(subjects: Iterable[Subject], ctx: Context) -> list[Subject]:
        found = []
        env = Environment(ctx.document, NO_SUBJECT, ctx.options)
        for subject in subjects:
            env.subject = subject
            try:
                if (when is not None and not when(env)) or require(env):
                    continue
            except Exception:  # whatever it is, the full evaluation meets it again, and reports it
                pass
            found.append(subject)
        return found

    return left


def idle(rule: Rule) -> Callable[[Context], bool] | None:
    """Whether it is certain that a rule with a pattern has nothing to do in a document, since its ``when:`` speaks of
    the document as a whole and does not hold; ``None`` where it speaks of the place too."""
    body = rule.body
    if not isinstance(body, PatternBody) or body.when is None or not of_document(body.when):
        return None
    try:
        when = PlainCompiler(rule.on, {}).value(body.when)
    except Unsure:
        return None

    def certain(ctx: Context) -> bool:
        try:
            return not when(Environment(ctx.document, NO_SUBJECT, ctx.options))
        except Exception:  # whatever it is, the full evaluation meets it again, and reports it
            return False

    return certain


def of_document(checked: Checked) -> bool:
    """Whether an expression speaks of the document as a whole, so that it has one value in it."""
    node = checked.node
    if isinstance(node, Local):
        return node.name in OF_DOCUMENT
    if isinstance(node, CellName):
        return None not in (node.table, node.row, node.column)
    if isinstance(node, CellSet | Qualified):
        return False
    return all(of_document(part) for part in checked.parts)


class PlainCompiler:
    """Compiles the expressions of a requirement; raises :class:`Unsure` for what it leaves alone."""

    def __init__(self, selector: str, lets: Mapping[str, Checked]) -> None:
        self._locals = local_names(selector)
        self._lets = lets
        self._standing = 0

    def any(self, checked: Checked) -> Any:
        """What ``let:`` may stand for: a value, or a set of cells."""
        return self.cells(checked) if checked.type is Type.CELLS else self.value(checked)

    def value(self, checked: Checked) -> Plain:
        """A closure that gives the bare value; a cell gives its number."""
        node = checked.node
        match node:
            case CellName():
                return _number_at(node)
            case Number() | Text():
                constant = node.value
                return lambda env: constant
            case OptionOf():
                option = node.name
                return lambda env: env.options[option]
            case Qualified():
                qualifier = node.name
                return lambda env: qualifier in env.subject.node.qualifiers
            case Local():
                return self._local(node.name)
            case ByForm():
                chosen: Plain = _by_form(node, [self.value(part) for part in checked.parts])
                return chosen
            case Call():
                return self._call(node, checked.parts)
            case _:
                return _operation(node, [self.value(part) for part in checked.parts])

    def let(self, name: str) -> Checked:
        """What ``name`` stands for. It is worked out anew wherever it stands, so names of names must not go too far."""
        self._standing += 1
        if self._standing > _MOST_LETS:
            raise Unsure
        return self._lets[name]

    def _local(self, name: str) -> Plain:
        if name in self._lets:
            return self.value(self.let(name))
        local = self._locals[name]
        if local.bare is not None:
            value = local.bare
            return lambda env: value(env.subject, env.document)
        get = local.get
        return lambda env: bare(get(env.subject, env.document))

    def _call(self, node: Call, parts: tuple[Checked, ...]) -> Plain:
        function = FUNCTIONS.get(node.name)
        if function is None:
            raise Unsure
        run = function.run
        if function.kind == "cell":
            locate = self.cell(parts[0])
            return lambda env: bare(run(locate(env)))
        if function.kind == "sum":
            return _summary(run, [self.cells(part) for part in parts])
        values = [self.value(part) for part in parts]
        return lambda env: run(*[value(env) for value in values])

    def cell(self, checked: Checked) -> Callable[[Environment], TableCell]:
        """A closure that gives a cell with its table."""
        node = checked.node
        if isinstance(node, CellName):
            locate: Any = cell_locator(node)
        elif isinstance(node, ByForm):
            locate = _by_form(node, [self.cell(part) for part in checked.parts])
        elif isinstance(node, Before | Below):
            raise Unsure
        else:
            assert isinstance(node, Local)
            if node.name in self._lets:
                return self.cell(self.let(node.name))
            get = self._locals[node.name].get
            locate = lambda env: get(env.subject, env.document)  # noqa: E731

        def certain(env: Environment) -> TableCell:
            place = locate(env)
            if isinstance(place, Unknown):
                raise Unsure
            found: TableCell = place
            return found

        return certain

    def cells(self, checked: Checked) -> Callable[[Environment], Iterable[Decimal]]:
        """A closure that gives the numbers of a set of cells, of a cell, or a number by itself."""
        node = checked.node
        if isinstance(node, CellSet):
            return _cell_set(node)
        if isinstance(node, Local) and checked.type is Type.CELLS:
            return self.cells(self.let(node.name))
        if isinstance(node, ByForm) and checked.type is Type.CELLS:
            found: Callable[[Environment], Iterable[Decimal]] = _by_form(node, [self.cells(p) for p in checked.parts])
            return found
        single = self.value(checked)
        return lambda env: (single(env),)


def bare(result: Any) -> Any:
    """The value that a result has for certain, resting on no blank cell."""
    if isinstance(result, Known):
        if result.blank:
            raise Unsure
        return result.value
    if isinstance(result, TableCell) and result.cell.value.state in PLAIN:
        return result.cell.value.value
    raise Unsure


def _number_at(node: CellName) -> Plain:
    if node.table is None and (node.row is None) is not (node.column is None):
        key = node.row or node.column
        return lambda env: env.subject.node.numbers[key]
    locate = cell_locator(node)
    name, row, column = node.table, node.row, node.column
    if name is None or row is None or column is None:
        return lambda env: bare(locate(env))

    def number(env: Environment) -> Any:
        table = env.document.tables[name]
        if table is not None and table.matrix is not None:
            return table.matrix.number(row, column)
        return bare(locate(env))

    return number


def _cell_set(node: CellSet) -> Callable[[Environment], Iterable[Decimal]]:
    by_form = {form: _numbers(node, pairs) for form, pairs in node.cells.items()}
    name = node.table

    def gather(env: Environment) -> Iterable[Decimal]:
        table = env.subject.table if name is None else env.document.tables[name]
        assert table is not None
        return by_form[table.form](env)

    return gather


def _numbers(
    node: CellSet, pairs: tuple[tuple[str | None, str | None], ...]
) -> Callable[[Environment], Iterable[Decimal]]:
    own = [row or column for row, column in pairs if (row is None) is not (column is None)]
    if node.table is None and len(own) == len(pairs) > 1:
        pick = itemgetter(*own)
        return lambda env: pick(env.subject.node.numbers)
    cells = [_number_at(CellName(node.at, node.table, *pair)) for pair in pairs]
    return lambda env: [cell(env) for cell in cells]


def _summary(run: Callable[[Iterable[Known]], Any], lists: list[Callable[[Environment], Iterable[Decimal]]]) -> Plain:
    if run is ADDED_UP.run:
        if len(lists) == 1:
            only = lists[0]
            return lambda env: sum(only(env), ZERO)
        return lambda env: sum(chain.from_iterable([numbers(env) for numbers in lists]), ZERO)
    return lambda env: bare(run(Known(number) for numbers in lists for number in numbers(env)))


def _by_form(node: ByForm, choices: list[Any]) -> Any:
    table = dict(zip(node.forms, choices, strict=True))
    return lambda env: table[env.document.choice.form](env)


def _operation(node: Any, parts: list[Plain]) -> Plain:
    match node:
        case Chain():
            return _chain(node.operators, parts)
        case Negative():
            return lambda env: neg(parts[0](env))
        case Not():
            return lambda env: not parts[0](env)
        case Compare():
            left, right = parts
            compare = COMPARE[node.operator]
            return lambda env: compare(left(env), right(env))
        case Member():
            return _member(node.negated, parts)
        case Logic():
            return _logic(node.every, parts)
        case Before():
            earlier = parts[0]
            return lambda env: earlier(env.before())
        case Matches():
            text, found = parts[0], finder(node)
            return lambda env: found(text(env))
        case _:
            raise Unsure


def _chain(operators: tuple[str, ...], parts: list[Plain]) -> Plain:
    first, *rest = parts
    steps = [(ARITHMETIC[sign], part) for sign, part in zip(operators, rest, strict=True)]

    def run(env: Environment) -> Any:
        value = first(env)
        for step, part in steps:
            value = step(value, part(env))
        return value

    return run


def _member(negated: bool, parts: list[Plain]) -> Plain:
    item, *choices = parts

    def run(env: Environment) -> bool:
        value = item(env)
        listed = [choice(env) for choice in choices]
        among = listed[0] if len(listed) == 1 and isinstance(listed[0], tuple) else listed
        return (value in among) is not negated

    return run


def _logic(every: bool, parts: list[Plain]) -> Plain:
    """The first part that decides is enough: what comes after it, unknown or blank, changes nothing."""

    def run(env: Environment) -> bool:
        for part in parts:
            if bool(part(env)) is not every:
                return not every
        return every

    return run
