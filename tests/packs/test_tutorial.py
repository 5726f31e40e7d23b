"""docs/write-a-pack.md, done by the book on a machine of its own: every command, every file, every output."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tools import require_tool

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "write-a-pack.md"
_BLOCK = re.compile(
    r"(?:^文件 `(?P<file>[^`]+)`：\n\n)?^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_MARK = "@@@@"
_ANYTHING = "……"
"""A line of an output that stands for any lines."""


class Step(NamedTuple):
    """A file to write, or commands to run with the status that they must end with and what they must print."""

    file: str | None
    body: str
    status: int
    output: str | None


def steps(page: str) -> Iterator[Step]:
    """The files and commands of a page, in order."""
    blocks = list(_BLOCK.finditer(page))
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        kind, _, words = block["kind"].partition(" ")
        if block["file"]:
            yield Step(block["file"], block["body"], 0, None)
        elif kind == "sh":
            output = after["body"] if after and after["kind"] == "text" else None
            yield Step(None, block["body"], int(words.removeprefix("退出码 ") or 0), output)
        else:
            assert kind == "text", f"a block that is neither a file nor a command: {block[0]}"


def script(found: list[Step]) -> str:
    """All steps as one run of a shell, so that each goes on where the last one stopped; a mark with the status after
    each, and one that ends otherwise than it should ends the run."""
    lines = []
    for step in found:
        if step.file is not None:
            folder = shlex.quote(str(Path(step.file).parent))
            lines.append(f"mkdir -p {folder}\ncat > {shlex.quote(step.file)} <<'{_MARK}'\n{step.body}{_MARK}")
        else:
            lines.append(f"set -e; trap 'echo {_MARK}$?' ERR\n")
            commands = step.body.rstrip("\n").split("\n")
            lines += commands[:-1]
            lines.append(f"set +e; trap - ERR\n{commands[-1]}\nstatus=$?")
        lines.append(f'echo {_MARK}${{status:-0}}\n[ "${{status:-0}}" = {step.status} ] || exit 99\nstatus=0')
    return "\n".join(lines)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each step printed, as far as the run got; the machine has a home of its own with the checkout in it."""
    bash = require_tool("bash")
    home = tmp_path_factory.mktemp("home")
    (home / "gklint").symlink_to(ROOT)
    (home / "work").mkdir()
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to(os.path.realpath(sys.executable))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GKLINT_", "VIRTUAL_ENV"))}
    environment |= {
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip")),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONUTF8": "1",
    }
    for settings in (Path.home() / ".config" / "pip" / "pip.conf", Path.home() / ".pip" / "pip.conf"):
        if settings.is_file():
            environment.setdefault("PIP_CONFIG_FILE", str(settings))
    done = subprocess.run(
        [bash, "-c", script(list(steps(PAGE.read_text(encoding="utf-8"))))],
        cwd=home / "work", env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        check=False,
    )  # fmt: skip
    return re.split(rf"{_MARK}\d+\n", done.stdout)


def test_the_page_has_what_it_is_to_show() -> None:
    found = list(steps(PAGE.read_text(encoding="utf-8")))
    commands = "".join(step.body for step in found if step.file is None)
    for words in ("gklint new pack", "gklint test", "gklint check --pack", "pip wheel", "-m venv"):
        assert words in commands
    rules = next(step.body for step in found if step.file == "qingshi/rules.yaml")
    assert len(re.findall(r"^  - code:", rules, re.MULTILINE)) == 3
    assert all(f"    {kind}:" in rules for kind in ("require", "lexicon"))


def fits(output: str, shown: str) -> bool:
    """Whether ``output`` is what the page shows."""
    pattern = re.escape(shown.strip()).replace(re.escape(_ANYTHING), r"(?s:.*)")
    return re.fullmatch(pattern, output.strip()) is not None


def test_every_step_does_what_the_page_says(outputs: list[str]) -> None:
    found = list(steps(PAGE.read_text(encoding="utf-8")))
    for step, output in zip(found, outputs, strict=False):
        if step.output is not None:
            assert fits(output, step.output), f"{step.body}\nshown:\n{step.output}\nfound:\n{output}"
    assert len(outputs) == len(found) + 1, f"stopped at {found[len(outputs) - 1].body}\n{outputs[-1]}"
