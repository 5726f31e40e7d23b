"""Reads ``pack.yaml``: what a pack is, what it changes of other packs' rules, what it adds to the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.fields import Fields, typed_value
from gklint.engine.names import FormNames
from gklint.engine.problems import Mark, Problems, did_you_mean
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Node, Scalar
from gklint.report.amend import Amendment
from gklint.resources import is_name

API = 1
KEYS: Mapping[str, str] = {
    "name": "名称：小写字母、数字和连字符",
    "version": "版本，加引号",
    "api": "规则包接口的版本，现在是 1",
    "summary": "一句话说明",
    "requires-gklint": "要求的 gklint 版本，如 >=0.1",
    "kind": "给哪一种报告（插件增加的）；不写就是政府信息公开工作年度报告",
    "extends": "以哪些规则包为基础；它们一并加载，冲突时以本包为准",
    "authors": "作者",
    "licence": "许可证",
    "documents": "本包依据的文件",
    "overrides": "改别的规则：级别、等级、选项、是否启用、说法、依据",
    "forms": "在版式上增加：标题、行、列的其他写法，允许的增行",
}
"""Every key of ``pack.yaml``, and what it is for."""

OVERRIDE_KEYS: Mapping[str, str] = {
    "severity": "级别",
    "enabled": "是否启用",
    "grades": "等级的级别",
    "options": "选项的值",
    "extend-options": "加进选项（列表）里的词",
    "summary": "一句话说明",
    "message": "报告的话（Python 规则的不能换）",
    "note": "补充说明",
    "basis": "依据",
    "status": "依据的性质",
}
"""What a pack may change of another's rule."""
TEXTS = ("summary", "message", "note", "basis")
FORM_KEYS = ("headings", "tables")
TABLE_KEYS = ("rows", "columns", "extra-rows")
LEVELS = tuple(level.word for level in reversed(Severity))


class Override(NamedTuple):
    """What a pack changes of a rule: ``what`` is ``severity``, ``enabled``, ``status``, or ``grade.NAME``,
    ``option.NAME``, ``extend.NAME`` (words for a list), ``text.NAME``. ``words`` is a text as it is written."""

    code: str
    what: str
    value: Severity | bool | Decimal | str | tuple[str, ...]
    mark: Mark
    words: Scalar | None = None


class Added(NamedTuple):
    """An amendment of a form, and where it is written."""

    amendment: Amendment
    mark: Mark


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``pack.yaml`` says."""

    name: str
    version: str = ""
    summary: str = ""
    requires: str | None = None
    kind: str | None = None
    extends: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    licence: str | None = None
    documents: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    added: tuple[Added, ...] = field(default=())


def read_manifest(fields: Fields, name: str, forms: Mapping[str, FormNames], roles: Iterable[str]) -> Manifest:
    """The manifest; mistakes go to the problems of ``fields``. ``name`` is that of the folder, where none is given."""
    problems = fields.problems
    own = fields.text("name", required=True)
    version = fields.text("version", required=True)
    api = fields.text("api", required=True)
    if api is not None and api != str(API):
        problems.add(fields.key_mark("api"), f"规则包写给 api {api}，本版 gklint 的是 {API}", "升级 gklint 或规则包")
    manifest = Manifest(
        name=own or name,
        version=version or "",
        summary=fields.text("summary") or "",
        requires=fields.text("requires-gklint"),
        kind=fields.text("kind"),
        extends=tuple(_bases(fields)),
        authors=fields.texts("authors"),
        licence=fields.text("licence"),
        documents=fields.texts("documents"),
        overrides=tuple(_overrides(fields)),
        added=tuple(_Forms(problems, forms, tuple(roles)).read(fields.mapping("forms"))),
    )
    kinds = {getattr(form, "kind", None) for form in forms.values()}
    if manifest.kind is not None and manifest.kind not in kinds:
        problems.add(fields.key_mark("kind"), f"没有报告种类 {manifest.kind}", "它要由插件增加")
    fields.close()
    return manifest


def _bases(fields: Fields) -> Iterator[str]:
    """Names, and no paths: a pack cannot reach for what lies elsewhere."""
    for scalar in fields.scalars("extends"):
        if is_name(scalar.text):
            yield scalar.text.strip()
        else:
            fields.problems.add(scalar.mark, f"extends 里写规则包的名称，不写路径 {scalar.text}", "如 extends: [core]")


def _overrides(fields: Fields) -> Iterator[Override]:
    for code, inner in _inner(fields.mapping("overrides"), fields.problems, "overrides "):
        mark = inner.mark
        yield from _texts(code, inner)
        word = inner.choice("severity", LEVELS)
        if word:
            yield Override(code, "severity", Severity.of(word), inner.key_mark("severity"))
        if inner.has("enabled"):
            yield Override(code, "enabled", inner.flag("enabled", True), inner.key_mark("enabled"))
        grades = inner.mapping("grades")
        if grades:
            levels = Fields(grades, fields.problems, f"overrides {code} grades ")
            for key, _ in grades.entries:
                level = levels.choice(key.text, LEVELS)
                if level:
                    yield Override(code, f"grade.{key.text}", Severity.of(level), key.mark)
        yield from _options(code, inner)
        if not any(inner.has(key) for key in OVERRIDE_KEYS):
            fields.problems.add(mark, f"overrides {code} 什么也没有改", f"可用：{'、'.join(OVERRIDE_KEYS)}")
        inner.close()


def _options(code: str, fields: Fields) -> Iterator[Override]:
    for kind, where in (("option", "options"), ("extend", "extend-options")):
        mapping = fields.mapping(where)
        for key, node in mapping.entries if mapping else ():
            value = typed_value(node)
            if value is None or (kind == "extend" and isinstance(value, Decimal)):
                wanted = "数、文字或文字列表" if kind == "option" else "文字列表"
                fields.problems.add(node.mark, f"选项 {key.text} 应为{wanted}")
            else:
                words = (value,) if kind == "extend" and isinstance(value, str) else value
                yield Override(code, f"{kind}.{key.text}", words, key.mark)


def _texts(code: str, fields: Fields) -> Iterator[Override]:
    status = fields.choice("status", [status.value for status in BasisStatus])
    if status:
        yield Override(code, "status", status, fields.key_mark("status"))
    for key in TEXTS:
        text, scalar = fields.text(key), fields.scalar(key)
        if text is not None:
            yield Override(code, f"text.{key}", text, fields.key_mark(key), scalar)


def _inner(mapping: YamlMapping | None, problems: Problems, what: str) -> Iterator[tuple[str, Fields]]:
    """The mappings inside a mapping, by key."""
    for key, node in mapping.entries if mapping else ():
        if isinstance(node, YamlMapping):
            yield key.text, Fields(node, problems, f"{what}{key.text} ")
        else:
            problems.add(node.mark, f"{what}{key.text} 应为键值表")


class _Forms:
    """Reads ``forms:``."""

    def __init__(self, problems: Problems, forms: Mapping[str, FormNames], roles: tuple[str, ...]) -> None:
        self._problems = problems
        self._forms = forms
        self._roles = roles

    def read(self, mapping: YamlMapping | None) -> Iterator[Added]:
        for name, fields in _inner(mapping, self._problems, "forms "):
            form = self._forms.get(name)
            if form is None:
                self._problems.add(fields.mark, f"没有版式 {name}", f"可用：{'、'.join(self._forms)}")
                continue
            yield from self._worded(fields, "headings", self._roles, lambda role: (name, "heading", "", role))  # noqa: B023
            for table, inner in _inner(fields.mapping("tables"), self._problems, "tables "):
                yield from self._table(form, table, inner)
            fields.close()

    def _table(self, form: FormNames, name: str, fields: Fields) -> Iterator[Added]:
        table = form.tables.get(name)
        if table is None:
            hint = did_you_mean(name, form.tables) or f"可用：{'、'.join(form.tables)}"
            self._problems.add(fields.mark, f"{form.name} 版没有表 {name}", hint)
            return
        yield from self._worded(fields, "rows", table.row_keys, lambda key: (form.name, "row", name, key))
        yield from self._worded(fields, "columns", table.columns, lambda key: (form.name, "column", name, key))
        for scalar in fields.scalars("extra-rows"):
            yield Added(Amendment(form.name, "extra-row", name, "", (scalar.text,)), scalar.mark)
        fields.close()

    def _worded(
        self, fields: Fields, key: str, known: Iterable[str], place: Callable[[str], tuple[str, str, str, str]]
    ) -> Iterator[Added]:
        """``{KEY: [words]}`` under ``key``, each KEY among ``known``."""
        mapping, names = fields.mapping(key), tuple(known)
        inner = Fields(mapping, self._problems, f"{key} ") if mapping else None
        for name, node in self._known(mapping, names, key):
            assert inner is not None
            words = inner.texts(name)
            if words:
                yield Added(Amendment(*place(name), words), node.mark)

    def _known(self, mapping: YamlMapping | None, names: tuple[str, ...], key: str) -> Iterator[tuple[str, Node]]:
        for name, node in mapping.entries if mapping else ():
            if name.text in names:
                yield name.text, node
            else:
                hint = did_you_mean(name.text, names) or f"可用：{'、'.join(names)}"
                self._problems.add(name.mark, f"{key} 里没有 {name.text}", hint)
