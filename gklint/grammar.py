"""Loads a Lark grammar file: its LALR parser, or tables that run without lark. The only module that imports lark."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

from gklint.cache import remembered
from gklint.lalr import Rule, Tables
from gklint.resources import grammar_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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


class _Kept:
    """A postlex that does nothing but keep terminals which no rule names; lark would drop them as unused."""

    def __init__(self, terminals: Sequence[str]) -> None:
        self.always_accept = tuple(terminals)

    def process(self, stream: Any) -> Any:
        """The same tokens."""
        return stream


@cache
def compiled(name: str, start: str = "start", kept: tuple[str, ...] = ()) -> Tables:
    """The tables of ``grammars/NAME``; ``kept`` are terminals that only the scanner knows.

    Lark is imported only when the cache does not have them. Raises as :func:`parser` does, and ``ValueError`` for what
    the tables cannot hold: ``%ignore``, ``!rule``, ``?rule``, aliases.
    """
    text = grammar_path(name).read_text(encoding="utf-8")
    parts = ("tables", _lark_stamp(), start, *kept, text)
    return remembered(parts, lambda: _compile(text, start, kept))


@cache
def scanner(name: str) -> str:
    """The terminals of ``grammars/NAME`` as one pattern, each a named group, first come first served.

    It is what lark's own lexer matches with; running it bare saves the nine tenths of the time that lark spends on
    counting lines, which an offset does not need.
    """
    text = grammar_path(name).read_text(encoding="utf-8")

    def pattern() -> str:
        import lark

        return _one_pattern(lark.Lark(text, parser="lalr", lexer="basic"))

    return remembered(("scanner", _lark_stamp(), text), pattern)


def _one_pattern(made: Lark) -> str:
    """All terminals in the order in which lark's basic lexer tries them."""
    terminals = sorted(made.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    return "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals)


def _lark_stamp() -> str:
    """Which lark is installed, told without importing it: where it is, and size and time of its first module."""
    spec = find_spec("lark")
    if spec is None or spec.origin is None:
        raise ImportError("lark")
    status = os.stat(spec.origin)
    return f"{spec.origin}:{status.st_size}:{status.st_mtime_ns}"


def _compile(text: str, start: str, kept: tuple[str, ...]) -> Tables:
    import lark
    from lark import grammar, lexer

    made = lark.Lark(text, parser="lalr", lexer="basic", start=start, postlex=_Kept(kept), maybe_placeholders=False)
    # What lark's generator of stand-alone parsers writes out: plain data, with rules and terminals by number.
    data, memo = made.memo_serialize([lexer.TerminalDef, grammar.Rule])
    if data["parser"]["lexer_conf"]["ignore"]:
        raise ValueError("%ignore")
    numbers = sorted({rule["@"] for rule in data["rules"]})
    place = {number: i for i, number in enumerate(numbers)}
    table = data["parser"]["parser"]
    order = {state: i for i, state in enumerate(table["states"])}
    states = tuple(
        {
            table["tokens"][symbol]: ~place[target["@"]] if reduce else order[target]
            for symbol, (reduce, target) in actions.items()
        }
        for actions in table["states"].values()
    )
    return Tables(
        _one_pattern(made),
        tuple(_rule(memo[number]) for number in numbers),
        states,
        order[table["start_states"][start]],
        order[table["end_states"][start]],
    )


def _rule(data: Any) -> Rule:
    """A rule with lark's own shaping of trees: ``_TERMINAL`` goes, ``_rule`` gives its children."""
    options = data["options"]
    if data["alias"] or options["expand1"] or options["keep_all_tokens"]:
        raise ValueError(f"rule {data['origin']['name']}")
    kept = tuple(
        (i, symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_"))
        for i, symbol in enumerate(data["expansion"])
        if not symbol.get("filter_out")
    )
    return Rule(data["origin"]["name"], len(data["expansion"]), kept)
