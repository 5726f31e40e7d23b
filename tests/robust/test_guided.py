"""Fuzzing by coverage: a short run of each kind, and whether coverage leads to what chance would not find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzz.guided import run_guided

ROOT = Path(__file__).parents[2]
pytest.importorskip("atheris", reason="atheris is for Linux on x86-64 (the extra fuzz)")


@pytest.mark.parametrize("target", ["expression", "html"])
def test_nothing_is_found_in_a_short_run(target: str) -> None:
    """``python -m bench.fuzz TARGET --guided --runs NUMBER`` is the long run."""
    share = run_guided(target, 500, seed=3)
    assert share.findings == []
    assert share.runs >= 500
    assert share.peak > 10_000, "kB"


_DEEP = """
import sys
import atheris
from bench.fuzz import guided, targets

@atheris.instrument_func
def run(data):
    if data[:1] == b"g":
        if data[1:2] == b"k":
            if data[2:3] == b"l":
                if data[3:4] == b"!":
                    raise KeyError("deep")

targets.TARGETS["bad"] = targets.Fuzzed(lambda rng: b"some input", run)
sys.argv[1:] = ["bad", "400000", "1", "."]
guided.main()
"""


def test_coverage_leads_into_the_depth(tmp_path: Path) -> None:
    """One input in four thousand million begins so; each step that is made is kept and goes further."""
    done = subprocess.run(
        [sys.executable, "-c", _DEEP], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    (finding,) = tmp_path.glob("finding-*")
    words, _, data = finding.read_bytes().partition(b"\0")
    assert words.decode().endswith("KeyError: 'deep'\n"), done.stderr.decode(errors="replace")[-500:]
    assert data.startswith(b"gkl!")
