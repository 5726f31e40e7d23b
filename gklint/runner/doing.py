"""The work of a run on files, from their bytes to their outcomes; the same in this process and in another."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.diagnostics import Findings
from gklint.messages import say
from gklint.readers import LEGACY_EXTENSIONS, ReadError, extension_of, read_source
from gklint.reporters.base import Style, piece_of, reporter
from gklint.results import ANNUAL, CRASHED, NOT_A_REPORT, UNREADABLE, FileResult, Status, Tally
from gklint.runner.discover import Target
from gklint.runner.examine import Begun, Examined, begin, examine, finish
from gklint.runner.job import Job
from gklint.runner.outcome import Change, Outcome, remember
from gklint.text import Source


def unreadable_file(job: Job, target: Target, error: ReadError) -> Outcome:
    """The outcome for a file that cannot be read."""
    _ = job.setup  # a run that cannot start says so before anything else
    spared = target.in_folder and not target.unlistable and extension_of(target.path) in LEGACY_EXTENSIONS
    from gklint.runner.internal import unreadable

    finding = unreadable(error.reason, warning=spared)
    result = FileResult(job.shown(target), Status.FAILED, findings=Findings((finding,)), unfinished=not spared)
    return outcome_of(job, Examined(result))


def do_each(job: Job, files: Sequence[tuple[Target, bytes]]) -> list[Outcome]:
    """The outcomes for files with their bytes, as :func:`do` gives them: they are read one after the other, then
    checked together, which is much quicker."""
    if len(files) > 1 and job.fixes is None:
        try:
            return _together(job, files)
        except Exception:  # a fault of gklint, or the run cannot start: told below, of the file where it comes up again
            pass
    return [do(job, target, data) for target, data in files]


def _together(job: Job, files: Sequence[tuple[Target, bytes]]) -> list[Outcome]:
    begun = [_begun(job, target, data) for target, data in files]
    outcomes = {number: one for number, one in enumerate(begun) if isinstance(one, Outcome)}
    waiting = {number: one for number, one in enumerate(begun) if isinstance(one, Begun)}
    for checker in dict.fromkeys([one.prepared.checker for one in waiting.values()]):
        own = {number: one for number, one in waiting.items() if one.prepared.checker is checker}
        found = checker.check_each([one.document for one in own.values()])
        for (number, one), findings in zip(own.items(), found, strict=True):
            outcomes[number] = outcome_of(job, finish(one, findings, job.setup, job.marker))
    return [outcomes[number] for number in range(len(files))]


def _begun(job: Job, target: Target, data: bytes) -> Begun | Outcome:
    try:
        source = read_source(job.shown(target), data, max_pages=job.max_pages, formats=job.readable)
    except ReadError as error:
        return unreadable_file(job, target, error)
    begun = begin(source, target, job.setup, job.force)
    return begun if isinstance(begun, Begun) else outcome_of(job, begun)


def do(job: Job, target: Target, data: bytes) -> Outcome:
    """The outcome for the file with the bytes ``data``; never raises for what is in them."""
    try:
        source = read_source(job.shown(target), data, max_pages=job.max_pages, formats=job.readable)
    except ReadError as error:
        failed = unreadable_file(job, target, error)
        return failed._replace(change=Change(0, data)) if job.fixes else failed
    job.setup.for_file(source.path)
    try:
        if job.fixes is not None:
            from gklint.runner.fixes import fixed_file

            return fixed_file(job, source, target, data, job.fixes)
        return outcome_of(job, look(job, source, target))
    except Exception as error:  # a fault of gklint; the other files are still to be checked
        from gklint.runner.internal import crashed

        result = FileResult(source.path, Status.FAILED, source, None, Findings((crashed(error),)), unfinished=True)
        return outcome_of(job, Examined(result))


def look(job: Job, source: Source, target: Target) -> Examined:
    """What is found in a text of the file."""
    return examine(source, target, job.setup, job.marker, job.force)


def outcome_of(job: Job, examined: Examined) -> Outcome:
    """What the run keeps of it."""
    result = examined.result
    result = result._replace(findings=spoken(result.findings, job))
    total = Tally()
    total.add(result)
    return Outcome(
        result.path,
        total,
        tuple(piece_of(one, result) for one in job.writers),
        examined.used,
        tuple(sorted(examined.known.items())),
        examined.days,
        (*job.notices, *_untold(job, result), *_without_rules(job, result)),
        remembered=remember(result) if job.together else None,
    )


def _untold(job: Job, result: FileResult) -> tuple[str, ...]:
    """Why a file could not be done, a line each, where standard output holds a difference instead of findings."""
    if job.fixes is None or not job.fixes.diff:
        return ()
    why = tuple(d for d in result.counted if d.code in (UNREADABLE, NOT_A_REPORT, CRASHED))
    told = reporter("concise", Style(english=job.english)).file(result._replace(findings=Findings(why)))
    return tuple(told.rstrip("\n").split("\n")) if told else ()


def _without_rules(job: Job, result: FileResult) -> tuple[str, ...]:
    """That no pack is for reports of this kind: that nothing was found then says nothing. Told once a run."""
    kind = result.about.kind if result.about else None
    if kind in (None, ANNUAL) or any(pack.manifest.kind == kind for pack in job.setup.rules.packs):
        return ()
    words = "有 {kind} 一类的报告没有核对：没有载入检查它的规则，用 --pack 加上规则包"
    return (say(words, english=job.english, kind=kind),)


def spoken(found: Findings, job: Job) -> Findings:
    """``found`` in the language that is wanted. In English the summary of its rule, where it has an English one, goes
    before each message. What a rule says stays Chinese; gklint's own findings, and why something could not be checked,
    are its own words."""
    if not job.english:
        return found
    from gklint.complaints import in_english, reason_in_english
    from gklint.runner.internal import OWN_CODES

    rules = job.setup.rules.rules
    summaries = {own.code: own.summary_en for own in OWN_CODES}
    summaries |= {code: rule.summary_en for code, rule in rules.items() if rule.summary_en}
    said = ((d, in_english(d.message)) for d in found.diagnostics)
    return Findings(
        tuple(d._replace(message=f"{summaries[d.code]}: {words}") if d.code in summaries else d for d, words in said),
        tuple(entry._replace(reason=reason_in_english(entry.reason)) for entry in found.not_run),
    )
