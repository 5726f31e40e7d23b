"""The folder with a pack of easy rules that the tests of ``tests/use`` have."""

from __future__ import annotations

from tests.use.conftest import compiled, folder

__all__ = ["compiled", "folder"]
