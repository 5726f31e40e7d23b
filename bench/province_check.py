"""Has gklint check a province, and compares what it says with what was planted."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.breaks import CODES, LEDGER, Breaker, Planted
from bench.province import Province, province

_HEADER = "机关,年度,本年新收,现行有效"


class Verdict(NamedTuple):
    """What was planted and not found; what was found at error or warning and not planted; and all that was found of the
    rules over several reports, as path and code."""

    missed: list[Planted]
    alarms: list[tuple[str, str, str]]
    found: Counter[str]


def made(count: int, seed: int, breaks: bool) -> tuple[Province, Breaker]:
    """A province, and what is planted in it."""
    whole = province(count, seed)
    breaker = Breaker(whole, seed)
    if breaks:
        breaker.all()
    return whole, breaker


def checked(folder: Path, breaker: Breaker, *options: str) -> Verdict:
    """Writes the province to ``folder``, has it checked from there, and compares."""
    breaker.made.write(folder)
    if breaker.ledger:
        (folder / LEDGER).write_text("\n".join([_HEADER, *breaker.ledger, ""]), encoding="utf-8-sig")
    command = [sys.executable, "-m", "gklint", "check", "--isolated", "--format", "json", *options]
    command += ["--ledger", LEDGER] if breaker.ledger else []
    done = subprocess.run([*command, "."], cwd=folder, capture_output=True, check=False)
    if done.returncode == 2:
        raise RuntimeError(done.stderr.decode())
    told = json.loads(done.stdout)["diagnostics"]
    said = {(one["path"].removeprefix("./"), one["code"]) for one in told}
    missed = [one for one in breaker.planted if (one.name, one.code) not in said]
    allowed = {(one.name, code) for one in breaker.planted for code in (one.code, *one.also)}
    alarms = [
        (one["path"], one["code"], one["message"])
        for one in told
        if one["severity"] != "info" and (one["path"].removeprefix("./"), one["code"]) not in allowed
    ]
    return Verdict(missed, alarms, Counter(one["code"] for one in told if one["code"] in CODES))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.province", description="A province, checked.")
    parser.add_argument("--bodies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", type=Path, help="only write it to this folder")
    options = parser.parse_args()
    for breaks in (False, True):
        whole, breaker = made(options.bodies, options.seed, breaks)
        if options.write:
            whole.write(options.write / ("broken" if breaks else "clean"))
            continue
        with TemporaryDirectory() as folder:
            verdict = checked(Path(folder), breaker)
        what = f"{len(breaker.planted)} breaks of {len(CODES)} codes" if breaks else "no breaks"
        print(f"{len(whole.reports)} reports, {what}: ", end="")
        print(f"{len(verdict.missed)} not found, {len(verdict.alarms)} others at error or warning")
        print("  found in all:", dict(sorted(verdict.found.items())))
        for line in (*verdict.missed, *verdict.alarms):
            print("   ", line)


if __name__ == "__main__":
    main()
