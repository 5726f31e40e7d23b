"""Which plugins are installed, found without importing any of them.

A plugin is an entry point of the group ``gklint``. The scan reads the ``entry_points.txt`` of every installed
distribution, and is remembered by name and time of all their metadata folders: installing one changes that, so a new
plugin is seen at once, and a start without plugins costs a listing of folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from gklint.cache import installed, remembered
from gklint.tuples import NamedTuple

GROUP = "gklint"
DISABLE = "GKLINT_DISABLE_PLUGINS"
_ALL = frozenset({"1", "all", "true", "yes"})


class EntryPoint(NamedTuple):
    """An entry point of the group: its distribution (as named in its metadata folder), its name, what it names."""

    distribution: str
    version: str
    name: str
    value: str

    def __str__(self) -> str:  # noqa: D105
        return f"{self.distribution} {self.version} ({self.name} = {self.value})"


def normalized(distribution: str) -> str:
    """The name of a distribution as packaging tools compare it: ``My_Pack`` is ``my-pack``."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def installed_plugins() -> tuple[EntryPoint, ...]:
    """The entry points of the group ``gklint`` that are not switched off by ``GKLINT_DISABLE_PLUGINS`` (``1`` for all,
    or names of distributions and entry points, separated by commas)."""
    off = {word.strip() for word in os.environ.get(DISABLE, "").split(",")} - {""}
    if off & _ALL:
        return ()
    folders = installed()
    stamps = (f"{path}:{time}" for path, time in folders)
    found = remembered(("plugins", *stamps), lambda: tuple(_entry_points(path for path, _ in folders)))
    banned = {normalized(word) for word in off}
    return tuple(one for one in found if not {normalized(one.distribution), normalized(one.name)} & banned)


def _entry_points(folders: Iterable[str]) -> Iterator[EntryPoint]:
    """The entry points of the group; of two versions of a distribution the first on the path, as Python imports it."""
    seen = set()
    for folder in folders:
        stem = os.path.splitext(os.path.basename(folder))[0]
        distribution, _, version = stem.partition("-")
        if normalized(distribution) in seen:
            continue
        seen.add(normalized(distribution))
        try:
            with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            continue
        for name, value in _group(text):
            yield EntryPoint(distribution, version, name, value)


def _group(text: str) -> Iterator[tuple[str, str]]:
    """The lines ``name = value`` of the section of the group."""
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line == f"[{GROUP}]"
        elif inside and line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            if equals:
                yield name.strip(), value.strip()
