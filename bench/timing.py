"""Wall-clock times of commands: interleaved, so that a change of the machine's pace falls on all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

Command = Sequence[str]


def python(*arguments: str) -> list[str]:
    """A command of this very interpreter."""
    return [sys.executable, *arguments]


def seconds(command: Command) -> float:
    """How long ``command`` takes; findings (status 1) are no failure, all else raises ``RuntimeError``."""
    # Compiled modules are kept, as they are wherever gklint is used.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    if done.returncode == 1 and b"Traceback" in done.stderr:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return taken


def interleaved(commands: Mapping[str, Command | Callable[[], Command]], runs: int) -> dict[str, float]:
    """The median time of each command over ``runs`` rounds; one round before them warms the caches. A function gives
    another command each time: what was done before may be remembered."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            taken = seconds(command() if callable(command) else command)
            if number:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}
