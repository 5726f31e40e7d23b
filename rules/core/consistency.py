"""文内一致：分项与总数、前后两处、文中未提、是否全部办结。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gklint.diagnostics import Calculation, Label
from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, rule
from gklint.engine.selectors import PREFACE, Subject, local_names
from gklint.engine.values import Known, show
from gklint.late import late
from gklint.report.document import Document, Fact
from gklint.report.nodes import Report
from gklint.report.shapes import OTHER, QUANTITY
from gklint.report.surroundings import topic, wider
from gklint.text import Span

from .breakdowns import Amount, Breakdown, adds_up
from .headings import other_report
from .sentences import Sentence, dividing, sentences

# The fifth and sixth sections speak of plans and of other things.
_DONE: frozenset[str | None] = frozenset((None, "overview", "proactive", "requests", "litigation"))


def tabled(fact: Fact, ctx: Context) -> Decimal | None:
    """The number in the tables that ``fact`` speaks of; ``None`` where there is none or it rests on blanks."""
    subject = Subject("fact", fact, fact.span, fact.role or PREFACE)
    found = local_names("fact")["表中数"].get(subject, ctx.document)
    return found.value if isinstance(found, Known) and isinstance(found.value, Decimal) and not found.blank else None


def cell_number(table: str, row: str, column: str, ctx: Context) -> Decimal:
    """The number in a cell; 0 if there is none."""
    bound = ctx.document.tables.get(table)
    if bound is not None and bound.matrix is not None and (row, column) in bound.matrix.shape.places:
        return bound.matrix.number(row, column)
    if bound is None or row not in bound.rows or column not in bound.rows[row].cells:
        return Decimal(0)
    return bound.cell(row, column).number or Decimal(0)


# ---- TVT015 总数与分项

# What a total may be divided by; parts named by one of these cannot overlap.
_DIMENSIONS = (
    late(r"自然人|法人|组织|企业|公民|个人|机构"),
    late(r"网络|网上|线上|在线|邮寄|信函|信件|邮件|当面|现场|来[局函访]|传真|窗口|电话"),
    late(r"网站|网$|门户|微信|微博|公众号|新媒体|公告栏|公开栏|公示栏|抖音|报[刊纸]|电视|广播|渠道|平台|客户端"),
    late(r"予以公开|部分公开|不予|无法提供|其他处理"),
    late(r"(?:类|方面|领域)(?:政府|政务)?(?:动态)?(?:信息)?$"),
)
# Of people more than one thing is said at a time: 30人，其中党员20人，女性15人.
_PEOPLE = frozenset(("人", "名", "人次"))
_REST = late(r"^其[他它余]")


@rule("TVT015")
def parts_and_total(report: Report, ctx: Context) -> Iterator[Finding]:
    """What 其中 names of a total adds up to no more than the total."""
    for sentence in dividing(ctx.document):
        for found in sentence.breakdowns if not adds_up(sentence.shape) else ():
            for finding in _judged(found, ctx):
                numbers = {found.total.span, *(part.span for part in found.parts)}
                if not any(fact.number in numbers and _differs(fact, ctx) for fact in ctx.document.facts):
                    yield finding


def _differs(fact: Fact, ctx: Context) -> bool:
    """Whether the table has another number than ``fact``: the fault is then reported there."""
    number = tabled(fact, ctx)
    return number is not None and number != fact.value


def _judged(found: Breakdown, ctx: Context) -> Iterator[Finding]:
    total, parts = found.total, found.parts
    wholes = {amount.value for amount in found.before}
    certain = len(wholes) == 1
    if not certain:  # 收到12件，上年结转2件，其中…: the whole may be the sum
        wholes.add(sum((amount.value for amount in found.before), Decimal(0)))
    sums = [sum((part.value for part in parts[:count]), Decimal(0)) for count in range(1, len(parts) + 1)]
    # A list that fills the total half-way goes on with a second division of the same total.
    if wholes.intersection(sums) or total.at_least:
        return
    disjoint = _disjoint(parts)
    more = sums[-1] > max(wholes)
    if more and (disjoint or total.unit not in _PEOPLE):
        grade = None if certain and disjoint else "口径不明"
        words = "多于总数" + ("；各项如有交叉，请写明" if grade else "")
    elif not more and certain and found.ended and _looks_complete(parts) and sums[-1] * 3 >= total.value * 2:
        grade, words = "不全", "少于总数；如未列全，宜写明“等”或其余数"
    else:
        return
    terms = "＋".join(show(part.value) + ("余" if part.at_least else "") for part in parts)
    yield ctx.finding(
        total.span.cover(parts[-1].span),
        f"总数 {show(total.value)}{total.unit}，其中各项 {terms} 之和为 {show(sums[-1])}，{words}",
        labels=[Label(total.span, "总数")],
        grade=grade,
        calculation=Calculation((f"{terms} ＝ {show(sums[-1])}", f"总数 {show(total.value)}")),
    )


def _disjoint(parts: tuple[Amount, ...]) -> bool:
    """Whether the parts divide the total by one and the same thing."""
    labels = [part.label for part in parts if not _REST.match(part.label)]
    return len(parts) > 1 and any(all(pattern.search(label) for label in labels) for pattern in _DIMENSIONS)


def _looks_complete(parts: tuple[Amount, ...]) -> bool:
    if any(part.at_least for part in parts) or parts[-1].label.endswith("等"):
        return False
    people = {"自然人" if "自然人" in part.label else "法人" if "法人" in part.label else "" for part in parts}
    return len(parts) > 2 or people == {"自然人", "法人"}


# ---- TVT019 前后两处

_UNCERTAIN = frozenset(("分项", "计划", "范围", "约数", "口径不明", "受理"))
# A number of one outlet or of part of the year is no total.
_PARTIAL = late(
    r"通过|利用|依托|借助|网站|公众号|微信|微博|平台|公报|公示栏|公告栏|新媒体|客户端|半年|季度|月|栏目|专栏|领域|每|新增|新公开|方面|围绕|聚焦|"
    r"属单位|下属|所属"
)


@rule("TVT019")
def told_twice(report: Report, ctx: Context) -> Iterator[Finding]:
    """One indicator has one number in the prose; where a table has it too, the table decides (TVT001–TVT014)."""
    first: dict[str, Fact] = {}
    end = other_report(report) or len(report.source.text)
    for fact in _told_differently([fact for fact in ctx.document.facts if fact.number.start < end]):
        if tabled(fact, ctx) is not None:
            continue
        if fact.indicator == "主动公开" and _PARTIAL.search(_clauses_before(fact, ctx)):
            continue
        earlier = first.setdefault(fact.indicator, fact)
        if earlier.value == fact.value or earlier.unit != fact.unit:
            continue
        place = report.source.place_words(earlier.number.start)
        unit = fact.unit or ""
        yield ctx.finding(
            fact.number,
            f"{fact.indicator}前后不一致：此处为 {show(fact.value)}{unit}，{place}为 {show(earlier.value)}{unit}；"
            "口径不同的请写明",
            labels=[Label(earlier.number, "前一处")],
        )


def _told_differently(facts: Sequence[Fact]) -> list[Fact]:
    """The certain numbers of all that is told with more than one value."""
    certain = [fact for fact in facts if fact.role in _DONE and not fact.qualifiers & _UNCERTAIN]
    values: dict[str, set[Decimal]] = {}
    for fact in certain:
        values.setdefault(fact.indicator, set()).add(fact.value)
    return [fact for fact in certain if len(values[fact.indicator]) > 1]


def _clauses_before(fact: Fact, ctx: Context) -> str:
    """The words of the fact's sentence up to its number."""
    text = ctx.document.source.text
    return re.split(r"[。！？\n]", text[max(0, fact.number.start - 80) : fact.number.start])[-1]


# ---- TVT020 表有而文未提

_RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
_RECEIVED = ("本年新收", "新收加结转", "办结")


@rule("TVT020")
def untold(report: Report, ctx: Context) -> Iterator[Finding]:
    """What the tables count is spoken of in the prose; one finding a report."""
    overview = next((section for section in report.sections if section.role == "overview"), None)
    if overview is None:
        return
    missing = list(_untold(report, ctx))
    if not missing:
        return
    received = [fact.span for fact in ctx.document.facts if fact.indicator in _RECEIVED]
    place = received[0] if received else overview.heading.span
    yield ctx.finding(place, f"表中有数而正文未提：{'；'.join(missing)}")


def _untold(report: Report, ctx: Context) -> Iterator[str]:
    told = {fact.indicator.split("/")[0] for fact in ctx.document.facts}
    new, done = (cell_number("requests", row, "总计", ctx) for row in ("本年新收", "总计"))
    left = cell_number("requests", "结转下年度", "总计", ctx)
    if new and told.isdisjoint(_RECEIVED):
        yield f"本年新收申请 {show(new)} 件"
    elif (
        done
        and told.isdisjoint(_RESULTS)
        and re.search(r"撤回|不掌握|不存在|(?<!申请)公开\s*[0-9]+\s*件", _told(ctx.document)) is None
    ):
        yield f"办理结果（{_results(ctx)}）"
    if left and "结转下年度" not in told and re.search(r"结转|未办结|办理中", _told(ctx.document)) is None:
        yield f"结转下年度 {show(left)} 件"
    suits = sum((cell_number("litigation", row, "总计", ctx) for row in ("未经复议直接起诉", "复议后起诉")), Decimal(0))
    for name, number, word in (
        ("行政复议", cell_number("litigation", "行政复议", "总计", ctx), "复议"),
        ("行政诉讼", suits, "诉讼"),
    ):
        if (
            number
            and name not in told
            and re.search(f"{word}[^。]{{0,30}}[0-9]|[0-9][^。，]{{0,16}}{word}", _told(ctx.document)) is None
        ):
            yield f"{name} {show(number)} 件"


@once
def _told(document: Document) -> str:
    """The prose of the sections that look back."""
    return "".join([sentence.words for sentence in sentences(document, _DONE)])


def _results(ctx: Context) -> str:
    """The results that the table counts: 予以公开 3 件、不予公开 1 件."""
    bound = ctx.document.tables["requests"]
    assert bound is not None
    groups = dict.fromkeys(_RESULTS, Decimal(0))
    for key, row in bound.rows.items():
        name = key.split("/")[0]
        if name in groups:
            groups[name] += row.cells["总计"].number or 0
    return "、".join(f"{name} {show(number)} 件" for name, number in groups.items() if number)


# ---- TVT021 全部办结

_ALL_DONE = late(
    r"(?:均|全部|都|全数)(?:已经?|依法|依规|如期|按时|按期|及时|在[^,;、]{0,10}内|予以|进行了?)*(?:办结|办理完[毕成结]|答复|回复)"
    rf"(?![的率时期]|到期|{QUANTITY})|办结率(?:均|达到?|为|是)*({OTHER})"
)
_IN_TIME = late(r"按时|按期|如期|及时|内")
_RESERVED = late(
    r"结转|除|其余|到期|下一?年|上一?年|去年|未|应[办答]|复议|诉讼|[提议]案|建议|咨询|留言|信访|涉及[^,;]*申请|按[时期]$|限$"
)

# Requests of one kind are not all of them; those of several kinds (公民、法人和其他组织) may well be.
_KINDS = late(r"自然人|公民|法人|企业|网[上络]|信函|邮寄|当面")


@rule("TVT021")
def all_done(report: Report, ctx: Context) -> Iterator[Finding]:
    """Who says that every request was dealt with has none to carry forward."""
    left = cell_number("requests", "结转下年度", "总计", ctx)
    if left <= 0:
        return
    admitted = any(fact.indicator == "结转下年度" and not fact.negated for fact in ctx.document.facts)
    for sentence in sentences(ctx.document, _DONE, ("办结", "办理完", "答复", "回复")):
        yield from _claims(sentence, left, admitted, ctx)


def _claims(sentence: Sentence, left: Decimal, admitted: bool, ctx: Context) -> Iterator[Finding]:
    shape = sentence.shape
    for match in _ALL_DONE.finditer(shape.text):
        if match.group(1) and shape.tokens[match.start(1)].value != 100:
            continue
        before = shape.text[shape.text.rfind(";", 0, match.start()) + 1 : match.start()]
        said = shape.span(*match.span())
        own = ctx.document.source.text[sentence.span.start : said.start]
        if _RESERVED.search(before) or wider(shape, match.start()) or topic(sentence.place, own) != "request":
            continue
        kinds = set(_KINDS.findall(before))
        if (len(kinds) == 1 and "公民" not in kinds) or _counts_part(sentence, said, ctx):
            continue
        if _IN_TIME.search(match.group()):
            grade: str | None = "期限内"
        else:
            grade = "口径不明" if admitted or kinds or "其中" in before or match.group(1) else None
        cell = ctx.document.tables["requests"]
        assert cell is not None
        yield ctx.finding(
            said,
            f"正文写“{''.join(ctx.text(said).split())}”，表三“四、结转下年度继续办理”却为 {show(left)} 件"
            + ("；如指已到期的申请，请写明" if grade else ""),
            labels=[Label(cell.cell("结转下年度", "总计").span, f"结转下年度 {show(left)}")],
            grade=grade,
        )


def _counts_part(sentence: Sentence, said: Span, ctx: Context) -> bool:
    """Whether the requests that a sentence counts before it says so are those of others, or a part."""
    received = cell_number("requests", "本年新收", "总计", ctx)
    counted = [
        fact
        for fact in ctx.document.facts
        if fact.indicator == "本年新收" and sentence.span.start <= fact.number.start < said.start
    ]
    return bool(counted) and all(fact.qualifiers & {"分项", "范围"} and fact.value != received for fact in counted)
