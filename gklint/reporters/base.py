"""What a reporter is, and which there are. Reporters make text and print nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from gklint.diagnostics import Basis, Severity
from gklint.results import FileResult, Tally


class RuleFacts(NamedTuple):
    """What a format may say of a rule besides its findings: what it looks for (one line), its highest severity, its
    basis by form (``2019``), its tags, and a note."""

    code: str
    name: str
    summary: str
    severity: Severity
    basis: tuple[tuple[str, Basis], ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None


def no_rules() -> Iterable[RuleFacts]:
    """Nothing is known of the rules but what their findings say."""
    return ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a report looks: columns of the terminal, colour or not, how much is told, and what is known of the rules
    (asked for only by the formats that describe them)."""

    width: int = 80
    color: bool = False
    verbose: bool = False
    quiet: bool = False
    rules: Callable[[], Iterable[RuleFacts]] = no_rules


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
        "grouped": "gklint.reporters.grouped:GroupedReporter",
        "json": "gklint.reporters.json_report:JsonReporter",
        "jsonl": "gklint.reporters.jsonl:JsonLinesReporter",
        "sarif": "gklint.reporters.sarif:SarifReporter",
        "github": "gklint.reporters.github:GithubReporter",
        "gitlab": "gklint.reporters.gitlab:GitlabReporter",
        "junit": "gklint.reporters.junit:JunitReporter",
        "html": "gklint.reporters.html_report:HtmlReporter",
    }
)
"""``module:class`` of each format, imported when asked for."""

FOR_PEOPLE = frozenset({"full", "concise", "grouped"})
"""Formats whose encoding follows the terminal; all others are written as UTF-8."""


def reporter(name: str, style: Style) -> Reporter:
    """A new reporter for the format ``name``; raises ``KeyError`` if there is none."""
    module, _, attribute = FORMATS[name].partition(":")
    make = cast(_Make, getattr(import_module(module), attribute))
    return make(style)
