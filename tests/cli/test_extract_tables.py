"""Reports as tables: CSV and Parquet hold the same, and what is read back is what stands in the reports."""

from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import generate, reports
from bench.mutate import mutate
from bench.reports import expected_tables
from gklint.report.forms import load_forms
from gklint.reporters.data.csv_out import csv_text
from gklint.reporters.data.records import LONG, Kind, shape_of
from tests.cli.conftest import REPORT, Gklint
from tests.tools import ABSENT

DOCS = Path(__file__).parents[2] / "docs" / "data.md"
EVIL = "=HYPERLINK(1)"


def library(name: str) -> Any:
    if find_spec(name) is None:
        pytest.skip(f"{ABSENT}{name} (pip install -e '.[dev]')")
    return pytest.importorskip(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of both editions in all layouts, some damaged; one with words that a spreadsheet would run, blanks, a
    negative number in full width, a unit, and a number of many digits."""
    made = tmp_path / "年报"
    made.mkdir()
    for number, (name, text) in enumerate(generate(30, seed=3)):
        (made / name).write_text(mutate(text, random.Random(number)) if number % 2 else text, encoding="utf-8")
    odd = (
        REPORT.replace("| 行政许可 | 57 |", f"| 行政许可 | {EVIL} |")
        .replace("| 行政处罚 | 6 |", "| 行政处罚 | －20 |")
        .replace("| 190.457379 |", "| 197.3万 |")
        .replace("| 行政强制 | 0 |", "| 行政强制 |  |")
    )
    assert odd.count("－20") == odd.count("197.3万") == odd.count(EVIL) == 1
    (made / "怪.txt").write_text(odd, encoding="utf-8")
    return made


def long_cells(path: Path) -> dict[str, dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    return {row["row"]: row for row in rows if row["table"] == "proactive" and row["path"].endswith("怪.txt")}


def test_states_are_kept_apart_and_numbers_as_printed(gklint: Gklint, folder: Path) -> None:
    assert gklint("extract", "年报", "--output", "长.csv").status == 0
    cells = long_cells(folder.parent / "长.csv")
    found = {row: (c["raw"], c["value"], c["unit"], c["state"]) for row, c in cells.items() if c["column"] != "废止"}
    assert found["行政许可"] == (f"'{EVIL}", "", "", "text")
    assert found["行政处罚"] == ("－20", "-20", "", "number")
    assert found["行政强制"] == ("", "", "", "empty")
    assert found["行政事业性收费"] == ("197.3万", "197.3", "万", "number")
    assert gklint("extract", "年报", "--shape", "wide", "--output", "宽.csv").status == 0
    rows = csv.DictReader(io.StringIO((folder.parent / "宽.csv").read_text(encoding="utf-8-sig")))
    (odd,) = [row for row in rows if row["path"].endswith("怪.txt")]
    assert odd["proactive.行政强制.处理决定"] == "" != odd["requests.部分公开.自然人"]
    assert odd["proactive.行政强制.处理决定.state"] == "empty"
    assert odd["proactive.行政许可.处理决定.state"] == "text"
    assert odd["proactive.规章.新制作.state"] == "", "the edition has no such cell"
    assert (odd["proactive.行政事业性收费.收费金额"], odd["units"]) == ("197.3", "proactive.行政事业性收费.收费金额=万")


def test_the_wide_table_holds_what_was_generated(gklint: Gklint, tmp_path: Path) -> None:
    made = tmp_path / "年报"
    made.mkdir()
    for name, text in generate(10, seed=21, layouts=("tsv",)):
        (made / name).write_text(text, encoding="utf-8")
    gklint("extract", "年报", "--shape", "wide", "--output", "宽.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "宽.csv").read_text(encoding="utf-8-sig"))))
    for row, report in zip(rows, reports(10, seed=21), strict=True):
        assert (row["agency"], row["year"]) == (report.agency, str(report.year))
        for table, lines in expected_tables(report).items():
            for line, cells in lines.items():
                for column, value in cells.items():
                    assert value is not None
                    assert Decimal(row[f"{table}.{line}.{column}"]) == value


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_parquet_and_csv_read_back_equal(gklint: Gklint, folder: Path, shape: str) -> None:
    """By pyarrow: every value of every row, types and all; only the apostrophe before what is like a formula is not
    in Parquet."""
    library("pyarrow")
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    for form_at in ("csv", "parquet"):
        assert gklint("extract", "年报", "--shape", shape, "--output", f"表.{form_at}").err == ""
    table = parquet.read_table(folder.parent / "表.parquet")
    assert table.num_rows > 30
    options = arrow_csv.ConvertOptions(
        column_types=table.schema, null_values=[""], strings_can_be_null=True, true_values=["true"],
        false_values=["false"],
    )  # fmt: skip
    parse = arrow_csv.ParseOptions(newlines_in_values=True)
    again = arrow_csv.read_csv(folder.parent / "表.csv", parse_options=parse, convert_options=options)
    assert again.schema.names == table.schema.names
    guarded = 0
    for name in table.schema.names:
        one, other = table[name].to_pylist(), again[name].to_pylist()
        bare = [value.removeprefix("'") if isinstance(value, str) else value for value in other]
        guarded += bare != other
        assert bare == one, name
    assert guarded == (1 if shape == "long" else 0), "EVIL in the column raw"
    metadata = table.schema.field("path").metadata
    assert metadata[b"description"].decode() == LONG.columns[0].meaning


def test_duckdb_reads_both_alike(gklint: Gklint, folder: Path) -> None:
    duckdb = library("duckdb")
    library("pyarrow")
    for form_at in ("csv", "parquet"):
        gklint("extract", "年报", "--output", f"数据.{form_at}")
    from_csv = f"read_csv('{folder.parent}/数据.csv', types = {{'value': 'DECIMAL(38,10)'}})"
    sums = "SELECT path, state, sum(value), count(*), count(value) FROM {} GROUP BY ALL ORDER BY ALL"
    with duckdb.connect() as base:
        found = base.sql(sums.format(f"'{folder.parent}/数据.parquet'")).fetchall()
        assert found == base.sql(sums.format(from_csv)).fetchall()
        types = dict(base.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM {from_csv})").fetchall())
        assert (types["path"], types["value"]) == ("VARCHAR", "DECIMAL(38,10)"), "the mark at the beginning is no name"
    assert {row[1] for row in found} >= {"number", "zero", "empty", "text", None}
    assert any(isinstance(row[2], Decimal) and row[2] % 1 for row in found)


def test_the_examples_in_the_docs_run(gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = library("duckdb")
    library("pyarrow")
    gklint("extract", "年报", "--output", "数据.parquet")
    gklint("extract", "年报", "--shape", "wide", "--output", "宽表.parquet")
    monkeypatch.chdir(folder.parent)
    (block,) = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    with duckdb.connect() as base:
        answers = [base.sql(statement).fetchall() for statement in block.split(";") if statement.strip()]
    assert [len(answers), len(answers[0][0])] == [2, 3]
    assert all(answers)


def test_the_same_bytes_on_several_cores_and_on_standard_output(gklint: Gklint, folder: Path) -> None:
    for args in (["--format", "json"], ["--format", "csv"], ["--format", "csv", "--shape", "wide"]):
        alone = gklint("extract", *args, "年报").out
        assert gklint("extract", *args, "--jobs", "2", "年报").out == alone
        gklint("extract", *args, "--output", "a", "--jobs", "2", "年报")
        assert (folder.parent / "a").read_bytes().removeprefix(b"\xef\xbb\xbf") == alone.encode()


def test_a_number_that_the_column_cannot_hold_is_told(tmp_path: Path) -> None:
    library("pyarrow")
    from pyarrow import parquet

    from gklint.reporters.data.parquet_out import ParquetFile

    def row(value: Decimal) -> tuple[Any, ...]:
        return tuple(value if c.name == "value" else "甲" if c.kind is Kind.TEXT else None for c in LONG.columns)

    fine, long, fine_too = Decimal("-1234567890.0123456789"), Decimal("0.01234567891"), Decimal("1" * 28)
    with (tmp_path / "a.parquet").open("wb") as stream:
        file = ParquetFile(LONG, stream)
        file.add([row(fine), row(long), row(fine_too)])
        file.close()
    assert file.left_out == [("甲", "value")]
    assert parquet.read_table(tmp_path / "a.parquet")["value"].to_pylist() == [fine, None, fine_too]


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠'\t\r\n 0９1.,，%％甲a\""), max_size=8))
def test_no_cell_is_run_and_every_text_can_be_had_back(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(csv_text([(text,)]), newline=""), strict=True) if text else [("",)]
    assert cell in (text, "'" + text)
    assert cell.removeprefix("'") == text
    if cell == text and text[:1] in tuple("=+-@＝＋－＠"):
        assert not re.search(r"[A-Za-z甲=@＝＠'\"(]", text), "a number or dashes"


@pytest.mark.parametrize("text", ["-20", "－20", "+3.5", "-1,234.50", "－2.5％", "-", "——", "--", "3", "＋１"])
def test_numbers_and_dashes_stay_as_they_are(text: str) -> None:
    assert csv_text([(text,)]) == (f'"{text}"\n' if "," in text else f"{text}\n")


def test_the_docs_list_every_column() -> None:
    text = DOCS.read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (文字|整数|小数|是否) \| (.*) \|$", text, re.MULTILINE)
    assert listed == [(c.name, c.kind.value, c.meaning) for c in LONG.columns]
    cells = {
        f"{table}.{row}.{column}"
        for table, _, rows, columns in re.findall(r"^\| `(\w+)` \| (\d+) \| (.*) \| (.*) \|$", text, re.MULTILINE)
        for row in re.findall(r"`([^`]+)`", rows)
        for column in re.findall(r"`([^`]+)`", columns)
    }
    assert {f"{name}.state" for name in cells} | cells <= {c.name for c in shape_of("wide").columns}
    known = {f"{t.name}.{row}.{c}" for f in load_forms().values() for t in f.tables.values() for row in t.row_keys
             for c in t.column_keys(row)}  # fmt: skip
    assert cells == known
    assert len(shape_of("wide").columns) == 2 * len(known) + 5 + 3 + 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--shape", "wide"), "--shape 用于 csv 和 parquet"),
        (("--bom",), "--bom 和 --no-bom 用于 csv"),
        (("--output", "没有/a.csv"), "不能写文件 没有/a.csv"),
        (("--executor", "x"), "应写成 dask://"),
    ],
)
def test_what_makes_no_sense(gklint: Gklint, report: str, args: tuple[str, ...], words: str) -> None:
    outcome = gklint("extract", *args, report)
    assert outcome.status == 2
    assert words in outcome.err


def test_without_pyarrow(gklint: Gklint, report: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['pyarrow'] = None\n", encoding="utf-8")
    outcome = gklint("extract", "--output", "a.parquet", report, env={"PYTHONPATH": str(tmp_path)})
    assert (outcome.status, (tmp_path / "a.parquet").exists()) == (2, False)
    assert "pip install 'gklint[parquet]'" in outcome.err


def test_parquet_on_standard_output(report: str, tmp_path: Path) -> None:
    library("pyarrow")
    from pyarrow import parquet

    command = [sys.executable, "-m", "gklint", "extract", "--format", "parquet", report]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert parquet.read_table(io.BytesIO(done.stdout)).num_rows > 200
