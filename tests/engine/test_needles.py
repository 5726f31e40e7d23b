"""Every match of a pattern holds one of its needles, whatever the pattern."""

from __future__ import annotations

import pytest
import re2
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gklint.engine.body import LexiconBody, PatternBody
from gklint.engine.needles import held, necessary, needles, signs, telling
from gklint.engine.regex import re2_options
from gklint.engine.yaml_pack import load_pack
from gklint.resources import rules_path

TEXTS = st.text(alphabet="甲乙丙aAkK1 \n[-.", max_size=12)
SIGNS = ["甲", "乙", "a", "k", "1", ".", r"\n", r"\x{7532}", r"\x61", r"\[", r"\d", r"\p{Han}", r"\pN"]
CLASSES = [
    "[甲乙]",
    "[^甲]",
    "[a-c]",
    "[-甲]",
    "[]甲]",
    r"[\d甲]",
    r"[\]\-]",
    "[甲-]",
    "[[甲]",
    r"[\x61甲]",
    r"[\p{Han}a]",
]
OTHERS = ["甲乙", "^", "$", r"\b", "[[:alpha:]]", r"\Q甲.\E", "甲乙|丙丙"]
TIMES = ["?", "*", "+", "{2}", "{0,2}", "{1,}", "{1}", "+?", "??", "{0}"]
GROUPS = [
    "({})",
    "(?:{})",
    "(?i:{})",
    "(?-i:{})",
    "((?i){})",
    "(?i:a(?-i:{})k)",
    "(?s:{}.)",
    "(?:{}|甲乙)",
    "(?P<名>{})",
]


def bigger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.tuples(st.sampled_from(GROUPS), parts).map(lambda pair: pair[0].format(pair[1]))
    counted = st.tuples(group | st.sampled_from([*SIGNS, *CLASSES]), st.sampled_from(TIMES)).map("".join)
    listed = st.lists(parts, min_size=1, max_size=3)
    return group | counted | listed.map("".join) | listed.map("|".join)


PATTERNS = st.recursive(st.sampled_from([*SIGNS, *CLASSES, *OTHERS]), bigger, max_leaves=8)


@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=1000, deadline=None)
def test_every_match_holds_a_word_of_each_set(pattern: str, texts: list[str]) -> None:
    try:
        compiled = re2.compile(pattern, re2_options())
    except re2.error:
        assume(False)
    for match in [match[0] for text in texts for match in compiled.finditer(text)]:
        for words in (*necessary(pattern), *signs(pattern)):
            assert any(word in match for word in words), match


@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=1000, deadline=None)
def test_words_tell_whether_a_pattern_is_found(pattern: str, texts: list[str]) -> None:
    try:
        compiled = re2.compile(pattern, re2_options())
    except re2.error:
        assume(False)
    told = telling(pattern)
    for text in texts:
        found = compiled.search(text) is not None
        assert held(told.needs, text) or not found
        assert found == held(told.needs, text) or not told.enough


@pytest.mark.parametrize(
    ("pattern", "needs", "enough"),
    [
        ("政府信息公开|人民政府", (("人民政府", "政府信息公开"),), True),
        ("(?:均|都)(?:为|是)", (("均为", "均是", "都为", "都是"),), True),
        ("年报$", (("年报",),), False),
        ("年报.*年度", (("年度",), ("年报",)), False),
        ("甲?", (), False),
    ],
)
def test_words_are_enough_where_nothing_else_is_asked(
    pattern: str, needs: tuple[tuple[str, ...], ...], enough: bool
) -> None:
    told = telling(pattern)
    assert (sorted(told.needs), told.enough) == (sorted(needs), enough)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("截止[0-9]{4}年", {"截止"}),
        ("(?:网站|平台)(?P<hit>登陆)", {"网站登陆", "平台登陆"}),
        ("登陆[^，。]{0,8}?(?:网站|平台)", {"登陆"}),
        ("[东西]城区?", {"东城", "西城"}),
        ("(?:甲乙|甲乙丙)丁", {"甲乙丁", "甲乙丙丁"}),
        ("甲乙丙?", {"甲乙"}),
        (r"\x{7532}\.[^丙]", {"甲."}),
        ("(?i)甲乙ab丙丁戊", {"丙丁戊"}),
        ("(?i:ab)甲乙|Kc(?i)丙", {"甲乙", "Kc丙"}),
        ("(?:甲乙|.丙丁)+戊", {"甲乙", "丙丁"}),
        ("(?:甲乙|.*)", set()),  # the second choice holds no word
        ("(?:甲乙)*丙", set()),  # one letter is not worth looking for
        ("20(?:19|21)", set()),  # nor are the figures of a year
        ("信息公开.*年度报告", set()),  # nor what every report has
        ("甲乙[[:alpha:]]", set()),  # not understood
    ],
)
def test_needles_are_the_rarest_words_that_a_match_must_hold(pattern: str, words: set[str]) -> None:
    re2.compile(pattern, re2_options())  # which re2 takes
    found = needles(pattern)
    assert set(found[0] if found else ()) == words


def test_where_a_match_holds_several_things_a_word_of_each_is_needed() -> None:
    found = needles("(?:网站|平台).{0,4}改版了吗.*(?:今年|去年|前年)")
    assert found == (("改版了吗",), ("平台", "网站"), ("今年", "前年", "去年"))
    assert held(found, "今年平台改版了吗")  # in whatever order: they are a condition, no more
    assert not held(found, "网站改版了吗")
    assert held((), "")


def test_a_pattern_of_many_groups_in_each_other_has_none() -> None:
    assert needles("(" * 400 + "甲乙" + ")" * 400) == ()


def test_most_patterns_of_the_core_pack_have_needles() -> None:
    """Else every report would be searched for all of them."""
    bodies = [rule.body for rule in load_pack(rules_path() / "core", allow_python=True).rules]
    found = [body.needles for body in bodies if isinstance(body, PatternBody)]
    found += [
        entry.needles
        for body in bodies
        if isinstance(body, LexiconBody)
        for entry in body.entries.values()
        if entry.is_pattern
    ]
    assert len(found) > 140
    assert sum(map(bool, found)) > 0.7 * len(found)
