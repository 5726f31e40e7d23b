"""What spares plain cells and texts of a page a closer look changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gklint.readers import layout
from gklint.readers.html import blocks, decode, read_html

SPECKS = st.sampled_from(
    [*" \t\n\r\f\v\u00a0\u3000\u200b\u2028\ufeff\u2003", "总计", "0", "a", "｜", "|", "<", "&amp;", "x" * 301]
)
WORDS = st.lists(st.one_of(SPECKS, st.characters(exclude_categories=("Cs",))), max_size=6).map("".join)
CELLS = st.one_of(
    WORDS, st.sampled_from(["<p>12</p>", "<b>总计</b>", "1<br>2", "<!-- 3 -->", "<h3>一</h3>", "<pre>a\nb</pre>"])
)
quick = settings(max_examples=200, deadline=None)


@quick
@given(WORDS)
def test_a_text_without_white_space_is_one_line(text: str) -> None:
    stripped = text.strip(layout._EDGES)
    assert layout.one_line(text) == layout._SPACE.sub(" ", layout._BREAK_BESIDE_WIDE.sub("", stripped))


@quick
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_plain_cells_are_read_as_all_others_are(rows: list[list[str]]) -> None:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>表</p><table>{table}</table></body></html>".encode()
    text = read_html("a.html", page).text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_solid", lambda cell: None)
        patch.setattr(layout, "is_solid", lambda text: False)
        assert read_html("a.html", page).text == text


@quick
@given(WORDS)
def test_a_cell_with_nothing_but_words_is_prose_by_their_length(words: str) -> None:
    cell = etree.Element("td")
    cell.text = "".join(c for c in words if c >= " " or c in "\t\n\r").replace("\ufffe", "").replace("\uffff", "")
    assert blocks._is_flow(cell) == (sum(len(text.strip()) for text in cell.itertext()) > 300)


@quick
@given(WORDS)
def test_characters_that_are_not_ascii_are_counted(text: str) -> None:
    assert decode._wide(text) == sum(character > "\x7f" for character in text)
