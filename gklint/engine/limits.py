"""How much a pack may hold, so that one from a stranger can neither stop a run nor fill the memory.

Patterns are counted by the steps of their compiled programs: what a search costs at worst grows with them.
"""

from __future__ import annotations

from gklint.engine.expression import ExpressionError
from gklint.engine.regex import CompiledPattern, compile_pattern
from gklint.messages import Words, worded

MAX_TOTAL = 2_000_000
"""Bytes of all YAML files of a pack together."""
MAX_RULES = 2_000
MAX_ENTRIES = 20_000
"""Words of all lexicons of a pack together."""
MAX_PATTERNS = 2_000
MAX_ALL_STEPS = 80_000
"""Steps of the programs of all patterns of a pack together."""
REFUSED_STEPS = 2_500
"""What a pattern that is refused counts for: that it is too large is found out by compiling it."""
MAX_MISTAKES = 100
"""Mistakes that are told; with more than these nobody reads on."""


class TooMuch(Exception):
    """A pack holds more than it may; the message, a template for ``blanks``, says what and how much."""

    def __init__(self, message: str, suggestion: Words | None = None, /, **blanks: object) -> None:
        self.message = worded(message, **blanks)
        super().__init__(self.message)
        self.suggestion = suggestion


class Meter:
    """Counts what one pack holds while it is read; raises :class:`TooMuch` when it is more than allowed."""

    def __init__(self) -> None:
        self._bytes = self._rules = self._entries = self._patterns = self._steps = 0

    def data(self, count: int) -> None:
        """So many bytes were read."""
        self._bytes += count
        _bound(self._bytes, MAX_TOTAL, "规则包太大：文件共超过上限 {most} 字节")

    def rule(self) -> None:
        """Another rule is read."""
        self._rules += 1
        _bound(self._rules, MAX_RULES, "规则包太大：规则共超过上限 {most} 条")

    def entry(self) -> None:
        """Another word of a lexicon is read."""
        self._entries += 1
        _bound(self._entries, MAX_ENTRIES, "规则包太大：词条共超过上限 {most} 个")

    def compile(self, pattern: str) -> CompiledPattern:
        """The compiled pattern; raises :class:`ExpressionError` as :func:`compile_pattern` does."""
        self._patterns += 1
        _bound(self._patterns, MAX_PATTERNS, "规则包太大：模式共超过上限 {most} 个")
        try:
            compiled = compile_pattern(pattern)
        except ExpressionError:
            self._add_steps(REFUSED_STEPS)
            raise
        self._add_steps(compiled.programsize)
        return compiled

    def mistakes(self, count: int) -> None:
        """So many mistakes were found by now."""
        if count > MAX_MISTAKES:
            raise TooMuch("错误超过 {most} 处，没有再看下去", worded("先改前面的"), most=MAX_MISTAKES)

    def _add_steps(self, count: int) -> None:
        self._steps += count
        _bound(self._steps, MAX_ALL_STEPS, "规则包太大：模式展开后共超过上限 {most} 步")


def _bound(count: int, most: int, message: str) -> None:
    if count > most:
        raise TooMuch(message, worded("分成几个规则包"), most=most)
