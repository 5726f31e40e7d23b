"""``--lang en``: the program's own words in English; what a rule says stays Chinese, after its English summary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gklint.messages import ENGLISH, say
from tests.use.conftest import Gklint, put

HAN = re.compile("[一-鿿]")


@pytest.mark.parametrize("form", ["full", "concise", "grouped"])
def test_the_frame_is_english(gklint: Gklint, folder: Path, form: str) -> None:
    put(folder / "a.txt", "本局高度重视。", "帐号、帐号、帐号、帐号。")
    (folder / "b.txt").write_text("1\n", encoding="utf-8")
    command = ("check", "--pack", "../试验", "--select", "TST", "--format", form, "a.txt", "b.txt")
    chinese, english = gklint(*command), gklint(*command, "--lang", "en")
    assert english.status == chinese.status
    assert "error" in english.out
    summary = " ".join(english.out.splitlines()[-2:])
    assert "2 file(s): error 4, warning 1, info 1; 1 file(s) that are no annual reports" in summary
    assert not re.search("错误|警告|提示|个文件|另有|建议|依据", english.out)
    assert "write the modern form of account: “帐号”应为“账号”" in english.out.replace("\n      ", " ")
    assert "不说空话" in english.out, "a rule without an English summary speaks Chinese"


def test_notes_about_the_run(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "帐号，在左手边。")
    out = check("--fix", "--lang", "en", "a.txt", rules="TST001,TST010,TST011").err
    assert "the fixes of TST010、TST011 undo each other" in out
    assert "1 fixes made" in out
    assert (
        "baseline b.json: 1 findings (0 before)"
        in check("--write-baseline", "b.json", "--lang", "en", "a.txt", rules="TST010").err
    )


def test_each_has_the_same_blanks_and_no_chinese_in_the_english() -> None:
    for words, english in ENGLISH.items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(re.findall(r"\{\w+\}", english))
        assert not HAN.search(english)


def test_words_without_english_are_a_mistake() -> None:
    assert say("{n} 只猫", english=False, n=3) == "3 只猫"
    with pytest.raises(KeyError):
        say("{n} 只猫", english=True, n=3)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--colour", "never", "--lang", "en"), "no such option: --colour; did you mean --color?"),
        (("--lang=en", "--color", "x"), "--color can only be one of auto, always, never"),
        (("--lang", "en", "--format", "x"), "--format can only be one of full, concise, grouped"),
        (("--lang", "en", "--ask"), "--ask needs --fix"),
        (("--lang", "en", "--fix=yes"), "option --fix: it takes no value"),
        (("--lang", "en", "--jobs"), "option --jobs: it takes a value"),
    ],
)
def test_complaints_about_options(gklint: Gklint, folder: Path, args: tuple[str, ...], said: str) -> None:
    done = gklint("check", *args)
    assert done.status == 2
    assert said in done.err
    assert not HAN.search(done.err)
