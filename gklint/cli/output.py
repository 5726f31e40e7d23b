"""Writing: what a console cannot show is replaced, a closed pipe ends the run quietly, colour follows the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO, TextIO

import click

from gklint.reporters.terminal import one_line

CLOSED_PIPE_STATUS = 141  # as the shell reports a program that a closed pipe ended


def write_text(text: str) -> None:
    """Write ``text`` for people to standard output, in the console's encoding."""
    _write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def write_data(text: str) -> None:
    """Write ``text`` for programs to standard output: UTF-8, whatever the console."""
    _write(text.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write ``data`` to standard output as it is."""
    _write(data)


def complain(text: str) -> None:
    """Write lines about the run itself to standard error."""
    text = "\n".join(map(one_line, text.split("\n")))
    stream: TextIO = sys.stderr
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except OSError:  # nobody listens; the run goes on
        pass


def _write(data: bytes) -> None:
    if not data:
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        raise click.exceptions.Exit(CLOSED_PIPE_STATUS) from None


def _silence(stream: IO[str]) -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wants_color(choice: str) -> bool:
    """Whether to colour standard output; ``choice`` is ``auto``, ``always`` or ``never``."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal; 80 without one."""
    return max(shutil.get_terminal_size((80, 24)).columns, 20)
