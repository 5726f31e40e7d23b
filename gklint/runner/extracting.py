"""Taking data out of one file: no rule is run, so none is loaded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gklint.config.settings import Settings
from gklint.diagnostics import Diagnostic, Findings
from gklint.extensions import NO_EXTENSIONS, Extensions
from gklint.readers import CONVERTED, DEFAULT_MAX_PAGES, FORMATS, LEGACY_EXTENSIONS, Formats, ReadError, extension_of
from gklint.results import NOT_A_REPORT, FileResult, Status, Tally
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.likeness import Traits, pack_traits, plugin_traits
from gklint.runner.outcome import Outcome

if TYPE_CHECKING:
    from gklint.report.document import Document
    from gklint.report.vocabulary import Vocabulary
    from gklint.text import Source

_DOUBTFUL = "不像政府信息公开工作年度报告，可能取不到数据"
JSON, CSV, PARQUET = "json", "csv", "parquet"


@dataclass(frozen=True)
class Extraction:
    """Takes data out of files; a piece is JSON or lines of CSV as text, or rows. ``shape`` is ``long`` or ``wide``."""

    format: str
    shape: str
    settings: Settings = field(default_factory=Settings)
    force: bool = False
    stdin_name: str = STANDARD_INPUT
    max_pages: int = DEFAULT_MAX_PAGES
    extensions: Extensions = field(default=NO_EXTENSIONS)
    convert: bool = False

    @cached_property
    def readable(self) -> Formats:
        """All formats that can be read, those of plugins too."""
        return FORMATS + self.extensions.readers + ([CONVERTED] if self.convert else [])

    def __getstate__(self) -> dict[str, object]:
        """What another process needs."""
        state = {name: value for name, value in self.__dict__.items() if name not in ("readable", "vocabulary")}
        return state | {"settings": self.settings.replaced(start=self.settings.start or os.getcwd())}

    def prepare(self) -> None:
        """Load grammars and forms, for the processes that are forked from this one. Raises
        :class:`~gklint.runner.errors.SetupError` for packs with mistakes."""
        from gklint.report.parse import default_vocabulary

        _ = self.vocabulary or default_vocabulary()

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """The labels that annual reports are read by."""
        from gklint.runner.reading import usual_vocabulary

        return usual_vocabulary(self.settings, self.extensions)

    def own(self, target: Target) -> tuple[str, ...]:
        """What the outcome depends on that is the file's own: its path."""
        return (self._shown(target), str(target.in_folder))

    def traits(self) -> Traits:
        """The packs that do not ship with gklint, and the plugins."""
        from gklint.packs import shipped
        from gklint.runner.packs import pack_folders

        ours = set(shipped().values())
        folders = pack_folders(self.settings, self.extensions)[0]
        return (*pack_traits(folder for folder in folders if folder not in ours), *plugin_traits(self.extensions))

    def unreadable(self, target: Target, error: ReadError) -> Outcome:
        """The outcome for a file that cannot be read: a note."""
        from gklint.runner.internal import unreadable

        spared = target.in_folder and not target.unlistable and extension_of(target.path) in LEGACY_EXTENSIONS
        finding = unreadable(error.reason, warning=spared)
        result = FileResult(self._shown(target), Status.FAILED, findings=Findings((finding,)), unfinished=not spared)
        return _outcome(result)

    @property
    def one_by_one(self) -> bool:
        """Nothing is gained by reading several files first."""
        return True

    def run(self, files: Sequence[tuple[Target, bytes]]) -> list[Outcome]:
        """The outcomes for files with their bytes: the data of each as the only piece."""
        return [self._done(target, data) for target, data in files]

    def _done(self, target: Target, data: bytes) -> Outcome:
        from gklint.readers import read_source
        from gklint.runner.internal import crashed

        _ = self.vocabulary  # a run that cannot start says so before anything else

        try:
            source = read_source(self._shown(target), data, max_pages=self.max_pages, formats=self.readable)
        except ReadError as error:
            return self.unreadable(target, error)
        try:
            return self._read(source, target)
        except Exception as error:  # a fault of gklint; the other files are still to be read
            return _outcome(FileResult(source.path, Status.FAILED, source, None, Findings((crashed(error),)), True))

    def _read(self, source: Source, target: Target) -> Outcome:
        from gklint.runner.internal import not_a_report, remarked, unsure_form
        from gklint.runner.reading import read_report

        value = self.settings.one("form", self.settings.matching(source.path))
        form = str(value.value) if value else "auto"
        document = read_report(source, form, self.vocabulary, self.extensions.kinds)
        own: list[Diagnostic] = []
        if document.kind is None and not target.in_folder:
            own.append(not_a_report(document, forced=self.force))
        if document.kind is None and not self.force:
            result = FileResult(source.path, Status.SKIPPED, source, document, Findings(tuple(own)))
            return _outcome(result, self._piece(document) if own else None)
        if form == "auto" and not document.choice.certain:
            own.append(unsure_form(document))
        own += map(remarked, source.notes)
        result = FileResult(source.path, Status.CHECKED, source, document, Findings(tuple(own)))
        return _outcome(result, self._piece(document))

    def _piece(self, document: Document) -> object:
        if self.format == JSON:
            from gklint.reporters.data.json_out import document_text

            return document_text(document)
        from gklint.reporters.data.records import long_rows, wide_row

        rows = list(long_rows(document)) if self.shape == "long" else [wide_row(document)]
        if self.format == PARQUET:
            return rows
        from gklint.reporters.data.csv_out import csv_text

        return csv_text(rows)

    def _shown(self, target: Target) -> str:
        return self.stdin_name if target.path == STANDARD_INPUT else target.path


def _outcome(result: FileResult, piece: object = None) -> Outcome:
    total = Tally()
    total.add(result)
    notes = tuple(
        f"{result.path}：{_DOUBTFUL if finding.code == NOT_A_REPORT else finding.message}"
        for finding in result.findings.diagnostics
    )
    return Outcome(result.path, total, () if piece is None else (piece,), notes=notes)
