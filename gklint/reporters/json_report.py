"""``--format json``: one document with files, diagnostics and sums, for programs."""

from __future__ import annotations

from gklint import __version__
from gklint.diagnostics import Basis, Diagnostic, Fix, Label, NotRun, Suppression
from gklint.reporters.base import Style
from gklint.reporters.jsontext import Json, json_text
from gklint.reporters.places import place_json, position, span_json
from gklint.results import FileResult, Tally
from gklint.text import Source
from gklint.tuples import NamedTuple

SCHEMA = 1
_INNER = "    "


class JsonPiece(NamedTuple):
    """The JSON of one file: its path, its entry in ``files`` (empty for none), its diagnostics."""

    path: str
    file: str
    diagnostics: list[str]


class JsonReporter:
    """Keeps the JSON of each file until the end, since files stand before diagnostics; texts and trees are let go."""

    def __init__(self, style: Style) -> None:
        self._files: list[str] = []
        self._diagnostics: list[tuple[str, str]] = []

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def file(self, result: FileResult) -> str:
        """Nothing yet; the result is noted."""
        return self.take(self.piece(result))

    def piece(self, result: FileResult) -> JsonPiece:
        """The JSON of one file."""
        listed = "" if result.settings else json_text(file_json(result), _INNER)
        texts = [json_text(diagnostic_json(d, result.path, result.source), _INNER) for d in result.findings.diagnostics]
        return JsonPiece(result.path, listed, texts)

    def take(self, piece: JsonPiece) -> str:
        """Nothing yet; the piece is noted."""
        if piece.file:
            self._files.append(piece.file)
        self._diagnostics.append((piece.path, ",\n".join(_INNER + text for text in piece.diagnostics)))
        return ""

    def end(self, total: Tally) -> str:
        """The whole document."""
        found = [texts for _, texts in sorted(self._diagnostics, key=lambda entry: entry[0]) if texts]
        parts = {
            "schema": str(SCHEMA),
            "tool": json_text({"name": "gklint", "version": __version__}),
            "files": _array([_INNER + file for file in self._files]),
            "diagnostics": _array(found),
            "summary": json_text(summary_json(total)),
        }
        return "{\n" + ",\n".join(f'  "{key}": {value}' for key, value in parts.items()) + "\n}\n"


def file_json(result: FileResult) -> dict[str, Json]:
    """What is known of a file, and what could not be checked in it."""
    about = result.about
    return {
        "path": result.path,
        "status": result.status.value,
        "form": about.form if about else None,
        "year": about.year if about else None,
        "agency": about.agency if about else None,
        "kind": about.kind if about else None,
        "not_run": [_not_run_json(entry, result.source) for entry in result.findings.not_run],
    }


def diagnostic_json(diagnostic: Diagnostic, path: str, source: Source | None) -> dict[str, Json]:
    """One finding in the file at ``path``."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.word,
        "grade": diagnostic.grade,
        "message": diagnostic.message,
        "path": path,
        **span_json(source, diagnostic.span),
        "labels": [_label_json(label, path, source) for label in diagnostic.labels],
        "basis": _basis_json(diagnostic.basis),
        "fix": _fix_json(diagnostic.fix, source),
        "suppressed": _suppression_json(diagnostic.suppressed),
    }


def summary_json(total: Tally) -> dict[str, Json]:
    """The sums over all files."""
    severities = {severity.word: count for severity, count in total.severities.items()}
    return {
        "files": total.files,
        "error": severities.get("error", 0),
        "warning": severities.get("warning", 0),
        "info": severities.get("info", 0),
        "suppressed": total.suppressed,
        "skipped": total.skipped,
        "failed": total.failed,
        "passed_over": total.passed_over,
        "not_run": total.not_run,
    }


def _array(items: list[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n  ]" if items else "[]"


def _not_run_json(entry: NotRun, source: Source | None) -> Json:
    return {
        "code": entry.code,
        "reason": entry.reason,
        "table": entry.table,
        "row": entry.row,
        "column": entry.column,
        "line": position(source, entry.span.start).line if entry.span else None,
        "count": entry.count,
    }


def _label_json(label: Label, path: str, source: Source | None) -> Json:
    here = label.path in (None, path)
    where = span_json(source if here else None, label.span) if here or label.place is None else place_json(label.place)
    return {"message": label.message, "path": label.path or path, **where}


def _basis_json(basis: Basis | None) -> Json:
    return {"text": basis.text, "status": basis.status.value} if basis else None


def _fix_json(fix: Fix | None, source: Source | None) -> Json:
    if fix is None:
        return None
    edits = [{**span_json(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": fix.applicability.value, "edits": edits}


def _suppression_json(suppression: Suppression | None) -> Json:
    return {"by": suppression.by.value, "reason": suppression.reason} if suppression else None
