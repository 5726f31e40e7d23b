"""标点：分项的分隔、段末、标题末尾、正负号、数字范围。"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import Applicability, Edit, Fix
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.late import late
from gklint.report.nodes import Block, Report, Section
from gklint.report.titles import is_agency
from gklint.text import Span

from .passages import is_wrapped, passages, prose

_ITEM = late("是(?<=([一二三四五六七八九])是)")  # begins with one character: a quick scan
_SEPARATORS = frozenset("。；;，,、：:！")
_SAME = {";": "；", ",": "，", ":": "：", "、": "，"}


@rule("PUN005")
def item_separators(report: Report, ctx: Context) -> Iterator[Finding]:
    """The items 一是、二是、三是 of one series are set apart by the same mark."""
    text = report.source.text
    if "三是" not in text:  # the first two say which mark the others should have
        return
    expected, separator, told = 0, "", False
    for match in _ITEM.finditer(text):
        number = "一二三四五六七八九".index(match[1]) + 1
        at = _separator(text, match.start(1))
        mark = "" if at is None else _SAME.get(text[at], text[at])
        if number == 1:
            expected, separator, told = 2, "", False
        elif number == expected and at is not None:
            if separator and mark != separator and not told:
                span = Span(at, match.end())
                yield ctx.finding(span, f"列举各项之间前面用“{separator}”，这里用“{mark}”，应统一")
                told = True
            separator = separator or mark
            expected += 1
        else:
            expected = 0


def _separator(text: str, start: int) -> int | None:
    """Where the mark before ``start`` stands; blanks, and before them one closing mark, may stand between."""
    while start and text[start - 1].isspace():
        start -= 1
    if start and text[start - 1] in "”）)":
        start -= 1
    return start - 1 if start and text[start - 1] in _SEPARATORS else None


_ENDS = frozenset("。！？；：…!?;:.")
_CLOSING = '”’）)》】〉"'
# Captions, lists of enclosures, addresses, and remarks that are all in brackets end without a mark.
_NO_SENTENCE = late(
    r"\A\s*(?:附件|附表|图|表|注)\s*[\d一二三四五六七八九十]*|(?:电话|邮编|邮箱|地址|传真|网址|日期|联系人)\s*[：:]"
    r"|https?://|www\.|\A\s*[（(].*[）)]\Z"
)
_INNER = late(r"[，。；,;]", words="，|。|；|,|;")
_FULL_STOP = late(r"[。；]")
# A text without a full stop in it that is shorter than this may be a heading.
_SHORTEST_SENTENCE = 40
_CONCLUSION = late(r"[；;](?=\s*(?:为此|对此|针对(?:以上|上述|这些)))")


@rule("PUN006")
def paragraph_end(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """A paragraph ends with a full stop, and so does a series before 为此."""
    for passage in passages(report) if _CONCLUSION.search(prose(report)) else ():
        for match in _CONCLUSION.finditer(passage.text):
            place = Span(passage.span.start + match.start(), passage.span.start + match.end())
            fix = Fix("改为句号", (Edit(place, "。"),), Applicability.UNSAFE)
            yield ctx.finding(place, "列举到此结束，下文另起一句，“；”应为“。”", fix=fix)
    if is_wrapped(report):
        yield ctx.unchecked("各行按版面折断，无法判断段末")
        return
    for passage in [passage for passage in passages(report) if passage.text[-1:] not in _ENDS]:
        text = passage.text
        if passage.is_heading or text.rstrip(_CLOSING)[-1:] in _ENDS or not _is_sentence(text):
            continue
        last = Span(passage.span.end - 1, passage.span.end)
        fix = Fix("补句号", (Edit(Span(last.end, last.end), "。"),), Applicability.UNSAFE)
        if text[-1] in "，、,":
            yield ctx.finding(last, f"段末是“{text[-1]}”，句子没有写完或应为句号")
        else:
            yield ctx.finding(last, "段末缺句号", fix=fix)


def _is_sentence(text: str) -> bool:
    """Whether a paragraph is prose, and not a signature, an address, a caption or a list of names."""
    if not _INNER.search(text) or is_agency(text):
        return False
    if len(text) < _SHORTEST_SENTENCE and not _FULL_STOP.search(text):
        return False
    return _NO_SENTENCE.search(text) is None and text[-1] not in "0123456789" and not text[-1].isascii()


@rule("PUN010")
def heading_stop(report: Report, ctx: Context) -> Iterator[Finding]:
    """A heading on a line of its own has no full stop."""
    if not is_wrapped(report):
        yield from _stopped(report.sections, ctx)


def _stopped(blocks: tuple[Block, ...], ctx: Context) -> Iterator[Finding]:
    for block in blocks:
        if not isinstance(block, Section):
            continue
        heading = block.heading
        if not heading.run_in and block.blocks and ctx.text(heading.span).endswith("。"):
            title = ctx.text(heading.title)
            place = Span(heading.span.end - 1, heading.span.end)
            fix = Fix("删去句号", (Edit(place, ""),))
            if not _INNER.search(title):
                yield ctx.finding(place, f"单独成行的标题“{title}”末尾不用句号", fix=fix)
        yield from _stopped(block.blocks, ctx)


_ODD_SIGNS = "－＋−﹣–—"
_SIGN = late(r"\s*([-+－＋−﹣–—])\s*[\d０-９]")


@rule("PUN011")
def signs(report: Report, ctx: Context) -> Iterator[Finding]:
    """Plus and minus signs of a table are written in one width."""
    if not any(sign in report.source.text for sign in _ODD_SIGNS):
        return
    for table in ctx.document.tables.values():
        if table is None or table.matrix is not None:  # a matrix has half-width signs only
            continue
        found: dict[str, Span] = {}
        for row in table.rows.values():
            for cell in row.cells.values():
                raw = cell.value.raw
                match = None if raw.isdigit() else _SIGN.match(raw)
                if match:
                    found.setdefault(match[1], cell.span)
        odd = [sign for sign in found if sign in _ODD_SIGNS]
        if len(found) > 1 and odd and (any(sign in "+-" for sign in found) or len(set(odd) & set("－−﹣–—")) > 1):
            signs_written = "”“".join(found)
            yield ctx.finding(found[odd[0]], f"正负号写法不一：“{signs_written}”混用，宜统一用“+”“-”")


_RANGE = late(
    r"(?<![\d.A-Za-z\-—–－~～])\d+(?:\.\d+)?(?P<first>[%％年月日时个件条项次人天岁万元]{0,3})(?P<sign>[~～]|[-－–]|—{1,2})"
    r"\d+(?:\.\d+)?(?P<unit>[%％]|年|月|日|时|个|件|条|项|次|人|天|岁|万|元|倍|小时)"
)
_RANGE_SIGNS = ("~～", "-－–", "—")
_RANGE_SIGN = late("[~～—－–-]")
_TIMES = frozenset("年月日时")


@rule("PUN014")
def ranges(report: Report, ctx: Context) -> Iterator[Finding]:
    """Ranges of one kind (times, or quantities) are written with one sign."""
    if sum(any(sign in report.source.text for sign in alike) for alike in _RANGE_SIGNS) < 2:
        return
    found: dict[bool, dict[str, Span]] = {True: {}, False: {}}
    for passage in passages(report):
        if _RANGE_SIGN.search(passage.text) is None:
            continue
        for match in _RANGE.finditer(passage.text):
            sign = {"~": "～", "－": "-", "–": "-", "——": "—"}.get(match["sign"], match["sign"])
            place = Span(passage.span.start + match.start(), passage.span.start + match.end())
            found[match["unit"] in _TIMES].setdefault(sign, place)
    for is_time, signs_used in found.items():
        if len(signs_used) > 1:
            (first, _), (second, span), *_ = signs_used.items()
            what = "起止时间" if is_time else "数值范围"
            yield ctx.finding(span, f"{what}前面用“{first}”，这里用“{second}”，应统一")
