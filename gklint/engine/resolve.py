"""Checks an expression before any report is seen: every name and function known, every type right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gklint.engine.checked import Before, Below, Checked, Matches, OptionOf, Qualified
from gklint.engine.expression import (
    Call,
    Chain,
    Compare,
    Expression,
    ExpressionError,
    Logic,
    Member,
    Negative,
    Not,
    Number,
    Reference,
    Text,
    parse,
)
from gklint.engine.functions import FUNCTIONS, SPECIAL, Function
from gklint.engine.impossible import refuse_constant, refuse_never, refuse_unknown_word
from gklint.engine.names import CellName, CellSet, Local, Scope
from gklint.engine.needles import telling
from gklint.engine.problems import did_you_mean, one_of
from gklint.engine.regex import Compile, compile_pattern
from gklint.engine.selectors import TREE, YEARS, local_names
from gklint.engine.values import Type
from gklint.messages import worded
from gklint.report.bound import CellState

QUALIFIERS = ("含结转", "分项", "约数", "计划", "范围", "受理", "口径不明")
LAST_YEAR, BELOW = "去年", "下级"
OTHER_REPORTS = {LAST_YEAR: YEARS, BELOW: TREE}
"""Prefixes of names that are looked up in another report, and the selectors that have one."""
_NUMBERS = (Type.NUMBER, Type.CELL)


class Checker:
    """Checks the expressions of one rule. ``options`` gives the types of the rule's options, ``functions`` what may be
    called."""

    def __init__(
        self,
        scope: Scope,
        options: Mapping[str, Type],
        functions: Mapping[str, Function] = FUNCTIONS,
        compile_pattern: Compile = compile_pattern,
    ) -> None:
        self.scope = scope
        self.options = options
        self.functions = functions
        self.compile = compile_pattern

    def check(self, text: str, expected: Type | None = None) -> Checked:
        """The checked tree of ``text``; raises :class:`ExpressionError` at the place of the first mistake."""
        checked = self._node(parse(text))
        if expected is not None:
            self._expect(checked, expected)
        return checked

    def _expect(self, checked: Checked, *wanted: Type) -> Checked:
        accepted = (*wanted, Type.CELL) if Type.NUMBER in wanted else wanted
        if checked.type in accepted:
            return checked
        hint = None
        if checked.type is Type.CELLS and Type.NUMBER in accepted:
            hint = worded("一组单元格要先用 {call}", call="合计(…)")
        elif checked.type is Type.CELL and Type.TEXT in accepted:
            hint = worded("单元格的文字用 {call}", call="文本(…)")
        kinds = {"wanted": wanted[0].words, "found": checked.type.words}
        raise ExpressionError("这里应为{wanted}，不是{found}", checked.node.at, hint, **kinds)

    def _node(self, node: Expression) -> Checked:  # noqa: PLR0911 - one for each kind of node
        match node:
            case Number():
                return Checked(Type.NUMBER, node)
            case Text():
                return Checked(Type.TEXT, node)
            case Reference():
                return self._reference(node)
            case Call():
                return self._call(node)
            case Chain():
                return self._all(node, node.terms, Type.NUMBER)
            case Negative():
                return self._all(node, (node.term,), Type.NUMBER)
            case Logic():
                return refuse_never(self._all(node, node.terms, Type.TRUTH))
            case Not():
                return self._all(node, (node.term,), Type.TRUTH)
            case Compare():
                return refuse_constant(self._compare(node))
            case Member():
                return refuse_constant(self._member(node))

    def _all(self, node: Expression, terms: Sequence[Expression], kind: Type) -> Checked:
        return Checked(kind, node, tuple(self._expect(self._node(term), kind) for term in terms))

    def _reference(self, node: Reference) -> Checked:
        prefix, *rest = node.parts
        if rest and prefix in OTHER_REPORTS:
            return self._elsewhere(node.at, prefix, tuple(rest))
        return self._named(node.at, node.parts)

    def _elsewhere(self, at: int, prefix: str, parts: tuple[str, ...]) -> Checked:
        """A name with the prefix of another report."""
        if self.scope.across != OTHER_REPORTS[prefix]:
            only = OTHER_REPORTS[prefix]
            raise ExpressionError("{prefix}. 只能用于 on: {only} 开头的规则", at, prefix=prefix, only=only)
        inner = self._named(at + len(prefix) + 1, parts)
        if isinstance(inner.node, Local) and inner.node.name not in local_names(self.scope.selector):
            raise ExpressionError("{prefix}. 后面不能是 let 里的名称", at, worded("直接写单元格"), prefix=prefix)
        if prefix == LAST_YEAR:
            return Checked(inner.type, Before(at), (inner,))
        if inner.type not in (Type.CELL, Type.CELLS, Type.NUMBER):
            found = inner.type.words
            raise ExpressionError("{prefix}. 后面应为单元格或数，不是{found}", at, prefix=prefix, found=found)
        return Checked(Type.CELLS, Below(at), (inner,))

    def _named(self, at: int, parts: tuple[str, ...]) -> Checked:
        found = self.scope.resolve(at, parts)
        match found:
            case Local():
                return Checked(found.type, found)
            case CellName():
                return Checked(Type.CELL, found)
            case CellSet():
                return Checked(Type.CELLS, found)

    def _compare(self, node: Compare) -> Checked:
        left, right = self._node(node.left), self._node(node.right)
        if left.type in _NUMBERS or right.type in _NUMBERS:
            self._expect(left, Type.NUMBER)
            self._expect(right, Type.NUMBER)
        else:
            self._expect(left, Type.TEXT, Type.TRUTH)
            self._expect(right, left.type)
            if node.operator not in ("==", "!="):
                raise ExpressionError("{kind}不能比大小", node.at, worded("只能用 == 或 !="), kind=left.type.words)
            self._can_be(left, [right])
            self._can_be(right, [left])
        return Checked(Type.TRUTH, node, (left, right))

    def _member(self, node: Member) -> Checked:
        item = self._expect(self._node(node.item), Type.TEXT, Type.NUMBER, Type.CELL)
        choices = [self._node(choice) for choice in node.choices]
        if len(choices) == 1 and choices[0].type is Type.LIST:
            self._expect(item, Type.TEXT)
            return Checked(Type.TRUTH, node, (item, *choices))
        kind = Type.TEXT if item.type is Type.TEXT else Type.NUMBER
        self._can_be(item, choices)
        return Checked(Type.TRUTH, node, (item, *(self._expect(choice, kind) for choice in choices)))

    def _can_be(self, subject: Checked, others: Sequence[Checked]) -> None:
        """Raises :class:`ExpressionError` if ``subject`` is a name that is never one of the words among ``others``."""
        node = subject.node
        if isinstance(node, Local):
            known = self.scope.words(node.name)
        elif isinstance(node, Call) and node.name == "状态":
            known = tuple(state.value for state in CellState)
        else:
            return
        for other in others if known is not None else ():
            if isinstance(other.node, Text):
                refuse_unknown_word(other.node, known or (), node.name)

    def _call(self, node: Call) -> Checked:
        if node.name in SPECIAL:
            return self._special(node)
        function = self.functions.get(node.name)
        if function is None:
            known = (*self.functions, *SPECIAL)
            hint = did_you_mean(node.name, known) or one_of(known)
            raise ExpressionError("没有名为 {name} 的函数", node.at, hint, name=node.name)
        arguments = tuple(self._node(argument) for argument in node.arguments)
        self._count(node, function)
        for index, argument in enumerate(arguments):
            self._argument(argument, function.parameters[min(index, len(function.parameters) - 1)])
        checked = Checked(function.result, node, arguments)
        return refuse_constant(checked) if function.result is Type.TRUTH else checked

    def _count(self, node: Call, function: Function) -> None:
        given, wanted = len(node.arguments), len(function.parameters)
        if given < wanted or (given > wanted and not function.repeated):
            raise ExpressionError(
                "{name} 要 {wanted} 个参数，这里有 {given} 个", node.at, name=node.name, wanted=wanted, given=given
            )

    def _argument(self, argument: Checked, wanted: Type) -> None:
        if wanted is Type.CELLS and argument.type in (*_NUMBERS, Type.CELLS):
            return
        self._expect(argument, wanted)

    def _matches(self, node: Call) -> Checked:
        if len(node.arguments) != 2 or not isinstance(node.arguments[1], Text):
            raise ExpressionError("{name} 的参数是文字和一段引号里的正则表达式", node.at, name=node.name)
        pattern = node.arguments[1]
        try:
            self.compile(pattern.value)
        except ExpressionError as error:
            raise ExpressionError(error.message, pattern.at + 1 + error.at, error.suggestion) from None
        text = self._expect(self._node(node.arguments[0]), Type.TEXT)
        return refuse_constant(Checked(Type.TRUTH, Matches(node.at, pattern.value, telling(pattern.value)), (text,)))

    def _special(self, node: Call) -> Checked:
        if node.name == "匹配":
            return self._matches(node)
        if len(node.arguments) != 1 or not isinstance(node.arguments[0], Text):
            raise ExpressionError("{name} 的参数是一段引号里的文字", node.at, name=node.name)
        name = node.arguments[0].value
        if node.name == "选项":
            if name not in self.options:
                hint = did_you_mean(name, self.options)
                raise ExpressionError("规则没有选项 {name}", node.arguments[0].at, hint, name=name)
            return Checked(self.options[name], OptionOf(node.at, name))
        if self.scope.selector != "fact":
            raise ExpressionError("{name} 只能用于 on: fact 的规则", node.at, name=node.name)
        if name not in QUALIFIERS:
            raise ExpressionError("没有口径 {name}", node.arguments[0].at, one_of(QUALIFIERS), name=name)
        return Checked(Type.TRUTH, Qualified(node.at, name))
