from __future__ import annotations

import pytest

from gklint.engine.traversal import Traversal
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
    assert [made.text(one.span) for one in Traversal(made).of("sentence")] == parts


def test_only_what_is_asked_for_is_found_with_the_role_of_its_section() -> None:
    made = document(["甲", "乙"], tables={"requests": table(), "litigation": None})
    found = [(one.kind, one.role) for kind in ("title", "heading", "paragraph") for one in Traversal(made).of(kind)]
    assert found == [("title", None), ("heading", "overview"), ("paragraph", "overview"), ("paragraph", "overview")]
    columns = [one.node.key for one in Traversal(made).of("requests.column")]
    assert columns == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    # 25 rows of the 2021 form, the cells of each: 7
    assert sum(1 for _ in Traversal(made).of("requests.row")) == 25
    assert sum(1 for _ in Traversal(made).of("requests.cell")) == 175


def test_the_order_of_all_is_that_of_the_report_then_its_tables_one_by_one_then_facts() -> None:
    made = document(["甲。乙。", "丙"], tables={"requests": table(), "litigation": None})
    seen = Traversal(made)
    kinds = ["fact", "sentence", "prose", "paragraph", "heading", "section", "title", "report", "label"]
    kinds += [f"{name}.{part}" for name in ("litigation", "requests") for part in ("cell", "row", "column", "table")]
    ordered = sorted((subject for kind in kinds for subject in seen.of(kind)), key=seen.turn)
    read = [subject.kind for subject in ordered if "." not in subject.kind and subject.kind != "label"]
    first = ["report", "title", "section", "heading", "prose", "paragraph", "prose", "sentence", "sentence"]
    assert read == [*first, "paragraph", "prose", "sentence", *(["fact"] * len(made.facts))]
    parts = [subject.kind for subject in ordered if "." in subject.kind or subject.kind == "label"]
    row = ["requests.row", *["requests.cell"] * 7]
    assert parts[:8] == ["requests.table", *["requests.column"] * 7]
    assert parts[8 : 8 + 25 * 8] == row * 25
    labels = len(seen.of("label"))
    assert parts[8 + 25 * 8 :] == ["label"] * labels + [
        f"litigation.{part}" for part in ("cell", "row", "column", "table")
    ]
    for kind in kinds:
        assert [one for one in ordered if one.kind == kind] == seen.of(kind)
