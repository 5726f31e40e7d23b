"""Suppressions: what a directive covers, and what is said of directives that are wrong, expired or unused."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bench.reports import make_report, render
from gklint.diagnostics import Diagnostic, Severity, SuppressedBy
from gklint.report.parse import parse
from gklint.suppress import Entry, read_directives, suppress_configured, suppress_inline
from gklint.text import Source, Span

KNOWN = frozenset({"PUN001", "LAW001", "STR001"})
TODAY = date(2026, 1, 10)
BASE = render(make_report(random.Random(7), "2021", "县级部门"), 4)


def with_line(line: str, before: str = "五、存在的主要问题及改进情况") -> Source:
    """The base report with ``line`` put before another; the words 第一段 and 第二段 follow the heading."""
    text = BASE.replace(before + "\n", f"{line}\n{before}\n", 1)
    assert text != BASE
    return Source("a.txt", text)


def covers(word: str) -> frozenset[str]:
    return frozenset(
        code for code in KNOWN if code.startswith(word) or (word == "half-width-mark" and code == "PUN001")
    )


def findings(source: Source, *places: str, code: str = "PUN001") -> list[Diagnostic]:
    spans = [Span(source.text.index(p), source.text.index(p) + len(p)) for p in places]
    return [Diagnostic(code, "half-width-mark", Severity.WARNING, f"半角 {s.start}", s) for s in spans]


def checked(source: Source, found: list[Diagnostic]) -> list[tuple[str, str | None]]:
    masked, directives = read_directives(source)
    result = suppress_inline(found, directives, parse(masked), today=TODAY, covers=covers, running=KNOWN)
    return [(d.code, d.suppressed.reason if d.suppressed else None) for d in result]


def test_a_directive_is_taken_out_before_parsing_and_moves_nothing() -> None:
    source = with_line("[gklint: disable=PUN001 原因：系统导出]")
    masked, directives = read_directives(source)
    assert len(masked.text) == len(source.text)
    assert "gklint" not in masked.text
    assert [(d.verb, d.codes, d.reason) for d in directives] == [("disable", ("PUN001",), "系统导出")]
    assert masked.text.replace(" ", "") == source.text.replace("[gklint: disable=PUN001 原因：系统导出]", "").replace(
        " ", ""
    )


def test_it_covers_the_next_block_and_no_more() -> None:
    source = with_line("[gklint: disable=PUN001 原因：系统导出]")
    found = findings(source, "五、存在的主要问题", "六、其他需要报告的事项")
    assert checked(source, found) == [("PUN001", "系统导出"), ("PUN001", None)]


def test_up_to_enable() -> None:
    source = with_line("[gklint: disable=PUN001 原因：甲]")
    text = source.text.replace("六、其他需要报告的事项", "[gklint: enable=PUN001]\n六、其他需要报告的事项")
    source = Source("a.txt", text)
    found = findings(source, "五、存在的主要问题", "改进措施", "六、其他需要报告的事项")
    assert checked(source, found) == [("PUN001", "甲"), ("PUN001", "甲"), ("PUN001", None)]


def test_the_whole_file() -> None:
    source = with_line("[gklint: disable-file=PUN 原因：全文半角]")
    found = findings(source, "一、总体情况", "六、其他需要报告的事项")
    assert checked(source, found) == [("PUN001", "全文半角")] * 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[gklint: disable=PUN001]", "GK010"),
        ("[gklint: disable=PUN001 原因：甲 until=2025-12-31]", "GK011"),
        ("[gklint: disable=LAW001 原因：甲]", "GK012"),
    ],
)
def test_wrong_expired_and_unused_directives_are_reported(line: str, code: str) -> None:
    source = with_line(line)
    result = dict(checked(source, findings(source, "五、存在的主要问题")))
    assert code in result
    assert (result["PUN001"] is None) == (code != "GK010")


def test_gk_findings_cannot_be_suppressed() -> None:
    source = with_line("[gklint: disable-file=GK003 原因：甲]")
    assert ("GK003", None) in checked(source, findings(source, "一、总体情况", code="GK003"))


def test_in_markdown_a_comment_does_it_and_a_plain_line_does_not() -> None:
    text = "<!-- gklint: disable=PUN001,FMT 原因：甲 -->\n[gklint: disable=LAW001 原因：乙]\n"
    _, directives = read_directives(Source("a.md", text))
    assert [d.codes for d in directives] == [("PUN001", "FMT")]


def test_configured_suppressions() -> None:
    source = Source("2024/a.txt", "程序化;完善")
    found = [Diagnostic("PUN001", "half-width-mark", Severity.WARNING, "半角分号", Span(3, 4))]
    entry = Entry("2024/*.txt", "PUN001", "老文件")
    for one, hit in (
        (entry, True),
        (Entry("2025/*", "PUN001", "甲"), False),
        (Entry("*", "PUN", "甲", text=";"), True),
        (Entry("*", "PUN", "甲", text="逗号"), False),
        (Entry("*", "PUN001", "甲", until=date(2026, 1, 9)), False),
        (Entry("*", "half-width-mark", "甲", until=date(2026, 1, 10)), True),
    ):
        (result,), used = suppress_configured(found, [one], source, path=source.path, today=TODAY, covers=covers)
        assert (result.suppressed is not None) is hit
        assert used == (frozenset({0}) if hit else frozenset())
        if result.suppressed:
            assert result.suppressed.by is SuppressedBy.CONFIG
