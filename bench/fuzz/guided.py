"""Fuzzing by coverage with atheris (libFuzzer): the inputs that reach new lines of gklint are kept and mutated further.

Atheris must change gklint's code before it is imported, and libFuzzer ends the process that it runs in; so each stretch
is a process of its own: ``python -m bench.fuzz.guided TARGET RUNS SEED FOLDER``.
"""

from __future__ import annotations

import importlib
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from bench.fuzz.found import Finding, Share
from bench.fuzz.scratch import clean_up

_DONE = re.compile(r"stat::number_of_executed_units: (\d+)")
_PEAK = re.compile(r"stat::peak_rss_mb: +(\d+)")
_LONGEST = 20_000
_BEGINNINGS = 300


def run_guided(target: str, runs: int, seed: int) -> Share:
    """Has atheris run about so many inputs; begins again after one that ended the process."""
    started, done, peak = time.perf_counter(), 0, 0
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for attempt in range(20):
            command = [sys.executable, "-m", "bench.fuzz.guided", target, str(runs - done), str(seed + attempt), name]
            stretch = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors="replace")
            said = stretch.communicate()[1]
            clean_up(stretch.pid)
            count, used = _DONE.search(said), _PEAK.search(said)
            if count is None:
                raise RuntimeError(said[-2000:])
            done += int(count[1])
            peak = max(peak, int(used[1]) * 1024 if used else 0)
            if stretch.returncode:
                findings.append(Finding(attempt, "hang, memory or death", said[-2000:]))
            if done >= runs:
                break
        for path in sorted(folder.glob("finding-*")):
            words, _, data = path.read_bytes().partition(b"\0")
            findings.append(Finding(-1, f"{words.decode().splitlines()[-1]} {data[:2000]!r}", words.decode()))
    return Share(done, time.perf_counter() - started, peak, findings)


def main() -> None:
    """One stretch, in this process."""
    atheris = importlib.import_module("atheris")  # only here, and only where it is installed
    target, runs, seed, name = sys.argv[1:]
    folder = Path(name)
    with atheris.instrument_imports(include=["gklint"]):
        targets = importlib.import_module("bench.fuzz.targets")
    fuzzed = targets.TARGETS[target]
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    rng = random.Random(f"{seed}:{target}:guided")
    for number in range(_BEGINNINGS):
        (corpus / f"{seed}-{number}").write_bytes(fuzzed.make(rng))
    fuzzed.run(fuzzed.make(rng))
    seen: set[str] = set()

    def one(data: bytes) -> None:
        try:
            fuzzed.run(data)
        except Exception as error:
            trace = traceback.format_exc()
            cause = f"{type(error).__name__} {trace.splitlines()[-3]}"
            if cause not in seen:
                seen.add(cause)
                path = folder / f"finding-{seed}-{len(seen)}"
                path.write_bytes(trace.encode(errors="replace") + b"\0" + data)

    def mutate(data: bytes, most: int, number: int) -> bytes:
        """Half of the time a fresh input of our own making, which knows the format; else libFuzzer's mutation."""
        made: bytes = fuzzed.make(random.Random(number))[:most] if number % 8 == 0 else atheris.Mutate(data, most)
        return made

    options = [
        f"-runs={runs}", f"-seed={seed}", f"-max_len={_LONGEST}", f"-timeout={int(3 * fuzzed.seconds)}",
        "-rss_limit_mb=2048", "-print_final_stats=1", f"-artifact_prefix={folder}/", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
