"""Killed at any moment, gklint leaves whole files behind and a cache that tells the truth."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills by signals of POSIX")


def test_nothing_is_lost() -> None:
    """The same command with a greater count is the long run."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.kills", "--count", "20", "--seed", "7"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20  killed" in done.stdout
    assert "0 times something was lost" in done.stdout


_IN_PLACE = """
import contextlib, pathlib, random
from bench import kills
from gklint import atomic

@contextlib.contextmanager
def in_place(path, before=None):
    with open(path, "wb") as file:
        yield file

atomic.writing = in_place
kills.Round._death = lambda self: kills.Death(size=10)
for number, scene in enumerate(kills.SCENES[:4]):
    folder = pathlib.Path(str(number))
    folder.mkdir()
    kill = kills.Round(scene, folder.absolute(), random.Random(1)).kill()
    print(scene.name, kill.inside, kill.wrong[0])
"""


def test_what_writes_in_place_is_seen_to_lose_files(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IN_PLACE], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "--fix, text True --fix, text: 0.txt is neither old nor new",
        "--fix, Word True --fix, Word: 0.docx is neither old nor new",
        "baseline True baseline: 基线.json is neither old nor new",
        "--output True --output: 结果.sarif is neither old nor new",
    ], done.stderr
