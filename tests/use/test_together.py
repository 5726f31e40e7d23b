"""Reports that belong together, as ``gklint check`` compares them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gklint.resources import rules_path
from gklint.runner import pool, together
from tests.use.conftest import Gklint

BASE = (rules_path() / "core" / "base" / "2021.txt").read_text(encoding="utf-8")
AGENCY = "璟原县财政局"
CARRIED = "| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | |"
ALL_FORMATS = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "concise", "grouped", "full", "html")
LATE = ("--select", "XYR001")


def year(number: int, agency: str = AGENCY) -> str:
    """The base report, which is about 2025, as that of another year and body."""
    text = re.sub(r"(?<!\d)20\d\d(?=年)", lambda match: str(int(match[0]) + number - 2025), BASE)
    return text.replace(AGENCY, agency)


def broken(number: int) -> str:
    """A report in which three applications are carried over, and not one."""
    text = year(number)
    assert CARRIED in text
    return text.replace(CARRIED, CARRIED.replace(" 1 |", " 3 |"))


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def pair(folder: Path) -> Path:
    put(folder, 前=year(2024), 后=broken(2025))
    return folder


def late(outcome: object) -> list[tuple[str, str]]:
    return [(d["path"], d["code"]) for d in outcome.data["diagnostics"] if d["code"] in ("XYR001",)]  # type: ignore[attr-defined]


def test_a_folder_is_compared_and_files_are_not(gklint: Gklint, pair: Path) -> None:
    run = ("check", "--format", "json", *LATE)
    assert late(gklint(*run, ".")) == [("后.txt", "XYR001"), ("后.txt", "XYR001")]
    assert late(gklint(*run, "前.txt", "后.txt")) == []
    assert late(gklint(*run, "--no-project", ".")) == []


def test_a_finding_has_its_label_in_the_other_file(gklint: Gklint, pair: Path) -> None:
    found = gklint("check", "--format", "json", *LATE, ".").data["diagnostics"][0]
    assert found["path"] == "后.txt"
    (label,) = found["labels"]
    assert label["path"] == "前.txt"
    line = (pair / "前.txt").read_text(encoding="utf-8").splitlines()[label["start"]["line"] - 1]
    assert line.startswith("| 四、结转下年度继续办理")
    assert line[label["start"]["column"] - 1 :].startswith("1 |")
    told = gklint("check", *LATE, ".").out
    assert re.search(r"前\.txt:\d+:\d+", told)


def test_findings_keep_their_order_and_place_among_the_others(gklint: Gklint, pair: Path) -> None:
    data = gklint("check", "--format", "json", ".").data
    places = [(d["path"], d["start"]["offset"], d["end"]["offset"], d["code"]) for d in data["diagnostics"]]
    assert places == sorted(places)
    assert {"XYR001", "ARI301"} <= {code for *_, code in places}
    assert [file["path"] for file in data["files"]] == ["前.txt", "后.txt"]
    counted = sum(data["summary"][level] for level in ("error", "warning", "info"))
    assert counted == len(data["diagnostics"])


def test_the_same_bytes_fresh_parallel_and_cached(gklint: Gklint, pair: Path) -> None:
    put(pair, 别=year(2025, "璟原县民政局"), **{"下/无名": BASE.replace(f"{AGENCY}2025年", "2025年")})
    outputs = [word for name in ALL_FORMATS for word in ("--output", f"{name}=../out.{name}")]

    def run(*options: str) -> dict[str, bytes]:
        gklint("check", *options, *outputs, ".")
        return {name: (pair.parent / f"out.{name}").read_bytes() for name in ALL_FORMATS}

    wanted = run("--no-cache")
    assert b"XYR001" in wanted["json"]
    assert b"PLG002" in wanted["sarif"]
    for options in (("--no-cache", "--jobs", "2"), (), (), ("--jobs", "2")):
        assert run(*options) == wanted, options


def test_against_old_reports_only_the_new_one_is_reported_on(gklint: Gklint, folder: Path) -> None:
    put(folder, **{"旧/前": year(2024).replace("（一）主动公开", "(一)主动公开", 1), "新": broken(2025)})
    data = gklint("check", "--format", "json", "--against", "旧", "新.txt").data
    assert [file["path"] for file in data["files"]] == ["新.txt"]
    assert {d["path"] for d in data["diagnostics"]} == {"新.txt"}
    assert "XYR001" in {d["code"] for d in data["diagnostics"]}
    assert data["summary"]["files"] == 1


def test_levels_and_selection_apply(gklint: Gklint, pair: Path) -> None:
    outcome = gklint("check", "--format", "json", "--severity", "XYR001=info", *LATE, ".")
    assert {d["severity"] for d in outcome.data["diagnostics"]} == {"info"}
    assert outcome.status == 0
    assert "XYR001" not in gklint("check", "--format", "json", "--ignore", "XYR", ".").codes


def test_inline_suppressions_reach_them(gklint: Gklint, pair: Path) -> None:
    text = broken(2025) + "\n[gklint: disable-file=XYR001 原因：机构合并]\n"
    put(pair, 后=text)
    outcome = gklint("check", "--format", "json", *LATE, ".")
    assert outcome.found == [("XYR001", "inline"), ("XYR001", "inline")]
    assert outcome.status == 0
    seen = gklint("check", "--format", "json", "--no-suppress", *LATE, ".")
    assert seen.found == [("XYR001", None), ("XYR001", None)]


def test_a_directive_for_them_is_not_called_unused(gklint: Gklint, folder: Path) -> None:
    put(folder, 甲=year(2025) + "\n[gklint: disable-file=XYR 原因：机构合并]\n")
    assert "GK012" not in gklint("check", "--format", "json", "甲.txt").codes


def test_configured_suppressions_reach_them(gklint: Gklint, pair: Path) -> None:
    (pair / "gklint.toml").write_text(
        '[[suppress]]\npath = "后.txt"\ncode = "XYR001"\nreason = "机构合并"\n', encoding="utf-8"
    )
    outcome = gklint("check", "--format", "json", *LATE, ".")
    assert outcome.found == [("XYR001", "config"), ("XYR001", "config")]


def test_a_baseline_knows_them_again(gklint: Gklint, pair: Path) -> None:
    gklint("check", *LATE, "--write-baseline", "基线.json", ".")
    outcome = gklint("check", "--format", "json", *LATE, "--baseline", "基线.json", ".")
    assert outcome.found == [("XYR001", "baseline"), ("XYR001", "baseline")]
    put(pair, 后=year(2025))
    assert "GK013" in gklint("check", "--format", "json", *LATE, "--baseline", "基线.json", ".").codes


def test_a_table_that_is_not_there_is_told_as_not_run(gklint: Gklint, folder: Path) -> None:
    before, after = year(2024).split("三、收到和处理政府信息公开申请情况")
    cut = (
        before
        + "三、收到和处理政府信息公开申请情况\n见附件。\n四、"
        + after.split("\n四、政府信息公开行政复议", 1)[1].join(["政府信息公开行政复议", ""])
    )
    put(folder, 前=cut, 后=year(2025))
    data = gklint("check", "--format", "json", *LATE, ".").data
    (entry,) = next(file["not_run"] for file in data["files"] if file["path"] == "后.txt")
    assert entry["code"] == "XYR001"
    assert "前.txt" in entry["reason"]


def test_a_body_that_was_renamed_is_asked_about_and_then_compared(gklint: Gklint, folder: Path) -> None:
    put(folder, 前=year(2024, "璟原县水务局"), 后=broken(2025).replace(AGENCY, "璟原县水利局"))
    run = ("check", "--format", "json", "--select", "XYR001,XYR014", ".")
    assert gklint(*run).codes == ["XYR014"]
    (folder / "gklint.toml").write_text('[project.renamed]\n"璟原县水利局" = "璟原县水务局"\n', encoding="utf-8")
    assert gklint(*run).codes == ["XYR001", "XYR001"]


def test_reports_that_cannot_be_placed_are_named_and_still_checked(gklint: Gklint, folder: Path) -> None:
    put(
        folder,
        无名=BASE.replace(f"{AGENCY}2025年", "2025年", 1),
        甲=year(2025),
        乙=year(2025).replace("| 行政强制 | 5 |", "| 行政强制 | 6 |"),
        **{f"{AGENCY}2021年年报": year(2024)},
        两份=year(2023) + "\n" + year(2022, "璟原县民政局"),
    )
    found = gklint("check", "--format", "json", "--select", "XYR011,XYR012,XYR013,STR023", ".").data["diagnostics"]
    told = {(d["path"], d["code"]) for d in found}
    assert told == {
        ("无名.txt", "XYR011"),
        ("两份.txt", "XYR011"),
        ("两份.txt", "STR023"),
        ("甲.txt", "XYR012"),
        ("乙.txt", "XYR012"),
        (f"{AGENCY}2021年年报.txt", "XYR013"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_ledger_in_any_usual_writing(gklint: Gklint, folder: Path, encoding: str, separator: str) -> None:
    put(folder, 甲=year(2025))
    rows = [
        ["单位名称", "报告年度", "新收", "备注"],
        [AGENCY, "2025年度", "18", "含\u201c口头\u201d"],
        ["", "", "", ""],
    ]
    text = "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    (folder / "台账.csv").write_bytes(text.encode(encoding))
    outcome = gklint("check", "--format", "json", "--select", "XYR009", "--ledger", "台账.csv", "甲.txt")
    (found,) = outcome.data["diagnostics"]
    assert found["grade"] == "不符"
    assert "填报为 17，台账（台账.csv 第 2 行）是 18" in found["message"]


def test_every_mistake_in_a_ledger_is_told(gklint: Gklint, folder: Path) -> None:
    put(folder, 甲=year(2025))
    (folder / "台账.csv").write_text("年度,本年新收\n去年,3\n2025,三件\n", encoding="utf-8")
    outcome = gklint("check", "--ledger", "台账.csv", "甲.txt")
    assert outcome.status == 2
    assert "第 2 行：看不出年度" in outcome.err
    assert "第 3 行：本年新收 不是数字：三件" in outcome.err
    (folder / "台账.csv").write_text("甲,乙\n", encoding="utf-8")
    assert "缺少“年度”列" in gklint("check", "--ledger", "台账.csv", "甲.txt").err
    assert gklint("check", "--ledger", "没有.csv", "甲.txt").status == 2


def test_a_ledger_with_nought_reported_is_an_error(gklint: Gklint, folder: Path) -> None:
    put(folder, 甲=year(2025))
    (folder / "台账.csv").write_text("日期,类型\n2025-03-01,行政诉讼\n2025-04-01,行政复议\n", encoding="utf-8")
    outcome = gklint("check", "--format", "json", "--select", "XYR009", "--ledger", "台账.csv", "甲.txt")
    assert [(d["severity"], d["message"].split("，")[0]) for d in outcome.data["diagnostics"]] == [
        ("error", "行政诉讼填报为 0")
    ]
    assert outcome.status == 1


def test_others_compare_as_one_does(gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of two years, some broken, under a government, in one process and in two that also do the comparing."""
    for number, name in enumerate(("水利局", "民政局", "教育局", "审计局", "统计局")):
        agency = f"璟原县{name}"
        put(
            folder,
            **{
                f"{name}/前": year(2024, agency),
                f"{name}/后": (year, broken)[number % 2](2025).replace(AGENCY, agency),
            },
        )
    put(folder, 县政府=year(2025, "璟原县人民政府").replace("编制本报告。", "编制本报告，数据汇总全县各部门。"))
    alone = gklint("check", "--format", "json", "--no-cache", ".")
    codes = {finding["code"] for finding in alone.data["diagnostics"]}
    assert codes >= {"XYR001", "XYR005", "XYR008"}
    handed: list[object] = []
    every = pool.Pool.each

    def each(self: pool.Pool, do: Any, shares: Any) -> Any:
        handed.append(do)
        return every(self, do, shares)

    monkeypatch.setattr(together, "_MANY", 2)
    monkeypatch.setattr(pool.Pool, "each", each)
    others = gklint("check", "--format", "json", "--no-cache", "--jobs", "2", ".")
    assert (others.status, others.out) == (alone.status, alone.out)
    assert together.completed in handed
    assert len(handed) == 2, "the search for copies and the rest"
