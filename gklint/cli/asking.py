"""``--ask``: shows each fix and asks whether to apply it. Needs a terminal."""

from __future__ import annotations

import sys
from collections import Counter

from gklint.cli.errors import UsageError
from gklint.cli.output import complain
from gklint.diagnostics import Applicability, Diagnostic
from gklint.messages import say, worded
from gklint.reporters.places import place_words
from gklint.reporters.terminal import one_line
from gklint.text import Source

_QUESTION = "  应用这处修改吗？[y 是 / n 否 / a 本规则全部 / d 本规则都不 / q 其余都不]"
_AROUND = 15


class Asker:
    """Asks a person of each fix; an answer holds for the same fix at the same words."""

    def __init__(self, *, english: bool = False) -> None:
        """``english`` is the language of the questions. Raises ``UsageError`` without a terminal."""
        if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise UsageError(worded("--ask 要在终端里用（标准输入和标准错误都是终端）"))
        self._english = english
        self._text = ""
        self._answers: dict[Diagnostic, bool] = {}
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._refused: Counter[tuple[object, ...]] = Counter()
        self._rules: dict[str, bool] = {}
        self._over = False

    def wants(self, diagnostic: Diagnostic, source: Source) -> bool:
        """Whether the fix of ``diagnostic`` is to be applied to ``source``.

        Fixing goes in rounds over ever new texts: of findings that are alike, as many as were refused before are the
        refused ones.
        """
        if source.text != self._text:
            self._text = source.text
            self._answers.clear()
            self._seen.clear()
        if diagnostic not in self._answers:
            self._answers[diagnostic] = self._answer(diagnostic, source)
        return self._answers[diagnostic]

    def _answer(self, diagnostic: Diagnostic, source: Source) -> bool:
        kind = _kind(diagnostic, source)
        self._seen[kind] += 1
        if self._seen[kind] <= self._refused[kind]:
            return False
        known = False if self._over else self._rules.get(diagnostic.code)
        answer = self._ask(diagnostic, source) if known is None else known
        self._refused[kind] += not answer
        return answer

    def _ask(self, diagnostic: Diagnostic, source: Source) -> bool:
        for line in _lines(diagnostic, source, self._english):
            complain(line)
        while True:
            complain(say(_QUESTION, english=self._english))
            answer = sys.stdin.readline()
            word = answer.strip().lower()
            if not answer or word == "q":
                self._over = True
                return False
            if word in ("a", "d"):
                self._rules[diagnostic.code] = word == "a"
            if word in ("y", "n", "a", "d"):
                return word in ("y", "a")


def _kind(diagnostic: Diagnostic, source: Source) -> tuple[object, ...]:
    """What findings have in common that differ in their place only."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    texts = tuple((source.slice(edit.span), edit.text) for edit in edits)
    return (source.path, diagnostic.code, source.slice(diagnostic.span), texts)


def _lines(diagnostic: Diagnostic, source: Source, english: bool) -> list[str]:
    fix = diagnostic.fix
    assert fix is not None
    place = place_words(source.path, source, diagnostic.span.start)
    lines = [
        f"{place}  {diagnostic.code}  {diagnostic.message}",
        say("  建议：{title}", english=english, title=fix.title),
    ]
    if fix.applicability is Applicability.UNSAFE:
        lines[-1] += say("（须人工确认）", english=english)
    for edit in fix.edits:
        before = source.text[max(edit.span.start - _AROUND, 0) : edit.span.start]
        after = source.text[edit.span.end : edit.span.end + _AROUND]
        lines.append(f"  - {before}[{source.slice(edit.span)}]{after}")
        lines.append(f"  + {before}[{edit.text}]{after}")
    return [one_line(line) for line in lines]
