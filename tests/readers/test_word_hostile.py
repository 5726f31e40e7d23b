"""Word documents made to do harm: each is refused with one sentence, within little time and memory."""

import io
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint.readers import ReadError, read_source
from gklint.readers.word import read_docx
from gklint.readers.word.xml import parse_xml
from tests.readers.word_files import W, docx, package, words

GOOD = docx(words("一、总体情况"))
SECONDS, MEMORY = 10, 1024 * 1024 * 1024


def zipped(method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def bomb() -> bytes:
    """Some hundred megabytes of one character in a few hundred kilobytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(100):
            part.write(b" " * 1024 * 1024)
    return stream.getvalue()


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "甲">{entities}]>'
    return docx("", document=f'{xml}<w:document xmlns:w="{W}"><w:body>&e9;</w:body></w:document>')


def external_entity() -> bytes:
    xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return docx("", document=f'{xml}<w:document xmlns:w="{W}"><w:body>&e;</w:body></w:document>')


def nested_tables() -> bytes:
    """A hundred thousand tables in each other, not compressed."""
    body = b"<w:tbl><w:tr><w:tc>" * 100_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 100_000
    head = f'<w:document xmlns:w="{W}"><w:body>'.encode()
    return zipped(zipfile.ZIP_STORED, word__document=head + body + b"</w:body></w:document>")


def many_elements() -> bytes:
    body = b"<w:p/>" * 400_000
    head = f'<w:document xmlns:w="{W}"><w:body>'.encode()
    return zipped(zipfile.ZIP_STORED, word__document=head + body + b"</w:body></w:document>")


def many_cells() -> bytes:
    row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 1000 + b"</w:tr>"
    head = f'<w:document xmlns:w="{W}"><w:body><w:tbl>'.encode()
    return zipped(zipfile.ZIP_STORED, word__document=head + row * 60 + b"</w:tbl></w:body></w:document>")


def many_members() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(5000):
            archive.writestr(f"word/{i}.xml", b"")
    return stream.getvalue()


def two_documents() -> bytes:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    return stream.getvalue()


def locked() -> bytes:
    """A package whose members say that they are encrypted."""
    data = bytearray(GOOD)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at += 4
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (bomb, "上限"),
    "entity bomb": (entity_bomb, "实体"),
    "external entity": (external_entity, "实体"),
    "nested tables": (nested_tables, "内容过多"),
    "many elements": (many_elements, "内容过多"),
    "many cells": (many_cells, "单元格"),
    "many members": (many_members, "个部分"),
    "two documents": (two_documents, "两次"),
    "locked members": (locked, "密码"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "已损坏或不完整"),
    "garbage": (lambda: b"PK\x03\x04" + bytes(range(256)) * 20, "已损坏或不完整"),
    "not XML": (lambda: zipped(word__document=b"<w:document"), "XML 不完整"),
    "not a document": (lambda: zipped(word__document=b"<x/>"), "没有正文"),
    "odd encoding": (lambda: docx("", document='<?xml version="1.0" encoding="UTF-7"?><x/>'), "编码"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "去掉密码"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_with_one_sentence(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(ReadError, match=reason) as caught:
        read_docx("a.docx", make())
    assert "\n" not in caught.value.reason


def test_an_encrypted_document_is_refused_by_the_registry_too() -> None:
    with pytest.raises(ReadError, match="不设密码"):
        read_source("a.docx", HOSTILE["encrypted"][0]())


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("name", ["zip bomb", "entity bomb", "nested tables", "many elements", "many cells"])
def test_little_time_and_memory_suffice_and_no_traceback_is_shown(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.docx").write_bytes(HOSTILE[name][0]())
    command = [sys.executable, "-m", "gklint", "check", "--max-size", "100MB", "--format", "concise", "a.docx"]
    done = subprocess.run(
        command, cwd=tmp_path, preexec_fn=_limits, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 2
    assert done.stdout.count("GK001") == 1
    assert HOSTILE[name][1] in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_document_within_the_limits_is_read_within_little_time_and_memory(tmp_path: Path) -> None:
    body = "".join(words(f"第{i}段，本年公开信息{i}条。") for i in range(40_000))
    (tmp_path / "a.docx").write_bytes(docx(words("某局2023年政府信息公开工作年度报告") + body))
    script = (
        "import sys; from gklint.readers import read_source;"
        "print(read_source('a.docx', open('a.docx','rb').read()).text.count('\\n'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        preexec_fn=_limits,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=True,
    )
    assert done.stdout == "40001\n"


def test_no_gridspan_makes_a_line_of_millions_of_bars() -> None:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
    assert read_docx("a", docx(f"<w:tbl>{row * 3}</w:tbl>")).text == "| | |\n" * 3


def test_deep_xml_is_refused_by_the_parser() -> None:
    with pytest.raises(ReadError, match="嵌套"):
        parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000)


def text_or_reason(data: bytes) -> str:
    """What is read of ``data``, or why it cannot be; anything else that is raised fails the test."""
    try:
        return read_docx("a.docx", data).text
    except ReadError as error:
        return error.reason


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    made = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(made)))
    damaged = bytes(made[: cut if data.draw(st.booleans()) else len(made)])
    assert "\x00" not in text_or_reason(damaged)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_a_damaged_part_is_read_or_refused_and_nothing_else(junk: bytes) -> None:
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"):
        assert text_or_reason(package({"word/document.xml": b"<x/>", name: junk}))
