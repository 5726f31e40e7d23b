"""The work of a run on one file, from its bytes to its outcome; the same in this process and in another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gklint import atomic
from gklint.diagnostics import Diagnostic, Findings
from gklint.fixing import CannotChange, Fixed, fix
from gklint.messages import say
from gklint.readers import LEGACY_EXTENSIONS, ReadError, extension_of, read_source
from gklint.reporters.base import piece_of
from gklint.results import FileResult, Status, Tally
from gklint.runner.diffs import unified
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.examine import Examined, examine
from gklint.runner.internal import OWN_CODES, crashed, unreadable
from gklint.runner.job import FixPlan, Job
from gklint.runner.outcome import Change, Outcome, remember
from gklint.runner.rewriting import Rewriter
from gklint.text import Source


def unreadable_file(job: Job, target: Target, error: ReadError) -> Outcome:
    """The outcome for a file that cannot be read."""
    _ = job.setup  # a run that cannot start says so before anything else
    spared = target.in_folder and not target.unlistable and extension_of(target.path) in LEGACY_EXTENSIONS
    finding = unreadable(error.reason, warning=spared)
    result = FileResult(job.shown(target), Status.FAILED, findings=Findings((finding,)), unfinished=not spared)
    return _outcome(job, Examined(result))


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
            return _fix(job, source, target, data, job.fixes)
        return _outcome(job, _examine(job, source, target))
    except Exception as error:  # a fault of gklint; the other files are still to be checked
        result = FileResult(source.path, Status.FAILED, source, None, Findings((crashed(error),)), unfinished=True)
        return _outcome(job, Examined(result))


def _examine(job: Job, source: Source, target: Target) -> Examined:
    return examine(source, target, job.setup, job.marker, job.force)


def _outcome(job: Job, examined: Examined) -> Outcome:
    result = examined.result
    if job.english:
        found = in_english(result.findings.diagnostics, job)
        result = replace(result, findings=replace(result.findings, diagnostics=found))
    total = Tally()
    total.add(result)
    return Outcome(
        result.path,
        total,
        tuple(piece_of(one, result) for one in job.writers),
        examined.used,
        tuple(sorted(examined.known.items())),
        examined.days,
        remembered=remember(result) if job.together else b"",
    )


def in_english(found: Iterable[Diagnostic], job: Job) -> tuple[Diagnostic, ...]:
    """``found`` with the English summary of its rule, where it has one, before each message."""
    rules = job.setup.rules.rules
    summaries = {own.code: own.summary_en for own in OWN_CODES}
    summaries |= {code: rule.summary_en for code, rule in rules.items() if rule.summary_en}
    return tuple(replace(d, message=f"{summaries[d.code]}: {d.message}") if d.code in summaries else d for d in found)


def _fix(job: Job, source: Source, target: Target, data: bytes, plan: FixPlan) -> Outcome:
    seen: dict[str, Examined] = {}

    def check(text: Source) -> tuple[Diagnostic, ...]:
        if text.text not in seen:
            seen[text.text] = _examine(job, text, target)
        return seen[text.text].result.findings.diagnostics

    try:
        rewriter = Rewriter(source, data)
        fixed = fix(source, check, plan.unsafe, plan.wanted, rewriter.change)
    except CannotChange as error:
        found = check(source)
        notes = (f"{source.path}：{error}",) if any(d.fix for d in found) else ()
        return _outcome(job, seen[source.text])._replace(notes=notes, change=Change(0, data))
    outcome = _outcome(job, seen[fixed.source.text])._replace(notes=tuple(_notes(fixed, job.english)))
    after = rewriter.data(fixed.source)
    if plan.diff:
        return outcome._replace(change=Change(len(fixed.applied), data, unified(source, fixed.source)))
    if target.path == STANDARD_INPUT or not fixed.applied:
        return outcome._replace(change=Change(len(fixed.applied), after))
    try:
        atomic.write(Path(target.path), after, data)
    except (OSError, atomic.ChangedMeanwhile) as error:
        words = "{path}：没有写入修改：{reason}"
        note = say(words, english=job.english, path=source.path, reason=_refusal(error, job.english))
        unchanged = _outcome(job, seen[source.text])  # what was found is still in the file
        tally = replace(unchanged.tally, unfinished=True)
        return unchanged._replace(tally=tally, notes=(*outcome.notes, note), change=Change(0, data))
    return outcome._replace(change=Change(len(fixed.applied), after))


def _notes(fixed: Fixed, english: bool) -> list[str]:
    path = fixed.source.path
    notes = []
    if fixed.oscillating:
        codes = "、".join(sorted(fixed.oscillating))
        words = "{path}：{codes} 的修改互相抵消，没有应用，请人工处理"
        notes.append(say(words, english=english, path=path, codes=codes))
    notes += [f"{path}：{reason}" for reason in fixed.refused]
    if fixed.harmful:
        codes = "、".join(sorted(fixed.harmful))
        words = "{path}：{codes} 的修改会带来新的错误，没有应用，请人工处理"
        notes.append(say(words, english=english, path=path, codes=codes))
    return notes


def _refusal(error: Exception, english: bool) -> str:
    if isinstance(error, atomic.ChangedMeanwhile):
        return say("读取之后文件被别的程序改动，请重新运行", english=english)
    if isinstance(error, PermissionError):
        return say("文件夹或文件不许写，或文件正被 Word 等程序打开", english=english)
    return str(getattr(error, "strerror", None) or error)
