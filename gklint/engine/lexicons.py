"""Reads lexicons: files of words and patterns that are wrong, each with what would be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from gklint.engine.body import Entry
from gklint.engine.expression import ExpressionError
from gklint.engine.fields import Fields
from gklint.engine.limits import Meter
from gklint.engine.needles import needles, signs
from gklint.engine.patterns import replacement
from gklint.engine.problems import Problems
from gklint.engine.regex import Compile
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Scalar
from gklint.messages import worded

_T = TypeVar("_T")


def read_lexicon(
    mapping: YamlMapping, problems: Problems, name: str, meter: Meter | None = None
) -> Mapping[str, Entry]:
    """The entries of a lexicon file, by the wrong word or the pattern; ``meter`` counts them."""
    meter = meter or Meter()
    fields = Fields(mapping, problems, worded("词表 {name} ", name=name))
    fields.text("summary")
    fields.require("entries")
    entries: dict[str, Entry] = {}
    for item in fields.mappings("entries"):
        meter.entry()
        one = Fields(item, problems, worded("词条"))
        entry = _pattern_entry(one, meter.compile) if one.has("pattern") else _word_entry(one)
        one.close()
        if entry is None:
            continue
        if entry.wrong in entries:
            problems.add(one.mark, "词条 {wrong} 重复", wrong=entry.wrong)
        entries[entry.wrong] = entry
    fields.close()
    return entries


def _word_entry(fields: Fields) -> Entry | None:
    wrong = fields.text("wrong", required=True)
    entry = Entry(wrong or "", fields.text("right"), fields.texts("except"), **_common(fields))
    for exception in entry.exceptions:
        if entry.wrong not in exception:
            fields.problems.add(
                fields.key_mark("except"), "例外 {word} 不含 {wrong}，不起作用", word=exception, wrong=wrong
            )
    if wrong is not None and entry.right == wrong:
        fields.problems.add(fields.key_mark("right"), "词条 {wrong} 的 right 与 wrong 一样", wrong=wrong)
    return entry if wrong is not None else None


def _pattern_entry(fields: Fields, compile_pattern: Compile) -> Entry | None:
    scalar, right = fields.scalar("pattern"), fields.scalar("right")
    common = _common(fields)
    unless = fields.scalars("unless")
    if fields.has("wrong"):
        fields.problems.add(fields.key_mark("wrong"), "词条要么写 wrong，要么写 pattern")
    compiled = _try(fields, scalar, partial(compile_pattern, scalar.text)) if scalar else None
    fine = [_try(fields, other, partial(compile_pattern, other.text)) is not None for other in unless]
    if right is not None and compiled is not None:
        fine.append(_try(fields, right, lambda: replacement(right.text, compiled.groups)) is not None)
    if scalar is None or compiled is None or not all(fine):
        return None
    others = tuple(other.text for other in unless)
    common |= {"is_pattern": True, "unless": others, "needles": needles(scalar.text), "signs": signs(scalar.text)}
    return Entry(scalar.text, right.text if right else None, (), **common)


def _common(fields: Fields) -> dict[str, Any]:
    """What entries of both kinds may say."""
    safe = fields.flag("safe", False) if fields.has("safe") else None
    since, until = _year(fields, "since"), _year(fields, "until")
    if since is not None and until is not None and since > until:
        fields.problems.add(
            fields.key_mark("since"), "since {since} 晚于 until {until}，哪一年都不会用到", since=since, until=until
        )
    return {"note": fields.text("note"), "grade": fields.text("grade"), "since": since, "until": until, "safe": safe}


def _year(fields: Fields, key: str) -> int | None:
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    if isinstance(scalar.value, Decimal) and scalar.value == int(scalar.value):
        return int(scalar.value)
    fields.problems.add(scalar.mark, "{key} 应为报告年度，不是 {text}", key=key, text=scalar.text)
    return None


def _try(fields: Fields, scalar: Scalar, action: Callable[[], _T]) -> _T | None:
    """What ``action`` gives; its mistake becomes a problem at its place in the scalar."""
    try:
        return action()
    except ExpressionError as error:
        fields.problems.add(scalar.place(error.at), error.message, error.suggestion)
        return None
