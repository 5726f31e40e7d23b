"""What a reporter is, and which there are. Reporters make text and print nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType

from gklint.diagnostics import Basis, Severity
from gklint.results import FileResult, Tally
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol
else:
    Protocol = object


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


class Style(NamedTuple):
    """How a report looks: columns of the terminal, colour or not, how much is told, in which language, and what is
    known of the rules (asked for only by the formats that describe them)."""

    width: int = 80
    color: bool = False
    verbose: bool = False
    quiet: bool = False
    english: bool = False
    rules: Callable[[], Iterable[RuleFacts]] = no_rules


class Reporter(Protocol):
    """Takes the results one by one, in order, and gives the text to write for each.

    A reporter may also have ``piece(result) -> object`` and ``take(piece) -> str``, with ``file`` the one after the
    other. ``piece`` depends on nothing but the result and the style, and what it gives can be pickled: it is worked
    out in the process that checks the file, and kept in the cache. Without them the whole result is.
    """

    def begin(self) -> str:
        """The text before the first file."""

    def file(self, result: FileResult) -> str:
        """The text for one file; may be empty."""

    def end(self, total: Tally) -> str:
        """The text after the last file."""


def piece_of(reporter: Reporter, result: FileResult) -> object:
    """What ``reporter`` makes of ``result``, to be written later, by another process or in another run."""
    make = getattr(reporter, "piece", None)
    if make is not None:
        return make(result)
    document = result.document
    if document is None:
        return result.portable()
    from gklint.baseline import key_of

    return result.portable(key_of(d, document, result.path) for d in result.findings.diagnostics)


def text_of(reporter: Reporter, piece: Any) -> str:
    """The text to write for a ``piece`` of an earlier :func:`piece_of`."""
    take = getattr(reporter, "take", None)
    return str(reporter.file(piece) if take is None else take(piece))


class ReporterFormat(NamedTuple):
    """An output format. ``make`` makes a reporter from a style, or is the place ``module:class`` of what does, imported
    when asked for. A format ``for_people`` is written in the terminal's encoding, any other in UTF-8. ``source`` names
    the distribution that adds the format."""

    name: str
    make: str | Callable[[Style], Reporter]
    for_people: bool = False
    source: str = "gklint"


REPORTERS = (
    ReporterFormat("full", "gklint.reporters.full:FullReporter", for_people=True),
    ReporterFormat("concise", "gklint.reporters.concise:ConciseReporter", for_people=True),
    ReporterFormat("grouped", "gklint.reporters.grouped:GroupedReporter", for_people=True),
    ReporterFormat("json", "gklint.reporters.json_report:JsonReporter"),
    ReporterFormat("jsonl", "gklint.reporters.jsonl:JsonLinesReporter"),
    ReporterFormat("sarif", "gklint.reporters.sarif:SarifReporter"),
    ReporterFormat("github", "gklint.reporters.github:GithubReporter"),
    ReporterFormat("gitlab", "gklint.reporters.gitlab:GitlabReporter"),
    ReporterFormat("junit", "gklint.reporters.junit:JunitReporter"),
    ReporterFormat("html", "gklint.reporters.html_report:HtmlReporter"),
)
"""gklint's own formats; plugins add to them (see :mod:`gklint.extensions`)."""

FORMATS: Mapping[str, ReporterFormat] = MappingProxyType({found.name: found for found in REPORTERS})
"""gklint's own formats by name."""


def reporter(name: str, style: Style, formats: Mapping[str, ReporterFormat] = FORMATS) -> Reporter:
    """A new reporter for the format ``name``; raises ``KeyError`` if there is none."""
    make = formats[name].make
    if isinstance(make, str):
        module, _, attribute = make.partition(":")
        make = getattr(import_module(module), attribute)
    made: Reporter = make(style)
    return made
