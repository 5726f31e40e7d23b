from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gklint import text as module
from gklint.text import LineIndex, Source, fold, fold_each, split_lines

ODD = st.sampled_from(
    [
        *"〔】“，。．－—（）％\u0338 \t\u3000\u200b\ufeff\xa0ａ０①⽬⺁⻱㈱é*<&\\|",
        "e\u0301",
        "<br/>",
        "**",
        "&nbsp;",
        "\\-",
        "<b>",
    ]
)
PIECES = st.lists(ODD | st.text(alphabet="信息公开12a", max_size=3) | st.characters(), max_size=20).map("".join)


@given(PIECES)
@settings(max_examples=500, deadline=None)
def test_folding_takes_every_step_that_changes_something(text: str) -> None:
    unmarked = module._MARKUP.sub("", text).translate(module._FOLD_MARKS)
    bare = module._INVISIBLE.sub("", unicodedata.normalize("NFKC", unmarked))
    assert fold(text) == bare.translate(module._FOLD_MARKS).translate(module._RADICALS)


@given(st.lists(PIECES, max_size=6))
@settings(max_examples=500, deadline=None)
def test_many_are_folded_as_each_is(texts: list[str]) -> None:
    assert fold_each(tuple(texts)) == tuple(map(fold, texts))


@given(st.lists(st.text(alphabet="信息，（）\u0338 \u200bａ①⽬é|", max_size=4), max_size=6))
@settings(max_examples=500, deadline=None)
def test_many_without_markup_are_folded_as_each_is(texts: list[str]) -> None:
    assert fold_each(tuple(texts)) == tuple(map(fold, texts))


def test_labels_are_folded_to_one_width_without_blanks_and_markup() -> None:
    assert fold("（ 一 ）**本年新收**<br>“件”，⻓") == '(一)本年新收"件",长'


@given(st.text("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029a", max_size=12))
@settings(max_examples=500, deadline=None)
def test_lines_end_at_lf_crlf_and_cr_only(text: str) -> None:
    ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
    cuts = [0, *ends, *([len(text)] if ends[-1:] != [len(text)] and text else [])]
    assert split_lines(text) == [text[a:b] for a, b in pairwise(cuts)]
    assert LineIndex(text)._starts == [0, *ends]


def test_sources_are_the_same_by_what_is_in_them() -> None:
    one = Source("a.txt", "文", notes=("注",))
    other = Source("a.txt", "文", notes=("注",), origin=str)
    assert one == other, "places in the original say nothing of the text"
    assert hash(one) == hash(other)
    assert one != Source("b.txt", "文", notes=("注",))
    assert one != one.replaced(text="字")
    assert one != one.replaced(encoding="gb18030")
    assert one != "文"
