"""What can be said only when all files are done: suppressions that did nothing, baseline entries of files that are
gone, and the new baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from gklint import atomic, baseline
from gklint.baseline import Baseline, BaselineError, Key
from gklint.config.files import ConfigFile
from gklint.config.settings import seen_from
from gklint.diagnostics import Diagnostic, Findings
from gklint.globs import matcher
from gklint.messages import say, worded
from gklint.results import FileResult, Status
from gklint.runner.marking import ConfiguredEntry, Known
from gklint.runner.seen import Seen
from gklint.runner.setup import Setup
from gklint.sightings import THERE, Sightings
from gklint.suppress import EXPIRED, UNUSED, complaint, expired, expired_words, unused_words
from gklint.text import Source

_WILD = ("*", "?")


def about_entries(
    entries: Sequence[ConfiguredEntry], files: Iterable[ConfigFile], seen: Seen, folders: Sequence[str], setup: Setup
) -> Iterator[FileResult]:
    """A result for each configuration file with ``[[suppress]]`` entries that are past their day (GK011) or cover
    nothing (GK012), as far as this run can tell; ``folders`` are those that were walked through."""
    for file in files:
        found = [
            diagnostic
            for number, entry in enumerate(entries)
            if entry.file == file.shown and _concerned(entry, seen.paths, folders)
            for diagnostic in _complaints(entry, number in seen.used, file, setup)
        ]
        if found:
            source = Source(file.shown, file.text)
            ordered = tuple(sorted(found, key=lambda d: d.order))
            yield FileResult(file.shown, Status.CHECKED, source, findings=Findings(ordered), settings=True)


def _concerned(entry: ConfiguredEntry, paths: Iterable[str], folders: Sequence[str]) -> bool:
    """Whether the run saw all that the entry could be for: a hook hands over some files only."""
    whole = any(not seen_from(Path(folder), str(entry.folder)).startswith("..") for folder in folders)
    if whole:
        return True
    matches = matcher([entry.entry.path])
    literal = not any(sign in entry.entry.path for sign in _WILD)
    return literal and any(matches(seen_from(entry.folder, path)) for path in paths)


def _complaints(entry: ConfiguredEntry, used: bool, file: ConfigFile, setup: Setup) -> Iterator[Diagnostic]:
    word, until = entry.entry.code, entry.entry.until
    span = Source(file.shown, file.text).lines.line_span(entry.line)
    codes = setup.covers(word)
    if expired(until, date.today()):
        yield complaint(EXPIRED, expired_words(word, until), span)
    elif not used and codes & setup.ever_running:
        yield complaint(UNUSED, unused_words(word, codes), span)


def load_baseline(path: Path) -> Baseline:
    """The baseline in the file at ``path``; raises :class:`~gklint.baseline.BaselineError`."""
    try:
        return baseline.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        from gklint.oserrors import why_unread

        raise BaselineError(worded("读不了：{reason}", reason=why_unread(error))) from error
    except UnicodeDecodeError as error:
        raise BaselineError(worded("不是 gklint 的基线文件：{reason}", reason=worded("不是 UTF-8"))) from error


def by_path(known: Baseline) -> dict[str, dict[Key, int]]:
    """What a baseline knows, by path."""
    found: dict[str, dict[Key, int]] = {}
    for key, count in known.counts.items():
        found.setdefault(key.path, {})[key] = count
    return found


def gone(known: Known, folders: Sequence[str], sightings: Sightings) -> Iterator[FileResult]:
    """GK013 for files of the baseline that are no longer there; only where the whole of its folder was walked.
    ``sightings`` are told which are there."""
    if known.folder is None or known.silent or known.take_all:
        return
    if not any(not seen_from(Path(folder), str(known.folder)).startswith("..") for folder in folders):
        return
    left: dict[Key, int] = {}
    for path, counts in known.counts.items():
        sightings.ask(THERE, str(known.folder / path))
        if not os.path.exists(known.folder / path):
            left.update(counts)
    if left:
        findings = Findings(baseline.stale(left, known.file))
        yield FileResult(known.file, Status.CHECKED, findings=findings, settings=True)


def write_baseline(
    path: Path, old: Baseline | None, seen: Seen, setup: Setup, *, grow: bool, english: bool = False
) -> str:
    """Writes the baseline to ``path``: what was found and was known before (``old``), or with ``grow`` or without an
    old one all that was found. Gives a sentence on what became of it. Raises ``OSError``."""
    folder = path.resolve().parent
    running = {seen_from(folder, shown): setup.ran(shown) for shown in seen.finished}

    def checked(key: Key) -> bool:
        if key.path in running:
            return key.code in running[key.path]
        return not os.path.exists(folder / key.path)

    before = Baseline(baseline.renamed(old.counts, setup.covers) if old else {})
    make = baseline.grow if grow or old is None else baseline.shrink
    after = make(before, seen.known, checked)
    if old is None or dict(after.counts) != dict(old.counts):
        # A name that is no text in the system's encoding comes as lone surrogates; escaped, they are sound JSON.
        atomic.write(path, after.dumps().encode("utf-8", "backslashreplace"))
    new = _extra(seen.known, after.counts)
    now, then = sum(after.counts.values()), sum(before.counts.values())
    told = say("基线 {path}：{now} 项（原有 {before} 项）", english=english, path=path, now=now, before=then)
    more = "；{count} 项新发现没有写入，要写入请加 --grow"
    return told + (say(more, english=english, count=new) if new else "")


def _extra(found: Mapping[Key, int], known: Mapping[Key, int]) -> int:
    return sum(max(count - known.get(key, 0), 0) for key, count in found.items())
