"""Source → AST, by ``grammars/report.lark``. Every text parses; what a report lacks is for the rules to say."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

from gklint import grammar
from gklint.lalr import Node, Tables
from gklint.report.forms import load_forms
from gklint.report.headings import read_damaged_number, read_number, title_end
from gklint.report.lines import LOOKS, Lines, Parts, read_lines, read_parts
from gklint.report.nodes import Block, Heading, Paragraph, Report, Section, Table, TableLines, Title
from gklint.report.rows import TextLine, table_of
from gklint.report.titles import agency_of, year_of
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source, Span, trim

_Tree: TypeAlias = Node[int]


@cache
def default_vocabulary() -> Vocabulary:
    """The labels of the forms that ship with gklint."""
    return Vocabulary(load_forms())


@cache
def tables() -> Tables:
    """The tables of ``grammars/report.lark``."""
    return grammar.compiled("report.lark", "report", LOOKS)


@cache
def line_scanner() -> re.Pattern[str]:
    """Finds the lines of a text that ends with a line end; the group says what a line looks like."""
    return re.compile(tables().scanner)


def parse(source: Source, vocabulary: Vocabulary | None = None) -> Report:
    """The AST of ``source``; never fails, whatever the text."""
    vocabulary = vocabulary or default_vocabulary()
    text = source.text
    # A line is a token with its end; the last line may lack one.
    ended = text.endswith(("\n", "\r"))
    lines = read_lines(text if ended else text + "\n", line_scanner(), vocabulary)
    parts = read_parts(lines, vocabulary)
    if not ended:
        lines.texts[-1] = lines.texts[-1][:-1]
    tree = tables().parse(parts.roles, range(len(parts.roles)))
    return _Builder(source, vocabulary, lines, parts).report(tree)


class _Builder:
    """Makes nodes from the tree, whose leaves are the numbers of parts."""

    def __init__(self, source: Source, vocabulary: Vocabulary, lines: Lines, parts: Parts) -> None:
        self._source = source
        self._vocabulary = vocabulary
        self._texts = lines.texts
        self._starts = lines.starts
        self._roles = parts.roles
        self._lines = [*parts.lines, len(lines.texts)]

    def report(self, tree: _Tree) -> Report:
        """The whole report."""
        body, *sections = tree.children
        preface = self._blocks(body.children)  # type: ignore[union-attr]
        titles = [block for block in preface if isinstance(block, Title)]
        return Report(
            self._source,
            Span(0, len(self._source.text)),
            _best(titles),
            preface,
            tuple(self._section(section) for section in sections),
        )

    def _blocks(self, children: list[_Tree | int]) -> tuple[Block, ...]:
        """The blocks that ``children`` (parts and sub-trees) hold; lines of one title become one node."""
        blocks: list[Block] = []
        titled: list[TextLine] = []
        for child in children:
            kind = child.name if isinstance(child, Node) else self._roles[child]
            if kind == "BLANK":
                continue
            if titled and kind != "TITLE_MORE":
                blocks.append(_title(titled))
                titled = []
            if isinstance(child, Node):
                blocks.append(self._subsection(child))
            elif kind == "PARAGRAPH":
                blocks.append(Paragraph(self._words(child)))
            elif kind == "TABLE":
                blocks.append(self._table(child))
            else:
                titled.append(self._line(child))
        if titled:
            blocks.append(_title(titled))
        return tuple(blocks)

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

    def _heading(self, part: int) -> tuple[Heading, tuple[Block, ...]]:
        """The heading on a line, and the paragraph that follows on the same line."""
        line = self._line(part)
        text = line.text.rstrip()
        numbering = read_number(text) or (read_damaged_number(text) if self._roles[part] == "SECTION" else None)
        words = trim(text, 0, len(text))
        start = numbering.end if numbering else words.start
        end = title_end(text, start)
        stop = min(end + 1, len(text)) if end > start else start
        body = trim(text, stop, len(text))
        run_in = body.start < body.end
        whole = trim(text, numbering.span.start if numbering else words.start, stop if run_in else len(text))
        title = trim(text, start, start + len(text[start:end].rstrip(" \t\u00a0\u3000#*")))
        heading = Heading(
            line.span(whole),
            numbering.level if numbering else 0,
            line.span(numbering.span) if numbering else None,
            numbering.ordinal if numbering else None,
            line.span(title if title.start < title.end else Span(whole.end, whole.end)),
            run_in,
        )
        return heading, (Paragraph(line.span(body)),) if run_in else ()

    def _line(self, part: int) -> TextLine:
        line = self._lines[part]
        return TextLine(self._texts[line], self._starts[line])

    def _words(self, part: int) -> Span:
        """The span of a line without the white space around it."""
        line = self._lines[part]
        text, start = self._texts[line], self._starts[line]
        return TextLine(text, start).span(trim(text, 0, len(text)))


def _title(lines: list[TextLine]) -> Title:
    first, last = lines[0], lines[-1]
    span = Span(first.start + len(first.text) - len(first.text.lstrip()), last.start + len(last.text.rstrip()))
    return Title(span, "".join("".join(line.text.split()) for line in lines).lstrip("#*"))


def _best(titles: list[Title]) -> Title | None:
    """The title that says most: a page's heading and the report's own may both be there."""

    def score(title: Title) -> int:
        return (agency_of(title.text) is not None) + (year_of(title.text) is not None)

    return max(titles, key=score, default=None)


def _extent(heading: Heading, blocks: tuple[Block, ...]) -> Span:
    return heading.span.cover(blocks[-1].span) if blocks else heading.span


__all__ = ["Table", "default_vocabulary", "line_scanner", "parse", "tables"]
