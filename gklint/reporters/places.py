"""Positions as reporters show them."""

from __future__ import annotations

from gklint.diagnostics import Label, Place
from gklint.text import Position, Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.reporters.jsontext import Json

_FIRST = Position(1, 1, 0)


def position(source: Source | None, offset: int) -> Position:
    """Line, column and offset of ``offset``; the first place where there is no text."""
    return source.position(offset) if source else _FIRST


def origin(source: Source | None, offset: int) -> str | None:
    """What a person looks for in the original (``第2页``), or ``None`` where the text is the original."""
    return source.origin(offset) if source and source.origin else None


def span_json(source: Source | None, span: Span) -> dict[str, Json]:
    """``start`` and ``end`` of ``span``, with ``origin`` for formats that are not text."""
    return {"start": _place_json(source, span.start), "end": _place_json(source, span.end)}


def _place_json(source: Source | None, offset: int) -> Json:
    place = position(source, offset)
    found: dict[str, Json] = {"line": place.line, "column": place.column, "offset": place.offset}
    if source and source.origin:
        found["origin"] = origin(source, offset)
    return found


def place_json(place: Place) -> dict[str, Json]:
    """``start`` and ``end`` of a place in another file."""
    found: dict[str, dict[str, Json]] = {
        name: {"line": where.line, "column": where.column, "offset": where.offset}
        for name, where in (("start", place.start), ("end", place.end))
    }
    for name, words in zip(found, place.origins or (), strict=False):
        found[name]["origin"] = words
    return dict(found)


def label_place(label: Label) -> str:
    """Where a label in another file is, for people: ``a.txt:12:3``, ``a.docx  表3 第12行``, or the path alone."""
    if label.place is None:
        return str(label.path)
    if label.place.origins and label.place.origins[0]:
        return f"{label.path}  {label.place.origins[0]}"
    return f"{label.path}:{label.place.start.line}:{label.place.start.column}"


def place_words(path: str, source: Source | None, offset: int) -> str:
    """Where a finding is, for people: ``a.txt:12:3``, ``a.docx  表3 第12行``, or the path alone without a text."""
    original = origin(source, offset)
    if original:
        return f"{path}  {original}"
    if source is None:
        return path
    place = source.position(offset)
    return f"{path}:{place.line}:{place.column}"
