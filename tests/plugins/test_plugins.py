"""Plugins as a stranger writes and installs them, met by the real command line."""

import json
import re
from pathlib import Path

import pytest

from gklint.entrypoints import DISABLE
from gklint.plugins import HOOKS, Hooks
from tests.plugins.conftest import Site

REPORT = (Path(__file__).parents[1] / "cli" / "report.txt").read_text(encoding="utf-8")

FULL = """
from decimal import Decimal
from pathlib import Path

import click

from gklint.engine.functions import Function
from gklint.engine.values import Type
from gklint.extensions import PluginCommand, PluginPack
from gklint.plugins import hookimpl
from gklint.readers import Format, ReadError
from gklint.reporters.base import ReporterFormat
from gklint.text import Source


def read_upside_down(path, data):
    if data == b"boom":
        raise RuntimeError("坏了")
    if data == b"no":
        raise ReadError("这不是倒写的报告")
    return Source(path, "\\n".join(reversed(data.decode().split("\\n"))))


class Counts:
    def __init__(self, style):
        self.files = 0

    def begin(self):
        return "开始\\n"

    def file(self, result):
        self.files += 1
        return ""

    def end(self, total):
        return f"共 {self.files} 个\\n"


def digits(text):
    return Decimal(sum(c.isdigit() for c in text))


@click.command("hello")
def hello():
    click.echo("你好，插件")
    return 0


@hookimpl
def gklint_readers():
    return [Format("upside-down", read_upside_down, (".txet",))]


@hookimpl
def gklint_reporters():
    return [ReporterFormat("counts", Counts, for_people=True)]


@hookimpl
def gklint_functions():
    return {"数字个数": Function("plain", (Type.TEXT,), Type.NUMBER, digits)}


@hookimpl
def gklint_packs():
    return [PluginPack("digits", Path(__file__).parent / "digits")]


@hookimpl
def gklint_commands():
    return [PluginCommand("hello", "all_in_one:hello", "问好")]
"""
RULES = """\
rules:
  - code: DIG001
    name: too-many-digits
    summary: 标题里的数字不超过四个
    basis: 本单位约定
    status: custom
    severity: warning
    on: title
    require: 数字个数(文字) <= 3
    message: "题名有 {数字个数(文字)} 个数字"
"""


@pytest.fixture
def full(site: Site) -> Site:
    site.install("all-in-one", FULL)
    pack = site.folder / "digits"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: digits\nversion: "1"\napi: 1\n', encoding="utf-8")
    (pack / "rules.yaml").write_text(RULES, encoding="utf-8")
    (site.work / "报告.txt").write_text(REPORT, encoding="utf-8")
    return site


def test_every_hook_is_documented() -> None:
    assert len(HOOKS) == 6
    for name in HOOKS:
        assert len((getattr(Hooks, name).__doc__ or "").strip()) > 40, name


def test_a_command(full: Site) -> None:
    assert full.gklint("hello").out == "你好，插件\n"
    assert re.search(r"^  hello +问好$", full.gklint("--help").out, re.MULTILINE)


def test_a_reader_is_met_by_name_and_in_a_folder(full: Site) -> None:
    upside_down = "\n".join(reversed(REPORT.split("\n")))
    (full.work / "a.txet").write_text(upside_down, encoding="utf-8")
    (full.work / "b.other").write_text(upside_down, encoding="utf-8")
    for path in ("a.txet", "."):
        files = json.loads(full.gklint("check", "--format", "json", path).out)["files"]
        assert ("a.txet", "checked", 2022) in [(Path(f["path"]).name, f["status"], f["year"]) for f in files]
        assert "b.other" not in [Path(f["path"]).name for f in files]
    assert json.loads(full.gklint("extract", "a.txet").out)[0]["agency"] == "青川区水务局"
    assert "青川区水务局" in full.gklint("parse", "a.txet").out


def test_what_a_reader_raises_is_gk001_and_names_it(full: Site) -> None:
    (full.work / "a.txet").write_bytes(b"boom")
    (full.work / "b.txet").write_bytes(b"no")
    outcome = full.gklint("check", "--format", "json", "a.txet", "b.txet", "报告.txt")
    data = json.loads(outcome.out)
    told = {d["path"]: d["message"] for d in data["diagnostics"] if d["code"] == "GK001"}
    assert "插件 all_in_one" in told["a.txet"]
    assert "RuntimeError：坏了" in told["a.txet"]
    assert told["b.txet"] == "文件读不了：这不是倒写的报告"
    assert outcome.status == 2
    assert data["files"][-1]["status"] == "checked"


def test_a_reporter(full: Site) -> None:
    assert full.gklint("check", "--format", "counts", "报告.txt").out == "开始\n共 1 个\n"
    full.gklint("check", "--output", "counts=c.txt", "报告.txt")
    assert (full.work / "c.txt").read_text(encoding="utf-8") == "开始\n共 1 个\n"
    outcome = full.gklint("check", "--format", "count", "报告.txt")
    assert outcome.status == 2
    assert "html、counts" in outcome.err


def test_in_several_processes(full: Site) -> None:
    (full.work / "a.txet").write_text("\n".join(reversed(REPORT.split("\n"))), encoding="utf-8")
    options = ("check", "--pack", "digits", "--format", "json", "a.txet", "报告.txt")
    one, two = (full.gklint(*options, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.out == two.out
    assert one.out.count("题名有 4 个数字") == 2


def test_a_pack_that_calls_a_function(full: Site) -> None:
    without = json.loads(full.gklint("check", "--format", "json", "报告.txt").out)
    assert "DIG001" not in [d["code"] for d in without["diagnostics"]]
    for _ in range(2):  # the second time from the cache
        found = json.loads(full.gklint("check", "--format", "json", "--pack", "digits", "报告.txt").out)["diagnostics"]
        assert [d["message"] for d in found if d["code"] == "DIG001"] == ["题名有 4 个数字"]


def test_the_pack_without_its_plugin_is_refused(full: Site) -> None:
    outcome = full.gklint("check", "--pack", str(full.folder / "digits"), "报告.txt", **{DISABLE: "all-in-one"})
    assert outcome.status == 2
    assert "没有名为 数字个数 的函数" in outcome.err
    outcome = full.gklint("check", "--pack", "digits", "报告.txt", **{DISABLE: "1"})
    assert outcome.status == 2
    assert "没有规则包 digits" in outcome.err


def test_one_that_raises_is_named_and_the_others_go_on(full: Site) -> None:
    full.install("broken", "raise RuntimeError('忘了装东西')\n", "bad")
    outcome = full.gklint("hello")
    assert outcome.status == 0
    assert outcome.out == "你好，插件\n"
    assert "插件 broken 1.0 (bad = broken) 不能用：RuntimeError：忘了装东西" in outcome.err
    assert full.gklint("hello", **{DISABLE: "broken"}).err == ""
    english = full.gklint("check", "--lang", "en", "报告.txt").err
    assert english == (
        "gklint: the plugin broken 1.0 (bad = broken) cannot be used: RuntimeError: 忘了装东西; the others go on\n"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("from gklint.plugins import hookimpl\n@hookimpl\ndef gklint_reader():\n    return []\n", "gklint_reader"),
        ("from gklint.plugins import hookimpl\n@hookimpl\ndef gklint_readers(config):\n    return []\n", "config"),
        ("from gklint.plugins import hookimpl\n@hookimpl\ndef gklint_readers():\n    return ['x']\n", "应给出 Format"),
        ("from gklint.plugins import hookimpl\n@hookimpl\ndef gklint_packs():\n    1 / 0\n", "ZeroDivisionError"),
        ("import nothing_like_it\n", "nothing_like_it"),
        ("import sys\nsys.exit('fertig')\n", "SystemExit：fertig"),
    ],
)
def test_what_is_wrong_with_a_plugin_is_said(site: Site, code: str, reason: str) -> None:
    site.install("wrong", code)
    outcome = site.gklint("--help")
    assert outcome.status == 0
    assert "插件 wrong" in outcome.err
    assert reason in outcome.err


CLAIM = "from gklint.plugins import hookimpl\nfrom gklint.readers import Format\n@hookimpl\ndef gklint_readers():\n"


def test_two_that_clash_are_both_named(site: Site) -> None:
    site.install("first-one", CLAIM + "    return [Format('a', 'x:y', ('.rst',))]\n")
    site.install("second-one", CLAIM + "    return [Format('b', 'x:y', ('.rst',)), Format('pdf', 'x:y')]\n")
    (site.work / "a.txt").write_text(REPORT, encoding="utf-8")
    outcome = site.gklint("check", "a.txt")
    assert outcome.status == 2
    assert "扩展名 .rst 有两家要用：插件 first_one 和 插件 second_one" in outcome.err
    assert "输入格式 pdf 有两家要用：gklint 自身 和 插件 second_one" in outcome.err
    english = site.gklint("check", "--lang", "en", "a.txt").err
    assert english.startswith("gklint: plugins contradict each other:\n")
    assert "extension .rst is claimed by two: plugin first_one and plugin second_one; switch one of them off" in english
    assert "input format pdf is claimed by two: gklint itself and plugin second_one" in english
    assert site.gklint("check", "a.txt", **{DISABLE: "second-one"}).status == 0


def test_a_plugin_installed_later_is_seen_at_once(site: Site) -> None:
    assert "没有命令 hello" in site.gklint("hello").err
    site.install("all-in-one", FULL)
    assert site.gklint("hello").out == "你好，插件\n"


def test_a_folder_with_a_manifest_is_a_pack_without_a_line_of_python(site: Site) -> None:
    site.install("folder-pack", "raise AssertionError('not imported')\n")
    (site.folder / "folder_pack.py").unlink()
    pack = site.folder / "folder_pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: our-folder\nversion: "1"\napi: 1\n', encoding="utf-8")
    rule = RULES.replace("数字个数(文字) <= 3", "长度(文字) <= 3").replace("{数字个数(文字)}", "{长度(文字)}")
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")
    (site.work / "报告.txt").write_text(REPORT, encoding="utf-8")
    outcome = site.gklint("check", "--select", "DIG", "--pack", "our-folder", "报告.txt")
    assert (outcome.status, outcome.err) == (0, "")
    assert "DIG001" in outcome.out
    assert "没有规则包 our-folder" in site.gklint("check", "--pack", "our-folder", **{DISABLE: "1"}).err


BROKEN = """
import click

from gklint.extensions import PluginCommand
from gklint.plugins import hookimpl
from gklint.reporters.base import ReporterFormat


class Broken:
    def __init__(self, style):
        pass

    def begin(self):
        return ""

    def file(self, result):
        raise RuntimeError("写不出")

    def end(self, total):
        return ""


@click.command("boom")
def boom():
    raise RuntimeError("炸了")


@hookimpl
def gklint_reporters():
    return [ReporterFormat("broken", Broken)]


@hookimpl
def gklint_commands():
    return [PluginCommand("boom", "broken:boom", "炸"), PluginCommand("nowhere", "broken:nowhere", "没有")]
"""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("check", "--format", "broken", "报告.txt"), "RuntimeError：写不出"),
        (("boom",), "RuntimeError：炸了"),
        (("nowhere",), "AttributeError："),
    ],
)
def test_what_a_plugin_raises_is_no_finding(site: Site, words: tuple[str, ...], why: str) -> None:
    """Exit status 1 would say that something was found."""
    site.install("broken", BROKEN)
    (site.work / "报告.txt").write_text(REPORT, encoding="utf-8")
    outcome = site.gklint(*words)
    assert outcome.status == 2
    assert "Traceback" in outcome.err
    assert f"gklint：没有做完，程序出错：{why}" in outcome.err.splitlines()[-1]
    english = site.gklint(*words[:1], "--lang", "en", *words[1:]) if words[0] == "check" else None
    assert english is None or "gklint: not done, the program failed: RuntimeError" in english.err
