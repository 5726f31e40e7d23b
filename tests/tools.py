"""Programs that a test needs beside Python and the packages of the ``dev`` extra."""

from __future__ import annotations

import shutil

import pytest

ABSENT = "absent tool: "
"""How the reason of a skip for want of a tool begins; see ``tests/conftest.py``."""


def require_tool(name: str) -> str:
    """The path of the program ``name``; skips the test without it (and fails it when ``GKLINT_CI`` is set)."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(ABSENT + name)
    return path
