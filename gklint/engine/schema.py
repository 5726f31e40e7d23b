"""JSON Schemas of a pack's files, for editors: made from the tables of keys here and from what the engine knows.

``python -m gklint.engine.schema DIR`` writes them to a folder. An editor finds them by a line such as
``# yaml-language-server: $schema=.schema/rules.schema.json`` at the top of a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gklint.diagnostics import BasisStatus
from gklint.engine.manifest import API, FORM_KEYS, OVERRIDE_KEYS, TABLE_KEYS
from gklint.engine.manifest import KEYS as PACK_KEYS
from gklint.engine.metadata import LEVELS, ROLES
from gklint.engine.selectors import PREFACE, selectors
from gklint.engine.yaml_examples import EXAMPLE_ACROSS_KEYS, EXAMPLE_KEYS
from gklint.engine.yaml_rules import KINDS, PER
from gklint.engine.yaml_wants import DEADLINE_KEYS, LENGTH_KEYS, PARTS, WANTS
from gklint.report.forms import load_forms

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": ["string", "number"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_FLAG: Schema = {"type": "boolean"}
_LEVEL: Schema = {"enum": list(LEVELS)}
_FREE: Schema = {"type": "object"}
_YEAR: Schema = {"type": "integer"}
_FIX: Schema = {
    "type": "object",
    "properties": {"replace": _TEXT, "title": _TEXT, "safe": _FLAG},
    "additionalProperties": False,
}


def _numbered(keys: tuple[str, ...], schema: Schema) -> Schema:
    properties = dict.fromkeys(keys, schema)
    return {"type": "object", "properties": properties, "minProperties": 1, "additionalProperties": False}


_EXAMPLE: Schema = {
    "type": "object",
    "properties": {
        **dict.fromkeys((*EXAMPLE_KEYS, *EXAMPLE_ACROSS_KEYS, "cell", "value"), _TEXT),
        "cells": _FREE,
        "others": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": False,
}
_GRADE: Schema = {
    "anyOf": [
        _LEVEL,
        {
            "type": "object",
            "properties": {"level": _LEVEL, "when": _TEXT, "message": _TEXT},
            "required": ["level"],
            "additionalProperties": False,
        },
    ]
}
_OPTION: Schema = {
    "type": "object",
    "properties": {"type": {"enum": ["number", "text", "list"]}, "default": {}, "help": _TEXT},
    "required": ["type", "default", "help"],
    "additionalProperties": False,
}

_NAMED: Schema = {"type": "object", "additionalProperties": _TEXT}
_WANTS: Mapping[str, Schema] = {
    "title": _TEXTS,
    "subheadings": {"type": "array", "items": _TEXTS, "minItems": 1},
    "contains": {"type": "array", "items": {"anyOf": [{"enum": list(PARTS)}, _TEXT, _NAMED]}, "minItems": 1},
    "deadline": _numbered(DEADLINE_KEYS, {"type": "string", "pattern": "^[0-9]{1,2}月[0-9]{1,2}日$"}),
    "length": _numbered(LENGTH_KEYS, {"type": "integer", "minimum": 1}),
}

RULE_KEYS: Mapping[str, tuple[Schema, str]] = {
    "code": ({"type": "string", "pattern": "^[A-Z]{2,4}[0-9]{3}$"}, "代码，如 ABC001"),
    "name": ({"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}, "名称，小写英文词用 - 连接"),
    "summary": (_TEXT, "一句话：要求什么"),
    "summary-en": (_TEXT, "同一句话的英文（--lang en 时放在说明前面）"),
    "severity": (_LEVEL, "最高级别"),
    "grades": ({"type": "object", "additionalProperties": _GRADE}, "较轻的等级：名称: {level, when, message}"),
    "basis": ({"anyOf": [_TEXT, _FREE]}, "依据；每版不同时写 {2019: …, 2021: …}"),
    "status": ({"enum": [status.value for status in BasisStatus]}, "依据的性质：官方文件、惯例、未核实"),
    "forms": (_TEXTS, "用于哪几版；不写就是全部"),
    "tags": (_TEXTS, "标签"),
    "aliases": (_TEXTS, "以前的代码"),
    "enabled": (_FLAG, "默认是否启用"),
    "note": (_TEXT, "补充说明"),
    "options": ({"type": "object", "additionalProperties": _OPTION}, "选项：名称: {type, default, help}"),
    "on": ({"type": "string"}, "看什么（选择器）"),
    "in": ({"anyOf": [{"enum": list(ROLES)}, {"type": "array", "items": {"enum": list(ROLES)}}]}, "只看哪些部分"),
    "rows": (_TEXTS, "只看哪些行"),
    "columns": (_TEXTS, "只看哪些列"),
    "indicator": (_TEXTS, "只看哪些指标（on: fact）"),
    "let": (_FREE, "中间值：名称: 表达式，或每版一个表达式"),
    "when": (_TEXT, "成立才检查"),
    "require": (_TEXT, "必须成立的条件"),
    "pattern": (_TEXT, "不该出现的文字（re2 正则表达式）"),
    "lexicon": (_TEXT, "词表的名称（lexicons/ 下的文件名）"),
    **{kind: (_WANTS[kind], words) for kind, words in WANTS.items()},
    "python": (_TEXT, "本包的 Python 文件"),
    "why-python": (_TEXT, "YAML 为什么写不出来"),
    "unless": (_TEXTS, "与这些模式相重叠的不算"),
    "per": ({"enum": list(PER)}, "一行或全文只报一次"),
    "fix": (_FIX, "怎样修改"),
    "mark": (_TEXTS, "报在哪些单元格上"),
    "message": (_TEXT, "消息，{表达式} 写进值"),
    "calc": (_TEXTS, "算式，一行一条"),
    "examples": (
        {
            "type": "object",
            "properties": {key: {"type": "array", "items": _EXAMPLE} for key in ("good", "bad")},
            "additionalProperties": False,
        },
        "样例：good 不报，bad 要报",
    ),
}
"""Every key of a rule, its schema, and what it is for."""

ENTRY_KEYS: Mapping[str, tuple[Schema, str]] = {
    "wrong": (_TEXT, "写错的词"),
    "pattern": (_TEXT, "或者：写错的模式（re2）"),
    "right": (_TEXT, "正确的写法"),
    "except": (_TEXTS, "这些词里的不算"),
    "unless": (_TEXTS, "与这些模式相重叠的不算（用于 pattern）"),
    "note": (_TEXT, "说明"),
    "grade": (_TEXT, "等级"),
    "since": (_YEAR, "从哪个报告年度起"),
    "until": (_YEAR, "到哪个报告年度止"),
    "safe": (_FLAG, "修改是否安全"),
}
"""Every key of a word of a lexicon."""


def schemas() -> Mapping[str, Schema]:
    """The schemas by the names of their files."""
    return {"pack.schema.json": _pack(), "rules.schema.json": _rules(), "lexicon.schema.json": _lexicon()}


def schema_text(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _object(keys: Mapping[str, tuple[Schema, str]], required: list[str]) -> Schema:
    properties = {key: {"description": words, **schema} for key, (schema, words) in keys.items()}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _selectors() -> list[str]:
    return selectors(dict.fromkeys(name for form in load_forms().values() for name in form.tables))


def _rules() -> Schema:
    keys = {**RULE_KEYS, "on": ({"enum": _selectors()}, RULE_KEYS["on"][1])}
    kinds = [{"required": [kind] if kind in WANTS else [kind, "on"]} for kind in KINDS]
    rule = {**_object(keys, ["code", "name", "summary", "basis", "severity"]), "oneOf": kinds}
    whole = {"type": "object", "properties": {"rules": {"type": "array", "items": rule}}, "required": ["rules"]}
    return {"$schema": DIALECT, "title": "gklint 规则文件", **whole, "additionalProperties": False}


def _lexicon() -> Schema:
    kinds = [{"required": ["wrong"]}, {"required": ["pattern"]}]
    entry = {**_object(ENTRY_KEYS, []), "oneOf": kinds}
    properties = {"summary": _TEXT, "entries": {"type": "array", "items": entry}}
    whole = {"type": "object", "properties": properties, "required": ["entries"], "additionalProperties": False}
    return {"$schema": DIALECT, "title": "gklint 词表", **whole}


def _pack() -> Schema:
    grades = {"type": "object", "additionalProperties": _LEVEL}
    status = {"enum": [status.value for status in BasisStatus]}
    parts: Mapping[str, Schema] = {
        "severity": _LEVEL,
        "enabled": _FLAG,
        "grades": grades,
        "status": status,
        "options": _FREE,
        "extend-options": {"type": "object", "additionalProperties": _TEXTS},
    }
    override = _object({key: (parts.get(key, _TEXT), words) for key, words in OVERRIDE_KEYS.items()}, [])
    special: Mapping[str, Schema] = {
        "api": {"const": API},
        "extends": _TEXTS,
        "authors": _TEXTS,
        "documents": _TEXTS,
        "overrides": {"type": "object", "additionalProperties": override},
        "forms": _forms(),
    }
    keys = {key: (special.get(key, _TEXT), words) for key, words in PACK_KEYS.items()}
    defined = {"$defs": {"words": _TEXTS}}
    return {"$schema": DIALECT, "title": "gklint 规则包", **defined, **_object(keys, ["name", "version", "api"])}


def _forms() -> Schema:
    def worded(names: tuple[str, ...]) -> Schema:
        properties = {name: {"$ref": "#/$defs/words"} for name in names}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    found: Schema = {}
    for name, form in load_forms().items():
        tables = {}
        for key, table in form.tables.items():
            inner = {"rows": worded(table.row_keys), "columns": worded(table.columns), "extra-rows": _TEXTS}
            properties = {part: inner[part] for part in TABLE_KEYS}
            tables[key] = {"type": "object", "properties": properties, "additionalProperties": False}
        headings = worded(tuple(role for role in ROLES if role != PREFACE))
        parts = {
            "headings": headings,
            "tables": {"type": "object", "properties": tables, "additionalProperties": False},
        }
        properties = {part: parts[part] for part in FORM_KEYS}
        found[name] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"type": "object", "properties": found, "additionalProperties": False}


def write(folder: Path) -> None:
    """Writes the schemas to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
