"""Source → AST, by ``grammars/report.lark``. Every text parses; what a report lacks is for the rules to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from gklint import grammar
from gklint.cache import remembered
from gklint.lalr import Node, Tables
from gklint.late import late
from gklint.report.drawn import plain_rules
from gklint.report.forms import form_texts, load_forms
from gklint.report.headings import Numbering, read_damaged_number, read_number, title_end
from gklint.report.lines import Lines, Parts, read_lines, read_parts
from gklint.report.nodes import Block, Heading, Paragraph, Report, Section, Table, TableLines, Title
from gklint.report.rows import TextLine, table_of
from gklint.report.single import LOOKS
from gklint.report.tagged import barred
from gklint.report.titles import agency_of, year_of
from gklint.report.vocabulary import Vocabulary
from gklint.resources import forms_path
from gklint.text import BLANKS, Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

_Tree: TypeAlias = Node
_HEADINGS = frozenset({"SECTION", "SUB1", "SUB2", "SUB3", "SUB4"})
_LONGEST_KEPT = 200


@cache
def default_vocabulary() -> Vocabulary:
    """The labels of the forms that ship with gklint, from the cache where the forms are the same."""
    return remembered(("vocabulary", *form_texts(forms_path())), lambda: Vocabulary(load_forms()))


@cache
def tables() -> Tables:
    """The tables of ``grammars/report.lark``."""
    return grammar.compiled("report.lark", "report", LOOKS)


@cache
def line_scanner() -> re.Pattern[str]:
    """Finds the lines of a text that ends with a line end; the group says what a line looks like."""
    return late(tables().scanner)


def parse(source: Source, vocabulary: Vocabulary | None = None) -> Report:
    """The AST of ``source``; never fails, whatever the text."""
    vocabulary = vocabulary or default_vocabulary()
    # Readers of documents write tables with "|": what else looks like one there is the author's.
    text = source.text if source.origin else plain_rules(barred(source.text))
    # A line is a token with its end; the last line may lack one.
    ended = text.endswith(("\n", "\r"))
    lines = read_lines(text if ended else text + "\n", line_scanner(), vocabulary)
    parts = read_parts(lines, vocabulary)
    if not ended:
        lines.texts[-1] = lines.texts[-1][:-1]
    leaves = runs(parts.roles)
    tree = tree_of(tuple([parts.roles[run.start] for run in leaves]))
    return _Builder(source, vocabulary, lines, parts, leaves).report(tree)


def tree_of(roles: tuple[str, ...]) -> _Tree:
    """The tree of parts with these roles, by their numbers."""
    return _kept_tree(roles) if len(roles) <= _LONGEST_KEPT else _tree(roles)


def _tree(roles: tuple[str, ...]) -> _Tree:
    return tables().parse(roles, range(len(roles)))


# Most reports have their headings in one of few orders; nobody changes a tree.
_kept_tree = lru_cache(maxsize=256)(_tree)


def runs(roles: list[str]) -> list[range]:
    """Parts in runs, each a leaf of the tree: a heading, or all that stands between two. There the grammar takes any
    number of blocks, in any order, so that one may stand for all."""
    starts = [i for i, role in enumerate(roles) if role in _HEADINGS or i == 0 or roles[i - 1] in _HEADINGS]
    return [range(start, end) for start, end in pairwise([*starts, len(roles)])]


class _Builder:
    """Makes nodes from the tree, whose leaves are the numbers of runs of parts."""

    def __init__(
        self, source: Source, vocabulary: Vocabulary, lines: Lines, parts: Parts, leaves: Sequence[range]
    ) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._texts = lines.texts
        self._starts = lines.starts
        self._roles = parts.roles
        self._heads = parts.heads
        self._runs = leaves
        self._lines = [*parts.lines, len(lines.texts)]

    def report(self, tree: _Tree) -> Report:
        """The whole report."""
        body, *sections = tree.children
        preface = self._blocks(body.children)
        titles = [block for block in preface if isinstance(block, Title)]
        return Report(
            self._source,
            Span(0, len(self._source.text)),
            _best(titles),
            preface,
            tuple(self._section(section) for section in sections),
        )

    def _blocks(self, children: list[_Tree | int]) -> tuple[Block, ...]:
        """The blocks that ``children`` (numbers of runs, and sub-trees) hold."""
        blocks: list[Block] = []
        for child in children:
            if isinstance(child, Node):
                blocks.append(self._subsection(child))
            else:
                blocks.extend(self._run(self._runs[child]))
        return tuple(blocks)

    def _run(self, parts: range) -> Iterator[Block]:
        """The blocks of a run; lines of one title become one node."""
        titled: list[TextLine] = []
        for part in parts:
            kind = self._roles[part]
            if kind == "BLANK":
                continue
            if titled and kind != "TITLE_MORE":
                yield _title(titled)
                titled = []
            if kind == "PARAGRAPH":
                yield Paragraph(self._words(part))
            elif kind == "TABLE":
                yield self._table(part)
            else:
                titled.append(self._line(part))
        if titled:
            yield _title(titled)

    def _table(self, part: int) -> Table:
        first, end = self._lines[part], self._lines[part + 1]
        return table_of(TableLines(self._texts[first:end], self._starts[first:end]), self._vocabulary)

    def _section(self, tree: Any) -> Section:
        head, body = tree.children
        heading, rest = self._heading(head)
        match = self._vocabulary.section(self._source.slice(heading.title).strip("、，,;； "))
        blocks = (*rest, *self._blocks(body.children))
        return Section(_extent(heading, blocks), match.role if match else None, heading, blocks)

    def _subsection(self, tree: Any) -> Section:
        head, *children = tree.children
        heading, rest = self._heading(head)
        blocks = (*rest, *self._blocks(children))
        return Section(_extent(heading, blocks), None, heading, blocks)

    def _heading(self, run: int) -> tuple[Heading, tuple[Block, ...]]:
        """The heading on a line, and the paragraph that follows on the same line."""
        part = self._runs[run].start
        number = self._lines[part]
        at, text = self._starts[number], self._texts[number].rstrip()
        first, numbering, start, end = self._head(number, text, self._roles[part])
        stop = min(end + 1, len(text)) if end > start else start
        body = text[stop:].lstrip()
        last = max(first, len(text[:stop].rstrip())) if body else len(text)
        words = text[start:end].rstrip(f"{BLANKS}#*").rstrip()
        title = start + len(words) - len(words.lstrip())
        heading = Heading(
            Span(at + first, at + last),
            numbering.level if numbering else 0,
            Span(at + numbering.span.start, at + numbering.span.end) if numbering else None,
            numbering.ordinal if numbering else None,
            Span(at + title, at + start + len(words)) if words else Span(at + last, at + last),
            bool(body),
        )
        return heading, (Paragraph(Span(at + len(text) - len(body), at + len(text))),) if body else ()

    def _head(self, number: int, text: str, role: str) -> tuple[int, Numbering | None, int, int]:
        """Where the heading on a line begins, its number, and where its words begin and end."""
        head = self._heads.get(number)
        if head and head.numbering:
            return head.numbering.span.start, head.numbering, head.start, head.end
        numbering = read_number(text) or (read_damaged_number(text) if role == "SECTION" else None)
        words = len(text) - len(text.lstrip())
        start = numbering.end if numbering else words
        return numbering.span.start if numbering else words, numbering, start, title_end(text, start)

    def _line(self, part: int) -> TextLine:
        line = self._lines[part]
        return TextLine(self._texts[line], self._starts[line])

    def _words(self, part: int) -> Span:
        """The span of a line, which has words, without the white space around them."""
        line = self._lines[part]
        text, start = self._texts[line], self._starts[line]
        return Span(start + len(text) - len(text.lstrip().lstrip(BLANKS)), start + len(text.rstrip().rstrip(BLANKS)))


def _title(lines: list[TextLine]) -> Title:
    first, last = lines[0], lines[-1]
    span = Span(first.start + len(first.text) - len(first.text.lstrip()), last.start + len(last.text.rstrip()))
    text = "".join("".join(line.text.split()) for line in lines)
    return Title(span, text.strip(BLANKS).lstrip("#*"))


def _best(titles: list[Title]) -> Title | None:
    """The title that says most: a page's heading and the report's own may both be there."""

    def score(title: Title) -> int:
        return (agency_of(title.text) is not None) + (year_of(title.text) is not None)

    return max(titles, key=score) if len(titles) > 1 else next(iter(titles), None)


def _extent(heading: Heading, blocks: tuple[Block, ...]) -> Span:
    return Span(heading.span.start, blocks[-1].span.end) if blocks else heading.span


__all__ = ["Table", "default_vocabulary", "line_scanner", "parse", "tables"]
