"""The cache never gives anything but what was put in, and never minds a damaged or foreign file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.cache import Store, key_of
from gklint.packs import read_pack
from gklint.resources import rules_path


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    store = Store(tmp_path)
    key = key_of(["x", b"y"])
    assert store.get(key) is None
    store.put(key, b"body")
    assert store.get(key) == b"body"
    assert store.get(key_of(["xy"])) is None


@given(damage=st.integers(0, 60), byte=st.binary(min_size=1, max_size=1))
def test_a_damaged_file_is_ignored(tmp_path_factory: pytest.TempPathFactory, damage: int, byte: bytes) -> None:
    folder = tmp_path_factory.mktemp("cache")
    store = Store(folder)
    store.put("ab12", b"some content of a cached file")
    (path,) = files(folder)
    data = bytearray(path.read_bytes())
    changed = bytes(data[:damage]) + byte + bytes(data[damage + 1 :])
    path.write_bytes(changed)
    assert store.get("ab12") == (b"some content of a cached file" if changed == bytes(data) else None)


def test_a_file_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("ab12", b"body")
    (path,) = files(tmp_path)
    path.chmod(0o666)
    assert store.get("ab12") is None


def test_keys_tell_parts_apart() -> None:
    assert key_of(["a", "bc"]) != key_of(["ab", "c"])


def test_a_pack_from_the_cache_is_the_same_pack(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fresh = read_pack(rules_path() / "core", True, None)
    read_pack(rules_path() / "core", True, store)
    cached = read_pack(rules_path() / "core", True, store)
    assert files(tmp_path)
    assert [rule.code for rule in cached.rules] == [rule.code for rule in fresh.rules]
    assert cached == fresh
