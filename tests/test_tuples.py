"""``gklint.tuples.NamedTuple`` is what ``typing.NamedTuple`` is, but for the look at annotations."""

from __future__ import annotations

import pickle
import types
import typing
from collections.abc import Callable
from typing import Any

import pytest

from gklint import tuples


class Ours(tuples.NamedTuple):
    """Words about it."""

    code: str
    size: int = 1
    names: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """Two times the size."""
        return 2 * self.size

    @classmethod
    def empty(cls) -> Ours:
        """One without a code."""
        return cls("")


class Theirs(typing.NamedTuple):
    """Words about it."""

    code: str
    size: int = 1
    names: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """Two times the size."""
        return 2 * self.size

    @classmethod
    def empty(cls) -> Theirs:
        """One without a code."""
        return cls("")


@pytest.mark.parametrize(
    "ask",
    [
        lambda made: (
            made._fields,
            made._field_defaults,
            made.__doc__,
            made.__module__,
            made.__bases__,
            made.__slots__,
        ),
        lambda made: (made("A"), made("A", names=("b",)), made(*"AB")._replace(size=3)._asdict(), made.empty()),
        lambda made: (made("A", 4).twice, made("A") == ("A", 1, ()), hash(made("A")), typing.get_type_hints(made)),
        lambda made: (repr(made("A")).removeprefix(made.__name__), type(made), made.__match_args__),
        lambda made: (made._make(["A", 2, ()]), made("A").__getnewargs__()),
    ],
)
def test_it_is_what_typing_makes(ask: Callable[[Any], object]) -> None:
    assert ask(Ours) == ask(Theirs)


def test_it_goes_to_another_process() -> None:
    there = pickle.loads(pickle.dumps(Ours("A", 2)))  # noqa: S301 - its own bytes
    assert type(there) is Ours
    assert there == Ours("A", 2)


@pytest.mark.parametrize("defaults", range(4))
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_any_number_of_fields_and_defaults(count: int, defaults: int) -> None:
    names = [f"字{number}" for number in range(count)]

    def body(space: dict[str, object]) -> None:
        space["__module__"] = __name__
        space["__annotations__"] = dict.fromkeys(names, "int")
        space.update((name, f"{name}?") for name in names[count - min(defaults, count) :])

    ours, theirs = (types.new_class("Made", (base,), {}, body) for base in (tuples.NamedTuple, typing.NamedTuple))
    values = [f"{name}!" for name in names]
    for ask in (
        lambda made: repr(made(*values)),
        lambda made: repr(made(**dict(zip(names, values, strict=True)))),
        lambda made: made(*values[: count - min(defaults, count)])._asdict(),
        lambda made: [getattr(made._make(values), name) for name in names],
        lambda made: made._field_defaults,
    ):
        assert ask(ours) == ask(theirs)


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_it_takes_no_other_number_and_no_other_names(made: Any) -> None:
    with pytest.raises(TypeError, match="Expected 3 arguments, got 2"):
        made._make(["A", 1])
    with pytest.raises((TypeError, ValueError), match="unexpected field names: \\['other'\\]"):
        made("A")._replace(other=1)


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_it_takes_no_other_fields(made: Any) -> None:
    for wrong in ({}, {"code": "A", "other": 1}):
        with pytest.raises(TypeError):
            made(**wrong)
    with pytest.raises(AttributeError):
        made("A").other = 1
