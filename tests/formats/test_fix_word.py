"""``check --fix`` on Word documents: the runs concerned change and nothing else, or nothing at all."""

from __future__ import annotations

import io
import random
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.reports import SyntheticReport
from gklint.readers.word import read_docx
from tests.formats.office import converted
from tests.formats.samples import sample
from tests.readers.word_files import para, report_docx, run

TWICE = "本局已核对，，内容属实。"
ONCE = "本局已核对，内容属实。"
MEDIA = "word/media/image1.png"
SIGNATURE = "_xmlsignatures/sig1.xml"


def with_parts(package: bytes, **parts: bytes) -> bytes:
    """``package`` with further members, stored as they are."""
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED)
    return stream.getvalue()


def document(report: SyntheticReport) -> bytes:
    """A document with one thing to fix, cut over two runs of different formats, and a picture."""
    half = TWICE.index("，，") + 1
    faulty = para(run(TWICE[:half], "<w:b/>") + run(TWICE[half:], "<w:i/>"))
    return with_parts(report_docx(report, after=faulty), **{MEDIA: random.Random(1).randbytes(3000)})


def fix(folder: Path, name: str = "a.docx") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "gklint",
        "check",
        "--fix",
        "--unsafe-fixes",
        "--quiet",
        "--format",
        "concise",
        name,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")


def parts(data: bytes) -> dict[str, tuple[bytes, object]]:
    """Each member's bytes as they lie in the file, and what the directory says of it, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        found: dict[str, tuple[bytes, object]] = {}
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename.encode()) + len(info.extra)
            about = (info.date_time, info.compress_type, info.CRC, info.external_attr)
            found[info.filename] = (data[start : start + info.compress_size], about)
        return found


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.fixture
def fixed(tmp_path: Path) -> tuple[bytes, bytes]:
    """A document before and after ``check --fix``."""
    before = document(sample("2021"))
    (tmp_path / "a.docx").write_bytes(before)
    done = fix(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    return before, (tmp_path / "a.docx").read_bytes()


def test_only_the_run_concerned_changes(fixed: tuple[bytes, bytes]) -> None:
    before, after = fixed
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
    # The second comma stood in the second run, in italics; every other character is as it was.
    assert "<w:i/>" in body(before)
    assert body(after) == body(before).replace(">，内容属实。<", ">内容属实。<")
    assert read_docx("a.docx", after).text == read_docx("a.docx", before).text.replace(TWICE, ONCE)


def test_libreoffice_opens_the_fixed_document(tmp_path: Path, fixed: tuple[bytes, bytes]) -> None:
    (tmp_path / "fixed.docx").write_bytes(fixed[1])
    converted([tmp_path / "fixed.docx"], "txt:Text (encoded):UTF8", tmp_path)
    lines = (tmp_path / "fixed.txt").read_text("utf-8-sig").splitlines()
    assert ONCE in lines
    assert sample("2021").title in lines


def test_a_signed_document_is_left_alone_and_said_to_be(tmp_path: Path) -> None:
    signed = with_parts(document(sample("2021")), **{"_xmlsignatures/origin.sigs": b"", SIGNATURE: b"<Signature/>"})
    (tmp_path / "a.docx").write_bytes(signed)
    done = fix(tmp_path)
    assert "签名" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a.docx").read_bytes() == signed


def test_a_fix_that_cannot_be_written_leaves_the_others_done(tmp_path: Path) -> None:
    """The words in a tracked insertion are not gklint's to change; those beside it are."""
    tracked = '<w:p><w:ins w:id="1" w:author="a">' + run("另有事项，，见后。") + "</w:ins></w:p>"
    (tmp_path / "a.docx").write_bytes(report_docx(sample("2021"), after=para(run(TWICE)) + tracked))
    done = fix(tmp_path)
    text = read_docx("a.docx", (tmp_path / "a.docx").read_bytes()).text
    assert ONCE in text
    assert "另有事项，，见后。" in text
    assert "修订" in done.stderr


_DYING = """
import os, resource, signal, sys
from gklint.launch import main

def die(event, arguments):
    if event == "os.rename" and os.path.basename(arguments[1]) == "a.docx":
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "half written":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize("a.docx") // 2,) * 2)
else:
    sys.addaudithook(die)
main(["check", "--no-cache", "--fix", "--unsafe-fixes", "--quiet", "a.docx"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
@pytest.mark.parametrize(("moment", "cause"), [("half written", "SIGXFSZ"), ("not yet in its place", "SIGKILL")])
def test_killed_while_it_writes_the_document_is_whole(tmp_path: Path, moment: str, cause: str) -> None:
    """The old document stays until the new one is written to the end."""
    before = document(sample("2021"))
    path = tmp_path / "a.docx"
    path.write_bytes(before)
    assert fix(tmp_path).returncode == 0
    after = path.read_bytes()
    path.write_bytes(before)
    done = subprocess.run([sys.executable, "-B", "-c", _DYING, moment], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == -signal.Signals[cause], done.stderr
    assert path.read_bytes() == before
    (left,) = (other.read_bytes() for other in tmp_path.iterdir() if other != path)
    assert left == (after if moment == "not yet in its place" else after[: len(before) // 2])
