"""A run over files: discover → read → parse → check, one file at a time, so that memory stays flat."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gklint.diagnostics import Diagnostic, Findings
from gklint.readers import (
    DEFAULT_MAX_PAGES,
    FORMATS,
    LEGACY_EXTENSIONS,
    Formats,
    ReadError,
    extension_of,
    read_source,
)
from gklint.readers.files import os_reason, read_bytes, read_stream
from gklint.results import FileResult, Status
from gklint.runner.discover import STANDARD_INPUT, Target, Targets, discover
from gklint.text import Source

if TYPE_CHECKING:
    from gklint.report.document import Document

__all__ = ["Check", "RunOptions", "Target", "Targets", "discover", "read_target", "run"]

DEFAULT_MAX_SIZE = 20 * 1024 * 1024

Check: TypeAlias = "Callable[[Document], Findings]"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run reads files: ``form`` (``2019``, ``2021``, ``auto``), whether to check what is no report, the largest
    file in bytes and in pages, the name under which standard input is known, and the formats that can be read."""

    form: str = "auto"
    force: bool = False
    max_size: int = DEFAULT_MAX_SIZE
    stdin_filename: str | None = None
    max_pages: int = DEFAULT_MAX_PAGES
    formats: Formats = FORMATS


def run(targets: Iterable[Target], options: RunOptions, check: Check) -> Iterator[FileResult]:
    """The result of each of ``targets``, in their order, each made when asked for; no file stops the others."""
    for target in targets:
        yield _result(target, options, check)


def read_target(target: Target, options: RunOptions) -> Source:
    """The text of ``target``; raises :class:`~gklint.readers.ReadError` when it cannot be read."""
    if target.unlistable:
        raise ReadError(os_reason(target.unlistable))
    if target.path == STANDARD_INPUT:
        name = (options.stdin_filename or STANDARD_INPUT).replace("\\", "/")
        data = read_stream(sys.stdin.buffer, options.max_size)
    else:
        name = target.path
        data = read_bytes(Path(target.path), options.max_size)
    return read_source(name, data, max_pages=options.max_pages, formats=options.formats)


def _result(target: Target, options: RunOptions, check: Check) -> FileResult:
    from gklint.runner.internal import crashed

    try:
        source = read_target(target, options)
    except ReadError as error:
        return _failed(target, error)
    try:
        return _checked(target, source, options, check)
    except Exception as error:  # a fault of gklint; the other files are still to be checked
        return FileResult(source.path, Status.FAILED, source, None, Findings((crashed(error),)), unfinished=True)


def _failed(target: Target, error: ReadError) -> FileResult:
    from gklint.runner.internal import unreadable

    spared = target.in_folder and not target.unlistable and extension_of(target.path) in LEGACY_EXTENSIONS
    finding = unreadable(error.reason, warning=spared)
    return FileResult(target.path, Status.FAILED, findings=Findings((finding,)), unfinished=not spared)


def _checked(target: Target, source: Source, options: RunOptions, check: Check) -> FileResult:
    from gklint.report.read import read_document
    from gklint.runner.internal import not_a_report, remarked, unsure_form

    document = read_document(source, options.form)
    own: list[Diagnostic] = []
    if document.kind is None:
        own += [] if target.in_folder else [not_a_report(forced=options.force)]
        if not options.force:
            return FileResult(source.path, Status.SKIPPED, source, document, Findings(tuple(own)))
    if options.form == "auto" and not document.choice.certain:
        own.append(unsure_form(document))
    own += map(remarked, source.notes)
    findings = check(document)
    diagnostics = sorted((*own, *findings.diagnostics), key=lambda d: d.order)
    return FileResult(source.path, Status.CHECKED, source, document, Findings(tuple(diagnostics), findings.not_run))
