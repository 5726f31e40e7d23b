"""The bench of the rules measures what it says: every rule that runs, and shares of one whole."""

from __future__ import annotations

from bench.rules import measure


def test_costs_of_the_rules() -> None:
    costs = measure(5)
    assert costs.parsing > 0
    assert {"PUN006", "STR001", "TVT015"} <= costs.rules.keys()
    assert sum(costs.rules.values()) < costs.checking
    assert sum(map(costs.share, costs.rules)) < 1
    assert costs.ratio == costs.checking / costs.parsing
