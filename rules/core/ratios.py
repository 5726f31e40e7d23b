"""文内派生数：百分比、日均数。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gklint.diagnostics import Calculation
from gklint.engine.rule import Context, Finding, rule
from gklint.engine.values import show
from gklint.late import late
from gklint.report.nodes import Report
from gklint.report.prose import Kind, ProseToken
from gklint.report.shapes import OTHER, PAST, QUANTITY, Shape
from gklint.text import Span
from gklint.tuples import NamedTuple

from .breakdowns import Amount, amount_at, amounts, same_kind
from .consistency import cell_number
from .sentences import Sentence, sentences

_GAP = f"[^,;、{QUANTITY}{OTHER}]"
_SHARE = late(f"{QUANTITY}{_GAP}{{0,8}},?占(?:比)?({_GAP}{{0,14}})({OTHER})")
_SHARE_ASIDE = late(f"(?:占(?:比)?({_GAP}{{0,12}}))?({OTHER})")
_SHARES = late(f"分别占(?:比)?({_GAP}{{0,14}})({OTHER}(?:[、,和及]{OTHER})+)")
_NAMED = late(
    "(予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?:的|件|申请|数量?|答复)*占(?:全部|全年|已)?"
    f"(办结|答复|申请|收到|新收|办理){_GAP}{{0,8}}({OTHER})"
)
_LAST_YEAR = f"(?:上一?年度?|去年|{PAST})(?:同期)?"
_MORE_OR_LESS = "(增长|增加|上升|提高|增幅|减少|下降|降低|降幅)[了为达到]{0,2}"
_STILL = f"(?:(?![增减多少升降]){_GAP})"
# 收到15件，上年收到12件，同比增长25%; 公开416条，比上年的364条（增加52条，）增长14.3%.
_GROWTHS = (
    late(
        f"({QUANTITY}){_GAP}{{0,6}},{_LAST_YEAR}{_STILL}{{0,10}}({QUANTITY}){_GAP}{{0,4}},同比{_MORE_OR_LESS}({OTHER})"
    ),
    late(
        f"({QUANTITY}){_GAP}{{0,6}},(?:同?比|较|与){_LAST_YEAR}{_STILL}{{0,6}}({QUANTITY}){_STILL}{{0,4}},?"
        f"(?:(?:增加|减少)了?{QUANTITY}{_GAP}{{0,4}},)?(?:同比)?{_MORE_OR_LESS}({OTHER})"
    ),
)
# 公开416条，比上年增加52条，增长14.3%.
_GROWN_BY = late(
    f"({QUANTITY}){_GAP}{{0,6}},(?:同?比|较|与){_LAST_YEAR}(?:相比)?{_STILL}{{0,4}}(增加|减少)了?({QUANTITY}){_GAP}{{0,4}},"
    f"(?:同比)?{_MORE_OR_LESS}({OTHER})"
)
# 公开416条，比上年的354条增加62条.
_DIFFERENCE = late(
    f"({QUANTITY}){_GAP}{{0,6}},(?:同?比|较|与){_LAST_YEAR}(?:相比)?{_STILL}{{0,6}}({QUANTITY}){_STILL}{{0,4}},?"
    f"(增加|减少)了?({QUANTITY})"
)
_LESS = ("减少", "下降", "降低", "降幅")
_WHOLE = late(r"总[数量]|全部|总$")
_HUNDRED = Decimal(100)


class Share(NamedTuple):
    """A percentage that the prose states: of what, what it may be of (the likeliest first), where it stands."""

    part: Decimal
    wholes: tuple[Decimal, ...]
    percent: Decimal
    span: Span


@rule("TVT016")
def percentages(report: Report, ctx: Context) -> Iterator[Finding]:
    """A percentage is what its two numbers make, rounded as printed; the last unit may give way to make 100."""
    for sentence in sentences(ctx.document, naming=("%", "％", "百分之")):
        percents = [token for token in _tokens(sentence.shape) if _is_percent(token)]
        if not percents:
            continue
        rounded = sum((token.value or Decimal(0) for token in percents), Decimal(0)) == _HUNDRED
        for share in (*_shares(sentence.shape), *_named_shares(sentence, ctx)):
            yield from _compared(share, rounded, ctx)
        yield from _growths(sentence.shape, ctx)
    for sentence in sentences(ctx.document, naming=("增加", "减少")):
        if "比" in sentence.words or "较" in sentence.words or "与" in sentence.words:
            yield from _differences(sentence.shape, ctx)


def _tokens(shape: Shape) -> Iterator[ProseToken]:
    yield from shape.tokens.values()
    for aside in shape.asides:
        yield from _tokens(aside.shape)


def _is_percent(token: ProseToken) -> bool:
    return token.kind is Kind.PERCENT and token.value is not None and token.unit == "%"


def _shares(shape: Shape) -> Iterator[Share]:
    """Percentages right behind their numbers: 8件，占47.1%；8件（47.1%）；A 8件、B 9件，分别占47.1%、52.9%."""
    for match in _SHARE.finditer(shape.text):
        yield from _share(shape, match.start(), match.group(1), shape.tokens[match.start(2)])
    for aside in shape.asides:
        inner = _SHARE_ASIDE.fullmatch(aside.shape.text)
        at = aside.anchor - 1
        if inner and at >= 0 and shape.text[at] == QUANTITY:
            yield from _share(shape, at, inner.group(1) or "", aside.shape.tokens[inner.start(2)])
    for match in _SHARES.finditer(shape.text):
        places = [at for at in sorted(shape.tokens) if match.start(2) <= at < match.end(2)]
        parts = [at for at in sorted(shape.tokens) if at < match.start() and shape.text[at] == QUANTITY]
        if len(parts) > len(places):
            for part, place in zip(parts[-len(places) :], places, strict=True):
                yield from _share(shape, part, match.group(1), shape.tokens[place])


def _share(shape: Shape, at: int, base: str, token: ProseToken) -> Iterator[Share]:
    """The share of the number at ``at``, if it is certain of what: of one before 其中, or of the only one there is."""
    part = amount_at(shape, at)
    if part is None or part.at_least or not _is_percent(token) or token.value is None:
        return
    among = shape.text.rfind("其中", 0, at)
    before = [a for a in amounts(shape, 0, among if among >= 0 else at) if same_kind(a.unit, part.unit)]
    wholes = _wholes(before, among >= 0, base)
    if wholes and all(whole >= part.value > 0 for whole in wholes):
        yield Share(part.value, wholes, token.value, token.span)


def _wholes(before: list[Amount], among: bool, base: str) -> tuple[Decimal, ...]:
    if not before or any(amount.at_least for amount in before):
        return ()
    if among:
        return tuple(amount.value for amount in reversed(before))
    return (before[0].value,) if len(before) == 1 and _WHOLE.search(base) else ()


def _named_shares(sentence: Sentence, ctx: Context) -> Iterator[Share]:
    """予以公开的占办结总数的47.1%: both numbers are the tables'."""
    shape = sentence.shape
    table = ctx.document.tables.get("requests")
    for match in _NAMED.finditer(shape.text):
        token = shape.tokens[match.start(3)]
        if table is None or not _is_percent(token) or token.value is None:
            continue
        rows = [
            key
            for key in ctx.document.forms[table.form].tables[table.name].row_keys
            if key.split("/")[0] == match.group(1)
        ]
        part = sum((cell_number("requests", row, "总计", ctx) for row in rows), Decimal(0))
        new, carried, done = (cell_number("requests", r, "总计", ctx) for r in ("本年新收", "上年结转", "总计"))
        likely = (
            (done, new, new + carried) if match.group(2) in ("办结", "答复", "办理") else (new, new + carried, done)
        )
        wholes = tuple(whole for whole in dict.fromkeys(likely) if whole)
        if part and wholes:
            yield Share(part, wholes, token.value, token.span)


def _compared(share: Share, rounded: bool, ctx: Context) -> Iterator[Finding]:
    step = Decimal(1).scaleb(_exponent(share.percent))
    exact = {whole: share.part * _HUNDRED / whole for whole in share.wholes}
    off = min(abs(each - share.percent) for each in exact.values())
    if off <= step / 2 or (rounded and off <= step):
        return
    whole = share.wholes[0]
    right = show(exact[whole].quantize(step, ROUND_HALF_UP))
    written = f"{show(share.part)}÷{show(whole)}"
    yield ctx.finding(
        share.span,
        f"百分比与数字不符：{written} ＝ {right}%，正文写 {share.percent}%",
        grade="舍入" if off <= step else None,
        calculation=Calculation((f"{written} ＝ {exact[whole]:.4f}%",)),
    )


def _growths(shape: Shape, ctx: Context) -> Iterator[Finding]:
    """Percentages by which a number is more or less than last year's, where that or the difference is told."""
    for pattern in _GROWTHS:
        for match in pattern.finditer(shape.text):
            now, then = amount_at(shape, match.start(1)), amount_at(shape, match.start(2))
            if now is not None and then is not None and _are_exact(now, then):
                yield from _grown(now.value, then.value, match.group(3), shape.tokens[match.start(4)], ctx)
    for match in _GROWN_BY.finditer(shape.text):
        now, more = amount_at(shape, match.start(1)), amount_at(shape, match.start(3))
        if now is not None and more is not None and _are_exact(now, more):
            before = now.value + more.value if match.group(2) == "减少" else now.value - more.value
            yield from _grown(now.value, before, match.group(4), shape.tokens[match.start(5)], ctx)


def _differences(shape: Shape, ctx: Context) -> Iterator[Finding]:
    """By how much a number is more or less than last year's, where both are told; it may be that of a number further
    ahead (公开416条，其中网站302条，比上年的354条增加62条)."""
    for match in _DIFFERENCE.finditer(shape.text):
        now, then, more = (amount_at(shape, match.start(group)) for group in (1, 2, 4))
        if now is None or then is None or more is None or not (_are_exact(now, then) and _are_exact(now, more)):
            continue
        told = more.value if match.group(3) == "增加" else -more.value
        ahead = [amount.value for amount in amounts(shape, 0, match.end(1))]
        if any(value - then.value == told for value in ahead):
            continue
        exact = now.value - then.value
        right = f"应为{'减少' if exact < 0 else '增加'} {show(abs(exact))}" if exact else "两数相等"
        yield ctx.finding(
            more.span,
            f"增减数与数字不符：由 {show(then.value)} 到 {show(now.value)}，{right}，"
            f"正文写“{match.group(3)}{ctx.text(more.span)}”",
            calculation=Calculation((f"{show(now.value)}－{show(then.value)} ＝ {show(exact)}",)),
        )


def _are_exact(one: Amount, other: Amount) -> bool:
    return not one.at_least and not other.at_least and one.unit == other.unit


def _grown(now: Decimal, then: Decimal, word: str, token: ProseToken, ctx: Context) -> Iterator[Finding]:
    if not _is_percent(token) or token.value is None or then <= 0:
        return
    percent, span = -token.value if word in _LESS else token.value, token.span
    step = Decimal(1).scaleb(_exponent(percent))
    exact = (now - then) * _HUNDRED / then
    off = abs(exact - percent)
    if off <= step / 2:
        return
    right = show(abs(exact).quantize(step, ROUND_HALF_UP))
    written = f"（{show(now)}－{show(then)}）÷{show(then)}"
    yield ctx.finding(
        span,
        f"增减的百分比与数字不符：由 {show(then)} 到 {show(now)}，应为{'下降' if exact < 0 else '增长'} {right}%，"
        f"正文写“{word}{ctx.text(span)}”",
        grade="舍入" if off <= step else None,
        calculation=Calculation((f"{written} ＝ {exact:.4f}%",)),
    )


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


# ---- TVT018 日均

_DAILY = late(f"(日(?:平)?均|平均每[日天]|每[日天]平均|月(?:平)?均|平均每月){_GAP}{{0,12}}({QUANTITY})")
_MEAN = ("日均", "日平均", "天平均", "月均", "月平均", "平均每")  # one of these it holds
_WORKDAYS = (Decimal(240), Decimal(254))
_TENTH = Decimal("0.1")
_PRINTED = late(r"[0-9０-９]+(?:[.．]([0-9０-９]+))?\s*([万亿]?)")
_SCALES = {"": 0, "万": 4, "亿": 8}


def _printed_step(written: str) -> Decimal:
    """One unit of the last place that is printed: 0.2万 → 1000."""
    match = _PRINTED.search(written.replace(",", ""))
    return Decimal(1).scaleb(_SCALES[match[2]] - len(match[1] or "")) if match else Decimal(1)


@rule("TVT018")
def averages(report: Report, ctx: Context) -> Iterator[Finding]:
    """An average a day (by the year's days, or its working days) or a month is what the year's number makes."""
    for sentence in sentences(ctx.document, frozenset((None, "overview", "proactive", "requests")), _MEAN):
        shape = sentence.shape
        for match in _DAILY.finditer(shape.text):
            mean = amount_at(shape, match.start(2))
            before = [a for a in amounts(shape, 0, match.start()) if mean and a.unit == mean.unit]
            if mean is None or mean.at_least or len(before) != 1 or before[0].at_least:
                continue
            yield from _average(before[0], mean, match.group(1).startswith(("月", "平均每月")), ctx)


def _average(total: Amount, mean: Amount, monthly: bool, ctx: Context) -> Iterator[Finding]:
    from calendar import isleap

    year = ctx.document.year
    days = Decimal(12) if monthly else Decimal(366 if year and isleap(year) else 365)
    step = _printed_step(ctx.text(mean.span))
    low, high = (total.value / n for n in (_WORKDAYS[1], _WORKDAYS[0]))
    if abs(total.value / days - mean.value) < step or (not monthly and low - step / 2 <= mean.value <= high + step / 2):
        return
    right = show((total.value / days).quantize(min(step, _TENTH), ROUND_HALF_UP))
    unit = mean.unit
    yield ctx.finding(
        mean.span,
        f"平均数与总数不符：{show(total.value)}{unit}÷{show(days)} ＝ {right}{unit}，"
        f"正文写 {show(mean.value)}{unit}，请核对",
    )
