"""The formats for programs: valid by their own schemas, whatever a report holds, and the same bytes every time."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from gklint.diagnostics import Basis, BasisStatus, Diagnostic, Findings, Severity
from gklint.reporters.base import FORMATS, RuleFacts, Style
from gklint.reporters.sarif_words import artifact_uri
from gklint.results import FileResult, Status
from gklint.text import Source, Span
from tests.reporters.hostile_run import PATH, evil_results, word_result
from tests.reporters.sample_run import render, results

GOLDEN = Path(__file__).parents[1] / "golden"
SCHEMAS = Path(__file__).parents[1] / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
RUNS = {"sample": results, "hostile": evil_results, "empty": list, "word": lambda: [word_result()]}
runs = pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)

FACTS = (
    RuleFacts(
        "STR016",
        "duplicate-paragraph",
        "段落不重复",
        Severity.ERROR,
        (("2019", Basis("甲")), ("2021", Basis("乙", BasisStatus.CUSTOM))),
        ("structure",),
        "不足 40 字的 <段落> 不查 {n}",
    ),
    RuleFacts(
        "PUN001", "half-width", "汉字间用全角标点", Severity.WARNING, (("2019", Basis("丙")), ("2021", Basis("丙")))
    ),
)
WITH_RULES = Style(rules=lambda: FACTS)
MASKED = {"fingerprint": "…", "gklint/v1": "…", "version": "…"}


def masked(value: Any) -> Any:
    """``value`` without gklint's version and without fingerprints, which a person cannot work out."""
    if isinstance(value, list):
        return [masked(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: MASKED[key] if key in MASKED and item != "2.1.0" else masked(item) for key, item in value.items()}


def sarif(runs: list[FileResult], style: Style | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render("sarif", style, runs))
    return log


@pytest.mark.parametrize(("file", "name"), [("check.sarif", "sarif"), ("codequality.json", "gitlab")])
def test_json_formats(file: str, name: str) -> None:
    expected = json.loads((GOLDEN / file).read_text(encoding="utf-8"))
    assert masked(json.loads(render(name, WITH_RULES))) == masked(expected)


def test_json_lines() -> None:
    lines = [json.loads(line) for line in render("jsonl").splitlines()]
    whole = json.loads(render("json"))
    assert lines[0] == {"type": "run", "schema": whole["schema"], "tool": whole["tool"]}
    assert lines[-1] == {"type": "summary", **whole["summary"]}
    kinds = [line.pop("type") for line in lines]
    assert kinds == ["run", "file", *["diagnostic"] * 10, "file", "file", "diagnostic", "summary"]
    assert [line for line, kind in zip(lines, kinds, strict=True) if kind == "file"] == whole["files"]
    assert [line for line, kind in zip(lines, kinds, strict=True) if kind == "diagnostic"] == whole["diagnostics"]


@pytest.mark.parametrize(("file", "name"), [("github.txt", "github"), ("junit.xml", "junit")])
def test_text_formats(file: str, name: str) -> None:
    assert render(name) == (GOLDEN / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
@runs
def test_the_same_run_gives_the_same_bytes_and_they_are_utf8(name: str, run: Any) -> None:
    first = render(name, runs=run())
    assert first == render(name, runs=run())
    assert first.endswith("\n")
    assert first.encode("utf-8", "backslashreplace").decode("utf-8")


@runs
def test_sarif_is_valid(run: Any) -> None:
    log = sarif(run(), WITH_RULES)
    assert [f"{error.json_path}: {error.message}" for error in SARIF.iter_errors(log)] == []
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_the_schema_would_see_a_fault() -> None:
    log = sarif(results())
    log["runs"][0]["results"][0]["level"] = "info"
    assert not SARIF.is_valid(log)


def test_sarif_says_whether_the_run_did_its_job() -> None:
    def successful(runs: list[FileResult]) -> bool:
        return bool(sarif(runs)["runs"][0]["invocations"][0]["executionSuccessful"])

    assert successful(results())
    assert not successful(evil_results())


def test_sarif_neither_links_nor_fills_in_what_a_report_says() -> None:
    log = sarif(evil_results())
    messages = [result["message"]["text"] for result in log["runs"][0]["results"]]
    evil = next(message for message in messages if message.startswith("整篇"))
    assert "{{0}}" in evil
    assert "[点这里] (https://example.org)" in evil


def test_sarif_gives_no_region_and_no_fix_where_the_text_is_not_the_file() -> None:
    (result,) = sarif([word_result()])["runs"][0]["results"]
    physical = {"artifactLocation": {"uri": "%E6%8A%A5%E5%91%8A.docx"}}
    assert result["locations"] == [{"physicalLocation": physical, "logicalLocations": [{"name": "段落 2"}]}]
    assert "fixes" not in result
    assert result["properties"]["suggestion"] == {"title": "改为“二”", "applicability": "safe"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/报.txt", "a%20b/%E6%8A%A5.txt"),
        ("./a#1?.txt", "a%231%3F.txt"),
        ("/srv/a.txt", "file:///srv/a.txt"),
        ("C:/x y/a.txt", "file:///C:/x%20y/a.txt"),
        ("//host/share/a.txt", "file://host/share/a.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("-", "-"),
        ("\udcb7\udcc7/a.txt", "%B7%C7/a.txt"),  # a name in GB18030
        ("\ud800.txt", "%ED%A0%80.txt"),
    ],
)
def test_artifact_uri(path: str, uri: str) -> None:
    assert artifact_uri(path) == uri


@runs
def test_junit_is_valid(run: Any) -> None:
    root = etree.fromstring(render("junit", runs=run()).encode())
    JUNIT.assertValid(root)
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(len(suite.findall(f"testcase/{tag}")))
    for attribute in ("tests", "failures", "errors"):
        assert root.get(attribute) == str(sum(int(suite.get(attribute) or 0) for suite in root.iter("testsuite")))


def test_junit_keeps_a_strangers_words() -> None:
    root = etree.fromstring(render("junit", runs=evil_results()).encode())
    assert root.findall("testsuite")[0].get("name") == PATH
    failure = next(node for node in root.iter("failure") if (node.get("message") or "").startswith("整篇"))
    assert "]]> </script></style>" in (failure.get("message") or "")
    assert "]]> </script></style>" in (failure.text or "")
    assert [node.get("type") for node in root.iter("error")] == ["error"]  # GK900


@runs
def test_gitlab_has_the_required_fields_and_no_fingerprint_twice(run: Any) -> None:
    issues = json.loads(render("gitlab", runs=run()))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("./")
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    assert len(issues) == sum(len(result.counted) for result in run())


def _checked(text: str, path: str = "a.txt") -> FileResult:
    from gklint.report.read import read_document

    source = Source(path, text)
    spans = [Span(found.start(), found.end()) for found in re.finditer("错字", text)]
    found = tuple(Diagnostic("WRD001", "typo", Severity.WARNING, "错", span) for span in spans)
    return FileResult(path, Status.CHECKED, source, read_document(source), Findings(found))


def _prints(result: FileResult) -> list[str]:
    log = sarif([result])
    return [found["partialFingerprints"]["gklint/v1"] for found in log["runs"][0]["results"]]


def test_fingerprints_do_not_mind_edits_elsewhere() -> None:
    before = _checked("题名\n一、总体情况\n有错字，还有错字。\n二、主动公开政府信息情况\n错字\n")
    after = _checked(
        "题名\n\n新的一段。\n一、总体情况\n改过的有错字，还有错字。\n二、主动公开政府信息情况\n错字\n", "b.txt"
    )
    assert _prints(before) == _prints(after)
    assert len(set(_prints(before))) == 3
    gitlab = [json.loads(render("gitlab", runs=[result])) for result in (before, after)]
    assert gitlab[0][0]["fingerprint"] != gitlab[1][0]["fingerprint"]  # another file, another finding


def test_github_commands_hold_what_they_say_and_no_more() -> None:
    lines = render("github", Style(quiet=True), evil_results()).splitlines()
    assert len(lines) == sum(len(result.counted) for result in evil_results())
    parsed = [re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line) for line in lines]
    assert all(parsed)
    properties = [dict(p.split("=", 1) for p in found[2].split(",")) for found in parsed if found]
    first = properties[0]
    name = first["file"].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
    assert name == PATH
    assert (first["line"], first["endLine"]) == ("1", "8")
    assert "col" not in first  # GitHub takes columns within one line only
    assert "line" not in properties[-1]  # Word: no line of the file


def test_github_leaves_suppressed_findings_out_and_sarif_keeps_them() -> None:
    assert "WRD001" not in render("github")
    kept = [found for found in sarif(results())["runs"][0]["results"] if "suppressions" in found]
    assert [(found["ruleId"], found["suppressions"][0]["kind"]) for found in kept] == [("WRD001", "inSource")]
    outside = [found for found in sarif(evil_results())["runs"][0]["results"] if "suppressions" in found]
    assert [found["suppressions"][0]["kind"] for found in outside] == ["external"]


def test_json_lines_are_lines_for_every_reader() -> None:
    text = render("jsonl", runs=evil_results())
    assert len(text.splitlines()) == text.count("\n")
    assert [json.loads(line)["type"] for line in text.splitlines()].count("file") == 3
