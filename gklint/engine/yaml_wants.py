"""What a report must have, each in one key of a rule (``title:``, ``subheadings:``, ``contains:`` …), read to data.

They are for those who would rather not write an expression; ``when:``, grades and messages go with them as with others.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from gklint.engine.body import ContentWant, DeadlineWant, HeadingsWant, LengthWant, Part, TitleWant, Want
from gklint.engine.expression import ExpressionError
from gklint.engine.fields import Fields
from gklint.engine.problems import did_you_mean, one_of, such_as
from gklint.engine.regex import Compile, compile_pattern
from gklint.engine.wants import BRACES, TITLE_WORDS
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import Node, Scalar, Sequence
from gklint.messages import worded
from gklint.text import fold

WANTS: Mapping[str, str] = {
    "title": "题名的写法，可用 {机关} 和 {年度}",
    "subheadings": "一个部分里应有的小标题，按先后",
    "contains": "文字里应有的内容",
    "deadline": "次年公布的期限：department 部门，government 政府",
    "length": "字数：min 至少，max 至多",
}
"""The keys, and what each is for."""
WITH_SECTIONS = ("subheadings", "contains", "length")
"""Those of them that look at the sections that ``in:`` names."""
DEADLINE_KEYS = ("department", "government")
LENGTH_KEYS = ("min", "max")

PARTS: Mapping[str, str] = {
    "依据": "政府信息公开条例",
    "文号": "公开办函[^0-9]?(?:2019[^0-9]?60|2021[^0-9]?30)号",
    "六部分": "[六6]个?(?:部分|方面)|六项内容|总体情况[、，,；;].{0,200}其他需要报告",
    "统计期": "1月1日.{0,16}12月31日",
    "电子版": "电子版|下载|网址|网站.{0,30}(?:查阅|查询|查看|公开|公布)|https?://|www[.]",
    "联系方式": "联系(?:电话|方式|人|地址)|电话|邮箱|地址[:：]",
    "地址": "地址",
    "电话": "电话|热线",
    "邮编": "邮编|邮政编码",
    "邮箱": "邮箱|邮件|[A-Za-z0-9_.-]+@[A-Za-z0-9]",
    "信息处理费": "处理费|收费|费用|收取.{0,10}费|免费|缴费",
    "图表": "图表?[0-9一二三四五六七八九十]|[如见下]图|统计图|图解",
}
"""What ``contains:`` knows by name, and the pattern of each, for a text without white space."""

_DAY = re.compile(r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_LEAP_YEAR = 2024
MOST_WORDS = 400
"""How many characters a title, or words that a text must have, may take in a rule."""


def read_want(kind: str, fields: Fields, compile_pattern: Compile = compile_pattern) -> Want | None:
    """What stands at the key ``kind``, one of :data:`WANTS`; ``None`` when it has a mistake, which is noted."""
    before = len(fields.problems.found)
    readers: Mapping[str, Callable[[Fields], Want]] = {
        "title": _title,
        "subheadings": _headings,
        "contains": partial(_content, compile_pattern),
        "deadline": _deadline,
        "length": _length,
    }
    want = readers[kind](fields)
    return want if len(fields.problems.found) == before else None


def _title(fields: Fields) -> Want:
    scalars = fields.scalars("title")
    if not scalars:
        fields.problems.add(
            fields.key_mark("title"),
            "title 是空的",
            such_as("{机关}{年度}年政府信息公开工作年度报告"),
        )
    for scalar in scalars:
        for match in BRACES.finditer(scalar.text):
            if match[1] not in TITLE_WORDS:
                hint = did_you_mean(match[1], TITLE_WORDS) or one_of(f"{{{word}}}" for word in TITLE_WORDS)
                fields.problems.add(scalar.place(match.start(1)), "题名的写法里没有 {{{name}}}", hint, name=match[1])
        if not fold(BRACES.sub("", scalar.text)):
            fields.problems.add(scalar.mark, "题名的写法里没有文字，任何题名都符合")
        _short(scalar, fields)
    return TitleWant(tuple(scalar.text for scalar in scalars))


def _short(scalar: Scalar, fields: Fields) -> None:
    if len(scalar.text) > MOST_WORDS:
        fields.problems.add(scalar.mark, "有 {count} 字，超过上限 {most}", count=len(scalar.text), most=MOST_WORDS)


def _headings(fields: Fields) -> Want:
    found = tuple(filter(None, (_wordings(node, fields) for node in fields.items("subheadings"))))
    if fields.has("subheadings") and not found:
        fields.problems.add(
            fields.key_mark("subheadings"),
            "subheadings 是空的",
            worded("写小标题的列表：{example}", example="[主动公开, 依申请公开]"),
        )
    return HeadingsWant(found)


def _wordings(node: Node, fields: Fields) -> tuple[str, ...]:
    """The wordings of one sub-heading: a text, or a list of which the first is the one to be named."""
    scalars = [node] if isinstance(node, Scalar) else list(node.items) if isinstance(node, Sequence) else []
    words = tuple(one.text.strip() for one in scalars if isinstance(one, Scalar) and fold(one.text))
    if len(words) != len(scalars) or not words:
        fields.problems.add(node.mark, "小标题应为文字，或几种写法的列表", such_as("[平台建设, 网站建设]"))
    return words


def _content(compile_pattern: Compile, fields: Fields) -> Want:
    node = fields.node("contains")
    nodes = node.items if isinstance(node, Sequence) else (node,) if node is not None else ()
    found = tuple(part for one in nodes for part in _parts(one, fields, compile_pattern))
    if not nodes:
        fields.problems.add(
            fields.key_mark("contains"), "contains 是空的", worded("可用：{names}，或写要有的话", names=tuple(PARTS))
        )
    return ContentWant(found)


def _parts(node: Node, fields: Fields, compile_pattern: Compile) -> Iterator[Part]:
    """A name that is known, the words themselves, or ``名称: 模式``."""
    if isinstance(node, Scalar):
        words = "".join(node.text.split())
        _short(node, fields)
        if words:
            yield Part(node.text.strip(), PARTS.get(words) or re.escape(words))
        else:
            fields.problems.add(node.mark, "contains 的这一项是空的")
    elif isinstance(node, YamlMapping):
        for key, pattern in node.entries:
            if isinstance(pattern, Scalar) and _compiles(pattern, fields, compile_pattern):
                yield Part(key.text, pattern.text)
            elif not isinstance(pattern, Scalar):
                fields.problems.add(pattern.mark, "contains 的 {name} 应为一个模式", name=key.text)
    else:
        fields.problems.add(node.mark, "contains 的每一项应为文字，或 名称: 模式")


def _compiles(scalar: Scalar, fields: Fields, compile_pattern: Compile) -> bool:
    try:
        compile_pattern(scalar.text)
    except ExpressionError as error:
        fields.problems.add(scalar.place(error.at), error.message, error.suggestion)
        return False
    return True


def _deadline(fields: Fields) -> Want:
    inner = _inner("deadline", fields, DEADLINE_KEYS, "{department: 1月28日}")
    days = {key: _day(inner, key) for key in DEADLINE_KEYS} if inner else {}
    return DeadlineWant(days.get("department"), days.get("government"))


def _inner(key: str, fields: Fields, keys: tuple[str, ...], example: str) -> Fields | None:
    """The mapping at ``key``, which has one of ``keys`` at least."""
    mapping = fields.mapping(key)
    if mapping is None:
        return None
    inner = Fields(mapping, fields.problems, f"{key} ")
    if not [one for one in keys if inner.has(one)]:
        hint = such_as(example)
        fields.problems.add(fields.key_mark(key), "{key} 要有 {names} 中的一个", hint, key=key, names=tuple(keys))
    inner.close()
    return inner


def _day(fields: Fields, key: str) -> tuple[int, int] | None:
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    found = _DAY.fullmatch(scalar.text.strip())
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        fields.problems.add(
            scalar.mark,
            "{key} 应为次年的一天，不是 {text}",
            such_as("1月28日"),
            key=key,
            text=scalar.text,
        )
        return None
    return month, day


def _length(fields: Fields) -> Want:
    inner = _inner("length", fields, LENGTH_KEYS, "{min: 500}")
    least, most = (_number(inner, key) for key in LENGTH_KEYS) if inner else (None, None)
    if least is not None and most is not None and least > most:
        fields.problems.add(
            fields.key_mark("length"), "length 的 min {least} 大于 max {most}，没有报告能符合", least=least, most=most
        )
    return LengthWant(least, most)


def _number(fields: Fields, key: str) -> int | None:
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    if isinstance(scalar.value, Decimal) and scalar.value == int(scalar.value) and scalar.value > 0:
        return int(scalar.value)
    fields.problems.add(scalar.mark, "{key} 应为字数，不是 {text}", key=key, text=scalar.text)
    return None
