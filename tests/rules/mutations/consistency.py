"""Mutations of what the prose says beside the tables and beside itself."""

from __future__ import annotations

import re
from decimal import Decimal

from .kit import (
    NEW,
    OLD,
    Change,
    Draft,
    Mutation,
    body,
    cells,
    chain,
    fewer,
    heading,
    more,
    restate,
    say,
    swap,
    without,
)

_NO_SHARES = without("占办结总数")


def _said_of(table: str, row: str, column: str, sentence: str) -> Change:
    """A sentence in the overview with one more than the table has (``{n}``)."""

    def change(draft: Draft) -> Draft | None:
        number = draft.report.tables[table][row][column] + 1
        return say("overview", sentence.replace("{n}", f"{number:f}"))(draft)

    return change


def _denied_reviews(draft: Draft) -> Draft | None:
    """A review in the table, none in the prose."""
    reviews = ("litigation", "行政复议")
    denied = [m[0] for t in draft.report.paragraphs() for m in re.finditer("未发生[^。]*行政复议[^。]*。", t)]
    if draft.number(*reviews, "总计") or len(denied) != 1:
        return None
    return chain(cells({(*reviews, "结果维持"): "1", (*reviews, "总计"): "1"}), swap(denied[0], f"⟦{denied[0]}⟧"))(
        draft
    )


def _all_done(draft: Draft) -> Draft | None:
    left = draft.number("requests", "结转下年度", "总计")
    return swap(f"结转下年度继续办理{left}件", "⟦所有申请均已办结⟧")(draft) if left else None


def _with_carried_over(draft: Draft) -> Draft | None:
    new, carried = (draft.number("requests", row, "总计") for row in ("本年新收", "上年结转"))
    if not carried:
        return None
    said = f"收到政府信息公开申请⟦{new + carried + 2}件⟧（含上年结转{carried}件），"
    return chain(swap(f"收到政府信息公开申请{new}件，", said), swap(f"；上年结转{carried}件", ""))(draft)


def _reviews_by_item(draft: Draft) -> Draft | None:
    reviews = draft.number("litigation", "行政复议", "总计")
    return swap(f"行政复议{reviews}件（", f"行政复议⟦{reviews}项⟧（")(draft) if reviews else None


def _told_again(draft: Draft) -> Draft | None:
    found = [m[1] for text in draft.report.paragraphs() for m in re.finditer(r"主动公开政府信息(\d+)条", text)]
    if len(found) != 1:
        return None
    return say("overview", f"以上合计，全年主动公开政府信息⟦{int(found[0]) + 7}条⟧。")(draft)


def _without_fee(draft: Draft) -> Draft | None:
    spoilt = chain(
        heading("other", "⟦六、其他需要报告的事项⟧"),
        body("other", "完善基层政务公开标准目录4个，在社区服务站公开实施方案，未发生其他需要报告的情形。"),
    )
    return spoilt(draft)


def _fee_above_charges(draft: Draft) -> Draft | None:
    charges = draft.report.tables["proactive"]["行政事业性收费"]["收费金额"]
    return body("other", f"本年度收取信息处理费⟦{charges + 10:f}万元⟧，已全部上缴国库。")(draft)


CONSISTENCY = (
    Mutation("TVT001", restate(r"收到政府信息公开申请(\d+)件", more(3))),
    Mutation("TVT002", restate(r"上年结转(\d+)件", more(1))),
    Mutation("TVT003", restate(r"结转下年度继续办理(\d+)件", more(1))),
    Mutation("TVT004", chain(_NO_SHARES, restate(r"办结(\d+)件", more(2)))),
    Mutation("TVT005", chain(_NO_SHARES, restate(r"予以公开(\d+)件", fewer(1)))),
    Mutation("TVT005", chain(_NO_SHARES, restate(r"无法提供(\d+)件", fewer(1)))),
    Mutation("TVT006", restate(r"行政复议(\d+)件（", more(1))),
    Mutation("TVT007", restate(r"行政诉讼(\d+)件", more(1))),
    Mutation("TVT008", restate(r"现行有效(\d+)件", more(5)), forms=NEW),
    Mutation("TVT008", restate(r"新制作规范性文件(\d+)件", more(5)), forms=OLD),
    Mutation("TVT009", restate(r"行政许可决定(\d+)件", more(1))),
    Mutation("TVT010", restate(r"行政处罚决定(\d+)件", more(1))),
    Mutation("TVT011", _said_of("proactive", "行政强制", "处理决定", "全年实施行政强制⟦{n}件⟧，有关结果已经公示。")),
    Mutation(
        "TVT012", _said_of("proactive", "行政事业性收费", "收费金额", "全年行政事业性收费金额为⟦{n}万元⟧。"), forms=NEW
    ),
    Mutation("TVT013", _denied_reviews),
    Mutation("TVT014", restate(r"其中自然人申请(\d+)件", fewer(1))),
    Mutation("TVT015", restate(r"，政务新媒体(?:公开)?(\d+)条", more(400))),
    Mutation(
        "TVT016", restate(r"占办结总数的([\d.]+)%", lambda n: Decimal(n) + 3 if Decimal(n) < 90 else Decimal(n) - 30)
    ),
    Mutation("TVT019", _told_again),
    Mutation("TVT021", _all_done),
    Mutation("TVT022", _with_carried_over),
    Mutation("FEE001", _without_fee, forms=NEW),
    Mutation("FEE003", _fee_above_charges, forms=NEW),
    Mutation("FEE004", body("other", "⟦本年度对2件申请收取了信息处理费⟧。"), forms=NEW),
    Mutation("UNT001", _reviews_by_item),
    Mutation("UNT002", say("other", "全年投入信息公开经费⟦3.2万⟧，用于网站维护。")),
)
