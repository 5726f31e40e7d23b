"""What plugins add, as a value; and which plugins are installed, found without importing any of them.

A plugin is an entry point of the group ``gklint``. The scan reads the ``entry_points.txt`` of every installed
distribution, and is remembered by name and time of all their metadata folders: installing one changes that, so a new
plugin is seen at once, and a start without plugins costs a listing of folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gklint.cache import installed, remembered

if TYPE_CHECKING:
    from gklint.engine.functions import Function
    from gklint.readers import Format
    from gklint.reporters.base import ReporterFormat
    from gklint.text import Source

GROUP = "gklint"
DISABLE = "GKLINT_DISABLE_PLUGINS"
_ALL = frozenset({"1", "all", "true", "yes"})


class PluginPack(NamedTuple):
    """A pack that a plugin brings: the name to ask for it by (``--pack NAME``), and its folder."""

    name: str
    folder: Path
    source: str = ""


class ReportKind(NamedTuple):
    """A kind of report beside the annual report: its name, the folder of its forms (``*.yaml``, their ``kind:`` is this
    name), and how a text is known to be one. Packs for it say ``kind: NAME`` in their ``pack.yaml``."""

    name: str
    forms: Path
    recognise: Callable[[Source], bool]
    source: str = ""


class PluginCommand(NamedTuple):
    """A command ``gklint NAME``: where its click command is (``module:attribute``), and a line of help (Chinese)."""

    name: str
    where: str
    help: str
    source: str = ""


class EntryPoint(NamedTuple):
    """An entry point of the group: its distribution (as named in its metadata folder), its name, what it names."""

    distribution: str
    version: str
    name: str
    value: str

    def __str__(self) -> str:  # noqa: D105
        return f"{self.distribution} {self.version}（{self.name} = {self.value}）"


class PluginFailure(NamedTuple):
    """A plugin that could not be loaded, and why (Chinese); the others go on."""

    plugin: EntryPoint
    reason: str

    def __str__(self) -> str:  # noqa: D105
        return f"插件 {self.plugin} 不能用：{self.reason}"


class PluginClash(Exception):
    """Plugins that lay claim to the same thing; the lines (Chinese) name both."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Extensions:
    """All that the installed plugins add, and what failed."""

    packs: tuple[PluginPack, ...] = ()
    readers: tuple[Format, ...] = ()
    kinds: tuple[ReportKind, ...] = ()
    reporters: tuple[ReporterFormat, ...] = ()
    functions: Mapping[str, Function] = field(default_factory=dict)
    commands: tuple[PluginCommand, ...] = ()
    failures: tuple[PluginFailure, ...] = ()
    loaded: tuple[EntryPoint, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process loads the plugins anew: what they give may hold what cannot be sent."""
        return _loaded, (self.loaded,)

    @property
    def foreign(self) -> bool:
        """Whether code of a plugin takes part in reading, checking or reporting."""
        return bool(self.readers or self.kinds or self.reporters or self.functions)

    def failed(self, name: str) -> tuple[PluginFailure, ...]:
        """The failures of the distribution or entry point ``name``: for one that is required."""
        wanted = normalized(name)
        return tuple(
            failure
            for failure in self.failures
            if wanted in (normalized(failure.plugin.distribution), normalized(failure.plugin.name))
        )


NO_EXTENSIONS = Extensions()


def _loaded(entries: tuple[EntryPoint, ...]) -> Extensions:
    return cast(Extensions, import_module("gklint.plugins").load(entries)) if entries else NO_EXTENSIONS


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
            text = Path(folder, "entry_points.txt").read_text(encoding="utf-8")
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
