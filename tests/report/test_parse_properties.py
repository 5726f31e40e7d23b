"""Any text parses: lines tile it, spans slice back to it, children lie in their parents, in order, apart."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gklint.report.lines import read_lines, read_parts
from gklint.report.nodes import Cell, Heading, Node, Paragraph, Report, Row, Section, Table, Title, children
from gklint.report.parse import default_vocabulary, line_scanner, parse
from gklint.report.read import read_document
from gklint.report.titles import agency_of, year_of
from gklint.report.values import read_value
from gklint.text import Source, fold
from tests.report.table_reports import SECTIONS, TEXT_LAYOUTS, TITLE, rendered, synthetic

# Pieces that mean something to the parser, and such as do harm in careless hands.
WORDS = """
    政府信息公开 工作年度报告 1、总体情况 l六、其他需要报告的事项 目录 信息内容 规章
    行政许可 第二十条第（一）项 行政规范性文件 本年制发件数 自然人 法人或其他组织 总计
    （七）总计 一、本年新收政府信息公开申请数量 三、本年度办理结果 （三）不予公开 1.属于国家秘密 （四）无 法提供
    3.其他 四、结转下年度继续办理 行政复议 结果维持 未经复议直接起诉 0 12
    －20 27.65万元 22（其中修订16件） 134,691 / &nbsp; -
    （一） 1. ① | || |---| ⼀、
    ⺠ 。 ：
"""
SPACES = ["商业\n企业", "? 0", "0 0 0 0 0 0 0", "- 3 -", "| ", " |", "\t", "\t\t", "\n", "\n\n", "\r\n", "\r", " "]
STRANGE = ["\u3000", "\u2028", "\x00", "\x0b", "\ufeff"]
PIECES = [TITLE, *SECTIONS, *WORDS.split(), *SPACES, *STRANGE]
soups = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
texts = st.one_of(st.text(st.characters(exclude_categories=("Cs",)), max_size=200), soups)
quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_tree(node: Node) -> None:
    """Children lie inside their parent, in order, without overlap."""
    end = node.span.start
    for child in children(node):
        assert end <= child.span.start <= child.span.end <= node.span.end, (node, child)
        end = child.span.end
        check_tree(child)


def leaves(node: Node) -> list[Node]:
    below = children(node)
    return [leaf for child in below for leaf in leaves(child)] if below else [node]


def check_report(report: Report, text: str) -> None:
    assert report.span == (0, len(text))
    check_tree(report)
    for leaf in leaves(report):
        words = text[leaf.span.start : leaf.span.end]
        assert words == words.strip() or isinstance(leaf, Table | Report), leaf
        if isinstance(leaf, Paragraph | Title | Heading):
            assert words
    for leaf in leaves(report):
        if isinstance(leaf, Heading):
            assert leaf.span.start <= leaf.title.start <= leaf.title.end <= leaf.span.end
            assert leaf.number is None or leaf.span.start <= leaf.number.start <= leaf.number.end <= leaf.title.start


def tiles(text: str) -> None:
    """The lines that the grammar sees are the text, piece by piece, and each belongs to one part."""
    complete = text if text.endswith(("\n", "\r")) else text + "\n"
    lines = read_lines(complete, line_scanner(), default_vocabulary())
    assert "".join(lines.texts) == complete
    assert lines.starts == [sum(map(len, lines.texts[:i])) for i in range(len(lines.texts))]
    parts = read_parts(lines, default_vocabulary())
    assert parts.lines == sorted(set(parts.lines))
    assert parts.lines[0] == 0
    assert [role for role, (a, b) in zip(parts.roles, pairwise(parts.lines), strict=False) if b - a > 1] == [
        "TABLE" for a, b in pairwise(parts.lines) if b - a > 1
    ]


@quick
@given(texts)
def test_any_text_parses(text: str) -> None:
    check_report(parse(Source("a.txt", text)), text)


@quick
@given(texts)
def test_any_text_can_be_read(text: str) -> None:
    document = read_document(Source("a.txt", text))
    for table in document.tables.values():
        for row in table.rows.values() if table else ():
            for cell in row.cells.values():
                assert 0 <= cell.span.start <= cell.span.end <= len(text)
                assert cell.value.raw in ("", text[cell.span.start : cell.span.end])


@quick
@given(soups)
def test_lines_tile_the_text(text: str) -> None:
    tiles(text)


@quick
@given(st.integers(0, 10**6), st.sampled_from(TEXT_LAYOUTS), st.integers(0, 10**6))
def test_a_report_with_its_lines_shuffled_parses(seed: int, layout: int | str, order: int) -> None:
    lines = rendered(synthetic(seed % 40), layout).splitlines(keepends=True)
    random.Random(order).shuffle(lines)
    text = "".join(lines)
    check_report(parse(Source("a.txt", text)), text)
    read_document(Source("a.txt", text))


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(layout: int | str, end: str) -> None:
    text = rendered(synthetic(3), layout)
    other = text.replace("\n", end)
    report, again = parse(Source("a.txt", text)), parse(Source("b.txt", other))
    check_report(again, other)
    assert shape(again, other) == shape(report, text)
    tiles(other)


def shape(node: Node, text: str) -> object:
    """Kind and words of a node and all below it, line ends aside."""
    words = "".join(text[node.span.start : node.span.end].split())
    return (type(node).__name__, words, [shape(child, text) for child in children(node)])


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_spans_of_a_report_in_each_layout(layout: int | str) -> None:
    for seed in range(6):
        text = rendered(synthetic(seed), layout)
        report = parse(Source("a.txt", text))
        check_report(report, text)
        tiles(text)
        kept = "".join("".join(text[leaf.span.start : leaf.span.end].split()) for leaf in leaves(report))
        separators = str.maketrans("", "", "|-" if layout == "markdown" else "|")
        assert len(kept) >= 0.97 * len("".join(text.translate(separators).split()))


def test_kinds_of_node_in_a_report() -> None:
    report = parse(Source("a.txt", rendered(synthetic(1), 5)))
    kinds = {type(node) for node in walk(report)}
    assert kinds == {Report, Title, Section, Heading, Paragraph, Table, Row, Cell}


def walk(node: Node) -> list[Node]:
    return [node, *(found for child in children(node) for found in walk(child))]


@pytest.mark.parametrize(
    "text", ["", "\n", "\r", "\x00", "\u2028", "a\u2028b", "\ufeff", " \t ", "|", "\t", "|\n|", " |0\n0|", "一、", "、"]
)
def test_small_texts(text: str) -> None:
    check_report(parse(Source("a.txt", text)), text)
    assert read_document(Source("a.txt", text)).kind is None
    tiles(text)


def test_u2028_and_nul_end_no_line() -> None:
    text = f"{TITLE}\n一、总体情况\n前\u2028一、总体情况后\x00。\n"
    report = parse(Source("a.txt", text))
    assert len(report.sections) == 1
    (paragraph,) = report.sections[0].blocks
    assert text[paragraph.span.start : paragraph.span.end] == "前\u2028一、总体情况后\x00。"


@quick
@given(texts)
def test_the_small_readers_take_anything(text: str) -> None:
    assert not any(character.isspace() for character in fold(text))
    value = read_value(text.strip())
    assert value.raw == text.strip()
    year = year_of(text)
    assert year is None or 1900 <= year < 2100
    agency_of(text)
