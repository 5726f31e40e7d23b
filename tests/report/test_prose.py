"""Reading prose: numbers, dates and document numbers, and a grammar that takes any text."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.grammar import parser, scanner
from gklint.report import prose
from gklint.report.prose import Kind, ProseToken, chinese_number, plain_number, prose_tokens

MIXED = st.text(
    st.sampled_from(
        list("0129０３.,，%％年月日件万亿元条第一二十百两三零（(〔)）〕号至-—～ 多余未收到申请公开。Ab@\n\r\t\u2028")
    ),
    max_size=120,
)


def one(text: str, kind: Kind) -> ProseToken:
    """The only token of the kind in ``text``."""
    (token,) = [token for token in prose_tokens(text) if token.kind is kind]
    return token


def words(text: str, token: ProseToken) -> str:
    return text[token.span.start : token.span.end]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("共12件。", "12件", "12", "件"),
        ("共 8 个栏目", "8 个", "8", "个"),
        ("公开1,234条信息", "1,234条", "1234", "条"),
        ("公开1，234条信息", "1，234条", "1234", "条"),
        ("公开1 234条信息", "1 234条", "1234", "条"),
        ("公开１２条", "１２条", "12", "条"),
        ("收费3.2万元，", "3.2万元", "3.2", "万元"),
        ("收费251000元，", "251000元", "251000", "元"),
        ("来件1.2万件，", "1.2万件", "12000", "件"),
        ("点击12万人次，", "12万人次", "120000", "人次"),
        ("采购197.3万，", "197.3万", "197.3", "万"),
        ("收到三件。", "三件", "3", "件"),
        ("收到十二件。", "十二件", "12", "件"),
        ("收到二十一件。", "二十一件", "21", "件"),
        ("收到两件。", "两件", "2", "件"),
        ("收到一百零五件。", "一百零五件", "105", "件"),
        ("20个工作日内", "20个工作日", "20", "个工作日"),
    ],
)
def test_quantity(text: str, written: str, value: str, unit: str) -> None:
    token = one(text, Kind.QUANTITY)
    assert (words(text, token), token.value, token.unit) == (written, Decimal(value), unit)
    assert not token.approximate


@pytest.mark.parametrize(("text", "value"), [("300多条", 300), ("100余件", 100), ("3万余条", 30000), ("十余件", 10)])
def test_vague_quantity_says_so(text: str, value: int) -> None:
    token = one(text, Kind.QUANTITY)
    assert token.approximate
    assert token.value == value


@pytest.mark.parametrize(
    "text",
    [
        "三公经费",
        "一是加强学习",
        "第一责任人",
        "保护第三方权益",
        "党的十九大",
        "“双随机、一公开”",
        "三审三校",
        "一次性告知",
        "高效办成一件事",
        "两个维护",
        "四个意识",
        "同一件申请",
        "逐件登记",
        "万一出错",
        "三四件",
        "一起学习",
    ],
)
def test_no_quantity(text: str) -> None:
    assert [token.kind for token in prose_tokens(text)] == [Kind.TEXT]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("在2023年，", Kind.DATE, "2023年"),
        ("在2 023 年，", Kind.DATE, "2 023 年"),
        ("在2023年度内", Kind.DATE, "2023年度"),
        ("到2023年12月31日为止", Kind.DATE, "2023年12月31日"),
        ("于2023-01-05发布", Kind.DATE, "2023-01-05"),
        ("10月份", Kind.DATE, "10月"),
        ("自2023年1月1日起至2023年12月31日止", Kind.PERIOD, "2023年1月1日起至2023年12月31日"),
        ("2023年1月1日—12月31日", Kind.PERIOD, "2023年1月1日—12月31日"),
        ("根据国办公开办函〔2021〕30号要求", Kind.DOCUMENT, "国办公开办函〔2021〕30号"),
        ("（国办函〔2020〕109号）", Kind.DOCUMENT, "国办函〔2020〕109号"),
        ("依据县政办发[2022]5号", Kind.DOCUMENT, "县政办发[2022]5号"),
        ("依照第二十条办理", Kind.ARTICLE, "第二十条"),
        ("依照第 50 条办理", Kind.ARTICLE, "第 50 条"),
        ("占66.7%。", Kind.PERCENT, "66.7%"),
        ("占百分之三十。", Kind.PERCENT, "百分之三十"),
        ("需要3至5个栏目", Kind.RANGE, "3至5个"),
        ("电话0123-7654321", Kind.CODE, "0123-7654321"),
        ("邮箱gk12@example.cn", Kind.CODE, "gk12@example.cn"),
        ("邮编223100", Kind.NUMBER, "223100"),
    ],
)
def test_other_tokens(text: str, kind: Kind, written: str) -> None:
    assert words(text, one(text, kind)) == written


def test_year_and_percentage_have_values() -> None:
    assert one("2 023 年", Kind.DATE).value == 2023
    assert one("自2022年1月1日至12月31日", Kind.PERIOD).value == 2022
    assert one("3月", Kind.DATE).value is None
    assert one("66.7％", Kind.PERCENT).value == Decimal("66.7")
    assert one("百分之三十", Kind.PERCENT).value == 30


def test_spans_count_from_the_offset() -> None:
    (before, number, after) = prose_tokens("收到3件。", 100)
    assert [before.span, number.span, after.span] == [(100, 102), (102, 104), (104, 105)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十", 20), ("一百一十", 110), ("三千零五", 3005), ("三四", None), ("百十", None), ("零", 0)],
)
def test_chinese_number(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


def test_plain_number_takes_numbers_only() -> None:
    assert plain_number("１,２３４.５") == Decimal("1234.5")
    assert plain_number("12件") is None


def assert_tiles(text: str) -> None:
    tokens = prose_tokens(text, 7)
    assert "".join(text[t.span.start - 7 : t.span.end - 7] for t in tokens) == text
    place = 7
    for token in tokens:
        assert token.span.start == place < token.span.end
        place = token.span.end


@given(st.text(max_size=200))
def test_any_text_is_tiled(text: str) -> None:
    assert_tiles(text)


@given(MIXED)
def test_any_mixture_of_digits_and_marks_is_tiled(text: str) -> None:
    assert_tiles(text)


@given(MIXED)
@settings(max_examples=50)
def test_the_grammar_parses_what_the_scan_reads(text: str) -> None:
    """The bare scan takes the very tokens that lark's parser takes, and the grammar accepts any text."""
    tree = parser("prose.lark").parse(text)
    ends = {token.end_pos for token in tree.scan_values(lambda _: True)}
    scanned = [token.span for token in prose_tokens(text) if token.kind is not Kind.TEXT]
    assert all(span.end in ends for span in scanned)


@given(st.one_of(MIXED, st.text(st.sampled_from("12件条次0,. 至-/年月第一十零百分之为，〔）%"), max_size=40)))
@settings(max_examples=300)
def test_what_is_passed_over_and_plain_numbers_change_no_token(text: str) -> None:
    tokens = prose_tokens(text)
    bare = re.compile(f"{scanner('prose.lark')}|\\Z")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_scanner", lambda: bare)
        patch.setattr(prose, "ordinary_meanings", lambda text: None)
        assert prose_tokens(text) == tokens


PIECES = st.sampled_from(
    [
        *("2021年", "2021年度", "2021年1月1日", "至12月31日", "2021-1-1", "3月", "6日", "1.2", "50.0%", "百分之五"),
        *(
            "12件",
            "3次",
            "5个工作日",
            "12人次",
            "1,234件",
            "３件",
            "3.5万元",
            "0.7条",
            "300多条",
            "3个月",
            "1.2.3",
            "一件",
            "两个",
            "第三",
            "十",
            "零",
        ),
        *("〔2021〕30号", "（2021）3号", "〔2021年〕", "国办函", "根据", "〔", "全年收到", "行政处罚"),
        *("三四件", "二十一件", "一次性", "两万多件", "一件事", "唯一个", "百分之三十", "零件", "一二三"),
        *("A", "，", "。", "起", "到", "—", "为", "是"),
    ]
)


@given(st.lists(st.one_of(PIECES, st.sampled_from(" 0（）%年件")), max_size=8).map("".join))
@settings(max_examples=500)
def test_ordinary_tokens_are_those_of_the_grammar(text: str) -> None:
    tokens = prose_tokens(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "ordinary_meanings", lambda text: None)
        assert prose_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [
        ("2023年，全年收到申请12件，答复9件，占75.0%，依据国办函〔2021〕30号", True),
        ("截至2023年12月31日，一是进一步公开规范性文件3个", True),
        ("第三方", False),
        ("收费3.5万元，发布0.7条、300多条，5个工作日内答复12人次", True),
        ("3个月", False),
        ("1,234件", False),
        ("2023年1月至3月", False),
        ("明确两个环节的时限，二十一件申请，三四件信访", True),
        ("百分之五", False),
        ("从零开始", False),
    ],
)
def test_ordinary_sentences_are_known(text: str, ordinary: bool) -> None:
    assert (prose.ordinary_meanings(text) is not None) is ordinary
