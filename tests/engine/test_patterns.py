from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.body import Entry
from gklint.engine.patterns import Around, LexiconSearch

TEXTS = st.text(alphabet="甲乙丙丁。\n", max_size=25)
WORDS = st.text(alphabet="甲乙丙", min_size=1, max_size=3)


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


class Watched:
    """Stands for a compiled pattern; keeps what it is asked to search, and from where."""

    def __init__(self, pattern: Any) -> None:
        self.pattern = pattern
        self.asked: list[tuple[int, int]] = []

    def search(self, data: bytes, at: int = 0) -> Any:
        self.asked.append((id(data), at))
        return self.pattern.search(data, at)


@pytest.mark.parametrize("excused", [False, True])
def test_a_line_of_very_many_words_is_walked_through_once(excused: bool) -> None:
    """Whether they count or not: the text is neither cut nor encoded anew behind each."""
    looked = 0

    def around() -> Around:
        nonlocal looked
        looked += 1
        return Around("前", "后")

    search = LexiconSearch({"帐号": Entry("帐号", None, ("户帐号",), None)}, ("户?帐号",) if excused else ())
    watched = Watched(search._any)
    vars(search)["_any"] = watched
    found = list(search.hits("户帐号" * 50 + "帐号" * 50, around))
    assert len(found) == (0 if excused else 50)
    texts, places = zip(*watched.asked, strict=True)
    assert len(set(texts)) == 1
    assert len(places) == 101
    assert list(places) == sorted(set(places))
    assert looked == (0 if excused else 1)  # what stands around the text is made once
