"""The table of the formats that can be read: gklint's own, and those that plugins add, in the same shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib import import_module

from gklint.text import Source
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

Reader: TypeAlias = Callable[[str, bytes], Source]
PagedReader: TypeAlias = Callable[[str, bytes, int], Source]


class Format(NamedTuple):
    """A format of files.

    ``read`` is the reader, or its place ``module:function``, imported when the format is first met. It takes the path
    and the bytes (with ``paged`` also the most pages to read) and raises :class:`~gklint.readers.ReadError` with a
    Chinese sentence for what it cannot read. ``extensions`` are in lower case with their dot; ``signatures`` are first
    bytes that leave no doubt, whatever the extension. ``source`` names the distribution that adds the format.
    """

    name: str
    read: str | Reader | PagedReader
    extensions: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    paged: bool = False
    source: str = "gklint"


class Formats:
    """Some formats together; the first that lays claim to an extension or a name has it."""

    def __init__(self, formats: Iterable[Format]) -> None:
        self.by_name: Mapping[str, Format] = {}
        for found in formats:
            self.by_name.setdefault(found.name, found)

    @cached_property
    def extensions(self) -> Mapping[str, str]:
        """The format of each extension that is taken in a folder."""
        found: dict[str, str] = {}
        for one in self.by_name.values():
            for extension in one.extensions:
                found.setdefault(extension, one.name)
        return found

    def signed(self, data: bytes) -> str | None:
        """The format that the first bytes of ``data`` prove, if any."""
        for one in self.by_name.values():
            if one.signatures and data.startswith(one.signatures):
                return one.name
        return None

    def read(self, name: str, path: str, data: bytes, max_pages: int) -> Source:
        """The text of a file in the format ``name``; raises ``KeyError`` for an unknown format."""
        found = self.by_name[name]
        read: Any = found.read
        if isinstance(read, str):
            module, _, function = read.partition(":")
            read = getattr(import_module(module), function)
        source: Source = read(path, data, max_pages) if found.paged else read(path, data)
        return source

    def __add__(self, more: Iterable[Format]) -> Formats:
        """These formats and ``more``."""
        return Formats((*self.by_name.values(), *more))
