"""A table's header: which columns it names, broken over lines and cells as it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gklint.report.bound import BoundLabel, Match
from gklint.report.forms import LabelForm
from gklint.report.labels import Entry, Labels
from gklint.report.tablewords import TableVocabulary
from gklint.report.wording import Worded, bound_label, joined
from gklint.text import fold
from gklint.tuples import NamedTuple


class Header(NamedTuple):
    """The columns that a header names, those of the form that it does not, and its texts that are neither."""

    columns: tuple[BoundLabel, ...]
    absent: tuple[str, ...]
    rest: tuple[Worded, ...]


def read_header(pieces: Sequence[Worded], labels: Labels) -> Header:
    """The columns of ``labels`` in ``pieces``: whole labels, then halves (``社会公益`` … ``组织``), then slips."""
    found: dict[str, BoundLabel] = {}
    rest: list[Worded] = []
    for piece in pieces:
        rest.append(piece)
        match = joined(rest, labels)
        if match and match[0].key not in found:
            entry, count = match
            found[entry.key] = bound_label(entry, rest[-count:])
            del rest[-count:]
    rest = _halves(rest, labels, found)
    rest = _slips(rest, labels, found)
    absent = tuple(key for key in labels.forms if key not in found)
    columns = tuple(sorted(found.values(), key=lambda label: label.span))
    return Header(columns, absent, tuple(rest))


class WideTexts(NamedTuple):
    """The texts of the table: the labels of its groups, its header, and what is neither."""

    labels: dict[str, BoundLabel]
    header: Header
    unknown: list[Worded]


def read_texts(texts: Iterable[Worded], vocabulary: TableVocabulary) -> WideTexts:
    """What ``texts`` are: those of the table but the words that only stand in a header's corner."""
    found: dict[str, BoundLabel] = {}
    rest: list[Worded] = []
    for piece in texts:
        rest.append(piece)
        match = joined(rest, vocabulary.rows)
        if match:
            entry, count = match
            found.setdefault(entry.key, bound_label(entry, rest[-count:]))
            del rest[-count:]
    header = read_header(rest, vocabulary.columns[0])
    return WideTexts(found, header, [piece for piece in header.rest if not joined([piece], vocabulary.columns[0])])


def _wanted(labels: Labels, found: dict[str, BoundLabel]) -> list[LabelForm]:
    return [form for key, form in labels.forms.items() if key not in found]


def _halves(pieces: Sequence[Worded], labels: Labels, found: dict[str, BoundLabel]) -> list[Worded]:
    """Labels cut over two rows of the header: a piece that begins one, and a later piece that ends it.

    A beginning whose end is nowhere is a cut-off label (``本年新``), bound as *near* to the first label it can be.
    """
    rest = list(pieces)
    for piece in pieces:
        text = fold(piece.text)
        form = next((f for f in _wanted(labels, found) if len(text) >= 2 and fold(f.label).startswith(text)), None)
        if form is None or piece not in rest:
            continue
        ending = fold(form.label)[len(text) :]
        tail = next((p for p in rest if p.span.start > piece.span.end and fold(p.text) == ending), None)
        match = Match.EXACT if tail else Match.NEAR
        found[form.key] = BoundLabel(form.key, form.label, piece.span, match)
        rest.remove(piece)
        if tail:
            rest.remove(tail)
    return rest


def _slips(pieces: Sequence[Worded], labels: Labels, found: dict[str, BoundLabel]) -> list[Worded]:
    if not pieces or not _wanted(labels, found):
        return list(pieces)
    from rapidfuzz.distance import Levenshtein

    rest: list[Worded] = []
    for piece in pieces:
        text = fold(piece.text)
        close = [
            form
            for form in _wanted(labels, found)
            if len(text) >= 3 and Levenshtein.distance(text, fold(form.label), score_cutoff=2) <= max(1, len(text) // 5)
        ]
        if len(close) == 1:
            found[close[0].key] = bound_label(Entry(close[0].key, close[0].label, Match.NEAR), [piece])
        else:
            rest.append(piece)
    return rest
