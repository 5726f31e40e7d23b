"""The rules that commands other than ``check`` speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gklint.cli.configured import settings_of, setup_errors
from gklint.cli.host import extensions_of
from gklint.engine.ruleset import RuleSet
from gklint.runner.setup import load_rules


def rule_set(given: Mapping[str, Any] | None = None) -> RuleSet:
    """The rules of the packs that the configuration and the options ``given`` name; raises ``BadSetup`` with
    every mistake in them."""
    with setup_errors():
        return load_rules(settings_of(given or {}), extensions_of())
