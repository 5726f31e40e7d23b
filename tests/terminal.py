"""A real terminal for programs under test."""

from __future__ import annotations

import os
import select
import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are of POSIX")


def on_terminal(
    command: Sequence[str],
    folder: Path,
    columns: int = 80,
    env: Mapping[str, str] | None = None,
    stderr: int | None = None,
) -> str:
    """What ``command`` shows on a terminal of that many columns: both streams, unless ``stderr`` goes elsewhere.

    The terminal stays open until the program has ended and all that it wrote is read. So what is missing was not
    written, and a program that a signal ended is told from one that had no more to say.
    """
    import fcntl
    import termios

    main, side = pty.openpty()
    try:
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.set_blocking(main, False)
        errors = side if stderr is None else stderr
        with subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=side, stderr=errors
        ) as process:
            shown = _read(main, process)
    finally:
        os.close(side)
        os.close(main)
    assert process.returncode in (0, 1, 2), f"ended with {process.returncode} after {shown!r}"
    return shown.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int, process: subprocess.Popen[bytes]) -> bytes:
    shown = b""
    while True:
        ended = process.poll() is not None
        try:
            while True:
                shown += os.read(terminal, 65536)
        except BlockingIOError:
            if ended:
                return shown
        select.select([terminal], [], [], 0.02)
