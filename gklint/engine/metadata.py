"""A rule as written in YAML → a :class:`Rule`, with every mistake noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gklint.diagnostics import Basis, BasisStatus, Severity
from gklint.engine.body import DEFAULT_SECTION, Body, Entry, LexiconBody, PythonBody, Requirement
from gklint.engine.fields import Fields, typed_value
from gklint.engine.functions import FUNCTIONS, Function
from gklint.engine.limits import Meter
from gklint.engine.names import FormNames, Scope
from gklint.engine.problems import Problems, did_you_mean, one_of
from gklint.engine.reach import narrowed_to_nothing, never_together
from gklint.engine.rule import BLANK_GRADE, Grade, Option, Rule, RulePlace
from gklint.engine.selectors import PREFACE, selectors, table_part
from gklint.engine.values import Type
from gklint.engine.yaml_examples import read_examples
from gklint.engine.yaml_rules import KINDS, OPTION_TYPES, BodyReader
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Scalar
from gklint.engine.yaml_wants import WANTS, WITH_SECTIONS
from gklint.messages import Words, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ROLES = ("overview", "proactive", "requests", "litigation", "issues", "other", PREFACE)
LEVELS = tuple(level.word for level in reversed(Severity))
_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What reading a rule needs to know of its pack."""

    name: str
    forms: Mapping[str, FormNames]
    lexicons: Mapping[str, Mapping[str, Entry]]
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    meter: Meter = field(default_factory=Meter)


def read_rule(mapping: YamlMapping, problems: Problems, pack: PackFacts) -> Rule | None:
    """The rule; ``None`` when it has a mistake (all of them are noted)."""
    pack.meter.rule()
    before = len(problems.found)
    code_node = next((value for key, value in mapping.entries if key.text == "code"), None)
    label = code_node.text if isinstance(code_node, Scalar) else ""
    rule = _Reader(
        Fields(mapping, problems, worded("规则 {code} ", code=label) if label else worded("规则")), pack
    ).read()
    return rule if len(problems.found) == before else None


def _chooses_grades(body: Body, grade: str) -> bool:
    """Whether the body itself says which finding is of ``grade``: a Python function, or an entry of a lexicon."""
    if isinstance(body, LexiconBody):
        return any(entry.grade == grade for entry in body.entries.values())
    return isinstance(body, PythonBody)


class _Reader:
    """Reads one rule."""

    def __init__(self, fields: Fields, pack: PackFacts) -> None:
        self.fields = fields
        self.problems = fields.problems
        self.pack = pack

    def read(self) -> Rule | None:
        fields = self.fields
        code = self._matching("code", _CODE, worded("两到四个大写字母加三位数字，如 ARI301"))
        name = self._matching("name", _SLUG, worded("小写英文词用 - 连接，如 missing-section"))
        summary = fields.text("summary", required=True)
        fields.require("severity")
        severity = self._severity("severity")
        forms = self._forms()
        options = self._options()
        selector = self._selector(forms)
        basis = self._basis(severity)
        body, grades = self._body_and_grades(selector, forms, options, severity)
        why = fields.text("why-python")
        self._why_python(why, body)
        good, bad = read_examples(fields, self.pack.forms)
        rest = self._rest(selector, forms)
        self._in_reach(selector, forms, body, rest)
        fields.close()
        if not (code and name and summary and severity and selector and body):
            return None
        return Rule(
            code=code, name=name, summary=summary, severity=severity, grades=grades, basis=basis,
            forms=tuple(form.name for form in forms), options=options, why_python=why, on=selector, body=body,
            good=good, bad=bad, place=RulePlace(self.pack.name, self.problems.path, fields.mark), **rest,
        )  # fmt: skip

    def _matching(self, key: str, pattern: re.Pattern[str], hint: Words) -> str | None:
        word = self.fields.text(key, required=True)
        if word is not None and not pattern.fullmatch(word):
            scalar = self.fields.scalar(key)
            assert scalar is not None
            self.problems.add(scalar.mark, "{key} 不能是 {word}", hint, key=key, word=word)
            return None
        if word is not None and key == "code" and word.startswith("GK"):
            self.problems.add(self.fields.key_mark(key), "GK 开头的代码归 gklint 自己用")
        return word

    def _severity(self, key: str) -> Severity | None:
        word = self.fields.choice(key, LEVELS)
        return Severity.of(word) if word else None

    def _forms(self) -> tuple[FormNames, ...]:
        known = self.pack.forms
        names = self.fields.scalars("forms")
        found: list[FormNames] = []
        for scalar in names:
            if scalar.text in known:
                found.append(known[scalar.text])
            else:
                self.problems.add(scalar.mark, "没有版式 {name}", one_of(known), name=scalar.text)
        return tuple(found) if names else tuple(known.values())

    def _selector(self, forms: tuple[FormNames, ...]) -> str | None:
        fields = self.fields
        want = next((kind for kind in WANTS if fields.has(kind)), None)
        if want is not None:
            if fields.has("on"):
                self.problems.add(
                    fields.key_mark("on"), "{want} 本身就定了看什么，不用写 on", worded("部分用 in 指明"), want=want
                )
            return "report"
        word = fields.text("on", required=True)
        if word is None:
            return None
        tables = dict.fromkeys(name for form in self.pack.forms.values() for name in form.tables)
        known = selectors(tables)
        if word not in known:
            node = fields.node("on")
            assert node is not None
            hint = did_you_mean(word, known) or one_of(known)
            self.problems.add(node.mark, "没有名为 {word} 的选择器", hint, word=word)
            return None
        table, _ = table_part(word)
        for form in forms if table is not None else ():
            if table not in form.tables:
                self.problems.add(fields.key_mark("on"), "{name} 版没有表 {table}", name=form.name, table=table)
        return word

    def _basis(self, severity: Severity | None) -> Mapping[str, Basis]:
        fields = self.fields
        fields.require("basis")
        word = fields.choice("status", [status.value for status in BasisStatus])
        status = BasisStatus(word) if word else BasisStatus.OFFICIAL
        if status is BasisStatus.UNVERIFIED and severity is Severity.ERROR:
            self.problems.add(fields.key_mark("severity"), "依据未核实（unverified）的规则至多是 warning")
        node = fields.node("basis")
        if isinstance(node, YamlMapping):
            inner = Fields(node, self.problems, "basis ")
            texts = {form: inner.text(form) for form in self.pack.forms}
            inner.close()
        else:
            text = fields.text("basis")
            texts = dict.fromkeys(self.pack.forms, text)
        return {form: Basis(text, status) for form, text in texts.items() if text}

    def _options(self) -> Mapping[str, Option]:
        mapping = self.fields.mapping("options")
        found: dict[str, Option] = {}
        for key, node in mapping.entries if mapping else ():
            if not isinstance(node, YamlMapping):
                self.problems.add(node.mark, "选项 {name} 应为 type、default、help 的键值表", name=key.text)
                continue
            option = self._option(key.text, Fields(node, self.problems, worded("选项 {name} ", name=key.text)))
            if option is not None:
                found[key.text] = option
        return found

    def _option(self, name: str, fields: Fields) -> Option | None:
        fields.require("type")
        kind = fields.choice("type", tuple(OPTION_TYPES))
        fields.require("default")
        node = fields.node("default")
        words = fields.text("help", required=True)
        fields.close()
        value = typed_value(node) if node is not None else None
        if kind is None or value is None:
            return None
        wanted = OPTION_TYPES[kind]
        actual = Type.LIST if isinstance(value, tuple) else Type.TEXT if isinstance(value, str) else Type.NUMBER
        if actual is not wanted:
            self.problems.add(
                fields.key_mark("default"), "选项 {name} 的 default 应为{kind}", name=name, kind=wanted.words
            )
            return None
        return Option(name, kind, value, words or "")

    def _body_and_grades(
        self,
        selector: str | None,
        forms: tuple[FormNames, ...],
        options: Mapping[str, Option],
        severity: Severity | None,
    ) -> tuple[Body | None, Mapping[str, Grade]]:
        types = {name: OPTION_TYPES[option.type] for name, option in options.items()}
        pack = self.pack
        reader = BodyReader(
            self.fields, selector or "report", forms, types, pack.lexicons,
            functions=pack.functions, compile_pattern=pack.meter.compile,
        )  # fmt: skip
        if selector is None:  # its names cannot be told right from wrong
            for key in (*KINDS, "grades"):
                self.fields.has(key)
            reader.consume()
            return None, {}
        body = reader.read()
        grades = self._grades(reader, body, severity)
        if isinstance(body, LexiconBody):
            for grade in sorted({entry.grade for entry in body.entries.values() if entry.grade} - grades.keys()):
                self.problems.add(
                    self.fields.key_mark("lexicon"),
                    "词表用到等级 {grade}，规则没有声明",
                    worded("写在 grades 里"),
                    grade=grade,
                )
        return body, grades

    def _grades(self, reader: BodyReader, body: Body | None, severity: Severity | None) -> Mapping[str, Grade]:
        mapping = self.fields.mapping("grades")
        found: dict[str, Grade] = {}
        for key, node in mapping.entries if mapping else ():
            grade = self._grade(key.text, node, reader, body)
            if grade is None:
                continue
            if severity is not None and grade.severity > severity:
                self.problems.add(
                    key.mark,
                    "等级 {name} 比规则的 severity 还高",
                    worded("至多 {level}", level=severity.word),
                    name=key.text,
                )
            found[key.text] = grade
        return found

    def _grade(self, name: str, node: object, reader: BodyReader, body: Body | None) -> Grade | None:
        if isinstance(node, Scalar):
            holder = YamlMapping(node.mark, ((Scalar(node.mark, "level", "level", node.mark, False), node),))
        elif isinstance(node, YamlMapping):
            holder = node
        else:
            self.problems.add(getattr(node, "mark", self.fields.mark), "等级 {name} 应为 warning 或 info", name=name)
            return None
        fields = Fields(holder, self.problems, worded("等级 {name} ", name=name))
        fields.require("level")
        word = fields.choice("level", LEVELS)
        scalar = fields.scalar("when")
        words = fields.scalar("message")
        fields.close()
        if scalar is None and body is not None and not _chooses_grades(body, name) and name != BLANK_GRADE:
            self.problems.add(
                holder.mark, "等级 {name} 缺少 when，不会用到", worded("写 {{level: info, when: 条件}}"), name=name
            )
        when = reader.condition(scalar) if scalar else None
        message = reader.template(words) if words else None
        return Grade(name, Severity.of(word), when, message) if word else None

    def _why_python(self, why: str | None, body: Body | None) -> None:
        if isinstance(body, PythonBody) and why is None:
            self.problems.add(
                self.fields.key_mark("python"), "Python 规则缺少 why-python", worded("写一句 YAML 为何写不出来")
            )
        if body is not None and not isinstance(body, PythonBody) and why is not None:
            self.problems.add(self.fields.key_mark("why-python"), "why-python 只用于 Python 规则")

    def _rest(self, selector: str | None, forms: tuple[FormNames, ...]) -> dict[str, Any]:
        fields = self.fields
        return {
            "tags": fields.texts("tags"),
            "aliases": fields.texts("aliases"),
            "enabled": fields.flag("enabled", True),
            "note": fields.text("note"),
            "summary_en": fields.text("summary-en"),
            "within": self._within(selector),
            "rows": self._listed("rows", self._keys(selector, forms, rows=True)),
            "columns": self._listed("columns", self._keys(selector, forms, rows=False)),
            "indicators": self._indicators(selector),
        }

    def _within(self, selector: str | None) -> tuple[str, ...]:
        """The sections that the rule looks at; those that look at the whole report or its title have none."""
        fields = self.fields
        whole = selector in ("report", "title") and not any(fields.has(kind) for kind in WITH_SECTIONS)
        if whole and fields.has("in"):
            want = next((kind for kind in WANTS if fields.has(kind)), f"on: {selector}")
            self.problems.add(
                fields.key_mark("in"), "{want} 不分部分，不能用 in", worded("去掉 in，或换一个选择器"), want=want
            )
            return ()
        if fields.has("subheadings") and not fields.has("in") and DEFAULT_SECTION not in self._roles():
            self.problems.add(fields.key_mark("subheadings"), "subheadings 要用 in 说明是哪个部分的小标题")
        return self._listed("in", self._roles(), worded("前七个依次是第一至第六部分、导语"))

    def _in_reach(
        self, selector: str | None, forms: tuple[FormNames, ...], body: Body | None, rest: Mapping[str, Any]
    ) -> None:
        """Notes what can never come to pass: a rule for what stands on none of its forms."""
        if selector is None:
            return
        fields, (table, part) = self.fields, table_part(selector)
        if table is not None and rest["within"] and table not in rest["within"]:
            hint = worded("去掉 in，on 已经说明了是表 {table}", table=table)
            self.problems.add(
                fields.key_mark("in"), "on: {selector} 不在 in 所说的部分里，不会用到", hint, selector=selector
            )
        wrong = narrowed_to_nothing(selector, rest["rows"], rest["columns"], forms)
        if wrong is not None:
            self.problems.add(fields.key_mark(wrong[0]), wrong[1])
        if isinstance(body, Requirement):
            narrowed = rest["rows"] if part == "row" else rest["columns"]
            never = never_together(selector, body, narrowed, forms)
            if never is not None:
                self.problems.add(fields.key_mark("require"), "{never}，这个条件不会用到", never=never)

    def _roles(self) -> Iterable[str]:
        """The roles of all sections: those of the annual report, and those of the forms of another kind."""
        others = (section.role for form in self.pack.forms.values() for section in getattr(form, "sections", ()))
        return dict.fromkeys((*ROLES, *others))

    def _listed(self, key: str, known: Iterable[str], about: Words | None = None) -> tuple[str, ...]:
        """The words at ``key``, each of which must be among ``known``; ``about`` says more of these."""
        words, found = tuple(known), []
        for scalar in self.fields.scalars(key):
            if scalar.text in words:
                found.append(scalar.text)
            else:
                hint = did_you_mean(scalar.text, words) or (
                    one_of(words, about) if words else worded("这个选择器不用它")
                )
                self.problems.add(scalar.mark, "{key} 里没有 {text}", hint, key=key, text=scalar.text)
        return tuple(found)

    def _keys(self, selector: str | None, forms: tuple[FormNames, ...], *, rows: bool) -> Iterable[str]:
        table, _ = table_part(selector or "")
        tables = [form.tables[table] for form in forms if table is not None and table in form.tables]
        return dict.fromkeys(key for names in tables for key in (names.row_keys if rows else names.columns))

    def _indicators(self, selector: str | None) -> tuple[str, ...]:
        words = self._listed("indicator", Scope("fact", tuple(self.pack.forms.values())).words("指标") or ())
        if words and selector != "fact":
            self.problems.add(self.fields.key_mark("indicator"), "{name} 只能用于 on: fact 的规则", name="indicator")
        return words
