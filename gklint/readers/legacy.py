"""Old formats (.doc, .wps) by way of LibreOffice, where it is installed and ``--convert`` asks for it.

LibreOffice runs with a profile of its own that is thrown away: no macro runs, no link is followed, and nothing of the
user's settings is touched. What it makes, a .docx in a temporary folder, is read as any other.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from gklint.messages import worded
from gklint.readers.errors import ReadError
from gklint.text import Source

SECONDS = 90
"""How long LibreOffice may take for one file."""

_PLACES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SAVE = worded("请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查")
_ABSENT = worded(
    "--convert 要用 LibreOffice，这台机器上没有找到；请先安装，或用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查"
)
_READ_ONLY = worded("旧格式经转换后读取，只显示修改建议，不能写回；请另存为 .docx 后再修改")
_NOTE = worded("由 LibreOffice 从旧格式转换后读取，位置以转换后的文档为准")
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"))


def read_legacy(path: str, data: bytes) -> Source:
    """The text of the old document ``data``; raises :class:`ReadError` where it cannot be converted."""
    from gklint.readers.word import read_docx

    source = read_docx(path, convert(data))
    return source.replaced(notes=(*source.notes, _NOTE), read_only=_READ_ONLY)


def convert(data: bytes) -> bytes:
    """The old document ``data`` as .docx; raises :class:`ReadError`."""
    office = next((found for place in _PLACES if (found := shutil.which(place))), None)
    if office is None:
        raise ReadError(_ABSENT)
    with tempfile.TemporaryDirectory(prefix="gklint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "old.doc").write_bytes(data)
        _write_profile(folder / "profile")
        _run(
            [
                office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                "--nologo", "--convert-to", "docx", "--outdir", str(folder), str(folder / "old.doc"),
            ]
        )  # fmt: skip
        try:
            return (folder / "old.docx").read_bytes()
        except OSError as error:
            raise ReadError(worded("LibreOffice 打不开这个文件，可能已损坏或设了密码；{hint}", hint=_SAVE)) from error


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{_SCRIPTING}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _run(command: list[str]) -> None:
    """Runs LibreOffice, and ends it with all that it started when it takes too long."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(worded("LibreOffice 不能启动（{reason}）；{hint}", reason=reason, hint=_SAVE)) from error
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        said = worded("LibreOffice 用了 {seconds} 秒还没有转换完，已经停下；{hint}", seconds=SECONDS, hint=_SAVE)
        raise ReadError(said) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
