"""Source → AST, by ``grammars/report.lark``. Every text parses; what a report lacks is for the rules to say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gklint import grammar
from gklint.report.forms import load_forms
from gklint.report.headings import read_damaged_number, read_number, title_end
from gklint.report.lines import LineRoles
from gklint.report.nodes import Block, Heading, Paragraph, Report, Section, Table, Title
from gklint.report.rows import TextLine, table_of
from gklint.report.titles import agency_of, year_of
from gklint.report.vocabulary import Vocabulary
from gklint.text import Source, Span, trim

if TYPE_CHECKING:
    from gklint.grammar import Lark, Token, Tree

_LEVELS = {"sub1": 1, "sub2": 2, "sub3": 3, "sub4": 4}


@cache
def default_vocabulary() -> Vocabulary:
    """The labels of the forms that ship with gklint."""
    return Vocabulary(load_forms())


@cache
def _parser(vocabulary: Vocabulary) -> Lark:
    return grammar.parser("report.lark", start="report", lexer="basic", postlex=LineRoles(vocabulary))


def parse(source: Source, vocabulary: Vocabulary | None = None) -> Report:
    """The AST of ``source``; never fails, whatever the text."""
    vocabulary = vocabulary or default_vocabulary()
    text = source.text
    # A line is a token with its end; the last line may lack one.
    complete = text if text.endswith(("\n", "\r")) else text + "\n"
    return _Builder(source, vocabulary).report(_parser(vocabulary).parse(complete))


class _Builder:
    """Makes nodes from the tree of lines."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self._source = source
        self._vocabulary = vocabulary

    def report(self, tree: Tree[Token]) -> Report:
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

    def _blocks(self, children: list[Any]) -> tuple[Block, ...]:
        """The blocks that ``children`` (lines and sub-trees) hold; lines of one title become one node."""
        blocks: list[Block] = []
        titled: list[TextLine] = []
        for child in children:
            kind = getattr(child, "type", None)
            if titled and kind not in ("BLANK", "TITLE_MORE"):
                blocks.append(_title(titled))
                titled = []
            if kind in ("TITLE", "TITLE_MORE"):
                titled.append(self._line(child))
                continue
            if kind == "PARAGRAPH":
                blocks.append(Paragraph(self._words(child)))
            elif kind is None and child.data == "table":
                blocks.append(table_of([self._line(line) for line in child.children], self._vocabulary))
            elif kind is None:
                blocks.append(self._subsection(child))
        if titled:
            blocks.append(_title(titled))
        return tuple(blocks)

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

    def _heading(self, token: Token) -> tuple[Heading, tuple[Block, ...]]:
        """The heading on a line, and the paragraph that follows on the same line."""
        line = self._line(token)
        text = line.text.rstrip()
        numbering = read_number(text) or (read_damaged_number(text) if token.type == "SECTION" else None)
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

    def _line(self, token: Token) -> TextLine:
        start = token.start_pos or 0
        return TextLine(self._source.text[start : token.end_pos], start)

    def _words(self, token: Token) -> Span:
        """The span of a line without the white space around it."""
        return trim(self._source.text, token.start_pos or 0, min(token.end_pos or 0, len(self._source.text)))


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


__all__ = ["Table", "default_vocabulary", "parse"]
