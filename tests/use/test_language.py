"""``--lang en``: the program's own words in English; what a rule says stays Chinese, after its English summary."""

from __future__ import annotations

import ast
import copy
import io
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import gklint as gklint_package
from gklint.cli.commands import COMMANDS
from gklint.complaints import ENGLISH as COMPLAINTS
from gklint.complaints import REASONS, in_english, reason_in_english
from gklint.config.keys import OVERRIDE_KEYS, SUPPRESS_KEYS, Kind
from gklint.engine import fields, regex, values
from gklint.launch import main
from gklint.messages import ENGLISH, in_a_row, say, worded
from gklint.readers import REFUSED
from gklint.readers.word import atoms
from tests.use.conftest import REPORT, Gklint, Outcome, put

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
    assert "the fixes of TST010, TST011 undo each other" in out
    assert "1 fixes made" in out
    assert (
        "baseline b.json: 1 findings (0 before)"
        in check("--write-baseline", "b.json", "--lang", "en", "a.txt", rules="TST010").err
    )


class Terminal(io.StringIO):
    """What somebody types, or sees."""

    def isatty(self) -> bool:
        return True


def test_questions_of_ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "a.txt", "帐号史无前例。")
    monkeypatch.setattr("sys.stdin", Terminal("n\nq\n"))
    seen = Terminal()
    monkeypatch.setattr("sys.stderr", seen)
    rules = ("--isolated", "--pack", "../试验", "--select", "TST001,TST002")
    main(("check", *rules, "--fix", "--unsafe-fixes", "--ask", "--lang", "en", "a.txt"))
    said = seen.getvalue()
    assert "\n  advice: 改为账号\n" in said
    assert "\n  advice: 删去 (wants looking at)\n" in said
    question = "  make this fix? [y yes / n no / a all of this rule / d none of this rule / q none of the rest]\n"
    assert said.count(question) == 2
    assert said.endswith("0 fixes made\n")


def test_each_has_the_same_blanks_and_no_chinese_in_the_english() -> None:
    for words, english in ENGLISH.items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(re.findall(r"\{\w+\}", english))
        assert not HAN.search(english)


def test_words_without_english_are_a_mistake() -> None:
    assert say("{n} 只猫", english=False, n=3) == "3 只猫"
    with pytest.raises(KeyError):
        say("{n} 只猫", english=True, n=3)


@pytest.mark.parametrize("command", ["", *COMMANDS, "new pack", "new rule", "pack lock"])
def test_help_is_chinese(gklint: Gklint, folder: Path, command: str) -> None:
    """Headings have a Chinese colon, and click puts in no English of its own."""
    said = gklint(*command.split(), "--help").out
    assert [line for line in said.splitlines() if line.endswith(("：", ":"))] == (
        ["选项：", "命令："] if command in ("", "new", "pack") else ["选项："]
    )
    assert not re.search(r"\[(x|required|default)|RANGE|INTEGER", said)


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


def own_words(done: Outcome) -> dict[str, str]:
    """What gklint's own findings say, by their code, without the summary that stands before it."""
    return {d["code"]: d["message"].partition(": ")[2] for d in done.data["diagnostics"] if d["code"].startswith("GK")}


def test_what_is_found_about_a_run(check: Gklint, folder: Path) -> None:
    put(
        folder / "a.txt",
        "[gklint: disable=TST001]",
        "帐号",
        "[gklint: disable=TST002 原因：甲，乙 until=2020-01-31]",
        "[gklint: disable=TST003 原因：甲 until=后天]",
        "[gklint: disable-file=TST010 原因：甲]",
        "[gklint: disable=OLD001 原因：甲]",
        "帐号",
    )
    (folder / "b.txt").write_text("通知\n", encoding="utf-8")
    forms = REPORT.replace("2022", "某")
    (folder / "c.txt").write_text(forms.replace("〔2021〕", ""), encoding="utf-8")
    found = check("--lang", "en", "a.txt", rules="TST")
    said = [d["message"] for d in found.data["diagnostics"] if d["code"].startswith("GK")]
    assert [one.partition(": ")[2] for one in said] == [
        "the suppression of TST001 gives no reason; write “reason: …”",
        "the suppression of TST002 held until 2020-01-31, and has no effect any more",
        "the suppression of TST003 has no effect: 后天 is no date; write it like until=2027-01-31",
        "the suppression of TST010 suppresses nothing, and can be taken out",
        "a suppression has an old code: OLD001 is now TST001; it still counts for a time, but should be changed",
    ]
    assert own_words(check("--lang", "en", "b.txt"))["GK002"] == (
        "it does not look like an annual report: it has fewer than two of title, headings of the six sections, the"
        " three tables, document number; not checked; if it is an annual report, use --force"
    )
    unsure = own_words(check("--lang", "en", "c.txt"))["GK003"]
    assert unsure.startswith("the year or the edition of the form cannot be told; checked by the form of 2021 (")
    assert not HAN.search(unsure)


def test_what_is_found_when_the_run_ends(check: Gklint, folder: Path) -> None:
    """In the baseline and in the configuration: what no longer appears, and what suppresses nothing."""
    put(folder / "a.txt", "帐号。")
    (folder / "gklint.toml").write_text(
        'packs = ["../试验"]\nselect = ["TST"]\nbaseline = "b.json"\n[[suppress]]\npath = "a.txt"\ncode = "TST003"\n'
        'reason = "甲"\n[[suppress]]\npath = "a.txt"\ncode = "TST002"\nreason = "甲"\nuntil = 2020-01-31\n'
    )
    check("--write-baseline", "b.json", "a.txt")
    put(folder / "a.txt", "账号。")
    said = [d["message"].partition(": ")[2] for d in check("--lang", "en", "a.txt").data["diagnostics"]]
    assert said == [
        f"1 of TST001 in the baseline no longer appear; --write-baseline {folder}/b.json takes them out",
        "the suppression of TST003 suppresses nothing, and can be taken out",
        "the suppression of TST002 held until 2020-01-31, and has no effect any more",
    ]


def test_a_rule_that_fails(gklint: Gklint, folder: Path) -> None:
    pack = folder.parent / "败"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: 败\nversion: "1"\napi: 1\n', encoding="utf-8")
    (pack / "rules.yaml").write_text(
        "rules: [{code: BAD001, name: bad-one, summary: 甲, basis: 甲, severity: info, on: report, python: x.py,"
        " why-python: 甲}]\n",
        encoding="utf-8",
    )
    (pack / "x.py").write_text("raise ValueError('读不了：一，二')\n", encoding="utf-8")
    put(folder / "a.txt", "甲")
    said = gklint("check", "--pack", "../败", "--allow-python", "败", "--lang", "en", "--format", "json", "a.txt")
    assert own_words(said)["GK900"].startswith("rule BAD001 (pack 败) failed: ValueError: 读不了：一，二, at ")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("selct: 甲", "rule BAD001 has no such key as selct"),
        ("on: 段", "there is no selector 段 (one of: report, title, "),
        (
            "pattern: '(?=一)'",
            "the pattern is wrong at “(?=”: this is not known (there is no looking around; use unless)",
        ),
        ("require: 机关 > 1", "this must be a number, not a text"),
        ("require: 甲 == 1", "there is no value 甲"),
        ("require: 合计(年度, 1, 2) = 1", "the expression is wrong at “= 1” (write == for equal)"),
        ("message: '{甲'", "a { without its } (write {{ for the sign itself)"),
        ("tags: {甲: 1}", "tags must be a list, not a mapping"),
        ("enabled: 是", "enabled must be true or false, not 是"),
        ("status: 甲", "status cannot be 甲 (one of: official, custom, unverified)"),
        (
            "grades: {甲: {level: info}}",
            "the grade 甲 has no when, and is never used (write {level: info, when: CONDITION})",
        ),
        ("options: {甲: {type: number, default: 乙, help: 丙}}", "the default of the option 甲 must be a number"),
        ("examples: {good: [{form: 甲, text: 乙}]}", "there is no form 甲 (one of: 2019, 2021)"),
        ("title: '{甲}'", "the wording of a title can have no {甲} (one of: {机关}, {年度})"),
        ("deadline: {department: 甲}", "department must be a day of the year after, not 甲 (such as 1月28日)"),
        ("lexicon: 甲", "there is no lexicon 甲 (lexicons are in the folder lexicons/ of the pack)"),
        ("name: [", "not YAML: "),
    ],
)
def test_mistakes_in_a_pack(gklint: Gklint, folder: Path, keys: str, said: str) -> None:
    """Names and values stay as they are."""
    given = keys.partition(":")[0]
    rule = {"code": "BAD001", "name": "bad-one", "summary": "甲", "basis": "甲", "severity": "error", "message": "甲"}
    bodies = ("require", "pattern", "title", "deadline", "lexicon")
    if given not in ("title", "deadline"):
        rule["on"] = "report" if given == "require" else "paragraph"
    if given not in bodies:
        rule["pattern"] = "甲"
    rule.pop(given, None)
    pack = folder.parent / "败"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: 败\nversion: "1"\napi: 1\n', encoding="utf-8")
    lines = "".join(f"    {key}: {value}\n" for key, value in rule.items())
    (pack / "r.yaml").write_text(f"rules:\n  -\n{lines}    {keys}\n", encoding="utf-8")
    done = gklint("check", "--isolated", "--pack", "../败", "--lang", "en")
    assert done.status == 2
    assert f" {said}" in done.err
    chinese = gklint("check", "--isolated", "--pack", "../败")
    assert len(chinese.err.splitlines()) == len(done.err.splitlines())


def test_mistakes_of_packs_together(gklint: Gklint, folder: Path) -> None:
    for name, level in (("甲", "info"), ("乙", "warning")):
        (folder / name).mkdir()
        (folder / name / "pack.yaml").write_text(
            f'name: {name}\nversion: "1"\napi: 1\nextends: [core]\noverrides: {{STR001: {{severity: {level}}}}}\n',
            encoding="utf-8",
        )
    done = gklint("check", "--isolated", "--pack", "甲", "--pack", "乙", "--lang", "en")
    assert "the packs 甲 and 乙 both change severity of rule STR001, and not alike" in done.err
    assert "(use one of them, or let 乙 say extends: [甲])" in done.err


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


WORDING = {
    "worded": 0, "in_a_row": 1, "ExpressionError": 0, "Impossible": 0, "CannotChange": 0, "TooMuch": 0, "_bound": 2,
    "_Refused": 1, "_problem": 2, "add": 1,
}  # fmt: skip
"""What words its argument at this place as a template."""
QUIET = (
    # no --lang
    "cli/", "summary/", "reporters/", "pytest_plugin.py", "runner/extracting.py", "runner/packtests.py",
    "engine/examples.py",
    # what rules say
    "engine/across.py", "engine/evaluate.py", "engine/gathering.py", "engine/runners.py", "engine/values.py",
    "engine/wants.py", "engine/yaml_rules.py", "project/grouping.py", "report/",
    # places in a file, and words of pages
    "readers/html/__init__.py", "readers/html/shell.py", "readers/pdf/__init__.py", "readers/word/layout.py", "text.py",
)  # fmt: skip
"""Modules that put Chinese together that is said as it is: by commands without ``--lang``, or by rules."""


def modules() -> dict[str, ast.Module]:
    root = Path(gklint_package.__file__).parent
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.py"))
    }


def templates(tree: ast.AST) -> Iterator[str]:
    """All that a module words as it stands there."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            at = WORDING.get(call.func.id if isinstance(call.func, ast.Name) else call.func.attr)
            if at is not None and len(call.args) > at:
                first = call.args[at]
                choices = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                for one in choices:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and HAN.search(one.value):
                        yield one.value


def test_all_complaints_have_their_english() -> None:
    trees = modules()
    said = {template for tree in trees.values() for template in templates(tree)}
    assert len(said) > 400
    said |= set(REFUSED.values())
    said |= {kind.value for kind in (Kind.LEVELS, Kind.VERSIONS, Kind.RULES, Kind.NAMES, Kind.TABLE)}
    said |= {key.help for table in (OVERRIDE_KEYS, SUPPRESS_KEYS) for key in table if key.required}
    said |= {kind.value for kind in (*values.Type, *atoms.Kind)}
    said |= {*fields._KINDS.values(), *regex._KINDS.values(), *regex._HINTS.values()}
    assert said <= set(COMPLAINTS)
    written = {
        node.value
        for name, tree in trees.items()
        if name not in ("complaints.py", "mistakes.py", "refusals.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(COMPLAINTS) <= written, "nothing is kept that nobody says"


def test_nothing_that_is_said_in_english_is_put_together_in_chinese() -> None:
    """A sentence that is made by an f-string cannot be said in English."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if not name.startswith(QUIET)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and HAN.search(str(part.value)) for part in node.values)
    ]
    assert found == []


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_complaints_have_the_same_blanks_and_no_chinese_but_names_of_columns() -> None:
    for template, english in COMPLAINTS.items():
        assert blanks(template) >= blanks(english), template
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
