"""A baseline knows a finding again when the report is edited elsewhere, and counts how many there were."""

from __future__ import annotations

import random

import pytest

from bench.reports import make_report, render
from gklint import baseline
from gklint.diagnostics import Diagnostic, Severity
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


def known(doc: Document, found: list[Diagnostic], old: baseline.Baseline) -> list[bool]:
    marked, _ = baseline.mark(found, doc, old)
    return [d.suppressed is not None for d in marked]


def test_a_finding_is_known_again_after_edits_elsewhere() -> None:
    before = document()
    old = baseline.collect([(before, finding(before, "（五）监督保障"))])
    after = document("\n\n" + TEXT.replace("一、总体情况\n", "一、总体情况\n新加的一段文字。\n"))
    assert known(after, [finding(after, "（五）监督保障")], old) == [True]


def test_a_second_finding_of_the_same_kind_is_new() -> None:
    doc = document()
    one = finding(doc, "六、其他需要报告的事项")
    old = baseline.collect([(doc, one)])
    assert known(doc, [one, one], old) == [True, False]


def test_the_same_words_elsewhere_are_another_finding() -> None:
    doc = document(TEXT + "\n（五）监督保障\n")
    old = baseline.collect([(doc, finding(doc, "（五）监督保障"))])
    assert known(doc, [finding(doc, "（五）监督保障", nth=1)], old) == [False]


def test_what_is_no_longer_found_is_told_and_dropped() -> None:
    doc = document()
    old = baseline.collect([(doc, finding(doc, "一、总体情况")), (doc, finding(doc, "六、其他需要报告的事项"))])
    _, stale = baseline.mark([finding(doc, "一、总体情况")], doc, old)
    assert len(stale) == 1
    smaller = baseline.shrink(old, baseline.collect([(doc, finding(doc, "一、总体情况"))]))
    assert sum(smaller.counts.values()) == 1


def test_shrinking_adds_nothing() -> None:
    doc = document()
    old = baseline.collect([(doc, finding(doc, "一、总体情况"))])
    more = baseline.collect([(doc, finding(doc, "一、总体情况")), (doc, finding(doc, "（五）监督保障"))])
    assert baseline.shrink(old, more) == old


def test_gk_findings_are_never_taken_in() -> None:
    doc = document()
    assert not baseline.collect([(doc, finding(doc, "一、总体情况", code="GK003"))]).counts


def test_it_reads_back_what_it_wrote_and_refuses_anything_else() -> None:
    doc = document()
    old = baseline.collect([(doc, finding(doc, "一、总体情况")), (doc, finding(doc, "（五）监督保障"))])
    assert baseline.loads(old.dumps()) == old
    for text in ("", "[]", "{}", '{"schema": 2, "entries": []}', '{"schema": 1, "entries": [{"path": "a"}]}'):
        with pytest.raises(baseline.BaselineError):
            baseline.loads(text)
