"""``--fix``, ``--diff`` and ``--ask`` with real files, standard input and a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.use.conftest import Gklint, put, report

GKLINT = [sys.executable, "-m", "gklint", "check", "--pack", "../试验", "--select", "TST001,TST002,TST003"]


def run(folder: Path, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*GKLINT, *args], cwd=folder, input=stdin, capture_output=True, check=False)


def test_safe_fixes_are_written_and_the_status_is_of_what_is_left(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    outcome = check("--fix", "a.txt")
    assert (outcome.status, outcome.codes) == (0, [])
    assert (folder / "a.txt").read_text(encoding="utf-8") == report("本局账号已公布。")
    put(folder / "a.txt", "帐号史无前例。")
    rest = "；另有 1 处要人看过再改：加 --unsafe-fixes，再加 --ask 就逐处问\n"
    assert check("--diff", "a.txt").err == "可以修改 1 处" + rest
    outcome = check("--fix", "--fail-on", "warning", "a.txt")
    assert (outcome.status, outcome.codes) == (1, ["TST002"])
    assert outcome.err == "已修改 1 处" + rest
    outcome = check("--fix", "--unsafe-fixes", "a.txt")
    assert (outcome.codes, outcome.err) == ([], "已修改 1 处\n")
    assert (folder / "a.txt").read_text(encoding="utf-8") == report("账号较大。")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_other_bytes_stay(check: Gklint, folder: Path, encoding: str, end: str) -> None:
    before = report("本局帐号已公布。", "本局高度重视。").replace("\n", end)
    (folder / "a.txt").write_bytes(before.encode(encoding))
    check("--fix", "a.txt")
    assert (folder / "a.txt").read_bytes() == before.replace("帐号", "账号").encode(encoding)


def test_fixing_twice_is_fixing_once(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "帐号、帐号、帐号史无前例。")
    check("--fix", "--unsafe-fixes", "a.txt")
    once = (folder / "a.txt").read_bytes()
    stamp = (folder / "a.txt").stat().st_mtime_ns
    check("--fix", "--unsafe-fixes", "a.txt")
    assert (folder / "a.txt").read_bytes() == once
    assert (folder / "a.txt").stat().st_mtime_ns == stamp, "nothing to fix, nothing written"


def test_a_suppressed_finding_is_not_fixed_and_a_directive_stays(check: Gklint, folder: Path) -> None:
    put(folder / "a.txt", "[gklint: disable=TST001 原因：帐号是原文]", "本局帐号已公布。", "另一帐号。")
    check("--fix", "a.txt")
    after = report("[gklint: disable=TST001 原因：帐号是原文]", "本局帐号已公布。", "另一账号。")
    assert (folder / "a.txt").read_text(encoding="utf-8") == after


def test_rules_that_undo_each_other_or_make_it_worse_are_left_and_named(check: Gklint, folder: Path) -> None:
    path = put(folder / "a.txt", "在左手边，开了户头，高度重视。")
    outcome = check("--fix", "a.txt", rules="TST001,TST010,TST011,TST020")
    assert path.read_text(encoding="utf-8") == report("在左手边，开了户头，高度重视。")
    assert "TST010、TST011 的修改互相抵消" in outcome.err
    assert "TST020 的修改会带来新的错误" in outcome.err


def test_the_diff_is_shown_and_nothing_written(folder: Path) -> None:
    path = put(folder / "a.txt", "本局帐号已公布。", "公开左手边。")
    before = path.read_bytes()
    done = run(folder, "--diff", "a.txt")
    assert done.returncode == 1
    assert path.read_bytes() == before
    shown = done.stdout.decode()
    assert shown.startswith("--- a/a.txt\n+++ b/a.txt\n@@ ")
    assert "\n-本局帐号已公布。\n+本局账号已公布。\n" in shown
    subprocess.run(["patch", "-p1", "--quiet"], cwd=folder, input=done.stdout, check=True)
    assert path.read_text(encoding="utf-8") == report("本局账号已公布。", "公开左手边。")
    done = run(folder, "--diff", "a.txt")
    assert (done.returncode, done.stdout) == (0, b"")


def test_what_a_diff_cannot_be_made_of_is_told_on_standard_error(folder: Path) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    (folder / "b.txt").write_text("今天开会。\n", encoding="utf-8")
    done = run(folder, "--diff", "a.txt", "b.txt", "没有.txt")
    assert done.returncode == 2
    assert done.stdout.startswith(b"--- a/a.txt\n")
    told = done.stderr.decode()
    assert "没有.txt: 错误 GK001 文件读不了：文件不存在" in told
    assert "b.txt:1:1: 提示 GK002" in told
    assert "TST" not in told
    assert b"GK001" in run(folder, "--fix", "没有.txt").stdout, "without --diff this is a finding like any other"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_standard_input_comes_out_fixed(folder: Path, encoding: str) -> None:
    done = run(
        folder, "--fix", "--stdin-filename", "报告.txt", "-", stdin=report("本局帐号，高度重视。").encode(encoding)
    )
    assert done.stdout == report("本局账号，高度重视。").encode(encoding)
    assert "TST003" in done.stderr.decode()
    assert done.returncode == 0


def test_standard_input_that_cannot_be_fixed_comes_out_as_it_was(folder: Path) -> None:
    for data in (b"\xff\xff\xff\xff", "今天开会。\n".encode(), b"%PDF-1.4 broken"):
        assert run(folder, "--fix", "-", stdin=data).stdout == data


def test_somebody_else_writes_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch, check: Gklint) -> None:
    from gklint.runner import fixes

    path = put(folder / "a.txt", "本局帐号已公布。")
    other = report("别人写的。").encode()
    fix = fixes.fix

    def slow(*args: object, **kwargs: object) -> object:
        path.write_bytes(other)
        return fix(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(fixes, "fix", slow)
    outcome = check("--fix", "a.txt")
    assert outcome.status == 2
    assert "a.txt：没有写入修改：读取之后文件被别的程序改动" in outcome.err
    assert path.read_bytes() == other


def test_a_folder_that_cannot_be_written_to(folder: Path, check: Gklint, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(folder / "a.txt", "本局帐号已公布。")
    if os.geteuid() == 0:  # nothing is forbidden to root
        monkeypatch.setattr("gklint.atomic._private", refused)
    else:
        folder.chmod(0o555)
    try:
        outcome = check("--fix", "a.txt")
    finally:
        folder.chmod(0o755)
    assert outcome.status == 2
    assert "不许写" in outcome.err
    assert path.read_text(encoding="utf-8") == report("本局帐号已公布。")


def test_ask_on_a_terminal(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    put(folder / "a.txt", "甲帐号。", "乙帐号。", "丙帐号。")
    main, side = pty.openpty()
    with subprocess.Popen(
        [*GKLINT, "--fix", "--ask", "--format", "concise", "a.txt"],
        cwd=folder, stdin=side, stderr=side, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:  # fmt: skip
        os.close(side)
        for answer in (b"y\n", b"n\n", b"?\n", b"y\n"):
            os.write(main, answer)
        assert process.stdout is not None
        left = process.stdout.read().decode()
    os.close(main)
    assert (folder / "a.txt").read_text(encoding="utf-8") == report("甲账号。", "乙帐号。", "丙账号。")
    assert left.count("TST001") == 1
    assert process.returncode == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--ask",), "--ask 要和 --fix 一起用"),
        (("--fix", "--ask"), "--ask 要在终端里用"),
        (("--unsafe-fixes",), "--unsafe-fixes 要和 --fix"),
        (("--grow",), "--grow 要和 --write-baseline"),
        (("--fix", "--write-baseline", "b.json"), "不能和 --fix"),
        (("--no-project", "--against", "."), "不能和 --against"),
        (("--no-project", "--ledger", "b.csv"), "不能和 --against、--ledger"),
    ],
)
def test_options_that_make_no_sense(folder: Path, options: tuple[str, ...], words: str) -> None:
    put(folder / "a.txt")
    done = run(folder, *options, "a.txt")
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_in_word_the_fix_is_made_in_the_document(folder: Path, check: Gklint) -> None:
    from tests.readers.word_files import docx, words

    body = "".join(words(line) for line in report("本局帐号已公布。").splitlines() if not line.startswith("|"))
    (folder / "a.docx").write_bytes(docx(body))
    assert check("a.docx").codes == ["TST001"]
    assert check("--fix", "a.docx").codes == []
    assert check("a.docx").codes == []
    assert "--- a/a.docx" not in check("--diff", "a.docx").out


def test_html_is_shown_and_not_changed(folder: Path, check: Gklint) -> None:
    lines = report("本局帐号已公布。").splitlines()
    path = folder / "a.html"
    path.write_text("<!doctype html>" + "".join(f"<p>{line}</p>\n" for line in lines), encoding="utf-8")
    before = path.read_bytes()
    outcome = check("--fix", "a.html")
    assert outcome.codes == ["TST001"]
    assert outcome.status == 1
    assert "只显示修改建议" in outcome.err
    assert path.read_bytes() == before
