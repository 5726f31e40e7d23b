"""A folder to work in, with a cache that all tests here share: making the core pack ready takes a while."""

from pathlib import Path

import pytest

from tests.packs.test_pack_option import Work


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the cache, with the core pack in it."""
    folder = tmp_path_factory.mktemp("packs")
    work = Work(folder, folder / "cache")
    assert work.gklint("rules").returncode == 0
    return work.cache


@pytest.fixture
def work(tmp_path: Path, shared_cache: Path) -> Work:
    """A folder with a report and an empty pack."""
    return Work(tmp_path, shared_cache)
