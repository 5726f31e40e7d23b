"""Whether a folder ten times as large takes ten times as long: ``python -m bench.scale [--counts 1000,10000]``.

Each folder is checked as a whole, without the cache: processor time and the most memory that the process held. Then
the smallest folder is checked with an empty cache, interrupted half-way and checked again: the two runs together should
take about as long as one, and say the same.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.generate import write
from bench.timing import python

MOST_TIME = 1.1
"""How many times the proportional time the largest folder may take."""
MOST_MEMORY = 1500.0
"""Megabytes."""
INTERRUPTED = 130


class Cost(NamedTuple):
    """Processor seconds and peak megabytes of a run and those that it waited for, and its exit status."""

    seconds: float
    peak: float
    status: int


def cost(command: list[str], out: Path, enough: Callable[[], bool] | None = None) -> Cost:
    """What ``command`` costs, its output written to ``out``; interrupted as soon as there is ``enough``."""
    with out.open("wb") as file, subprocess.Popen(command, stdout=file) as process:
        if enough is not None:
            while not enough() and os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def check(folder: Path, *options: str) -> list[str]:
    """The command that checks ``folder``."""
    return python(
        "-m", "gklint", "check", "--isolated", "--fail-on", "never", "--format", "jsonl", *options, str(folder)
    )


def _kept(cache: Path) -> int:
    """How many things a cache holds."""
    return sum(len(names) for _, _, names in os.walk(cache))


def interrupted(folder: Path, work: Path) -> tuple[float, float, str]:
    """Seconds of a run over ``folder``, of the interrupted one and its sequel together, and what came of it."""
    os.environ["GKLINT_CACHE_DIR"] = str(work / "whole")
    whole = cost(check(folder), work / "whole.jsonl")
    half = _kept(work / "whole") // 2
    os.environ["GKLINT_CACHE_DIR"] = str(work / "halves")
    first = cost(check(folder), work / "first.jsonl", lambda: _kept(work / "halves") >= half)
    second = cost(check(folder), work / "second.jsonl")
    same = (work / "whole.jsonl").read_bytes() == (work / "second.jsonl").read_bytes()
    words = "the same output" if same else "ANOTHER output"
    if first.status != INTERRUPTED:
        words += f", but it was done before the signal came (status {first.status})"
    return whole.seconds, first.seconds + second.seconds, words


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description="Checks ever larger folders.")
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--jobs", default="1")
    options = parser.parse_args()
    counts = [int(number) for number in options.counts.split(",")]
    found = {}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        print(f"{'reports':>8}{'processor s':>13}{'ms each':>9}{'peak MB':>9}")
        for count in counts:
            write(work / str(count), count)
            found[count] = cost(check(work / str(count), "--no-cache", "--jobs", options.jobs), work / "out.jsonl")
            seconds, peak, _ = found[count]
            print(f"{count:>8}{seconds:>13.1f}{seconds / count * 1000:>9.1f}{peak:>9.0f}", flush=True)
        small, large = found[counts[0]], found[counts[-1]]
        times, size = large.seconds / small.seconds, counts[-1] / counts[0]
        print(f"{size:.0f} times the reports: {times:.2f} times the time (at most {size * MOST_TIME:.0f})")
        print(f"peak {large.peak:.0f} MB (at most {MOST_MEMORY:.0f})")
        whole, halves, words = interrupted(work / str(counts[0]), work)
        print(f"interrupted and resumed ÷ at once: {halves / whole:.2f}; {words}")


if __name__ == "__main__":
    main()
