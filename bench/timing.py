"""Wall-clock times of commands: interleaved, so that a change of the machine's pace falls on all of them alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

Command = Sequence[str]


def python(*arguments: str) -> list[str]:
    """A command of this very interpreter."""
    return [sys.executable, *arguments]


def seconds(command: Command) -> float:
    """How long ``command`` takes; findings (status 1) are no failure, all else raises ``RuntimeError``."""
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    if done.returncode == 1 and b"Traceback" in done.stderr:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return taken


def interleaved(commands: Mapping[str, Command], runs: int) -> dict[str, float]:
    """The median time of each command over ``runs`` rounds; one round before them warms the caches."""
    for command in commands.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: statistics.median(taken) for name, taken in times.items()}
