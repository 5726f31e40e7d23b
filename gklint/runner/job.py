"""The work of a run on one file, from its bytes to its outcome; the same in this process and in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gklint import atomic
from gklint.config.settings import Settings
from gklint.diagnostics import Diagnostic, Findings
from gklint.extensions import NO_EXTENSIONS, Extensions
from gklint.fixing import CannotChange, Fixed, Wanted, fix
from gklint.readers import (
    CONVERTED,
    DEFAULT_MAX_PAGES,
    FORMATS,
    LEGACY_EXTENSIONS,
    Formats,
    ReadError,
    extension_of,
    read_source,
)
from gklint.reporters.base import FORMATS as REPORTERS_BY_NAME
from gklint.reporters.base import Reporter, ReporterFormat, Style, piece_of, reporter
from gklint.results import FileResult, Status, Tally
from gklint.runner.diffs import unified
from gklint.runner.discover import STANDARD_INPUT, Target
from gklint.runner.examine import Examined, examine
from gklint.runner.internal import crashed, unreadable
from gklint.runner.marking import Marker
from gklint.runner.outcome import Change, Outcome
from gklint.runner.rewriting import Rewriter
from gklint.runner.setup import Setup
from gklint.text import Source


@dataclass(frozen=True)
class FixPlan:
    """How files are fixed: unsafe fixes too, only shown as a diff, and what a person says of each (``--ask``)."""

    unsafe: bool = False
    diff: bool = False
    wanted: Wanted | None = None


@dataclass
class Job:
    """Does files. ``formats`` are the reporters that want their pieces; ``english`` puts a rule's English summary,
    where it has one, before the finding's message."""

    settings: Settings
    marker: Marker
    formats: Sequence[tuple[str, Style]]
    force: bool = False
    no_title: bool = False
    english: bool = False
    stdin_name: str = STANDARD_INPUT
    max_pages: int = DEFAULT_MAX_PAGES
    fixes: FixPlan | None = None
    timings: dict[str, float] | None = None
    extensions: Extensions = NO_EXTENSIONS
    convert: bool = False

    @cached_property
    def setup(self) -> Setup:
        """The rules, loaded when the first file needs them; raises :class:`~gklint.runner.setup.SetupError`."""
        return Setup(self.settings, self.no_title, self.timings, self.extensions)

    @cached_property
    def _reporters(self) -> list[Reporter]:
        return [reporter(name, style, self.reporters) for name, style in self.formats]

    @property
    def reporters(self) -> Mapping[str, ReporterFormat]:
        """All output formats, those of plugins too."""
        return {**REPORTERS_BY_NAME, **{one.name: one for one in self.extensions.reporters}}

    @cached_property
    def readable(self) -> Formats:
        """All formats that can be read, those of plugins too."""
        return FORMATS + self.extensions.readers + ([CONVERTED] if self.convert else [])

    def __getstate__(self) -> dict[str, object]:
        """What another process needs; it loads the rules itself."""
        return {name: value for name, value in self.__dict__.items() if name not in ("setup", "_reporters", "readable")}

    def shown(self, target: Target) -> str:
        """The path under which the file is reported."""
        return self.stdin_name if target.path == STANDARD_INPUT else target.path

    def unreadable(self, target: Target, error: ReadError) -> Outcome:
        """The outcome for a file that cannot be read."""
        _ = self.setup  # a run that cannot start says so before anything else
        spared = target.in_folder and not target.unlistable and extension_of(target.path) in LEGACY_EXTENSIONS
        finding = unreadable(error.reason, warning=spared)
        result = FileResult(self.shown(target), Status.FAILED, findings=Findings((finding,)), unfinished=not spared)
        return self._outcome(Examined(result))

    def run(self, target: Target, data: bytes) -> Outcome:
        """The outcome for the file with the bytes ``data``; never raises for what is in them."""
        try:
            source = read_source(self.shown(target), data, max_pages=self.max_pages, formats=self.readable)
        except ReadError as error:
            failed = self.unreadable(target, error)
            return failed._replace(change=Change(0, data)) if self.fixes else failed
        self.setup.for_file(source.path)
        try:
            if self.fixes is not None:
                return self._fix(source, target, data, self.fixes)
            return self._outcome(self._examine(source, target))
        except Exception as error:  # a fault of gklint; the other files are still to be checked
            result = FileResult(source.path, Status.FAILED, source, None, Findings((crashed(error),)), unfinished=True)
            return self._outcome(Examined(result))

    def _examine(self, source: Source, target: Target) -> Examined:
        return examine(source, target, self.setup, self.marker, self.force)

    def _outcome(self, examined: Examined) -> Outcome:
        total = Tally()
        total.add(examined.result)
        return Outcome(
            examined.result.path,
            total,
            tuple(piece_of(one, examined.result) for one in self._reporters),
            examined.used,
            tuple(sorted(examined.known.items())),
            examined.days,
        )

    def _fix(self, source: Source, target: Target, data: bytes, plan: FixPlan) -> Outcome:
        seen: dict[str, Examined] = {}

        def check(text: Source) -> tuple[Diagnostic, ...]:
            if text.text not in seen:
                seen[text.text] = self._examine(text, target)
            return seen[text.text].result.findings.diagnostics

        try:
            rewriter = Rewriter(source, data)
            fixed = fix(source, check, plan.unsafe, plan.wanted, rewriter.change)
        except CannotChange as error:
            found = check(source)
            note = (f"{source.path}：{error}",) if any(d.fix for d in found) else ()
            return self._outcome(seen[source.text])._replace(notes=note, change=Change(0, data))
        outcome = self._outcome(seen[fixed.source.text])._replace(notes=tuple(_notes(fixed)))
        after = rewriter.data(fixed.source)
        if plan.diff:
            return outcome._replace(change=Change(len(fixed.applied), data, unified(source, fixed.source)))
        if target.path == STANDARD_INPUT or not fixed.applied:
            return outcome._replace(change=Change(len(fixed.applied), after))
        return self._write(target, data, after, outcome, len(fixed.applied))

    def _write(self, target: Target, before: bytes, after: bytes, outcome: Outcome, fixes: int) -> Outcome:
        try:
            atomic.write(Path(target.path), after, before)
        except (OSError, atomic.ChangedMeanwhile) as error:
            note = f"{outcome.path}：没有写入修改：{_refusal(error)}"
            tally = replace(outcome.tally, unfinished=True)
            return outcome._replace(tally=tally, notes=(*outcome.notes, note), change=Change(0, before))
        return outcome._replace(change=Change(fixes, after))


def _notes(fixed: Fixed) -> list[str]:
    path = fixed.source.path
    notes = []
    if fixed.oscillating:
        codes = "、".join(sorted(fixed.oscillating))
        notes.append(f"{path}：{codes} 的修改互相抵消，没有应用，请人工处理")
    notes += [f"{path}：{reason}" for reason in fixed.refused]
    if fixed.harmful:
        codes = "、".join(sorted(fixed.harmful))
        notes.append(f"{path}：{codes} 的修改会带来新的错误，没有应用，请人工处理")
    return notes


def _refusal(error: Exception) -> str:
    if isinstance(error, atomic.ChangedMeanwhile):
        return "读取之后文件被别的程序改动，请重新运行"
    if isinstance(error, PermissionError):
        return "文件夹或文件不许写，或文件正被 Word 等程序打开"
    return str(getattr(error, "strerror", None) or error)
