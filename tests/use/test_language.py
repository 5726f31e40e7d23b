"""``--lang en``: the program's own words in English; what a rule says stays Chinese, after its English summary."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
from pathlib import Path

import pytest

import gklint as gklint_package
from gklint.complaints import ENGLISH as COMPLAINTS
from gklint.complaints import REASONS, in_english, reason_in_english
from gklint.config.keys import OVERRIDE_KEYS, SUPPRESS_KEYS, Kind
from gklint.engine import values
from gklint.messages import ENGLISH, in_a_row, say, worded
from gklint.readers import REFUSED
from tests.use.conftest import REPORT, Gklint, put

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


def test_what_could_not_be_checked_and_why(gklint: Gklint, folder: Path) -> None:
    """Rows and columns keep their names."""
    (folder / "a.txt").write_text(REPORT.replace("| 3 | 1 | 0 |", "| 若干 | 1 | 0 |", 1), encoding="utf-8")
    command = ("check", "--isolated", "--select", "ARI303", "--lang", "en", "--verbose", "a.txt", "--format")
    said = "表三 本年新收 自然人 line 33: no number in the cell (ARI303)"
    for form in ("concise", "full", "grouped"):
        assert said in " ".join(gklint(*command, form).out.split()), form
    (entry,) = json.loads(gklint(*command, "json").out)["files"][0]["not_run"]
    assert entry["reason"] == "no number in the cell"


def test_each_reason_of_the_engine_has_its_english() -> None:
    root = Path(gklint_package.__file__).parent
    calls = [
        call
        for path in (root / "engine").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    ]
    said = {
        argument.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("Unknown", "Unchecked", "_guarded")
        for argument in ast.walk(call.args[-1] if call.func.id == "_guarded" else call.args[0])
        if isinstance(argument, ast.Constant) and HAN.search(str(argument.value))
    }
    named = {values.BLANK_REASON, values.NO_TABLE, values.OTHER_FORM, *values._REASONS.values()}
    assert len(said) >= 7
    assert said | named | {"无法读成数字"} == set(REASONS)
    assert not any(HAN.search(english) for english in REASONS.values())


def test_a_reason_about_another_report_keeps_its_path() -> None:
    assert reason_in_english("甲：乙.txt：格内不是数字") == "甲：乙.txt: no number in the cell"
    assert reason_in_english("台账有“申请”，报告的表里读不出这个数") == "台账有“申请”，报告的表里读不出这个数"


def test_the_frame_says_in_english_where_a_mark_ends(gklint: Gklint, folder: Path) -> None:
    cells = "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
    (folder / "a.txt").write_text(REPORT.replace(cells, "|  |  |  |  |  |  |  |"), encoding="utf-8")
    command = ("check", "--isolated", "--select", "TBL005", "a.txt")
    blank = [number for number, line in enumerate(REPORT.splitlines(), 1) if cells in line and line.count("|") == 9]
    last = blank[-1]
    assert f"（至第 {last} 行）" in gklint(*command).out
    assert f" (to line {last})" in gklint(*command, "--lang", "en").out


def test_old_codes(gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "帐号。")
    told = gklint("check", "--pack", "../试验", "--select", "OLD001", "--lang", "en", "a.txt").err
    assert told == "the old code OLD001 is now TST001; it still counts for a time, but should be changed\n"


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
        (("--lang", "en", "--jobs", "0"), "--jobs: must be a whole number, 1 or more"),
        (("--lang", "en", "--max-size", "abc"), "--max-size: “abc” is no size; write 20M or 500K"),
        (("--lang", "en", "--executor", "abc"), "--executor “abc” must be written dask://HOST:PORT"),
        (("--lang", "en", "--executor", "dask://a:1", "--fix"), "--executor cannot go with --fix"),
        (("--lang", "en", "--pack", "nope"), "no such pack: nope; give a folder with a pack.yaml, or one of core"),
        (("--lang", "en", "--select", "XYZ"), "no rule, tag or beginning of a code is called XYZ"),
        (("--lang", "en", "--severity", "STR001"), "--severity must be written CODE=LEVEL"),
        (("--lang", "en", "--severity", "STR001=x"), "a level cannot be x; one of: error, warning, info"),
        (("--lang", "en", "--config", "none.toml"), "none.toml:1: the file cannot be read: there is no such file"),
        (("--lang", "en", "--ledger", "none.csv"), "ledger none.csv cannot be read: there is no such file"),
        (("--lang", "en", "--baseline", "none.json"), "baseline none.json cannot be used"),
        (("--lang", "en", "--against", "none"), "--against: none does not exist"),
        (("--lang", "en", "--output", "json"), "--output: “json” must be written FORMAT=FILE"),
    ],
)
def test_complaints_that_end_a_run(gklint: Gklint, folder: Path, args: tuple[str, ...], said: str) -> None:
    put(folder / "a.txt", "本局高度重视。")
    done = gklint("check", *args)
    assert done.status == 2
    assert said in done.err
    assert not HAN.search(done.err)


def test_a_command_that_does_not_exist(gklint: Gklint, folder: Path) -> None:
    assert (
        gklint("chek", "--lang", "en").err == "gklint: no such command: chek; did you mean check?\nsee gklint --help\n"
    )


def test_mistakes_in_a_configuration(gklint: Gklint, folder: Path) -> None:
    (folder / "gklint.toml").write_text('selct = ["A"]\nfail-on = "x"\nselect = 3\n[severity]\nSTR001 = "bad"\n')
    done = gklint("check", "--lang", "en")
    assert done.err.splitlines() == [
        "gklint: the configuration cannot be used:",
        "gklint.toml:1: no such key: selct (did you mean select, extend-select, project?)",
        "gklint.toml:2: fail-on cannot be 'x' (one of: error, info, never, warning)",
        'gklint.toml:3: select must be a list of texts (such as ["ALL"])',
        "gklint.toml:5: STR001 cannot be 'bad' (one of: error, info, warning)",
    ]


def test_files_that_cannot_be_read(gklint: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "本局高度重视。")
    (folder / "old").mkdir()
    (folder / "old" / "b.docx").write_text("x")
    done = gklint(
        "check", "--lang", "en", "--format", "concise", "--max-size", "10", "a.txt", "none.txt", "--against", "old"
    )
    assert done.status == 2
    assert (
        "a.txt: error GK001 the file cannot be read: it is too large (the limit is 10 bytes); --max-size allows more"
        in done.out
    )
    assert "none.txt: error GK001 the file cannot be read: there is no such file; check the path" in done.out
    assert done.err == "old/b.docx: cannot be read, and was not compared\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old formats (.doc, .wps) and encrypted files are not read"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "it is an image, and has no text"),
        ("a.docx", b"PK\x03\x04", "it is damaged or not whole, and no .docx; get it again"),
        ("a.pdf", b"%PDF-1.7", "the PDF is damaged or not whole"),
        ("a.txt", "政府信息公开".encode() * 30 + b"\xe6\x94\n" + "甲".encode() * 9, "line 1 (byte 541) is not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_file(gklint: Gklint, folder: Path, name: str, data: bytes, said: str) -> None:
    (folder / name).write_bytes(data)
    out = gklint("check", "--lang", "en", "--format", "concise", name).out
    assert f"{name}: error GK001 the file cannot be read: {said}" in out
    assert not HAN.search(out)


def test_all_that_is_said_has_its_english() -> None:
    root = Path(gklint_package.__file__).parent
    said = {
        call.args[0].value
        for path in root.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say"
        if isinstance(call.args[0], ast.Constant)
    }
    assert len(said) > 20
    assert said <= set(ENGLISH)


def test_all_complaints_have_their_english() -> None:
    root = Path(gklint_package.__file__).parent
    first = [
        call.args[0]
        for path in root.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "worded"
    ]
    said = {argument.value for argument in first if isinstance(argument, ast.Constant)}
    assert len(said) > 80
    said |= set(REFUSED.values())
    assert said <= set(COMPLAINTS)
    kinds = {kind.value for kind in (Kind.LEVELS, Kind.VERSIONS, Kind.RULES, Kind.NAMES, Kind.TABLE)}
    helps = {key.help for table in (OVERRIDE_KEYS, SUPPRESS_KEYS) for key in table if key.required}
    changes = {"{names}{more}改了", "{names}{more}是新的", "{names}{more}没有了", "，", "；"}
    assert set(COMPLAINTS) - said == kinds | helps | changes, "and nothing else is kept"


def test_complaints_have_the_same_blanks_and_no_chinese_but_names_of_columns() -> None:
    for template, english in COMPLAINTS.items():
        assert set(re.findall(r"\{.*?\}", template)) >= set(re.findall(r"\{.*?\}", english)), template
        assert not HAN.search(re.sub("“?(年度|日期|申请|行政复议|行政诉讼)”?", "", english)), english


@pytest.mark.parametrize("name", ["一，二", "甲；乙", "读不了", "（没有键 x）", "{name}", "、", "Kä"])
def test_names_in_complaints_stay_as_they_are(name: str) -> None:
    said = worded("没有规则包 {name}", name=name)
    whole = worded("{message}（{hint}）", message=said, hint=worded("是否想写 {names}？", names=(name, name)))
    assert whole == f"没有规则包 {name}（是否想写 {name}、{name}？）"
    assert in_english(whole) == f"no such pack: {name} (did you mean {name}, {name}?)"
    assert in_english(name) == name
    assert in_english(in_a_row([said, name], "，")) == f"no such pack: {name}, {name}"


def test_complaints_outlive_errors_and_other_processes() -> None:
    said = worded("没有规则包 {name}", name="，")
    sent = pickle.loads(pickle.dumps(said))  # noqa: S301 - packed here
    for kept in (str(ValueError(said)), sent, copy.deepcopy(said)):
        assert in_english(kept) == "no such pack: ，"


def test_names_in_a_configuration_stay_as_they_are(gklint: Gklint, folder: Path) -> None:
    (folder / "gklint.toml").write_text('packs = ["规则包，甲"]\n"键；乙" = 1\n[[suppress]]\ncode = "，"\n')
    first, *told = gklint("check", "--lang", "en").err.splitlines()
    assert first == "gklint: the configuration cannot be used:"
    assert [line.partition(" (")[0] for line in told] == [
        "gklint.toml:1: no such pack: 规则包，甲",
        "gklint.toml:2: no such key: 键；乙",
        "gklint.toml:3: missing path: which files: a pattern of paths that begin in the folder of this configuration",
        "gklint.toml:3: missing reason: the reason",
    ]
