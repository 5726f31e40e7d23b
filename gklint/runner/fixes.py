"""Fixing one file: the fixes that are wanted, until nothing changes, and the file written or its difference shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gklint import atomic
from gklint.diagnostics import Applicability, Diagnostic
from gklint.fixing import CannotChange, Fixed, fix
from gklint.messages import Words, worded
from gklint.oserrors import why_unwritten
from gklint.results import Tally
from gklint.runner.diffs import unified
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.doing import look, outcome_of
from gklint.runner.examine import Examined
from gklint.runner.job import FixPlan, Job
from gklint.runner.outcome import Change, Outcome
from gklint.runner.rewriting import Rewriter
from gklint.text import Source


def fixed_file(job: Job, source: Source, target: Target, data: bytes, plan: FixPlan) -> Outcome:
    """The outcome for the file with the bytes ``data`` and the text ``source``, after the fixes of ``plan``."""
    seen: dict[str, Examined] = {}

    def check(text: Source) -> tuple[Diagnostic, ...]:
        if text.text not in seen:
            seen[text.text] = look(job, text, target)
        return seen[text.text].result.findings.diagnostics

    try:
        rewriter = Rewriter(source, data)
        fixed = fix(source, check, plan.unsafe, plan.wanted, rewriter.change)
    except CannotChange as error:
        found = check(source)
        notes = (_refused(source, str(error)),) if any(d.fix for d in found) else ()
        same = outcome_of(job, seen[source.text])
        return same._replace(notes=(*same.notes, *notes), change=Change(0, data))
    outcome = outcome_of(job, seen[fixed.source.text])
    outcome = outcome._replace(notes=(*outcome.notes, *_notes(fixed)))
    after = rewriter.data(fixed.source)
    change = Change(len(fixed.applied), after, left=0 if plan.unsafe else _unsafe(check(fixed.source)))
    if plan.diff:
        return outcome._replace(change=change._replace(data=data, diff=unified(source, fixed.source)))
    if target.path == STANDARD_INPUT or not fixed.applied:
        return outcome._replace(change=change)
    try:
        atomic.write(Path(target.path), after, data)
    except (OSError, atomic.ChangedMeanwhile) as error:
        note = worded("{path}：没有写入修改：{reason}", path=source.path, reason=_refusal(error))
        unchanged = outcome_of(job, seen[source.text])  # what was found is still in the file
        tally = Tally(unfinished=True)
        tally.include(unchanged.tally)
        return unchanged._replace(tally=tally, notes=(*outcome.notes, note), change=Change(0, data))
    return outcome._replace(change=change)


def _unsafe(found: Iterable[Diagnostic]) -> int:
    """How many of the findings that count have a fix that ``--unsafe-fixes`` would make."""
    fixes = [one.fix for one in found if one.suppressed is None and one.fix is not None]
    return sum(fix.applicability is Applicability.UNSAFE for fix in fixes)


def _notes(fixed: Fixed) -> list[Words]:
    path, notes = fixed.source.path, []
    if fixed.oscillating:
        codes = tuple(sorted(fixed.oscillating))
        notes.append(worded("{path}：{codes} 的修改互相抵消，没有应用，请人工处理", path=path, codes=codes))
    notes += [_refused(fixed.source, reason) for reason in fixed.refused]
    if fixed.harmful:
        codes = tuple(sorted(fixed.harmful))
        notes.append(worded("{path}：{codes} 的修改会带来新的错误，没有应用，请人工处理", path=path, codes=codes))
    return notes


def _refused(source: Source, reason: str) -> Words:
    return worded("{path}：{reason}", path=source.path, reason=reason)


def _refusal(error: OSError | atomic.ChangedMeanwhile) -> Words:
    if isinstance(error, atomic.ChangedMeanwhile):
        return worded("读取之后文件被别的程序改动，请重新运行")
    return why_unwritten(error)
