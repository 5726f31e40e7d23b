"""LibreOffice as a test uses it: one start for several files, with a profile of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.tools import require_tool


def converted(files: Iterable[Path], to: str, folder: Path) -> Path:
    """``folder`` with ``files`` converted by LibreOffice's filter ``to`` (such as ``pdf``); skips without it."""
    command = [
        require_tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", to, "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder
