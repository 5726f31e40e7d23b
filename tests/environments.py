"""Fresh virtual environments, as users have them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(command: list[str | Path], cwd: Path) -> str:
    """What ``command`` prints; it runs where no checkout is in reach of Python's path."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def environment_with(place: Path, *packages: str | Path) -> Path:
    """The folder of programs of a fresh virtual environment that has ``packages`` and what they depend on."""
    run([sys.executable, "-m", "venv", "--without-pip", place], place.parent)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet"]
    run([*pip, *packages], place.parent)
    return programs
