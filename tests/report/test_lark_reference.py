"""The tables that run without lark read as lark itself does: the same tokens, the same tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint import grammar
from gklint.grammar import Lark, Token, Tree
from gklint.lalr import Node
from gklint.report.lines import read_lines, read_parts
from gklint.report.parse import default_vocabulary, line_scanner, runs, tables
from gklint.report.single import LOOKS, look
from tests.report.table_reports import TEXT_LAYOUTS, rendered, synthetic
from tests.report.test_parse_properties import quick, texts


class LineRoles:
    """Lark's postlex: its tokens, which are lines by look, become the parts that the grammar's rules are written in."""

    always_accept = LOOKS

    def process(self, stream: Iterable[Token]) -> Iterator[Token]:
        """The parts of the whole text, once all of its lines are known."""
        tokens = list(stream)
        text = "".join(tokens)
        lines = read_lines(text, line_scanner(), default_vocabulary())
        if len(lines.texts) == len(tokens):  # no line was cut into several
            assert lines.texts == list(map(str, tokens))
            assert lines.starts == [token.start_pos or 0 for token in tokens]
            assert all(look(str(token), line_scanner()) == token.type for token in tokens)
        parts = read_parts(lines, default_vocabulary())
        for number, (role, line) in enumerate(zip(parts.roles, parts.lines, strict=True)):
            yield Token(role, str(number), lines.starts[line])


@cache
def lark_parser() -> Lark:
    return grammar.parser("report.lark", start="report", lexer="basic", postlex=LineRoles())


def plain(tree: Tree[Token] | Token | Node | int) -> object:
    """Either kind of tree as tuples of names and numbers of parts."""
    match tree:
        case Node():
            return (tree.name, *map(plain, tree.children))
        case Token():
            return int(tree)
        case int():
            return tree
        case _:
            return (str(tree.data), *map(plain, tree.children))


def check(text: str) -> None:
    complete = text if text.endswith(("\n", "\r")) else text + "\n"
    lines = read_lines(complete, line_scanner(), default_vocabulary())
    roles = read_parts(lines, default_vocabulary()).roles
    assert plain(tables().parse(roles, range(len(roles)))) == plain(lark_parser().parse(complete))


@quick
@given(texts)
def test_any_text_gives_the_tree_that_lark_gives(text: str) -> None:
    check(text)


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_report_gives_the_tree_that_lark_gives(layout: int | str) -> None:
    for seed in range(4):
        check(rendered(synthetic(seed), layout))


ROLES = ("SECTION", "SUB1", "SUB2", "SUB3", "SUB4", "TITLE", "TITLE_MORE", "PARAGRAPH", "TABLE", "BLANK")


@quick
@given(st.lists(st.sampled_from(ROLES), max_size=40))
def test_any_sequence_of_roles_gives_the_tree_that_lark_gives(roles: list[str]) -> None:
    interactive = lark_parser().parse_interactive("")
    for number, role in enumerate(roles):
        interactive.feed_token(Token(role, str(number)))
    assert plain(tables().parse(roles, range(len(roles)))) == plain(interactive.feed_eof())


@quick
@given(st.lists(st.sampled_from(ROLES), max_size=40))
def test_runs_of_parts_make_the_tree_that_the_parts_make(roles: list[str]) -> None:
    def parts(tree: Node | range) -> Iterator[object]:
        """A tree of runs as :func:`plain` gives one of parts."""
        if isinstance(tree, Node):
            yield (tree.name, *(part for child in tree.children for part in parts(child)))
        else:
            yield from tree

    found = runs(roles)
    (tree,) = parts(tables().parse([roles[run.start] for run in found], found))
    assert tree == plain(tables().parse(roles, range(len(roles))))


def test_what_the_tables_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="piece"):
        grammar.compiled("prose.lark")


def test_a_terminal_out_of_place_is_refused() -> None:
    with pytest.raises(KeyError, match="HEAD1"):
        tables().parse(["PARAGRAPH", "HEAD1"], range(2))
