"""What the rules cost: ``python -m bench.rules [--count 500] [--rounds 3] [--top 20]``.

Reads generated reports in this process, as many together as a run does, checks them by all rules, and prints the share
of each rule in the whole, and how much longer a check is than reading alone. Of each lot the least of some rounds
counts. The whole is processor time; a rule is too short for that clock, so its times are by the wall clock, in
checks of their own. The first reports are not counted: patterns are compiled and rules are imported for them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from time import process_time
from typing import NamedTuple

from bench.generate import generate
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.runner.batch import TOGETHER

WARM_UP = 26


class Costs(NamedTuple):
    """Seconds: reading, parsing and binding; all of the check; each rule in it, by code."""

    parsing: float
    checking: float
    rules: dict[str, float]

    @property
    def whole(self) -> float:
        return self.parsing + self.checking

    @property
    def ratio(self) -> float:
        """The rules' time by that of parsing and binding."""
        return self.checking / self.parsing

    def share(self, code: str) -> float:
        return self.rules[code] / self.whole


class Bench:
    """Checks files by the core rules, with and without the times of single rules."""

    def __init__(self) -> None:
        rules = load_ruleset([load_pack(rules_path() / "core", allow_python=True)])
        self._timings: dict[str, float] = {}
        self._checker = Checker(rules, CheckOptions())
        self._timed = Checker(rules, CheckOptions(timings=self._timings))

    def costs(self, files: Sequence[tuple[str, bytes]], rounds: int) -> Costs:
        """The least that files, which are checked together, cost in so many rounds, each part for itself."""
        found = [self._once(files) for _ in range(rounds)]
        rules = {code: min(one.rules.get(code, 0.0) for one in found) for code in found[0].rules}
        return Costs(min(one.parsing for one in found), min(one.checking for one in found), rules)

    def _once(self, files: Sequence[tuple[str, bytes]]) -> Costs:
        started = process_time()
        documents = _read(files)
        parsed = process_time()
        self._checker.check_each(documents)
        checked = process_time()
        self._timings.clear()
        self._timed.check_each(_read(files))
        return Costs(parsed - started, checked - parsed, dict(self._timings))


def _read(files: Iterable[tuple[str, bytes]]) -> list[Document]:
    return [read_document(read_source(name, data)) for name, data in files]


def measure(count: int, rounds: int = 3) -> Costs:
    """The costs over ``count`` reports in all layouts."""
    bench = Bench()
    parsing = checking = 0.0
    rules: Counter[str] = Counter()
    files = [(name, text.encode()) for name, text in generate(count + WARM_UP)]
    bench.costs(files[:WARM_UP], 1)
    for start in range(WARM_UP, len(files), TOGETHER):
        some = bench.costs(files[start : start + TOGETHER], rounds)
        parsing += some.parsing
        checking += some.checking
        rules.update(some.rules)
    return Costs(parsing, checking, dict(rules))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description="Times the rules.")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--top", type=int, default=20)
    options = parser.parse_args()
    costs = measure(options.count, options.rounds)
    each = 1000 / options.count
    print(f"{options.count} reports: parsing and binding {costs.parsing * each:.1f} ms a report, rules", end=" ")
    print(f"{costs.checking * each:.1f} ms, {costs.ratio:.2f} times as much")
    print(f"{'rule':<10}{'ms/report':>10}{'share':>8}")
    for code in sorted(costs.rules, key=costs.share, reverse=True)[: options.top]:
        print(f"{code:<10}{costs.rules[code] * each:>10.2f}{costs.share(code):>8.1%}")
    rest = costs.checking - sum(costs.rules.values())
    print(f"{'(engine)':<10}{rest * each:>10.2f}{rest / costs.whole:>8.1%}")


if __name__ == "__main__":
    main()
