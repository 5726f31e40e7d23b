"""What a reporter is, and which there are. Reporters make text and print nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from gklint.results import FileResult, Tally


@dataclass(frozen=True, slots=True)
class Style:
    """How a report for people looks: columns of the terminal, colour or not, and how much is told."""

    width: int = 80
    color: bool = False
    verbose: bool = False
    quiet: bool = False


class Reporter(Protocol):
    """Takes the results one by one, in order, and gives the text to write for each."""

    def begin(self) -> str:
        """The text before the first file."""
        ...

    def file(self, result: FileResult) -> str:
        """The text for one file; may be empty."""
        ...

    def end(self, total: Tally) -> str:
        """The text after the last file."""
        ...


class _Make(Protocol):
    def __call__(self, style: Style) -> Reporter: ...


FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "gklint.reporters.full:FullReporter",
        "concise": "gklint.reporters.concise:ConciseReporter",
        "json": "gklint.reporters.json_report:JsonReporter",
    }
)
"""``module:class`` of each format, imported when asked for."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""Formats whose encoding follows the terminal; all others are written as UTF-8."""


def reporter(name: str, style: Style) -> Reporter:
    """A new reporter for the format ``name``; raises ``KeyError`` if there is none."""
    module, _, attribute = FORMATS[name].partition(":")
    make = cast(_Make, getattr(import_module(module), attribute))
    return make(style)
