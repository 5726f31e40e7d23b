"""From the options of the command line to the rules and the function that checks a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from gklint.engine import policy
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.policy import Mistake
from gklint.engine.problems import PackError
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.packs import CORE, read_pack, shipped

# Rules that ask for a title; with --no-title they have nothing to ask.
_NEED_TITLE = frozenset({"STR008"})


class BadSetup(click.ClickException):
    """The run cannot start: all mistakes in packs or options, a line each; exit status 2."""

    exit_code = 2

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__("\n".join(lines))


def rule_set() -> RuleSet:
    """The rules of the packs; raises :class:`BadSetup` with every mistake in them."""
    try:
        return load_ruleset([read_pack(shipped()[CORE], allow_python=True)])
    except PackError as error:
        raise BadSetup(["规则包不能用：", *map(str, error.problems)]) from error


def checker(given: Mapping[str, Any], timings: dict[str, float] | None = None) -> Checker:
    """The checker that the options of ``check`` ask for; raises :class:`BadSetup` for words that nobody knows."""
    rules = rule_set()
    selected, unknown = policy.select(
        rules, _words(given["select"]), _words(given["ignore"]), _words(given["extend_select"])
    )
    levels, wrong = policy.severities(rules, _levels(given["severity"]))
    mistakes = (*unknown, *wrong)
    if mistakes:
        raise BadSetup(map(_mistake_words, mistakes))
    if given["no_title"]:
        selected -= _NEED_TITLE
    return Checker(rules, CheckOptions(selected, levels, timings=timings))


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _levels(values: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in _words(values):
        code, equals, level = word.partition("=")
        if not equals:
            raise BadSetup([f"--severity 应写成 代码=级别，如 STR004=warning，不能是 {word}"])
        found[code.strip()] = level.strip()
    return found


def _mistake_words(mistake: Mistake) -> str:
    return mistake.message + (f"；{mistake.suggestion}" if mistake.suggestion else "")
