"""The settings of a run from the options of a command and the configuration files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gklint.cli.errors import BadSetup
from gklint.cli.options import CONFIG
from gklint.config.files import ConfigError
from gklint.config.find import candidates, find_config
from gklint.config.settings import Settings, combine
from gklint.messages import worded
from gklint.sightings import FILE, Sightings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LISTS = {
    "select": "select",
    "ignore": "ignore",
    "extend_select": "extend-select",
    "pack": "packs",
    "allow_python": "allow-python",
    "exclude": "exclude",
}
_ONES = {"fail_on": "fail-on", "form": "form", "baseline": "baseline"}


def packs_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the options ``given`` that say what a command is configured by (others may mean something else)."""
    return {option.name: given[option.name] for option in CONFIG}


def settings_of(given: Mapping[str, Any], sightings: Sightings | None = None) -> Settings:
    """The settings; raises :class:`BadSetup` with every mistake in the configuration files. ``sightings`` are told what
    was read, and what was looked for."""
    named = given.get("config")
    place = (Path.cwd(), Path(named) if named else None, bool(given.get("isolated")))
    if sightings is not None:
        for path in candidates(*place):
            sightings.ask(FILE, str(path))
    try:
        found = find_config(*place)
    except ConfigError as error:
        lines = [*map(str, error.problems), *_about_rules(Settings(error.files, given=dict(_told(given))))]
        raise BadSetup([worded("配置不能用："), *sorted(dict.fromkeys(lines), key=_place)]) from error
    if sightings is not None:
        for file in found.files:
            sightings.saw(str(file.path), file.data)
    return combine(found, dict(_told(given)))


def _place(mistake: str) -> tuple[bool, str, int]:
    """File and line of a mistake; those without come last."""
    path, _, rest = mistake.partition(":")
    line = rest.partition(":")[0]
    return (not line.isdigit(), path if line.isdigit() else "", int(line) if line.isdigit() else 0)


def _about_rules(settings: Settings) -> Iterable[str]:
    """What is wrong with what is right so far: codes, options and packs that are not there."""
    from gklint.cli.host import extensions_of
    from gklint.runner.errors import SetupError
    from gklint.runner.setup import Setup

    try:
        Setup(settings, extensions=extensions_of())
    except SetupError as error:
        return error.lines
    return ()


def _told(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the command line says, by the keys of the configuration."""
    for option, key in _LISTS.items():
        if given.get(option):
            values = given[option]
            yield key, tuple(values) if key in ("packs", "exclude", "allow-python") else tuple(words(values))
    for option, key in _ONES.items():
        if given.get(option) is not None:
            yield key, given[option]
    if given.get("severity"):
        yield "severity", levels(words(given["severity"]))


def words(values: Iterable[str]) -> list[str]:
    """The words of options that take several, separated by commas."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def levels(given: Iterable[str]) -> dict[str, str]:
    """``CODE=LEVEL`` words as a table; raises :class:`BadSetup` for a word that is written otherwise."""
    found = {}
    for word in given:
        code, equals, level = word.partition("=")
        if not equals:
            raise BadSetup([worded("--severity 应写成 代码=级别，如 STR004=warning，不能是 {word}", word=word)])
        found[code.strip()] = level.strip()
    return found


@contextmanager
def setup_errors() -> Iterator[None]:
    """Turns the mistakes that loading the rules finds into :class:`BadSetup`."""
    from gklint.runner.errors import SetupError

    try:
        yield
    except SetupError as error:
        raise BadSetup(error.lines) from error
