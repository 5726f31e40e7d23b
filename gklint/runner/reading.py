"""Reading a text as a report: an annual report by the labels of the run's packs, or one of the plugins' kinds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gklint.config.settings import Settings
from gklint.extensions import Extensions, ReportKind
from gklint.report.document import Document
from gklint.report.read import read_document
from gklint.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.report.vocabulary import Vocabulary


def read_report(source: Source, form: str, usual: Vocabulary | None, kinds: Iterable[ReportKind]) -> Document:
    """All that is known of the report in ``source``: of the first of ``kinds`` that knows it as its own, else as an
    annual report by ``form`` and the labels ``usual`` (``None``: those of the forms)."""
    kind = kind_of(source, kinds)
    if kind is None:
        return read_document(source, form, usual)
    return read_document(source, vocabulary=kind_vocabulary(kind.forms)).replaced(kind=kind.name)


def kind_of(source: Source, kinds: Iterable[ReportKind]) -> ReportKind | None:
    """The first of ``kinds`` that knows the text as its own."""
    return next((kind for kind in kinds if kind.recognise(source)), None)


@cache
def kind_vocabulary(forms: Path) -> Vocabulary:
    """The labels of the forms in a folder."""
    from gklint.report.forms import load_forms_in
    from gklint.report.vocabulary import Vocabulary

    return Vocabulary(load_forms_in(forms))


def usual_vocabulary(settings: Settings, extensions: Extensions) -> Vocabulary | None:
    """The labels that annual reports are read by, as the packs of ``settings`` have them; ``None`` where they are just
    those of the forms. Raises :class:`~gklint.runner.errors.SetupError` for packs with mistakes."""
    if not any(True for _ in settings.all("packs")):
        return None
    from gklint.runner.setup import load_rules

    return load_rules(settings, extensions).vocabulary
