"""A pack as a person reads it, and as JSON: what it rests on, what it changes, its rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gklint.cli.catalogue import STATUS_WORDS, brief_json, nature_of
from gklint.diagnostics import Severity
from gklint.engine.manifest import OVERRIDE_KEYS, Override
from gklint.engine.rule import Pack
from gklint.report.amend import Amendment
from gklint.reporters.jsontext import Json, number
from gklint.reporters.layout import wrap
from gklint.reporters.words import SEVERITY_WORDS

_PARTS = {"heading": "标题", "row": "行", "column": "列", "extra-row": "增行"}


def pack_text(pack: Pack, width: int) -> str:
    """What ``pack`` is, for a person, in ``width`` columns."""
    told = pack.manifest
    lines = [f"规则包 {pack.name}  {pack.version}", *wrap(told.summary or "（没有写说明）", width), ""]
    for words, values in (("报告种类", told.kind), ("要求 gklint", told.requires), ("许可证", told.licence)):
        lines += [f"{words}：{values}"] if values else []
    for words, listed in (("以这些规则包为基础", told.extends), ("作者", told.authors)):
        lines += [f"{words}：{'、'.join(listed)}"] if listed else []
    lines.append(f"文件夹：{pack.root}")
    for title, entries in (
        ("依据的文件", list(told.documents)),
        ("改别的规则", [_change(one) for one in told.overrides]),
        ("在版式上增加", [_addition(added.amendment) for added in told.added]),
    ):
        lines += ["", f"{title}："] if entries else []
        for entry in entries:
            first, *rest = wrap(entry, width - 4)
            lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    lines += ["", f"规则 {len(pack.rules)} 条：", *_rules(pack)]
    return "".join(line + "\n" for line in lines)


def _rules(pack: Pack) -> Iterator[str]:
    for rule in sorted(pack.rules, key=lambda rule: rule.code):
        yield f"  {rule.code}  {SEVERITY_WORDS[rule.severity]}  {nature_of(rule)}  {rule.summary}"


def _change(one: Override) -> str:
    what, _, name = one.what.partition(".")
    match what:
        case "grade":
            said = f"等级 {name} 的级别改为 "
        case "option":
            said = f"选项 {name} 改为 "
        case "extend":
            said = f"选项 {name} 里添上 "
        case _:
            said = f"{OVERRIDE_KEYS[name or what]}改为 "
    return f"{one.code} 的{said}{_said(one.value)}"


def _said(value: Severity | bool | Decimal | str | tuple[str, ...]) -> str:
    if isinstance(value, Severity):
        return SEVERITY_WORDS[value]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    words = {status.value: text for status, text in STATUS_WORDS.items()}
    return words.get(str(value), str(value))


def _addition(one: Amendment) -> str:
    where = " ".join(filter(None, (one.table, one.key)))
    return f"{one.form} 版{_PARTS.get(one.part, one.part)}{' ' + where if where else ''}：{'、'.join(one.words)}"


def pack_json(pack: Pack) -> dict[str, Json]:
    """The same as :func:`pack_text`, as JSON."""
    told = pack.manifest
    return {
        "name": pack.name,
        "version": pack.version,
        "summary": told.summary,
        "kind": told.kind,
        "requires-gklint": told.requires,
        "extends": list(told.extends),
        "authors": list(told.authors),
        "licence": told.licence,
        "documents": list(told.documents),
        "root": pack.root,
        "overrides": [{"code": one.code, "what": one.what, "value": _value(one.value)} for one in told.overrides],
        "forms": [
            {"form": one.form, "part": one.part, "table": one.table, "key": one.key, "words": list(one.words)}
            for one, _ in told.added
        ],
        "rules": [brief_json(rule) for rule in sorted(pack.rules, key=lambda rule: rule.code)],
    }


def _value(value: Severity | bool | Decimal | str | tuple[str, ...]) -> Json:
    if isinstance(value, Severity):
        return value.word
    return number(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
