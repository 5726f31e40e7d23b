"""Fixes: chosen, applied until stable, and written so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity
from gklint.fixing import apply, choose, encode, fix
from gklint.text import Source, Span


def finding(start: int, end: int, text: str, applicability: Applicability = Applicability.SAFE) -> Diagnostic:
    edits = (Edit(Span(start, end), text),)
    return Diagnostic("TST001", "test", Severity.WARNING, "错", Span(start, end), fix=Fix("改", edits, applicability))


def replacing(wrong: str, right: str) -> object:
    """A rule that wants ``right`` for the first ``wrong``."""

    def check(source: Source) -> Iterable[Diagnostic]:
        at = source.text.find(wrong)
        return [finding(at, at + len(wrong), right)] if at >= 0 else []

    return check


def test_edits_are_applied_by_place() -> None:
    edits = [Edit(Span(4, 5), "乙"), Edit(Span(0, 1), "甲"), Edit(Span(2, 2), "（"), Edit(Span(3, 4), "")]
    assert apply("一二三四五", edits) == "甲二（三乙"


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=6)
)
def test_what_lies_between_edits_stays(text: str, wanted: list[tuple[int, int, str]]) -> None:
    found = [finding(min(a, len(text)), min(a + n, len(text)), new) for a, n, new in wanted]
    edits = [edit for d in choose(found, unsafe=False) if d.fix for edit in d.fix.edits]
    kept, at = "", 0
    for edit in sorted(edits, key=lambda e: e.span):
        assert edit.span.start >= at, "chosen edits overlap"
        kept += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert apply(text, edits) == kept + text[at:]


def test_unsafe_and_display_fixes_wait_to_be_asked_for() -> None:
    safe, unsafe = finding(0, 1, "a"), finding(2, 3, "b", Applicability.UNSAFE)
    display = finding(4, 5, "c", Applicability.DISPLAY)
    assert choose([safe, unsafe, display], unsafe=False) == [safe]
    assert choose([safe, unsafe, display], unsafe=True) == [safe, unsafe]


def test_of_two_fixes_that_overlap_the_first_goes_first() -> None:
    first, second = finding(0, 3, "a"), finding(2, 4, "b")
    assert choose([first, second], unsafe=False) == [first]


def test_fixes_are_repeated_until_nothing_changes() -> None:
    source = Source("a.txt", "帐号、帐号、帐号")
    fixed = fix(source, replacing("帐号", "账号"))  # type: ignore[arg-type]
    assert fixed.source.text == "账号、账号、账号"
    assert len(fixed.applied) == 3
    assert not fixed.oscillating
    assert not fixed.harmful


def test_rules_that_undo_each_other_are_left_out_and_named() -> None:
    def check(source: Source) -> Iterable[Diagnostic]:
        first = finding(0, 1, "乙" if source.text[0] == "甲" else "甲")
        at = source.text.find("帐号")
        return [first, finding(at, at + 2, "账号")._replace(code="TST002")] if at >= 0 else [first]

    fixed = fix(Source("a.txt", "甲方帐号"), check)
    assert fixed.oscillating == {"TST001"}
    assert fixed.source.text == "甲方账号"
    assert [d.code for d in fixed.applied] == ["TST002"]
    assert fix(fixed.source, check).source.text == fixed.source.text


def test_a_fix_that_never_ends_is_left_out() -> None:
    def check(source: Source) -> Iterable[Diagnostic]:
        return [finding(0, 0, "又")]

    fixed = fix(Source("a.txt", "甲方"), check)
    assert (fixed.source.text, fixed.oscillating) == ("甲方", {"TST001"})


def test_a_fix_that_brings_in_an_error_is_not_applied() -> None:
    def check(source: Source) -> Iterable[Diagnostic]:
        for at, character in enumerate(source.text):
            if character == "甲":
                yield finding(at, at + 1, "乙")
            elif character == "乙":
                yield Diagnostic("TST009", "bad", Severity.ERROR, "错", Span(at, at + 1))
            elif character == "丙":
                yield finding(at, at + 1, "丁")._replace(code="TST003")

    fixed = fix(Source("a.txt", "甲丙甲"), check)
    assert (fixed.source.text, fixed.harmful) == ("甲丁甲", {"TST001"})


def test_only_what_is_wanted_is_fixed() -> None:
    def check(source: Source) -> Iterable[Diagnostic]:
        return [finding(at, at + 1, "乙") for at, character in enumerate(source.text) if character == "甲"]

    fixed = fix(Source("a.txt", "甲甲甲"), check, wanted=lambda d, _: d.span.start == 1)
    assert fixed.source.text == "甲乙甲"


@pytest.mark.parametrize(
    ("bom", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"", "gb18030"), (b"\xff\xfe", "utf-16-le")]
)
def test_mark_and_encoding_stay(bom: bytes, encoding: str) -> None:
    data = bom + "第一行\r\n第二行\r".encode(encoding)
    source = Source("a.txt", data[len(bom) :].decode(encoding), encoding, bom)
    assert encode(source) == data
