"""跨年度、跨单位：雷同、突变、上下级合计、同比、台账，以及归不到一起的报告。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from gklint.diagnostics import Calculation, Label
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.project.alike import near_duplicates
from gklint.project.grouping import DUPLICATE, MISNAMED, RENAMED, UNPLACED
from gklint.project.model import Member, Project, Tree, Years
from gklint.report.bound import CellState
from gklint.report.digest import Digest, Passage
from gklint.report.document import Document, Fact
from gklint.report.forms import CellPlace
from gklint.text import Span, fold

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = (CellState.NUMBER, CellState.ZERO)
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
_SUMMED = ("本年新收", "上年结转", "总计", "结转下年度")
_WHOLE = re.compile(r"汇总|(?:全县|全区|全市|全省|全州|全旗)各|各(?:部门|单位|乡镇|镇街|街道)(?:的)?(?:数据|情况|报告)")
_ALONE = re.compile(
    r"(?:仅|只)(?:反映|包括|含|统计|为).{0,12}(?:本机关|本级|办公室)|不(?:含|包括).{0,10}(?:部门|单位|乡镇)"
)
_CHANGE = re.compile(
    r"(?:比|较|与)(?:上年度?|上一年度?|去年)(?:同期)?(?:相比|相较)?[,，]?(?:同比)?"
    r"(?P<one>增长|上升|增加|提高|减少|下降|降低)了?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>%|％|个百分点|件|条|宗|份|起)"
    r"|同比(?P<two>增长|上升|增加|提高|减少|下降|降低)了?(?P<amount2>\d[\d,]*(?:\.\d+)?)(?P<unit2>%|％|件|条|宗|份|起)"
)
_UP = ("增长", "上升", "增加", "提高")
_BREAK = re.compile(r"[。；;!！?？\n]")
_CASES = ("requests", "litigation")


class Text(NamedTuple):
    """A paragraph among all: whose, where, and its folded words."""

    report: Digest
    passage: Passage
    words: str


# 与上年比


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
    texts = zip(report.passages, report.texts(), strict=True)
    return [Text(report, passage, _DIGITS.sub("0", words)) for passage, words in texts if passage.role is not None]


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
            earlier = _stated(fact.indicator, before)
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


def _stated(indicator: str, document: Document) -> Decimal | None:
    """The number that last year's tables have for an indicator."""
    form = document.forms[document.choice.form]
    found = Decimal(0)
    for place in form.stated.get(indicator, ()):
        table = document.tables.get(place.table)
        names = document.forms[table.form].tables[place.table] if table is not None else None
        if table is None or names is None:
            return None
        for row in (place.row,) if place.row in table.rows else names.row_sets.get(place.row, ("",)):
            for column in names.column_sets.get(place.column, (place.column,)):
                cell = table.rows[row].cells.get(column) if row in table.rows else None
                if cell is None or cell.number is None or cell.state not in _PLAIN:
                    return None
                found += cell.number
    return found if form.stated.get(indicator) else None


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


# 上下级


@rule("XYR008")
def parent_is_sum(tree: Tree, ctx: Context) -> Iterator[Finding | Unchecked]:
    """A parent that reports for all under it has the sum of their numbers."""
    scope = _scope(tree, ctx)
    if scope is None:
        yield ctx.unchecked("看不出这份报告是汇总全辖还是只报本机关，没有与下级之和比较", table="requests")
    if not scope:
        return
    left_out = ctx.options["不计"]
    children = [one for one in tree.children if not any(word in (one.agency or "") for word in left_out)]
    table = tree.parent.tables.get("requests")
    for row in _SUMMED if children and table is not None else ():
        own = table.number(row, "总计") if table is not None else None
        numbers = [_number(child, "requests", row) for child in children]
        known = [number for number in numbers if number is not None]
        if own is None or len(known) < len(numbers):
            yield ctx.unchecked("本报告或下级报告有读不出的数", table="requests", row=row, column="总计")
            continue
        if own != sum(known):
            yield _not_the_sum(row, own, list(zip(children, known, strict=True)), ctx)


def _scope(tree: Tree, ctx: Context) -> bool | None:
    """Whether the parent reports for all under it; ``None`` where it does not say so."""
    text = fold(ctx.document.source.text)
    if _ALONE.search(text):
        return False
    return True if _WHOLE.search(text) or tree.declared else None


def _number(report: Digest, table: str, row: str) -> Decimal | None:
    found = report.tables.get(table)
    return found.number(row, "总计") if found is not None else None


def _not_the_sum(row: str, own: Decimal, children: list[tuple[Digest, Decimal]], ctx: Context) -> Finding:
    whole = sum((number for _, number in children), Decimal(0))
    more = own > whole
    tail = "可能有单位的报告不在这里" if more else "汇总数不应少于各单位之和"
    message = (
        f"{row}（总计）{own:f}，而 {len(children)} 个下级单位的报告合计 {whole:f}，相差 {abs(own - whole):f}；{tail}"
    )
    ranked = sorted(children, key=lambda item: (-item[1], item[0].path))
    lines = tuple(f"{child.agency} {number:f}" for child, number in ranked[:5])
    rest = (f"其余 {len(children) - 5} 个单位 {sum((n for _, n in ranked[5:]), Decimal(0)):f}",) if ranked[5:] else ()
    table = ctx.document.tables["requests"]
    assert table is not None
    calculation = Calculation((f"本报告 {row} {own:f}", *lines, *rest))
    grade = "或有未交" if more else None
    return ctx.finding(table.cell(row, "总计").span, message, grade=grade, calculation=calculation)


# 单位之间


class _Match(NamedTuple):
    own: Text
    other: Text
    ratio: float


@rule("PLG002")
def like_another_body(member: Member, ctx: Context) -> Iterator[Finding]:
    """Paragraphs that other bodies have too, unless many bodies have them."""
    project, options = member.project, ctx.options
    least, usual = float(options["相似度"]), int(options["惯用"])
    found = project.once(("PLG002", least, usual), lambda project: _copies(project, least, usual))
    matches = found.by_path.get(member.report.path, [])
    by_other: dict[str, list[_Match]] = defaultdict(list)
    for match in matches:
        by_other[match.other.report.path].append(match)
    own = found.lengths.get(member.report.path, 0)
    for shared in by_other.values():
        length = sum(len(match.own.words) for match in shared)
        longest = max(shared, key=lambda match: (len(match.own.words), -match.own.passage.span.start))
        whole = length >= options["占比"] * own and length >= 3 * options["最短"]
        if not whole and len(longest.own.words) < options["最短"]:
            continue
        name = longest.other.report.agency
        share = f"，占自己文字的 {length / own:.0%}" if whole else ""
        message = f"与“{name}”{longest.other.report.year} 年度的报告有 {len(shared)} 段雷同，共 {length} 字{share}"
        label = ctx.elsewhere(longest.other.report, longest.other.passage.span, f"相似 {longest.ratio:.0%}")
        yield ctx.finding(longest.own.passage.span, message, labels=[label], grade=None if whole else "段落")


class _Copies(NamedTuple):
    by_path: dict[str, list[_Match]]
    lengths: Counter[str]


def _copies(project: Project, least: float, usual: int) -> _Copies:
    """All pairs of like paragraphs of different bodies, and how much text of its own each report has."""
    texts = [text for report in project.reports if project.keys[report.path] for text in _own_texts(report)]
    pairs = list(near_duplicates([text.words for text in texts], least))
    bodies: dict[int, set[str | None]] = defaultdict(set)
    for one, other, _ in pairs:
        bodies[one].add(project.keys[texts[other].report.path])
        bodies[other].add(project.keys[texts[one].report.path])
    formulas = {number for number, found in bodies.items() if len(found) >= usual}
    lengths: Counter[str] = Counter()
    for number, text in enumerate(texts):
        lengths[text.report.path] += 0 if number in formulas else len(text.words)
    by_path: dict[str, list[_Match]] = defaultdict(list)
    for one, other, ratio in pairs:
        first, second = texts[one], texts[other]
        keys = {project.keys[first.report.path], project.keys[second.report.path]}
        if len(keys) == 2 and not {one, other} & formulas and _close(first.report, second.report):
            by_path[first.report.path].append(_Match(first, second, ratio))
            by_path[second.report.path].append(_Match(second, first, ratio))
    return _Copies(by_path, lengths)


def _own_texts(report: Digest) -> Iterator[Text]:
    """The paragraphs in which a body writes for itself: not the introduction, and not what sums up the tables."""
    for passage, words in zip(report.passages, report.texts(), strict=True):
        if passage.role in ("overview", "issues", "other"):
            yield Text(report, passage, words)


def _close(one: Digest, other: Digest) -> bool:
    return one.year is not None and other.year is not None and abs(one.year - other.year) <= 1


# 台账


@rule("XYR009")
def against_ledger(member: Member, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The numbers of applications and cases, against the body's own books."""
    for indicator, written, span, entry in _ledgered(member, ctx, cases=True):
        if written is None:
            yield ctx.unchecked(f"台账有“{indicator}”，报告的表里读不出这个数")
        elif written != entry:
            message = f"{indicator}填报为 {written:f}，台账（{_where(member, indicator)}）是 {entry:f}"
            yield ctx.finding(span, message, grade=None if written == 0 else "不符")


@rule("XYR010")
def against_published(member: Member, ctx: Context) -> Iterator[Finding | Unchecked]:
    """The numbers of documents and decisions, against what is published elsewhere."""
    for indicator, written, span, entry in _ledgered(member, ctx, cases=False):
        if written is None:
            yield ctx.unchecked(f"台账有“{indicator}”，报告的表里读不出这个数")
        elif written != entry:
            yield ctx.finding(span, f"{indicator}填报为 {written:f}，台账（{_where(member, indicator)}）是 {entry:f}")


def _where(member: Member, indicator: str) -> str:
    ledger = member.project.ledger
    assert ledger is not None
    entry = ledger.of(member.body, member.report.year)[indicator]
    return f"{ledger.path} 第 {entry.line} 行"


def _ledgered(member: Member, ctx: Context, *, cases: bool) -> Iterator[tuple[str, Decimal | None, Span, Decimal]]:
    """Each number of the ledger for this report: what it is called, what the table has, where, what the ledger has."""
    ledger = member.project.ledger
    if ledger is None or member.report.several:
        return
    only = len(member.project.bodies) == 1
    entries = ledger.of(member.body, member.report.year)
    named = (member.body, member.report.year) in ledger.entries
    for indicator, entry in entries.items() if named or only else ():
        places = ctx.document.forms[ctx.document.choice.form].stated.get(indicator, ())
        if not places or all(place.table in _CASES for place in places) is not cases:
            continue
        yield indicator, _stated(indicator, ctx.document), _first_cell(places[0], member, ctx), entry.value


def _first_cell(place: CellPlace, member: Member, ctx: Context) -> Span:
    """Where the number stands that a place of the form speaks of (the first, where several add up)."""
    table = ctx.document.tables.get(place.table)
    if table is None:
        return member.report.heading
    names = ctx.document.forms[table.form].tables[place.table]
    rows = (place.row,) if place.row in table.rows else names.row_sets.get(place.row, ())
    columns = names.column_sets.get(place.column, (place.column,))
    spans = [cell.span for row in rows for c in columns if (cell := table.rows[row].cells.get(c)) is not None]
    return spans[0] if spans else table.span


# 归不到一起的


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
