"""The second half of a run over many reports: the rules that look at several of them, and their findings put where
they belong, among those of the file that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gklint.config.settings import Settings
from gklint.diagnostics import Findings
from gklint.engine.across import Across
from gklint.project.grouping import project_of
from gklint.project.ledger import Ledger
from gklint.project.model import Project
from gklint.project.names import Names
from gklint.report.digest import Digest
from gklint.report.document import Document
from gklint.reporters.base import piece_of
from gklint.results import FileResult, Tally
from gklint.runner.doing import in_english
from gklint.runner.job import Job
from gklint.runner.outcome import Outcome
from gklint.suppress import read_directives

ANNUAL = "gk-annual"
"""The kind of report that is compared over the years."""


@dataclass(frozen=True)
class Declared:
    """What the configuration says of bodies: their names, and by a body which are under it."""

    names: Names
    parents: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, settings: Settings) -> Declared:
        """What all layers of ``settings`` say together; the stronger replaces what the weaker says of a body."""
        tables: dict[str, dict[str, tuple[str, ...]]] = {"aliases": {}, "renamed": {}, "parents": {}}
        for layer in settings.layers:
            for name, table in dict(layer.get("project")).items():
                tables[name].update(table)
        return cls(Names(tables["aliases"], tables["renamed"]), tables["parents"])


def together(
    job: Job, outcomes: Sequence[Outcome], others: Iterable[Outcome] = (), ledger: Ledger | None = None
) -> Iterator[Outcome]:
    """``outcomes``, in their order, with what the rules over several reports say of them; ``others`` are there to be
    compared with and are not reported on. No file is read again."""
    own = {outcome.path: digest for outcome in outcomes if (digest := _annual(outcome)) is not None}
    far = [digest for outcome in others if outcome.path not in own and (digest := _annual(outcome)) is not None]
    declared = Declared.of(job.settings)
    project = project_of((*own.values(), *far), declared.names, declared.parents, frozenset(own), ledger)
    job.setup.together = True
    second = _Second(job, project)
    for outcome in outcomes:
        digest = own.get(outcome.path)
        yield outcome if digest is None else second.completed(outcome, digest)


def _annual(outcome: Outcome) -> Digest | None:
    digest = outcome.digest
    return digest if digest is not None and digest.kind == ANNUAL else None


class _Second:
    """Checks the reports of ``project`` once more, by the rules over several reports."""

    def __init__(self, job: Job, project: Project) -> None:
        self._job = job
        self._across = Across(project, job.setup.forms)

    def completed(self, outcome: Outcome, digest: Digest) -> Outcome:
        """``outcome`` with what is found now."""
        checker = self._job.setup.for_file(outcome.path).checker
        kinds = checker.across
        if not kinds:
            return outcome
        document = self._across.document(digest)
        findings = checker.check_across(document, self._across.subjects(digest, kinds))
        if not findings.diagnostics and not findings.not_run and not self._known(outcome.path):
            return outcome
        return self._merged(outcome, document, findings)

    def _known(self, path: str) -> bool:
        """Whether the baseline knows something of the file, which may be stale."""
        return bool(self._job.marker.known.slice(path))

    def _merged(self, outcome: Outcome, document: Document, findings: Findings) -> Outcome:
        from gklint.baseline import key_of

        job, result = self._job, outcome.result
        assert result is not None
        assert result.source is not None
        bare, directives = read_directives(result.source)
        prepared = job.setup.for_file(outcome.path)
        # What stands inline is for the next block, so the tree is needed after all.
        tree = job.setup.read(bare, prepared.form) if directives else document
        marked = job.marker.mark_more(
            findings.diagnostics,
            document,
            directives,
            report=tree.report,
            covers=job.setup.covers,
            later=prepared.later,
        )
        found = marked.diagnostics
        if job.english:
            found = in_english(found, job)
        keys = (*result.keys, *(key_of(d, document, result.path) for d in found))
        pairs = sorted(zip((*result.findings.diagnostics, *found), keys, strict=True), key=lambda pair: pair[0].order)
        not_run = (*result.findings.not_run, *findings.not_run)
        whole = result._replace(
            findings=Findings(tuple(diagnostic for diagnostic, _ in pairs), not_run),
            keys=tuple(key for _, key in pairs),
        )
        return self._outcome(outcome, whole)._replace(
            used=outcome.used | marked.used, known=tuple(sorted((*outcome.known, *marked.known.items())))
        )

    def _outcome(self, outcome: Outcome, result: FileResult) -> Outcome:
        tally = Tally()
        tally.add(result)
        tally.unfinished |= outcome.tally.unfinished
        pieces = tuple(piece_of(writer, result) for writer in self._job.writers)
        return outcome._replace(tally=tally, pieces=pieces)
