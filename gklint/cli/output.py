"""Writing: what a console cannot show is replaced, colour follows the terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from gklint import streams
from gklint.cli.errors import unwritable
from gklint.reporters.terminal import one_line


def write_text(text: str) -> None:
    """Write ``text`` for people to standard output, in the console's encoding."""
    _write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def write_data(text: str) -> None:
    """Write ``text`` for programs to standard output: UTF-8, whatever the console."""
    _write(text.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write ``data`` to standard output as it is."""
    _write(data)


def write_diff(text: str) -> None:
    """Write a unified diff to standard output: as it is for programs, harmless where a terminal would obey it."""
    if sys.stdout.isatty():
        write_text("".join(one_line(line) + "\n" for line in text.split("\n")[:-1]))
    else:
        write_data(text)


def complain(text: str) -> None:
    """Write lines about the run itself to standard error."""
    lines = "".join(one_line(line) + "\n" for line in text.split("\n"))
    streams.to_error(lines.encode(errors="replace"))


def tell(said: str, *, english: bool) -> None:
    """Write to standard error what gklint itself says, in the language that is wanted."""
    if english:
        from gklint.complaints import in_english

        said = in_english(said)
    complain(said)


def _write(data: bytes) -> None:
    try:
        streams.to_output(data)
    except streams.Unwritable as error:
        raise unwritable(error) from error


def wants_color(choice: str) -> bool:
    """Whether to colour standard output; ``choice`` is ``auto``, ``always`` or ``never``."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal, or what ``COLUMNS`` says; 80 without one. (``shutil`` would tell it too, but imports all
    ways of compressing.)"""
    named = os.environ.get("COLUMNS", "")
    columns = int(named) if named.isdecimal() else 0
    if not columns:
        with suppress(AttributeError, ValueError, OSError):  # no standard output, or no terminal
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    return max(columns or 80, 20)
