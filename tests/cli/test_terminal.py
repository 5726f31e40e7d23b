"""On a real terminal: width, colour, progress."""

import io
import os
import re
import sys
import threading
import time
from pathlib import Path

import pytest

from gklint.cli import progress
from gklint.cli.progress import PATIENCE, ProgressBar
from gklint.text import display_width
from tests.terminal import on_terminal

STRAY = "今天开会，讨论下周的值班安排。"


def gklint(args: list[str], folder: Path, columns: int, env: dict[str, str] | None = None) -> str:
    """What ``gklint ARGS`` shows on a terminal of that many columns."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "gklint", *args]
    return on_terminal(command, folder, columns, {**inherited, "TERM": "xterm", **(env or {})})


def bare(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, report: str, columns: int) -> None:
    (tmp_path / "很长的文件名称用来占去一行里的许多列.txt").write_text(STRAY, encoding="utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\xff\xff\xff\xff")
    shown = bare(gklint(["check", "坏.txt", "很长的文件名称用来占去一行里的许多列.txt", report], tmp_path, columns))
    assert "GK002" in shown
    heads = [line for line in shown.splitlines() if "很长的" in line and line.startswith("很长的")]
    for line in shown.splitlines():
        assert display_width(line) <= columns or line in heads  # a path is not broken


def test_colour_on_a_terminal_and_how_to_do_without(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRAY, encoding="utf-8")
    colored = gklint(["check", "a.txt"], tmp_path, 80)
    assert "\x1b[" in colored
    for args, env in (
        (["check", "--color", "never", "a.txt"], None),
        (["check", "a.txt"], {"NO_COLOR": "1"}),
        (["check", "a.txt"], {"TERM": "dumb"}),
    ):
        assert gklint(args, tmp_path, 80, env) == bare(colored)
    assert "\x1b[" in gklint(["check", "--color", "always", "a.txt"], tmp_path, 80, {"NO_COLOR": "1"})


def test_progress_comes_after_a_second_and_goes_away(tmp_path: Path) -> None:
    slow = tmp_path / "a.txt"
    os.mkfifo(slow)
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text(STRAY, encoding="utf-8")

    def feed() -> None:
        with slow.open("w", encoding="utf-8") as stream:  # opened when gklint reads it: its second has begun
            time.sleep(PATIENCE + 0.1)
            stream.write(STRAY)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    shown = gklint(["check", "a.txt", "b.txt", "c.txt"], tmp_path, 80)
    feeder.join(600)
    assert "1/3" in bare(shown)
    assert "\x1b[2K" in shown  # the bar's line is wiped before something else is written
    assert bare(shown).rstrip().endswith("没有检查。")


@pytest.mark.parametrize(("seconds", "shown"), [(PATIENCE, False), (PATIENCE + 0.1, True)])
def test_a_quick_run_shows_no_progress(monkeypatch: pytest.MonkeyPatch, seconds: float, shown: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "monotonic", iter((0.0, seconds, seconds)).__next__)
    bar = ProgressBar(2)
    bar.advance()
    bar.hide()
    assert ("1/2" in terminal.getvalue()) is shown


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (40, 100, 1.0, "每秒 40 个，还要 2 秒|40 a second, 2 s left"),
        (100, 10_000, 2.0, "每秒 50 个，还要 3 分 18 秒|50 a second, 3 min 18 s left"),
        (10, 100_010, 1.0, "每秒 10 个，还要 2 小时 46 分|10 a second, 2 h 46 min left"),
        (2, 4, 10.0, "每个 5 秒，还要 10 秒|5 s each, 10 s left"),
    ],
)
def test_the_bar_says_how_fast_and_how_long(done: int, total: int, seconds: float, words: str) -> None:
    said = [progress.pace(done, total, seconds, english) for english in (False, True)]
    assert said == words.split("|")
