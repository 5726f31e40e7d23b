"""What a summary says of a folder, in each format."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gklint.report.forms import CellPlace
from gklint.summary.amounts import amount
from gklint.summary.figures import number_words
from gklint.summary.text import by_years
from gklint.text import display_width
from tests.summary.conftest import gklint


@pytest.fixture
def data(folder: Path) -> Any:
    done = gklint(folder, "summary", "--format", "json", "年报")
    assert (done.returncode, done.stderr) == (2, ""), "a file cannot be read"
    return json.loads(done.stdout, parse_float=Decimal)


def test_who_handed_in_and_what_is_missing(data: Any) -> None:
    bodies = {body["agency"]: body for body in data["bodies"]}
    missing = {name: body["missing"] for name, body in bodies.items()}
    assert missing == {
        "青川区水务局": [],
        "青川区农业农村局": [],
        "青川区民政局": [2022],
        "青川区教育局": [2021, 2023],
        "青川区财政局": [2021, 2022, 2023],
        "青川区人民政府": [2021, 2022, 2023],
    }
    assert {name for name, body in bodies.items() if body["declared"]} == {
        "青川区财政局", "青川区人民政府", "青川区水务局", "青川区农业农村局",
    }  # fmt: skip
    years = [(y["year"], y["bodies"], y["handed_in"], y["missing"], y["counted"]) for y in data["years"]]
    assert years == [(2021, 6, 3, 3, 3), (2022, 6, 3, 3, 2), (2023, 6, 3, 3, 3)]
    paths = [report["path"] for report in bodies["青川区农业农村局"]["reports"]]
    assert paths == ["年报/农业-2021.txt", "年报/农业-2022.txt", "年报/农业-2023.txt"]


def test_what_takes_no_part_is_named_with_the_reason(data: Any) -> None:
    left_out = {Path(one["path"]).stem: one["reason"] for one in data["left_out"]}
    assert left_out.keys() == {"坏", "无名", "水务-2022", "教育-甲", "教育-乙"}
    assert "数相同，只计一次" in left_out["水务-2022"]
    assert "2 份而且数不同，都没有计入" in left_out["教育-甲"]
    assert "看不出单位名称" in left_out["无名"]
    assert left_out["坏"].startswith("文件读不了")
    assert data["summary"]["not_reports"] == 1


def test_the_sums(data: Any) -> None:
    totals = {(one["year"], one["table"]): one for one in data["totals"]}
    new = {year: totals[year, "requests"]["cells"]["本年新收"] for year in (2021, 2022, 2023)}
    assert new == {
        2021: {"自然人": 9, "商业企业": 3, "总计": 12},
        2022: {"自然人": 6, "商业企业": 2, "总计": 8},
        2023: {"自然人": 9, "商业企业": 4, "总计": 13},
    }
    money = {year: totals[year, "proactive"]["cells"]["行政事业性收费"]["收费金额"] for year in (2021, 2022)}
    assert money == {2021: Decimal("571.372137"), 2022: Decimal("380.914758")}, "元 and 万元 as 万元, exactly"
    licences = totals[2021, "proactive"]
    assert licences["cells"]["行政许可"] == {"处理决定": 114}
    assert licences["silent"] == {"行政许可": {"处理决定": 1}}, "a stroke is no nought"
    assert totals[2023, "litigation"]["cells"]["行政复议"] == {"结果维持": 3, "总计": 3}
    assert totals[2022, "requests"]["reports"] == 2


def errors_of(data: Any) -> dict[tuple[int | None, str], int]:
    return {(one["year"], one["code"]): one["count"] for one in data["findings"] if one["severity"] == "error"}


def test_findings_by_year_and_code(data: Any, folder: Path) -> None:
    """民政局 has a sum that is wrong in two columns; nobody's carry-over is what the year before had left."""
    errors = errors_of(data)
    assert errors[2023, "ARI301"] == 2
    assert errors[None, "GK001"] == 1
    assert errors[2022, "XYR001"] == errors[2023, "XYR001"] == 4
    assert data["summary"]["error"] == sum(errors.values())
    alone = gklint(folder, "summary", "--format", "json", "--no-project", "年报")
    assert errors_of(json.loads(alone.stdout)) == {key: n for key, n in errors.items() if not key[1].startswith("XYR")}


def test_the_text_fits_the_terminal_and_says_the_same(folder: Path) -> None:
    done = gklint(folder, "summary", "年报")
    lines = done.stdout.splitlines()
    assert lines[0] == "政府信息公开工作年度报告汇总"
    assert all(display_width(line) <= 80 for line in lines)
    words = [line.split() for line in lines]
    assert ["2022", "6", "3", "3", "2"] in [line[:5] for line in words]
    assert ["青川区民政局", "2022"] in words
    assert ["青川区财政局", "2021、2022、2023", "（[project]", "写明的单位）"] in words
    assert ["本年新收", "12", "8", "13"] in words
    assert ["行政许可　处理决定".replace("　", ""), "114", "114", "171"] in [
        ["".join(line[:-3]), *line[-3:]] for line in words if len(line) > 3
    ]
    assert any(line.startswith("  年报/坏.txt：文件读不了") for line in lines)


def test_the_same_bytes_from_the_cache_and_on_several_cores(folder: Path) -> None:
    for form_at in ("text", "html", "json"):
        first = gklint(folder, "summary", "--format", form_at, "--no-cache", "年报").stdout
        assert first
        for extra in ([], [], ["--no-cache", "--jobs", "2"]):
            assert gklint(folder, "summary", "--format", form_at, *extra, "年报").stdout == first
        gklint(folder, "summary", f"--output=s.{'txt' if form_at == 'text' else form_at}", "年报")
        assert (folder / f"s.{'txt' if form_at == 'text' else form_at}").read_text(encoding="utf-8") == first


def test_a_folder_without_reports(folder: Path) -> None:
    (folder / "空").mkdir()
    for form_at in ("text", "html", "json"):
        done = gklint(folder, "summary", "--isolated", "--format", form_at, "空")
        assert (done.returncode, done.stderr) == (0, "")
        assert "0 份报告" in done.stdout or '"bodies": []' in done.stdout


@pytest.mark.parametrize(
    ("printed", "form", "place", "wanted"),
    [
        ("万元", "2021", CellPlace("proactive", "行政事业性收费", "收费金额"), Decimal("2.5")),
        (None, "2021", CellPlace("proactive", "行政事业性收费", "收费金额"), Decimal("2.5")),
        ("元", "2021", CellPlace("proactive", "行政事业性收费", "收费金额"), Decimal("0.00025")),
        ("亿元", "2019", CellPlace("proactive", "政府集中采购", "总金额"), Decimal(25000)),
        (None, "2019", CellPlace("proactive", "政府集中采购", "总金额"), None),
        ("件", "2021", CellPlace("requests", "总计", "总计"), Decimal("2.5")),
        ("万", "2021", CellPlace("proactive", "行政许可", "处理决定"), Decimal(25000)),
        ("万元", "2021", CellPlace("proactive", "行政许可", "处理决定"), None),
        ("%", "2021", CellPlace("requests", "总计", "总计"), None),
    ],
)
def test_amounts(printed: str | None, form: str, place: CellPlace, wanted: Decimal | None) -> None:
    assert amount(Decimal("2.5"), printed, form, place) == wanted


def test_numbers_for_people() -> None:
    assert [number_words(Decimal(n)) for n in ("1234567", "-20", "0", "12.50")] == ["1,234,567", "-20", "0", "12.5"]
    assert number_words(Decimal("27.654"), money=True) == "27.65"
    assert number_words(None) == "—"


def test_years_that_do_not_fit_are_told() -> None:
    rows = [["表三 合计", *map(str, range(2010, 2030))], ["本年新收", *(["1,000,000"] * 20)]]
    lines = by_years(rows, 60)
    assert all(display_width(line) <= 60 for line in lines)
    assert "2029" in lines[0]
    assert "2010" not in lines[0]
    assert "早先的 16 个年度没有列出" in lines[-1]


def test_rows_without_a_number_in_the_years_that_are_left_are_not_shown() -> None:
    years = list(map(str, range(2019, 2025)))
    rows = [["表二 合计", *years], ["规章　制发", "—", *("1,000" for _ in years[1:])], ["规章　新公开", "1", *"—————"]]
    assert len(by_years(rows, 200)) == 3
    head, row, note = by_years(rows, 45)
    assert head.split()[2:] == ["2021", "2022", "2023", "2024"]
    assert row.startswith("  规章　制发 ")
    assert note == "（屏幕窄，早先的 2 个年度，和其余年度没有数的行，没有列出，见 --format html）"
