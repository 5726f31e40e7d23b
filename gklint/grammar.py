"""Loads a Lark grammar file and builds its LALR parser. The only module that imports lark."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from gklint.cache import remembered
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

    The parse tables come from the cache where it has them: to work them out takes thirty times as long.
    Raises lark's ``GrammarError`` when the grammar is not LALR(1): that is a fault of gklint, not of its input.
    """
    import lark

    text = grammar_path(name).read_text(encoding="utf-8")

    def tables() -> bytes:
        made = io.BytesIO()
        lark.Lark(text, parser="lalr", lexer=lexer, start=start, postlex=postlex).save(made, ("postlex",))
        return made.getvalue()

    parts = ("grammar", lark.__version__, lexer, start, *getattr(postlex, "always_accept", ()), text)
    loaded = lark.Lark.__new__(lark.Lark)
    saved = io.BytesIO(remembered(parts, tables))
    return loaded._load(saved, postlex=postlex)
