"""``gklint check`` as a user or a program meets it."""

import codecs
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import REPORT, Gklint

STRAY = "今天开会，讨论下周的值班安排。\n"


def codes(out: str) -> list[tuple[str, str, str]]:
    return [(d["path"], d["code"], d["severity"]) for d in json.loads(out)["diagnostics"]]


def places(data: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(d["code"], d["start"]["line"], d["start"]["column"]) for d in data["diagnostics"]]


def test_json_of_a_report(gklint: Gklint, report: str) -> None:
    outcome = gklint("check", "--format", "json", report)
    data = json.loads(outcome.out)
    assert list(data) == ["schema", "tool", "files", "diagnostics", "summary"]
    file = data["files"][0]
    assert (file["path"], file["status"], file["kind"]) == ("报告.txt", "checked", "gk-annual")
    assert (file["form"], file["year"], file["agency"]) == ("2021", 2022, "青川区水务局")
    assert outcome.err == ""


def test_a_missing_file_is_gk001_and_the_others_are_still_checked(gklint: Gklint, report: str) -> None:
    outcome = gklint("check", "--format", "json", "没有.txt", report)
    data = json.loads(outcome.out)
    assert outcome.status == 2
    assert {f["path"]: f["status"] for f in data["files"]} == {"没有.txt": "failed", "报告.txt": "checked"}
    assert ("没有.txt", "GK001", "error") in codes(outcome.out)


def test_never_does_not_hide_what_could_not_be_done(gklint: Gklint) -> None:
    assert gklint("check", "--fail-on", "never", "没有.txt").status == 2


def test_a_named_file_that_is_no_report_is_gk002(gklint: Gklint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRAY, encoding="utf-8")
    outcome = gklint("check", "--format", "json", "a.txt")
    assert outcome.status == 0
    assert codes(outcome.out) == [("a.txt", "GK002", "info")]
    assert json.loads(outcome.out)["files"][0]["status"] == "skipped"


def test_a_page_that_frames_another_says_where_the_report_may_be(gklint: Gklint, tmp_path: Path) -> None:
    page = "<html><body><h1>政府信息公开年报</h1><p>首页</p>{}</body></html>"
    (tmp_path / "空.html").write_text(page.format(""), encoding="utf-8")
    (tmp_path / "框.html").write_text(page.format('<iframe src="nianbao.html"></iframe>'), encoding="utf-8")
    outcome = gklint("check", "--format", "json", "空.html", "框.html")
    said = {d["path"]: d["message"] for d in json.loads(outcome.out)["diagnostics"]}
    assert "iframe" in said["框.html"]
    assert "iframe" not in said["空.html"]


def test_force_checks_it_nevertheless(gklint: Gklint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRAY, encoding="utf-8")
    outcome = gklint("check", "--format", "json", "--force", "a.txt")
    assert json.loads(outcome.out)["files"][0]["status"] == "checked"


def test_a_folder_with_everything_in_it(gklint: Gklint, report: str, tmp_path: Path) -> None:
    (tmp_path / "值班.md").write_text(STRAY, encoding="utf-8")
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n")
    outcome = gklint("check", "--format", "json")
    data = json.loads(outcome.out)
    assert {f["path"]: f["status"] for f in data["files"]} == {
        "值班.md": "skipped",
        "报告.txt": "checked",
        "旧.doc": "failed",
    }
    own = [code for code in codes(outcome.out) if code[1].startswith("GK")]
    assert own == [("旧.doc", "GK001", "warning")]  # and no GK002: that is a line of the summary
    assert outcome.status != 2
    assert data["summary"]["passed_over"] == 1
    assert "1 个文件不是年度报告" in gklint("check", "--format", "concise").out


def test_pages_of_results_in_a_folder_are_no_reports(gklint: Gklint, report: str, tmp_path: Path) -> None:
    first = gklint("check", "--format", "json", ".")
    gklint("check", "--output", "html=结果.html", report)
    gklint("summary", ".", "--output", "汇总.html")
    second = json.loads(gklint("check", "--format", "json", ".").out)
    assert second["diagnostics"] == json.loads(first.out)["diagnostics"]
    assert [(f["path"], f["status"]) for f in second["files"]] == [
        ("报告.txt", "checked"), ("汇总.html", "skipped"), ("结果.html", "skipped"),
    ]  # fmt: skip


def test_an_unreadable_text_in_a_folder_is_an_error(gklint: Gklint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xff\xff\xff")
    assert gklint("check").status == 2


def test_gk003_when_nothing_says_which_edition(gklint: Gklint, tmp_path: Path) -> None:
    headings = ("一、总", "二、主", "三、收", "四、政", "五、", "六、")
    bare = "\n".join(line for line in REPORT.splitlines() if line.startswith(headings))
    (tmp_path / "a.txt").write_text(bare, encoding="utf-8")
    own = [code for _, code, _ in codes(gklint("check", "--format", "json", "a.txt").out) if code.startswith("GK")]
    assert own == ["GK003"]
    named = gklint("check", "--format", "json", "--form", "2019", "a.txt")
    assert json.loads(named.out)["files"][0]["form"] == "2019"
    assert "GK003" not in named.out
    assert gklint("check", "--fail-on", "warning", "--select", "GK", "a.txt").status == 2


@pytest.mark.parametrize("name", ["报告.txt", None])
def test_standard_input(gklint: Gklint, name: str | None) -> None:
    named = ("--stdin-filename", name) if name else ()
    outcome = gklint("check", "--format", "json", *named, "-", stdin=REPORT.encode("gb18030"))
    file = json.loads(outcome.out)["files"][0]
    assert (file["path"], file["year"]) == (name or "-", 2022)


def test_utf16_and_crlf_give_the_same_findings_at_the_same_places(gklint: Gklint, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode())
    first = json.loads(gklint("check", "--format", "json", "a.txt").out)
    (tmp_path / "a.txt").write_bytes(codecs.BOM_UTF16_BE + REPORT.replace("\n", "\r\n").encode("utf-16-be"))
    second = json.loads(gklint("check", "--format", "json", "a.txt").out)
    assert second["files"] == first["files"]
    assert places(first) == places(second)


def test_max_size(gklint: Gklint, report: str) -> None:
    outcome = gklint("check", "--max-size", "1K", report)
    assert outcome.status == 2
    assert "超过上限（1 KB）" in outcome.out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("chekc",), "没有命令 chekc，是不是想写 check"),
        (("check", "--slect", "A"), "没有选项 --slect，是不是想写 --select"),
        (("check", "--format", "xml"), "--format 只能是 full、concise、"),
        (("check", "--max-size", "大"), "“大”不是大小"),
        (("check", "--output", "json"), "应写成 格式=文件"),
        (("check", "--output", "json=没有/这/层.json"), "不能写文件"),
        (("check", "--severity", "STR001"), "--severity 应写成 代码=级别"),
        (("check", "--select", "ZZZ999"), "ZZZ999"),
        (("check", "--ignore", "GK001"), "不能选择或忽略"),
        (("extract",), "缺少参数 路径"),
        (("explain", "ZZZ999"), "没有规则 ZZZ999"),
        (("parse", "没有.txt"), "文件不存在"),
    ],
)
def test_a_wrong_command_line_is_two_with_a_chinese_sentence(gklint: Gklint, args: tuple[str, ...], words: str) -> None:
    outcome = gklint(*args)
    assert outcome.status == 2
    assert words in outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err


def test_several_outputs_in_one_run(gklint: Gklint, report: str, tmp_path: Path) -> None:
    outcome = gklint(
        "check", "--format", "concise", "--output", "json=a.json", "--output", "full=a.out", "没有.txt", report
    )
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["summary"]["files"] == 2
    assert "没有.txt  错误  GK001" in (tmp_path / "a.out").read_text(encoding="utf-8")
    assert "没有.txt: 错误 GK001" in outcome.out


def test_alone_it_says_what_to_do_next(gklint: Gklint) -> None:
    outcome = gklint()
    assert outcome.status == 0
    assert [line.split()[1] for line in outcome.out.splitlines() if line.startswith("  gklint")] == [
        "check",
        "explain",
        "--help",
    ]


def test_version(gklint: Gklint) -> None:
    assert gklint("--version").out.startswith("gklint ")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_a_character_gets_another(gklint: Gklint, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "😀é\u0e01.txt").write_bytes(b"\xff\xff\xff\xff")
    for form in ("full", "concise"):
        outcome = gklint("check", "--format", form, ".", env={"PYTHONIOENCODING": encoding}, encoding=encoding)
        assert outcome.status == 2
        assert "GK001" in outcome.out
        assert "?" in outcome.out
        assert outcome.err == ""


def test_json_is_utf8_whatever_the_console(gklint: Gklint, report: str) -> None:
    plain = gklint("check", "--format", "json", report)
    assert gklint("check", "--format", "json", report, env={"PYTHONIOENCODING": "ascii"}).out == plain.out


def test_lone_surrogates_in_the_text_do_no_harm(gklint: Gklint, tmp_path: Path) -> None:
    text = REPORT.replace("（一）主动公开", "（一）主\ud800动\x00公\x1b[31m开\u2028")
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    for args in (("check",), ("check", "--format", "json"), ("extract",), ("parse",), ("parse", "--format", "json")):
        outcome = gklint(*args, "a.txt")
        assert outcome.status in (0, 1), outcome
        assert "\x1b[31m" not in outcome.out


def test_a_closed_pipe_is_no_traceback(tmp_path: Path, report: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "gklint", "parse", "--format", "json", report],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(600) == 141
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted_it_ends_quietly(tmp_path: Path) -> None:
    read, write = os.pipe()  # standard input that never ends, so that the run waits
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "gklint", "check", "-"],
            cwd=tmp_path,
            stdin=read,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            os.write(write, STRAY.encode())
            while _unread(read) and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=600)
            assert process.returncode == 130
            assert out == b""
            assert b"Traceback" not in err
    finally:
        os.close(read)
        os.close(write)


def _unread(pipe: int) -> int:
    """How many bytes in a pipe nobody has read yet."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
