"""What a run is told: the configuration files and the command line put together, each value with its origin.

The weakest comes first: the user's own file, extended files, the nearest file, what ``[[overrides]]`` say of a path,
the command line. One value replaces the weaker one; ``select`` puts aside the weaker ``select``, ``ignore`` and
``extend-select``; other lists add up; tables are merged key by key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from gklint.config.files import ConfigFile, Problem
from gklint.config.find import Found
from gklint.globs import matcher
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

COMMAND_LINE = "命令行"
SELECTION = ("select", "ignore", "extend-select")


class Origin(NamedTuple):
    """Where a value comes from: a file and a line, or words (the command line, the default)."""

    where: str
    line: int | None = None
    folder: Path | None = None

    def __str__(self) -> str:  # noqa: D105
        return f"{self.where}:{self.line}" if self.line else self.where

    def problem(self, message: str, suggestion: str | None = None) -> Problem:
        """A mistake in the value."""
        return Problem(self.where, self.line or 1, message, suggestion)


class Value(NamedTuple):
    """A value, or one item of a list or table, and its origin. ``way`` leads to it: ``("severity", "STR004")``."""

    way: tuple[str, ...]
    value: Any
    origin: Origin


class Layer(NamedTuple):
    """The settings of one place: a file, one of its ``[[overrides]]``, or the command line."""

    values: Mapping[str, Any] = {}
    file: ConfigFile | None = None
    way: tuple[str | int, ...] = ()

    def get(self, name: str) -> Any:
        """The value of ``name``, an empty tuple if there is none."""
        return self.values.get(name, ())

    def origin(self, *way: str | int) -> Origin:
        """Where the value at ``way`` is written."""
        if self.file is None:
            return Origin(COMMAND_LINE)
        return Origin(self.file.shown, self.file.line(*self.way, *way), self.file.folder)

    def each(self, name: str) -> Iterator[Value]:
        """The value of ``name``, item by item."""
        found = self.values.get(name)
        if isinstance(found, Mapping):
            for key, item in found.items():
                if isinstance(item, Mapping) and name == "rules":
                    yield from (Value((name, key, k), v, self.origin(name, key, k)) for k, v in item.items())
                else:
                    yield Value((name, key), item, self.origin(name, key))
        elif isinstance(found, tuple):
            yield from (Value((name,), item, self.origin(name, number)) for number, item in enumerate(found))
        elif found is not None:
            yield Value((name,), found, self.origin(name))


class Override(NamedTuple):
    """Settings for some paths; ``matches`` takes the path as seen from the file's folder."""

    layer: Layer
    folder: Path
    matches: Callable[[str], bool]


class Settings:
    """Everything a run is told. ``files`` and ``user`` are the configuration files, ``given`` the command line's;
    ``folder`` is where the run is configured, ``None`` for one that reads no configuration; ``start`` is the folder in
    which paths are given, where it is not the working directory."""

    def __init__(
        self,
        files: tuple[ConfigFile, ...] = (),
        user: ConfigFile | None = None,
        given: Mapping[str, Any] | None = None,
        folder: Path | None = None,
        start: str = "",
    ) -> None:
        self.files: Final = files
        self.user: Final = user
        self.given: Final = given or {}
        self.folder: Final = folder
        self.start: Final = start

    def replaced(self, **parts: Any) -> Settings:
        """These settings with other ``parts``, named as the constructor names them."""
        return Settings(**(self.__getstate__() | parts))

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs; it works the rest out itself."""
        return {name: self.__dict__[name] for name in ("files", "user", "given", "folder", "start")}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The files, the weakest first, without what they say of single paths."""
        return tuple(Layer(file.values, file) for file in self.files)

    @cached_property
    def command_line(self) -> Layer:
        """The settings of the command line."""
        return Layer(self.given)

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """The ``[[overrides]]`` of all files, in order."""
        return tuple(
            Override(Layer(values, file, ("overrides", number)), file.folder, matcher(values["path"]))
            for file in self.files
            for number, values in enumerate(file.values.get("overrides", ()))
        )

    def left_out(self, path: str) -> bool:
        """Whether the configuration leaves out the file or folder ``path``, met in a folder."""
        return any(matches(seen_from(folder, path)) for folder, matches in self._left_out)

    @cached_property
    def _left_out(self) -> tuple[tuple[Path, Callable[[str], bool]], ...]:
        values = (value for layer in self.layers for value in layer.each("exclude"))
        return tuple((value.origin.folder or Path(), matcher([value.value])) for value in values)

    def matching(self, path: str) -> tuple[int, ...]:
        """The numbers of the overrides for the file ``path``."""
        return tuple(
            number
            for number, override in enumerate(self.overrides)
            if override.matches(seen_from(override.folder, path, self.start))
        )

    def layers_for(self, overrides: Sequence[int]) -> tuple[Layer, ...]:
        """All layers for a file that these overrides match."""
        return (*self.layers, *(self.overrides[number].layer for number in overrides), self.command_line)

    def one(self, name: str, overrides: Sequence[int] = ()) -> Value | None:
        """The strongest value of ``name``, which holds one value."""
        return next((v for layer in reversed(self.layers_for(overrides)) for v in layer.each(name)), None)

    def all(self, name: str, overrides: Sequence[int] = ()) -> Iterator[Value]:
        """All items of the list or table ``name``, the weakest first."""
        for layer in self.layers_for(overrides):
            yield from layer.each(name)

    def text(self, name: str, default: str) -> str:
        """The strongest value of ``name``, a text, or ``default``."""
        value = self.one(name)
        return default if value is None else str(value.value)


def combine(found: Found, given: Mapping[str, Any]) -> Settings:
    """The settings of the files ``found`` and of the command line (by key; what was not given is left out)."""
    return Settings(found.files, found.user, given, found.folder)


def seen_from(folder: Path, path: str, start: str = "") -> str:
    """``path``, as given in the folder ``start`` (else: the working directory), as seen from ``folder``, with ``/``."""
    try:
        return os.path.relpath(os.path.join(start, path), folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
