"""The numbers of a synthetic report: three tables that always hang together.

Keys are those of ``gklint extract`` (rows, then columns). Every value is a :class:`~decimal.Decimal`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["2019", "2021"]
Cells: TypeAlias = Mapping[str, Decimal]
Rows: TypeAlias = Mapping[str, Cells]
Tables: TypeAlias = Mapping[str, Rows]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
APPLICANT_WEIGHTS = (80, 9, 1, 2, 5, 3)
REQUEST_COLUMNS = (*APPLICANTS, "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
LITIGATION_ROWS = ("行政复议", "未经复议直接起诉", "复议后起诉")

# Each leaf row of 三、本年度办理结果 with how often it is met; what differs between the forms is （六）.
_COMMON_RESULTS: dict[str, int] = {
    "予以公开": 460,
    "部分公开": 90,
    "不予公开/属于国家秘密": 3,
    "不予公开/其他法律行政法规禁止公开": 8,
    "不予公开/危及三安全一稳定": 2,
    "不予公开/保护第三方合法权益": 18,
    "不予公开/属于三类内部事务信息": 14,
    "不予公开/属于四类过程性信息": 16,
    "不予公开/属于行政执法案卷": 18,
    "不予公开/属于行政查询事项": 22,
    "无法提供/本机关不掌握相关政府信息": 180,
    "无法提供/没有现成信息需要另行制作": 40,
    "无法提供/补正后申请内容仍不明确": 12,
    "不予处理/信访举报投诉类申请": 30,
    "不予处理/重复申请": 22,
    "不予处理/要求提供公开出版物": 2,
    "不予处理/无正当理由大量反复申请": 6,
    "不予处理/要求行政机关确认或重新出具已获取信息": 4,
}
_OTHER_RESULTS: dict[Form, dict[str, int]] = {
    "2019": {"其他处理": 55},
    "2021": {"其他处理/逾期不补正": 28, "其他处理/逾期未缴费": 0, "其他处理/其他": 30},
}


class Scale(NamedTuple):
    """How much work a kind of body has: upper bounds for numbers in a year, and how often it has none at all."""

    requests: int
    idle: float
    documents: int
    licences: int
    penalties: int
    coercions: int
    fee: int
    projects: int


def leaf_rows(form: Form) -> tuple[str, ...]:
    """The rows of 三、本年度办理结果 that make up its total, in the form's order."""
    return (*_COMMON_RESULTS, *_OTHER_RESULTS[form])


def result_weights(form: Form) -> Mapping[str, int]:
    """How often each leaf row is met."""
    return _COMMON_RESULTS | _OTHER_RESULTS[form]


def request_rows(form: Form) -> tuple[str, ...]:
    """All rows of the table of requests, in the form's order."""
    return ("本年新收", "上年结转", *leaf_rows(form), "总计", "结转下年度")


def make_tables(rng: random.Random, form: Form, year: int, scale: Scale) -> Tables:
    """Three consistent tables for a body of this scale."""
    requests = _requests(rng, form, scale)
    handled = int(requests["总计"]["总计"])
    proactive = _proactive_2019(rng, scale) if form == "2019" else _proactive_2021(rng, scale)
    return {"proactive": proactive, "requests": requests, "litigation": _litigation(rng, year, handled)}


def _requests(rng: random.Random, form: Form, scale: Scale) -> Rows:
    weights = result_weights(form)
    counts = {row: dict.fromkeys(APPLICANTS, 0) for row in request_rows(form)}
    received = 0 if rng.random() < scale.idle else _skewed(rng, scale.requests)
    carried = rng.randint(1, max(1, received // 12)) if received > 4 and rng.random() < 0.45 else 0
    applicants = rng.choices(APPLICANTS, APPLICANT_WEIGHTS, k=received + carried)
    results = rng.choices(list(weights), list(weights.values()), k=received + carried)
    late = 0.05 if rng.random() < 0.5 else 0.0
    for number, (applicant, result) in enumerate(zip(applicants, results, strict=True)):
        is_new = number >= carried
        counts["本年新收" if is_new else "上年结转"][applicant] += 1
        if is_new and rng.random() < late:
            counts["结转下年度"][applicant] += 1
        else:
            counts[result][applicant] += 1
            counts["总计"][applicant] += 1
    return {row: _with_total(cells) for row, cells in counts.items()}


def _litigation(rng: random.Random, year: int, handled: int) -> Rows:
    """Reviews and lawsuits; none against a body that handled no request, none direct from 2024 on (复议前置)."""
    rows = {row: dict.fromkeys(OUTCOMES, 0) for row in LITIGATION_ROWS}
    share = {"行政复议": 0.1, "未经复议直接起诉": 0.0 if year >= 2024 else 0.04, "复议后起诉": 0.03}
    for row, part in share.items():
        for _ in range(min(handled, 120)):
            if rng.random() < part:
                rows[row][rng.choices(OUTCOMES, (12, 4, 5, 3))[0]] += 1
    return {row: _with_total(cells) for row, cells in rows.items()}


def _proactive_2021(rng: random.Random, scale: Scale) -> Rows:
    issued = rng.randint(0, scale.documents)
    repealed = rng.randint(0, scale.documents // 2)
    in_force = issued + rng.randint(1, 3 * scale.documents + 3) if issued or rng.random() < 0.8 else 0
    fee = _amount(rng, scale.fee, 4) if scale.fee and rng.random() < 0.5 else Decimal(0)
    rows: dict[str, dict[str, int | Decimal]] = {
        "规章": {"制发": 0, "废止": 0, "现行有效": 0},
        "行政规范性文件": {"制发": issued, "废止": repealed, "现行有效": in_force},
        "行政许可": {"处理决定": _skewed(rng, scale.licences)},
        "行政处罚": {"处理决定": _skewed(rng, scale.penalties)},
        "行政强制": {"处理决定": _skewed(rng, scale.coercions)},
        "行政事业性收费": {"收费金额": fee},
    }
    return _decimals(rows)


def _proactive_2019(rng: random.Random, scale: Scale) -> Rows:
    made = rng.randint(0, scale.documents)
    published = made + rng.choice((0, 0, 0, 1)) if made else 0
    public = published + rng.randint(1, 3 * scale.documents + 3) if published or rng.random() < 0.6 else 0
    fees = rng.randint(0, 6) if scale.fee else 0
    projects = rng.randint(1, scale.projects)
    rows: dict[str, dict[str, int | Decimal]] = {
        "规章": {"新制作": 0, "新公开": 0, "对外公开总数": 0},
        "规范性文件": {"新制作": made, "新公开": published, "对外公开总数": public},
        "行政许可": _powers(rng, 40, scale.licences),
        "其他对外管理服务事项": _powers(rng, 60, scale.licences * 2),
        "行政处罚": _powers(rng, 150, scale.penalties),
        "行政强制": _powers(rng, 12, scale.coercions),
        "行政事业性收费": {"上一年项目数量": fees, "增减": -rng.randint(0, fees) if rng.random() < 0.3 else 0},
        "政府集中采购": {"项目数量": projects, "总金额": _amount(rng, projects * 40, 2)},
    }
    return _decimals(rows)


def _powers(rng: random.Random, most: int, decisions: int) -> dict[str, int | Decimal]:
    """Powers on the list last year, the change, and decisions made: never linked by accident (上年±增减=处理决定)."""
    before = rng.randint(1, most) if decisions else 0
    change = rng.randint(-min(before, 9), 9) if decisions and rng.random() < 0.5 else 0
    made = _skewed(rng, decisions) if before + change > 0 else 0
    while made and made in (before + change, before - change):
        made += 1
    return {"上一年项目数量": before, "增减": change, "处理决定": made}


def _skewed(rng: random.Random, most: int) -> int:
    """A number from 0 to ``most``, small ones far more often than large ones."""
    return int(most * rng.random() ** 2.2 + rng.random()) if most else 0


def _amount(rng: random.Random, most: int, places: int) -> Decimal:
    """A positive amount below ``most`` with at most ``places`` decimals, never ending in nought."""
    digits: int = 10 ** rng.randint(1, places)
    units = rng.randint(digits, most * digits)
    return Decimal(units - units % 10 + rng.randint(1, 9)) / digits


def _with_total(counts: Mapping[str, int]) -> Cells:
    cells = {column: Decimal(count) for column, count in counts.items()}
    return cells | {"总计": total(cells.values())}


def _decimals(rows: Mapping[str, Mapping[str, int | Decimal]]) -> Rows:
    return {row: {column: Decimal(value) for column, value in cells.items()} for row, cells in rows.items()}


def total(values: Iterable[Decimal]) -> Decimal:
    """The sum as a Decimal, also of nothing."""
    return sum(values, Decimal(0))
