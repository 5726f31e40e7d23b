"""同一单位前后两年：正文雷同、突变、同比。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.project.model import Years
from gklint.report.digest import Digest
from gklint.report.document import Document, Fact
from gklint.text import Span

from .indicators import stated
from .texts import Text, texts

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# Cells that may be compared over the years whatever the edition: a table, a row by either name, a column.
_WATCHED = (
    ("requests", ("本年新收",), "总计"),
    ("requests", ("总计",), "总计"),
    ("litigation", ("行政复议",), "总计"),
    ("proactive", ("行政许可",), "处理决定"),
    ("proactive", ("行政处罚",), "处理决定"),
    ("proactive", ("行政强制",), "处理决定"),
    ("proactive", ("行政规范性文件",), "现行有效"),
    ("proactive", ("行政事业性收费",), "收费金额"),
)
_CHANGE = re.compile(
    r"(?:比|较|与)(?:上年度?|上一年度?|去年)(?:同期)?(?:相比|相较)?[,，]?(?:同比)?"
    r"(?P<one>增长|上升|增加|提高|减少|下降|降低)了?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>%|％|个百分点|件|条|宗|份|起)"
    r"|同比(?P<two>增长|上升|增加|提高|减少|下降|降低)了?(?P<amount2>\d[\d,]*(?:\.\d+)?)(?P<unit2>%|％|件|条|宗|份|起)"
)
_UP = ("增长", "上升", "增加", "提高")
_BREAK = re.compile(r"[。；;!！?？\n]")


@rule("XYR005")
def like_last_year(years: Years, ctx: Context) -> Iterator[Finding]:
    """The prose of both years, without numbers, by edit distance."""
    from rapidfuzz.distance import Indel

    now, before = (_prose(report) for report in years[::-1])
    one, other = ("".join(text.words for text in texts) for texts in (now, before))
    if min(len(one), len(other)) < ctx.options["最短"]:
        return
    ratio = Indel.normalized_similarity(one, other, score_cutoff=float(ctx.options["相似度"]))
    if ratio <= ctx.options["相似度"]:
        return
    same = {text.words: text for text in before}
    found = max((text for text in now if text.words in same), key=lambda text: len(text.words), default=None)
    message = f"正文与上年报告相似 {ratio:.0%}（数字不计，共 {len(one)} 字），请写今年自己的情况"
    if found is None:
        label = ctx.elsewhere(years.before, years.before.heading, "上年报告")
        yield ctx.finding(years.now.heading, message, labels=[label])
        return
    label = ctx.elsewhere(years.before, same[found.words].passage.span, "上年报告，一字不差")
    yield ctx.finding(found.passage.span, message, labels=[label])


def _prose(report: Digest) -> list[Text]:
    """The paragraphs of the sections, numbers made equal."""
    return [
        text._replace(words=_DIGITS.sub("0", text.words)) for text in texts(report) if text.passage.role is not None
    ]


@rule("XYR007")
def jump(years: Years, ctx: Context) -> Iterator[Finding]:
    """Numbers that grow or shrink tenfold, or vanish."""
    times, start = ctx.options["倍数"], ctx.options["起点"]
    for name, rows, column in _WATCHED:
        now, before = years.now.tables.get(name), years.before.tables.get(name)
        if now is None or before is None:
            continue
        for row in rows:
            one, other = now.number(row, column), before.number(row, column)
            if one is None or other is None or max(one, other) < start:
                continue
            if max(one, other) >= times * min(one, other) and not (other == 0 and one < times * start):
                words = "由多变为 0" if one == 0 else "相差十倍以上" if other else "上年为 0"
                message = f"{row}（{column}）今年 {one:f}，上年报告 {other:f}，{words}，请核实"
                yield _at_cell(years, (name, row, column), message, ctx)


def _at_cell(years: Years, cell: tuple[str, str, str], message: str, ctx: Context) -> Finding:
    span = _span(years.now, cell) or years.now.heading
    far = _span(years.before, cell)
    return ctx.finding(span, message, labels=[ctx.elsewhere(years.before, far, "上年报告")] if far else ())


def _span(report: Digest, cell: tuple[str, str, str]) -> Span | None:
    name, row, column = cell
    table = report.tables.get(name)
    if table is None or (row, column) not in table.keys:
        return None
    at = table.keys.index((row, column))
    return Span(table.starts[at], table.ends[at])


@rule("TVT017")
def compared_with_last_year(years: Years, ctx: Context) -> Iterator[Finding | Unchecked]:
    """A change that the prose states, against the number right before it and last year's table."""
    source = ctx.document.source
    before: Document | None = None
    for passage in years.now.passages:
        text = source.slice(passage.span)
        for match in _CHANGE.finditer(text):
            fact = _fact_before(match.start() + passage.span.start, passage.span.start, text, ctx)
            if fact is None:
                continue
            before = before or years.before.restored(ctx.document.forms)
            earlier = stated(fact.indicator, before)
            span = Span(passage.span.start + match.start(), passage.span.start + match.end())
            if earlier is None:
                yield ctx.unchecked("上年报告的表里没有可比的数", span=span)
                continue
            finding = _judged(match, fact, earlier, (span, years.before.path), ctx)
            if finding is not None:
                yield finding


def _fact_before(place: int, start: int, text: str, ctx: Context) -> Fact | None:
    """The last number before ``place`` in its sentence, if it is a whole one of the body's own."""
    facts = [fact for fact in ctx.document.facts if start <= fact.number.start < place]
    if not facts:
        return None
    fact = max(facts, key=lambda fact: fact.number.start)
    between = text[fact.number.end - start : place - start]
    if _BREAK.search(between) or _DIGITS.search(between) or fact.negated or len(between) > 12:
        return None
    return fact if not fact.qualifiers else None


def _judged(match: re.Match[str], fact: Fact, before: Decimal, where: tuple[Span, str], ctx: Context) -> Finding | None:
    word, amount = match["one"] or match["two"], match["amount"] or match["amount2"]
    unit, sign = match["unit"] or match["unit2"], 1 if (match["one"] or match["two"]) in _UP else -1
    if unit == "个百分点":
        return None
    written, difference = Decimal(amount.replace(",", "")), (fact.value - before) * sign
    span, path = where
    lead = f"{fact.indicator}今年 {fact.value:f}，上年报告（{path}）{before:f}"
    start = span.start + match.start("one" if match["one"] else "two") - match.start()
    place = Span(start, span.end)
    if fact.value == before and written:
        return ctx.finding(place, f"写“{word}{amount}{unit}”，而{lead}，两年相等")
    if unit not in ("%", "％"):
        if difference == written:
            return None
        real = f"{'增加' if fact.value > before else '减少'} {abs(fact.value - before):f}"
        return ctx.finding(place, f"写“{word}{amount}{unit}”，而{lead}，应为{real}")
    if not before:
        return ctx.finding(place, f"写“{word}{amount}{unit}”，而{lead}，上年为 0，算不出百分比")
    exact = difference * 100 / before
    step = Decimal(1).scaleb(written.as_tuple().exponent)  # type: ignore[arg-type]
    if abs(exact - written) <= (step / 2 if step < 1 else 1):
        return None
    shown = abs(exact).quantize(min(step, Decimal("0.1")), ROUND_HALF_UP)
    real = f"{'增长' if fact.value > before else '下降'} {shown}%"
    return ctx.finding(place, f"写“{word}{amount}{unit}”，而{lead}，应为{real}")
