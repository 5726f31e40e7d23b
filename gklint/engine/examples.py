"""The examples of rules, which are their tests: a patch on the clean base report of the pack, and what must come of it.

``cell: 本年新收.自然人`` with ``value:`` (or several under ``cells:``; a table may stand before the row),
``section: 五`` with ``text:`` (its new body), ``replace:`` with ``with:`` (words that stand there once),
``delete: 六`` (a whole section), or several of these (cells, and the words that state them). ``text:`` alone is a whole
report. ``form:`` names the edition, the newest of the rule by default. A bad example may say which words are marked
(``mark:``), what the message has in it (``message:``) and its ``grade:``.

For rules over several reports ``others:`` lists the reports that the changed one is compared with, each a patch of the
same kinds: ``year: -1`` moves it to the year before, ``agency:`` gives it to another body, ``file:`` is its path. A
rule on ``years`` has the base report of the year before, if nothing else is said. ``ledger:`` is the text of a ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

from gklint.diagnostics import Applicability, Diagnostic, Edit, Findings, Severity
from gklint.engine.across import Across
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.metadata import ROLES
from gklint.engine.rule import Example, Pack, Rule
from gklint.engine.ruleset import RuleSet
from gklint.engine.selectors import YEARS, across
from gklint.report.bound import BoundCell
from gklint.report.digest import digest_of
from gklint.report.document import Document
from gklint.report.nodes import Section
from gklint.text import Span
from gklint.tuples import NamedTuple

_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年)")
NUMERALS = "一二三四五六"
Analyse = Callable[[str], Document]
"""Text → document, as the runner would read it."""


class ExampleError(Exception):
    """An example that cannot be applied to the base report; the message says why (Chinese)."""


class Failure(NamedTuple):
    """An example that did not come out: the rule's code, whether it was a good one, its number from 1, why."""

    code: str
    good: bool
    number: int
    example: Example
    reason: str


def apply(example: Example, base: Document) -> str:
    """The text of the report that ``example`` speaks of; raises :class:`ExampleError`."""
    keys = example.keys
    if "text" in keys and "section" not in keys:
        return keys["text"]
    edits = sorted(_edits(example, base), key=lambda edit: edit.span)
    if any(one.span.end > other.span.start for one, other in pairwise(edits)):
        raise ExampleError("样例的几处改动叠在一起了")
    return with_edits(base.source.text, edits)


def _edits(example: Example, base: Document) -> Iterator[Edit]:
    """What ``example`` changes in the base report."""
    text, keys = base.source.text, example.keys
    for name, value in example.cells:
        yield Edit(_cell(base, name).span, value)
    if "section" in keys:
        section = _section(base, keys["section"])
        body = base.source.lines.position(section.heading.span.end).line
        start = min(base.source.lines.line_span(body).end, section.span.end)
        yield Edit(Span(start, _next_word(text, section.span.end)), f"\n{keys['text'].strip()}\n")
    if "delete" in keys:
        section = _section(base, keys["delete"].removeprefix("section").strip())
        yield Edit(Span(section.span.start, _next_word(text, section.span.end)), "")
    if "replace" in keys:
        count = text.count(keys["replace"])
        if count != 1:
            raise ExampleError(f"基准报告里“{keys['replace']}”有 {count} 处，要恰好一处")
        start = text.index(keys["replace"])
        yield Edit(Span(start, start + len(keys["replace"])), keys["with"])


def _next_word(text: str, offset: int) -> int:
    """Where the white space at ``offset`` ends."""
    return len(text) - len(text[offset:].lstrip())


def across_findings(
    checker: Checker, example: Example, text: str, *, on: str, base: Document, analyse: Analyse
) -> Findings:
    """What a rule with the selector ``on``, over several reports, says of the report with ``text`` beside the others of
    the example; raises :class:`ExampleError`."""
    from gklint.project.grouping import project_of
    from gklint.project.ledger import LedgerError, read_ledger
    from gklint.project.names import Names

    last_year = () if across(on) != YEARS else (Example(example.mark, {"year": "-1"}),)
    texts = {example.keys.get("file", "样例.txt"): moved(text, example, base)}
    for number, other in enumerate(example.others or last_year, 1):
        texts[other.keys.get("file", f"样例{number}.txt")] = moved(apply(other, base), other, base)
    digests = [replace(digest_of(analyse(words)), path=path) for path, words in texts.items()]
    stated = dict.fromkeys(name for form in base.forms.values() for name in form.stated)
    try:
        ledger = read_ledger("台账.csv", example.keys["ledger"], stated, Names()) if "ledger" in example.keys else None
    except LedgerError as error:
        raise ExampleError(str(error)) from error
    own = digests[0]
    project = project_of(digests, Names(), {}, frozenset({own.path}), ledger=ledger)
    seen, kinds = Across(base.forms), checker.across
    given = chain(seen.among_all(own, project, kinds), seen.with_kin(project.kin(own), kinds))
    return checker.check_across(seen.document(own), given)


def moved(text: str, example: Example, base: Document) -> str:
    """``text`` as the report of another year and body, if the example says so."""
    years = int(example.keys.get("year", "0"))
    text = _YEAR.sub(lambda match: str(int(match[0]) + years), text) if years else text
    agency = example.keys.get("agency")
    return text.replace(base.agency, agency) if agency and base.agency else text


def _section(base: Document, name: str) -> Section:
    role = ROLES[NUMERALS.index(name)] if name and name in NUMERALS else name
    for section in base.report.sections:
        if section.role == role:
            return section
    raise ExampleError(f"基准报告没有部分 {name}（部分写作 一、二……六）")


def _cell(base: Document, name: str) -> BoundCell:
    *table, row, column = ["", *name.split(".")][-3:]
    wanted = table[0] if table else ""
    found = [
        bound.rows[row].cells[column]
        for key, bound in base.tables.items()
        if bound is not None and wanted in ("", key) and row in bound.rows and column in bound.rows[row].cells
    ]
    if len(found) != 1:
        raise ExampleError(f"基准报告里叫 {name} 的单元格有 {len(found)} 个，要恰好一个（写作 行.列 或 表.行.列）")
    return found[0]


def with_edits(text: str, edits: list[Edit]) -> str:
    """``text`` after ``edits``, which must not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def base_texts(pack: Pack) -> Mapping[str, str]:
    """The base reports of a pack (``base/FORM.txt``), by form."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(pack.root, "base").glob("*.txt"))}


def base_failures(rules: RuleSet, bases: Mapping[str, str], analyse: Analyse) -> Iterator[tuple[str, str]]:
    """What is found at warning or above in base reports, which must be clean: the form and the words."""
    checker = Checker(rules, CheckOptions())
    for form, text in bases.items():
        for found in checker.check(analyse(text)).diagnostics:
            if found.severity >= Severity.WARNING:
                yield form, f"报出 {found.code}：{found.message}"


def run_examples(
    rules: RuleSet, bases: Mapping[str, str], analyse: Analyse, codes: Collection[str] | None = None
) -> Iterator[Failure]:
    """The examples that do not come out as they should, of the rules in ``codes`` (``None``: of all); ``bases`` are the
    base reports by form."""
    wanted = [rule for rule in rules.rules.values() if codes is None or rule.code in codes]
    return failures(ExampleTester(rules, bases, analyse), wanted)


def failures(tester: ExampleTester, rules: Iterable[Rule]) -> Iterator[Failure]:
    """The examples of ``rules`` that do not come out as they should."""
    for rule in rules:
        for good, examples in ((True, rule.good), (False, rule.bad)):
            for number, example in enumerate(examples, 1):
                for reason in tester.reasons(rule, example, good):
                    yield Failure(rule.code, good, number, example, reason)


class ExampleTester:
    """Runs single examples of ``rules`` on the base reports ``bases`` (by form)."""

    def __init__(self, rules: RuleSet, bases: Mapping[str, str], analyse: Analyse) -> None:
        self._analyse = analyse
        self._bases = {form: analyse(text) for form, text in bases.items()}
        every = frozenset(rules.rules)
        self._rules = rules
        self._all = Checker(rules, CheckOptions())
        self._alone = {code: Checker(rules, CheckOptions(selected=frozenset({code}))) for code in every}
        self._of_bases: dict[str, frozenset[tuple[str, str]]] = {}

    def reasons(self, rule: Rule, example: Example, good: bool) -> Iterator[str]:
        """Why the example does not come out; nothing when it does."""
        form = example.keys.get("form", rule.forms[-1])
        whole = "text" in example.keys and "section" not in example.keys
        if not whole and form not in self._bases:
            yield f"规则包没有 {form} 版的基准报告 base/{form}.txt"
            return
        try:
            text = example.keys["text"] if whole else apply(example, self._bases[form])
        except ExampleError as error:
            yield str(error)
            return
        known = frozenset[tuple[str, str]]() if whole else self._of_base(form)
        yield from self._good(rule, example, text, known) if good else self._bad(rule, example, text)

    def _of_base(self, form: str) -> frozenset[tuple[str, str]]:
        """What is found in the base report as it is: :func:`base_failures` tells it, once and not of each example."""
        if form not in self._of_bases:
            found = self._all.check(self._bases[form]).diagnostics
            self._of_bases[form] = frozenset((one.code, one.message) for one in found)
        return self._of_bases[form]

    def _own(self, rule: Rule, example: Example, text: str) -> Findings:
        """What the rule alone says."""
        checker = self._alone[rule.code]
        if across(rule.on) is None:
            return checker.check(self._analyse(text))
        form = example.keys.get("form", rule.forms[-1])
        return across_findings(checker, example, text, on=rule.on, base=self._bases[form], analyse=self._analyse)

    def _good(self, rule: Rule, example: Example, text: str, known: Collection[tuple[str, str]]) -> Iterator[str]:
        document = self._analyse(text)
        own = self._own(rule, example, text).diagnostics
        others = self._all.check(document).diagnostics
        for found in (*own, *(other for other in others if other.code != rule.code)):
            if found.code != rule.code and (found.severity < Severity.WARNING or (found.code, found.message) in known):
                continue
            yield f"好样例却报出 {found.code}：{found.message}"

    def _bad(self, rule: Rule, example: Example, text: str) -> Iterator[str]:
        document = self._analyse(text)
        found = self._own(rule, example, text).diagnostics
        fitting = [one for one in found if _fits(one, example, document)]
        if not found:
            yield "坏样例没有报出"
        elif not fitting:
            told = "；".join(f"“{document.text(one.span)}”（{one.grade or '无等级'}）{one.message}" for one in found)
            yield f"报出的与样例所写不符：{told}"
        elif fitting[0].fix is not None and fitting[0].fix.applicability is not Applicability.DISPLAY:
            yield from self._fixed(rule, text, fitting[0])

    def _fixed(self, rule: Rule, text: str, found: Diagnostic) -> Iterator[str]:
        """A fix must take its finding away: fewer findings than before, and none the same."""
        assert found.fix is not None
        before = len(self._alone[rule.code].check(self._analyse(text)).diagnostics)
        fixed = with_edits(text, list(found.fix.edits))
        after = len(self._alone[rule.code].check(self._analyse(fixed)).diagnostics)
        if after >= before:
            yield f"修改之后仍然报出（之前 {before} 处，之后 {after} 处）"


def _fits(found: Diagnostic, example: Example, document: Document) -> bool:
    keys = example.keys
    if "mark" in keys and document.text(found.span) != keys["mark"]:
        return False
    if "grade" in keys and found.grade != keys["grade"]:
        return False
    return keys.get("message", "") in found.message
