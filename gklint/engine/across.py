"""What there is to look at over several reports: the subjects of ``project``, ``years`` and ``tree`` selectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gklint.engine.selectors import (
    ACROSS,
    PROJECT,
    TABLE_PARTS,
    TREE,
    YEARS,
    AbsentTable,
    Elsewhere,
    Subject,
    own_place,
    table_part,
)
from gklint.engine.traversal import table_subjects
from gklint.engine.values import NO_TABLE
from gklint.project.model import Kin, Member, Project
from gklint.report.digest import Digest
from gklint.report.document import Document
from gklint.report.forms import Form
from gklint.text import Span

_KEPT = 256
"""Documents that are held at a time."""
_Key = tuple[str, str | None, str | None]


class Across:
    """The subjects of each report among several; ``forms`` are those that reports are read by."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._documents: dict[str, Document] = {}

    def document(self, digest: Digest) -> Document:
        """The report again, without its tree."""
        found = self._documents.get(digest.path)
        if found is None:
            if len(self._documents) >= _KEPT:
                self._documents.clear()
            found = self._documents[digest.path] = digest.restored(self._forms)
        return found

    def among_all(self, digest: Digest, project: Project, kinds: frozenset[str]) -> Iterator[Subject]:
        """What rules with the selectors ``kinds`` look at in the report as one of all."""
        if PROJECT in kinds:
            yield Subject(PROJECT, Member(digest, project), digest.heading, None)

    def with_kin(self, kin: Kin, kinds: frozenset[str]) -> Iterator[Subject]:
        """What rules with the selectors ``kinds`` look at in the report and those that it is compared with."""
        digest, years, tree = kin
        if years is not None:
            if YEARS in kinds:
                yield Subject(YEARS, years, digest.heading, None)
            yield from self._parts(YEARS, digest, (years.before,), kinds)
        if tree is not None:
            if TREE in kinds:
                yield Subject(TREE, tree, digest.heading, None)
            yield from self._parts(TREE, digest, tree.children, kinds)

    def _parts(
        self, prefix: str, digest: Digest, others: tuple[Digest, ...], kinds: frozenset[str]
    ) -> Iterator[Subject]:
        """The parts of each table together with the same parts of the ``others``'s; what one of them has not by its
        form is left out."""
        wanted = {kind.partition(".")[2] for kind in kinds if kind.startswith(f"{prefix}.")}
        if not wanted:
            return
        document = self.document(digest)
        for name, table in document.tables.items():
            parts = frozenset(part for part in wanted if table_part(part)[0] == name)
            if not parts:
                continue
            lacking = [other for other in others if other.tables.get(name) is None]
            if table is None or lacking:
                path = f"{lacking[0].path}：" if table is not None else ""
                for part in TABLE_PARTS:
                    if f"{name}.{part}" in parts:
                        yield Subject(f"{prefix}.{name}.{part}", AbsentTable(name, path + NO_TABLE), Span(0, 0), None)
                continue
            far = [self._far(self.document(other), name, parts) for other in others]
            for subject in table_subjects(name, table, parts):
                places = [found[_key(subject)] for found in far if _key(subject) in found]
                if len(places) == len(far):
                    whole = subject._replace(kind=f"{prefix}.{subject.kind}")
                    yield whole._replace(before=places[0]) if prefix == YEARS else whole._replace(below=tuple(places))

    def _far(self, document: Document, name: str, parts: frozenset[str]) -> dict[_Key, Elsewhere]:
        found = table_subjects(name, document.tables[name], parts)
        return {_key(subject): Elsewhere(document, subject) for subject in found}


def _key(subject: Subject) -> _Key:
    return (subject.kind, *own_place(subject.node))


__all__ = ["ACROSS", "Across"]
