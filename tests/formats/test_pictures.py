"""STR013 is certain where the reader knows that the file has no pictures, and a warning where it does not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.reports import SyntheticReport, render
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import ReadError, read_source
from gklint.report.read import read_document
from gklint.resources import rules_path
from tests.formats.samples import sample
from tests.readers.word_files import docx, para, report_docx

DRAWING = para("<w:r><w:drawing><wp:inline/></w:drawing></w:r>")
OLD_PICTURE = para("<w:r><w:pict><v:shape/></w:pict></w:r>")


def without_table(report: SyntheticReport, role: str) -> SyntheticReport:
    sections = (s if s.role != role else s._replace(role="none") for s in report.sections)
    return replace(report, sections=tuple(sections))


def test_the_grade_follows_the_pictures_of_the_file(tmp_path: Path) -> None:
    report = without_table(sample("2021"), "litigation")
    page = render(report, 13)
    files = {
        "none.docx": (report_docx(report), "error", None),
        "drawing.docx": (report_docx(report, after=DRAWING), "warning", "或为图片"),
        "old.docx": (report_docx(report, after=OLD_PICTURE), "warning", "或为图片"),
        "none.html": (page.encode(), "error", None),
        "picture.html": (page.replace("</body>", '<img src="table.png"></body>').encode(), "warning", "或为图片"),
        "unknown.txt": (render(report, 5).encode(), "warning", "或为图片"),
    }
    for name, (data, _, _) in files.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "gklint", "check", "--select", "STR013", "--format", "json", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    found = {d["path"]: (d["code"], d["severity"], d["grade"]) for d in json.loads(done.stdout)["diagnostics"]}
    assert found == {name: ("STR013", severity, grade) for name, (_, severity, grade) in files.items()}


def test_readers_count_pictures_where_they_can() -> None:
    report = sample("2019")
    assert read_source("a.docx", report_docx(report)).pictures == 0
    assert read_source("a.docx", report_docx(report, after=DRAWING + OLD_PICTURE)).pictures == 2
    assert read_source("a.html", render(report, 13).encode()).pictures == 0
    assert read_source("a.txt", render(report, 5).encode()).pictures is None


def test_a_document_of_pictures_alone_cannot_be_read() -> None:
    scanned = docx(DRAWING + OLD_PICTURE)
    with pytest.raises(ReadError, match="没有文字"):
        read_source("扫描.docx", scanned)
    assert read_source("空.docx", docx(para(""))).text.strip() == ""


def test_cells_that_nothing_sets_apart_are_told_as_such() -> None:
    """The rows of 表三 then look like headings (一、本年新收…): none of them is a section's number (STR007)."""
    page = render(sample("2021"), 13)
    spans = (
        re.sub(r"</?t[dh]\b[^>]*>", "", page).replace("<tr", "<p").replace("</tr>", "</p>").replace("<table", "<div")
    )
    rules = load_ruleset([load_pack(rules_path() / "core", allow_python=True)])
    checker = Checker(rules, CheckOptions(selected=frozenset(("STR007", "STR013"))))
    found = checker.check(read_document(read_source("a.html", spans.encode()))).diagnostics
    assert {(d.code, d.severity.word, d.grade) for d in found} == {("STR013", "warning", "分不开")}
    assert "表三" in "".join(d.message for d in found)
