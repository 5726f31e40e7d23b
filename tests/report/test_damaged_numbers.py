"""The first letter of a line tells quickly whether a heading's number may stand there damaged."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gklint.report import headings
from gklint.report.headings import Numbering, read_damaged_number, read_number
from gklint.text import Span


def by_the_patterns(line: str) -> Numbering | None:
    """What the patterns alone make of ``line``."""
    noise = headings._NOISE.match(line)
    if noise:
        at = noise.end()
        number = read_number(line[at:])
        return number and number._replace(span=Span(number.span.start + at, number.span.end + at), end=number.end + at)
    bare = headings._BARE.match(line)
    return Numbering(1, Span(*bare.span(1)), headings.han_ordinal(bare[1]), bare.end()) if bare else None


@given(st.text(alphabet=" \t\u00a0\u3000\n#*lAé•■★一二十⼀、．.是件", max_size=10))
@example("l六、问题")
@example("# ■ 六、问题")
@example("\u3000二总体情况")
@example("")
def test_it_is_read_as_by_the_patterns_alone(line: str) -> None:
    assert read_damaged_number(line) == by_the_patterns(line)


def test_both_kinds_are_found() -> None:
    found = [read_damaged_number(line) for line in ("l六、问题", "\u3000二总体情况", "六、问题", "é六、问题")]
    assert [number and number.ordinal for number in found] == [6, 2, 6, None]


SPACE, NUMERALS = r"[ \t\u00a0\u3000]*", "一二三四五六七八九十⼀⼆⼋⼗"
NUMBER = re.compile(
    rf"(?P<lead>[ \t\u00a0\u3000#*]*)(?:"
    rf"(?P<n1>[{NUMERALS}]{{1,3}}){SPACE}[、．.,，]"
    rf"|[（(]?{SPACE}(?P<n2>[{NUMERALS}]{{1,3}}){SPACE}[）)]"
    rf"|[（(]{SPACE}(?P<n4>[0-9０-９]{{1,2}}){SPACE}[）)]"
    rf"|(?P<n5>[0-9０-９]{{1,2}}){SPACE}[）)]"
    rf"|(?P<n6>[①-⑳])"
    rf"|(?P<n3>[0-9０-９]{{1,2}}){SPACE}(?:[、．]|[.](?![0-9]))"
    rf"){SPACE}"
)
"""A number as one pattern has it, which takes 1.4 ms to compile."""


def by_one_pattern(line: str) -> Numbering | None:
    match = NUMBER.match(line)
    if match is None:
        return None
    group, start, end = match.lastgroup or "", match.end("lead"), match.end()
    written = line[start:end].rstrip(" \t\u00a0\u3000")
    level = {"n5": 4, "n6": 4}.get(group, int(group[1]))
    return Numbering(level, Span(start, start + len(written)), headings._ordinal(match[group]), end)


@given(st.text(st.sampled_from(" \t\u3000\u00a0#*一二十⼀19０９（()）、．.,，①⑳甲|：\n"), max_size=9))
@settings(max_examples=1000)
@example("# （十二） 总体情况")
@example("3.1 总体情况")
@example("一.1")
@example("２．")
def test_a_number_is_what_one_pattern_says(line: str) -> None:
    assert read_number(line) == by_one_pattern(line)


@given(st.text(st.sampled_from("甲乙。：:！？ "), max_size=9), st.sampled_from([0, 38, 42]), st.sampled_from([0, 1]))
@settings(max_examples=300)
def test_words_of_a_heading_end_at_the_first_stop(line: str, more: int, start: int) -> None:
    line += "甲" * more
    stop = re.search(r"[。：:！？]|$", line[start:].rstrip())
    assert stop is not None
    if start <= len(line.rstrip()):
        expected = stop.start() if stop.start() <= headings.LONGEST_TITLE else 0
        assert headings.title_end(line, start) == start + expected
