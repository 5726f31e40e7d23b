"""Runs inputs in processes of their own, with a limit of memory and, for each input, of processor time."""

from __future__ import annotations

import mmap
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection

from bench.fuzz.found import Finding, Share
from bench.fuzz.scratch import clean_up
from bench.fuzz.targets import TARGETS

MEMORY = 2 << 30
"""Bytes that a process may map; one that has read the rules needs a tenth."""


def input_of(target: str, seed: int, number: int) -> bytes:
    """Input ``number`` of a target: always the same bytes."""
    return TARGETS[target].make(random.Random(f"{seed}:{target}:{number}"))


class Progress:
    """How far a process has come, in memory that it shares with its parent."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 16)

    def put(self, number: int, peak: int) -> None:
        """The process begins with ``number`` and has held ``peak`` kB at most."""
        self._memory[:16] = number.to_bytes(8, "little") + peak.to_bytes(8, "little")

    def get(self) -> tuple[int, int]:
        """What was put last."""
        return int.from_bytes(self._memory[:8], "little"), int.from_bytes(self._memory[8:16], "little")


def _work(target: str, seed: int, numbers: range, progress: Progress, found: Connection) -> None:
    fuzzed = TARGETS[target]
    fuzzed.run(fuzzed.make(random.Random(0)))  # rules are read and patterns compiled without a limit
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in numbers:
        if number % 64 == 0 or number == numbers.start:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        progress.put(number, peak)
        data = fuzzed.make(random.Random(f"{seed}:{target}:{number}"))
        signal.setitimer(signal.ITIMER_PROF, fuzzed.seconds)
        try:
            fuzzed.run(data)
        except Exception as error:
            found.send(Finding(number, type(error).__name__, traceback.format_exc()))
        signal.setitimer(signal.ITIMER_PROF, 0)
    progress.put(numbers.stop, peak)


def run(target: str, seed: int, numbers: range) -> Share:
    """Runs the inputs ``numbers``, starting a new process after one that died, with the input that follows."""
    findings: list[Finding] = []
    started, peak, first = time.perf_counter(), 0, numbers.start
    while first < numbers.stop:
        progress = Progress()
        receive, send = get_context("fork").Pipe(duplex=False)
        process = get_context("fork").Process(
            target=_work, args=(target, seed, range(first, numbers.stop), progress, send)
        )
        process.start()
        send.close()
        findings += _received(receive)
        process.join()
        clean_up(process.pid)
        reached, used = progress.get()
        peak = max(peak, used)
        if process.exitcode and reached < first:
            raise RuntimeError(f"{target}: the process ends with {process.exitcode} before its first input")
        if process.exitcode:
            findings.append(Finding(reached, _death(process.exitcode)))
            print(f"{target} {reached}: {findings[-1].what}", file=sys.stderr, flush=True)
            reached += 1
        first = reached
    return Share(len(numbers), time.perf_counter() - started, peak, findings)


def _received(receive: Connection) -> Iterator[Finding]:
    while True:
        try:
            finding: Finding = receive.recv()
        except EOFError:
            return
        print(finding.trace, file=sys.stderr, flush=True)
        yield finding


def _death(code: int) -> str:
    if code == -signal.SIGPROF:
        return "hang"
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
