"""Reads ``pack.yaml`` (see :mod:`gklint.engine.manifest` for what it says); mistakes are noted at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from gklint.diagnostics import BasisStatus, Severity
from gklint.engine.fields import Fields, typed_value
from gklint.engine.manifest import API, OVERRIDE_KEYS, TEXTS, Added, Manifest, Override
from gklint.engine.names import FormNames
from gklint.engine.problems import Problems, did_you_mean, one_of, such_as
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Node
from gklint.messages import worded
from gklint.report.amend import Amendment
from gklint.resources import is_name

LEVELS = tuple(level.word for level in reversed(Severity))


def read_manifest(fields: Fields, name: str, forms: Mapping[str, FormNames], roles: Iterable[str]) -> Manifest:
    """The manifest; mistakes go to the problems of ``fields``. ``name`` is that of the folder, where none is given."""
    problems = fields.problems
    own = fields.text("name", required=True)
    version = fields.text("version", required=True)
    api = fields.text("api", required=True)
    if api is not None and api != str(API):
        hint = worded("升级 gklint 或规则包")
        problems.add(
            fields.key_mark("api"), "规则包按 api {found} 写成，本版 gklint 用的是 {known}", hint, found=api, known=API
        )
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
        problems.add(fields.key_mark("kind"), "没有报告种类 {kind}", worded("它要由插件增加"), kind=manifest.kind)
    fields.close()
    return manifest


def _bases(fields: Fields) -> Iterator[str]:
    """Names, and no paths: a pack cannot reach for what lies elsewhere."""
    for scalar in fields.scalars("extends"):
        if is_name(scalar.text):
            yield scalar.text.strip()
        else:
            hint = such_as("extends: [core]")
            fields.problems.add(scalar.mark, "extends 里写规则包的名称，不写路径 {text}", hint, text=scalar.text)


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
            fields.problems.add(mark, "overrides {code} 什么也没有改", one_of(OVERRIDE_KEYS), code=code)
        inner.close()


def _options(code: str, fields: Fields) -> Iterator[Override]:
    for kind, where in (("option", "options"), ("extend", "extend-options")):
        mapping = fields.mapping(where)
        for key, node in mapping.entries if mapping else ():
            value = typed_value(node)
            if value is None or (kind == "extend" and isinstance(value, Decimal)):
                wanted = worded("数、文字或文字列表") if kind == "option" else worded("文字列表")
                fields.problems.add(node.mark, "选项 {name} 应为{wanted}", name=key.text, wanted=wanted)
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
            problems.add(node.mark, "{what}{name} 应为键值表", what=what, name=key.text)


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
                self._problems.add(fields.mark, "没有版式 {name}", one_of(self._forms), name=name)
                continue
            yield from self._worded(fields, "headings", self._roles, lambda role: (name, "heading", "", role))  # noqa: B023
            for table, inner in _inner(fields.mapping("tables"), self._problems, "tables "):
                yield from self._table(form, table, inner)
            fields.close()

    def _table(self, form: FormNames, name: str, fields: Fields) -> Iterator[Added]:
        table = form.tables.get(name)
        if table is None:
            hint = did_you_mean(name, form.tables) or one_of(form.tables)
            self._problems.add(fields.mark, "{name} 版没有表 {table}", hint, name=form.name, table=name)
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
                hint = did_you_mean(name.text, names) or one_of(names)
                self._problems.add(name.mark, "{key} 里没有 {text}", hint, key=key, text=name.text)
