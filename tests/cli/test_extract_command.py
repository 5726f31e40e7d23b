"""``gklint extract`` and ``gklint parse``."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, Gklint

REQUEST_COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def test_json_has_the_keys_that_are_promised(gklint: Gklint, report: str) -> None:
    outcome = gklint("extract", report)
    (data,) = json.loads(outcome.out)
    assert outcome.status == 0
    assert list(data)[:7] == ["path", "title", "agency", "year", "form", "tables", "facts"]
    assert (data["agency"], data["year"], data["form"]) == ("青川区水务局", 2022, "2021")
    tables = data["tables"]
    assert list(tables["requests"]["本年新收"]) == REQUEST_COLUMNS
    assert [tables["requests"]["总计"][column]["value"] for column in REQUEST_COLUMNS] == [4, 1, 0, 0, 0, 0, 5]
    assert tables["requests_form"] == "2021"
    assert tables["requests_extra"] == []
    assert [cell["value"] for cell in tables["litigation"]["行政复议"].values()] == [1, 0, 0, 0, 1]


def test_a_cell_says_where_it_is_and_how_it_is_printed(gklint: Gklint, report: str) -> None:
    outcome = gklint("extract", report)
    cell = json.loads(outcome.out)[0]["tables"]["proactive"]["行政事业性收费"]["收费金额"]
    line = next(n for n, text in enumerate(REPORT.splitlines(), 1) if text.startswith("| 行政事业性收费"))
    column = len("| 行政事业性收费 | ") + 1
    assert cell == {
        "raw": "190.457379",
        "value": 190.457379,
        "unit": None,
        "state": "number",
        "line": line,
        "column": column,
    }
    assert '"value": 190.457379,' in outcome.out  # as printed, no artefact of binary fractions


def test_a_report_without_tables(gklint: Gklint, tmp_path: Path) -> None:
    text = "\n".join(line for line in REPORT.splitlines() if not line.startswith("|"))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    tables = json.loads(gklint("extract", "a.txt").out)[0]["tables"]
    assert tables == {
        "proactive": None,
        "proactive_form": None,
        "proactive_extra": [],
        "requests": None,
        "requests_form": None,
        "requests_extra": [],
        "litigation": None,
        "litigation_form": None,
        "litigation_extra": [],
    }


def test_facts_quote_the_text(gklint: Gklint, report: str) -> None:
    facts = json.loads(gklint("extract", report).out)[0]["facts"]
    new = next(fact for fact in facts if fact["indicator"] == "本年新收")
    assert (new["value"], new["unit"], new["negated"]) == (4, "件", False)
    line = REPORT.splitlines()[new["line"] - 1]
    assert line[new["column"] - 1 :].startswith(new["text"])


def test_what_cannot_be_read_is_left_out_and_told(gklint: Gklint, report: str) -> None:
    outcome = gklint("extract", "没有.txt", report)
    assert outcome.status == 2
    assert [entry["path"] for entry in json.loads(outcome.out)] == [report]
    assert "没有.txt：文件读不了" in outcome.err


def test_nothing_to_extract_is_an_empty_list(gklint: Gklint) -> None:
    assert json.loads(gklint("extract", ".").out) == []


def test_csv_has_a_line_for_each_cell_and_fact(gklint: Gklint, report: str) -> None:
    lines = list(csv.DictReader(io.StringIO(gklint("extract", "--format", "csv", report).out)))
    cells = [line for line in lines if line["kind"] == "cell"]
    # 表二: 2 rows of three columns and 4 rows of one; 表三: 25 rows of 7; 表四: 3 rows of 5
    assert len(cells) == 2 * 3 + 4 + 25 * 7 + 3 * 5
    total = next(c for c in cells if (c["table"], c["row"], c["column"]) == ("requests", "总计", "总计"))
    assert (total["raw"], total["value"], total["state"], total["year"]) == ("5", "5", "number", "2022")
    assert {line["row"] for line in lines if line["kind"] == "fact"} >= {"本年新收", "上年结转"}


def test_csv_for_excel(gklint: Gklint, report: str) -> None:
    plain = gklint("extract", "--format", "csv", report).out
    assert gklint("extract", "--format", "csv", "--bom", report).out == "\ufeff" + plain


@pytest.mark.parametrize("formula", ["=cmd()", "+cmd()", "-cmd()", "@SUM(1)", "＝cmd()"])
def test_csv_does_not_hand_a_formula_to_a_spreadsheet(gklint: Gklint, tmp_path: Path, formula: str) -> None:
    evil = REPORT.replace("| 行政许可 | 57 |", f"| 行政许可 | {formula} |")
    (tmp_path / "a.txt").write_text(evil.replace("| 行政处罚 | 6 |", "| 行政处罚 | -6 |"), encoding="utf-8")
    lines = list(csv.DictReader(io.StringIO(gklint("extract", "--format", "csv", "a.txt").out)))
    raw = {line["row"]: line["raw"] for line in lines if line["column"] == "处理决定"}
    assert (raw["行政许可"], raw["行政处罚"]) == (f"'{formula}", "-6")


def test_the_tree_slices_back_to_the_text(gklint: Gklint, report: str) -> None:
    tree = json.loads(gklint("parse", "--format", "json", report).out)["tree"]
    assert (tree["type"], tree["start"]["offset"]) == ("Report", 0)
    todo, leaves = [tree], 0
    while todo:
        node = todo.pop()
        todo += node.get("children", [])
        if "text" in node:
            leaves += 1
            assert REPORT[node["start"]["offset"] : node["end"]["offset"]] == node["text"]
    assert leaves > 200  # the cells alone are more


def test_the_tree_as_text_names_sections_with_their_places(gklint: Gklint, report: str) -> None:
    lines = gklint("parse", report).out.splitlines()
    number = REPORT.splitlines().index("一、总体情况") + 1
    (section,) = [line for line in lines if "Section role=overview" in line]
    assert section.startswith(f"  Section role=overview [{number}:1-")
