"""Mistakes in a pack: each with its place and, where there is one, a suggestion; all of them are collected."""

from __future__ import annotations

from collections.abc import Iterable

from gklint.messages import Words, hinted, phrased, worded
from gklint.tuples import NamedTuple


class Mark(NamedTuple):
    """A place in a file of a pack: line and column from 1, in code points."""

    line: int
    column: int


class RuleProblem(NamedTuple):
    """One mistake: file, place, what is wrong and how it may be put right (or ``None``)."""

    path: str
    line: int
    column: int
    message: Words
    suggestion: Words | None = None

    def __str__(self) -> Words:
        """The mistake in one line."""
        whole = hinted(self.message, self.suggestion)
        place = {"path": self.path, "line": self.line, "column": self.column}
        return worded("{path}:{line}:{column}: {message}", message=whole, **place)


class PackError(Exception):
    """Packs that cannot be used; ``problems`` has every mistake found, in order of file and place."""

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.message)))
        super().__init__("\n".join(map(str, self.problems)))


class Problems:
    """Collects the mistakes of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[RuleProblem] = []

    def add(self, mark: Mark, message: str, suggestion: Words | None = None, /, **blanks: object) -> None:
        """Notes a mistake at ``mark``: ``message`` is worded, or a template for ``blanks``."""
        self.found.append(RuleProblem(self.path, mark.line, mark.column, phrased(message, blanks), suggestion))


def renamed(word: str, code: str) -> Words:
    """What is to be said (Chinese) where the old code of a rule is used."""
    return worded("旧代码 {word} 已改为 {code}，暂时照样有效，请改写", word=word, code=code)


def did_you_mean(word: str, known: Iterable[str]) -> Words | None:
    """A sentence that names the known words most like ``word``; ``None`` if none is alike."""
    from difflib import get_close_matches  # takes a while to import, and seldom is anything wrong

    close = get_close_matches(word, sorted(set(known)), n=3, cutoff=0.5)
    return worded("是否想写 {names}？", names=tuple(close)) if close else None


def one_of(known: Iterable[str], about: Words | None = None) -> Words:
    """A sentence that names all words that are ``known``; ``about`` says more of them."""
    said = worded("可用：{names}", names=tuple(known))
    return worded("{said}，{about}", said=said, about=about) if about else said


def such_as(example: str) -> Words:
    """A sentence that gives an example of what is right."""
    return worded("如 {example}", example=example)
