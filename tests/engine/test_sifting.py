"""What is sifted out of what a scan has seen is in no heading, paragraph or sentence."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gklint.engine.body import Entry
from gklint.engine.needles import needles
from gklint.engine.patterns import LexiconSearch
from gklint.engine.scan import Sought
from gklint.engine.selectors import Subject
from gklint.engine.sifting import Prose
from gklint.report.nodes import Paragraph
from gklint.text import Span
from tests.engine.test_scan import PATTERNS, WORDS

LINES = st.lists(st.text(alphabet="甲乙丙丁a。", min_size=1, max_size=12), min_size=1, max_size=4)
PIECES = st.sampled_from([r"丙\b", r"\B甲", r"乙\z", r"\A丁", "(?m)甲$", "甲[乙丙]{0,3}丁", "(?:^|。)甲乙"])


class Everything:
    """All words are there."""

    def __contains__(self, word: object) -> bool:
        return True


def sifted(selector: str, parts: list[str], thing: Sought) -> list[Sought]:
    """The parts stand a line each, with a line of a table after each."""
    text, subjects = "", []
    for part in parts:
        span = Span(len(text), len(text) + len(part))
        subjects.append(Subject("prose", Paragraph(span), span, None))
        text += f"{part}\n乙甲|丁丙\n"
    return Prose(text, lambda: subjects, Everything()).sifted(selector, [thing])


def hits(part: str, thing: Sought) -> bool:
    entry = Entry(thing.text, None, thing.exceptions, None, is_pattern=thing.is_pattern)
    return any(True for _ in LexiconSearch({thing.text: entry}).hits(part))


@given(LINES, PATTERNS | PIECES, st.booleans())
@example(["甲。a", "a乙"], r"\ba", True)
@settings(max_examples=400, deadline=None)
def test_a_pattern_that_is_found_in_a_line_is_left(parts: list[str], pattern: str, by_needles: bool) -> None:
    thing = Sought(pattern, True, (), needles(pattern) if by_needles else ())
    if any(hits(part, thing) for part in parts):
        assert sifted("prose", parts, thing) == [thing]
    sentences = [sentence for part in parts for sentence in part.split("。")]
    if any(hits(sentence, thing) for sentence in sentences):
        assert sifted("sentence", parts, thing) == [thing]


@given(LINES, WORDS, st.lists(st.tuples(st.text("甲丁\n", max_size=1), st.text("乙丁\n", max_size=1)), max_size=3))
@settings(max_examples=400, deadline=None)
def test_a_word_that_is_found_in_a_line_is_left(parts: list[str], word: str, beside: list[tuple[str, str]]) -> None:
    thing = Sought(word, False, tuple(before + word + after for before, after in beside))
    if any(hits(part, thing) for part in parts):
        assert sifted("prose", parts, thing) == [thing]


@pytest.mark.parametrize(
    ("thing", "left"),
    [
        (Sought("丁丙", False), False),  # stands in the table only
        (Sought("丙丁", False), True),
        (Sought("丙丁", False, ("乙丙丁",)), False),  # held by its exception wherever it stands
        (Sought("^丙", True), True),  # at the beginning of a line
        (Sought("^丁", True), False),
        (Sought(r"\b甲", True), False),  # a word boundary is no more than that
        (Sought("乙.*甲", True, (), (("乙丙",),)), False),  # the needles are there, the pattern is not
    ],
)
def test_what_is_not_in_prose_is_left_out(thing: Sought, left: bool) -> None:
    assert sifted("prose", ["甲乙丙丁", "丙。"], thing) == ([thing] if left else [])
    assert sifted("report", ["甲乙丙丁", "丙。"], thing) == [thing]
