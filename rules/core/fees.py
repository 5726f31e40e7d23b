"""收费：第六部分是否报告信息处理费。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Report

from .sentences import sentences

_FEE = late(r"处理费|收费|费用|收取[^。；]{0,10}费|免费|缴费")


@rule("FEE001")
def fee_not_reported(report: Report, ctx: Context) -> Iterator[Finding]:
    """The sixth section says what was taken in fees for processing, if only that nothing was."""
    last = [section for section in report.sections if section.role == "other"]
    if not last or any(_FEE.search(ctx.text(section.span)) for section in last):
        return
    heading = last[0].heading
    for sentence in sentences(ctx.document):
        if re.search(r"(?:信息处理|收取[^。；，]{0,8})费|未收费", ctx.text(sentence.span)):
            message = "第六部分没有写信息处理费的收取情况（前面已提到，宜在这一部分报告）"
            yield ctx.finding(heading.span, message, grade="别处已写")
            return
    yield ctx.finding(heading.span, "第六部分没有写信息处理费的收取情况；没有收取的，写明“本年度未收取信息处理费”")
