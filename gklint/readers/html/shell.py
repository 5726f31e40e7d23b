"""Finds the report in a portal's page: what stands around it (bread crumbs, index tables, share bars, footers) goes.

The report is what the page's innermost element holds that has all its section headings and tables, with the title
above. What is not known to be the portal's own is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gklint.readers.html.blocks import Block, Paragraph, TableBlock
from gklint.readers.layout import RowCell, TextBuilder
from gklint.report.nodes import Title
from gklint.report.parse import default_vocabulary, parse
from gklint.report.titles import title_lines
from gklint.text import fold
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gklint.report.vocabulary import Vocabulary

_LEAST_LABELS = 3
_LEAST_EVIDENCE = 3
_MOST_ABOVE = 40

_INDEX_LABEL = (
    r"(?:信息)?索引号|统一编号|主题(?:分类|词)|(?:信息|体裁|公文|服务对象)分类|组配分类|(?:发布|发文|公开|制作)(?:机构|机关|单位|部门|主体)|信息来源|来源|"
    r"(?:公开|发布|发文|成文|生成|制作|生效|失效|废止|更新)(?:日期|时间)|日期|时间|发布者|责任编辑|编辑|作者|审核|文号|发文字号|文件编号|有效性|公开(?:方式|时限|范围|形式|属性|程序)|"
    r"(?:信息|文件)?名称|标题|关键[词字]|内容(?:概述|简介|描述)|(?:浏览|点击|阅读|访问)(?:次数|量|数|人次)|点击|浏览|阅读|字号|字体(?:大小)?|"
    r"(?:保护)?视力(?:保护)?色|打印|分享到?|语[种言]|信息状态|载体类型"
)
_INDEX_WORD = re.compile(rf"(?:{_INDEX_LABEL}):?")
_INDEX_LINE = re.compile(rf"[\[(]?(?:{_INDEX_LABEL}):.*")
_CRUMBS = re.compile(r"(?:您?(?:现在|当前|目前)?(?:所在)?的?位置|当前位置|网站首页|首页)[:>»›/→].*|.*首页(?:[>»›/].+)+")
_BUTTON = (
    r"关闭(?:窗口|本页)?|打印(?:本页|页面)?|收藏(?:本页)?|分享到?|返回(?:顶部|列表|首页|上一页)|我要纠错|下载(?:本文|全文|附件)?|保存|字体|字号|"
    r"[大中小]|a[+-]?|微信|微博|qq空间|qq|登录|注册|搜索|繁体(?:版|中文)?|简体(?:版|中文)?|english|长者版|"
    r"无障碍(?:阅读|浏览)?|适老(?:版|化|模式)?|关怀版|智能问答|手机版|朗读|\|"
)
_BUTTONS = re.compile(rf"[\[(]*(?:{_BUTTON})(?:[\])|:/·\[(-]*(?:{_BUTTON}))*[\])]*")
_TAIL = re.compile(
    r"(?:上一?[篇条页]|下一?[篇条页]|相关(?:链接|附件|阅读|文章|新闻|信息|解读|稿件)|附件下载|扫一扫|手机扫|微信扫|.{0,12}二维码|"
    r"(?:主办|承办|协办)(?:单位)?:|技术支持|版权所有|网站标识码|联系我们|网站地图|站点地图|关于我们|网站声明|免责声明|政府网站找错|"
    r"copyright|您访问的链接|打开微信).*|.*icp备.*|.*公网安备.*|.*网站标识码.*|更多精彩.*|推荐使用.*(?:浏览器|分辨率).*",
    re.IGNORECASE,
)
_LONGEST_CHROME = 120


class _Evidence(NamedTuple):
    """The numbers of the blocks that show where the report is: sections and tables, and titles."""

    body: tuple[int, ...]
    titles: tuple[int, ...]


def find_report(blocks: Sequence[Block], page_title: str) -> list[Block | str]:
    """The blocks of the report; a title that only the page's ``<title>`` has comes first, as a ``str``."""
    evidence = _evidence(blocks)
    if len(evidence.body) < _LEAST_EVIDENCE:
        return list(blocks)  # too little to tell the report from what is around it
    first = evidence.body[0]
    start, end = _inside(blocks, evidence.body)
    if end - 1 == evidence.body[-1]:
        end = _following(blocks, end)  # the last section's words stand in an element of their own
    titles = [i for i in evidence.titles if i < first]
    within = [i for i in titles if i >= start]
    head: list[Block | str]
    if within:
        head, start = [], within[0]
    elif titles:
        head = _title_above(blocks, titles, start)
    else:
        words = _page_title(page_title)
        head = [words] if words else []
    report = [b for i, b in enumerate(blocks[start:end], start) if i >= first or not _is_shell(b)]
    while report and (_is_tail(report[-1]) or _is_shell(report[-1])):
        report.pop()
    return [*head, *report]


def _evidence(blocks: Sequence[Block]) -> _Evidence:
    """What the report's own parser finds in the text of the whole page."""
    vocabulary = default_vocabulary()
    builder = TextBuilder()
    starts: list[int] = []
    for block in blocks:
        starts.append(len(builder))
        write_block(block, builder, None)
    report = parse(builder.source(""), vocabulary)
    offsets = [section.heading.span.start for section in report.sections if section.role]
    headings = set(_numbers(offsets, starts))
    tables = {i for i, block in enumerate(blocks) if isinstance(block, TableBlock) and _is_form(block, vocabulary)}
    spans = [block.span for block in report.preface if isinstance(block, Title)]
    titles = _numbers((span.start for span in spans), starts)
    ends = _numbers((max(span.start, span.end - 1) for span in spans), starts)
    lines = [i for first, last in zip(titles, ends, strict=True) for i in range(first, last + 1)]
    own = tuple(i for i in lines if not _is_linked(blocks[i]))
    return _Evidence(tuple(sorted(headings | tables)), own)


def _numbers(offsets: Iterable[int], starts: Sequence[int]) -> list[int]:
    from bisect import bisect_right

    return [bisect_right(starts, offset) - 1 for offset in offsets]


def _is_form(block: TableBlock, vocabulary: Vocabulary) -> bool:
    texts = {cell.text for row in block.rows for cell in row if cell.text}
    return sum(vocabulary.knows(text) for text in texts) >= _LEAST_LABELS


def _inside(blocks: Sequence[Block], body: Sequence[int]) -> tuple[int, int]:
    """The first block, and the one after the last, of the innermost element that holds all of ``body``."""
    common: list[_Element] | None = None
    for i in body:
        path = [blocks[i].element, *blocks[i].element.iterancestors()][::-1]
        common = path if common is None else _shared(common, path)
    holder = common[-1] if common else None
    within = [i for i, block in enumerate(blocks) if _holds(holder, block.element)]
    return within[0], within[-1] + 1


def _following(blocks: Sequence[Block], end: int) -> int:
    """The end of the run of blocks from ``end`` on that are not known to be the portal's."""
    while end < len(blocks) and not (_is_shell(blocks[end]) or _is_tail(blocks[end])):
        end += 1
    return end


def _shared(one: list[_Element], other: list[_Element]) -> list[_Element]:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        count += 1
    return one[:count]


def _holds(holder: _Element | None, element: _Element) -> bool:
    return element is holder or any(ancestor is holder for ancestor in element.iterancestors())


def _title_above(blocks: Sequence[Block], titles: Sequence[int], start: int) -> list[Block | str]:
    """The title next above the report's body, and the prose between them."""
    last = titles[-1]
    first = last
    while first - 1 in titles:
        first -= 1
    if start - last > _MOST_ABOVE:
        return list(blocks[first : last + 1])
    between = [block for block in blocks[last + 1 : start] if not _is_shell(block) and not _is_linked(block)]
    return [*blocks[first : last + 1], *between]


def _page_title(text: str) -> str | None:
    """The part of a page's ``<title>`` that is a report's title: the portal's name often stands beside it."""
    for part in (*re.split(r"\s*[-_|—–:：]+\s*", text), text):
        words = part.strip()
        if words and list(title_lines([words], ["PARAGRAPH"], 1)):
            return words
    return None


def _is_linked(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.linked


def _is_shell(block: Block) -> bool:
    """Whether ``block`` is known to be the portal's: bread crumbs, what an index says of a page, buttons."""
    if isinstance(block, TableBlock):
        words = [fold(cell.text) for row in block.rows for cell in row if cell.text]
        return sum(_INDEX_WORD.fullmatch(word) is not None for word in words) * 3 >= len(words) >= 2
    folded = fold(block.text)
    if len(folded) > _LONGEST_CHROME:
        return False
    return any(pattern.fullmatch(folded.lower()) for pattern in (_INDEX_LINE, _INDEX_WORD, _CRUMBS, _BUTTONS))


def _is_tail(block: Block) -> bool:
    """Whether ``block``, at a page's end, is known to be the portal's."""
    if isinstance(block, TableBlock):
        return False
    return block.linked or (len(block.text) <= _LONGEST_CHROME and _TAIL.fullmatch(fold(block.text)) is not None)


def write_block(block: Block, builder: TextBuilder, place: str | None) -> None:
    """Append ``block`` to ``builder``; ``place`` is ``段落 3`` or ``表1``."""
    if isinstance(block, Paragraph):
        builder.paragraph(block.text, place)
        return
    for row in block.rows:
        builder.row(RowCell(c.text, place and f"{place} 第{c.row}行 第{c.column}列") for c in row)
