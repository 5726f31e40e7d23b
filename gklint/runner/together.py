"""The second half of a run over many reports: the rules that look at several of them, and their findings put where
they belong, among those of the file that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from gklint.config.settings import Settings
from gklint.diagnostics import Findings
from gklint.engine.across import Across
from gklint.engine.selectors import PROJECT
from gklint.project.grouping import project_of
from gklint.project.ledger import Ledger
from gklint.project.model import Kin, Project
from gklint.project.names import Names
from gklint.project.spread import Spread
from gklint.report.digest import Digest
from gklint.report.document import Document
from gklint.reporters.base import piece_of
from gklint.results import ANNUAL, FileResult, Tally
from gklint.runner.doing import spoken
from gklint.runner.job import Job
from gklint.runner.outcome import Outcome
from gklint.suppress import read_directives
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from gklint.runner.pool import Pool

_MANY = 64
"""With fewer reports it costs more to hand things out than to do them."""
_SHARE = 16
"""So many reports are handed out at once."""


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


class Late(NamedTuple):
    """A report that rules over several reports have still to see: its outcome, those that it is compared with, and what
    was found in it among all."""

    outcome: Outcome
    kin: Kin
    found: Findings


def together(
    job: Job,
    outcomes: Sequence[Outcome],
    others: Iterable[Outcome] = (),
    ledger: Ledger | None = None,
    pool: Pool | None = None,
) -> Iterator[Outcome]:
    """``outcomes``, in their order, with what the rules over several reports say of them; ``others`` are there to be
    compared with and are not reported on. No file is read again. ``pool`` helps where there are many reports."""
    own = {outcome.path: digest for outcome in outcomes if (digest := _annual(outcome)) is not None}
    far = [digest for outcome in others if outcome.path not in own and (digest := _annual(outcome)) is not None]
    declared = Declared.of(job.settings)
    helped = pool if len(own) >= _MANY else None
    project = project_of(
        (*own.values(), *far), declared.names, declared.parents, frozenset(own), ledger=ledger,
        spread=helped.spread if helped else Spread(),
    )  # fmt: skip
    job.setup.together = True
    queue = [_look(job, project, outcome, own.get(outcome.path)) for outcome in outcomes]
    late = [one for one in queue if isinstance(one, Late)]
    shares = [late[start : start + _SHARE] for start in range(0, len(late), _SHARE)]
    done = chain.from_iterable(helped.each(completed, shares) if helped else (completed(job, one) for one in shares))
    for one in queue:
        yield next(done) if isinstance(one, Late) else one


def _annual(outcome: Outcome) -> Digest | None:
    digest = outcome.digest
    return digest if digest is not None and digest.kind == ANNUAL else None


def _look(job: Job, project: Project, outcome: Outcome, digest: Digest | None) -> Outcome | Late:
    """The outcome if nothing is to be added to it; ``digest`` is ``None`` for what is not compared.

    What looks at all reports runs here, and may have its work spread; what looks at a few can be done by others.
    """
    if digest is None:
        return outcome
    checker = job.setup.for_file(outcome.path).checker
    seen, kinds, kin = Across(job.setup.forms), checker.across, project.kin(digest)
    found = Findings()
    if PROJECT in kinds:
        found = checker.check_across(seen.document(digest), seen.among_all(digest, project, kinds))
    compared = kin.years is not None or kin.tree is not None
    if found == Findings() and not (compared and kinds) and not (kinds and _known(job, outcome.path)):
        return outcome
    return Late(outcome, kin, found)


def completed(job: Job, late: Sequence[Late]) -> list[Outcome]:
    """The outcomes with what is found now."""
    seen = Across(job.setup.forms)
    return [_completed(job, seen, one) for one in late]


def _completed(job: Job, seen: Across, late: Late) -> Outcome:
    checker = job.setup.for_file(late.outcome.path).checker
    document = seen.document(late.kin.report)
    more = checker.check_across(document, seen.with_kin(late.kin, checker.across))
    # What looks at all reports goes first, as it would in one go: its subject is the report itself.
    found = sorted((*late.found.diagnostics, *more.diagnostics), key=lambda diagnostic: diagnostic.order)
    findings = Findings(tuple(found), (*late.found.not_run, *more.not_run))
    if findings == Findings() and not _known(job, late.outcome.path):
        return late.outcome
    return _merged(job, late.outcome, document, findings)


def _known(job: Job, path: str) -> bool:
    """Whether the baseline knows something of the file, which may be stale."""
    return bool(job.marker.known.slice(path))


def _merged(job: Job, outcome: Outcome, document: Document, findings: Findings) -> Outcome:
    from gklint.baseline import key_of

    result = outcome.result
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
    keys = (*result.keys, *(key_of(d, document, result.path) for d in marked.diagnostics))
    found = findings._replace(diagnostics=marked.diagnostics)
    found = spoken(found, job)
    found_here = (*result.findings.diagnostics, *found.diagnostics)
    pairs = sorted(zip(found_here, keys, strict=True), key=lambda pair: pair[0].order)
    not_run = (*result.findings.not_run, *found.not_run)
    whole = result._replace(
        findings=Findings(tuple(diagnostic for diagnostic, _ in pairs), not_run),
        keys=tuple(key for _, key in pairs),
    )
    return _outcome(job, outcome, whole)._replace(
        used=outcome.used | marked.used, known=tuple(sorted((*outcome.known, *marked.known.items())))
    )


def _outcome(job: Job, outcome: Outcome, result: FileResult) -> Outcome:
    tally = Tally()
    tally.add(result)
    tally.unfinished |= outcome.tally.unfinished
    pieces = tuple(piece_of(writer, result) for writer in job.writers)
    return outcome._replace(tally=tally, pieces=pieces)
