"""``gklint init`` and ``gklint completion``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gklint.config.keys import KEYS
from tests.tools import require_tool
from tests.use.conftest import Gklint, put

FILES = ["gklint.toml", ".pre-commit-config.yaml", ".github/workflows/gklint.yml", ".gitlab-ci.yml"]


def test_it_writes_four_files_that_are_right(gklint: Gklint, folder: Path) -> None:
    outcome = gklint("init")
    assert outcome.status == 0
    assert [line.removeprefix("已写 ") for line in outcome.out.splitlines()] == FILES
    hook, github, gitlab = (yaml.safe_load((folder / name).read_text(encoding="utf-8")) for name in FILES[1:])
    (entry,) = hook["repos"][0]["hooks"]
    assert (entry["id"], entry["entry"], entry["language"]) == ("gklint", "gklint check --color never", "system")
    assert re.search(entry["files"], "报告.DOCX")
    assert re.search(entry["exclude"], "d/~$报告.docx")
    assert github["jobs"]["gklint"]["steps"][-1]["run"] == "gklint check --format github ."
    assert gitlab["gklint"]["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    put(folder / "a.txt")
    assert gklint("check", "--fail-on", "never", "a.txt").status == 0
    assert "gklint.toml" in gklint("config").out


def test_every_key_is_in_the_file_and_may_be_used(gklint: Gklint, folder: Path) -> None:
    gklint("init", "--ci", "none", "--no-hook")
    text = (folder / "gklint.toml").read_text(encoding="utf-8")
    for key in KEYS:
        assert re.search(rf"^# (?:{key.name} = |\[{key.name}\.STR014\]|\[+{key.name}\])", text, re.M), key.name
        for inner in key.inner:
            assert re.search(rf"^# {inner.name} = ", text, re.M) or inner.example == "{}", inner.name
    used = re.sub(r"^# (?=[\[\w\"-]+(?: = |\]|\.))", "", text, flags=re.M)
    keys = "extend", "packs", "python-rules", "extend-select"  # they name what is not there
    used = re.sub(rf"^({'|'.join(keys)}) = ", r"# \g<0>", used, flags=re.M)
    (folder / "gklint.toml").write_text(used, encoding="utf-8")
    outcome = gklint("config")
    assert (outcome.status, outcome.err) == (0, "")
    assert "某县水务局" in outcome.out


def test_what_is_there_is_left_alone_and_told(gklint: Gklint, folder: Path) -> None:
    (folder / "gklint.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    outcome = gklint("init", "--ci", "none", "--no-hook")
    assert (folder / "gklint.toml").read_text(encoding="utf-8") == 'fail-on = "never"\n'
    assert "gklint.toml 已有，没有改动" in outcome.err
    outcome = gklint("init", "--ci", "none", "--no-hook", "--force")
    assert (folder / "gklint.toml.bak").read_text(encoding="utf-8") == 'fail-on = "never"\n'
    assert "gklint.toml.bak" in outcome.out
    assert "已是最新" in gklint("init", "--ci", "none", "--no-hook").out
    assert sorted(path.name for path in folder.iterdir()) == ["gklint.toml", "gklint.toml.bak"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_takes(gklint: Gklint, tmp_path: Path, shell: str) -> None:
    script = tmp_path / "script"
    script.write_text(gklint("completion", shell).out, encoding="utf-8")
    assert "_GKLINT_COMPLETE" in script.read_text(encoding="utf-8")
    program = require_tool(shell)
    subprocess.run([program, "-n", str(script)], check=True)


def completed(words: str) -> list[str]:
    """What bash is offered after ``words``."""
    environment: dict[str, Any] = {
        **os.environ, "_GKLINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")),
    }  # fmt: skip
    command = [sys.executable, "-c", "import sys; from gklint.launch import main; sys.exit(main([]))"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_options_and_values_are_completed() -> None:
    assert completed("gklint ex") == ["extract", "explain"]
    assert "--write-baseline" in completed("gklint check --wr")
    assert completed("gklint check --fail-on w") == ["warning"]


def test_without_a_shell_it_says_how(gklint: Gklint) -> None:
    out = gklint("completion").out
    for words in ('eval "$(gklint completion bash)"', "~/.zshrc", "gklint.fish"):
        assert words in out
