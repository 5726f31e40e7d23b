"""Checks a document by the rules of a rule set: one traversal, every rule at its selector. Pure."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from gklint.diagnostics import Diagnostic, Findings, NotRun, Severity
from gklint.engine import policy
from gklint.engine.body import LexiconBody, PatternBody
from gklint.engine.patterns import Prefilter, alternatives
from gklint.engine.rule import Context, Finding, Rule, Unchecked
from gklint.engine.ruleset import RuleSet
from gklint.engine.runners import Run, runner
from gklint.engine.selectors import AbsentTable, Subject, own_place, subjects
from gklint.engine.values import NO_TABLE
from gklint.report.document import Document
from gklint.text import Span

CRASH = "GK900"


@dataclass(frozen=True)
class CheckOptions:
    """What the user wants (see :mod:`gklint.engine.policy`).

    ``selected`` are the codes to run (``None``: the enabled ones), ``severities`` levels by ``CODE`` or
    ``CODE.grade``, ``options`` the settings of rules by code. ``timings``, if given, gets the seconds of each code.
    """

    selected: frozenset[str] | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    timings: dict[str, float] | None = None


def check(document: Document, rules: RuleSet, options: CheckOptions | None = None) -> Findings:
    """All that ``rules`` have to say about ``document``. For many documents make one :class:`Checker`."""
    return Checker(rules, options or CheckOptions()).check(document)


class _Active:
    """A rule that runs: prepared once, when it is first needed."""

    def __init__(self, rule: Rule, rules: RuleSet, options: CheckOptions) -> None:
        self.rule = rule
        self.options, _ = policy.options(rule, options.options.get(rule.code, {}))
        self._rules = rules
        self._run: Run | None = None

    def run(self, subject: Subject, ctx: Context) -> Iterable[Finding | Unchecked]:
        if self._run is None:
            self._run = runner(self.rule, self._rules.pack_of(self.rule), self._rules.functions)
        return self._run(subject, ctx)

    def wants(self, subject: Subject, form: str) -> bool:
        """Whether the rule is for this subject: its form (a table's own goes first), section, row, column, fact."""
        rule = self.rule
        if (subject.table.form if subject.table is not None else form) not in rule.forms:
            return False
        if rule.within and subject.role not in rule.within:
            return False
        node = subject.node
        if rule.indicators and node.indicator not in rule.indicators:
            return False
        if not rule.rows and not rule.columns:
            return True
        row, column = own_place(node)
        if rule.rows and row is not None and row not in rule.rows:
            return False
        return not rule.columns or column is None or column in rule.columns


class Checker:
    """Rules made ready for any number of documents."""

    def __init__(self, rules: RuleSet, options: CheckOptions) -> None:
        self.rules = rules
        self.options = options
        selected = options.selected
        if selected is None:
            selected = frozenset(code for code, rule in rules.rules.items() if rule.enabled)
        self._by_selector: dict[str, list[_Active]] = {}
        for code, rule in rules.rules.items():
            if code in selected:
                self._by_selector.setdefault(rule.on, []).append(_Active(rule, rules, options))
        self._prefilter = Prefilter(dict(_searched(active for group in self._by_selector.values() for active in group)))

    def check(self, document: Document) -> Findings:
        """All that the rules have to say about ``document``; a rule that raises gives GK900, the others go on."""
        result = _Result(self.options.severities, document.choice.form)
        form = document.choice.form
        timings = self.options.timings
        run = _run if timings is None else _timed(timings)
        by_selector = self._possible(document.source.text)
        for subject in subjects(document, frozenset(by_selector)):
            for active in by_selector[subject.kind]:
                if isinstance(subject.node, AbsentTable):
                    if form in active.rule.forms:
                        result.unchecked(active.rule, Unchecked(NO_TABLE, subject.node.name))
                elif active.wants(subject, form):
                    run(active, subject, document, result)
        return result.findings()

    def _possible(self, text: str) -> dict[str, list[_Active]]:
        """The rules by selector, without those whose patterns are nowhere in the text."""
        absent = self._prefilter.absent(text)
        found: dict[str, list[_Active]] = {}
        for selector, group in self._by_selector.items():
            left = [active for active in group if active.rule.code not in absent]
            if left:
                found[selector] = left
        return found


def _searched(group: Iterable[_Active]) -> Iterator[tuple[str, str]]:
    """What rules look for in the text, by code: their pattern, or the words of their lexicon."""
    for active in group:
        body = active.rule.body
        if isinstance(body, PatternBody):
            yield active.rule.code, body.pattern
        elif isinstance(body, LexiconBody) and body.entries:
            yield active.rule.code, alternatives(body.entries)


def _run(active: _Active, subject: Subject, document: Document, result: _Result) -> None:
    ctx = Context(document, active.rule, active.options, subject.role)
    try:
        for outcome in active.run(subject, ctx):
            if isinstance(outcome, Finding):
                result.finding(active.rule, outcome)
            else:
                result.unchecked(active.rule, outcome)
    except Exception as error:
        result.crash(active.rule, subject.span, error)


def _timed(timings: dict[str, float]) -> Callable[[_Active, Subject, Document, _Result], None]:
    def run(active: _Active, subject: Subject, document: Document, result: _Result) -> None:
        start = perf_counter()
        _run(active, subject, document, result)
        code = active.rule.code
        timings[code] = timings.get(code, 0.0) + perf_counter() - start

    return run


class _Result:
    """Gathers what the rules say: findings once each, and what could not be checked once a rule and table."""

    def __init__(self, severities: Mapping[str, Severity], form: str) -> None:
        self._severities = severities
        self._form = form
        self._diagnostics: dict[Diagnostic, None] = {}
        self._not_run: dict[tuple[str, str | None], NotRun] = {}
        self._crashed: set[str] = set()

    def finding(self, rule: Rule, finding: Finding) -> None:
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
        self._diagnostics[diagnostic] = None

    def unchecked(self, rule: Rule, place: Unchecked) -> None:
        key = (rule.code, place.table)
        first = self._not_run.get(key)
        if first is None:
            entry = NotRun(rule.code, place.reason, place.table, place.row, place.column, place.span)
        else:
            entry = NotRun(first.code, first.reason, first.table, first.row, first.column, first.span, first.count + 1)
        self._not_run[key] = entry

    def crash(self, rule: Rule, span: Span, error: Exception) -> None:
        """One GK900 for each rule that raises, at the first node where it did."""
        if rule.code in self._crashed:
            return
        self._crashed.add(rule.code)
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else rule.place.path
        message = f"规则 {rule.code}（规则包 {rule.place.pack}）出错：{type(error).__name__}: {error}，在 {where}"
        self._diagnostics[Diagnostic(CRASH, "rule-crashed", Severity.ERROR, message, span)] = None

    def findings(self) -> Findings:
        diagnostics = sorted(self._diagnostics, key=lambda diagnostic: diagnostic.order)
        return Findings(tuple(diagnostics), tuple(self._not_run.values()))
