"""``--format sarif``: a SARIF 2.1.0 log, for code scanning and for editors.

Columns count code points (``columnKind``). Where a position is not one of the file itself (Word, PDF, HTML), there is
no region but the words by which a person finds the place, and no fix. What could not be checked is a notification.
"""

from __future__ import annotations

from gklint import __version__
from gklint.diagnostics import (
    Applicability,
    Diagnostic,
    Edit,
    Fix,
    Label,
    NotRun,
    Place,
    Severity,
    SuppressedBy,
    Suppression,
)
from gklint.reporters.base import Style
from gklint.reporters.fingerprints import fingerprints
from gklint.reporters.jsontext import Json, json_text
from gklint.reporters.places import origin
from gklint.reporters.sarif_rules import Descriptors
from gklint.reporters.sarif_words import artifact_uri, plain
from gklint.reporters.words import not_run_words
from gklint.results import FileResult, Tally
from gklint.text import Position, Source, Span

SCHEMA_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gklint/v1"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SUPPRESSED = {SuppressedBy.INLINE: "inSource", SuppressedBy.CONFIG: "external", SuppressedBy.BASELINE: "external"}
_INNER = "        "


class SarifReporter:
    """Keeps the text of each result until the end, since the tool with its rules stands before them."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._rules = Descriptors()
        self._results: list[str] = []
        self._notifications: list[Json] = []

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def file(self, result: FileResult) -> str:
        """Nothing yet; the results of one file are noted, suppressed ones too."""
        known = fingerprints(result, with_path=False)
        for diagnostic, fingerprint in zip(result.findings.diagnostics, known, strict=True):
            index = self._rules.index_of(diagnostic)
            entry = _result_json(diagnostic, result, index, fingerprint)
            self._results.append(json_text(entry, _INNER))
        for unchecked in result.findings.not_run:
            reference: Json = {"id": unchecked.code, "index": self._rules.index_of_code(unchecked.code)}
            self._notifications.append(_notification_json(unchecked, result, reference))
        return ""

    def end(self, total: Tally) -> str:
        """The whole log: one run of one tool."""
        driver: Json = {"name": "gklint", "version": __version__, "rules": self._rules.json(self._style.rules())}
        invocation: Json = {
            "executionSuccessful": not total.unfinished,
            "toolExecutionNotifications": self._notifications,
        }
        parts = {
            "tool": json_text({"driver": driver}, "      "),
            "invocations": json_text([invocation], "      "),
            "columnKind": '"unicodeCodePoints"',
            "newlineSequences": '["\\r\\n", "\\n", "\\r"]',
            "results": "[\n" + ",\n".join(_INNER + r for r in self._results) + "\n      ]" if self._results else "[]",
        }
        run = ",\n".join(f'      "{key}": {value}' for key, value in parts.items())
        return f'{{\n  "$schema": "{SCHEMA_URI}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n{run}\n    }}\n  ]\n}}\n'


def _result_json(diagnostic: Diagnostic, result: FileResult, index: int, fingerprint: str) -> Json:
    source, path = result.source, result.path
    found: dict[str, Json] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": plain(diagnostic.message)},
        "locations": [_location(path, source, diagnostic.span)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if diagnostic.labels:
        found["relatedLocations"] = [_related(n, label, path, source) for n, label in enumerate(diagnostic.labels, 1)]
    fix = diagnostic.fix
    if fix and fix.applicability is not Applicability.DISPLAY and source and source.origin is None:
        found["fixes"] = [_fix_json(fix, path, source)]
    if diagnostic.suppressed:
        found["suppressions"] = [_suppression_json(diagnostic.suppressed)]
    properties = _properties(diagnostic)
    if properties:
        found["properties"] = properties
    return found


def _properties(diagnostic: Diagnostic) -> dict[str, Json]:
    """What SARIF has no place for."""
    found: dict[str, Json] = {}
    if diagnostic.grade:
        found["grade"] = diagnostic.grade
    if diagnostic.basis:
        found["basis"] = {"text": diagnostic.basis.text, "status": diagnostic.basis.status.value}
    if diagnostic.calculation:
        found["calculation"] = list(diagnostic.calculation.lines)
    if diagnostic.fix:
        found["suggestion"] = {
            "title": diagnostic.fix.title,
            "applicability": diagnostic.fix.applicability.value,
        }
    return found


def _location(path: str, source: Source | None, span: Span | None) -> dict[str, Json]:
    physical: dict[str, Json] = {"artifactLocation": {"uri": artifact_uri(path)}}
    found: dict[str, Json] = {"physicalLocation": physical}
    if source is None or span is None:
        return found
    original = origin(source, span.start)
    if original is not None:
        found["logicalLocations"] = [{"name": original}]
    elif source.origin is None:
        physical["region"] = _region(source.position(span.start), source.position(span.end))
    return found


def _far(path: str, place: Place) -> dict[str, Json]:
    """A location in a file whose text is not at hand."""
    physical: dict[str, Json] = {"artifactLocation": {"uri": artifact_uri(path)}}
    if place.origins is None:
        return {"physicalLocation": physical | {"region": _region(place.start, place.end)}}
    names = [{"name": name} for name in place.origins[:1] if name]
    return {"physicalLocation": physical} | ({"logicalLocations": names} if names else {})


def _region(start: Position, end: Position) -> Json:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _related(number: int, label: Label, path: str, source: Source | None) -> Json:
    here = label.path in (None, path)
    location = _location(label.path or path, source if here else None, label.span)
    if not here and label.place is not None:
        location |= _far(str(label.path), label.place)
    return {"id": number, "message": {"text": plain(label.message)}, **location}


def _fix_json(fix: Fix, path: str, source: Source) -> Json:
    replacements = [_replacement(edit, source) for edit in fix.edits]
    change: Json = {"artifactLocation": {"uri": artifact_uri(path)}, "replacements": replacements}
    return {"description": {"text": plain(fix.title)}, "artifactChanges": [change]}


def _replacement(edit: Edit, source: Source) -> Json:
    start, end = map(source.position, edit.span)
    found: dict[str, Json] = {"deletedRegion": _region(start, end)}
    if edit.text:
        found["insertedContent"] = {"text": edit.text}
    return found


def _suppression_json(suppression: Suppression) -> Json:
    by: Json = {"by": suppression.by.value}
    return {
        "kind": _SUPPRESSED[suppression.by],
        "status": "accepted",
        "justification": suppression.reason,
        "properties": by,
    }


def _notification_json(entry: NotRun, result: FileResult, reference: Json) -> Json:
    return {
        "level": "note",
        "message": {"text": plain(f"未能核对：{not_run_words(result.path, entry, result)}")},
        "associatedRule": reference,
        "locations": [_location(result.path, result.source, entry.span)],
    }
