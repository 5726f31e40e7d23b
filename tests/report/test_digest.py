"""What a run remembers of a report is what the report said, wherever it was worked out."""

from __future__ import annotations

import re
from pickle import dumps, loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import generate, reports
from gklint.readers import read_source
from gklint.report import sketch
from gklint.report.digest import Digest, digest_of
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source, fold
from tests.readers.word_files import report_docx

REPORTS = [read_document(Source(name, text)) for name, text in generate(25, seed=11)]
every_report = pytest.mark.parametrize("report", REPORTS, ids=[report.source.path for report in REPORTS])


def sent(report: Document) -> Digest:
    """The digest after its way through the cache or another process."""
    digest: Digest = loads(dumps(digest_of(report)))  # noqa: S301
    return digest


@every_report
def test_a_digest_says_what_the_report_said(report: Document) -> None:
    digest = sent(report)
    again = digest.restored()
    assert (again.title, again.agency, again.year, again.kind) == (
        report.title,
        report.agency,
        report.year,
        report.kind,
    )
    assert again.source.text == report.source.text
    assert again.facts == report.facts
    for name, table in report.tables.items():
        assert (table is None) == (again.tables[name] is None)
        cells = [cell for row in table.rows.values() for cell in row.cells.values()] if table else []
        for cell in cells:
            restored = again.tables[name].cell(cell.row, cell.column)  # type: ignore[union-attr]
            assert (restored.number, restored.state, restored.span) == (cell.number, cell.state, cell.span)


@pytest.mark.parametrize("number", ["007", "0", "00", "1.50", "-3", "12元", "20260101202601012026"])
def test_numbers_are_remembered_however_they_are_written(number: str) -> None:
    text = next(text for name, text in generate(25, seed=11) if name.endswith("-1.txt"))
    report = read_document(Source("a.txt", re.sub(r"(?m)^[0-9]{1,3}$", number, text, count=20)))
    again = sent(report).restored()
    numbers = [
        (cell.number, again.tables[name].cell(cell.row, cell.column).number)  # type: ignore[union-attr]
        for name, table in report.tables.items()
        for row in (table.rows.values() if table else ())
        for cell in row.cells.values()
    ]
    assert len(numbers) > 100
    assert [str(one) for one, _ in numbers] == [str(other) for _, other in numbers]


LETTERS = st.sampled_from("政府信息公开申请的一二三,.12a\n《𠀀")


@given(st.text(LETTERS, max_size=60) | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60))
def test_grams_are_looked_at_wherever_they_begin_with_the_class(text: str) -> None:
    sampler = sketch._sampler()
    chosen = sampler.pattern[: sampler.pattern.index("]") + 1]
    assert sampler.findall(text) == re.findall(f"(?=({chosen}.{{5}}))", text)


def test_the_folded_paragraphs_are_those_of_the_report() -> None:
    report = REPORTS[0]
    lines = {fold(line) for line in report.source.text.splitlines()}
    texts = digest_of(report).texts()
    assert len(texts) > 5
    assert [text for text in texts if not any(line.endswith(text) for line in lines)] == []


def test_a_digest_is_small() -> None:
    sizes = [len(dumps(digest_of(report))) for report in REPORTS]
    assert max(sizes) < 50_000


def test_tables_of_one_edition_share_their_keys() -> None:
    same = [report for report in REPORTS if report.choice.form == "2021"][:2]
    one, other = (sent(report).tables["requests"] for report in same)
    assert one.keys is other.keys


def test_places_in_a_word_file_are_known_for_every_cell_and_paragraph() -> None:
    made = next(reports(1, seed=3))
    report = read_document(read_source("甲.docx", report_docx(made)))
    own = report.source.origin
    assert own is not None
    known = digest_of(report).source.origin
    assert known is not None
    for table in report.tables.values():
        for row in table.rows.values() if table else ():
            assert [known(cell.span.start) for cell in row.cells.values()] == [
                own(cell.span.start) for cell in row.cells.values()
            ]
