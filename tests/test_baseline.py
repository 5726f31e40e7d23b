"""A baseline knows a finding again when the report is edited elsewhere, and counts how many there were."""

from __future__ import annotations

import random

import pytest

from bench.reports import make_report, render
from gklint import baseline
from gklint.diagnostics import Diagnostic, Severity, SuppressedBy
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source, Span

TEXT = render(make_report(random.Random(3), "2021", "市级部门"), 4)


def document(text: str = TEXT) -> Document:
    return read_document(Source("a.txt", text))


def finding(doc: Document, words: str, code: str = "PUN001", nth: int = 0) -> Diagnostic:
    at = -1
    for _ in range(nth + 1):
        at = doc.source.text.index(words, at + 1)
    return Diagnostic(code, "x", Severity.WARNING, "说明", Span(at, at + len(words)))


def collected(doc: Document, *found: Diagnostic) -> baseline.Baseline:
    return baseline.Baseline(dict(baseline.collect(found, doc, "a.txt")))


def known(doc: Document, found: list[Diagnostic], old: baseline.Baseline) -> list[bool]:
    marked, _ = baseline.mark(found, doc, "a.txt", old.counts)
    return [d.suppressed is not None for d in marked]


def test_a_finding_is_known_again_after_edits_elsewhere() -> None:
    before = document()
    old = collected(before, finding(before, "（五）监督保障"))
    after = document("\n\n" + TEXT.replace("一、总体情况\n", "一、总体情况\n新加的一段文字。\n"))
    assert known(after, [finding(after, "（五）监督保障")], old) == [True]


def test_a_second_finding_of_the_same_kind_is_new() -> None:
    doc = document()
    one = finding(doc, "六、其他需要报告的事项")
    old = collected(doc, one)
    assert known(doc, [one, one], old) == [True, False]


def test_the_same_words_elsewhere_are_another_finding() -> None:
    doc = document(TEXT + "\n（五）监督保障\n")
    old = collected(doc, finding(doc, "（五）监督保障"))
    assert known(doc, [finding(doc, "（五）监督保障", nth=1)], old) == [False]


def test_what_is_no_longer_found_is_told_and_dropped() -> None:
    doc = document()
    old = collected(doc, finding(doc, "一、总体情况"), finding(doc, "六、其他需要报告的事项"))
    _, left = baseline.mark([finding(doc, "一、总体情况")], doc, "a.txt", old.counts)
    assert [d.code for d in baseline.stale(left, "b.json")] == ["GK013"]
    found = collected(doc, finding(doc, "一、总体情况"))
    assert baseline.shrink(old, found.counts, lambda key: True) == found
    assert baseline.shrink(old, {}, lambda key: False) == old, "nothing was checked, so nothing is known to be gone"


def test_shrinking_adds_nothing() -> None:
    doc = document()
    old = collected(doc, finding(doc, "一、总体情况"))
    more = collected(doc, finding(doc, "一、总体情况"), finding(doc, "（五）监督保障"))
    assert baseline.shrink(old, more.counts, lambda key: True) == old
    assert baseline.grow(old, more.counts, lambda key: True) == more
    assert baseline.grow(more, old.counts, lambda key: False) == more


def test_gk_findings_are_never_taken_in() -> None:
    doc = document()
    assert not collected(doc, finding(doc, "一、总体情况", code="GK003")).counts


def test_it_reads_back_what_it_wrote_and_refuses_anything_else() -> None:
    doc = document()
    old = collected(doc, finding(doc, "一、总体情况"), finding(doc, "（五）监督保障"))
    assert baseline.loads(old.dumps()) == old
    for text in ("", "[]", "{}", '{"schema": 2, "entries": []}', '{"schema": 1, "entries": [{"path": "a"}]}'):
        with pytest.raises(baseline.BaselineError):
            baseline.loads(text)


def test_two_sections_that_are_missing_are_two_findings() -> None:
    doc = document()
    end = len(doc.source.text)
    fifth, sixth = (
        Diagnostic("STR001", "x", Severity.ERROR, f"缺少{name}部分（共 {end} 字）", Span(end, end)) for name in "五六"
    )
    assert known(doc, [sixth], collected(doc, fifth)) == [False]
    assert known(doc, [fifth], collected(doc, fifth)) == [True]


def test_what_an_inline_suppression_covers_is_not_taken_in() -> None:
    doc = document()
    hidden = finding(doc, "一、总体情况").suppress(SuppressedBy.INLINE, "甲")
    assert not collected(doc, hidden).counts
