"""Runs the command line as a process of its own, and in this one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

REPORT = Path(__file__).with_name("report.txt").read_text(encoding="utf-8")


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Gklint = Callable[..., Outcome]


@pytest.fixture
def gklint(tmp_path: Path) -> Gklint:
    """Runs ``gklint ARGS`` in the test's own folder."""

    def run(*args: str, stdin: bytes = b"", env: dict[str, str] | None = None, encoding: str = "utf-8") -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "gklint", *args],
            cwd=tmp_path,
            input=stdin,
            env={**os.environ, **(env or {})},
            capture_output=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


@pytest.fixture
def report(tmp_path: Path) -> str:
    """The path, from the test's own folder, of a report that reads well."""
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    return "报告.txt"
