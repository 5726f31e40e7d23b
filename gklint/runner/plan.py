"""What the outcomes of a run depend on beside the files themselves: the key of its cache."""

from __future__ import annotations

import os
from collections.abc import Iterator

from gklint.cache import shared
from gklint.packs import CORE, shipped
from gklint.resources import forms_path, grammar_path, rules_path
from gklint.runner.job import Job
from gklint.runner.locking import lock_mistakes, lock_path
from gklint.runner.packs import pack_folders, runs_foreign_python
from gklint.runner.store import OutcomeStore
from gklint.sightings import FILE, FOLDER, PACK, WHOLE, Sightings


def outcome_store(job: Job, off: bool, sightings: Sightings) -> OutcomeStore | None:
    """The cache for the outcomes of ``job``; ``None`` when it is ``off``, when Python that does not ship with gklint
    may run, or when the packs have mistakes. ``sightings`` are told what the packs and grammars are."""
    if off or job.extensions.foreign or runs_foreign_python(job.settings):
        return None
    seen = list(_grammars(sightings))
    lock = lock_path(job.settings)
    if lock is not None:
        sightings.ask(FILE, str(lock))
    folders, mistakes = pack_folders(job.settings, job.extensions)
    for folder in folders:
        locked = lock is not None and lock.exists()  # each file counts then
        seen += [str(folder), sightings.ask(WHOLE if locked and folder != shipped()[CORE] else PACK, str(folder))]
    if mistakes or any(True for _ in lock_mistakes(job.settings, folders, job.extensions)):
        return None
    return OutcomeStore(shared(), _parts(job, seen), job.marker.today)


def _grammars(sightings: Sightings) -> Iterator[str]:
    """What the forms and grammars are; ``sightings`` are told."""
    for folder in (rules_path(), rules_path() / "provinces"):  # a new pack may take a name
        sightings.ask(FOLDER, str(folder))
    yield sightings.ask(PACK, str(forms_path()))
    for path in sorted(grammar_path("").glob("*.lark")):
        yield str(path)
        yield sightings.ask(FILE, str(path))


def _parts(job: Job, seen: list[str]) -> Iterator[str]:
    """What every outcome depends on; ``seen`` is what packs and grammars are."""
    yield "outcome"
    yield os.getcwd()  # paths of the configuration are seen from its folder
    marker = job.marker
    known = marker.known
    yield repr((job.force, job.no_title, job.english, job.together, job.max_pages, marker.inline, marker.collecting))
    yield repr((known.folder, known.file, known.take_all, known.silent))
    yield repr(
        [(name, style.width, style.color, style.verbose, style.quiet, style.english) for name, style in job.formats]
    )
    yield repr(sorted(job.settings.given.items()))
    for file in job.settings.files:
        yield from (str(file.path), file.shown, file.text)
    yield from seen
