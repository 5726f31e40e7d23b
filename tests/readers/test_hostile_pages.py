"""Pages and PDF files made to do harm: one sentence each, within little time and memory."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.readers import ReadError, read_source
from gklint.readers.html import read_html
from gklint.readers.pdf import read_pdf
from gklint.text import Source
from tests.readers.pdf_files import bare_pdf, drawn, lines

SECONDS, MEMORY = 10, 1024 * 1024 * 1024


def report_pdf() -> bytes:
    return drawn(lines("一、总体情况", "本年公开信息12条。"))


def locked() -> bytes:
    return drawn(lines("一、总体情况"), password="open")


def many_pages() -> bytes:
    return drawn(*[lines("一、总体情况")] * 2000)


def nested() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 100_000 + b"x"


def spans() -> bytes:
    return b"<table>" + b"<tr><td colspan=1000 rowspan=65534>1</td></tr>" * 20_000 + b"</table>"


def crossing_lines() -> bytes:
    drawing = (b"%d %d m %d %d l S " % (i % 600, i % 700, i * 7 % 600, i * 3 % 700) for i in range(150_000))
    return bare_pdf(b"".join(drawing))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "locked PDF": ("a.pdf", locked, "密码"),
    "2,000 pages": ("a.pdf", many_pages, "--max-pages"),
    "truncated PDF": ("a.pdf", lambda: report_pdf()[:600], "已损坏"),
    "garbage PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, "已损坏"),
    "PDF bomb": ("a.pdf", lambda: bare_pdf(bytes(1 << 28)), "128 MB"),
    "operators": ("a.pdf", lambda: bare_pdf(b"q Q " * (4 << 20)), "复杂"),
    "lines": ("a.pdf", crossing_lines, "复杂|过长|没有文字层"),  # a quick machine comes to the end of it
    "no text": ("a.pdf", lambda: bare_pdf(b"0 0 100 100 re f"), "没有文字层"),
    "nested tables": ("a.html", nested, "嵌套过深|内容过多"),
    "nested elements": ("a.html", lambda: b"<div>" * 200_000, "嵌套过深"),
    "spans": ("a.html", spans, "单元格超过"),
    "elements": ("a.html", lambda: b"<p>1</p>" * 400_000, "内容过多"),
    "one long line": ("a.html", lambda: b"<p>" + "字".encode() * 6_000_000, "内容过多"),
    "garbage page": ("a.html", lambda: bytes(range(256)) * 1000, "UTF-8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_clear_sentence_within_the_limits(tmp_path: Path, name: str) -> None:
    file, make, reason = HOSTILE[name]
    (tmp_path / file).write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-m", "gklint", "extract", file],
        cwd=tmp_path, preexec_fn=_limits, capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert run.returncode == 2, run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert any(words in run.stderr for words in reason.split("|"))


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_the_limit_of_pages_can_be_moved() -> None:
    data = drawn(*[lines("一、总体情况")] * 3)
    assert read_source("a.pdf", data, max_pages=3).text.count("总体情况") == 3
    with pytest.raises(ReadError, match="超过 2 页"):
        read_source("a.pdf", data, max_pages=2)


def test_a_page_reads_no_file_and_expands_no_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY a "甲甲"><!ENTITY f SYSTEM "{secret.as_uri()}">]><p>乙&a;&f;</p>'
    text = read_source("a.html", page.encode()).text
    assert "机密" not in text
    assert "甲甲" not in text


def refusal(read: Callable[[str, bytes], Source], data: bytes) -> str | None:
    """Why the file is refused; ``None`` if it is read. Any other error is the test's failure."""
    try:
        read("a", data)
    except ReadError as error:
        return error.reason
    return None


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    pdf = bytearray(report_pdf())
    for _ in range(data.draw(st.integers(1, 8))):
        pdf[data.draw(st.integers(9, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    reason = refusal(read_pdf, bytes(pdf))
    assert reason is None or "PDF" in reason


@given(st.binary(max_size=400), st.text(alphabet="<>/=\"'&;tabledrxspnoi1- 甲\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_page_is_read_or_refused(noise: bytes, markup: str) -> None:
    for page in (noise, markup.encode(), b"<table>" + markup.encode() + noise):
        reason = refusal(read_html, page)
        assert reason is None or "网页" in reason
