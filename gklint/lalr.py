"""Runs what lark made of a grammar, without lark: a scanner of terminals, and the tables of an LALR(1) parser.

Lark stays the grammars' only compiler (:func:`gklint.grammar.compiled`) and the reference: tests compare trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain

from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_END = "$END"


class Rule(NamedTuple):
    """A rule of the grammar: the name of its trees, the ``size`` of its expansion, and ``(place, spread)`` of each
    symbol that is kept, in order; ``spread`` says that the symbol's children take its place, as lark has it for rules
    whose name begins with ``_``."""

    name: str
    size: int
    kept: tuple[tuple[int, bool], ...]


class Node(NamedTuple):
    """A tree: the rule that made it, and what is below."""

    name: str
    children: list[Any]


# Makes a node at the speed of a tuple.
_node: Callable[[tuple[str, list[Any]]], Node] = partial(tuple.__new__, Node)

Actions: TypeAlias = Mapping[str, int]


class Tables(NamedTuple):
    """A compiled grammar.

    ``scanner`` is one pattern in which each terminal is a named group, first come first served. ``states`` gives for
    each state and symbol the state that follows or, as the complement ``~n``, the number of the rule to reduce by.
    """

    scanner: str
    rules: tuple[Rule, ...]
    states: tuple[Actions, ...]
    start: int
    end: int

    def parse(self, terminals: Iterable[str], leaves: Iterable[object]) -> Node:
        """The tree of a sequence of terminals; each stands in the tree as the leaf of the same place.

        Raises ``KeyError`` where the grammar does not allow a terminal.
        """
        rules, actions = self.rules, self.states
        states = [self.start]
        values: list[Any] = []
        for terminal, leaf in zip(chain(terminals, (_END,)), chain(leaves, (None,))):  # noqa: B905 - None ends
            while (action := actions[states[-1]][terminal]) < 0:
                name, size, kept = rules[~action]
                below = values[-size:] if size else []
                if size:
                    del states[-size:], values[-size:]
                values.append(_node((name, _children(below, kept))))
                states.append(actions[states[-1]][name])
                if states[-1] == self.end:
                    tree: Node = values[-1]
                    return tree
            states.append(action)
            values.append(leaf)  # None comes last, and is never shifted
        raise KeyError(_END)


def _children(below: list[Any], kept: tuple[tuple[int, bool], ...]) -> list[Any]:
    """What of ``below`` goes into a tree. A list that comes first is added to in place: long runs take linear time."""
    children: list[Any] = []
    for place, spread in kept:
        found = below[place]
        if not spread:
            children.append(found)
        elif isinstance(found, Node):
            if children:
                children += found.children
            else:
                children = found.children
    return children
