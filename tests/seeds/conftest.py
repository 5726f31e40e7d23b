"""What the tests on the real reports share: where the reports lie, and gklint run as a user runs it.

The reports are not part of the project: they are looked for in ``../shared``, and without them the tests are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports and their gold findings."""
    if not SHARED.is_dir():
        pytest.skip(f"no real reports: there is no folder {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def seed_paths(shared: Path) -> dict[str, Path]:
    """The five reports by the number that their names begin with."""
    found = {path.name[:3]: path for path in sorted((shared / "seeds").glob("*.txt"))}
    assert list(found) == ["000", "001", "002", "003", "004"]
    return found


@pytest.fixture(scope="session")
def gklint(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Runs ``python -m gklint ARGUMENTS`` and gives what it printed, as JSON.

    It runs with a home and a working directory of its own, so that no configuration and no cache has a say.
    ``status`` names the exit statuses that are in order.
    """
    home = tmp_path_factory.mktemp("home")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "GKLINT_"))}
    environment |= {"HOME": str(home), "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}

    def run(*arguments: str | Path, status: frozenset[int] = frozenset({0})) -> Any:
        command = [sys.executable, "-m", "gklint", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False
        )
        complaint = f"exit status {done.returncode}\n{done.stderr[-3000:]}"
        assert done.returncode in status, complaint
        assert done.stdout, complaint
        return json.loads(done.stdout)

    return run
