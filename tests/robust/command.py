"""gklint as a process of its own, with the pack of easy rules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

CHECK = ("check", "--isolated", "--pack", "../试验", "--select", "TST001,TST002,TST003", "--fail-on", "never")


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "gklint", *args]


def gklint(
    folder: Path, *args: str, before: Callable[[], None] | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs ``gklint ARGS`` in ``folder``; ``before`` is called in the new process, ``env`` added to the environment."""
    return subprocess.run(
        command(*args), cwd=folder, capture_output=True, check=False, timeout=600, preexec_fn=before,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
