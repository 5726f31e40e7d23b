"""``--format junit``: JUnit XML, which build servers show as test results.

A file is a test suite, a finding a test case. Errors and warnings are failures; hints are passed tests that say
something; suppressed findings and what could not be checked are skipped tests; a file that cannot be read is an error.
"""

from __future__ import annotations

from collections import Counter

from gklint.diagnostics import Diagnostic, Severity
from gklint.reporters.base import Style
from gklint.reporters.markup import xml_attribute, xml_text
from gklint.reporters.places import place_words
from gklint.reporters.words import SEVERITY_WORDS, not_run_words
from gklint.results import CRASHED, UNREADABLE, FileResult, Status, Tally
from gklint.tuples import NamedTuple

_OWN_FAILURES = (UNREADABLE, CRASHED)


class Case(NamedTuple):
    """A test case: its name, the element that says how it went (``None``: passed), its type, message and text."""

    name: str
    outcome: str | None = None
    type: str = ""
    message: str = ""
    text: str = ""


class JunitReporter:
    """Keeps the suites until the end, since the sums stand before them."""

    def __init__(self, style: Style) -> None:
        self._suites: list[str] = []
        self._counts: Counter[str | None] = Counter()

    def begin(self) -> str:
        """Nothing yet."""
        return ""

    def file(self, result: FileResult) -> str:
        """Nothing yet; the suite is noted."""
        cases = _cases(result)
        counts = Counter(case.outcome for case in cases)
        self._counts.update(counts)
        path = xml_attribute(result.path)
        head = f'  <testsuite name="{path}" {_sums(counts)} skipped="{counts["skipped"]}" file="{path}">\n'
        self._suites.append(head + "".join(_case_xml(case, path) for case in cases) + "  </testsuite>\n")
        return ""

    def end(self, total: Tally) -> str:
        """The whole document."""
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gklint" {_sums(self._counts)}>\n'
        return head + "".join(self._suites) + "</testsuites>\n"


def _sums(counts: Counter[str | None]) -> str:
    return f'tests="{counts.total()}" failures="{counts["failure"]}" errors="{counts["error"]}"'


def _cases(result: FileResult) -> list[Case]:
    """A case for each finding and each thing not checked; one that says how the file went when there is neither."""
    cases = [_finding_case(d, result) for d in result.findings.diagnostics]
    for entry in result.findings.not_run:
        words = not_run_words("", entry, result).strip()
        cases.append(Case(f"未能核对 {words}", "skipped", "not-run", f"未能核对：{entry.reason}", words))
    if cases:
        return cases
    if result.status is Status.SKIPPED:
        return [Case("不是年度报告，没有检查", "skipped", "not-a-report", "不是年度报告，没有检查")]
    return [Case("没有发现问题")]


def _finding_case(diagnostic: Diagnostic, result: FileResult) -> Case:
    name = f"{diagnostic.code} {diagnostic.name}"
    place = place_words(result.path, result.source, diagnostic.span.start)
    lines = [f"{place}  {SEVERITY_WORDS[diagnostic.severity]}  {diagnostic.code}  {diagnostic.message}"]
    if diagnostic.calculation:
        lines += diagnostic.calculation.lines
    if diagnostic.basis:
        lines.append(f"依据：{diagnostic.basis.text}")
    if diagnostic.fix:
        lines.append(f"建议：{diagnostic.fix.title}")
    case = Case(f"{name} {place}", None, diagnostic.severity.word, diagnostic.message, "\n".join(lines))
    if diagnostic.suppressed:
        reason = f"已抑制（{diagnostic.suppressed.by.value}）：{diagnostic.suppressed.reason}"
        return case._replace(outcome="skipped", type="suppressed", message=reason)
    if diagnostic.code in _OWN_FAILURES and diagnostic.severity is Severity.ERROR:
        return case._replace(outcome="error")
    return case if diagnostic.severity is Severity.INFO else case._replace(outcome="failure")


def _case_xml(case: Case, path: str) -> str:
    head = f'    <testcase name="{xml_attribute(case.name)}" classname="{path}"'
    if case.outcome is None and not case.text:
        return head + "/>\n"
    if case.outcome is None:
        inner = f"<system-out>{xml_text(case.text)}</system-out>"
    else:
        attributes = f'type="{xml_attribute(case.type)}" message="{xml_attribute(case.message)}"'
        inner = f"<{case.outcome} {attributes}>{xml_text(case.text)}</{case.outcome}>"
    return f"{head}>\n      {inner}\n    </testcase>\n"
