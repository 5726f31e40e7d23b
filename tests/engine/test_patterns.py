from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.body import Entry
from gklint.engine.patterns import LexiconSearch

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
