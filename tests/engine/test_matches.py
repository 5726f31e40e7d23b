"""Patterns that take all the rest of a text are looked for by their heads alone, with the same matches."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.expression import ExpressionError
from gklint.engine.matches import Counter, Matches, head_of
from gklint.engine.regex import compile_pattern

TEXTS = st.text(alphabet="甲乙丙|.\n", max_size=12)
PIECES = [
    "甲",
    "乙+",
    "丙*?",
    "(甲|乙)",
    "(?P<hit>丙.?)",
    ".*?",
    ".*",
    r"\|",
    "[|.]",
    "甲|丙",
    "(?:乙|)",
    "^",
    "(?-s:.)",
    "$",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), TEXTS)
@settings(max_examples=500, deadline=None)
def test_they_are_the_matches_of_the_pattern(pieces: list[str], text: str) -> None:
    pattern = f"(?s){''.join(pieces)}.*"
    try:
        compiled = compile_pattern(pattern)
    except ExpressionError:  # it would match nothing at all
        return
    data = text.encode()
    matches = Matches(pattern)
    groups = range(1, compiled.groups + 1)
    found = [(matches.span(one, data), [one.span(group) for group in groups]) for one in matches.of(data)]
    assert found == [(one.span(), [one.span(group) for group in groups]) for one in compiled.finditer(data)]


@pytest.mark.parametrize(
    ("pattern", "head"),
    [
        ("(?s)甲.*", "(?s)甲"),
        ("(?s)(?:甲|乙).*?(?P<hit>丙).*", "(?s)(?:甲|乙).*?(?P<hit>丙)"),
        (r"(?s)[|]\|甲.*", r"(?s)[|]\|甲"),
        ("甲.*", None),  # to the end of the line
        ("(?s)甲|乙.*", None),
        ("(?s)甲(?-s).*", None),
        (r"(?s)甲\.*", None),
        (r"(?s)\Q(甲.*", None),
        ("(?s)甲.*?", None),
    ],
)
def test_the_head_is_told_where_it_is_certain(pattern: str, head: str | None) -> None:
    assert head_of(pattern) == head


@given(TEXTS, st.lists(st.integers(0, 12), max_size=6))
def test_characters_are_counted_forwards_and_back(text: str, numbers: Iterable[int]) -> None:
    count = Counter(text.encode())
    for number in numbers:
        assert count.character(len(text[:number].encode())) == len(text[:number])
