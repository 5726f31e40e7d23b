"""Compiles patterns by google-re2: linear in the text, whoever wrote the pattern, with the place of what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from gklint.engine.expression import ExpressionError
from gklint.messages import worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr, Protocol, TypeAlias
else:
    Protocol = object


class CompiledPattern(Protocol):
    """What re2 makes of a pattern, as far as it is used here: it looks at text or at its bytes, and its matches are
    like those of :mod:`re`."""

    groups: int
    groupindex: Mapping[str, int]
    programsize: int
    """The steps of its program, repetitions written out."""

    def search(self, text: AnyStr, start: int = 0, /) -> re.Match[AnyStr] | None:
        """The first match from ``start`` on."""

    def fullmatch(self, text: AnyStr, /) -> re.Match[AnyStr] | None:
        """The match that takes all of the text."""

    def finditer(self, text: AnyStr, /) -> Iterator[re.Match[AnyStr]]:
        """All matches, one after the other."""


Compile: TypeAlias = Callable[[str], CompiledPattern]
"""Compiles a pattern; raises :class:`ExpressionError`."""

MAX_PATTERN = 2_000
MAX_STEPS = 10_000
"""Steps that the program of one pattern may have, its repetitions written out."""
_MEMORY = 8 << 20
_MEMORY_TOGETHER = 64 << 20
_HINTS = {
    "(?=": "不能用环视，改用 unless", "(?!": "不能用环视，改用 unless", "(?<": "不能用环视，改用 unless",
    "\\u": "汉字直接写，不用 \\u", "{": "重复最多 1000 次",
}  # fmt: skip


def re2_options(memory: int = _MEMORY_TOGETHER) -> Any:
    """re2's settings: limited memory (by default enough for many patterns together), nothing on standard error."""
    import re2

    settings = re2.Options()
    settings.log_errors = False
    settings.max_mem = memory
    return settings


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> CompiledPattern:
    """The compiled pattern; raises :class:`ExpressionError` with the place of what re2 refuses and a hint."""
    import re2

    if len(pattern) > MAX_PATTERN:
        raise ExpressionError("模式有 {count} 字，超过上限 {most}", MAX_PATTERN, count=len(pattern), most=MAX_PATTERN)
    try:
        compiled: CompiledPattern = re2.compile(pattern, re2_options(_MEMORY))
    except re2.error as error:
        raise _refused(pattern, error.args[0]) from None
    if compiled.programsize > MAX_STEPS:
        hint, steps = worded("重复次数写小一些"), compiled.programsize
        raise ExpressionError("模式展开后有 {count} 步，超过上限 {most}", 0, hint, count=steps, most=MAX_STEPS)
    if compiled.search("") is not None:
        raise ExpressionError("模式能匹配空文字，会处处命中", 0, worded("至少要求一个字符"))
    return compiled


def _refused(pattern: str, reason: bytes | str) -> ExpressionError:
    message = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    kind, _, part = message.partition(": ")
    at = _place(pattern, kind, part)
    hint = next((worded(hint) for start, hint in _HINTS.items() if part.startswith(start)), None)
    if re.fullmatch(r"\\[1-9]", part):
        hint = worded("不能用反向引用，把词逐一写出")
    what = worded(_KINDS[kind]) if kind in _KINDS else kind
    said = "模式在“{part}”处写错：{what}" if part else "模式写错：{what}"
    return ExpressionError(said, at, hint, what=what, part=part)


_KINDS = {
    "invalid perl operator": "不支持的写法",
    "invalid escape sequence": "不支持的转义",
    "invalid repetition size": "重复次数过大",
    "missing ]": "缺少 ]",
    "missing )": "缺少 )",
    "unexpected )": "多了 )",
    "no argument for repetition operator": "重复符号前没有内容",
    "invalid character class range": "字符范围写错",
    "bad repetition operator": "重复符号连写",
    "pattern too large - compile failed": "模式过大",
}


def _place(pattern: str, kind: str, part: str) -> int:
    """Where re2's complaint stands; it names the words only, so the first such words are taken."""
    if kind in ("missing )", "unexpected )"):
        return max(pattern.find("(" if kind == "missing )" else ")"), 0)
    return max(pattern.find(part), 0) if part else 0
