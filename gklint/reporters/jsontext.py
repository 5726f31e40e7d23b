"""JSON text from plain values: exact decimals, Chinese as it is, the same bytes for the same input.

The standard encoder would turn ``Decimal`` into a float. Lists and objects that hold no others are kept on one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Json: TypeAlias = "bool | int | Decimal | str | Sequence[Json] | Mapping[str, Json] | None"

_STEP = "  "
# Lone surrogates cannot be encoded; the control characters would reach a terminal.
_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("[\u2028\u2029]")


def json_text(value: Json, indent: str = "") -> str:
    """``value`` as JSON, its inner lines indented by ``indent`` and more; the text can always be encoded as UTF-8."""
    match value:
        case Mapping():
            pieces = [f"{_string(key)}: {json_text(item, indent + _STEP)}" for key, item in value.items()]
            return _bracketed("{", pieces, "}", indent, flat=not any(map(_is_container, value.values())))
        case str():
            return _string(value)
        case Sequence():
            pieces = [json_text(item, indent + _STEP) for item in value]
            return _bracketed("[", pieces, "]", indent, flat=not any(map(_is_container, value)))
        case _:
            return _scalar(value)


def json_line(value: Json) -> str:
    """``value`` as JSON on one line, whatever a reader takes for the end of one."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{json_line(key)}: {json_line(item)}" for key, item in value.items()) + "}"
        case str():
            return _LINE_ENDS.sub(_escape, _string(value))
        case Sequence():
            return "[" + ", ".join(map(json_line, value)) + "]"
        case _:
            return _scalar(value)


def number(value: Decimal | None) -> int | Decimal | None:
    """A number as JSON should show it: an ``int`` when it is whole, else the decimal as printed."""
    if value is None or not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() else value


def _scalar(value: bool | int | Decimal | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _string(text: str) -> str:
    return _ESCAPED.sub(_escape, encode_basestring(text))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _is_container(value: Json) -> bool:
    return not isinstance(value, str) and isinstance(value, (Mapping, Sequence)) and len(value) > 0


def _bracketed(opening: str, pieces: list[str], closing: str, indent: str, *, flat: bool) -> str:
    if flat:
        return opening + ", ".join(pieces) + closing
    inner = ",\n".join(indent + _STEP + piece for piece in pieces)
    return f"{opening}\n{inner}\n{indent}{closing}"
