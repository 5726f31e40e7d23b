from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from gklint import text as module
from gklint.text import fold

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


def test_labels_are_folded_to_one_width_without_blanks_and_markup() -> None:
    assert fold("（ 一 ）**本年新收**<br>“件”，⻓") == '(一)本年新收"件",长'
