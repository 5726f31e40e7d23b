"""Messages with expressions in them: text → pieces."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.engine.body import Template
from gklint.engine.checked import Checked
from gklint.engine.expression import ExpressionError
from gklint.engine.resolve import Checker
from gklint.engine.values import Type
from gklint.messages import worded


def read_template(text: str, checker: Checker) -> Template:
    """The pieces of ``text``; ``{expression}`` is one, ``{{`` and ``}}`` stand for braces.

    Raises :class:`ExpressionError` with the place in the text for an expression that is wrong or has no value to show.
    """
    return tuple(_pieces(text, checker))


def _pieces(text: str, checker: Checker) -> Iterator[str | Checked]:
    at, words = 0, ""
    while at < len(text):
        if text.startswith(("{{", "}}"), at):
            words += text[at]
            at += 2
        elif text[at] == "{":
            end = text.find("}", at)
            if end < 0:
                raise ExpressionError("{{ 没有配对的 }}", at, worded("写花括号本身用 {{{{"))
            if words:
                yield words
            words = ""
            yield _placeholder(text[at + 1 : end], at + 1, checker)
            at = end + 1
        else:
            words += text[at]
            at += 1
    if words:
        yield words


def _placeholder(text: str, at: int, checker: Checker) -> Checked:
    try:
        checked = checker.check(text)
    except ExpressionError as error:
        raise ExpressionError(error.message, at + error.at, error.suggestion) from None
    if checked.type in (Type.CELLS, Type.LIST):
        raise ExpressionError(
            "{kind}不能直接写进消息", at, worded("一组单元格用 {call}", call="合计(…)"), kind=checked.type.words
        )
    return checked
