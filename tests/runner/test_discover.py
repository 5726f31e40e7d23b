"""Which files a run takes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gklint.globs import matcher
from gklint.runner import discover


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def found(*paths: str, exclude: tuple[str, ...] = ()) -> tuple[list[str], int]:
    targets = discover(paths, exclude)
    return [target.path for target in targets.files], targets.passed_over


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_known_formats_in_order_of_their_paths(folder: Path) -> None:
    make(folder, "b/乙.docx", "a.txt", "b/甲.MD", "c.pdf", "d.htm", "e.html", "f.doc", "g.wps")
    assert found(".") == (["a.txt", "b/乙.docx", "b/甲.MD", "c.pdf", "d.htm", "e.html", "f.doc", "g.wps"], 0)


def test_all_else_is_passed_over_and_counted(folder: Path) -> None:
    make(folder, "a.txt", "b.xlsx", "c.py", "无扩展名", "~$a.docx", "._a.txt", ".hidden/x.txt", ".hidden/y.txt")
    assert found(".") == (["a.txt"], 6)  # a hidden folder counts once


def test_a_hidden_folder_that_is_named_is_taken(folder: Path) -> None:
    make(folder, ".hidden/x.txt")
    assert found(".hidden") == ([".hidden/x.txt"], 0)


def test_paths_are_as_given(folder: Path) -> None:
    make(folder, "d/a.txt")
    assert found("d")[0] == ["d/a.txt"]
    assert found("d/")[0] == ["d/a.txt"]
    assert found("./d")[0] == ["./d/a.txt"]
    assert found(str(folder))[0] == [f"{folder.as_posix()}/d/a.txt"]


def test_a_file_is_taken_once_and_what_is_named_counts_as_named(folder: Path) -> None:
    make(folder, "a.txt", "b.txt")
    targets = discover([".", "./b.txt", "b.txt"])
    assert [(t.path, t.in_folder) for t in targets.files] == [("a.txt", True), ("b.txt", False)]


def test_a_named_file_is_taken_whatever_it_is(folder: Path) -> None:
    make(folder, "x.xlsx", ".y")
    assert found("x.xlsx", ".y", "missing.txt")[0] == [".y", "missing.txt", "x.xlsx"]


def test_exclude_holds_in_folders_only(folder: Path) -> None:
    make(folder, "a.txt", "旧/b.txt", "旧/c/d.txt", "新/e.txt", "新/草稿.txt")
    assert found(".", exclude=("旧", "草稿*")) == (["a.txt", "新/e.txt"], 2)
    assert found("a.txt", exclude=("a.txt",))[0] == ["a.txt"]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "a/b.txt", True),
        ("a*", "x/abc/y.txt", True),
        ("a*", "x/y/ba.txt", False),
        ("x/*", "x/y/z.txt", True),
        ("x/*.txt", "x/y/z.txt", False),
        ("x/**/z.txt", "x/y/w/z.txt", True),
        ("x/**/z.txt", "x/z.txt", True),
        ("旧/", "旧/a.txt", True),
        ("旧", "很旧/a.txt", False),
        ("a.c", "abc", False),
        ("?.md", "甲.md", True),
        ("?.md", "甲乙.md", False),
    ],
)
def test_patterns(pattern: str, path: str, matches: bool) -> None:
    assert matcher([pattern])(path) is matches


def test_no_pattern_matches_nothing() -> None:
    assert not matcher([])("a.txt")
    assert not matcher(["/"])("a.txt")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
class TestGit:
    @pytest.fixture
    def repository(self, folder: Path) -> Path:
        subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
        make(folder, "a.txt", "out/b.txt", "out/deep/c.txt", "keep/d.txt", "keep/e.log.txt")
        (folder / ".gitignore").write_text("out/\n*.log.txt\n", encoding="utf-8")
        return folder

    def test_what_git_ignores_is_passed_over(self, repository: Path) -> None:
        # passed over: .git, .gitignore, out/ (once, as git names the folder), keep/e.log.txt
        assert found(".") == (["a.txt", "keep/d.txt"], 4)
        assert found("keep") == (["keep/d.txt"], 1)

    def test_an_ignored_folder_or_file_that_is_named_is_taken(self, repository: Path) -> None:
        assert found("out")[0] == ["out/b.txt", "out/deep/c.txt"]
        assert found("keep/e.log.txt")[0] == ["keep/e.log.txt"]

    def test_without_git_nothing_is_ignored(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        assert "out/b.txt" in found(".")[0]

    def test_a_repository_cannot_make_git_run_its_programs(self, repository: Path) -> None:
        trap = repository / "ran"
        script = repository / "trap.sh"
        script.write_text(f"#!/bin/sh\ntouch '{trap}'\n", encoding="utf-8")
        script.chmod(0o755)
        subprocess.run(["git", "config", "core.fsmonitor", str(script)], cwd=repository, check=True)
        found(".")
        assert not trap.exists()

    def test_gits_own_environment_does_not_lead_astray(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_DIR", "/nowhere")
        assert "out/b.txt" not in found(".")[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_cannot_be_listed_is_told(folder: Path) -> None:
    make(folder, "zu/a.txt")
    (folder / "zu").chmod(0)
    try:
        targets = discover(["."])
    finally:
        (folder / "zu").chmod(0o755)
    assert [(t.path, t.unlistable is not None) for t in targets.files] == [("./zu", True)]


def test_links_that_go_round_do_no_harm(folder: Path) -> None:
    make(folder, "d/a.txt")
    (folder / "d" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "d" / "loop.txt").symlink_to("loop.txt")
    assert found(".") == (["d/a.txt"], 2)
