"""The cache never gives anything but what was put in, and never minds a damaged or foreign file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.cache import Store, _Shared, key_of, remembered
from gklint.engine.yaml_pack import load_pack
from gklint.packs import CORE, read_pack, shipped
from gklint.sightings import PACK, Sightings


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "pruned"]


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


def test_a_pack_from_the_cache_is_the_same_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shipped()[CORE]
    fresh = load_pack(folder, True)
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(_Shared, "store", None)
    read_pack(folder, True)
    assert files(tmp_path)

    def not_again(*_: object) -> None:
        raise AssertionError("it was in the cache")

    monkeypatch.setattr("gklint.engine.yaml_pack.load_pack", not_again)
    assert read_pack(folder, True) == fresh


def test_a_changed_lexicon_makes_another_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(_Shared, "store", None)
    folder = tmp_path / "pack"
    shutil.copytree(shipped()[CORE], folder)
    before = read_pack(folder, True)
    (lexicon, *_) = sorted((folder / "lexicons").glob("*.yaml"))
    text = lexicon.read_text(encoding="utf-8")
    lexicon.write_text(text + "  - {wrong: 世外桃园里, right: 世外桃源里}\n", encoding="utf-8")
    after = read_pack(folder, True)
    assert before != after
    assert "世外桃园里" in repr(after)


def test_a_pack_that_changed_after_it_was_seen_is_not_taken_for_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(_Shared, "store", None)
    folder = tmp_path / "pack"
    shutil.copytree(shipped()[CORE], folder)
    seen = Sightings()
    seen.ask(PACK, str(folder))
    (lexicon, *_) = sorted((folder / "lexicons").glob("*.yaml"))
    before = lexicon.read_text(encoding="utf-8")
    lexicon.write_text(before + "  - {wrong: 世外桃园里, right: 世外桃源里}\n", encoding="utf-8")
    changed = read_pack(folder, True, sightings=seen)  # nothing is remembered of the pack as it was seen
    assert "世外桃园里" in repr(changed)
    lexicon.write_text(before, encoding="utf-8")
    assert "世外桃园里" not in repr(read_pack(folder, True))
    lexicon.write_text("no YAML: [", encoding="utf-8")
    assert "世外桃园里" not in repr(read_pack(folder, True, sightings=seen))  # and now it is: that is what the run saw


def test_what_was_remembered_is_not_made_again(tmp_path: Path) -> None:
    store, made = Store(tmp_path), []

    def make() -> str:
        made.append(1)
        return "值"

    assert [remembered(["a"], make, store) for _ in range(3)] == ["值"] * 3
    assert remembered(["b"], make, store) == "值"
    assert len(made) == 2


def test_a_pickle_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key_of(["a"]), b"no pickle")
    assert remembered(["a"], lambda: 1, store) == 1
    assert remembered(["a"], lambda: 2, store) == 1
