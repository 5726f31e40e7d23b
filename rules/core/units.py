"""量词：按名词（规则的选项）核对量词，查同一句里总数与分项的量词。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.document import Fact
from gklint.report.nodes import Report
from gklint.report.shapes import QUANTITY, Shape
from gklint.text import Span
from gklint.tuples import NamedTuple

from .breakdowns import Breakdown, amount_at
from .sentences import counting, dividing

_REQUESTS = frozenset(("本年新收", "新收加结转", "上年结转", "结转下年度", "办结"))
# Words that count pieces of information; a part that is no 信息 (规范性文件3件) has a word of its own.
_NEWS = frozenset("条篇则")
_BETWEEN = "(?:共|共计|总计|有|为|约|达)*"
_DIGITS = "0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千"


@rule("UNT001")
def measure_words(report: Report, ctx: Context) -> Iterator[Finding]:
    """Cases are counted by 件, letters by 封; one sentence counts one thing by one word."""
    words, counted, countable, letters = _nouns(ctx.options["名词量词"])
    reported: set[Span] = set()
    for fact in ctx.document.facts:
        finding = _of_indicator(fact, words, ctx)
        if finding is not None and finding.span not in reported:
            reported.add(finding.span)
            yield finding
    for sentence in counting(ctx.document, countable, tuple(words), letters):
        for match in counted.finditer(sentence.shape.text):
            amount = amount_at(sentence.shape, match.start(2))
            fitting = words[match.group(1)]
            if amount is not None and amount.span not in reported and amount.unit not in fitting:
                message = _message(match.group(1), amount.unit, fitting)
                yield ctx.finding(amount.span, message, grade="名词")
    for sentence in dividing(ctx.document):
        for breakdown in sentence.breakdowns if may_mix(sentence.shape) else ():
            yield from _mixed(breakdown, ctx)


def may_mix(shape: Shape) -> bool:
    """Whether a sentence has more than one of the words that count pieces of information."""
    return len(_NEWS.intersection([token.unit for token in shape.tokens.values()])) > 1


class _Nouns(NamedTuple):
    """The words that fit each noun; a noun with its number in a shape; the same in words as written, and the letters
    of such words."""

    fitting: Mapping[str, tuple[str, ...]]
    counted: re.Pattern[str]
    countable: re.Pattern[str]
    letters: str


@lru_cache(maxsize=8)
def _nouns(entries: tuple[str, ...]) -> _Nouns:
    fitting = _table(entries)
    noun = f"({'|'.join(map(re.escape, fitting))}){_BETWEEN}"
    counted, countable = late(f"{noun}({QUANTITY})"), late(f"{noun}[{_DIGITS}]")
    return _Nouns(fitting, counted, countable, "".join((*fitting, _BETWEEN, _DIGITS)))


def _table(entries: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """``行政诉讼=件 起`` → the words that fit each noun; a noun may come again with more of them."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        noun, _, units = entry.partition("=")
        found[noun.strip()] = (*found.get(noun.strip(), ()), *units.split())
    return found


def _of_indicator(fact: Fact, words: Mapping[str, tuple[str, ...]], ctx: Context) -> Finding | None:
    noun = "申请" if fact.indicator in _REQUESTS else fact.indicator.split("/")[0]
    fitting = words.get(noun)
    if not fitting or fact.unit is None or fact.unit in fitting or fact.unit.endswith("元"):
        return None
    message = _message(noun, fact.unit, fitting)
    return ctx.finding(fact.number, message, grade="申请" if noun == "申请" else None)


def _message(noun: str, unit: str, fitting: tuple[str, ...]) -> str:
    return f"“{noun}”的量词写作“{unit}”，宜用“{fitting[0]}”"


def _mixed(found: Breakdown, ctx: Context) -> Iterator[Finding]:
    """Parts of a total of 信息 that are counted by another word than the total."""
    other = [part for part in found.parts if part.unit != found.total.unit]
    if not other or not _NEWS.issuperset({found.total.unit, *(part.unit for part in other)}):
        return
    same_noun = all(part.label.endswith("信息") for part in other)
    listed = "”“".join(dict.fromkeys(part.unit for part in other))
    yield ctx.finding(
        found.total.span.cover(found.parts[-1].span),
        f"总数以“{found.total.unit}”计，其中有的分项以“{listed}”计，量词不统一",
        grade=None if same_noun else "混用",
    )
