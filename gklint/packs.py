"""Finds packs and reads them, from the cache where nothing has changed: reading and checking a pack's YAML takes some
hundred times as long as taking the finished rules from there."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from gklint.cache import Store, key_of
from gklint.engine.rule import Pack
from gklint.engine.ruleset import load_pack
from gklint.resources import forms_path, grammar_path


def read_pack(folder: Path, allow_python: bool, store: Store | None) -> Pack:
    """The pack in ``folder``; raises :class:`~gklint.engine.problems.PackError` with every mistake in it.

    Without a ``store`` nothing is cached.
    """
    if store is None:
        return load_pack(folder, allow_python)
    key = key_of(_parts(folder, allow_python))
    body = store.get(key)
    if body is not None:
        pack: Pack = pickle.loads(body)  # noqa: S301 - only what this user wrote, see gklint.cache
        return pack
    pack = load_pack(folder, allow_python)
    store.put(key, pickle.dumps(pack, pickle.HIGHEST_PROTOCOL))
    return pack


def _parts(folder: Path, allow_python: bool) -> Iterator[bytes | str]:
    """Everything that the finished rules depend on."""
    yield "pack"
    yield str(folder.resolve())
    yield str(allow_python)
    yield grammar_path("expression.lark").read_bytes()
    for path in (*sorted(forms_path().glob("*.yaml")), *sorted(folder.rglob("*"))):
        if path.suffix in (".yaml", ".py") and path.is_file():
            yield str(path)
            yield path.read_bytes()
