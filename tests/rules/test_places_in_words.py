"""Rules that say where something else is say it as the reader of the file can find it."""

from __future__ import annotations

import pytest

from gklint.engine.check import Checker, CheckOptions
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source
from tests.rules.test_core_wording import rules

COPY = "各科室每季度通报一次进度，年底由局办公室汇总，列入单位年度考核，并向社会公布结果，接受群众监督评议。"
NEAR = COPY.replace("汇总", "汇总后")
BASE = (rules_path() / "core" / "base" / "2021.txt").read_text(encoding="utf-8")
LAST = "六、其他需要报告的事项"


def said(code: str, text: str, *, word: bool) -> list[str]:
    """The messages for ``text``, which is a plain text or (``word``) what a reader took from a document."""
    origin = (lambda offset: f"段落 {text.count(chr(10), 0, offset) + 101}") if word else None
    found = Checker(rules(), CheckOptions(selected=frozenset({code}))).check(
        read_document(Source("报告", text, origin=origin))
    )
    return [one.message for one in found.diagnostics]


@pytest.mark.parametrize(
    ("code", "before", "added", "earlier", "words"),
    [
        ("STR016", "推进基层政务公开", f"{COPY}\n{COPY}\n", COPY, "与{}相同"),
        ("STR016", "推进基层政务公开", f"{COPY}\n{NEAR}\n", COPY, "与{}相似"),
        ("STR002", LAST, f"{LAST}\n本年度没有。\n", LAST, "重复，{}已有"),
        ("TVT019", "将政府信息公开纳入", "全年主动公开政府信息269条。", "主动公开政府信息296条", "，{}为 296条"),
    ],
)
def test_a_line_of_a_text_and_a_place_of_a_document(
    code: str, before: str, added: str, earlier: str, words: str
) -> None:
    head, found, tail = BASE.partition(before)
    text = f"{head}{added}{found}{tail}"
    line = text[: text.index(earlier)].count("\n") + 1
    (plain,) = said(code, text, word=False)
    assert words.format(f"第 {line} 行") in plain
    (word,) = said(code, text, word=True)
    assert words.format(f"段落 {line + 100} ") in word
