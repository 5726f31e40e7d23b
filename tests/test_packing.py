"""What goes into the cache comes out again as it was."""

from __future__ import annotations

import pickle
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from gklint.engine.rule import Example, Examples
from gklint.extensions import NO_EXTENSIONS
from gklint.packing import packed
from gklint.packs import CORE, read_pack, shipped
from gklint.report.forms import load_forms
from gklint.tuples import NamedTuple


class Leaf(NamedTuple):
    """Some fields."""

    word: str
    inner: Leaf | None = None


class Keeping(Leaf):
    """One that keeps something worked out from its fields."""


def opened(value: object) -> Any:
    return pickle.loads(packed(value))  # noqa: S301 - its own bytes


def test_named_tuples_of_named_tuples() -> None:
    leaf = Leaf("甲", Leaf("乙"))
    again = opened({"a": [leaf, leaf], "b": (leaf.inner, Decimal("1.50"))})
    assert again == {"a": [leaf, leaf], "b": (Leaf("乙"), Decimal("1.50"))}
    assert type(again["a"][0].inner) is Leaf
    assert again["a"][0] is again["a"][1]


def test_what_keeps_something_keeps_it() -> None:
    keeping = Keeping("甲")
    vars(keeping)["length"] = 1
    again = opened(keeping)
    assert type(again) is Keeping
    assert (again, vars(again)) == (keeping, {"length": 1})


def test_one_that_says_how_it_is_pickled_is_asked() -> None:
    assert opened(NO_EXTENSIONS) is NO_EXTENSIONS


@pytest.mark.parametrize("form", sorted(load_forms()))
def test_tables_of_forms(form: str) -> None:
    for table in load_forms()[form].tables.values():
        plain = table._replace(row_sets=dict(table.row_sets), column_sets=dict(table.column_sets))
        assert opened(plain) == plain


def test_rules_and_their_examples() -> None:
    pack = read_pack(shipped()[CORE], allow_python=True)
    again = opened(pack)
    assert again == pack
    for rule, other in zip(pack.rules, again.rules, strict=True):
        assert [list(other.good), list(other.bad)] == [list(rule.good), list(rule.bad)]
        assert len(other.bad) == len(rule.bad) >= 2


def test_examples_are_packed_until_somebody_looks() -> None:
    example = Example((1, 1), MappingProxyType({}), (("a", "1"),))  # type: ignore[arg-type]
    with pytest.raises(TypeError):  # a proxy is not pickled: so they were packed with the whole
        packed(Examples((example,)))
    example = Example((1, 1), {"form": "2021"})  # type: ignore[arg-type]
    again = opened(opened(Examples((example,))))
    assert (len(again), again[0], list(again), bool(again), bool(Examples())) == (1, example, [example], True, False)
