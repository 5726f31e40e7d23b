"""Suppressions and baselines as a run works with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.use.conftest import Gklint, put

CONFIG = 'packs = ["../试验"]\nselect = ["TST"]\n'


def config(folder: Path, text: str = "") -> None:
    (folder / "gklint.toml").write_text(CONFIG + text, encoding="utf-8")


def test_inline_marks_and_does_not_count(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "[gklint: disable=TST001 原因：引用原文]", "本局帐号已公布。", "另一帐号也已公布。")
    outcome = check("a.txt")
    assert outcome.found == [("TST001", "inline"), ("TST001", None)]
    assert outcome.data["diagnostics"][0]["suppressed"]["reason"] == "引用原文"
    assert outcome.data["summary"]["suppressed"] == 1
    assert outcome.status == 1
    put(folder / "a.txt", "[gklint: disable-file=old-account 原因：引用原文]", "本局帐号已公布。", "另一帐号也已公布。")
    assert check("a.txt").status == 0


def test_an_old_code_and_a_tag_will_do(check: Gklint, folder: Path) -> None:
    for word, more in (("OLD001", [("GK015", None)]), ("spelling", []), ("TST", [])):
        put(folder / "a.txt", f"[gklint: disable={word} 原因：甲]", "本局帐号已公布。")
        assert check("a.txt").found == [*more, ("TST001", "inline")]


def test_a_reviewer_sees_through_it(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "[gklint: disable-file=TST001 原因：甲]", "本局帐号已公布。")
    outcome = check("--no-suppress", "a.txt")
    assert outcome.found == [("TST001", None)]
    assert outcome.status == 1


def test_the_line_of_a_directive_is_no_part_of_the_report(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "[gklint: disable=TST003 原因：帐号里写着高度重视]", "本局高度重视。")
    assert check("a.txt").found == [("TST003", "inline")]


def test_crlf_and_markdown(check: Gklint, folder: Path) -> None:
    path = put(folder / "a.txt", "[gklint: disable=TST001 原因：甲]", "本局帐号已公布。")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    put(folder / "b.md", "<!-- gklint: disable=TST001 原因：甲 -->", "本局帐号已公布。")
    assert check("a.txt", "b.md").found == [("TST001", "inline")] * 2


@pytest.mark.parametrize(
    ("directive", "found"),
    [
        ("disable=TST001", [("GK010", None), ("TST001", "inline")]),
        ("disable=TST001 原因：甲 until=2020-01-31", [("GK011", None), ("TST001", None)]),
        ("disable=TST001 原因：甲 until=2020-13-31", [("GK011", None), ("TST001", None)]),
        ("disable=TST001 原因：甲 until=2999-01-31", [("TST001", "inline")]),
        ("disable=TST002 原因：甲", [("GK012", None), ("TST001", None)]),
        ("disable=TST999 原因：甲", [("GK012", None), ("TST001", None)]),
        ("disable=GK003 原因：甲", [("GK012", None), ("TST001", None)]),
        ("disable=STR001 原因：甲", [("TST001", None)]),  # that rule does not run, so nobody can tell
    ],
)
def test_what_is_said_of_directives(
    check: Gklint, folder: Path, directive: str, found: list[tuple[str, str | None]]
) -> None:
    put(folder / "a.txt", f"[gklint: {directive}]", "本局帐号已公布。")
    assert check("a.txt").found == found


def test_configured(check: Gklint, folder: Path) -> None:
    entry = '[[suppress]]\npath = "旧/*.txt"\ncode = "TST001"\nreason = "已核实"\n'
    config(folder, entry)
    put(folder / "旧/a.txt", "本局帐号已公布。")
    put(folder / "b.txt", "本局帐号已公布。")
    assert check(".").found == [("TST001", None), ("TST001", "config")]
    config(folder, entry + 'text = "别的字"\n')
    outcome = check(".")
    assert outcome.found == [("TST001", None), ("GK012", None), ("TST001", None)]
    unused = outcome.data["diagnostics"][1]
    assert (unused["path"], unused["start"]["line"]) == ("gklint.toml", 3)
    assert [file["path"] for file in outcome.data["files"]] == ["b.txt", "旧/a.txt"]
    assert check("b.txt").found == [("TST001", None)], "one file of many says nothing about an entry for others"


def test_an_entry_past_its_day_is_told(check: Gklint, folder: Path) -> None:
    config(folder, '[[suppress]]\npath = "a.txt"\ncode = "TST001"\nreason = "已核实"\nuntil = 2020-01-31\n')
    put(folder / "a.txt", "本局帐号已公布。")
    assert check("a.txt").found == [("TST001", None), ("GK011", None)]


def test_a_baseline_from_the_first_run_to_the_last_old_finding(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "本局帐号已公布。", "另一帐号也已公布。")
    assert check("--write-baseline", "b.json", ".").status == 0, "all that is old is in the baseline now"
    known = (folder / "b.json").read_bytes()
    assert check("--baseline", "b.json", ".").found == [("TST001", "baseline")] * 2

    put(folder / "a.txt", "新来一段。", "本局帐号已公布。", "另一帐号也已公布。", "第三个帐号。")
    outcome = check("--baseline", "b.json", ".")
    assert outcome.found == [("TST001", "baseline")] * 2 + [("TST001", None)], "a third one is new"
    assert outcome.status == 1
    outcome = check("--write-baseline", "b.json", ".")
    assert (folder / "b.json").read_bytes() == known, "it only shrinks"
    assert "1 项新发现没有写入" in outcome.err
    assert outcome.status == 1

    put(folder / "a.txt", "另一帐号也已公布。")
    assert check("--baseline", "b.json", ".").found == [("GK013", None), ("TST001", "baseline")]
    assert check("--write-baseline", "b.json", ".").found == [("TST001", "baseline")]
    assert [entry["count"] for entry in json.loads((folder / "b.json").read_text(encoding="utf-8"))["entries"]] == [1]

    put(folder / "a.txt", "另一帐号也已公布。", "本局高度重视。")
    assert check("--write-baseline", "b.json", "--grow", ".").status == 0
    codes = [entry["code"] for entry in json.loads((folder / "b.json").read_text(encoding="utf-8"))["entries"]]
    assert codes == ["TST001", "TST003"]


def test_shrinking_forgets_nothing_that_was_not_looked_at(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "本局帐号已公布。", "本局高度重视。")
    put(folder / "b.txt", "本局帐号已公布。")
    check("--write-baseline", "b.json", ".")
    known = (folder / "b.json").read_bytes()
    check("--write-baseline", "b.json", "a.txt")
    check("--write-baseline", "b.json", "--ignore", "TST003", ".")
    assert (folder / "b.json").read_bytes() == known
    (folder / "b.txt").unlink()
    assert ("GK013", None) in check("--baseline", "b.json", ".").found
    check("--write-baseline", "b.json", ".")
    assert {e["path"] for e in json.loads((folder / "b.json").read_text(encoding="utf-8"))["entries"]} == {"a.txt"}


def test_a_baseline_knows_files_from_wherever_one_stands(
    check: Gklint, gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "sub/a.txt", "本局帐号已公布。")
    check("--write-baseline", "b.json", ".")
    assert check("--baseline", "b.json", str(folder / "sub")).found == [("TST001", "baseline")]
    monkeypatch.chdir(folder / "sub")
    outcome = gklint(
        "check", "--format", "json", "--pack", "../../试验", "--select", "TST", "--baseline", "../b.json", "a.txt"
    )
    assert outcome.found == [("TST001", "baseline")]


def test_a_file_that_is_no_baseline_stops_the_run(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt")
    (folder / "b.json").write_text("[]", encoding="utf-8")
    for words in (("--baseline", "b.json"), ("--write-baseline", "b.json"), ("--baseline", "没有.json")):
        outcome = check(*words, "a.txt")
        assert outcome.status == 2
        assert "基线" in outcome.err
        assert outcome.out == ""
    assert (folder / "b.json").read_text(encoding="utf-8") == "[]"
