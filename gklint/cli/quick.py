"""``gklint check …`` in plain words, read without click, which takes longer to import than a report to check.

Sound because it takes only what click takes in one way: options written out, each with a value that is right beyond
doubt, and paths. For any other word all of them are left to click, which then says what is wrong, too. A test holds the
two against each other, on words right and wrong.
"""

from __future__ import annotations

import os

from gklint.cli.options import CHECK, CHOICE, CONFIG, COUNT, FLAG, FORMAT, HANDS, INPUT, PLACE, TEXT, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_OPTIONS = (*CHECK, *HANDS, *CONFIG, *INPUT)
_BY_WORD = {word: option for option in _OPTIONS for word in option.words}
_COMPLETION = "_GKLINT_COMPLETE"  # with this in the environment click completes words, whatever they are
_DIGITS = 4


def plain_check(words: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """The paths and the options by name that the ``words`` after ``gklint check`` give; ``None`` where it takes
    click to tell."""
    if os.environ.get(_COMPLETION):
        return None
    paths: list[str] = []
    given = {option.name: option.default for option in _OPTIONS}
    rest = iter(words)
    for word in rest:
        if word[:1] != "-" or word == "-":
            paths.append(word)
            continue
        name, equals, value = word.partition("=")
        option = _BY_WORD.get(name)
        if option is None or (equals and name[:2] != "--"):  # to click -j=1 means that -j is “=1”
            return None
        if option.takes == FLAG:
            if equals:
                return None
            given[option.name] = True
            continue
        found = _value(option, value if equals else next(rest, ""))
        if found is None:
            return None
        given[option.name] = (*given[option.name], found) if option.many else found
    return tuple(paths), given


def _value(option: Option, value: str) -> str | int | None:
    """``value`` as click would give it; ``None`` for one that is wrong, or that click must judge."""
    if not value or value.startswith("-"):
        return None
    if option.takes == COUNT:
        sure = value.isascii() and value.isdecimal() and len(value) <= _DIGITS
        return (int(value) or None) if sure else None
    sure = (
        option.takes == TEXT
        or (option.takes in (CHOICE, FORMAT) and value in option.choices)
        or (option.takes == PLACE and os.access(value, os.R_OK))
    )
    return value if sure else None
