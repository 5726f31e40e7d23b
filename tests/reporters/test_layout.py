"""Columns of a terminal: carets stand under the marked characters, whatever those are."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gklint.diagnostics import Diagnostic, Label, Severity
from gklint.reporters.frame import frame
from gklint.reporters.layout import ELLIPSIS, strip, underline, wrap
from gklint.text import Source, Span, display_width

# Wide, narrow, combining, zero-width, control characters and lone surrogates, all within one line.
line_characters = st.sampled_from("政府信息，。“”（）ab12 \t\u0301\u200b\u202e\x1b\x85\u2028\ufe0f\ud800①…😀Ａ")
lines = st.text(line_characters, max_size=120)


def cells(text: str) -> list[str]:
    """What stands in each column: a wide character twice, combining marks nowhere."""
    return [character for character in text for _ in range(display_width(character))]


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, Span, int]:
    line = draw(lines)
    start = draw(st.integers(0, len(line)))
    return line, Span(start, draw(st.integers(start, len(line)))), draw(st.integers(12, 100))


@given(marked_lines())
@example(("政" * 60, Span(50, 52), 20))
@example(("甲\u0301乙", Span(0, 2), 20))
@example(("", Span(0, 0), 20))
def test_carets_stand_under_the_marked_characters(case: tuple[str, Span, int]) -> None:
    line, mark, width = case
    shown = strip(line, mark, width)
    carets = underline(line, shown, mark, "━")
    assert display_width(shown.text) <= width
    assert display_width(carets) <= width
    above = cells(shown.text)
    under = [above[column] if column < len(above) else "" for column, c in enumerate(carets) if c == "━"]
    assert under
    # Each printable marked character that is shown stands over its carets, and no other character does.
    marked = [c for c in line[mark.start : min(mark.end, shown.end)] if is_printable(c)]
    if marked:
        stand_ins = {"\ufffd", "\u241b"}
        over_carets = [c for c in under if c and is_printable(c) and c not in stand_ins]
        assert over_carets == [c for c in marked for _ in cells(c)]


def is_printable(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in ("Cc", "Cf", "Zl", "Zp", "Cs") and display_width(character) > 0 and character != " "


@given(marked_lines())
def test_the_beginning_of_the_mark_is_always_shown(case: tuple[str, Span, int]) -> None:
    line, mark, width = case
    shown = strip(line, mark, width)
    assert shown.start <= mark.start <= shown.end
    if mark.start < mark.end and display_width(line[mark.start]):
        assert mark.start < shown.end


@given(lines, st.integers(12, 60))
def test_what_is_shown_cannot_move_the_cursor(line: str, width: int) -> None:
    shown = strip(line, Span(0, 0), width).text
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")]


def test_a_long_line_is_cut_on_both_sides_of_the_mark() -> None:
    shown = strip("前" * 50 + "错" + "后" * 50, Span(50, 51), 20)
    assert shown.text.startswith(ELLIPSIS + "前")
    assert shown.text.endswith("后" + ELLIPSIS)
    assert "错" in shown.text


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("办理结果不相等", 8, ["办理结果", "不相等"]),
        ("办理结果，不相等", 8, ["办理结", "果，不相", "等"]),
        ("共（七）项", 4, ["共", "（七", "）项"]),
        ("用 --verbose 查看", 12, ["用 --verbose", "查看"]),
        ("verylongword", 5, ["veryl", "ongwo", "rd"]),
        ("", 5, [""]),
    ],
)
def test_wrap(text: str, width: int, expected: list[str]) -> None:
    assert wrap(text, width) == expected


@given(lines, st.integers(4, 40))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert all(display_width(line) <= width for line in wrap(text, width))


def framed(text: str, span: Span, labels: tuple[Label, ...] = (), width: int = 60) -> list[str]:
    diagnostic = Diagnostic("STR001", "x", Severity.ERROR, "消息", span, labels)
    return ["".join(piece for piece, _ in line) for line in frame(diagnostic, Source("a.txt", text), "a.txt", width)]


def test_two_labels_on_one_line_stand_under_it_in_order() -> None:
    labels = (Label(Span(6, 8), "乙处"), Label(Span(0, 2), "甲处"))
    assert framed("甲方甲方乙方乙方丙方", Span(8, 10), labels) == [
        "      │",
        "    1 │ 甲方甲方乙方乙方丙方",
        "      │ ──── 甲处",
        "      │             ──── 乙处",
        "      │                 ━━━━",
    ]


def test_lines_between_are_left_out_with_a_sign() -> None:
    text = "第一行\n第二行\n第三行\n第四行"
    assert framed(text, Span(12, 15), (Label(Span(0, 3), "先"),)) == [
        "      │",
        "    1 │ 第一行",
        "      │ ────── 先",
        "    … │",
        "    4 │ 第四行",
        "      │ ━━━━━━",
    ]


def test_a_span_over_lines_says_where_it_ends() -> None:
    assert framed("第一行\n第二行\n第三行", Span(1, 9)) == [
        "      │",
        "    1 │ 第一行",
        "      │   ━━━━ （至第 3 行）",
    ]


def test_a_tab_is_one_space() -> None:
    assert framed("总计\t9", Span(3, 4))[1:] == ["    1 │ 总计 9", "      │      ━"]


def test_far_apart_marks_on_one_line_show_it_twice() -> None:
    line = "始" + "中" * 100 + "终"
    shown = framed(line, Span(101, 102), (Label(Span(0, 1), "这里"),), 40)
    assert sum("    1 │" in row for row in shown) == 2
    assert any(row.endswith("── 这里") for row in shown)


def test_a_missing_thing_at_the_end_of_an_empty_line_has_no_frame() -> None:
    assert framed("正文\n", Span(3, 3)) == []
