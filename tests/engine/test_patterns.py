from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.body import Entry
from gklint.engine.patterns import LexiconSearch, PatternSearch, Prefilter, is_free

TEXTS = st.text(alphabet="甲乙丙丁。\n", max_size=25)
WORDS = st.text(alphabet="甲乙丙", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("pattern", "free"),
    [
        ("[^甲]乙", True),
        ("[$]", True),
        (r"[\]^]甲", True),
        (r"\\b", True),
        ("^甲", False),
        ("甲$", False),
        (r"\b甲", False),
    ],
)
def test_anchors_are_seen(pattern: str, free: bool) -> None:
    assert is_free(pattern) is free


@given(TEXTS, st.lists(WORDS | st.sampled_from(["甲.{0,2}丙", "[^乙]丙", "^甲", "丙$"]), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_the_prefilter_never_drops_a_pattern_that_is_found_in_a_line(text: str, patterns: list[str]) -> None:
    absent = Prefilter({str(index): pattern for index, pattern in enumerate(patterns)}).absent(text)
    for index, pattern in enumerate(patterns):
        hits = [hit for line in text.split("\n") for hit in PatternSearch(pattern, ()).hits(line)]
        assert not (hits and str(index) in absent)


def test_the_prefilter_does_drop_what_is_absent() -> None:
    assert Prefilter({"a": "甲+", "b": "乙", "c": "^丁"}).absent("丙乙丙") == {"a"}


@given(TEXTS, st.sets(WORDS, max_size=6))
@settings(max_examples=80, deadline=None)
def test_a_lexicon_finds_the_longest_word_at_each_place(text: str, words: set[str]) -> None:
    search = LexiconSearch({word: Entry(word, None, (), None) for word in words})
    expected, at = [], 0
    while at < len(text):
        here = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if here:
            expected.append((at, here))
        at += len(here) or 1
    assert [(hit.span.start, hit.text) for hit in search.hits(text)] == expected
