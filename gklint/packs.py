"""Finds packs and reads them, from the cache where nothing has changed: reading and checking a pack's YAML takes some
hundred times as long as taking the finished rules from there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from gklint.cache import remembered
from gklint.engine.rule import Pack
from gklint.engine.ruleset import MANIFEST, load_pack
from gklint.resources import forms_path, grammar_path, rules_path

CORE = "core"
_READ = (".yaml", ".py", ".txt")


class NoSuchPack(Exception):
    """A name or a folder that leads to no pack; ``known`` are the packs that ship with gklint."""

    def __init__(self, word: str, known: list[str]) -> None:
        super().__init__(word)
        self.word = word
        self.known = known


def shipped() -> dict[str, Path]:
    """The packs that ship with gklint, by name: ``core``, and those of the provinces."""
    manifests = (*rules_path().glob(f"*/{MANIFEST}"), *rules_path().glob(f"provinces/*/{MANIFEST}"))
    return {path.parent.name: path.parent for path in sorted(manifests)}


def find_pack(word: str, base: Path) -> Path:
    """The folder of the pack ``word``: a name, or a folder seen from ``base``. Raises :class:`NoSuchPack`."""
    known = shipped()
    if word in known:
        return known[word]
    folder = base / word
    if (folder / MANIFEST).is_file():
        return folder
    raise NoSuchPack(word, list(known))


def read_pack(folder: Path, allow_python: bool) -> Pack:
    """The pack in ``folder``; raises :class:`~gklint.engine.problems.PackError` with every mistake in it."""
    parts = ("pack", str(folder.resolve()), str(folder), str(allow_python), *contents(folder))
    return remembered(parts, partial(load_pack, folder, allow_python))


def contents(folder: Path) -> Iterator[bytes | str]:
    """Everything that the rules of the pack in ``folder`` depend on: names and bytes of its files, the forms, the
    grammar of expressions."""
    yield grammar_path("expression.lark").read_bytes()
    for path in (*sorted(forms_path().glob("*.yaml")), *sorted(folder.rglob("*"))):
        if path.suffix in _READ and path.is_file():
            yield str(path)
            yield path.read_bytes()
