"""Loads a Lark grammar file and builds its LALR parser. The only module that imports lark."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.resources import grammar_path

if TYPE_CHECKING:
    from lark import Lark, Token, Transformer, Tree, UnexpectedInput

__all__ = ["Lark", "Token", "Transformer", "Tree", "UnexpectedInput", "parser"]


def __getattr__(name: str) -> object:
    """Lark's own names, imported when first asked for."""
    if name in __all__:
        import lark

        return getattr(lark, name)
    raise AttributeError(name)


@cache
def parser(name: str, start: str = "start", lexer: str = "contextual", postlex: Any = None) -> Lark:
    """The LALR parser of ``grammars/NAME``; ``postlex`` may rename the lexer's tokens before they are parsed.

    Raises lark's ``GrammarError`` when the grammar is not LALR(1): that is a fault of gklint, not of its input.
    """
    from lark import Lark

    text = grammar_path(name).read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=lexer, start=start, postlex=postlex)
