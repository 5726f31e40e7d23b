"""Checks one text: directives out, parse, rules, marks in. Pure but for what the rules' own files are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gklint.diagnostics import Diagnostic, Findings
from gklint.results import FileResult, Status
from gklint.runner.discover import Target
from gklint.runner.internal import not_a_report, remarked, unsure_form
from gklint.runner.marking import Marker
from gklint.runner.outcome import ANY_DAY
from gklint.runner.setup import Setup
from gklint.suppress import read_directives
from gklint.text import Source

if TYPE_CHECKING:
    from gklint.baseline import Key


class Examined(NamedTuple):
    """A file's result, and what the run wants to know beside it (see :class:`~gklint.runner.outcome.Outcome`)."""

    result: FileResult
    used: frozenset[int] = frozenset()
    known: Mapping[Key, int] = Counter()
    days: tuple[date, date] = ANY_DAY


def examine(source: Source, target: Target, setup: Setup, marker: Marker, force: bool) -> Examined:
    """The findings of ``source``, which was read from ``target``."""
    prepared = setup.for_file(source.path)
    bare, directives = read_directives(source)
    document = setup.read(bare, prepared.form)
    own: list[Diagnostic] = []
    if document.kind is None:
        own += [] if target.in_folder else [not_a_report(forced=force)]
        if not force:
            return Examined(FileResult(source.path, Status.SKIPPED, source, document, Findings(tuple(own))))
    if prepared.form == "auto" and not document.choice.certain:
        own.append(unsure_form(document))
    own += map(remarked, source.notes)
    findings = prepared.checker.check(document)
    marked = marker.mark(
        findings.diagnostics,
        document,
        directives,
        covers=setup.covers,
        running=prepared.running,
        later=prepared.later,
    )
    diagnostics = tuple(sorted((*own, *marked.diagnostics), key=lambda d: d.order))
    result = FileResult(source.path, Status.CHECKED, source, document, Findings(diagnostics, findings.not_run))
    return Examined(result, marked.used, marked.known, marker.days(directives))
