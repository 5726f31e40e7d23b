"""A short run of ``bench.fuzz``, and whether it would see what it looks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, and limits of POSIX")


def fuzz(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *args], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_nothing_is_found_in_a_short_run() -> None:
    """The same command with greater numbers is the long run."""
    pytest.importorskip("reportlab")
    targets = ("text", "expression", "yaml", "config", "html", "docx", "pdf")
    done = fuzz("-m", "bench.fuzz", *targets, "--runs", "600", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(targets)
    assert all(line.endswith(" 0 findings") for line in lines)


_BAD = """
import os, random, signal
from bench.fuzz import targets, worker
numbers = {random.Random(f"1:bad:{n}").random(): n for n in range(10)}
def run(number):
    match number:
        case b"3":
            raise KeyError("three")
        case b"5":
            while True:
                pass
        case b"7":
            bytearray(4 << 30)
        case b"8":
            os.kill(os.getpid(), signal.SIGSEGV)
targets.TARGETS["bad"] = targets.Fuzzed(lambda rng: str(numbers.get(rng.random())).encode(), run, 0.3)
print([(finding.number, finding.what) for finding in worker.run("bad", 1, range(10)).findings])
"""


def test_an_exception_a_hang_a_blow_up_and_a_death_are_seen() -> None:
    done = fuzz("-c", _BAD)
    assert done.stdout == "[(3, 'KeyError'), (5, 'hang'), (7, 'MemoryError'), (8, 'killed by SIGSEGV')]\n", done.stderr
