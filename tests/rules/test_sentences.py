"""Which sentences the rules of the core pack look at: those passed over would have told them nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source
from tests.rules.test_quick_roads import SECTIONS, TITLE, module, quick, said

WORDS = [
    "全年公开信息",
    "收到申请",
    "行政复议",
    "来信",
    "共",
    "其中",
    "其 中",
    "自然人",
    "法人",
    "网站",
    "日均",
    "平均每月",
    "每天“平均”",
    "月",
    "均已办结",
    "全部答复",
    "办结率",
    "占",
    "予以公开的占办结总数的",
    "百分之",
    "12件",
    "3份",
    "90 条",
    "１０篇",
    "三起",
    "4则",
    "2篇，",
    "366条",
    "50%",
    "100％",
    "统计期限为",
    "数据自",
    "2025年1月1日",
    "2024年1月1日起",
    "至12月30日止",
    "至2025年12月31日",
    "—12月31日",
]
SIGNS = ["，", "，", "；", "、", "。", "（", "）", "“", "”", " ", "\n", "（注）", "（2021）3号"]
prose = st.lists(st.sampled_from([*WORDS, *WORDS, *SIGNS]), max_size=40).map("".join)


def report(text: str) -> str:
    """A report that says so twice."""
    return f"{TITLE}\n\n{SECTIONS[0]}\n\n{text}\n\n{SECTIONS[1]}\n\n{text}\n"


texts = prose.map(report)


@pytest.mark.parametrize("code", ["TVT015", "TVT016", "TVT018", "UNT001", "DAT002"])
@pytest.mark.parametrize("longest", [800, 25])
@quick
@given(texts)
@example(report(f"全年公开信息10条，{'另有自然人' * 5}，其中网站90条，平台80条"))
@example(report(f"{'自' * 23}来信3份"))
@example(report("全年公开信息10条，其中网站10条，其中首页30条"))
@example(report("全年公开信息10条，其中网站4则，平台6条"))
@example(report("统计期限为2025年1月1日至12月31日，数据自2025年1月1日至12月30日"))
@example(report("统计期限为2025年1月1日起至2024年12月31日"))
def test_sentences_that_do_not_name_what_a_rule_looks_for_tell_it_nothing(code: str, longest: int, text: str) -> None:
    cut, units = module("sentences"), module("units")

    def every(document: Document, *_: object) -> object:
        return cut.sentences(document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut, "_LONGEST", longest)
        quickly = said(code, text)
        patch.setattr(cut, "_parted", lambda *_: True)
        patch.setattr(units, "counting", every)
        patch.setattr(units, "may_mix", lambda shape: True)
        patch.setattr(module("dates"), "_RIGHT", re.compile("(?!)"))
        patch.setattr(module("consistency"), "adds_up", lambda shape: False)
        assert said(code, text) == quickly


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("TVT015", "全年公开信息 10 条，其（注）中网站9条，平台8条"),
        ("TVT018", "全年公开信息366条，每天“平均”10条"),
        ("UNT001", "收到来信（注）3份"),
        ("UNT001", "收到 来 信 3份"),
    ],
)
def test_words_that_a_shape_brings_together_are_found(code: str, sentence: str) -> None:
    text = f"{TITLE}\n\n{SECTIONS[0]}\n\n{sentence}。\n"
    assert said(code, text).diagnostics  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("甲" * 799 + "。乙", [799, 1]),
        ("甲" * 800 + "。乙", [800, 1]),
        ("甲" * 801 + "。乙", [800, 1, 1]),
        ("甲" * 1700, [800, 800, 100]),
        ("甲" * 1700 + "！乙。" + "丙" * 3, [800, 800, 100, 1, 3]),
    ],
)
def test_a_text_without_an_end_is_cut_where_a_sentence_is_longest(text: str, cut: list[int]) -> None:
    document = read_document(Source("样本.txt", f"{TITLE}\n\n{SECTIONS[0]}\n\n{text}\n\n{SECTIONS[1]}\n"))
    found = [sentence.words for sentence in module("sentences").sentences(document) if sentence.words[0] in "甲乙丙"]
    assert [len(words) for words in found] == cut
    assert {words.strip("甲乙丙") for words in found} == {""}
