"""``--convert``: old Word documents by way of LibreOffice, and a clear word where that cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.reports import expected_tables
from gklint.readers import CONVERTED, READERS, Formats, ReadError, read_source
from gklint.readers.legacy import read_legacy
from gklint.report.read import read_document
from tests.formats.office import converted
from tests.formats.samples import in_formats, sample, spoilt
from tests.tools import require_tool

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def check(folder: Path, *options: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gklint", "check", "--format", "concise", "--quiet", *options]
    environment = {**os.environ, "PATH": path} if path is not None else None
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``a.doc`` made by LibreOffice of a report with faults."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.docx").write_bytes(in_formats(spoilt(sample("2021")), {})["docx"])
    return converted([folder / "a.docx"], "doc", folder)


def test_an_old_document_is_read_by_way_of_libreoffice(old: Path) -> None:
    data = (old / "a.doc").read_bytes()
    source = read_source("a.doc", data, formats=Formats((*READERS, CONVERTED)))
    assert source.read_only is not None
    assert any("LibreOffice" in note for note in source.notes)
    document = read_document(source)
    expected = expected_tables(spoilt(sample("2021")))
    for name, table in document.tables.items():
        assert table is not None
        found = {row.key: {c.column: c.number for c in row.cells.values()} for row in table.rows.values()}
        assert found == expected[name]
    with pytest.raises(ReadError, match="--convert"):
        read_source("a.doc", data)


def test_check_converts_only_when_asked_and_leaves_the_file_alone(old: Path) -> None:
    data = (old / "a.doc").read_bytes()
    (old / "a.wps").write_bytes(data)
    plain = check(old, "a.wps")
    assert plain.returncode == 2
    assert plain.stdout.count("GK001") == 1
    asked = check(old, "--convert", "--fix", "a.wps")
    assert asked.returncode == 1
    assert "ARI301" in asked.stdout
    assert "GK014" in asked.stdout
    assert "不能写回" in asked.stderr
    assert (old / "a.wps").read_bytes() == data


def test_a_damaged_document_is_refused_with_one_sentence(tmp_path: Path) -> None:
    require_tool("soffice")
    (tmp_path / "a.doc").write_bytes(OLE)
    done = check(tmp_path, "--convert", "a.doc")
    assert done.returncode == 2
    assert done.stdout.count("\n") == 1
    assert "打不开" in done.stdout
    assert done.stderr == ""


def test_without_libreoffice_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(OLE)
    done = check(tmp_path, "--convert", "a.doc", path=str(tmp_path))
    assert done.returncode == 2
    assert "没有找到" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for a LibreOffice that never ends")
def test_a_conversion_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program and what it started are both ended, and nothing is left in the temporary folder."""
    script = tmp_path / "bin" / "soffice"
    script.parent.mkdir()
    child = tmp_path / "child"
    script.write_text(
        f"#!/bin/sh\nsleep 60 & echo $! > {child}.new; mv {child}.new {child}\nsleep 60\n", encoding="utf-8"
    )
    script.chmod(0o755)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    wait = subprocess.Popen.wait

    def no_longer_than_it_takes_to_begin(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        while timeout and not child.exists():
            time.sleep(0.01)
        return wait(process, timeout and 0)

    monkeypatch.setattr(subprocess.Popen, "wait", no_longer_than_it_takes_to_begin)
    with pytest.raises(ReadError, match="还没有转换完"):
        read_legacy("a.doc", OLE)
    assert list(temporary.iterdir()) == []
    started = int(child.read_text())
    for _ in range(1000):  # a killed process takes a moment to go
        if not _alive(started):
            break
        time.sleep(0.05)
    assert not _alive(started)


def _alive(process: int) -> bool:
    """Whether the process runs; one that has ended but was not yet collected by its new parent does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
