"""What rules look for in prose is first looked for in all the prose of a report at once.

Of the words and patterns that a scan has seen most stand in tables only, or are no more than a part of what a pattern
wants. One search of all paragraphs and headings tells that, without a subject being made or a sentence cut.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property, lru_cache

from gklint.engine.expression import ExpressionError
from gklint.engine.needles import held
from gklint.engine.regex import CompiledPattern, compile_pattern
from gklint.engine.scan import Sought, all_excepted, loose, with_anchors
from gklint.engine.selectors import Subject

_WHOLE = frozenset(("heading", "paragraph", "prose"))
"""The selectors whose subjects are whole headings and paragraphs."""
_PARTS = "sentence"
_AT_LINES = {"^": "(?m:^)", r"\A": "(?m:^)", "$": "(?m:$)", r"\z": "(?m:$)"}


class Prose:
    """All headings and paragraphs of a text, ``subjects``, which are asked for when a rule first looks at prose.

    ``there`` are the words that a scan has seen in the text.
    """

    def __init__(self, text: str, subjects: Callable[[], Iterable[Subject]], there: Container[str]) -> None:
        self._source = text
        self._subjects = subjects
        self._there = there

    @cached_property
    def _text(self) -> str:
        """A line for each: so a pattern sees the same beside it as where a heading or paragraph stands alone."""
        source = self._source
        return "\n".join([source[span.start : span.end] for _, _, span, *_ in self._subjects()])

    @cached_property
    def _data(self) -> bytes:
        return self._text.encode()

    def sifted(self, selector: str, things: Iterable[Sought]) -> list[Sought]:
        """``things`` without those that are for certain in no subject of ``selector``; all, if it is not for prose."""
        if selector in _WHOLE:
            return [thing for thing in things if self._may_hold(thing, at_lines)]
        if selector == _PARTS:
            return [thing for thing in things if self._may_hold(thing, loose)]
        return list(things)

    def _may_hold(self, thing: Sought, compiled: Callable[[str], CompiledPattern | None]) -> bool:
        if not thing.is_pattern:
            inside = tuple([whole for whole in thing.exceptions if "\n" not in whole])
            return not all_excepted(thing.text, inside, self._text) if inside else thing.text in self._text
        if not thing.needles:
            pattern = compiled(thing.text)
            return pattern is None or pattern.search(self._data) is not None
        words = [word for word in thing.needles[0] if word in self._there]
        lines = [line for line in _lines_with(words, self._text) if held(thing.needles, line)]
        if not lines:
            return False
        pattern = compiled(thing.text)
        return pattern is None or any(pattern.search(line.encode()) for line in lines)


def _lines_with(words: Iterable[str], text: str) -> Iterator[str]:
    """The lines in which one of ``words`` stands; one with several may come again."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = text.find("\n", at + len(word))
            end = len(text) if end < 0 else end
            yield text[text.rfind("\n", 0, at) + 1 : end]
            at = text.find(word, end)


@lru_cache(maxsize=1024)
def at_lines(pattern: str) -> CompiledPattern | None:
    """``pattern``, compiled so that it is found in lines wherever it is found in one that stands alone; ``None`` where
    it cannot be."""
    try:
        return compile_pattern(with_anchors(pattern, _AT_LINES))
    except ExpressionError:
        return None
