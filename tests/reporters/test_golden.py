"""Whole outputs against files that were checked by hand (positions counted, carets looked at)."""

import json
from pathlib import Path

import pytest

from gklint.reporters.base import Style
from tests.reporters.sample_run import render

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("file", "name", "style"),
    [
        ("full-80.txt", "full", Style()),
        ("full-40.txt", "full", Style(width=40)),
        ("full-verbose.txt", "full", Style(verbose=True)),
        ("concise.txt", "concise", Style()),
        ("grouped.txt", "grouped", Style()),
        ("grouped-verbose-40.txt", "grouped", Style(width=40, verbose=True)),
    ],
)
def test_reports_for_people(file: str, name: str, style: Style) -> None:
    assert render(name, style) == (GOLDEN / file).read_text(encoding="utf-8")


def test_json() -> None:
    expected = json.loads((GOLDEN / "check.json").read_text(encoding="utf-8"))
    text = render("json")
    expected["tool"]["version"] = json.loads(text)["tool"]["version"]
    assert json.loads(text) == expected
    assert list(json.loads(text)) == list(expected)
    assert "水务局" in text  # not \uXXXX


def test_the_same_run_gives_the_same_bytes() -> None:
    assert render("json") == render("json")


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_quiet_leaves_out_the_sums_and_nothing_else(name: str) -> None:
    loud, quiet = render(name), render(name, Style(quiet=True))
    assert loud.startswith(quiet)
    assert loud[len(quiet) :].startswith("3 个文件：")


def test_a_run_without_files() -> None:
    assert render("concise", runs=[]) == "0 个文件：错误 0，警告 0，提示 0；文件夹中略过 4 项。\n"
    assert json.loads(render("json", runs=[]))["diagnostics"] == []


def test_colour_only_adds() -> None:
    import re

    colored = render("full", Style(color=True))
    assert "\x1b[" in colored
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in bare.splitlines()] == [line.rstrip() for line in render("full").splitlines()]
