"""The exit status as a function of what was found."""

import pytest

from gklint.diagnostics import Diagnostic, Findings, Severity, SuppressedBy
from gklint.results import FileResult, Status, exit_status, tally
from gklint.runner.internal import crashed, unreadable
from gklint.text import Span


def finding(severity: Severity, code: str = "STR001") -> Diagnostic:
    return Diagnostic(code, "x", severity, "消息", Span(0, 0))


def result(*diagnostics: Diagnostic, unfinished: bool = False) -> FileResult:
    return FileResult("a.txt", Status.CHECKED, findings=Findings(diagnostics), unfinished=unfinished)


@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        (None, Severity.INFO, 0),
        (Severity.ERROR, Severity.ERROR, 1),
        (Severity.WARNING, Severity.ERROR, 0),
        (Severity.WARNING, Severity.WARNING, 1),
        (Severity.INFO, Severity.WARNING, 0),
        (Severity.INFO, Severity.INFO, 1),
        (Severity.ERROR, None, 0),
    ],
)
def test_levels(found: Severity | None, fail_on: Severity | None, status: int) -> None:
    run = [result(*([finding(found)] if found else []))]
    assert exit_status(tally(run), fail_on) == status


def test_two_wins_over_one_and_never_does_not_hide_it() -> None:
    run = [result(finding(Severity.ERROR)), result(unreadable("坏了"), unfinished=True)]
    assert exit_status(tally(run), Severity.ERROR) == 2
    assert exit_status(tally(run), None) == 2


def test_a_rule_that_crashed_is_two() -> None:
    assert exit_status(tally([result(crashed(ValueError("x")))]), None) == 2


def test_an_old_format_in_a_folder_is_a_warning() -> None:
    run = [result(unreadable("旧格式", warning=True))]
    assert exit_status(tally(run), Severity.ERROR) == 0
    assert exit_status(tally(run), Severity.WARNING) == 1


def test_suppressed_findings_do_not_count() -> None:
    hidden = finding(Severity.ERROR).suppress(SuppressedBy.CONFIG, "已核实")
    total = tally([result(hidden)])
    assert exit_status(total, Severity.INFO) == 0
    assert (total.suppressed, total.severities[Severity.ERROR]) == (1, 0)


def test_files_in_folders_that_are_no_report_are_counted_apart_from_named_ones() -> None:
    named = FileResult("a.txt", Status.SKIPPED, findings=Findings((finding(Severity.INFO, "GK002"),)))
    met = FileResult("d/b.txt", Status.SKIPPED)
    total = tally([named, met])
    assert (total.files, total.skipped, total.not_reports) == (2, 2, 1)
