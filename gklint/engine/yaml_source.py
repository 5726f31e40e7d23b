"""Reads YAML into nodes that know their place, safely.

Works on libyaml's events: the parser is not recursive, nothing is constructed, and what makes YAML dangerous
(aliases, which can blow a few bytes up to gigabytes, and tags, which name classes) is refused. Plain scalars are
typed here and sparingly: ``on``, ``yes`` and ``2021-01-01`` stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gklint.engine.problems import Mark, Problems
from gklint.messages import Words, phrased, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar: ``text`` as written, ``value`` as typed (text, number, truth or ``None``).

    ``literal`` says that each character of ``text`` stands in the file as it is, on one line, from ``inner`` on.
    """

    mark: Mark
    text: str
    value: str | Decimal | bool | None
    inner: Mark
    literal: bool

    def place(self, offset: int) -> Mark:
        """Where character ``offset`` of the text stands; the scalar's own place where that cannot be told."""
        return Mark(self.inner.line, self.inner.column + offset) if self.literal else self.mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    mark: Mark
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; its keys are scalars, each once."""

    mark: Mark
    entries: tuple[tuple[Scalar, Node], ...]


_TOO_DEEP = worded("嵌套超过 {most} 层", most=MAX_DEPTH)

Node: TypeAlias = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The file holds what is not allowed; nothing of it is used."""

    def __init__(self, mark: Mark, message: str, suggestion: Words | None = None, /, **blanks: object) -> None:
        self.mark = mark
        self.message = phrased(message, blanks)
        self.suggestion = suggestion


def read_yaml(data: bytes, problems: Problems) -> Node | None:
    """The first document in ``data``; ``None`` when it is empty or refused, which ``problems`` then says."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if len(data) > MAX_BYTES:
            raise _Refused(Mark(1, 1), "文件超过上限 {most} 字节", worded("把规则分成几个文件"), most=MAX_BYTES)
        text = data.decode("utf-8-sig")
        return _build(iter(yaml.parse(text, Loader=loader)), problems)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(Mark(line, 1), "文件不是 UTF-8 编码", worded("另存为 UTF-8"))
    except _Refused as refused:
        problems.add(refused.mark, refused.message, refused.suggestion)
    except yaml.MarkedYAMLError as error:
        # libyaml has a limit of its own, below which ours is never reached where brackets only open.
        deep = "nesting depth" in (error.problem or "")
        words = _TOO_DEEP if deep else worded("YAML 语法错误：{problem}", problem=error.problem)
        hint = None if deep else worded("文字里有 {{ }} [ ] : # 等符号时，给整段文字加引号；缩进用空格，同一级对齐")
        problems.add(_mark(error.problem_mark), words, hint)
    except yaml.YAMLError as error:
        problems.add(Mark(1, 1), "YAML 读不了：{reason}", reason=str(error).splitlines()[0])
    return None


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark is not None else Mark(1, 1)


class _Frame:
    """A list or mapping that is still open: its place and the nodes read so far."""

    def __init__(self, mark: Mark, mapping: bool) -> None:
        self.mark = mark
        self.mapping = mapping
        self.nodes: list[Node] = []

    def close(self, problems: Problems) -> Node:
        return _pairs(self.mark, self.nodes, problems) if self.mapping else Sequence(self.mark, tuple(self.nodes))


def _build(events: Iterator[Any], problems: Problems) -> Node | None:
    """Builds the nodes of the first document."""
    import yaml

    open_frames = [_Frame(Mark(1, 1), mapping=False)]
    count = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and open_frames[0].nodes:
            raise _Refused(_mark(event.start_mark), "一个文件只能有一个 YAML 文档", worded("去掉多余的 ---"))
        if isinstance(event, yaml.NodeEvent):
            count += 1
            _guard(event, count, len(open_frames))
        if isinstance(event, yaml.ScalarEvent):
            open_frames[-1].nodes.append(_scalar(event))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            open_frames.append(_Frame(_mark(event.start_mark), isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            done = open_frames.pop()
            open_frames[-1].nodes.append(done.close(problems))
    return open_frames[0].nodes[0] if open_frames[0].nodes else None


def _guard(event: Any, count: int, depth: int) -> None:
    """Raises ``_Refused`` for an alias, anchor or tag, and for too many or too deeply nested nodes."""
    mark = _mark(event.start_mark)
    if event.anchor is not None:
        hint = worded("把内容直接写出来；文字以 & 或 * 开头时加引号")
        raise _Refused(mark, "规则文件里不能用锚点和别名（& 和 *）", hint)
    if getattr(event, "tag", None) is not None:
        raise _Refused(mark, "规则文件里不能用标签 {tag}", worded("文字以 ! 开头时加引号"), tag=event.tag)
    if count > MAX_NODES:
        raise _Refused(mark, "文件的节点超过上限 {most} 个", worded("把规则分成几个文件"), most=MAX_NODES)
    if depth > MAX_DEPTH:
        raise _Refused(mark, _TOO_DEEP)


def _scalar(event: Any) -> Scalar:
    mark = _mark(event.start_mark)
    plain: bool = event.implicit[0]
    start, end = event.start_mark, event.end_mark
    quotes = 0 if plain else 1
    literal = start.line == end.line and end.column - start.column == len(event.value) + 2 * quotes
    return Scalar(
        mark=mark,
        text=event.value,
        value=_typed(event.value) if plain else event.value,
        inner=Mark(mark.line, mark.column + quotes),
        literal=literal,
    )


def _typed(text: str) -> str | Decimal | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def _pairs(mark: Mark, nodes: list[Node], problems: Problems) -> Mapping:
    """The mapping of keys and values in turn; a key that is no scalar or comes twice is a problem and left out."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.add(key.mark, "键应为文字", worded("文字以 {{ 或 [ 开头时加引号"))
        elif key.text in entries:
            first = entries[key.text][0].mark
            problems.add(key.mark, "键 {name} 重复", worded("第 {line} 行已有", line=first.line), name=key.text)
        else:
            entries[key.text] = (key, value)
    return Mapping(mark, tuple(entries.values()))
