"""Expressions of YAML rules: text → a small frozen tree. Nothing is run here and nothing is looked up.

The grammar is ``grammars/expression.lark``. ``at`` is where a node begins in the text, from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from gklint.messages import Words, phrased, worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from gklint.grammar import Token, Tree, UnexpectedInput

MAX_LENGTH = 2_000
MAX_DEPTH = 50

_FACTORS = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "%": Decimal("0.01")}
_PLAIN = str.maketrans({"＋": "+", "－": "-", "×": "*", "÷": "/"})
_COMPARISONS = {"≠": "!=", "≤": "<=", "≥": ">="}


class ExpressionError(Exception):
    """An expression that cannot be used: what is wrong (worded, or a template for ``blanks``), where in the text (from
    0), and a suggestion."""

    def __init__(self, message: str, at: int = 0, suggestion: Words | None = None, /, **blanks: object) -> None:
        self.message = phrased(message, blanks)
        super().__init__(self.message)
        self.at = at
        self.suggestion = suggestion


class Number(NamedTuple):
    """A number; ``3万`` is 30000, ``5%`` is 0.05."""

    at: int
    value: Decimal


class Text(NamedTuple):
    """Words in quotation marks."""

    at: int
    value: str


class Reference(NamedTuple):
    """A name, or names joined by dots (``表三.本年新收.总计``)."""

    at: int
    parts: tuple[str, ...]


class Call(NamedTuple):
    """A call of a function by name."""

    at: int
    name: str
    arguments: tuple[Expression, ...]


class Chain(NamedTuple):
    """Terms joined by ``+ -`` or by ``* /``: ``operators[i]`` stands before ``terms[i + 1]``."""

    at: int
    operators: tuple[str, ...]
    terms: tuple[Expression, ...]


class Negative(NamedTuple):
    """A number with its sign changed."""

    at: int
    term: Expression


class Compare(NamedTuple):
    """A comparison: ``== != < <= > >=``."""

    at: int
    operator: str
    left: Expression
    right: Expression


class Member(NamedTuple):
    """Whether ``item`` is (or, ``negated``, is not) equal to one of ``choices``."""

    at: int
    negated: bool
    item: Expression
    choices: tuple[Expression, ...]


class Logic(NamedTuple):
    """Truths joined by ``and`` (all) or ``or`` (any)."""

    at: int
    every: bool
    terms: tuple[Expression, ...]


class Not(NamedTuple):
    """The contrary of a truth."""

    at: int
    term: Expression


Expression: TypeAlias = Number | Text | Reference | Call | Chain | Negative | Compare | Member | Logic | Not


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The tree of ``text``; raises :class:`ExpressionError` with the place for anything that is no expression."""
    if len(text) > MAX_LENGTH:
        hint = worded("用 let 分成几步")
        raise ExpressionError(
            "表达式有 {count} 字，超过上限 {most}", MAX_LENGTH, hint, count=len(text), most=MAX_LENGTH
        )
    from gklint.grammar import UnexpectedInput, parser

    try:
        tree = parser("expression.lark").parse(text)
    except UnexpectedInput as error:
        raise _syntax_error(text, error) from None
    return _build(tree)


def _syntax_error(text: str, error: UnexpectedInput) -> ExpressionError:
    at = getattr(error, "pos_in_stream", None)
    ended = getattr(getattr(error, "token", None), "type", None) == "$END"
    if ended or at is None or not 0 <= at < len(text.rstrip()):
        return ExpressionError("表达式没有写完", len(text.rstrip()))
    return ExpressionError("表达式在“{part}”处写错", at, _hint(text, at), part=text[at : at + 8])


_SLIPS = (
    ("并且", worded("“{slip}”写作 {meant}", slip="并且", meant="且")),
    ("或者", worded("“{slip}”写作 {meant}", slip="或者", meant="或")),
    ("如果", worded("没有“{slip}”：什么时候才查，写在 when 里", slip="如果")),
)


def _hint(text: str, at: int) -> Words | None:
    """What may have been meant by the character that the grammar refuses."""
    following = text[at:]
    for slip, meant in _SLIPS:
        if following.startswith(slip) or text[:at].rstrip().endswith(slip):
            return meant
    if following.startswith(("=", "＝")):
        return worded("相等写作 ==")
    if following.startswith("/") or (at > 0 and text[at - 1] == "/"):
        return worded("含 / 的名称放在【】里，如 {example}", example="【不予公开/属于国家秘密】")
    if following.startswith("."):
        return worded("只有单元格可以用点，如 {example}", example="表三.本年新收.总计")
    if following.startswith(("==", "!=", "<", ">", "≤", "≥", "≠")):
        return worded("比较不能连写，用 {word} 连接", word="且")
    return None


def _build(tree: Tree[Token]) -> Expression:
    """Turns lark's tree into ours from the leaves up, without recursion."""
    done: dict[int, tuple[Expression, int]] = {}
    node: Any = None
    for subtree in tree.iter_subtrees():
        children = [done[id(child)] if hasattr(child, "data") else (child, 0) for child in subtree.children]
        if subtree.data == "start":
            node = children[0][0]
            continue
        depth = 1 + max((depth for _, depth in children), default=0)
        items = [item for item, _ in children if item is not None]
        node = _MAKERS[subtree.data](items)
        if depth > MAX_DEPTH:
            raise ExpressionError("表达式嵌套超过 {most} 层", node.at, worded("用 let 分成几步"), most=MAX_DEPTH)
        done[id(subtree)] = (node, depth)
    root: Expression = node
    return root


def _start(item: Any) -> int:
    at: int = item.at if hasattr(item, "at") else item.start_pos
    return at


def _number(items: Sequence[Any]) -> Expression:
    text = str(items[0])
    factor = _FACTORS.get(text[-1])
    value = Decimal(text) if factor is None else Decimal(text[:-1]) * factor
    return Number(_start(items[0]), value)


def _reference(items: Sequence[Any]) -> Expression:
    return Reference(_start(items[0]), tuple(str(item).strip("【】") for item in items))


def _chain(items: Sequence[Any]) -> Expression:
    operators = tuple(str(sign).translate(_PLAIN) for sign in items[1::2])
    return Chain(_start(items[0]), operators, tuple(items[::2]))


def _negative(items: Sequence[Any]) -> Expression:
    if str(items[0]).translate(_PLAIN) == "+":
        raise ExpressionError("多了一个 +", _start(items[0]))
    return Negative(_start(items[0]), items[1])


def _compare(items: Sequence[Any]) -> Expression:
    left, operator, right = items
    return Compare(_start(left), _COMPARISONS.get(str(operator), str(operator)), left, right)


def _member(items: Sequence[Any]) -> Expression:
    return Member(_start(items[0]), items[1].type == "NOT_IN", items[0], tuple(items[2:]))


_MAKERS: dict[str, Callable[[Sequence[Any]], Expression]] = {
    "number": _number,
    "text": lambda items: Text(_start(items[0]), str(items[0])[1:-1]),
    "reference": _reference,
    "call": lambda items: Call(_start(items[0]), str(items[0]), tuple(items[1:])),
    "sum": _chain,
    "product": _chain,
    "negative": _negative,
    "compare": _compare,
    "member": _member,
    "and": lambda items: Logic(_start(items[0]), True, tuple(items)),
    "or": lambda items: Logic(_start(items[0]), False, tuple(items)),
    "not": lambda items: Not(_start(items[0]), items[0]),
}
