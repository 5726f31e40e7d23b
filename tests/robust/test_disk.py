"""A full disk, a folder that may not be written to, a file that changes: each is told, and no file is harmed."""

from __future__ import annotations

import ctypes
import errno
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robust.command import CHECK, command, gklint
from tests.use.conftest import put, report
from tests.use.test_fixing_files import run as fixing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions of POSIX")

_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
_DAC_OVERRIDE, _DAC_READ_SEARCH, _CAPBSET_DROP = 1, 2, 24


def at_most(size: int) -> Callable[[], None]:
    """No file may grow beyond ``size`` bytes: the system refuses the write, as it does on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 kB in memory; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here (that takes root)")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as rest:
        while _taken(rest):
            pass


def _taken(rest: io.FileIO) -> bool:
    try:
        return bool(rest.write(bytes(512)))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False


@pytest.mark.parametrize("size", [0, 100])
def test_a_fix_that_cannot_be_written_leaves_the_file_and_says_what_is_still_in_it(folder: Path, size: int) -> None:
    path = put(folder / "a.txt", "本局帐号已公布。")
    before = path.read_bytes()
    done = gklint(folder, *CHECK, "--fix", "--format", "concise", "a.txt", before=at_most(size))
    assert done.returncode == 2
    assert path.read_bytes() == before
    assert "a.txt：没有写入修改：文件超过系统允许的大小" in done.stderr.decode()
    assert "已修改 0 处" in done.stderr.decode()
    assert "TST001" in done.stdout.decode()
    assert [found.name for found in folder.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--write-baseline", "b.json"), "不能写基线 b.json"),
        (("--output", "json=out.json"), "不能写文件 out.json"),
    ],
)
def test_a_file_that_cannot_be_written_is_as_it_was(folder: Path, args: tuple[str, ...], words: str) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    name = args[1].rpartition("=")[2]
    assert gklint(folder, *CHECK, *args, "a.txt").returncode == 0
    old = (folder / name).read_bytes()
    put(folder / "b.txt", "帐号史无前例，高度重视。")
    done = gklint(folder, *CHECK, *args, *(["--grow"] if "baseline" in args[0] else []), ".", before=at_most(10))
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert (folder / name).read_bytes() == old


def test_on_a_disk_that_is_full(folder: Path, small_disk: Path) -> None:
    work = small_disk / "work"
    path = put(work / "a.txt", "本局帐号已公布。")
    shutil.copytree(folder.parent / "试验", small_disk / "试验")
    _fill(small_disk / "rest")
    before = path.read_bytes()
    for args in (("--fix",), ("--write-baseline", "b.json"), ("--output", "json=out.json")):
        done = gklint(work, *CHECK, *args, "a.txt", env={"GKLINT_CACHE_DIR": str(work / "cache")})
        assert done.returncode == 2, args
        assert "磁盘已满；请腾出空间后重新运行" in done.stderr.decode(), args
        assert b"Traceback" not in done.stderr, args
        assert path.read_bytes() == before, args
    plain = gklint(work, *CHECK, "--format", "json", "a.txt", env={"GKLINT_CACHE_DIR": str(work / "cache")})
    assert (plain.returncode, plain.stderr) == (0, b""), "the cache is no condition"
    assert [d["code"] for d in json.loads(plain.stdout)["diagnostics"]] == ["TST001"]


@_FULL
@pytest.mark.parametrize(
    "args", [("check", "a.txt"), ("check", "--diff", "a.txt"), ("extract", "a.txt"), ("rules",), ("--help",)]
)
def test_output_that_goes_nowhere_is_an_unfinished_job(folder: Path, args: tuple[str, ...]) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*args), cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("gklint：")
    assert done.stderr.decode().endswith("：磁盘已满；请腾出空间后重新运行\n")


@_FULL
def test_an_answer_from_memory_that_goes_nowhere_is_unfinished_and_not_remembered(folder: Path) -> None:
    put(folder / "a.txt", "本局帐号已公布。")
    first, second, third = (folder.parent / name for name in ("1", "2", "3"))
    with first.open("wb") as one, second.open("wb") as two, third.open("wb") as three, open("/dev/full", "wb") as full:
        runs = [
            subprocess.run(command(*CHECK, "a.txt"), cwd=folder, stdout=out, stderr=subprocess.PIPE, check=False)
            for out in (full, one, full, two, three)
        ]
    assert [run.returncode for run in runs] == [2, 0, 2, 0, 0]
    assert first.read_bytes() == second.read_bytes() == third.read_bytes() != b""


def _no_more_than_others() -> None:
    """Permissions hold for root too."""
    if os.getuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            if prctl(_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


def test_a_folder_that_may_not_be_written_to(folder: Path) -> None:
    path = put(folder / "a.txt", "本局帐号已公布。")
    before = path.read_bytes()
    folder.chmod(0o555)
    try:
        for args, words in (
            (("--fix",), "a.txt：没有写入修改：文件夹或文件不许写"),
            (("--write-baseline", "b.json"), "不能写基线 b.json"),
            (("--output", "json=out.json"), "不能写文件 out.json"),
        ):
            done = gklint(folder, *CHECK, *args, "a.txt", before=_no_more_than_others)
            assert done.returncode == 2, args
            assert words in done.stderr.decode(), args
        place = {"GKLINT_CACHE_DIR": str(folder / "cache")}
        plain = gklint(folder, *CHECK, "--format", "concise", "a.txt", before=_no_more_than_others, env=place)
        assert (plain.returncode, plain.stderr) == (0, b""), "the cache is no condition"
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == before
    assert [found.name for found in folder.iterdir()] == ["a.txt"]


def test_a_folder_that_may_not_be_looked_into(folder: Path) -> None:
    """What is named in it is told, and everything else is checked."""
    put(folder / "a.txt", "本局帐号已公布。")
    put(folder / "zu" / "b.txt", "本局帐号已公布。")
    (folder / "zu").chmod(0)
    try:
        done = gklint(folder, *CHECK, "--format", "json", "zu/b.txt", "zu", "a.txt", before=_no_more_than_others)
        own = {"XDG_CONFIG_HOME": str(folder / "zu")}
        refused = [
            (("check", "--output", "json=zu/x.json", "a.txt"), {}, "不能写文件 zu/x.json：文件夹或文件不许写"),
            (("check", "--pack", "zu", "a.txt"), {}, "没有规则包 zu"),
            (("check", "--against", "zu", "a.txt"), {}, "--against：没有读取权限"),
            (("check", "a.txt"), own, "gklint.toml:1: 配置文件读不了：没有读取权限"),
            (("summary", ".", "--output", "zu/x.html"), {}, "不能写文件 zu/x.html：文件夹或文件不许写"),
        ]
        said = [(gklint(folder, *args, env=env, before=_no_more_than_others), words) for args, env, words in refused]
    finally:
        (folder / "zu").chmod(0o755)
    assert done.returncode == 2
    found = [(d["path"], d["code"], "没有读取权限" in d["message"]) for d in json.loads(done.stdout)["diagnostics"]]
    assert found == [("a.txt", "TST001", False), ("zu", "GK001", True), ("zu/b.txt", "GK001", True)]
    for one, words in said:
        assert one.returncode == 2
        assert words in one.stderr.decode()


def test_a_file_that_changes_while_it_is_read(folder: Path) -> None:
    """Somebody saves over the file again and again, not atomically; each run gives an answer, the last a right one."""
    path = put(folder / "a.txt", "本局帐号已公布。")
    texts = [report("本局帐号已公布。").encode(), report("高度重视。" * 400).encode()]
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            for text in texts:
                path.write_bytes(text)

    writer = threading.Thread(target=save)
    writer.start()
    try:
        runs = [gklint(folder, *CHECK, "--format", "json", "a.txt") for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    assert {done.returncode for done in runs} == {0}
    assert all(json.loads(done.stdout)["schema"] == 1 for done in runs)
    for text in texts:
        path.write_bytes(text)
        cached = gklint(folder, *CHECK, "--format", "json", "a.txt")
        assert cached.stdout == gklint(folder, *CHECK, "--format", "json", "--no-cache", "a.txt").stdout


def test_two_runs_fix_the_same_files(folder: Path) -> None:
    names = [f"{number}.txt" for number in range(30)]
    for name in names:
        put(folder / name, "本局帐号已公布。")
    args = command(*CHECK, "--fix", "--format", "concise", ".")
    with (
        subprocess.Popen(args, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as one,
        subprocess.Popen(args, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as other,
    ):
        told = [process.communicate()[1].decode() for process in (one, other)]
    assert all((folder / name).read_text(encoding="utf-8") == report("本局账号已公布。") for name in names)
    assert sorted(found.name for found in folder.iterdir()) == sorted(names)
    for process, words in zip((one, other), told, strict=True):
        assert (process.returncode == 2) == ("读取之后文件被别的程序改动" in words)
        assert process.returncode in (0, 2)


def test_two_runs_begin_with_an_empty_cache_and_write_one_baseline(folder: Path) -> None:
    """Neither sees half of what the other writes: both say what a run alone says."""
    for number in range(30):
        put(folder / f"{number}.txt", "本局帐号已公布。" * (1 + number % 3))
    alone = gklint(folder, *CHECK, "--no-cache", "--format", "json", ".")
    assert gklint(folder, *CHECK, "--no-cache", "--write-baseline", "../alone.json", ".").returncode == 0
    args = command(*CHECK, "--format", "json", "--write-baseline", "../b.json", "--grow", ".")
    for _ in range(3):
        (folder.parent / "b.json").unlink(missing_ok=True)
        place = {**os.environ, "GKLINT_CACHE_DIR": str(folder.parent / "empty")}
        shutil.rmtree(place["GKLINT_CACHE_DIR"], ignore_errors=True)
        with (
            subprocess.Popen(args, cwd=folder, env=place, stdout=subprocess.PIPE) as one,
            subprocess.Popen(args, cwd=folder, env=place, stdout=subprocess.PIPE) as other,
        ):
            said = [process.communicate()[0] for process in (one, other)]
        assert (one.returncode, other.returncode) == (0, 0)
        assert (folder.parent / "b.json").read_bytes() == (folder.parent / "alone.json").read_bytes()
        assert gklint(folder, *CHECK, "--format", "json", ".", env=place).stdout == alone.stdout
        assert [len(json.loads(words)["diagnostics"]) for words in said] == [60, 60]


def test_interrupted_while_it_fixes(folder: Path) -> None:
    names = [f"{number}.txt" for number in range(60)]
    for name in names:
        put(folder / name, "本局帐号已公布。")
    with subprocess.Popen(
        command(*CHECK, "--fix", "--format", "concise", "."), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while not any("账号" in (folder / name).read_text(encoding="utf-8") for name in names[:1]):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=600)
    assert process.returncode == 130
    assert b"Traceback" not in err
    texts = {(folder / name).read_text(encoding="utf-8") for name in names}
    assert texts == {report("本局帐号已公布。"), report("本局账号已公布。")}
    assert sorted(found.name for found in folder.iterdir()) == sorted(names)
    assert fixing(folder, "--fix", "--fail-on", "never", ".").returncode == 0
    assert {(folder / name).read_text(encoding="utf-8") for name in names} == {report("本局账号已公布。")}
