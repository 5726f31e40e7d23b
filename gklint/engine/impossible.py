"""Conditions that can never hold, or always do: found when a rule is loaded, since such a rule is a mistake.

Only what is certain is refused: comparisons of constants, words that a name never has, and parts of 且 or 或 that
compare one and the same thing with constants (``甲 < 0 且 甲 > 0``).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gklint.engine.checked import Checked
from gklint.engine.expression import Compare, ExpressionError, Logic, Member, Negative, Not, Number, Text
from gklint.engine.problems import did_you_mean, one_of
from gklint.messages import worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_CONTRARY = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_INNER = frozenset(("at", "left", "right", "item", "choices", "terms", "term", "arguments"))


class Impossible(ExpressionError):
    """A condition that can never hold, or always does."""


def is_constant(checked: Checked) -> bool:
    """Whether the value is the same for every report."""
    if isinstance(checked.node, (Number, Text)):
        return True
    return bool(checked.parts) and all(map(is_constant, checked.parts))


def refuse_constant(checked: Checked) -> Checked:
    """``checked``; raises :class:`Impossible` if it is a condition on constants only."""
    if is_constant(checked):
        raise Impossible("这个条件里没有报告中的值，结果总是一样", checked.node.at, worded("写上要比较的名称"))
    return checked


def refuse_unknown_word(word: Text, known: Iterable[str], what: str) -> None:
    """Raises :class:`Impossible` if ``word`` is none of the words that ``what`` can be."""
    words = tuple(known)
    if word.value not in words:
        listed = one_of(words) if len(words) <= 30 else None
        hint = did_you_mean(word.value, words) or listed
        raise Impossible("{what}不会是“{value}”，这个条件没有意义", word.at + 1, hint, what=what, value=word.value)


def refuse_never(checked: Checked) -> Checked:
    """``checked``; raises :class:`Impossible` if it is a 且 that cannot hold, or a 或 that always does."""
    node = checked.node
    if not isinstance(node, Logic):
        return checked
    seen: dict[Hashable, _Range] = {}
    for test in _tests(checked.parts, node.every):
        found = seen.setdefault(test.subject, _Range())
        found.narrow(test.operator, test.values)
        if found.is_empty:
            words = worded("与前面的条件矛盾，合起来永远不成立") if node.every else worded("与前面的条件合起来永远成立")
            raise Impossible(words, test.at)
    return checked


def same(one: Checked, other: Checked) -> bool:
    """Whether two expressions say the same."""
    return _key(one) == _key(other)


class _Test(NamedTuple):
    """Something compared with constants: ``==`` holds for one of ``values``, ``!=`` for none of them."""

    at: int
    subject: Hashable
    operator: str
    values: tuple[Any, ...]


def _tests(terms: Sequence[Checked], every: bool) -> Iterator[_Test]:
    """The tests that all hold together: of a 且 its parts, of a 或 (``every`` false) the contrary of each."""
    for term in terms:
        if isinstance(term.node, Logic) and term.node.every is every:
            yield from _tests(term.parts, every)
            continue
        test = _test(term)
        if test is not None:
            yield test if every else test._replace(operator=_CONTRARY[test.operator])


def _test(term: Checked) -> _Test | None:
    node, parts = term.node, term.parts
    if isinstance(node, Compare):
        left, right = parts
        for subject, constant, sign in ((left, right, node.operator), (right, left, _MIRRORED[node.operator])):
            value = _constant(constant)
            if value is not None and not is_constant(subject):
                return _Test(node.at, _key(subject), sign, (value,))
        return None
    if isinstance(node, Member):
        values = tuple(_constant(choice) for choice in parts[1:])
        if values and None not in values:
            return _Test(node.at, _key(parts[0]), "!=" if node.negated else "==", values)
        return None
    if isinstance(node, Not):
        return _Test(node.at, _key(parts[0]), "!=", (True,))
    return _Test(node.at, _key(term), "==", (True,))


def _constant(checked: Checked) -> Decimal | str | None:
    node = checked.node
    if isinstance(node, (Number, Text)):
        return node.value
    if isinstance(node, Negative) and isinstance(checked.parts[0].node, Number):
        return -checked.parts[0].node.value
    return None


def _key(checked: Checked) -> Hashable:
    """What an expression is, wherever it stands."""
    node: Any = checked.node
    own = tuple(_frozen(value) for name, value in zip(node._fields, node, strict=True) if name not in _INNER)
    return (type(node).__name__, own, tuple(map(_key, checked.parts)))


def _frozen(value: Any) -> Hashable:
    return tuple(value.items()) if isinstance(value, Mapping) else value


@dataclass
class _Range:
    """What a value may still be."""

    low: tuple[Any, bool] | None = None
    high: tuple[Any, bool] | None = None
    among: frozenset[Any] | None = None
    never: set[Any] = field(default_factory=set)

    def narrow(self, operator: str, values: tuple[Any, ...]) -> None:
        """Keeps what also passes this test."""
        value, inclusive = values[0], operator.endswith("=")
        match operator:
            case "==":
                self.among = frozenset(values) if self.among is None else self.among & frozenset(values)
            case "!=":
                self.never.update(values)
            case ">" | ">=":
                if self.low is None or (value, not inclusive) > (self.low[0], not self.low[1]):
                    self.low = (value, inclusive)
            case _:
                if self.high is None or (value, inclusive) < self.high:
                    self.high = (value, inclusive)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        if self.among is not None:
            return not any(self._fits(value) for value in self.among)
        if self.low is None or self.high is None:
            return False
        if self.low[0] == self.high[0]:
            return not (self.low[1] and self.high[1]) or self.low[0] in self.never
        return bool(self.low[0] > self.high[0])

    def _fits(self, value: Any) -> bool:
        above = self.low is None or value > self.low[0] or (self.low[1] and value == self.low[0])
        below = self.high is None or value < self.high[0] or (self.high[1] and value == self.high[0])
        return value not in self.never and above and below
