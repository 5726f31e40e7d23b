"""Plain words of ``gklint check`` are read without click; what they come to is what click makes of them."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gklint import cli
from gklint.cli import quick
from gklint.cli.check import command
from gklint.cli.options import CHECK, CONFIG, HANDS, INPUT, OUTPUT, SIZE
from gklint.cli.quick import plain_check
from tests.use.conftest import Gklint, Outcome, put

OPTIONS = (*CHECK, *HANDS, *CONFIG, *INPUT)
CLICKS = {option.name: option for option in command.params if isinstance(option, click.Option)}


def clicked(words: list[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """What click makes of the arguments of ``check``; ``None`` where it says that they are wrong, or shows its help."""
    try:
        given = command.make_context("check", list(words)).params
    except (click.ClickException, click.exceptions.Exit):
        return None
    return given.pop("paths"), given


def test_click_knows_the_same_options() -> None:
    assert list(CLICKS) == [option.name for option in OPTIONS]
    for option in OPTIONS:
        its = CLICKS[option.name]
        assert (tuple(its.opts), its.multiple, its.metavar) == (option.words, option.many, option.metavar)
        assert its.is_flag == (option.takes == "flag")
        assert not its.envvar
        assert option.choices == (tuple(its.type.choices) if isinstance(its.type, click.Choice) else option.choices)
    nothing = clicked([])
    assert nothing == ((), {option.name: option.default for option in OPTIONS})
    assert plain_check([]) == nothing


@pytest.mark.parametrize(
    ("line", "paths", "told"),
    [
        ("a.txt", ("a.txt",), {}),
        ("- b c", ("-", "b", "c"), {}),
        (
            "a.txt --isolated --fail-on never --no-cache",
            ("a.txt",),
            {"isolated": True, "fail_on": "never", "no_cache": 1},
        ),
        ("--select A,B --select=C d", ("d",), {"select": ("A,B", "C")}),
        ("-q -v --jobs 4", (), {"quiet": True, "verbose": True, "jobs": 4}),
        ("-j 2 --format json --lang en", (), {"jobs": 2, "format": "json", "lang": "en"}),
        ("--fix --diff --color=always .", (".",), {"fix": True, "diff": True, "color": "always"}),
        ("--lang zh --lang en", (), {"lang": "en"}),
        ("--config c.toml --pack x --pack ../y", (), {"config": "c.toml", "pack": ("x", "../y")}),
    ],
)
def test_what_is_read_without_click(
    line: str, paths: tuple[str, ...], told: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.toml").touch()
    wanted = (paths, {option.name: option.default for option in OPTIONS} | told)
    assert plain_check(line.split()) == wanted == clicked(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "--help", "a -h", "--", "-- a", "--isolat a", "-qv a", "-j4", "--fix=1", "--jobs 0", "--jobs x", "--jobs 12345",
        "--jobs １", "--fail-on nope", "--format nope", "--select", "--select -x", "--select=-x", "--select=",
        "--config nowhere.toml", "--output json=x", "--max-size 1", "--against nowhere", "--selec A", "-Q",
    ],
)  # fmt: skip
def test_what_is_left_to_click(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert plain_check(line.split()) is None


def test_completion_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GKLINT_COMPLETE", "bash_source")
    assert plain_check(["a"]) is None


WORDS = sorted({word for option in CLICKS.values() for word in option.opts})
VALUES = [
    "", "-", "--", "-x", "a.txt", ".", "nowhere", "TST", "A,B", "STR001=info", "0", "1", "007", "+3", "1_0", "１", " 2",
    "3.0", "9999", "10000", "9" * 5000, "20M", "json", "JSON", "json=x", "full", "never", "error", "auto", "zh", "en",
    "2021", "csv", "数", "\udc80",
]  # fmt: skip
ANY_WORDS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(VALUES),
    st.builds("{}={}".format, st.sampled_from(WORDS), st.sampled_from(VALUES)),
    st.sampled_from(WORDS).map(lambda word: word[:-1]),
    st.sampled_from(["--help", "-h", "-qv", "-j2", "-vj", "--no", "-=", "--=x", "-q="]),
    st.text(st.characters(exclude_characters="\0"), max_size=8),
)
PAIRS = st.tuples(st.sampled_from(WORDS), st.sampled_from(VALUES)).map(list)
LINES = st.lists(st.one_of(ANY_WORDS.map(lambda word: [word]), PAIRS), max_size=6).map(
    lambda parts: list(chain(*parts))
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").touch()


@pytest.mark.usefixtures("place")
@given(words=LINES)
@example(words=["--jobs", "9" * 5000])
@example(words=["--baseline="])
@example(words=["-j=1"])
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_are_read_otherwise_than_by_click(words: list[str]) -> None:
    found = plain_check(words)
    assert found is None or found == clicked(words)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_each_option_has_a_plain_form_but_those_that_only_click_can_judge(option: Any) -> None:
    values = ["", *option.choices, "3", "a.txt", "20M", "json=x"]
    read = [value for value in values if plain_check([option.words[0], value][: 1 + bool(value)])]
    assert bool(read) == (option.takes not in (SIZE, OUTPUT))


RUNS = [
    "a.txt", "a.txt b.txt --format json", ". --format concise --fail-on never", "nowhere.txt", "--ask a.txt",
    "--unsafe-fixes a.txt", "--grow a.txt", "--fix --ask a.txt", "--fix --ask -", "--write-baseline b.json --fix a.txt",
    "--executor x --diff a.txt", "--executor x --jobs 2 a.txt", "--executor x a.txt", "--select NOPE a.txt",
    "--severity X a.txt", "--severity TST001=nope a.txt", "--pack nope a.txt", "--config bad.toml a.txt",
    "--config good.toml a.txt", "--config good.toml --form auto --fail-on error a.txt", "--baseline bad.toml a.txt",
    "--ledger nope .", "--write-baseline nowhere/b.json a.txt", "--diff a.txt", "--statistics --quiet a.txt",
    "--against a.txt .", "--no-project --against . a.txt",
]  # fmt: skip


@pytest.mark.parametrize("line", [*RUNS, *(f"{line} --lang en" for line in RUNS)])
def test_both_roads_say_the_same(
    folder: Path, line: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "a.txt", "本局帐号，高度重视。")
    put(folder / "b.txt")
    (folder / "bad.toml").write_text('slect = ["A"]\n', encoding="utf-8")
    (folder / "good.toml").write_text('form = "2019"\nfail-on = "never"\n', encoding="utf-8")
    pack = [] if "--config" in line else ["--pack", "../试验"]
    words = ["check", "--no-cache", *pack, *line.split()]
    assert plain_check(words[1:]) is not None

    def run() -> Outcome:
        capfdbinary.readouterr()
        return Outcome(cli.main(words), *(stream.decode() for stream in capfdbinary.readouterr()))

    without = run()
    with monkeypatch.context() as patch:
        patch.setattr(quick, "plain_check", lambda _: None)
        assert run() == without


def test_what_only_click_reads_is_answered_from_memory_too(
    gklint: Gklint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / "a.txt", "本局帐号。")
    words = ("check", "--pack", "../试验", "--max-size", "1M", "a.txt")
    first = gklint(*words)
    assert "TST001" in first.out
    monkeypatch.setattr(cli, "main", lambda *_: os._exit(9))
    assert gklint(*words) == first
