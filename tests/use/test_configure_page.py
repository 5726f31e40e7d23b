"""``docs/configure.md``: every key is there, and what it shows works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from gklint.config.keys import KEYS, Table
from tests.use.conftest import Gklint, put

PAGE = (Path(__file__).parents[2] / "docs" / "configure.md").read_text(encoding="utf-8")
ODD = "今年，我局公开了信息,并作了解读。"


def shown(language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", PAGE, re.S | re.M)


def names(table: Table) -> Iterator[str]:
    for key in table:
        yield key.name
        yield from names(key.inner)


def test_every_key_is_on_the_page() -> None:
    assert [name for name in names(KEYS) if not re.search(rf"(?<![\w-]){name}(?![\w-])", PAGE)] == []


def test_the_commands_and_the_file_are_right(gklint: Gklint, folder: Path) -> None:
    put(folder / "年报" / "a.txt", ODD)
    for line in "".join(shown("sh")).splitlines():
        (_, *words) = shlex.split(line, comments=True)
        assert gklint(*words).status == 0, line
    (example,) = shown("toml")
    (folder / "gklint.toml").write_text(example, encoding="utf-8")
    outcome = gklint("config")
    assert (outcome.status, outcome.err) == (0, "")
    assert re.search(r"^rules\.STR014\.最少字数 +60 ", outcome.out, re.M)
    put(folder / "2020" / "b.txt", ODD)
    outcome = gklint("check", "--format", "json")
    assert outcome.err == ""
    assert [found for found in outcome.found if found[0] == "PUN001"] == [
        ("PUN001", "baseline")
    ]  # and nothing for 2020, where PUN is not used


@pytest.mark.parametrize(("name", "language"), [("a.txt", "text"), ("a.md", "html")])
def test_one_finding_is_let_stand(gklint: Gklint, folder: Path, name: str, language: str) -> None:
    (example,) = shown(language)
    put(folder / name, example.strip(), ODD, ODD.replace("今年", "去年"))
    outcome = gklint("check", "--select", "PUN001", "--format", "json", name)
    found = outcome.data["diagnostics"]
    assert [(one["code"], one["suppressed"]) for one in found] == [
        ("PUN001", {"by": "inline", "reason": "引用原文"}),
        ("PUN001", None),
    ]
