"""What a stranger's report cannot do: reach the network, start a program, write a file, command a terminal or CI."""

from __future__ import annotations

import ast
import resource
import shlex
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from bench.samples import small_report
from tests.readers.pdf_files import drawn, lines
from tests.readers.word_files import W, package
from tests.robust.command import command, gklint
from tests.terminal import on_terminal

_WATCHED = """
import os, sys
told = []
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
BAD = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "ftplib.",
       "http.", "urllib.", "smtplib.", "webbrowser.", "os.rename", "os.remove", "os.link", "os.symlink", "shutil.")
here, secret = os.getcwd(), os.path.realpath("../秘密.txt")
def watch(event, arguments):
    if event.startswith(BAD):
        told.append((event, repr(arguments)))
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if isinstance(arguments[2], int) and arguments[2] & WRITES or path == secret:
            told.append((event, path))
from gklint.cli import main
main(["check", "--no-cache", "--force", *sys.argv[1:]])
sys.addaudithook(watch)
main(["check", "--no-cache", "--force", "--fail-on", "never", "--format", "json", *sys.argv[1:]])
main(["extract", "--force", *sys.argv[1:]])
main(["parse", sys.argv[1]])
print(*told, sep="\\n", file=sys.stderr)
"""
_PAGE = """<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a SYSTEM "file://{secret}">]>
<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="x.css"><script src="x.js"></script>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"></head>
<body>{body}<img src="http://127.0.0.1:9/x.png"><iframe src="file://{secret}"></iframe><object data="file://{secret}">
</object>&a;</body></html>"""
_RELATIONS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
 Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
 Target="file://%b" TargetMode="External"/></Relationships>"""


def test_no_format_reaches_out(folder: Path) -> None:
    """A page, a document and a PDF that ask for the network, for another file and for a program; watched by Python's
    own audit events. Reports are read, and none of it happens."""
    secret = folder.parent / "秘密.txt"
    secret.write_text("机密内容", encoding="utf-8")
    report = small_report(1, "本局帐号已公布。")
    body = "".join(f"<p>{line}</p>" for line in report.splitlines())
    (folder / "a.html").write_text(_PAGE.format(secret=secret, body=body), encoding="utf-8")
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in report.splitlines())
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{relation}">'
        f'<w:body>{paragraphs}{field}<w:altChunk r:id="r2"/></w:body></w:document>'
    )
    (folder / "b.docx").write_bytes(
        package(
            {
                "word/document.xml": document.encode(),
                "word/_rels/document.xml.rels": _RELATIONS % str(secret).encode(),
                "../../逃出.txt": b"out",
                "/tmp/gklint-out.txt": b"out",
            }
        )
    )
    (folder / "c.pdf").write_bytes(drawn(lines(*report.splitlines())))
    (folder / "d.txt").write_text(report, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, "d.txt", "a.html", "b.docx", "c.pdf"], cwd=folder, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr.strip() == ""
    assert done.stdout.count('"status": "checked"') == 4
    assert "机密" not in done.stdout
    assert not Path("/tmp/gklint-out.txt").exists()
    assert not list(folder.parent.glob("逃出*"))


_WORDS = "本局\x1b[31m帐号\x1b]0;题\x07\x9b2J\u202e史无前例\u2066，高度重视重视。"
_NAME = "a\x1b[2J\n::error::x.txt"


_FOR_PEOPLE = ("full", "concise", "grouped", "github")


def _harmful(text: str) -> set[str]:
    """Characters that a terminal would obey."""
    return {character for character in text if unicodedata.category(character) in ("Cc", "Cf")} - {"\n"}


@pytest.mark.parametrize(
    "args",
    [
        *(("check", "--format", form, "--verbose", "--color", "never") for form in _FOR_PEOPLE),
        ("check", "--no-suppress", "--statistics", "--quiet"),
        ("parse",),
    ],
)  # fmt: skip
def test_a_report_commands_neither_a_terminal_nor_ci(folder: Path, args: tuple[str, ...]) -> None:
    """Neither what stands in it nor its name, which may hold a line end and so a workflow command of its own."""
    (folder / _NAME).write_text(small_report(1, _WORDS), encoding="utf-8")
    done = gklint(folder, *args, _NAME)
    shown = done.stdout.decode() + done.stderr.decode()
    assert "帐号" in shown or "--quiet" in args
    assert _harmful(shown) == set()
    assert not [line for line in shown.splitlines() if line.startswith("::error::x")]


def test_a_diff_is_harmless_on_a_terminal_and_exact_elsewhere(folder: Path) -> None:
    (folder / "a.txt").write_text(small_report(1, _WORDS), encoding="utf-8")
    args = ("check", "--no-cache", "--diff", "a.txt")
    assert _WORDS[:8].encode() in gklint(folder, *args).stdout
    shown = on_terminal(command(*args), folder, stderr=subprocess.DEVNULL)
    assert "账号" in shown
    assert _harmful(shown) == set()


def test_messages_about_the_command_line_are_harmless_too(folder: Path) -> None:
    for args in (("check", "无\x1b[2J\n::error::x.txt"), ("check", "--select", "\x1b[2J"), ("explain", "\x1b[2J")):
        done = gklint(folder, *args)
        assert done.returncode == 2
        assert _harmful(done.stdout.decode() + done.stderr.decode()) == set()


def _little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf"])
def test_a_file_of_three_gigabytes_is_refused_by_default(folder: Path, name: str) -> None:
    """And so is standard input without an end. No more than the limit is read of either."""
    with (folder / name).open("wb") as file:
        file.truncate(3 << 30)
    done = gklint(folder, "check", "--no-cache", "--format", "concise", name, before=_little_memory)
    assert done.returncode == 2
    assert "GK001 文件读不了：文件超过上限（20 MB）" in done.stdout.decode()
    endless = f"yes 甲 | {shlex.join(command('check', '-', '--no-cache', '--format', 'concise'))}"
    shell = subprocess.run(["/bin/sh", "-c", endless], capture_output=True, check=False, preexec_fn=_little_memory)
    assert shell.returncode == 2
    assert "20 MB" in shell.stdout.decode() + shell.stderr.decode()


def test_nothing_is_evaluated() -> None:
    """No module of gklint's calls ``eval`` or ``exec``, or has a shell run anything."""
    found = []
    for path in sorted((Path(__file__).parents[2] / "gklint").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                shell = any(keyword.arg == "shell" for keyword in node.keywords)
                if name in ("eval", "exec", "os.system", "os.popen") or shell:
                    found.append(f"{path.name}:{node.lineno}: {name}")
    assert found == []
