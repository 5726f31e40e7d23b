"""The five real reports, checked: what careful readers found in them is found, and what is right is left alone.

For seeds 000, 002 and 003 the findings and the traps are those of ``../shared/gold``; for 001 and 004 they were
worked out by reading the two reports against the catalogue of rules. A finding hits when it is of the same code and
its lines overlap, give or take one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

# The codes of this milestone.
CODES = """
    STR001 STR002 STR003 STR005 STR006 STR007 STR008 STR016 STR020
    TBL001 TBL002 TBL003 TBL004 TBL005 TBL006 TBL007 TBL008 TBL009
    ARI201 ARI202 ARI203 ARI204 ARI205 ARI206 ARI301 ARI302 ARI303 ARI401 ARI402 ARI403
    TVT001 TVT002 TVT003 TVT004 TVT005 TVT006 TVT007 TVT013 UNT002 WRD002
"""
MILESTONE = frozenset(CODES.split())
# How many findings of tier A the gold list has under these codes: 8 in seed 000, 15 in 002, 5 in 003.
TIER_A = 28
ANYWHERE = (1, 10**6)
# The lines that each table takes. A rule that reports once a table hits all places of its code in that table.
TABLE_LINES = {
    "000": ((14, 85), (90, 364), (366, 424)),
    "001": ((15, 94), (97, 358), (360, 404)),
    "002": ((12, 30), (31, 57), (58, 62)),
    "003": ((39, 55), (56, 89), (90, 96)),
    "004": ((7, 25), (26, 52), (53, 57)),
}
ONCE_A_TABLE = frozenset({"TBL001", "TBL005"})


class Place(NamedTuple):
    """A code at some lines of a seed, and why it belongs (or does not belong) there."""

    seed: str
    start: int
    end: int
    code: str
    why: str


class Finding(NamedTuple):
    """A diagnostic of gklint: its lines and those of its labels are inclusive."""

    seed: str
    start: int
    end: int
    code: str
    severity: str
    message: str


# Read by eye in the two reports that have no gold list. Only what is certain, and of this milestone.
OTHERS_MUST_FIND = (
    Place("001", 9, 9, "STR005", "一级标题用了阿拉伯数字序号"),
    Place("001", 54, 54, "TBL008", "单元格里留着书签域代码"),
    Place("001", 31, 34, "ARI201", "规范性文件新制作 2，新公开 0"),
    Place("001", 36, 36, "TBL004", "表二自增一行"),
    Place("001", 116, 357, "TBL005", "表三只填了总计列"),
    Place("001", 418, 418, "STR006", "（一）（二）之后是（3）"),
    Place("004", *ANYWHERE, "STR008", "没有题名"),
    Place("004", 9, 9, "TBL003", "两个列名都只剩前三个字"),
    Place("004", 5, 5, "WRD002", "行政诉讼少“讼”字"),
)

# Odd to look at, and right: nothing under these codes at warning or above. Codes may be prefixes.
OTHERS_TRAPS = (
    Place("001", 4, 6, "STR008 STR010", "单位名在题名的下一行"),
    Place("001", *ANYWHERE, "STR001 STR002 STR003", "六部分齐全、有序，只是第一部分的序号形式不对"),
    Place("001", 12, 14, "STR002 STR005 STR006 STR007", "顿号序号是第三层，不是一级标题"),
    Place("001", 16, 16, "TVT UNT002 WRD010", "收到的是信箱来信，不是申请；叠词是对的"),
    Place("001", 20, 24, "TBL002 TBL003", "列名折行"),
    Place("001", 31, 31, "TBL002", "2019 版的行名没有“行政”二字"),
    Place("001", 48, 68, "ARI202 ARI203 ARI204", "项目数与处理决定数没有等式"),
    Place("001", 93, 93, "UNT TBL006", "表头不带单位，单元格自带单位"),
    Place("001", 98, 98, "TVT STR00", "与表三的 0 一致"),
    Place("001", 116, 357, "STR TBL002 TBL008 TBL009", "行名不是标题；不换行空格是空单元格；每行正好七格"),
    Place("001", 331, 331, "TBL004", "2019 版其他处理只有一行"),
    Place("001", 360, 360, "STR004 STR001", "第四部分标题的通行写法"),
    Place("001", 361, 361, "TVT STR00", "与表四的 0 一致"),
    Place("001", 411, 414, "STR002 STR005 STR007", "第三层序号"),
    Place("001", 419, 421, "STR002 STR005 STR007", "第三层序号"),
    Place("004", 1, 1, "STR001 STR003 STR004 STR005", "序号后的空格不改变序号"),
    Place("004", *ANYWHERE, "STR001 STR002 STR003 STR020 PUN001", "六部分齐全、有序，2019 版式，标点一致用半角"),
    Place("004", 4, 4, "TVT", "收到 9 件、办结 9 件，与表三一致；括注里是分项"),
    Place("004", 5, 5, "TVT", "诉讼 3 项，与表四直接起诉 3、复议后起诉 0 一致"),
    Place("004", 11, 11, "TBL002", "2019 版的行名没有“行政”二字"),
    Place("004", 14, 14, "ARI202 ARI203 ARI204 TBL006", "5－2＝3，与处理决定 0 没有等式；增减可为负"),
    Place("004", 25, 25, "TBL006 UNT002 UNT003", "千分撇是合法写法，单位在表头"),
    Place("004", 26, 26, "STR001 STR004", "标题中的空格是折行痕迹"),
    Place("004", 27, 52, "STR TBL TVT", "行名不是标题，每行正好七格，各式皆成立"),
    Place("004", 53, 53, "STR001 STR002 STR004", "标题中的空格是折行痕迹，与表三末行不是重复"),
    Place("004", 60, 61, "STR014 STR001", "2020 年度第六部分可以没有内容"),
)

# The only errors that the five reports may have, each with its reason.
ALLOWED_ERRORS = (
    Place("000", *ANYWHERE, "STR001", "缺第六部分（文末定位）"),
    Place("000", 430, 431, "STR016", "两段完全相同"),
    Place("000", 430, 431, "STR006", "（二）重号"),
    Place("001", 9, 9, "STR005", "一级标题用了阿拉伯数字序号"),
    Place("001", 54, 54, "TBL008", "单元格里留着书签域代码"),
    Place("002", 34, 34, "TBL003", "“科研”写成别的词"),
    Place("002", 47, 47, "TBL002", "“无法提供”写成别的词"),
    Place("002", 30, 30, "UNT002", "采购金额缺“元”"),
    Place("002", 65, 65, "WRD002", "“监督权”少“权”字"),
    Place("003", 5, 7, "STR002", "第一部分标题出现两次"),
    Place("003", 99, 99, "STR007", "第五部分内的一级序号"),
    Place("003", 103, 103, "STR007", "第五部分内的一级序号"),
    Place("004", *ANYWHERE, "STR008", "没有题名、单位"),
    Place("004", 5, 5, "WRD002", "“诉讼”少“讼”字"),
    Place("004", 9, 9, "TBL003", "列名残缺：规则为 warning/error，两级都可"),
)


def lines_of(place: dict[str, Any]) -> tuple[int, int]:
    """First and last line of a diagnostic or label; an end at the start of a line is the end of the line before."""
    start, end = place["start"], place["end"]
    last = end["line"] - 1 if end["column"] == 1 and end["line"] > start["line"] else end["line"]
    return start["line"], last


@pytest.fixture(scope="module")
def findings(gklint: Callable[..., Any], seed_paths: dict[str, Path]) -> list[Finding]:
    """What ``gklint check`` reports of the five, with nothing suppressed and every file checked."""
    result = gklint("check", *seed_paths.values(), "--format", "json", status=frozenset({0, 1}))
    seeds = {path.as_posix(): seed for seed, path in seed_paths.items()}
    assert {file["path"]: file["status"] for file in result["files"]} == dict.fromkeys(seeds, "checked")
    assert all(entry["suppressed"] is None for entry in result["diagnostics"])
    return [
        Finding(seeds[entry["path"]], *lines_of(entry), entry["code"], entry["severity"], entry["message"])
        for entry in result["diagnostics"]
    ]


@pytest.fixture(scope="module")
def catalogue(gklint: Callable[..., Any]) -> frozenset[str]:
    """The codes that gklint knows."""
    data = gklint("rules", "--format", "json")
    return frozenset(entry["code"] for entry in (data["rules"] if isinstance(data, dict) else data))


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    """The gold findings of tier A under the codes of this milestone."""
    entries = json.loads((shared / "gold" / "defects.json").read_text(encoding="utf-8"))
    return [entry for entry in entries if entry["tier"] == "A" and entry["rule"] in MILESTONE]


def gold_place(entry: dict[str, Any]) -> Place:
    """Where a gold finding may be hit: its lines, its whole table, or (where something is missing) anywhere."""
    place = Place(entry["seed"], entry["line"], entry["end"], entry["rule"], entry["why"])
    return widened(place, missing=not entry["text"])


def widened(place: Place, *, missing: bool = False) -> Place:
    """``place``, or the table it stands in if its code is reported once a table, or anywhere if it is missing."""
    if place.code in ONCE_A_TABLE:
        [table] = [(a, b) for a, b in TABLE_LINES[place.seed] if a <= place.start and place.end <= b]
        return place._replace(start=table[0], end=table[1])
    return place._replace(start=ANYWHERE[0], end=ANYWHERE[1]) if missing else place


def overlaps(finding: Finding, place: Place, give: int) -> bool:
    """Whether a finding stands at the lines of ``place``, give or take ``give``."""
    return finding.seed == place.seed and finding.start <= place.end + give and finding.end >= place.start - give


def missed(places: list[Place], findings: list[Finding]) -> list[str]:
    """One line for each place that no finding of its code hits."""
    return [
        str(place)
        for place in places
        if not any(finding.code == place.code and overlaps(finding, place, 1) for finding in findings)
    ]


def sprung(traps: list[Place], findings: list[Finding]) -> list[str]:
    """One line for each finding at warning or above that stands in a trap for its code."""
    return [
        f"{finding}\n    in the trap {trap}"
        for trap in traps
        for finding in findings
        if finding.severity in {"warning", "error"}
        and finding.code.startswith(tuple(trap.code.replace(",", " ").split()))
        and overlaps(finding, trap, 0)
    ]


def test_the_milestone_is_there(catalogue: frozenset[str]) -> None:
    assert catalogue >= MILESTONE, sorted(MILESTONE - catalogue)


def test_nothing_of_the_gold_list_is_left_out(gold: list[dict[str, Any]]) -> None:
    assert len(gold) == TIER_A


def test_gold_findings_are_found(
    gold: list[dict[str, Any]], catalogue: frozenset[str], findings: list[Finding]
) -> None:
    lines = missed([gold_place(entry) for entry in gold if entry["rule"] in catalogue], findings)
    assert not lines, f"{len(lines)} missed:\n" + "\n".join(lines)


def test_findings_in_the_other_two(catalogue: frozenset[str], findings: list[Finding]) -> None:
    lines = missed([widened(place) for place in OTHERS_MUST_FIND if place.code in catalogue], findings)
    assert not lines, f"{len(lines)} missed:\n" + "\n".join(lines)


def test_no_trap_is_sprung(shared: Path, findings: list[Finding]) -> None:
    entries = json.loads((shared / "gold" / "traps.json").read_text(encoding="utf-8"))
    traps = [Place(entry["seed"], entry["line"], entry["end"], entry["forbid"], entry["why"]) for entry in entries]
    assert {trap.seed for trap in traps} == {"000", "002", "003"}
    lines = sprung(traps, findings)
    assert not lines, f"{len(lines)} false alarms:\n" + "\n".join(lines)


def test_no_trap_is_sprung_in_the_other_two(findings: list[Finding]) -> None:
    lines = sprung(list(OTHERS_TRAPS), findings)
    assert not lines, f"{len(lines)} false alarms:\n" + "\n".join(lines)


def test_the_sums_of_all_five_hold(findings: list[Finding]) -> None:
    lines = [str(finding) for finding in findings if finding.code.startswith(("ARI30", "ARI40"))]
    assert not lines, "\n".join(lines)


def test_every_error_is_certain(findings: list[Finding]) -> None:
    lines = [
        str(finding)
        for finding in findings
        if finding.severity == "error"
        and not any(finding.code == place.code and overlaps(finding, place, 1) for place in ALLOWED_ERRORS)
    ]
    assert not lines, f"{len(lines)} errors that no reader found:\n" + "\n".join(lines)
