"""The body of a YAML rule: from the keys of its mapping to checked expressions, patterns and lexicons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from gklint.engine.body import (
    Body,
    Entry,
    LexiconBody,
    PatternBody,
    PatternFix,
    PythonBody,
    Requirement,
    Template,
    WantBody,
)
from gklint.engine.checked import ByForm, Checked
from gklint.engine.expression import ExpressionError
from gklint.engine.fields import Fields
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.impossible import same
from gklint.engine.names import FormNames, Scope
from gklint.engine.needles import needles, signs
from gklint.engine.patterns import replacement
from gklint.engine.problems import Problems, did_you_mean, one_of
from gklint.engine.regex import Compile, compile_pattern
from gklint.engine.resolve import Checker
from gklint.engine.rule import Rule
from gklint.engine.selectors import has_text
from gklint.engine.templates import read_template
from gklint.engine.values import Type
from gklint.engine.wants import WANT_NAMES
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Scalar
from gklint.engine.yaml_wants import WANTS, read_want
from gklint.messages import worded

KINDS = ("require", "pattern", "lexicon", *WANTS, "python")
HIT_NAMES: Mapping[str, Type] = {
    "命中": Type.TEXT, "match": Type.TEXT, "表内": Type.TRUTH, "处数": Type.NUMBER, "行号": Type.TEXT,
}  # fmt: skip
ENTRY_NAMES: Mapping[str, Type] = {"错": Type.TEXT, "对": Type.TEXT, "注": Type.TEXT}
OPTION_TYPES: Mapping[str, Type] = {"number": Type.NUMBER, "text": Type.TEXT, "list": Type.LIST}
PER = ("line", "report")
_T = TypeVar("_T")


def message_checker(rule: Rule, forms: Sequence[FormNames], functions: Mapping[str, Function] = FUNCTIONS) -> Checker:
    """What checks a message for ``rule``, which has been read before, by another's words. ``forms`` are the rule's."""
    body, names = rule.body, dict[str, Type]()
    if isinstance(body, PatternBody):
        names = pattern_names(compile_pattern(body.pattern).groups)
    elif isinstance(body, LexiconBody):
        names = {**HIT_NAMES, **ENTRY_NAMES}
    elif isinstance(body, WantBody):
        names = dict(WANT_NAMES)
    elif isinstance(body, Requirement):
        names = {name: checked.type for name, checked in body.let}
    types = {name: OPTION_TYPES[option.type] for name, option in rule.options.items()}
    return Checker(Scope(rule.on, forms, names), types, functions)


def pattern_names(groups: int) -> dict[str, Type]:
    """The names that the hit of a pattern with so many groups gives."""
    return {**HIT_NAMES, **{f"组{number}": Type.TEXT for number in range(1, groups + 1)}}


class BodyReader:
    """Reads the body of one rule.

    ``selector`` is its (known) selector, ``forms`` those it is for, ``options`` the types of its options; ``lexicons``
    are those of the pack, by name; ``functions`` are what its expressions may call; ``compile_pattern`` compiles its
    patterns.
    """

    def __init__(
        self,
        fields: Fields,
        selector: str,
        forms: Sequence[FormNames],
        options: Mapping[str, Type],
        lexicons: Mapping[str, Mapping[str, Entry]],
        *,
        functions: Mapping[str, Function] = FUNCTIONS,
        compile_pattern: Compile = compile_pattern,
    ) -> None:
        self.fields = fields
        self.problems: Problems = fields.problems
        self.selector = selector
        self.forms = forms
        self.options = options
        self.lexicons = lexicons
        self.functions = functions
        self.compile = compile_pattern
        self.checker = self._checker({})

    def read(self) -> Body | None:
        """The body; ``None`` when it has a mistake, which the problems then say."""
        kinds = [kind for kind in KINDS if self.fields.has(kind)]
        if len(kinds) != 1:
            found = worded("却有 {names}", names=tuple(kinds)) if kinds else worded("却一个也没有")
            said = worded(
                "{what}要有 {names} 中的一个，{found}", what=self.fields.what, names=tuple(KINDS), found=found
            )
            self.problems.add(self.fields.mark, said)
            self.consume()
            return None
        readers: dict[str, Callable[[], Body | None]] = {
            "require": self._requirement,
            "pattern": self._pattern,
            "lexicon": self._lexicon,
            "python": self._python,
            **{kind: partial(self._want, kind) for kind in WANTS},
        }
        return readers[kinds[0]]()

    def consume(self) -> None:
        """Asks for the keys of every kind of body, so that they are not called unknown beside the real mistake."""
        for key in ("let", "when", "message", "mark", "calc", "unless", "per", "fix", "why-python"):
            self.fields.has(key)

    def _checker(self, extra: Mapping[str, Type]) -> Checker:
        return Checker(Scope(self.selector, self.forms, extra), self.options, self.functions, self.compile)

    def _requirement(self) -> Body | None:
        let = self._let()
        when = self.expression("when", Type.TRUTH)
        require = self.expression("require", Type.TRUTH)
        message = self._message()
        marks = tuple(self._marks())
        calculation = tuple(filter(None, (self.template(line) for line in self.fields.scalars("calc"))))
        if require is not None and when is not None and same(require, when):
            self.problems.add(self.fields.key_mark("require"), "require 与 when 一样，总是成立，不会报")
        if require is None or message is None:
            return None
        return Requirement(let, when, require, message, marks, calculation)

    def _let(self) -> tuple[tuple[str, Checked], ...]:
        mapping = self.fields.mapping("let")
        found: list[tuple[str, Checked]] = []
        for key, node in mapping.entries if mapping else ():
            if isinstance(node, Scalar):
                checked = self._checked(node, None)
            elif isinstance(node, YamlMapping):
                checked = self._by_form(node)
            else:
                self.problems.add(node.mark, "let 的 {name} 应为表达式，或每版一个表达式", name=key.text)
                continue
            if self._define(key, checked.type if checked else Type.NUMBER) and checked is not None:
                found.append((key.text, checked))
        return tuple(found)

    def _define(self, key: Scalar, kind: Type) -> bool:
        """Makes a ``let:`` name known; false if it is taken. A wrong expression counts as a number from here on."""
        return bool(self._try(key, lambda: self.checker.scope.define(key.text, kind)))

    def _by_form(self, mapping: YamlMapping) -> Checked | None:
        """One expression for each form of the rule: ``{2019: …, 2021: …}``."""
        forms = {form.name: form for form in self.forms}
        parts: dict[str, Checked] = {}
        whole = self.checker
        for key, node in mapping.entries:
            if key.text not in forms or not isinstance(node, Scalar):
                self.problems.add(key.mark, "应为版式和表达式，不是 {text}", one_of(forms), text=key.text)
                continue
            scope = Scope(self.selector, [forms[key.text]], whole.scope.locals)
            self.checker = Checker(scope, self.options, self.functions, self.compile)
            part = self._checked(node, None)
            if part is not None:
                parts[key.text] = part
        self.checker = whole
        for name in forms.keys() - {key.text for key, _ in mapping.entries}:
            self.problems.add(mapping.mark, "缺少 {name} 版的表达式", name=name)
        if not parts:
            return None
        kinds = {part.type for part in parts.values()}
        if len(kinds) > 1:
            shown = tuple(kind.words for kind in sorted(kinds, key=lambda kind: kind.value))
            self.problems.add(mapping.mark, "各版的表达式类型不同：{kinds}", kinds=shown)
            return None
        return Checked(kinds.pop(), ByForm(0, tuple(parts)), tuple(parts.values()))

    def _marks(self) -> Iterator[Checked]:
        for scalar in self.fields.scalars("mark"):
            checked = self._checked(scalar, None)
            if checked is None:
                continue
            if checked.type is not Type.CELL:
                kind = checked.type.words
                self.problems.add(scalar.mark, "mark 里的 {text} 应为单元格，不是{kind}", text=scalar.text, kind=kind)
            else:
                yield checked

    def _pattern(self) -> Body | None:
        self._wants_text("pattern")
        scalar = self.fields.scalar("pattern")
        compiled = self._try(scalar, partial(self.compile, scalar.text)) if scalar else None
        groups = compiled.groups if compiled is not None else 0
        self.checker = self._checker(pattern_names(groups))
        when = self.expression("when", Type.TRUTH)
        message = self._message()
        unless = self._unless()
        fix = self._fix(groups)
        per = self.fields.choice("per", PER)
        if scalar is None or compiled is None or message is None or unless is None:
            return None
        return PatternBody(when, scalar.text, unless, message, fix, per, needles(scalar.text), signs(scalar.text))

    def _unless(self) -> tuple[str, ...] | None:
        """The patterns that excuse a hit; ``None`` when one of them has a mistake."""
        scalars = self.fields.scalars("unless")
        fine = [self._try(other, partial(self.compile, other.text)) is not None for other in scalars]
        sought = self.fields.scalar("pattern")
        for other in scalars:
            if sought is not None and other.text == sought.text:
                self.problems.add(other.mark, "unless 与 pattern 一样，什么也不会报")
        return tuple(other.text for other in scalars) if all(fine) else None

    def _fix(self, groups: int) -> PatternFix | None:
        mapping = self.fields.mapping("fix")
        if mapping is None:
            return None
        fields = Fields(mapping, self.problems, "fix ")
        fields.require("replace")
        scalar = fields.scalar("replace")
        safe = fields.flag("safe", False)
        title = fields.text("title")
        fields.close()
        if scalar is None or self._try(scalar, lambda: replacement(scalar.text, groups)) is None:
            return None
        return PatternFix(title or f"改为“{scalar.text}”" if scalar.text else title or "删去", scalar.text, safe)

    def _lexicon(self) -> Body | None:
        self._wants_text("lexicon")
        scalar = self.fields.scalar("lexicon")
        self.checker = self._checker({**HIT_NAMES, **ENTRY_NAMES})
        when = self.expression("when", Type.TRUTH)
        message = self._message()
        mapping = self.fields.mapping("fix")
        safe: bool | None = None
        if mapping is not None:
            fields = Fields(mapping, self.problems, "fix ")
            safe = fields.flag("safe", False)
            fields.close()
        unless = self._unless()
        per = self.fields.choice("per", PER)
        if scalar is None or message is None or unless is None:
            return None
        if scalar.text not in self.lexicons:
            hint = did_you_mean(scalar.text, self.lexicons) or worded("词表放在规则包的 lexicons/ 下")
            self.problems.add(scalar.mark, "没有名为 {name} 的词表", hint, name=scalar.text)
            return None
        return LexiconBody(when, scalar.text, self.lexicons[scalar.text], message, safe, unless, per)

    def _python(self) -> Body | None:
        scalar = self.fields.scalar("python")
        for key in ("let", "when", "message", "mark", "calc", "unless", "per", "fix"):
            if self.fields.has(key):
                self.problems.add(self.fields.key_mark(key), "Python 规则不用 {key}", worded("写在函数里"), key=key)
        return PythonBody(scalar.text) if scalar else None

    def _want(self, kind: str) -> Body | None:
        want = read_want(kind, self.fields, self.compile)
        self.checker = self._checker(WANT_NAMES)
        when = self.expression("when", Type.TRUTH)
        message = self._message() if self.fields.has("message") else ()
        return WantBody(when, want, message or None) if want is not None and message is not None else None

    def _wants_text(self, key: str) -> None:
        if not has_text(self.selector):
            self.problems.add(
                self.fields.key_mark(key), "on: {selector} 没有文字可找，不能用 {key}", selector=self.selector, key=key
            )

    def _message(self) -> Template | None:
        self.fields.text("message", required=True)
        scalar = self.fields.scalar("message")
        return self.template(scalar) if scalar else None

    def expression(self, key: str, expected: Type) -> Checked | None:
        """The expression at ``key``, if there is one and it is right."""
        scalar = self.fields.scalar(key)
        return self._checked(scalar, expected) if scalar else None

    def _checked(self, scalar: Scalar, expected: Type | None) -> Checked | None:
        return self._try(scalar, lambda: self.checker.check(scalar.text, expected))

    def condition(self, scalar: Scalar) -> Checked | None:
        """A condition that may use every name of the rule (for grades); to be called after :meth:`read`."""
        return self._checked(scalar, Type.TRUTH)

    def template(self, scalar: Scalar) -> Template | None:
        """A message with ``{expression}`` in it; ``{{`` and ``}}`` stand for braces."""
        return self._try(scalar, lambda: read_template(scalar.text, self.checker))

    def _try(self, scalar: Scalar, action: Callable[[], _T]) -> _T | None:
        """What ``action`` gives; its mistake becomes a problem at its place in the scalar."""
        try:
            result = action()
        except ExpressionError as error:
            self.problems.add(scalar.place(error.at), error.message, error.suggestion)
            return None
        return result
