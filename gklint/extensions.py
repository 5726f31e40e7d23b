"""What plugins add, as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

from gklint.entrypoints import EntryPoint, normalized
from gklint.messages import Words, worded
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gklint.engine.functions import Function
    from gklint.readers import Format
    from gklint.reporters.base import ReporterFormat
    from gklint.text import Source


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


class PluginFailure(NamedTuple):
    """A plugin that could not be loaded, and why; the others go on."""

    plugin: EntryPoint
    reason: Words

    def __str__(self) -> Words:  # noqa: D105
        return worded("插件 {plugin} 不能用：{reason}", plugin=str(self.plugin), reason=self.reason)


class PluginClash(Exception):
    """Plugins that lay claim to the same thing; the lines (Chinese) name both."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class Extensions(NamedTuple):
    """All that the installed plugins add, and what failed."""

    packs: tuple[PluginPack, ...] = ()
    readers: tuple[Format, ...] = ()
    kinds: tuple[ReportKind, ...] = ()
    reporters: tuple[ReporterFormat, ...] = ()
    functions: Mapping[str, Function] = {}
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
    found: Extensions = import_module("gklint.plugins").load(entries) if entries else NO_EXTENSIONS
    return found
