"""Makes plugins: a module and a metadata folder in a folder of their own, put on the import path of a process."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


class Site:
    """A folder of installed plugins, and gklint with it on the import path."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder = folder
        self.work = work
        folder.mkdir()

    def install(self, distribution: str, code: str, name: str = "it") -> Path:
        """Installs a distribution of one module; gives its metadata folder."""
        module = distribution.replace("-", "_")
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        metadata = self.folder / f"{module}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[gklint]\n{name} = {module}\n")
        return metadata

    def gklint(self, *args: str, **env: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "gklint", *args],
            cwd=self.work,
            env={**os.environ, "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}", **env},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


class MakeSite(Protocol):
    def __call__(self) -> Site: ...


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("GKLINT_DISABLE_PLUGINS", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    return Site(tmp_path / "site", work)
