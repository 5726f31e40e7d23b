"""What the prose says of its tables: a report, sentences that are true of it, and sentences that are not.

``statements/report.txt`` is a report without a fault; each sentence takes the place of 〔此处〕 in its overview.
Those of ``true.txt`` may not be called wrong by any rule; one that begins with ``?`` leaves open what it counts, and
may be asked about. Those of ``false.txt`` stand behind the codes that they must be called wrong by. ``nothing.txt`` is
the report of a body that received no request and decided nothing, ``true-of-nothing.txt`` what is true of it;
``government.txt`` is a government's, which speaks for its departments and for the levels below it too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gklint.diagnostics import Severity
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import load_ruleset
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.read import read_document
from gklint.resources import rules_path

STATEMENTS = Path(__file__).with_name("statements")
TRUE = STATEMENTS.joinpath("true.txt").read_text(encoding="utf-8").splitlines()
OF_NOTHING = STATEMENTS.joinpath("true-of-nothing.txt").read_text(encoding="utf-8").splitlines()
OF_GOVERNMENT = STATEMENTS.joinpath("true-of-government.txt").read_text(encoding="utf-8").splitlines()
FALSE = STATEMENTS.joinpath("false.txt").read_text(encoding="utf-8").splitlines()


@cache
def checker() -> Checker:
    return Checker(load_ruleset([load_pack(rules_path() / "core", allow_python=True)]), CheckOptions())


@cache
def report(name: str) -> str:
    return STATEMENTS.joinpath(name).read_text(encoding="utf-8")


def called_wrong(sentence: str, name: str = "report.txt") -> list[tuple[Severity, str, str]]:
    """The findings at warning and above about a sentence in the report."""
    document = read_document(read_source("report.txt", report(name).replace("〔此处〕", sentence).encode()))
    found = checker().check(document).diagnostics
    return [(each.severity, each.code, each.message) for each in found if each.severity >= Severity.WARNING]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        *((line, "report.txt") for line in TRUE),
        *((line, "nothing.txt") for line in OF_NOTHING),
        *((line, "government.txt") for line in OF_GOVERNMENT),
    ],
)
def test_what_is_true_is_not_called_wrong(line: str, name: str) -> None:
    level = Severity.ERROR if line.startswith("? ") else Severity.WARNING
    assert [found for found in called_wrong(line.removeprefix("? "), name) if found[0] >= level] == []


@pytest.mark.parametrize("line", FALSE)
def test_what_is_false_is_called_wrong(line: str) -> None:
    codes, _, sentence = line.partition(" ")
    assert sorted({code for _, code, _ in called_wrong(sentence)}) == codes.split(",")
