"""The project's own checks are part of its tests: lint, format, types, layers; and no test is quietly skipped in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.tools import ABSENT

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
CHECKS = {
    "ruff check": ("ruff", [sys.executable, "-m", "ruff", "check", "."]),
    "ruff format": ("ruff", [sys.executable, "-m", "ruff", "format", "--check", "."]),
    "mypy": ("mypy", [sys.executable, "-m", "mypy"]),
    "lint-imports": ("importlinter", [str(SCRIPTS / "lint-imports"), "--no-logo"]),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_tree_passes(check: str) -> None:
    module, command = CHECKS[check]
    if find_spec(module) is None:
        pytest.skip(f"{ABSENT}{module} (pip install -e '.[dev]')")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{check}\n{done.stdout[-8000:]}{done.stderr[-2000:]}"


@pytest.mark.parametrize(("ci", "status"), [("", pytest.ExitCode.OK), ("1", pytest.ExitCode.TESTS_FAILED)])
def test_an_absent_tool_fails_in_ci(tmp_path: Path, ci: str, status: int) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_runtest_makereport\n", encoding="utf-8")
    test = "from tests.tools import require_tool\ndef test_it(): require_tool('no-such-program')\n"
    (tmp_path / "test_tool.py").write_text(test, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -ra -p no:cacheprovider\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "GKLINT_CI": ci}
    command = [sys.executable, "-m", "pytest"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == status, done.stdout
    assert "absent tool: no-such-program" in done.stdout
