"""What the rules cost: ``python -m bench.rules [--count 1000] [--top 20]``.

Reads generated reports in this process, parses and binds each, checks it by all rules with their times taken, and
prints the share of each rule in the whole, and how much longer a check is than parsing and binding alone. The first
reports are not counted: patterns are compiled and rules are imported for them.
"""

from __future__ import annotations

import argparse
from time import perf_counter
from typing import NamedTuple

from bench.generate import generate
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.read import read_document
from gklint.resources import rules_path

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


def measure(count: int) -> Costs:
    """The costs over ``count`` reports in all layouts."""
    timings: dict[str, float] = {}
    rules = load_ruleset([load_pack(rules_path() / "core", allow_python=True)])
    checker = Checker(rules, CheckOptions(timings=timings))
    parsing = checking = 0.0
    for number, (name, text) in enumerate(generate(count + WARM_UP)):
        if number == WARM_UP:
            timings.clear()
            parsing = checking = 0.0
        data = text.encode()
        started = perf_counter()
        document = read_document(read_source(name, data))
        parsed = perf_counter()
        checker.check(document)
        parsing += parsed - started
        checking += perf_counter() - parsed
    return Costs(parsing, checking, timings)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description="Times the rules.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--top", type=int, default=20)
    options = parser.parse_args()
    costs = measure(options.count)
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
