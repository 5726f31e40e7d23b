"""The examples of a rule as written in YAML → :class:`Example`, with every mistake noted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gklint.engine.fields import Fields
from gklint.engine.problems import one_of
from gklint.engine.rule import Example, Examples
from gklint.engine.yaml_source import Scalar
from gklint.messages import worded

EXAMPLE_KEYS = ("form", "section", "text", "replace", "with", "delete", "mark", "message", "grade")
EXAMPLE_ACROSS_KEYS = ("year", "agency", "file", "ledger")
EXAMPLE_KINDS = ("cell", "cells", "section", "text", "replace", "delete")

_YEARS = re.compile(r"[+-]?[0-9]")


def read_examples(rule: Fields, forms: Collection[str]) -> tuple[Examples, Examples]:
    """The good and the bad examples of a rule; ``forms`` are the names that ``form:`` may have."""
    mapping = rule.mapping("examples")
    if mapping is None:
        return Examples(), Examples()
    fields = Fields(mapping, rule.problems, "examples ")
    good = tuple(_example(Fields(one, rule.problems, worded("样例")), forms) for one in fields.mappings("good"))
    bad = tuple(_example(Fields(one, rule.problems, worded("样例")), forms) for one in fields.mappings("bad"))
    fields.close()
    return Examples(good), Examples(bad)


def _example(fields: Fields, forms: Collection[str]) -> Example:
    scalars = {key: fields.scalar(key) for key in (*EXAMPLE_KEYS, *EXAMPLE_ACROSS_KEYS)}
    keys = {key: scalar.text for key, scalar in scalars.items() if scalar is not None}
    cells = tuple(_cells(fields))
    others = tuple(_example(Fields(one, fields.problems, worded("样例")), forms) for one in fields.mappings("others"))
    kinds = [kind for kind in EXAMPLE_KINDS if fields.has(kind) and not (kind == "text" and "section" in keys)]
    alone = not others and keys.keys().isdisjoint(EXAMPLE_ACROSS_KEYS)
    if not kinds and alone:
        fields.problems.add(fields.mark, "样例要有 {names} 中的一个", names=tuple(EXAMPLE_KINDS))
    if "text" in kinds and len(kinds) > 1:
        rest = tuple(kind for kind in kinds if kind != "text")
        fields.problems.add(fields.mark, "样例的 text 单独写是一整篇报告，不能再写 {rest}", rest=rest)
    for one, other in (("section", "text"), ("replace", "with")):
        if one in keys:
            fields.require(other)
    if "year" in keys and not _YEARS.fullmatch(keys["year"]):
        fields.problems.add(fields.key_mark("year"), "样例的 year 是早晚几年，如 -1，不能是 {text}", text=keys["year"])
    if "form" in keys and keys["form"] not in forms:
        fields.problems.add(fields.key_mark("form"), "没有版式 {name}", one_of(forms), name=keys["form"])
    fields.close()
    return Example(fields.mark, keys, cells, others)


def _cells(fields: Fields) -> Iterator[tuple[str, str]]:
    """``cell:`` with ``value:``, or several under ``cells:``."""
    cell, value = fields.scalar("cell"), fields.scalar("value")
    if cell is not None and value is not None:
        yield cell.text, value.text
    elif (cell is None) != (value is None):
        fields.problems.add(fields.mark, "样例的 cell 和 value 要一起写")
    mapping = fields.mapping("cells")
    for key, node in mapping.entries if mapping else ():
        if isinstance(node, Scalar):
            yield key.text, node.text
        else:
            fields.problems.add(node.mark, "样例的 {name} 应为一个值", name=key.text)
