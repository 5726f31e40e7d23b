"""Marks the findings of a file that somebody lets stand: inline, in the configuration, in the baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from gklint.config.settings import Settings, seen_from
from gklint.runner.outcome import ANY_DAY
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.baseline import Key
    from gklint.diagnostics import Diagnostic
    from gklint.report.document import Document
    from gklint.report.nodes import Report
    from gklint.suppress import Covers, Directive, Entry


class Known(NamedTuple):
    """The baseline of a run: what it knows, by path, and where it is kept. ``take_all`` marks everything that can be
    taken in, since it is about to be written; ``silent`` says nothing of stale entries."""

    counts: Mapping[str, Mapping[Key, int]] = {}
    folder: Path | None = None
    file: str = ""
    take_all: bool = False
    silent: bool = False

    def path(self, shown: str, start: str = "") -> str:
        """The path by which the baseline knows the file that is shown as ``shown`` (in the folder ``start``)."""
        return shown if self.folder is None else seen_from(self.folder, shown, start)

    def slice(self, shown: str) -> list[tuple[Key, int]]:
        """What is known of one file, in order."""
        return sorted(self.counts.get(self.path(shown), {}).items())


class ConfiguredEntry(NamedTuple):
    """A ``[[suppress]]`` of a configuration file: its number there, the file's place, and where it is written."""

    entry: Entry
    folder: Path
    file: str
    line: int


def configured(settings: Settings) -> tuple[ConfiguredEntry, ...]:
    """All ``[[suppress]]`` entries, the weakest file's first."""
    if not any(layer.get("suppress") for layer in settings.layers):
        return ()
    from gklint.suppress import Entry

    return tuple(
        ConfiguredEntry(
            Entry(**values), layer.file.folder, layer.file.shown, layer.origin("suppress", number).line or 1
        )
        for layer in settings.layers
        if layer.file is not None
        for number, values in enumerate(layer.get("suppress"))
    )


class Marked(NamedTuple):
    """Findings after marking; ``used`` are the numbers of configured entries, ``known`` the keys for a baseline."""

    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[int]
    known: Counter[Key]


class Marker(NamedTuple):
    """Everything that marking needs beside the file itself; ``start`` is as in
    :class:`~gklint.config.settings.Settings`."""

    entries: tuple[ConfiguredEntry, ...]
    known: Known
    inline: bool
    today: date
    collecting: bool = False
    start: str = ""

    def mark(
        self,
        found: Iterable[Diagnostic],
        document: Document,
        directives: tuple[Directive, ...],
        *,
        covers: Covers,
        running: frozenset[str],
        later: frozenset[str] = frozenset(),
        report: Report | None = None,
    ) -> Marked:
        """``found`` in ``document``, marked; rules with the codes ``later`` may yet say something."""
        if not directives and self._marks_nothing:
            return Marked(tuple(sorted(found, key=lambda d: d.order)), frozenset(), Counter())
        from gklint import baseline, suppress

        diagnostics = suppress.clear(found, directives)
        if self.inline and directives:
            diagnostics = suppress.suppress_inline(
                diagnostics,
                directives,
                report or document.report,
                today=self.today,
                covers=covers,
                running=running,
                later=later,
            )
        diagnostics, used = self._configured(diagnostics, document, covers)
        path = self.known.path(document.source.path, self.start)
        known = baseline.collect(diagnostics, document, path) if self.collecting else Counter()
        if self.known.take_all:
            diagnostics = baseline.mark_all(diagnostics)
        elif self.known.counts:
            counts = baseline.renamed(self.known.counts.get(path, {}), covers)
            diagnostics, left = baseline.mark(diagnostics, document, path, counts)
            stale = {key: count for key, count in left.items() if key.code in running}
            if stale and not self.known.silent:
                diagnostics += baseline.stale(stale, self.known.file)
        return Marked(tuple(sorted(diagnostics, key=lambda d: d.order)), used, known)

    def mark_more(
        self,
        found: Iterable[Diagnostic],
        document: Document,
        directives: tuple[Directive, ...],
        *,
        report: Report,
        covers: Covers,
        later: frozenset[str],
    ) -> Marked:
        """What the rules ``later`` ``found`` in ``document`` over several reports, marked. ``report`` is the tree that
        the directives are seen in; what is to be said of themselves was said before."""
        from gklint.suppress import NAMES

        marked = self.mark(found, document, directives, covers=covers, running=later, report=report)
        return marked._replace(diagnostics=tuple(d for d in marked.diagnostics if d.code not in NAMES))

    @property
    def _marks_nothing(self) -> bool:
        """Whether nothing but what a file itself says could mark its findings."""
        return not (self.entries or self.known.counts or self.known.take_all or self.collecting)

    def _configured(
        self, diagnostics: tuple[Diagnostic, ...], document: Document, covers: Covers
    ) -> tuple[tuple[Diagnostic, ...], frozenset[int]]:
        """The entries of each file see the path from that file's folder."""
        from gklint import suppress

        used: set[int] = set()
        for folder in dict.fromkeys(entry.folder for entry in self.entries):
            numbers = [number for number, entry in enumerate(self.entries) if entry.folder == folder]
            entries = [self.entries[number].entry for number in numbers]
            path = seen_from(folder, document.source.path, self.start)
            settled = suppress.suppress_configured(
                diagnostics, entries, document.source, path=path, today=self.today, covers=covers
            )
            diagnostics = settled.diagnostics
            used.update(numbers[number] for number in settled.used)
        return diagnostics, frozenset(used)

    def days(self, directives: Sequence[Directive]) -> tuple[date, date]:
        """The first and last day on which all this comes to the same."""
        if not directives and not self.entries:
            return ANY_DAY
        from gklint import suppress

        untils = [entry.entry.until for entry in self.entries]
        return suppress.fresh([*untils, *(directive.until for directive in directives)], self.today)
