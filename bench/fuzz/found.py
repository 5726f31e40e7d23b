"""What is fuzzed, and what fuzzing finds."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple


class Disagreement(Exception):
    """Two ways to the same answer gave two answers."""


class Fuzzed(NamedTuple):
    """A target: how input number *n* is made, what is done with it, and the seconds of processor time it may take."""

    make: Callable[[random.Random], bytes]
    run: Callable[[bytes], None]
    seconds: float = 10.0


class Finding(NamedTuple):
    """An input that gklint did not bear: its number, a word for what happened, and the traceback if there is one."""

    number: int
    what: str
    trace: str = ""

    @property
    def key(self) -> str:
        """The same for findings that have one cause: the exception and the last line of gklint's that it passed."""
        lines = [line.strip() for line in self.trace.splitlines()]
        own = [line for line in lines if line.startswith("File") and ("/gklint/" in line or "/rules/" in line)]
        return f"{self.what} {own[-1] if own else ''}"


class Share(NamedTuple):
    """What became of some inputs: how many were run, the seconds, the most memory in kB, the findings."""

    runs: int
    seconds: float
    peak: int
    findings: list[Finding]
