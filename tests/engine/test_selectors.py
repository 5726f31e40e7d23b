from __future__ import annotations

import pytest

from gklint.engine.traversal import subjects
from tests.engine.build import document, table


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("他说：“好。”走了。 又来", ["他说：“好。”", "走了。", "又来"]),
        ("没有标点", ["没有标点"]),
        ("。。", ["。", "。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    made = document([text])
    assert [made.text(one.span) for one in subjects(made, frozenset({"sentence"}))] == parts


def test_only_what_is_asked_for_is_found_with_the_role_of_its_section() -> None:
    made = document(["甲", "乙"], tables={"requests": table(), "litigation": None})
    found = [(one.kind, one.role) for one in subjects(made, frozenset({"title", "heading", "paragraph"}))]
    assert found == [("title", None), ("heading", "overview"), ("paragraph", "overview"), ("paragraph", "overview")]
    columns = [one.node.key for one in subjects(made, frozenset({"requests.column"}))]
    assert columns == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    # 25 rows of the 2021 form, the cells of each: 7
    assert sum(1 for _ in subjects(made, frozenset({"requests.row"}))) == 25
    assert sum(1 for _ in subjects(made, frozenset({"requests.cell"}))) == 175
