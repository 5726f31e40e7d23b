"""Wall-clock times of commands: interleaved, so that a change of the machine's pace falls on all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Command = Sequence[str]


class Cost(NamedTuple):
    """What a command takes: seconds by the clock, of the processor, and the most memory in bytes (of one process)."""

    seconds: float
    processor: float
    peak: int


def python(*arguments: str) -> list[str]:
    """A command of this very interpreter."""
    return [sys.executable, *arguments]


def gklint(*arguments: str) -> list[str]:
    """gklint as people call it: the script that was installed beside this interpreter; without one, the module."""
    script = Path(sys.executable).with_name("gklint")
    return [str(script), *arguments] if script.is_file() else python("-m", "gklint", *arguments)


def surroundings() -> dict[str, str]:
    """The environment of what is timed: compiled modules are kept, as they are wherever gklint is used."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: Command) -> float:
    """How long ``command`` takes; findings (status 1) are no failure, all else raises ``RuntimeError``."""
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=surroundings(), check=False)
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


def cost(command: Command, folder: Path | None = None) -> Cost:
    """What ``command`` takes, run in ``folder``; its output goes nowhere. Statuses 0 and 1 are no failure, all else
    raises ``RuntimeError``. POSIX only."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings(), cwd=folder
    )
    _, status, used = os.wait4(process.pid, 0)
    taken = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(taken, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def median_costs(commands: Mapping[str, Command], runs: int, folder: Path | None = None) -> dict[str, Cost]:
    """The medians of :func:`cost` over ``runs`` rounds in which the commands take turns; one round before warms up."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            one = cost(command, folder)
            if number:
                found[name].append(one)
    return {
        name: Cost(
            statistics.median(one.seconds for one in costs),
            statistics.median(one.processor for one in costs),
            max(one.peak for one in costs),
        )
        for name, costs in found.items()
    }


def output(command: Command, folder: Path) -> bytes:
    """What ``command`` writes to its standard output, run in ``folder``."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, check=False).stdout
