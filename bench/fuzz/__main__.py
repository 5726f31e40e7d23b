"""Fuzzes gklint: ``python -m bench.fuzz text expression yaml --runs 1500000 --seed 1 [--guided] [--report FILE]``.

Each input is made from a corpus (pieces of generated reports, of gklint's own rules, of small documents) by mutations,
the same for the same seed and number: ``--only NUMBER`` makes one of them again and runs it here. It runs in a process
that has a limit of memory and of time for each input; an exception that is no refusal, a hang, a death, and two ways to
one answer that disagree are findings (all targets look for the latter; ``roads``, ``seeds``, ``lark``, ``layouts``,
``jobs`` and ``cache`` for nothing else). ``--runs`` are shared out among the targets by what a run costs. ``--guided``
lets atheris choose the inputs by coverage (the extra ``fuzz``). Status 1 when there is a finding.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.fuzz.found import Finding, Share
from bench.fuzz.guided import run_guided
from bench.fuzz.targets import TARGETS
from bench.fuzz.worker import input_of, run

_SHARES = {"text": 1, "expression": 40, "yaml": 9}
"""How runs are shared out: a text takes thirty times as long as an expression."""


def shared_out(targets: Sequence[str], runs: int) -> dict[str, int]:
    """How many of ``runs`` each target has."""
    parts = {target: _SHARES.get(target, 1) for target in targets}
    whole = sum(parts.values())
    return {target: -(-runs * part // whole) for target, part in parts.items()}


def told(target: str, seed: int, share: Share) -> str:
    """A line on a target, and the command and the trace for each cause of findings."""
    rate = share.runs / share.seconds if share.seconds else 0.0
    lines = [
        f"{target:<12}{share.runs:>9} runs{share.seconds:>8.0f} s{rate:>7.0f}/s{share.peak / 1024:>7.0f} MB"
        f"{len(share.findings):>5} findings"
    ]
    causes: dict[str, Finding] = {}
    for finding in share.findings:
        causes.setdefault(finding.key, finding)
    for key, finding in causes.items():
        lines += [f"  {key}", f"    python -m bench.fuzz {target} --seed {seed} --only {finding.number}"]
    return "\n".join(lines)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description="Fuzzes gklint.")
    parser.add_argument("targets", nargs="+", choices=list(TARGETS))
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run one input, in this process")
    parser.add_argument("--save", type=Path, help="with --only: where to write the input")
    parser.add_argument("--guided", action="store_true", help="let atheris choose the inputs")
    parser.add_argument("--report", type=Path, help="a file to which the results are added")
    options = parser.parse_args()
    if options.only is not None:
        data = input_of(options.targets[0], options.seed, options.only)
        if options.save:
            options.save.write_bytes(data)
        print(repr(data))
        TARGETS[options.targets[0]].run(data)
        return 0
    failed = False
    for target, runs in shared_out(options.targets, options.runs).items():
        if options.guided:
            share = run_guided(target, runs, options.seed)
        else:
            share = run(target, options.seed, range(options.first, options.first + runs))
        words = told(target, options.seed, share)
        print(words, flush=True)
        if options.report:
            with options.report.open("a", encoding="utf-8") as file:
                print(words, file=file)
        failed |= bool(share.findings)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
