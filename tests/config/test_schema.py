"""The JSON Schema of gklint.toml is the one in docs, and says of a file what reading it says."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gklint.cli.scaffold import config_text
from gklint.config.read import read_config
from gklint.config.schema import schema, schema_text

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "gklint.schema.json"

EXAMPLES = {
    "": True,
    'select = ["STR"]\nfail-on = "warning"\nform = 2021\n': True,
    '[severity]\nSTR004 = "warning"\n[rules.WRD005]\n"词" = ["甲"]\n': True,
    '[[overrides]]\npath = "a/**"\nignore = "STR"\n': True,
    '[[suppress]]\npath = "a"\ncode = "STR001"\nreason = "甲"\nuntil = 2027-01-31\n': True,
    'selct = ["STR"]\n': False,
    'fail-on = "fatal"\n': False,
    "form = 2020\n": False,
    'select = [""]\n': False,
    '[severity]\nSTR004 = "bad"\n': False,
    '[[overrides]]\nignore = "STR"\n': False,
    '[[suppress]]\npath = "a"\ncode = "STR001"\n': False,
    '[suppress]\npath = "a"\n': False,
}


def test_the_file_in_docs_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("text", EXAMPLES)
def test_schema_and_reader_agree(text: str, tmp_path: Path) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    (tmp_path / "gklint.toml").write_text(text, encoding="utf-8")
    problems: list[Any] = []
    read_config(tmp_path / "gklint.toml", "gklint.toml", problems)
    data = json.loads(json.dumps(tomllib.loads(text), default=lambda value: value.isoformat()))
    assert jsonschema.Draft202012Validator(schema()).is_valid(data) is EXAMPLES[text]
    assert (not problems) is EXAMPLES[text]


def test_every_key_of_the_commented_file_is_right_when_it_is_no_comment(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in config_text().splitlines()]
    live = "\n".join(line for line in lines if line.startswith(("[", '"')) or " = " in line)
    assert date(2027, 1, 31) in [entry.get("until") for entry in tomllib.loads(live)["suppress"]]
    (tmp_path / "gklint.toml").write_text(live, encoding="utf-8")
    problems: list[Any] = []
    file = read_config(tmp_path / "gklint.toml", "gklint.toml", problems)
    assert problems == []
    assert file is not None
    assert {"select", "severity", "overrides", "suppress", "required-packs"} <= set(file.values)
