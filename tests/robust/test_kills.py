"""Killed at any moment, gklint leaves whole files behind and a cache that tells the truth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills by signals of POSIX")
def test_nothing_is_lost() -> None:
    """The same command with a greater count is the long run."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.kills", "--count", "20", "--seed", "7"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20  killed" in done.stdout
    assert "0 times something was lost" in done.stdout
