"""By what names bodies are known again, and which stand under which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gklint.project.grouping import project_of
from gklint.project.model import Project
from gklint.project.names import Names, folded, home_of, place_of
from gklint.project.tree import folder_of
from gklint.report.digest import Digest, digest_of
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source

TEXT = (rules_path() / "core" / "base" / "2021.txt").read_text("utf-8")
BASE = digest_of(read_document(Source("甲.txt", TEXT)))


def report(path: str, agency: str | None, year: int | None = 2025) -> Digest:
    return replace(BASE, path=path, agency=agency, choice=BASE.choice._replace(year=year))


def project(*digests: Digest, parents: dict[str, list[str]] | None = None, names: Names | None = None) -> Project:
    return project_of(digests, names or Names(), parents or {})


def below(made: Project, path: str) -> set[str | None]:
    return {child.agency for child in made.trees[path].children}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某县柳桥镇", "某县柳桥镇人民政府"),
        ("某县柳桥街道", "某县柳桥街道办事处"),
        ("某县政府", "某县人民政府"),
        ("某县人民政府办公室", "某县政府办公室"),
        ("某县 水利局", "某县水利局"),
    ],
)
def test_two_ways_to_write_one_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("某县人民政府", "某县人民政府办公室"), ("某县水利局", "别县水利局"), ("某县水利局", "水利局")],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_body_renamed_twice_is_one_body() -> None:
    names = Names(renamed={"某县水利局": ["某县水务局"], "某县水务局": ["某县水电局"]})
    assert {names.key(name) for name in ("某县水利局", "某县水务局", "某县水电局")} == {"某县水利局"}


def test_names_that_go_in_a_ring_come_to_an_end() -> None:
    names = Names(renamed={"甲局": ["乙局"], "乙局": ["甲局"]})
    assert names.key("甲局") in ("甲局", "乙局")


def test_places() -> None:
    assert place_of(folded("某某县人民政府")) == "某某县"
    assert place_of(folded("某某县柳桥镇人民政府")) is None
    assert place_of("某某县水利局") is None
    assert home_of("某市某某县水利局") == "某某县"


def test_folders_named_after_a_year_do_not_count() -> None:
    assert folder_of("甲市/2023年/乙县/a.txt") == ("甲市", "乙县")


def test_years_follow_each_other_whatever_the_folder() -> None:
    made = project(report("2024/a.txt", "某县水利局", 2024), report("2025/b.txt", "某县水利局", 2025))
    assert made.years["2025/b.txt"].before.path == "2024/a.txt"
    assert "2024/a.txt" not in made.years


def test_a_year_between_is_missing() -> None:
    assert project(report("a.txt", "某县水利局", 2023), report("b.txt", "某县水利局", 2025)).years == {}


def test_two_different_reports_of_one_year_are_compared_with_nothing() -> None:
    changed = digest_of(read_document(Source("甲.txt", TEXT.replace("119", "118"))))
    assert changed.tables != BASE.tables
    other = replace(report("c.txt", "某县水利局", 2025), body=changed.body)
    made = project(report("a.txt", "某县水利局", 2024), report("b.txt", "某县水利局", 2025), other)
    assert made.years == {}
    assert {path: [remark.kind for remark in told] for path, told in made.remarks.items()} == {
        "b.txt": ["重复"],
        "c.txt": ["重复"],
    }


def test_the_same_report_in_two_files_is_compared_once() -> None:
    made = project(*(report(path, "某县水利局", 2025) for path in ("b.docx", "b.pdf")), report("a", "某县水利局", 2024))
    assert set(made.years) == {"b.docx"}


def test_a_file_with_two_reports_is_compared_with_nothing() -> None:
    made = project(report("a.txt", "某县水利局", 2024), replace(report("b.txt", "某县水利局", 2025), several=True))
    assert made.years == {}
    assert [remark.kind for remark in made.remarks["b.txt"]] == ["未归入"]


def test_a_government_is_above_the_bodies_named_after_its_place() -> None:
    made = project(
        report("县.txt", "某某县人民政府"), report("办.txt", "某某县人民政府办公室"), report("水.txt", "某某县水利局"),
        report("镇.txt", "某某县柳桥镇人民政府"), report("别.txt", "别某县水利局"),
    )  # fmt: skip
    assert below(made, "县.txt") == {"某某县人民政府办公室", "某某县水利局", "某某县柳桥镇人民政府"}
    assert not made.trees["县.txt"].declared


def test_a_city_is_above_the_counties_in_its_folders() -> None:
    made = project(
        report("市/a.txt", "甲乙市人民政府"), report("市/b.txt", "甲乙市水利局"),
        report("市/县/c.txt", "丙丁县人民政府"), report("市/县/d.txt", "丙丁县水利局"),
    )  # fmt: skip
    assert below(made, "市/a.txt") == {"甲乙市水利局", "丙丁县人民政府"}
    assert below(made, "市/县/c.txt") == {"丙丁县水利局"}


def test_what_the_configuration_says_goes_before_folders_and_names() -> None:
    made = project(
        report("a.txt", "某某县人民政府"), report("b.txt", "某某县水利局"), report("c.txt", "柳桥镇"),
        parents={"某某县人民政府": ["柳桥镇人民政府"]},
    )  # fmt: skip
    assert below(made, "a.txt") == {"柳桥镇"}
    assert made.trees["a.txt"].declared


def test_children_of_another_year_do_not_count() -> None:
    assert project(report("a.txt", "某某县人民政府", 2024), report("b.txt", "某某县水利局", 2025)).trees == {}


@pytest.mark.parametrize(
    ("path", "said"),
    [("某县水利局2025年.txt", False), ("2026年发布.txt", False), ("某县水利局2022年.txt", True), ("01.txt", False)],
)
def test_a_file_name_that_says_another_year(path: str, said: bool) -> None:
    assert bool(project(report(path, "某县水利局", 2025)).remarks) is said


def test_a_report_without_a_name_or_year_is_told_of() -> None:
    made = project(report("a.txt", None), report("b.txt", "某县水利局", None))
    assert [remark.words[:11] for remark in (made.remarks["a.txt"][0], made.remarks["b.txt"][0])] == [
        "题名里看不出单位名称，",
        "题名里看不出报告年度，",
    ]
