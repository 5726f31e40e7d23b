"""The folder that targets write to, in memory where there is such a place."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def _made(process: int) -> Path:
    base = "/dev/shm" if Path("/dev/shm").is_dir() else None
    return Path(tempfile.mkdtemp(prefix=f"gklint-fuzz-{process}-", dir=base))


def folder() -> Path:
    """The folder of this process."""
    return _made(os.getpid())


def clean_up() -> None:
    """Removes the folder."""
    if _made.cache_info().currsize:
        shutil.rmtree(folder(), ignore_errors=True)
        _made.cache_clear()
