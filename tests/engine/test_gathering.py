"""Hits that belong together are one finding, and what a rule may know of a hit and of its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gklint.diagnostics import Applicability
from gklint.engine.check import check
from gklint.report.read import read_document
from gklint.text import Source
from tests.engine.build import document, ruleset

REPORT = """\
清河县林业局2021年政府信息公开工作年度报告
一、总体情况
甲乙，甲丙。甲丁
乙甲
二、主动公开政府信息情况
第二十条第（五）项
| 信息内容 | 本年处理决定数量 |
| 行政许可 | 甲7 |
"""

EACH = """\
    on: report
    {per}
    {more}
    pattern: "甲([乙丙丁]?)"
    message: "{{命中}} {{处数}} {{行号}}"
    fix: {{replace: "丑\\\\1", safe: {safe}}}
"""


def body(per: str = "", more: str = "", safe: str = "true") -> str:
    return EACH.format(per=f"per: {per}" if per else "", more=more, safe=safe)


def told(tmp_path: Path, rule: str) -> list[tuple[int, str, int]]:
    """The line, the message and the number of edits of each finding on ``REPORT``."""
    source = Source("样本.txt", REPORT)
    found = check(read_document(source), ruleset(tmp_path, rule)).diagnostics
    return [(source.position(f.span.start).line, f.message, len(f.fix.edits) if f.fix else 0) for f in found]


def test_without_per_each_hit_is_a_finding(tmp_path: Path) -> None:
    assert [(line, edits) for line, _, edits in told(tmp_path, body())] == [(3, 1), (3, 1), (3, 1), (4, 1), (8, 1)]


def test_the_hits_of_a_line_are_one_finding_at_the_first(tmp_path: Path) -> None:
    assert told(tmp_path, body("line")) == [(3, "甲乙 3 3", 3), (4, "甲 1 4", 1), (8, "甲 1 8", 1)]


def test_the_hits_of_a_report_are_one_finding_that_names_their_lines(tmp_path: Path) -> None:
    assert told(tmp_path, body("report")) == [(3, "甲乙 5 3、4、8", 5)]


@pytest.mark.parametrize(("count", "named"), [(8, "1、2、3、4、5、6、7、8"), (20, "1、2、3、4、5、6、7、8 等 20")])
def test_of_many_lines_the_first_are_named_and_all_are_counted(tmp_path: Path, count: int, named: str) -> None:
    rule = '    on: report\n    per: report\n    pattern: 甲\n    message: "第 {行号} 行"\n'
    text = "甲\n" * count
    (found,) = check(read_document(Source("样本.txt", text)), ruleset(tmp_path, rule)).diagnostics
    assert found.message == f"第 {named} 行"


def test_grades_are_kept_apart(tmp_path: Path) -> None:
    more = "grades: {表格: {level: info, when: 表内}}"
    assert told(tmp_path, body("report", more)) == [(3, "甲乙 4 3、4", 4), (8, "甲 1 8", 1)]


@pytest.mark.parametrize(
    ("when", "lines"), [("非 表内", [3, 3, 3, 4]), ("表内", [8]), ('命中 == "甲丙"', [3]), ('组1 == ""', [4, 8])]
)
def test_a_condition_is_asked_for_each_hit(tmp_path: Path, when: str, lines: list[int]) -> None:
    assert [line for line, _, _ in told(tmp_path, body(more=f"when: {when}"))] == lines


@pytest.mark.parametrize(("safe", "expected"), [("true", Applicability.SAFE), ("false", Applicability.UNSAFE)])
def test_a_fix_for_several_hits_is_as_safe_as_each(tmp_path: Path, safe: str, expected: Applicability) -> None:
    (found,) = check(document(["甲乙甲丙"]), ruleset(tmp_path, body("report", safe=safe))).diagnostics
    assert found.fix is not None
    assert found.fix.applicability is expected
    assert [edit.text for edit in found.fix.edits] == ["丑乙", "丑丙"]


def test_a_hit_group_that_takes_no_part_leaves_the_whole_match(tmp_path: Path) -> None:
    rule = '    on: report\n    pattern: "丙(?P<hit>甲)|甲丁"\n    message: "{命中}"\n'
    found = check(document(["丙甲，甲丁"]), ruleset(tmp_path, rule)).diagnostics
    assert [one.message for one in found] == ["甲", "甲丁"]


SUMS = """\
    on: requests.row
    let: {各列之和: 合计(申请人)}
    require: 总计 == 各列之和
    message: "{行} {各列之和} {总计}"
    mark: [总计]
"""
ROWS = ("本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "予以公开", "部分公开", "结转下年度继续办理")


def totals_only(rows: int) -> str:
    """A report whose table has a total in its first ``rows`` rows, and else nothing."""
    head = "清河县林业局2021年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    columns = "| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    lines = [f"| {row} |  |  |  |  |  |  | {5 if at < rows else ''} |\n" for at, row in enumerate(ROWS)]
    return head + columns + "".join(lines)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (1, ["本年新收 0 5（空白按 0 计）"]),
        (3, ["本年新收 0 5（空白按 0 计）", "上年结转 0 5（空白按 0 计）", "予以公开 0 5（空白按 0 计）"]),
        (4, ["本年新收 0 5（空白按 0 计）；同样的另有 3 处，在第 5、6、7 行"]),
        (5, ["本年新收 0 5（空白按 0 计）；同样的另有 4 处，在第 5、6、7、8 行"]),
    ],
)
def test_many_sums_over_blanks_of_one_table_are_one_finding(tmp_path: Path, rows: int, said: list[str]) -> None:
    found = check(read_document(Source("样本.txt", totals_only(rows))), ruleset(tmp_path, SUMS)).diagnostics
    assert [one.message for one in found] == said
    assert {one.grade for one in found} == {"空白"}
