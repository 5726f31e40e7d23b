"""The folder that targets write to, in memory where there is such a place."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

_NAME = "gklint-fuzz-{}-"


def _base() -> Path:
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else Path(tempfile.gettempdir())


@cache
def _made(process: int) -> Path:
    return Path(tempfile.mkdtemp(prefix=_NAME.format(process), dir=_base()))


def folder() -> Path:
    """The folder of this process."""
    return _made(os.getpid())


def clean_up(process: int | None) -> None:
    """Removes the folder of a process that has ended, in whatever way, or of this one, which then gets a new one."""
    for path in _base().glob(f"{_NAME.format(process)}*"):
        shutil.rmtree(path, ignore_errors=True)
    _made.cache_clear()
