"""No locale, no standard streams, a reader of the output that goes away, an interrupt in the first imports: the answer
is the same, or the run ends quietly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.robust.command import CHECK, command, gklint
from tests.use.conftest import put

_NO_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_without_a_locale(folder: Path) -> None:
    """Findings for programs are the same bytes; what cannot be shown to people is replaced."""
    put(folder / "年报.txt", "本局帐号已公布。")
    usual = gklint(folder, *CHECK, "--no-cache", "--format", "json", ".")
    bare = gklint(folder, *CHECK, "--no-cache", "--format", "json", ".", env=_NO_LOCALE)
    assert (bare.returncode, bare.stderr) == (0, b"")
    name = json.loads(bare.stdout)["files"][0]["path"]  # bytes that the system takes for no text
    assert name.encode("utf-8", "surrogateescape").decode() == "年报.txt"
    assert bare.stdout.decode().replace(json.dumps(name), '"年报.txt"') == usual.stdout.decode()
    for form in ("full", "concise", "grouped", "html", "sarif"):
        shown = gklint(folder, *CHECK, "--format", form, ".", env=_NO_LOCALE)
        assert (shown.returncode, shown.stderr) == (0, b""), form
        assert b"TST001" in shown.stdout, form
    assert gklint(folder, *CHECK, "--write-baseline", "基线.json", ".", env=_NO_LOCALE).returncode == 0
    assert len(json.loads((folder / "基线.json").read_text(encoding="utf-8"))["entries"]) == 1
    assert gklint(folder, *CHECK, "--fix", ".", env=_NO_LOCALE).returncode == 0
    assert "账号" in (folder / "年报.txt").read_text(encoding="utf-8")


def test_a_name_that_is_no_text(folder: Path) -> None:
    """Such a file is checked, fixed and kept in a baseline as any other."""
    name = os.fsdecode(b"\xff.txt")
    try:
        put(folder / name, "本局帐号已公布，高度重视。")
    except OSError:
        pytest.skip("this file system takes no such name")
    done = gklint(folder, *CHECK, "--write-baseline", "b.json", ".")
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    again = gklint(folder, *CHECK, "--baseline", "b.json", "--format", "json", ".")
    assert [d["suppressed"]["by"] for d in json.loads(again.stdout)["diagnostics"]] == ["baseline", "baseline"]
    assert gklint(folder, *CHECK, "--fix", ".").returncode == 0
    assert "账号" in (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("args", [("rules",), ("explain", "STR001"), ("config",), ("extract", "年报.txt"), ("--help",)])
def test_every_command_speaks_without_a_locale(folder: Path, args: tuple[str, ...]) -> None:
    put(folder / "年报.txt")
    done = gklint(folder, *args, env=_NO_LOCALE)
    assert done.returncode == 0
    assert done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["json", "html", "sarif", "full"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_has_gone_away(folder: Path, form: str, jobs: str) -> None:
    for number in range(12):
        put(folder / f"{number}.txt", "本局帐号已公布。")
    read, write = os.pipe()
    os.close(read)
    args = command(*CHECK, "--no-cache", "--jobs", jobs, "--format", form, ".")
    done = subprocess.run(args, cwd=folder, stdout=write, stderr=subprocess.PIPE, check=False, timeout=600)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def without(number: int) -> Callable[[], None]:
    """The process is started with this standard stream closed."""
    return lambda: os.close(number)


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of POSIX")
@pytest.mark.parametrize("args", [(*CHECK, "a.txt"), ("extract", "a.txt"), ("rules",), ("--help",)])
def test_closed_streams(folder: Path, args: tuple[str, ...]) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    whole = gklint(folder, *args)
    deaf = gklint(folder, *args, before=without(1))
    assert (deaf.returncode, deaf.stdout, deaf.stderr) == (whole.returncode, b"", whole.stderr)
    dumb = gklint(folder, *args, before=without(2))
    assert (dumb.returncode, dumb.stdout, dumb.stderr) == (whole.returncode, whole.stdout, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of POSIX")
def test_a_closed_standard_input_is_no_text(folder: Path) -> None:
    for language, said in (("zh", "标准输入没有打开"), ("en", "standard input is not open")):
        done = gklint(folder, *CHECK, "--format", "concise", "--lang", language, "-", before=without(0))
        assert (done.returncode, done.stderr) == (2, b"")
        assert said in done.stdout.decode()


INTERRUPTED = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from gklint.launch import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    "name", ["gklint.answers", "gklint.streams", "gklint.cli", "gklint.cli.errors", "gklint.cli.checking", "re2"]
)
@pytest.mark.parametrize("options", [(), ("--no-cache", "--timings")])
def test_an_interrupt_while_gklint_is_imported(folder: Path, name: str, options: tuple[str, ...]) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    program = [sys.executable, "-c", INTERRUPTED.format(name=name), *CHECK, *options, "a.txt"]
    done = subprocess.run(program, cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"\n")
