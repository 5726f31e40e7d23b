"""A report as .docx, with merged cells and automatic numbers, gives what the same report gives as text."""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench.reports import KINDS, Form, SyntheticReport, make_report, render
from gklint.readers import read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source
from tests.readers.word_files import para, report_docx, run
from tests.report.table_reports import bound_cells

BLANK_FORM = Path(__file__).resolve().parents[2] / "../shared/real/blank-form-2021.docx"
REPORTS = [(seed, form, blanks) for seed in range(4) for form in ("2019", "2021") for blanks in (False, True)]


def both(report: SyntheticReport, blanks: bool = False) -> tuple[Document, Document]:
    word = read_source("a.docx", report_docx(report, blanks=blanks))
    return read_document(word), read_document(read_source("a.txt", render(report, 5, blanks=blanks).encode()))


def prose(source: Source) -> list[str]:
    return [line for line in source.text.splitlines() if line.strip() and not line.startswith("|")]


@pytest.mark.parametrize(("seed", "form", "blanks"), REPORTS)
def test_tables_prose_and_title_are_those_of_the_report(seed: int, form: Form, blanks: bool) -> None:
    report = make_report(random.Random(seed), form, KINDS[seed % len(KINDS)])
    word, text = both(report, blanks)
    assert prose(word.source) == prose(text.source)
    assert all(word.tables.values())
    assert [cell for cell in bound_cells(word, report, blanks=blanks) if not cell.right] == []
    assert (word.title, word.agency, word.year, word.choice.form) == (report.title, report.agency, report.year, form)


def spoilt(report: SyntheticReport) -> SyntheticReport:
    """``report`` with a total that is wrong, a cell that is no number, and prose with things to find."""
    tables = {name: {row: dict(cells) for row, cells in rows.items()} for name, rows in report.tables.items()}
    tables["requests"]["总计"]["总计"] += 7
    tables["litigation"]["行政复议"]["总计"] += 1
    bad = "统计期限为自202311日起至20231231日止，，主动公开信息  条。"
    return replace(report, tables=tables, preface=(*report.preface, bad))


def findings(folder: Path, name: str, data: bytes) -> Counter[tuple[str, str, str]]:
    """Code, severity and quoted text of each finding; what parts cells in a quotation says nothing."""
    path = folder / name
    path.write_bytes(data)
    command = [sys.executable, "-m", "gklint", "check", "--format", "json", "--fail-on", "never", name]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8")
    text = read_source(name, data).text
    return Counter(
        (d["code"], d["severity"], re.sub(r"[|\s]+", " ", text[d["start"]["offset"] : d["end"]["offset"]]))
        for d in json.loads(done.stdout)["diagnostics"]
    )


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_findings_are_those_of_the_text(tmp_path: Path, form: Form) -> None:
    report = spoilt(make_report(random.Random(5), form, KINDS[0]))
    word = findings(tmp_path, "a.docx", report_docx(report))
    text = findings(tmp_path, "a.txt", render(report, 5).encode())
    assert word == text
    assert {"ARI301", "DAT005"} <= {code for code, _, _ in word}


@pytest.mark.skipif(not BLANK_FORM.is_file(), reason=f"no real documents: there is no file {BLANK_FORM}")
def test_the_official_blank_form_has_few_findings(tmp_path: Path) -> None:
    found = findings(tmp_path, "空白.docx", BLANK_FORM.read_bytes())
    assert sum(found.values()) <= 10
    assert sum(count for (code, _, _), count in found.items() if code == "TBL005") == 3


@pytest.mark.skipif(not BLANK_FORM.is_file(), reason=f"no real documents: there is no file {BLANK_FORM}")
def test_the_official_blank_form_has_three_tables_of_empty_cells() -> None:
    document = read_document(read_source("a.docx", BLANK_FORM.read_bytes()))
    counts = {}
    for name, table in document.tables.items():
        assert table is not None
        states = [c.state.value for row in table.rows.values() for c in row.cells.values()]
        counts[name] = (len(table.rows), len(states), set(states), table.absent_columns, table.extra, table.stray)
    assert counts == {
        "proactive": (6, 10, {"empty"}, (), (), ()),
        "requests": (25, 175, {"empty"}, (), (), ()),
        "litigation": (3, 15, {"empty"}, (), (), ()),
    }


def test_tracked_changes_and_comments_are_told_as_gk014(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="1" w:author="甲">' + run("新增的一句。") + "</w:ins>"
    report = make_report(random.Random(6), "2021", KINDS[1])
    extra = para(run("甲") + inserted + '<w:r><w:commentReference w:id="0"/></w:r>')
    found = findings(tmp_path, "a.docx", report_docx(report, after=extra))
    assert found["GK014", "info", ""] == 2
    assert not any(code == "GK014" for code, _, _ in findings(tmp_path, "b.docx", report_docx(report)))
