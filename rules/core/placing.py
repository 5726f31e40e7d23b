"""归不到一起的报告：看不出单位或年度、重复、文件名不符、疑似更名。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import Label
from gklint.engine.rule import Context, Finding, rule
from gklint.project.grouping import DUPLICATE, MISNAMED, RENAMED, UNPLACED
from gklint.project.model import Member
from gklint.report.digest import Digest


@rule("XYR011", "XYR012", "XYR013", "XYR014")
def remarks(member: Member, ctx: Context) -> Iterator[Finding]:
    """What is uncertain about the report's place among the others."""
    kinds = {"XYR011": UNPLACED, "XYR012": DUPLICATE, "XYR013": MISNAMED, "XYR014": RENAMED}
    for remark in member.project.remarks.get(member.report.path, ()):
        if remark.kind == kinds[ctx.rule.code]:
            labels = [_far(remark.other, ctx)] if remark.other is not None else ()
            yield ctx.finding(member.report.heading, remark.words, labels=labels)


def _far(other: Digest, ctx: Context) -> Label:
    return ctx.elsewhere(other, other.heading, f"{other.agency} {other.year} 年度的报告")
