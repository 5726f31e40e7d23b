"""The same report in every format gives the same tables and the same findings."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.reports import Form, expected_tables
from gklint.readers import read_source
from gklint.report.bound import CellState
from gklint.report.read import read_document
from gklint.text import Source
from tests.formats.office import converted
from tests.formats.samples import FORMS, MISSPELT, in_formats, sample, spoilt

OWN = ("txt", "md", "html", "docx")
CLEAN, SPOILT = "clean", "spoilt"
NAMES = [f"{state}-{form}" for form in FORMS for state in (CLEAN, SPOILT)]


class Finding(NamedTuple):
    """A finding, and the words that it is about (what parts the cells of a table is nothing that the author wrote)."""

    code: str
    severity: str
    words: str


class Explained(NamedTuple):
    """Findings that conversion adds, and why they are right about the converted file."""

    code: str
    words: str
    reason: str


# What LibreOffice's conversion changes, by the format that it converts to; nothing else may differ.
DIFFERENCES: Mapping[str, tuple[Explained, ...]] = {
    "pdf": (),
    "html": (
        Explained(
            "STR005",
            r"[1-6]\.",
            "the automatic numbers 一、 to 六、 become <ol>, which browsers number 1. 2. 3.; some begin again at 1.",
        ),
    ),
}
# What the faults of ``samples.py`` must give in each form, whatever the format; worked out from the faults.
EXPECTED: tuple[tuple[str, str], ...] = (
    ("ARI301", "error"),  # the total of a column is 7 too high
    ("ARI303", "error"),  # new requests of natural persons that no total has
    ("ARI401", "error"),  # a total of the reviews that is 1 too high
    ("DAT005", "error"),  # 202311日
    ("PUN012", "warning"),  # ，，
    ("STR016", "error"),  # a paragraph that stands twice
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All reports in the formats that the test makes itself, as ``clean-2021.txt``."""
    made = tmp_path_factory.mktemp("formats")
    for form in FORMS:
        report = sample(form)
        for state, one, slips in ((CLEAN, report, {}), (SPOILT, spoilt(report), MISSPELT)):
            for extension, data in in_formats(one, slips).items():
                (made / f"{state}-{form}.{extension}").write_bytes(data)
    return made


@pytest.fixture(scope="module", params=["pdf", "html"])
def conversion(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The .docx files as LibreOffice converts them."""
    target = tmp_path_factory.mktemp(request.param)
    return converted(sorted(folder.glob("*.docx")), request.param, target)


def values(path: Path) -> Mapping[tuple[str, str, str], tuple[Decimal | None, CellState, str | None]]:
    document = read_document(read_source(path.name, path.read_bytes()))
    return {
        (name, row.key, cell.column): (cell.number, cell.state, cell.value.unit)
        for name, table in document.tables.items()
        for row in (table.rows.values() if table else ())
        for cell in row.cells.values()
    }


@cache
def findings(folder: Path, extensions: tuple[str, ...]) -> Mapping[str, Counter[Finding]]:
    """The findings of each file in ``folder``, in one run."""
    names = [path.name for path in sorted(folder.iterdir()) if path.suffix[1:] in extensions]
    command = [sys.executable, "-m", "gklint", "check", "--format", "json", "--fail-on", "never", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8")
    sources = {name: read_source(name, (folder / name).read_bytes()) for name in names}
    found: dict[str, Counter[Finding]] = {name: Counter() for name in names}
    for one in json.loads(done.stdout)["diagnostics"]:
        words = quoted(sources[one["path"]], one["start"]["offset"], one["end"]["offset"])
        found[one["path"]][Finding(one["code"], one["severity"], words)] += 1
    return found


def quoted(source: Source, start: int, end: int) -> str:
    return re.sub(r"[|\s]+", " ", source.text[start:end]).strip()


def unexplained(found: Iterable[Finding], explained: Iterable[Explained]) -> list[Finding]:
    return [f for f in found if not any(f.code == e.code and re.fullmatch(e.words, f.words) for e in explained)]


@pytest.mark.parametrize("name", NAMES)
def test_own_formats_give_the_same_tables(folder: Path, name: str) -> None:
    expected = values(folder / f"{name}.txt")
    assert len(expected) > 190
    for extension in OWN[1:]:
        assert values(folder / f"{name}.{extension}") == expected


@pytest.mark.parametrize("form", FORMS)
def test_the_tables_are_those_of_the_report(folder: Path, form: Form) -> None:
    numbers = {key: cell[0] for key, cell in values(folder / f"{CLEAN}-{form}.docx").items()}
    assert numbers == {
        (table, row, column): number
        for table, rows in expected_tables(sample(form)).items()
        for row, cells in rows.items()
        for column, number in cells.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_own_formats_give_the_same_findings(folder: Path, name: str) -> None:
    found = findings(folder, OWN)
    for extension in OWN[1:]:
        assert found[f"{name}.{extension}"] == found[f"{name}.txt"]


@pytest.mark.parametrize("form", FORMS)
def test_the_faults_are_found_and_a_clean_report_has_none(folder: Path, form: Form) -> None:
    found = findings(folder, OWN)
    assert found[f"{CLEAN}-{form}.txt"] == Counter()
    codes = {(f.code, f.severity) for f in found[f"{SPOILT}-{form}.txt"]}
    assert set(EXPECTED) <= codes
    labels = {f.words for f in found[f"{SPOILT}-{form}.txt"] if f.code == "TBL002"}
    assert labels == {MISSPELT["1.信访举报投诉类申请"]}


@pytest.mark.parametrize("name", NAMES)
def test_converted_files_give_the_same_tables(folder: Path, conversion: Path, name: str) -> None:
    [path] = conversion.glob(f"{name}.*")
    assert values(path) == values(folder / f"{name}.txt")


@pytest.mark.parametrize("name", NAMES)
def test_converted_files_give_the_same_findings_but_for_those_explained(
    folder: Path, conversion: Path, name: str
) -> None:
    [path] = conversion.glob(f"{name}.*")
    kind = path.suffix[1:]
    found = findings(conversion, ("pdf", "html"))[path.name]
    expected = findings(folder, OWN)[f"{name}.txt"]
    assert expected - found == Counter()
    assert unexplained(found - expected, DIFFERENCES[kind]) == []
