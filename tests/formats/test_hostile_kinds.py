"""Damaged, mistaken and encrypted files of each kind: one clear message each, within little time and memory."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bench.reports import render
from tests.formats.samples import sample
from tests.readers.pdf_files import drawn, lines
from tests.readers.word_files import report_docx

SECONDS, MEMORY = 10, 1024 * 1024 * 1024
_REPORT = sample("2021")
_DOCX = report_docx(_REPORT)
_PDF = drawn(lines("一、总体情况", "本年公开信息12条。"))
_NOISE = random.Random(1).randbytes(20_000)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)
_TEXT = render(_REPORT, 5).encode()

# What each file is refused with.
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "encrypted.docx": (_OLE, "密码"),
    "truncated.docx": (_DOCX[: len(_DOCX) // 2], "已损坏"),
    "headless.docx": (_DOCX[len(_DOCX) // 2 :], "已损坏"),
    "noise.docx": (_NOISE, "已损坏"),
    "empty.docx": (b"", "已损坏"),
    "text.docx": (_TEXT, "已损坏"),
    "locked.pdf": (drawn(lines("一、总体情况"), password="open"), "密码"),
    "truncated.pdf": (_PDF[:600], "已损坏"),
    "noise.pdf": (_NOISE, "已损坏"),
    "empty.pdf": (b"", "已损坏"),
    "noise.html": (_NOISE, "UTF-8"),
    "empty.html": (b"", "没有文字"),
    "noise.txt": (_NOISE, "UTF-8"),
    "cut.txt": (_TEXT[:1000] + b"\xe6\x9c" + _TEXT[1000:], "UTF-8"),
    "noise.md": (_NOISE, "UTF-8"),
    "noise.doc": (_NOISE, "另存为"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + _NOISE, "图片"),
}
# A page or text that ends too early, or a document under another name, is read as far as it goes.
READ: Mapping[str, bytes] = {
    "truncated.html": render(_REPORT, 13).encode()[:4000],
    "truncated.txt": _TEXT[: _TEXT.index("五、".encode())],
    "document.txt": _DOCX,
    "page.txt": render(_REPORT, 13).encode(),
}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_each_is_refused_with_one_message_or_read(tmp_path: Path) -> None:
    for name, data in ({name: data for name, (data, _) in REFUSED.items()} | dict(READ)).items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "gklint", "check", "--force", "--format", "json", *REFUSED, *READ]
    done = subprocess.run(
        command, cwd=tmp_path, preexec_fn=_limits, capture_output=True, encoding="utf-8", timeout=600, check=False,
        env={**os.environ, "GKLINT_CACHE_DIR": str(tmp_path / "cache")},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == ""
    found = json.loads(done.stdout)["diagnostics"]
    refused = {d["path"]: d["message"] for d in found if d["code"] == "GK001"}
    assert Counter(d["path"] for d in found if d["code"] == "GK001") == Counter(list(REFUSED))
    assert {name for name, (_, words) in REFUSED.items() if words not in refused[name]} == set()
    assert not any("\n" in message for message in refused.values())
    assert not any(d["code"].startswith("GK00") and d["path"] in READ and d["severity"] == "error" for d in found)
