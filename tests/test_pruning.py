"""What nobody has used for long in the cache folder is thrown away, and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gklint import pruning
from gklint.cache import Store, key_of

DAY = 86_400


def aged(store: Store, folder: Path, name: str, days: float, size: int = 10) -> Path:
    """Content that was last used so many days ago."""
    key = key_of([name])
    store.put(key, b"x" * size)
    path = folder / key[:2] / key[2:]
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_was_not_used_for_thirty_days_goes(store: Store, tmp_path: Path) -> None:
    old, young = aged(store, tmp_path, "old", 31), aged(store, tmp_path, "young", 29)
    pruning.prune(str(tmp_path), time.time())
    assert not old.exists()
    assert young.exists()


def test_what_is_read_counts_as_used(store: Store, tmp_path: Path) -> None:
    path = aged(store, tmp_path, "read", 31)
    assert store.get(key_of(["read"])) == b"x" * 10
    pruning.prune(str(tmp_path), time.time())
    assert path.exists()


def test_beyond_the_size_what_was_used_longest_ago_goes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (aged(store, tmp_path, str(days), days, 1000) for days in (3, 2, 1))
    monkeypatch.setattr(pruning, "MOST_BYTES", 2500)
    pruning.prune(str(tmp_path), time.time())
    assert [path.exists() for path in (first, second, third)] == [False, True, True]


def test_what_is_not_ours_stays(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    others = [tmp_path / "report.txt", tmp_path / "ab" / "report.txt"]
    for path in others:
        path.write_text("mine", encoding="utf-8")
        os.utime(path, (0, 0))
    link = tmp_path / "ab" / ("c" * 62)
    link.symlink_to(tmp_path / "report.txt")
    pruning.prune(str(tmp_path), time.time())
    assert others[0].exists()
    assert others[1].exists()
    assert link.is_symlink()


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    left = [tmp_path / "ab" / f".new-{number}-{'d' * 62}" for number in (1, 2)]
    for path, days in zip(left, (2, 0.5), strict=True):
        path.write_bytes(b"half")
        os.utime(path, (time.time() - days * DAY,) * 2)
    pruning.prune(str(tmp_path), time.time())
    assert [path.exists() for path in left] == [False, True]


def test_it_is_done_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(pruning, "prune", lambda folder, now: done.append(folder))
    for _ in range(3):  # three runs
        store = Store(tmp_path)
        store.put(key_of(["a"]), b"a")
        store.put(key_of(["b"]), b"b")
    assert len(done) == 1
    os.utime(tmp_path / "pruned", (time.time() - 2 * DAY,) * 2)
    Store(tmp_path).put(key_of(["c"]), b"c")
    assert len(done) == 2


def test_a_folder_that_is_not_there_is_no_harm(tmp_path: Path) -> None:
    pruning.prune_daily(str(tmp_path / "no" / "such"))
    Store(os.devnull + "/none").put(key_of(["a"]), b"a")
