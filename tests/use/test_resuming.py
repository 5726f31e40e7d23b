"""A run over a folder that is stopped by Ctrl-C goes on where it was, and says what it would have said at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.generate import write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

COUNT, SOME = 480, 20
"""Reports, and how many of their outcomes are in the cache when the signal is sent; that takes a moment on a busy
machine, and the others must not be done by then."""


def outcomes(cache: Path) -> dict[Path, int]:
    """The cached files with their i-nodes: one that is written again gets another."""
    found = [path for path in cache.glob("*/*") if not path.name.startswith(".")]
    return {path: path.stat().st_ino for path in found}


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--fail-on", "never", "--format", "json"),
        ("check", "--fail-on", "never", "--format", "json", "--jobs", "2"),
        ("summary", "--format", "json"),
    ],
    ids=["check", "two processes", "summary"],
)
def test_what_was_done_is_not_done_again(tmp_path: Path, command: tuple[str, ...]) -> None:
    write(tmp_path / "年报", COUNT, seed=17)
    cache = tmp_path / "cache"
    env = {**os.environ, "GKLINT_CACHE_DIR": str(cache)}
    words = [sys.executable, "-m", "gklint", *command, "--isolated", "年报"]
    whole = subprocess.run([*words, "--no-cache"], cwd=tmp_path, env=env, capture_output=True, check=True)
    subprocess.run([*words, "--exclude", "年报/0*"], cwd=tmp_path, env=env, capture_output=True, check=True)
    before = len(outcomes(cache))  # packs, grammars: all but the reports
    with subprocess.Popen(
        words, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        end = time.monotonic() + 600
        while len(outcomes(cache)) < before + SOME and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
        out, err = process.communicate(timeout=600)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    kept = outcomes(cache)
    assert before + SOME <= len(kept) < before + COUNT, "stopped in the middle"
    again = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert again.stdout == whole.stdout
    after = outcomes(cache)
    assert len(after) >= before + COUNT
    assert {path: after[path] for path in kept} == kept
