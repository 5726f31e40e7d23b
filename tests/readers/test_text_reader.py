"""The text reader: bytes → Source."""

import codecs

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gklint.readers import ReadError
from gklint.readers.text import read_text

SENTENCE = "一、总体情况\r\n本年收到申请 3 件，均已办结。\r"

any_text = st.text(alphabet=st.characters(exclude_categories=("Cs",)))


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@given(text=any_text)
@example(text="\x00一\x00")
@example(text="甲\u2028乙\x85丙\x0b丁")
def test_unicode_text_comes_back_as_it_was(bom: bytes, encoding: str, text: str) -> None:
    data = bom + text.encode(encoding)
    assume(bom or not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))
    source = read_text("a.txt", data)
    assert (source.text, source.encoding, source.bom) == (text, encoding, bom)


@given(text=any_text)
def test_gb18030_text_comes_back_as_it_was(text: str) -> None:
    data = text.encode("gb18030")
    assume(not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        source = read_text("a.txt", data)
        assert (source.text, source.encoding) == (text, "gb18030")
    else:
        assert read_text("a.txt", data).encoding == "utf-8"


@pytest.mark.parametrize(("bom", "encoding"), [(b"", "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_a_lone_surrogate_becomes_the_sign_for_what_is_no_character(bom: bytes, encoding: str) -> None:
    source = read_text("a.txt", bom + "甲\ud800乙\udfff".encode(encoding, "surrogatepass"))
    assert source.text == "甲\ufffd乙\ufffd"


def test_a_long_gb18030_text_is_not_taken_for_damaged_utf8() -> None:
    text = SENTENCE * 50
    assert read_text("a.txt", text.encode("gb18030")).text == text


def test_line_ends_are_kept_and_nothing_else_ends_a_line() -> None:
    source = read_text("a.txt", "甲\r\n乙\r丙\n丁\u2028戊\x0b己\x85庚".encode())
    assert source.text == "甲\r\n乙\r丙\n丁\u2028戊\x0b己\x85庚"
    assert source.position(source.text.index("庚")).line == 4


def test_the_bom_is_not_counted() -> None:
    source = read_text("a.txt", codecs.BOM_UTF8 + "题名".encode())
    assert source.position(source.text.index("名")) == (1, 2, 1)


def test_utf8_cut_in_the_middle_of_a_character_is_said_to_be_damaged() -> None:
    data = ("年" * 40 + "\n" + "度" * 40).encode()[:-1]
    with pytest.raises(ReadError) as caught:
        read_text("a.txt", data)
    # 40 × 3 bytes, the line end, 39 × 3 bytes: the broken character begins at byte 239, on line 2
    assert "第 2 行（第 239 字节）" in caught.value.reason
    assert "UTF-8" in caught.value.reason
    assert "GB18030" not in caught.value.reason


def test_bytes_in_no_encoding_are_refused_with_what_where_and_what_to_do() -> None:
    with pytest.raises(ReadError) as caught:
        read_text("a.txt", "好\n".encode("gb18030") + b"\xff\xff\xff")
    assert "第 2 行（第 4 字节）" in caught.value.reason
    assert "UTF-8 或 GB18030" in caught.value.reason
    assert "另存为 UTF-8" in caught.value.reason


def test_half_a_utf16_character_is_refused() -> None:
    with pytest.raises(ReadError, match="UTF-16"):
        read_text("a.txt", codecs.BOM_UTF16_LE + "好".encode("utf-16-le") + b"\x01")


def test_an_empty_file_is_an_empty_text() -> None:
    assert read_text("a.txt", b"").text == ""
