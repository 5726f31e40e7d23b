"""标点：半角、配对、分项的分隔、段末、正负号、数字范围。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.diagnostics import Applicability, Edit, Fix, Label
from gklint.engine.once import once
from gklint.engine.rule import Context, Finding, Unchecked, rule
from gklint.late import late
from gklint.report.nodes import Block, Report, Section, tables
from gklint.report.titles import is_agency
from gklint.text import Span

from .passages import is_wrapped, passages

_HAN = "\u3400-\u9fff"
_BESIDE = f"{_HAN}”’）》】〕"
_AFTER = f"{_HAN}“‘（《【"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_NAMES = {",": "逗号", ";": "分号", ":": "冒号", "?": "问号", "!": "叹号", ".": "句号", "(": "括号"}
# A half-width mark beside Chinese, or a pair of brackets of which one at least is half-width.
_HALF = re.compile(
    rf"(?P<mark>(?<=[{_BESIDE}])[,;:?!]|(?<=[0-9A-Za-z%％)])[,;:?!](?= ?[{_AFTER}])"
    rf"|(?<=[{_BESIDE}])\.(?=[{_AFTER}\s]|\Z))"
    r"|(?P<open>[(（])(?P<inside>(?:[^()（）\n]|[(（][^()（）\n]{0,60}[)）]){0,160})(?P<close>[)）])"
)
_HAS_HAN = late(f"[{_HAN}]")
_NUMERAL = late(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*")
_NUMBERED = late(r"(?:^|\n)[ \t\u3000]*[一二三四五六七八九十]{1,3}\Z")
# Half-width commas above this share of all commas are a manner of writing (or of conversion), not slips.
_WHOLLY = 0.95
# More of one mark than this in a line are one finding.
_MOST_SINGLY = 3


class _Half(NamedTuple):
    """A half-width mark (``(`` for a pair of brackets), its place, what puts it right, and whether it is in a table."""

    mark: str
    span: Span
    edits: tuple[Edit, ...]
    in_table: bool


def _tables_of(report: Report) -> tuple[Span, ...]:
    return tuple(table.span for table in tables((*report.preface, *report.sections)))


def _inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether ``offset`` is in one of ``spans``, which are in order."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


@once
def _half_marks(report: Report) -> tuple[_Half, ...]:
    """The half-width marks that stand in Chinese text."""
    text = report.source.text
    spans = _tables_of(report)
    found: list[_Half] = []
    at = 0
    for start in _beginnings(text):
        match = _HALF.match(text, start) if start >= at else None
        if match is None:
            continue
        place = Span(*match.span())
        # What a pair of brackets holds is looked at too.
        at = place.end if match["mark"] else place.start + 1
        edits = _edits(match, text)
        if edits:
            found.append(_Half(match["mark"] or "(", place, edits, _inside(spans, place.start)))
    return tuple(found)


def _beginnings(text: str) -> list[int]:
    """Where something half-width may begin; a full-width bracket counts only where a half-width one may close it."""
    places: list[int] = []
    for mark in (*_FULL, "（"):
        if mark == ")" or (mark == "（" and ")" not in text):
            continue
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    return sorted(places)


def _edits(match: re.Match[str], text: str) -> tuple[Edit, ...]:
    start, end = match.span()
    if match["mark"]:
        if match["mark"] == "." and _NUMBERED.search(text, max(start - 8, 0), start):
            return ()
        while end < len(text) and text[end] == " " and _HAS_HAN.match(text, end + 1):
            end += 1
        return (Edit(Span(start, end), _FULL[match["mark"]]),)
    if match["open"] == "（" and match["close"] == "）":
        return ()
    if not _HAS_HAN.search(match["inside"]) or _NUMERAL.fullmatch(match["inside"]):
        return ()
    places = ((start, match["open"]), (end - 1, match["close"]))
    return tuple(Edit(Span(place, place + 1), _FULL[mark]) for place, mark in places if mark in _FULL)


def _is_manner(marks: Sequence[_Half], report: Report) -> bool:
    """Whether the report is written with half-width commas throughout; the labels of tables are the template's."""
    half = sum(mark.mark == "," and not mark.in_table for mark in marks)
    if half == 0:
        return False
    text = report.source.text
    full = text.count("，") - sum(text.count("，", span.start, span.end) for span in _tables_of(report))
    return half >= _WHOLLY * (half + full)


@rule("PUN001")
def half_width(report: Report, ctx: Context) -> Iterator[Finding]:
    """Marks in Chinese text are full-width; a report that has none but half-width ones is PUN002's."""
    marks = _half_marks(report)
    if _is_manner(marks, report):
        return
    groups: dict[tuple[int, str, bool], list[_Half]] = {}
    for mark in marks:
        line = report.source.position(mark.span.start).line
        groups.setdefault((line, mark.mark, mark.in_table), []).append(mark)
    for group in groups.values():
        together = [group] if len(group) > _MOST_SINGLY else [[mark] for mark in group]
        for some in together:
            yield _told(some, ctx)


def _told(marks: Sequence[_Half], ctx: Context) -> Finding:
    first = marks[0]
    name = _NAMES[first.mark]
    full = "（）" if first.mark == "(" else _FULL[first.mark]
    times = f"（本行 {len(marks)} 处）" if len(marks) > 1 else ""
    fix = Fix(f"改为全角“{full}”", tuple(edit for mark in marks for edit in mark.edits))
    return ctx.finding(
        first.span, f"汉字间用了半角{name}{times}，应为“{full}”", grade="表格" if first.in_table else None, fix=fix
    )


@rule("PUN002")
def half_width_throughout(report: Report, ctx: Context) -> Iterator[Finding]:
    """The report is not written in half-width marks throughout. One finding."""
    marks = _half_marks(report)
    if not _is_manner(marks, report):
        return
    counts = {mark: sum(other.mark == mark for other in marks) for mark in _NAMES}
    words = "、".join(f"{_NAMES[mark]} {count} 处" for mark, count in counts.items() if count)
    first = next(mark for mark in marks if mark.mark == ",")
    # Nested pairs of brackets share no character, so the edits do not overlap.
    edits = tuple(sorted((edit for mark in marks for edit in mark.edits), key=lambda edit: edit.span))
    text = report.source.text
    start = len(text) - len(text.lstrip())
    place = report.title.span if report.title else report.source.lines.line_span(report.source.position(start).line)
    yield ctx.finding(
        place,
        f"全文标点一致用半角（{words}），应为全角；不逐处列出",
        labels=[Label(first.span, "首见于此")],
        fix=Fix("全部改为全角", edits, Applicability.UNSAFE),
    )


_ITEM = re.compile("([一二三四五六七八九])是")
_SEPARATORS = frozenset("。；;，,、：:！")
_SAME = {";": "；", ",": "，", ":": "：", "、": "，"}


@rule("PUN005")
def item_separators(report: Report, ctx: Context) -> Iterator[Finding]:
    """The items 一是、二是、三是 of one series are set apart by the same mark."""
    text = report.source.text
    expected, separator, told = 0, "", False
    for match in _ITEM.finditer(text):
        number = "一二三四五六七八九".index(match[1]) + 1
        at = _separator(text, match.start())
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
_INNER = late(r"[，。；,;]")
_FULL_STOP = late(r"[。；]")
# A text without a full stop in it that is shorter than this may be a heading.
_SHORTEST_SENTENCE = 40
_CONCLUSION = re.compile(r"[；;](?=\s*(?:为此|对此|针对(?:以上|上述|这些)))")


@rule("PUN006")
def paragraph_end(report: Report, ctx: Context) -> Iterator[Finding | Unchecked]:
    """A paragraph ends with a full stop, and so does a series before 为此."""
    for passage in passages(report):
        for match in _CONCLUSION.finditer(passage.text):
            place = Span(passage.span.start + match.start(), passage.span.start + match.end())
            fix = Fix("改为句号", (Edit(place, "。"),), Applicability.UNSAFE)
            yield ctx.finding(place, "列举到此结束，下文另起一句，“；”应为“。”", fix=fix)
    if is_wrapped(report):
        yield ctx.unchecked("各行按版面折断，无法判断段末")
        return
    for passage in passages(report):
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


_OPENERS = {"（": "（", "(": "（", "“": "“", "《": "《", "〈": "〈", "【": "【", "「": "「", "『": "『"}
_CLOSERS = {"）": "（", ")": "（", "”": "“", "》": "《", "〉": "〈", "】": "【", "」": "「", "』": "『"}
_PAIRED = late("[" + re.escape("".join((*_OPENERS, *_CLOSERS))) + "]")
_PAIRED_IN_LINE = re.compile("[" + re.escape("".join((*_OPENERS, *_CLOSERS))) + r"\r\n]")
_PAIR_NAMES = {"（": "括号", "“": "引号", "《": "书名号", "〈": "书名号", "【": "括号", "「": "引号", "『": "引号"}
_ITEM_NUMBER = late(r"(?:^|[\s，。；：、,;:|。（(])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳]|[a-zA-Z])\Z")
# A pair may be broken over so many lines: by the layout, or by a quotation of several paragraphs.
_FARTHEST = 6


class _Mark(NamedTuple):
    """One half of a pair that lacks the other."""

    offset: int
    line: int
    is_open: bool


class _Pairs:
    """Pairs up the marks of one kind, in one pass."""

    def __init__(self) -> None:
        self.open: list[_Mark] = []
        self.single: list[_Mark] = []
        self._numbers = (0, 0)  # the line, and how many item numbers (``1）``) there have been taken for closers

    def opens(self, mark: _Mark) -> None:
        self.open.append(mark)

    def closes(self, mark: _Mark, like_number: bool) -> None:
        line, count = self._numbers
        count = count if line == mark.line else 0
        while self.open and mark.line - self.open[-1].line > _FARTHEST:
            self.single.append(self.open.pop())
        if self.open:
            self.open.pop()
            self._numbers = (mark.line, count + like_number)
        elif like_number:
            pass
        elif count:
            self._numbers = (mark.line, count - 1)
        else:
            self.single.append(mark)


@rule("PUN009")
def unpaired(report: Report, ctx: Context) -> Iterator[Finding]:
    """Brackets, quotation marks and title marks come in pairs."""
    text = report.source.text
    if _all_paired(text):
        return
    pairs = {kind: _Pairs() for kind in _PAIR_NAMES}
    for match in _PAIRED.finditer(text):
        sign, offset = match[0], match.start()
        line = report.source.position(offset).line
        if sign in _OPENERS:
            pairs[_OPENERS[sign]].opens(_Mark(offset, line, True))
        else:
            like_number = sign in "）)" and _ITEM_NUMBER.search(text[max(offset - 5, 0) : offset]) is not None
            pairs[_CLOSERS[sign]].closes(_Mark(offset, line, False), like_number)
    prose = [passage.span for passage in passages(report)]
    for kind, found in pairs.items():
        told: set[int] = set()
        for mark in sorted((*found.single, *found.open)):
            if mark.line not in told and _inside(prose, mark.offset):
                told.add(mark.line)
                yield _unpaired(mark, kind, ctx)


def _all_paired(text: str) -> bool:
    """Whether the pairs of each kind are whole in every line."""
    depths = dict.fromkeys(_PAIR_NAMES, 0)
    for sign in _PAIRED_IN_LINE.findall(text):
        if sign in _OPENERS:
            depths[_OPENERS[sign]] += 1
        elif sign in _CLOSERS:
            kind = _CLOSERS[sign]
            if not depths[kind]:
                return False
            depths[kind] -= 1
        elif any(depths.values()):
            return False
    return not any(depths.values())


def _unpaired(mark: _Mark, kind: str, ctx: Context) -> Finding:
    span = Span(mark.offset, mark.offset + 1)
    lack = "后" if mark.is_open else "前"
    return ctx.finding(span, f"{_PAIR_NAMES[kind]}不配对：“{ctx.text(span)}”缺少{lack}一半")


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


_SIGN = late(r"\s*([-+－＋−﹣–—])\s*[\d０-９]")


@rule("PUN011")
def signs(report: Report, ctx: Context) -> Iterator[Finding]:
    """Plus and minus signs of a table are written in one width."""
    for table in ctx.document.tables.values():
        if table is None:
            continue
        found: dict[str, Span] = {}
        for row in table.rows.values():
            for cell in row.cells.values():
                raw = cell.value.raw
                match = None if raw.isdigit() else _SIGN.match(raw)
                if match:
                    found.setdefault(match[1], cell.span)
        odd = [sign for sign in found if sign not in "+-"]
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
