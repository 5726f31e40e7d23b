"""What stands in a cell: numbers as printed, units apart, marks for nothing, words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.report.bound import CellState
from gklint.report.values import read_value
from gklint.text import fold

NUMBERS = [
    ("0", "0", None),
    ("193", "193", None),
    ("－20", "-20", None),
    ("−8", "-8", None),
    ("-8", "-8", None),
    ("+1", "1", None),
    ("＋19", "19", None),
    ("134,691", "134691", None),
    ("1,234,567.5", "1234567.5", None),
    ("１２３", "123", None),
    ("7730.28", "7730.28", None),
    ("190.457379", "190.457379", None),
    ("0.00", "0.00", None),
    ("27.65万元", "27.65", "万元"),
    ("27.65 万元", "27.65", "万元"),
    ("197.3万", "197.3", "万"),
    ("251000元", "251000", "元"),
    ("3件", "3", "件"),
    ("22（其中修订16件）", "22", None),
    ("22件(其中修订16件)", "22", "件"),
    ("[bookmark: _GoBack]193", "193", None),
    ("? 0", "0", None),
    ("&nbsp;0", "0", None),
    ("５&nbsp;", "5", None),
    ("\u200b 0", "0", None),
    ("12\ufeff", "12", None),
]


@pytest.mark.parametrize(("raw", "number", "unit"), NUMBERS)
def test_numbers(raw: str, number: str, unit: str | None) -> None:
    value = read_value(raw)
    assert value.raw == raw
    assert (str(value.value), value.unit) == (number, unit)
    assert value.state is (CellState.NUMBER if Decimal(number) else CellState.ZERO)


@pytest.mark.parametrize("raw", ["", " ", "\u00a0", "\u3000", "&nbsp;", "&nbsp", "[bookmark: _GoBack]", "\u200b"])
def test_nothing(raw: str) -> None:
    assert read_value(raw)[1:] == (None, None, CellState.EMPTY)


@pytest.mark.parametrize("raw", ["/", "／", "-", "—", "——", "－", "--", "无", "不适用", "N/A", "n/a", "\\"])
def test_marks_for_nothing(raw: str) -> None:
    assert read_value(raw)[1:] == (None, None, CellState.NA)


@pytest.mark.parametrize(
    "raw",
    ["减3", "1 2", "12,34", "1.2.3", "十二", "20余", "3-5", "2023年", "1/2", "①", "10²", "½", "Ⅲ", "3公斤", "1" * 41],
)
def test_words_have_no_value(raw: str) -> None:
    value = read_value(raw)
    assert value.value is None
    assert value.state is CellState.TEXT


# -- labels as they are compared


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("（三）不予 公开", "(三)不予公开"),
        ("【三】不予公开", "（三）不予公开"),
        ("３．危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("⼀、本年新收", "一、本年新收"),
        ("⽆法提供", "无法提供"),
        ("⾏政许可", "行政许可"),
        ("⾃然⼈", "自然人"),
        ("⼈⺠政府", "人民政府"),
        ("⻓沙⻔⻚", "长沙门页"),
        ("自\u200b然\ufeff人\u3000", "自然人"),
        ("本年增／减", "本年增/减"),
        ("a－b—c–d", "a-b-c-d"),
    ],
)
def test_fold(written: str, official: str) -> None:
    assert fold(written) == fold(official)


def test_fold_keeps_different_labels_apart() -> None:
    labels = ["商业企业", "科研机构", "1.属于国家秘密", "2.属于国家秘密", "（三）不予公开", "（五）不予处理", "−8", "8"]
    assert len({fold(label) for label in labels}) == len(labels)
