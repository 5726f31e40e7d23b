from __future__ import annotations

from gklint.engine.body import Entry
from gklint.engine.patterns import LexiconSearch
from gklint.engine.surroundings import around
from gklint.text import Span

FULL = "本年度没有因政府信息公开工作被申请行政复议、提起行政诉"
SEARCH = LexiconSearch({"行政诉": Entry("行政诉", "行政诉讼", ("行政诉讼", "行政诉求"), None)})


def hits(text: str, piece: str) -> list[str]:
    """What the lexicon finds in ``piece``, where it stands in ``text``."""
    start = text.index(piece)
    span = Span(start, start + len(piece))
    return [hit.text for hit in SEARCH.hits(piece, lambda: around(text, span))]


def test_a_word_that_a_full_line_breaks_is_whole() -> None:
    assert hits(f"{FULL}\n讼。\n", FULL) == []


def test_a_page_number_may_stand_between_the_halves() -> None:
    assert hits(f"{FULL}\n\n— 12 —\n  讼。\n", FULL) == []


def test_a_word_that_its_line_ends_without_is_not_made_whole_by_an_unlike_next_line() -> None:
    assert hits(f"{FULL}\n没有结转。\n", FULL) == ["行政诉"]


def test_a_short_line_ends_where_its_author_ended_it() -> None:
    assert hits("四、行政诉\n讼争情况\n", "四、行政诉") == ["行政诉"]


def test_what_stands_before_in_a_full_line_is_seen() -> None:
    search = LexiconSearch({"府信息公开": Entry("府信息公开", None, ("政府信息公开",), None)})
    first, second = "本报告按照有关规定编制，全文在本局门户网站公布，欢迎登录政", "府信息公开平台查阅。"
    text = f"{first}\n{second}"
    assert not list(search.hits(second, lambda: around(text, Span(len(first) + 1, len(text)))))
    short = f"（一）政\n{second}"
    assert list(search.hits(second, lambda: around(short, Span(5, len(short)))))


def test_the_rest_of_the_own_line_is_seen() -> None:
    text = "行政诉讼"
    assert around(text, Span(0, 3)).after == "讼"
    assert around(text, Span(3, 4)).before == "行政诉"
