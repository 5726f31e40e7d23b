"""Which reader a file gets: by extension, then by content; and what is said of files that cannot be read."""

import errno
import io
import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from gklint.oserrors import why_unread
from gklint.readers import ReadError, format_of, read_source
from gklint.readers.files import read_bytes, read_stream, size_words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
DOCX = b"PK\x03\x04" + bytes(26) + b"word/document.xml"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "一、总体情况".encode(), "text"),
        ("a.TXT", b"", "text"),
        ("报告.v2.md", b"", "markdown"),
        ("a.htm", b"", "html"),
        ("a", b"  <!DOCTYPE html><title>", "html"),
        ("a", b'<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="x">', "html"),
        ("a.mht", b"From: <Saved by Blink>", "mht"),
        ("a", b"From: <Saved by Blink>\nContent-Type: multipart/related;", "mht"),
        ("a.xls", OLE, "sheet"),
        ("a", "没有扩展名".encode(), "text"),
        (".txt", b"", "text"),
        ("dir.pdf/a", b"", "text"),
        ("a.docx", DOCX, "docx"),
        ("a", DOCX, "docx"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.docx", OLE, "legacy"),
        ("a.doc", b"", "legacy"),
        ("a.wps", b"anything", "legacy"),
        ("a.xlsx", DOCX, "sheet"),
        ("a.zip", b"PK\x03\x04", "archive"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.rtf", b"{\\rtf1", "rtf"),
        ("a.ofd", b"PK\x03\x04", "ofd"),
        ("a.odt", b"PK\x03\x04", "odt"),
    ],
)
def test_format(name: str, data: bytes, expected: str) -> None:
    assert format_of(name, data) == expected


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.doc", OLE, "另存为 .docx"),
        ("a.wps", OLE, "另存为 .docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.zip", b"PK\x03\x04", "解压"),
        ("a.rtf", b"{\\rtf1", "另存为 .docx"),
        ("a.mht", b"MIME-Version: 1.0", "仅 HTML"),
        ("a.xls", OLE, "表格或演示文稿"),
    ],
)
def test_what_cannot_be_read_comes_with_advice(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(ReadError, match=advice):
        read_source(name, data)


def test_the_name_tells_the_extension_and_the_path_is_kept() -> None:
    assert read_source("-", "正文".encode(), "稿.txt").path == "-"


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not() -> None:
    assert read_stream(io.BytesIO(b"12345"), 5) == b"12345"
    with pytest.raises(ReadError, match="--max-size"):
        read_stream(io.BytesIO(b"123456"), 5)


@pytest.mark.parametrize("said", [0, 3, 5, 8, 1000])
def test_a_file_is_read_to_its_end_whatever_its_size_was_before(
    said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    status = list(os.stat(path))
    status[stat.ST_SIZE] = said
    monkeypatch.setattr(Path, "stat", lambda self: os.stat_result(status))
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(ReadError, match="--max-size"):
        read_bytes(path, 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    data = b"12345" * 40_000  # more than a pipe holds
    writer = Thread(target=path.write_bytes, args=(data,))
    writer.start()
    assert read_bytes(path, len(data)) == data
    writer.join()


@pytest.mark.parametrize(("size", "words"), [(20 << 20, "20 MB"), (1536, "1.5 KB"), (12, "12 字节"), (1 << 30, "1 GB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_missing_file_folder_and_impossible_path(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "没有.txt", "文件不存在"),
        (tmp_path, "文件夹"),
        (Path("a\0b.txt"), "不允许的字符"),
        (tmp_path / ("长" * 300), "路径太长"),
    ):
        with pytest.raises(ReadError, match=reason):
            read_bytes(path, 100)


def test_no_permission() -> None:
    assert "权限" in why_unread(PermissionError(errno.EACCES, "Permission denied"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ReadError, match="权限"):
        read_bytes(path, 100)
