"""What spares the lines of a report a closer look is right whenever it speaks."""

from __future__ import annotations

import re
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from gklint.report import lines as report_lines
from gklint.report import single
from gklint.report.bound import CellState
from gklint.report.headings import read_number
from gklint.report.parse import default_vocabulary, line_scanner
from gklint.report.regions import is_wordy
from gklint.report.values import read_value
from gklint.report.vocabulary import SectionMatch, Vocabulary
from tests.report.table_reports import SECTIONS
from tests.report.test_parse_properties import quick, soups, texts

CONTENTS = st.lists(st.sampled_from([f"{title}\n" for title in SECTIONS] + ["\n", "说明文字。\n", "（一）主动公开\n"]))


def lines_of(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n?|\n)", text)


@quick
@given(texts)
def test_a_line_looks_as_the_scanner_says(text: str) -> None:
    for line in lines_of(text + "\n"):
        found = line_scanner().match(line)
        assert found is not None
        assert single.look(line, line_scanner()) == found.lastgroup


def test_a_line_looks_as_the_scanner_says_whatever_begins_it() -> None:
    for code in range(0x10000):
        for rest in ("", "、甲", "）甲"):
            for line in lines_of(f"{chr(code)}{rest}\n"):
                found = line_scanner().match(line)
                assert found is not None
                assert single.look(line, line_scanner()) == found.lastgroup, hex(code)


OWN = st.sampled_from(sorted(default_vocabulary().own_lines))


@quick
@given(st.one_of(texts, st.builds("".join, st.lists(st.one_of(OWN, st.sampled_from(["\n", "\r\n", " ", "\t", "0|"]))))))
def test_a_line_is_read_as_if_no_other_had_been(text: str) -> None:
    lines = lines_of(text + "\n")
    vocabulary = default_vocabulary()
    found = single.read_singles(lines, line_scanner(), vocabulary)
    for line in lines:
        match = line_scanner().match(line)
        assert match is not None
        assert found[line] == single.read_single(line, match.lastgroup or "", vocabulary)


@quick
@given(st.one_of(texts, soups))
def test_only_the_forms_own_lines_are_kept(text: str) -> None:
    vocabulary = default_vocabulary()
    single.read_singles(lines_of(text + "\n"), line_scanner(), vocabulary)
    assert {line.strip("\r\n") for line in single.kept_singles(vocabulary)} <= vocabulary.own_lines


def test_a_filled_in_form_is_kept() -> None:
    vocabulary = Vocabulary(default_vocabulary().forms)
    line = "一、总体情况\n"
    first = single.read_singles([line], line_scanner(), vocabulary)[line]
    assert single.kept_singles(vocabulary) == {line: first}
    assert single.read_singles([line], line_scanner(), vocabulary)[line] is first
    assert first.head is not None
    assert first.head.match == SectionMatch("overview", exact=True, official=True)


@quick
@given(st.one_of(texts, soups), st.one_of(texts, soups))
def test_a_long_sentence_is_prose_whatever_it_says(text: str, more: str) -> None:
    for part in lines_of(f"{text}{more}{text}。\n"):
        line = f"{part.strip()}。\n"
        words = line.strip()
        assert single.is_long_sentence(words) is (len(words) > 60)
        with mock.patch.object(single, "is_long_sentence", return_value=False):
            full = single.read_single(line, "LINE", default_vocabulary())
        if single.is_long_sentence(words):
            assert full == single.read_single(line, "LINE", default_vocabulary())


@quick
@given(CONTENTS)
def test_where_no_headings_come_again_there_is_no_table_of_contents(parts: list[str]) -> None:
    lines = report_lines.read_lines("".join([*parts, "\n"]), line_scanner(), default_vocabulary())
    candidates = [
        report_lines.Candidate(i, head.numbering, head.match)
        for i, text in enumerate(lines.texts)
        if (head := lines.singles[text].head)
    ]
    assert report_lines._without_contents(candidates, lines.texts) == report_lines._cut_contents(
        candidates, lines.texts
    )


@quick
@given(st.one_of(texts, st.builds("".join, st.tuples(st.sampled_from(["（", "无", "不", "一", "汉", "，"]), soups))))
def test_what_begins_like_words_is_no_value(text: str) -> None:
    words = text.strip()
    if words and is_wordy(words):
        assert read_value(words).state is CellState.TEXT


@quick
@given(
    st.sampled_from(["", " ", "\t", "## ", "\u3000"]),
    st.sampled_from(["一", "十一", "⼀", "①", "⑳", "9", "1２", "一一"]),
    st.sampled_from(["", " ", "\u3000"]),
    st.sampled_from(["、", "．", "）", ")", ",", ""]),
)
def test_a_number_is_all_between_what_leads_to_it_and_the_words(lead: str, digits: str, gap: str, mark: str) -> None:
    number = read_number(f"{lead}（{digits}{gap}{mark} 总体情况")
    assert number is None or number.span == (len(lead), number.end - 1)
    number = read_number(f"{lead}{digits}{gap}{mark} 总体情况")
    circled = digits in "①⑳"
    if number is None:
        assert not circled
    else:
        assert number.span == (len(lead), len(lead) + len(digits if circled else digits + gap + mark))
        expected = {"一": 1, "⼀": 1, "①": 1, "十一": 11, "⑳": 20, "9": 9, "1２": 12, "一一": 0}
        assert number.ordinal == expected[digits]
