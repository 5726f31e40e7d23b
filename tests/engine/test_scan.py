from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.engine.body import Entry
from gklint.engine.needles import needles, signs
from gklint.engine.patterns import LexiconSearch, PatternSearch
from gklint.engine.places import merged, overlaps, touched
from gklint.engine.scan import TOGETHER, Scan, Scanner, Sought, relaxed

TEXTS = st.text(alphabet="甲乙丙丁a。\n", max_size=25)
WORDS = st.text(alphabet="甲乙丙", min_size=1, max_size=3)
PIECES = [
    "甲.{0,2}丙",
    "[^乙]丙",
    "^甲",
    "丙$",
    r"(?m)^乙.$",
    r"\ba",
    r"甲\B.",
    "甲(?:$|。)",
    "乙[^。]*丁",
    "(?s)丙.*甲",
    "丁$|甲乙",
    "甲{0,14}丁",
    "[甲丁]{5,9}",
    "a[^丙]{0,9}[乙丁]",
]
PATTERNS = WORDS.map(re.escape) | st.sampled_from([*PIECES, "(?s)丙.*甲", "丁$|甲乙"])
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda pair: (pair[0], sum(pair))), max_size=6)


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        ("[^甲]乙", "[^甲]乙"),
        ("[$]", "[$]"),
        (r"[\]^]甲", r"[\]^]甲"),
        (r"\\b", r"\\b"),
        (r"\^甲\$", r"\^甲\$"),
        (r"\Q^甲$\E乙", r"\Q^甲$\E乙"),
        ("^甲", "(?:)甲"),
        ("甲$|乙", "甲(?:)|乙"),
        (r"\b甲\B\z", "(?:)甲(?:)(?:)"),
    ],
)
def test_anchors_are_taken_out_and_nothing_else(pattern: str, loose: str) -> None:
    assert relaxed(pattern) == loose


def scans(wanted: Mapping[str, Sequence[Sought]], text: str) -> list[Scan]:
    """The text looked at as the first one, where each thing is looked for by itself, and again by automata."""
    scanner = Scanner(wanted)
    return [scanner.scan(text), scanner.scan(text)]


def places_of(scan: Scan, code: str) -> list[tuple[int, int]] | None:
    """Where a rule may find something."""
    return scan.places(scan.things(code))


def lines_of(text: str) -> list[tuple[int, int]]:
    """Where the lines of ``text`` stand, the empty ones left out."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


@given(TEXTS, PATTERNS)
@settings(max_examples=400, deadline=None)
def test_a_pattern_is_looked_for_in_all_the_lines_where_it_is_found(text: str, pattern: str) -> None:
    parts = lines_of(text)
    found = {n for n, (start, end) in enumerate(parts) if list(PatternSearch(pattern, ()).hits(text[start:end]))}
    for words in {(), needles(pattern)}:
        for scan in scans({"A": [Sought(pattern, True, (), words, signs(pattern))]}, text) if found else ():
            places = places_of(scan, "A")
            assert not scan.absent
            assert places is None or found <= set(touched(parts, places))


@given(TEXTS, st.sets(WORDS, min_size=1, max_size=5), st.sets(PATTERNS, max_size=2))
@settings(max_examples=200, deadline=None)
def test_a_lexicon_is_looked_for_in_all_the_lines_where_it_finds_something(
    text: str, words: set[str], patterns: set[str]
) -> None:
    entries = {word: Entry(word, None, (), None) for word in words}
    entries |= {p: Entry(p, None, (), None, is_pattern=True) for p in patterns - words}
    parts = lines_of(text)
    found = {n for n, (start, end) in enumerate(parts) if list(LexiconSearch(entries).hits(text[start:end]))}
    wanted = {"A": [Sought(key, entry.is_pattern) for key, entry in entries.items()]}
    for scan in scans(wanted, text) if found else ():
        places = places_of(scan, "A")
        assert not scan.absent
        assert places is None or found <= set(touched(parts, places))


def test_what_is_nowhere_is_absent_however_many_things_are_looked_for() -> None:
    many = {f"P{n}": [Sought(f"丁{n}[甲乙]+", True)] for n in range(2 * TOGETHER)}
    wanted = {"a": [Sought("甲+", True)], "b": [Sought("乙", False)], "c": [Sought("^丁", True), Sought("丙", False)]}
    for scan in scans(wanted | many, "丙乙丙丁1乙"):
        assert scan.absent == {"a"} | (set(many) - {"P1"})


@given(TEXTS, TEXTS.filter(bool), st.sets(WORDS, max_size=5), st.sets(PATTERNS, max_size=5))
@settings(max_examples=200, deadline=None)
def test_the_first_text_is_looked_at_as_all_others_are(
    before: str, text: str, words: set[str], patterns: set[str]
) -> None:
    wanted = {f"W{word}": [Sought(word, False)] for word in words}
    wanted |= {f"P{p}": [Sought(p, True, (), needles(p) if len(p) % 2 else (), signs(p))] for p in patterns}
    first, later = Scanner(wanted), Scanner(wanted)
    later.scan(before)
    scan, again = first.scan(text), later.scan(text)
    for one in wanted:
        assert scan.absent == again.absent
        assert set(scan.things(one)) == set(again.things(one))
        assert places_of(scan, one) == places_of(again, one)


def test_places_are_where_the_words_and_the_matches_are() -> None:
    for scan in scans({"A": [Sought("甲乙", False), Sought("乙丙+", True)]}, "丁甲乙丙丙丁甲乙"):
        assert places_of(scan, "A") == [(1, 5), (6, 8)]


def test_a_pattern_with_needles_is_where_its_needles_are() -> None:
    scanner = Scanner(
        {"A": [Sought("甲乙.?丙丁", True, (), (("丙丁",), ("甲乙", "乙甲")))], "B": [Sought("丙丁", False)]}
    )
    assert scanner.scan("甲乙丙甲乙").absent == {"A", "B"}
    assert scanner.scan("甲丙丁").absent == {"A"}
    scan = scanner.scan("丙丁乙甲丙丁")  # the pattern itself is not there: that is for its rule to find out
    assert scan.absent == frozenset()
    assert places_of(scan, "A") == [(0, 2), (4, 6)] == places_of(scan, "B")
    assert [thing.text for thing in scan.things("A")] == ["甲乙.?丙丁"]


def test_a_word_and_a_pattern_written_alike_are_two_things() -> None:
    scan = Scanner({"A": [Sought("甲", False)], "B": [Sought("甲", True)]}).scan("乙甲")
    assert scan.absent == frozenset()
    assert places_of(scan, "A") == [(1, 2)] == places_of(scan, "B")


def test_a_pattern_that_is_nothing_but_an_anchor_when_it_is_found_may_be_anywhere() -> None:
    for scan in scans({"A": [Sought(r"\b甲?\b", True)]}, "丁"):
        assert scan.absent == frozenset()
        assert places_of(scan, "A") is None


@given(SPANS, SPANS)
def test_spans_touch_as_they_overlap_one_by_one(parts: list[tuple[int, int]], places: list[tuple[int, int]]) -> None:
    parts, places = merged(parts), merged(places)
    expected = [n for n, part in enumerate(parts) if overlaps(places, *part)]
    assert touched(parts, places) == expected
    assert expected == [n for n, (a, b) in enumerate(parts) if any(start < b and a < end for start, end in places)]


@given(TEXTS, WORDS, st.lists(st.tuples(st.text("甲乙丙丁", max_size=1), st.text("甲乙丙丁", max_size=1)), max_size=3))
@settings(max_examples=300, deadline=None)
def test_a_word_that_its_exceptions_hold_everywhere_is_nowhere(
    text: str, word: str, beside: list[tuple[str, str]]
) -> None:
    exceptions = tuple(before + word + after for before, after in beside)
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    left = [
        at
        for at in starts
        if not any(text.startswith(whole, at - whole.find(word)) for whole in exceptions if at >= whole.find(word))
    ]
    places = places_of(Scanner({"A": [Sought(word, False, exceptions)]}).scan(text), "A")
    assert places == merged((at, at + len(word)) for at in left)
