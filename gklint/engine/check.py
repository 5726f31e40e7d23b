"""Checks a document by the rules of a rule set: one traversal, every rule at its selector. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from time import perf_counter

from gklint.diagnostics import Diagnostic, Findings, NotRun, Severity
from gklint.engine import policy
from gklint.engine.body import Requirement
from gklint.engine.gathering import blank_together
from gklint.engine.narrowing import Given, Subjects
from gklint.engine.once import forget
from gklint.engine.quick import Doubtful, doubtful, idle
from gklint.engine.rule import BLANK_GRADE, Context, Finding, Rule, Unchecked
from gklint.engine.ruleset import RuleSet
from gklint.engine.runners import Run, runner
from gklint.engine.scan import Scan, Scanner, Sought, sought
from gklint.engine.selectors import AbsentTable, Subject, across
from gklint.engine.sifting import Prose
from gklint.engine.sweep import settled
from gklint.engine.traversal import Traversal
from gklint.messages import worded
from gklint.report.document import Document
from gklint.text import Span
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CRASH = "GK900"


class CheckOptions(NamedTuple):
    """What the user wants (see :mod:`gklint.engine.policy`).

    ``selected`` are the codes to run (``None``: the enabled ones), ``severities`` levels by ``CODE`` or
    ``CODE.grade``, ``options`` the settings of rules by code. ``timings``, if given, gets the seconds of each code.
    """

    selected: frozenset[str] | None = None
    severities: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    timings: dict[str, float] | None = None


def check(document: Document, rules: RuleSet, options: CheckOptions | None = None) -> Findings:
    """All that ``rules`` have to say about ``document``. For many documents make one :class:`Checker`."""
    return Checker(rules, options or CheckOptions()).check(document)


class _Active:
    """A rule that runs: prepared once, when it is first needed. ``turn`` is its place among all rules."""

    def __init__(self, rule: Rule, turn: int, rules: RuleSet, options: CheckOptions) -> None:
        self.rule = rule
        self.turn = turn
        self.sought = sought(rule)
        # A subject in a table is of the table's form, all others of the report's.
        self.of_table = "." in rule.on or rule.on == "label"
        self.options, _ = policy.options(rule, options.options.get(rule.code, {}))
        self._rules = rules
        self._run: Run | None = None

    @cached_property
    def _doubtful(self) -> Doubtful | None:
        return doubtful(self.rule.on, self.rule.body) if isinstance(self.rule.body, Requirement) else None

    @cached_property
    def idle(self) -> Callable[[Context], bool] | None:
        """Tells of a document of which the rule has nothing to say for certain: it is not meant for it at all, or all
        its tables are in order. ``None`` where none can be told so."""
        return settled(self.rule) if self.of_table else idle(self.rule)

    def meant_for(self, case: _Case) -> bool:
        """Whether it may have something to say of a document at all: by its form, and by what is in its text."""
        if not self.of_table and case.form not in self.rule.forms:
            return False
        return self.sought is None or self.rule.code in case.scan.codes

    def left(self, wanted: Sequence[Subject], ctx: Context) -> Sequence[Subject]:
        """Those of the subjects of which it is not certain at once that the rule has nothing to say."""
        if self._doubtful is None or not wanted or isinstance(wanted[0].node, AbsentTable):
            return wanted
        return self._doubtful(wanted, ctx)

    def run(self, subject: Subject, ctx: Context) -> Iterable[Finding | Unchecked]:
        if self._run is None:
            self._run = runner(self.rule, self._rules.pack_of(self.rule), self._rules.functions)
        return self._run(subject, ctx)


class _Case:
    """A document that is checked: what of it rules look at, what was found in its text, and what they say."""

    def __init__(self, document: Document, scan: Scan, severities: Mapping[str, Severity]) -> None:
        self.document = document
        self.form = document.choice.form
        self.scan = scan
        self.found = found = Subjects(self.form, Traversal(document))
        self.prose = Prose(document.source.text, lambda: found.of("prose"), scan.there)
        self.result = _Result(severities, document)


class Checker:
    """Rules made ready for any number of documents."""

    def __init__(self, rules: RuleSet, options: CheckOptions) -> None:
        self.rules = rules
        self.options = options
        selected = options.selected
        if selected is None:
            selected = frozenset(code for code, rule in rules.rules.items() if rule.enabled)
        active = [
            _Active(rule, turn, rules, options)
            for turn, (code, rule) in enumerate(rules.rules.items())
            if code in selected
        ]
        self._own = [one for one in active if across(one.rule.on) is None]
        self._later = [one for one in active if across(one.rule.on)]
        self._scanner = Scanner({one.rule.code: one.sought for one in self._own if one.sought})
        self._run = _run if options.timings is None else _timed(options.timings)

    def check(self, document: Document) -> Findings:
        """All that the rules have to say about ``document``; a rule that raises gives GK900, the others go on.

        Rules that look for words or patterns see only the subjects in which one of these may be.
        """
        return self.check_each([document])[0]

    def check_each(self, documents: Sequence[Document]) -> list[Findings]:
        """The same of each of ``documents``.

        A rule looks at all of them before the next one does: what it needs is in the processor's cache then.
        """
        forget()
        severities = self.options.severities
        cases = [_Case(one, self._scanner.scan(one.source.text), severities) for one in documents]
        for active in self._own:
            for case in cases:
                if active.meant_for(case):
                    self._look(active, case)
        return [case.result.findings(case.found) for case in cases]

    def _look(self, active: _Active, case: _Case) -> None:
        rule = active.rule
        ctx = Context(case.document, rule, active.options)
        if active.idle is not None and active.idle(ctx):
            return
        if active.sought is None:
            wanted = case.found.wanted(rule, None)
        else:
            things = case.prose.sifted(rule.on, case.scan.things(rule.code))
            wanted = _where_found(rule, things, case.scan, case.found)
            ctx = Context(case.document, rule, active.options, None, frozenset([thing.text for thing in things]))
        if wanted:
            self._run(active, wanted, ctx, case.result)

    @cached_property
    def across(self) -> frozenset[str]:
        """The selectors over several reports that a rule which runs has."""
        return frozenset(active.rule.on for active in self._later)

    def check_across(self, document: Document, given: Iterable[Subject]) -> Findings:
        """What the rules over several reports have to say of ``document`` at the subjects ``given``."""
        result = _Result(self.options.severities, document)
        found = Subjects(document.choice.form, Given(given))
        for active in self._later:
            wanted = found.wanted(active.rule, None)
            if wanted:
                self._run(active, wanted, Context(document, active.rule, active.options), result)
        return result.findings(found)


def _where_found(rule: Rule, things: Collection[Sought], scan: Scan, found: Subjects) -> Sequence[Subject]:
    """The subjects in which one of the things may be that the rule looks for."""
    if not things:
        return ()
    if rule.on == "report":
        return found.wanted(rule, None)
    places = scan.places(things)
    return () if places == [] else found.wanted(rule, places)


def _run(active: _Active, wanted: Sequence[Subject], ctx: Context, result: _Result) -> None:
    for subject in active.left(wanted, ctx):
        if isinstance(subject.node, AbsentTable):
            result.unchecked(active, subject, Unchecked(subject.node.reason, subject.node.name))
            continue
        if subject.role != ctx.role:
            ctx = Context(ctx.document, ctx.rule, ctx.options, subject.role, ctx.present)
        try:
            for outcome in active.run(subject, ctx):
                if isinstance(outcome, Finding):
                    result.finding(active.rule, outcome, subject)
                else:
                    result.unchecked(active, subject, outcome)
        except (Exception, SystemExit) as error:  # a rule in Python, or a plugin's function, may raise anything
            result.crash(active.rule, subject.span, error)


def _timed(timings: dict[str, float]) -> Callable[[_Active, Sequence[Subject], Context, _Result], None]:
    def run(active: _Active, wanted: Sequence[Subject], ctx: Context, result: _Result) -> None:
        start = perf_counter()
        _run(active, wanted, ctx, result)
        code = active.rule.code
        timings[code] = timings.get(code, 0.0) + perf_counter() - start

    return run


class _FirstNotRun:
    """The first place of a table that a rule could not check, and how many there are."""

    def __init__(self, subject: Subject, turn: int, entry: NotRun) -> None:
        self.subject = subject
        self.turn = turn
        self.entry = entry
        self.count = 0

    def whole(self) -> NotRun:
        return self.entry._replace(count=self.count) if self.count > 1 else self.entry


class _Result:
    """Gathers what the rules say: findings once each, and what could not be checked once a rule and table."""

    def __init__(self, severities: Mapping[str, Severity], document: Document) -> None:
        self._severities = severities
        self._form = document.choice.form
        self._source = document.source
        self._diagnostics: dict[Diagnostic, None] = {}
        self._blank: dict[tuple[str, str], list[Diagnostic]] = {}
        self._not_run: dict[tuple[str, str | None], _FirstNotRun] = {}
        self._crashed: set[str] = set()

    def finding(self, rule: Rule, finding: Finding, subject: Subject) -> None:
        diagnostic = Diagnostic(
            code=rule.code,
            name=rule.name,
            severity=policy.level(rule, finding.grade, self._severities),
            message=finding.message,
            span=finding.span,
            labels=finding.labels,
            grade=finding.grade,
            basis=rule.basis.get(self._form),
            fix=finding.fix,
            calculation=finding.calculation,
        )
        if finding.grade == BLANK_GRADE and subject.table is not None:
            self._blank.setdefault((rule.code, subject.table.name), []).append(diagnostic)
        else:
            self._diagnostics[diagnostic] = None

    def unchecked(self, active: _Active, subject: Subject, place: Unchecked) -> None:
        code = active.rule.code
        first = self._not_run.get((code, place.table))
        if first is None:
            entry = NotRun(code, place.reason, place.table, place.row, place.column, place.span)
            first = self._not_run[code, place.table] = _FirstNotRun(subject, active.turn, entry)
        first.count += 1

    def crash(self, rule: Rule, span: Span, error: BaseException) -> None:
        """One GK900 for each rule that raises, at the first node where it did."""
        if rule.code in self._crashed:
            return
        self._crashed.add(rule.code)
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else rule.place.path
        message = worded(
            "规则 {code}（规则包 {pack}）出错：{kind}: {what}，在 {where}",
            code=rule.code, pack=rule.place.pack, kind=type(error).__name__, what=str(error), where=where,
        )  # fmt: skip
        self._diagnostics[Diagnostic(CRASH, "rule-crashed", Severity.ERROR, message, span)] = None

    def findings(self, found: Subjects) -> Findings:
        """Everything in order: what was not run by the turn of the subject, then of the rule."""
        for group in self._blank.values():
            self._diagnostics.update(dict.fromkeys(blank_together(group, self._source)))
        diagnostics = sorted(self._diagnostics, key=lambda diagnostic: diagnostic.order)
        not_run = list(self._not_run.values())
        if len(not_run) > 1:
            not_run.sort(key=lambda first: (found.turn(first.subject), first.turn))
        return Findings(tuple(diagnostics), tuple(first.whole() for first in not_run))
