"""The line of every key and item of a TOML file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gklint.config.places import places

TEXT = '''\
# 说明
select = [
  "STR",   # 有 ] 和 "
  'TBL # ]',
]
"a.b".c = """
d = 1
"""
when = 1979-05-27 07:32:00
[rules.STR001]
k = { x = 1, y = "}" }
[[suppress]]
path = "1"
[[suppress]]
path = "2"
[suppress.inner]
z = 1
'''


def test_each_key_and_item() -> None:
    assert places(TEXT) == {
        ("select",): 2,
        ("select", 0): 3,
        ("select", 1): 4,
        ("a.b",): 6,
        ("a.b", "c"): 6,
        ("when",): 9,
        ("rules",): 10,
        ("rules", "STR001"): 10,
        ("rules", "STR001", "k"): 11,
        ("rules", "STR001", "k", "x"): 11,
        ("rules", "STR001", "k", "y"): 11,
        ("suppress",): 12,
        ("suppress", 0): 12,
        ("suppress", 0, "path"): 13,
        ("suppress", 1): 14,
        ("suppress", 1, "path"): 15,
        ("suppress", 1, "inner"): 16,
        ("suppress", 1, "inner", "z"): 17,
    }


def ways(data: Any, way: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The way to every value of ``data``."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = {way} if way else set()
    for key, value in items:
        found |= ways(value, (*way, key))
    return found


def test_the_projects_own_file() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert set(places(text)) == ways(tomllib.loads(text))


words = st.text(st.sampled_from("ab1 #]}[{=,.'\"\\\n中"), max_size=6)
values = st.recursive(
    st.one_of(words, st.integers(), st.booleans(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)


def toml(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[ # 注释 ]\n" + ",\n".join(map(toml, value)) + "]"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        case bool():
            return str(value).lower()
        case _:
            return str(value)


@given(st.dictionaries(words, values, max_size=4))
def test_whatever_the_file_every_value_has_a_line(data: dict[str, Any]) -> None:
    text = "".join(f"{toml(key)} = {toml(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    assert set(places(text)) == ways(data)
