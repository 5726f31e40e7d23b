"""Automatic numbering: the numbers that a reader sees. LibreOffice says what they are, where it is installed."""

import subprocess
from pathlib import Path

import pytest

from gklint.readers.word import read_docx
from gklint.readers.word.numerals import number_text
from tests.readers.word_files import abstract, docx, level, num, numbered, para, run, words
from tests.tools import require_tool

OFFICIAL = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)


def restart(place: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    return read_docx("a.docx", docx(body, numbering, styles)).text.splitlines()


@pytest.mark.parametrize(
    ("number_format", "values"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}),
        (
            "chineseCountingThousand",
            {9: "九", 10: "十", 19: "十九", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("japaneseCounting", {3: "三", 12: "十二"}),
        ("ideographDigital", {9: "九", 10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 0: "0"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("none", {5: ""}),
        ("unheardOf", {5: "5"}),
    ],
)
def test_number_formats(number_format: str, values: dict[int, str]) -> None:
    assert {value: number_text(value, number_format) for value in values} == values


def test_a_deeper_level_starts_again_after_a_higher_one() -> None:
    body = "".join(numbered("甲", 1, place) for place in (0, 1, 1, 2, 0, 1, 2, 2))
    assert lines(body, OFFICIAL + num(1, 0)) == [
        "一、甲", "（一）甲", "（二）甲", "1.甲", "二、甲", "（一）甲", "1.甲", "2.甲",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_together_and_an_override_starts_again_once() -> None:
    numbering = OFFICIAL + num(1, 0) + num(2, 0) + num(3, 0, restart(0, 1)) + num(4, 0, restart(1, 5))
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊", 1)
    body += numbered("己", 4, 1) + numbered("庚", 4, 1)
    assert lines(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊", "（五）己", "（六）庚"]


def test_a_level_may_never_restart_and_legal_numbering_is_decimal() -> None:
    numbering = abstract(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "（%3）", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(numbered("甲", 1, place) for place in (0, 1, 2, 0, 1, 2))
    assert lines(body, numbering + num(1, 0)) == [
        "第一章 甲", "1.1 甲", "（1）甲", "第二章 甲", "2.1 甲", "（2）甲",
    ]  # fmt: skip


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="derived"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="numbering" w:styleId="L"><w:name w:val="list"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
LINKED = (
    abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    + abstract(1, level(0, "decimal", "%1、")).replace("<w:lvl ", '<w:styleLink w:val="L"/><w:lvl ', 1)
    + abstract(2).replace("</w:abstractNum>", '<w:numStyleLink w:val="L"/></w:abstractNum>')
    + num(1, 0)
    + num(2, 1)
    + num(3, 2)
)


def styled(line: str, style: str, more: str = "") -> str:
    return para(run(line), f'<w:pStyle w:val="{style}"/>{more}')


STYLED = (
    styled("甲", "H1")
    + styled("乙", "H2")
    + styled("丙", "D")
    + styled("丁", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    + styled("戊", "H1")
    + styled("己", "H2")
    + numbered("庚", 3)
    + numbered("辛", 2)
)


def test_styles_give_numbers_levels_and_whole_lists() -> None:
    expected = ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊", "（一）己", "1、庚", "2、辛"]
    assert lines(STYLED, LINKED, STYLES) == expected


def test_a_number_is_set_apart_only_where_it_would_run_into_the_text() -> None:
    body = numbered("5倍", 1, 2) + numbered("倍", 1, 2) + numbered("圈", 1, 4)
    assert lines(body, OFFICIAL + num(1, 0)) == ["1. 5倍", "2.倍", "①圈"]


def test_bullets_of_pictorial_fonts_are_shown_as_bullets() -> None:
    numbering = abstract(0, level(0, "bullet", "\uf0b7"), level(1, "bullet", "\uf0fc")) + num(1, 0)
    assert lines(numbered("甲", 1) + numbered("乙", 1, 1), numbering) == ["• 甲", "✓ 乙"]


def test_a_deleted_paragraph_does_not_count() -> None:
    gone = para(
        '<w:del w:id="1" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2" w:author="甲"/></w:rPr>',
    )
    assert lines(numbered("甲", 1) + gone + numbered("乙", 1), OFFICIAL + num(1, 0)) == ["一、甲", "二、乙"]


def test_a_style_based_on_itself_and_a_list_without_levels_are_harmless() -> None:
    circle = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert lines(styled("甲", "A") + numbered("乙", 1, 8) + numbered("丙", 99), num(1, 7), circle) == ["甲", "乙", "丙"]


def _oracle_case() -> tuple[str, str]:
    numbering = (
        OFFICIAL
        + abstract(
            1, level(0, "japaneseCounting", "第%1章"), level(1, "upperLetter", "%2)"), level(2, "lowerRoman", "%3.")
        )
        + abstract(2, level(0, "ideographTraditional", "%1、"), level(1, "decimalFullWidth", "%2．"))
        + num(1, 0) + num(2, 0) + num(3, 0, restart(0, 1)) + num(4, 0, restart(1, 5)) + num(5, 1) + num(6, 2)
    )  # fmt: skip
    places = [
        (1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1), (3, 0),
        (1, 0), (4, 1), (4, 1), (5, 0), (5, 1), (5, 1), (5, 2), (5, 0), (5, 1), (6, 0), (6, 1), *[(1, 0)] * 20, (6, 0),
    ]  # fmt: skip
    body = "".join(numbered("甲", list_number, place) for list_number, place in places)
    return body + words("完"), numbering


def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    office = require_tool("soffice")
    styled_body, styled_numbering = STYLED + words("完"), LINKED
    for name, (body, numbering, styles) in {
        "lists": (*_oracle_case(), ""),
        "styles": (styled_body, styled_numbering, STYLES),
    }.items():
        data = docx(body, numbering, styles)
        (tmp_path / f"{name}.docx").write_bytes(data)
        command = [
            office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / f"{name}.docx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        theirs = (tmp_path / f"{name}.txt").read_text("utf-8-sig").splitlines()
        # Its export indents each level, and puts a space behind each number.
        assert [_bare(line) for line in read_docx(name, data).text.splitlines()] == list(map(_bare, theirs))


def _bare(line: str) -> str:
    return "".join(line.split())
