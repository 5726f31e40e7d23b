"""The JSON Schema of gklint.toml, from the table of keys.

``python -m gklint.config.schema > docs/schema/gklint.schema.json`` writes it anew.
"""

from __future__ import annotations

import json
from typing import Any

from gklint.config.keys import KEYS, Key, Kind, Table

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_PLAIN: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: _TEXT,
    Kind.TEXTS: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.VERSIONS: {"type": "object", "additionalProperties": _TEXT},
    Kind.RULES: {"type": "object", "additionalProperties": {"type": "object"}},
    Kind.NAMES: {"type": "object", "additionalProperties": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}},
}
_TITLE = "gklint.toml：gklint 的配置"


def schema() -> dict[str, Any]:
    """The schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLE,
        **_object(KEYS),
    }


def schema_text() -> str:
    """The schema as the file in ``docs/schema`` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(keys: Table) -> dict[str, Any]:
    required = [key.name for key in keys if key.required]
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.help, **_kind(key), **_default(key)} for key in keys},
    }
    return {**found, "required": required} if required else found


def _default(key: Key) -> dict[str, Any]:
    return {} if key.default is None else {"default": key.default}


def _kind(key: Key) -> dict[str, Any]:
    if key.kind is Kind.CHOICE:
        return {"enum": [*key.choices, *(int(word) for word in key.choices if word.isdigit())]}
    if key.kind is Kind.LEVELS:
        return {"type": "object", "additionalProperties": {"enum": list(key.choices)}}
    if key.kind is Kind.TABLE:
        return _object(key.inner)
    if key.kind is Kind.TABLES:
        return {"type": "array", "items": _object(key.inner)}
    return _PLAIN[key.kind]


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(schema_text().encode())
