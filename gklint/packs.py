"""Finds packs and reads them, from the cache where nothing has changed: reading and checking a pack's YAML takes some
hundred times as long as taking the finished rules from there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from gklint.cache import recalled, remembered
from gklint.messages import worded
from gklint.resources import MANIFEST, forms_path, grammar_path, is_name, rules_path
from gklint.sightings import FILE, PACK, Sightings, digest, of_tree, pack_paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gklint.engine.functions import Function
    from gklint.engine.names import FormNames
    from gklint.engine.rule import Pack

CORE = "core"
_MOST_CHARACTERS = 1_000_000
_MOST_FILES = 500
_MOST_BYTES = 16 << 20


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


def find_pack(word: str, base: Path, added: Mapping[str, Path] | None = None) -> Path:
    """The folder of the pack ``word``: a name (of one that ships with gklint, or among those ``added`` by plugins), or
    a folder seen from ``base``. Raises :class:`NoSuchPack`."""
    known = {**shipped(), **(added or {})}
    if word in known:
        return known[word]
    folder = base / word
    if os.path.isfile(folder / MANIFEST):  # which says no where it may not look
        whole = folder.resolve()  # one of those, by its path
        return next((path for path in known.values() if path.resolve() == whole), folder)
    raise NoSuchPack(word, list(known))


def too_large(folder: Path) -> str | None:
    """What is wrong (Chinese) with a folder that holds more than a pack ever does: it is not even looked into."""
    size = 0
    for count, path in enumerate(pack_paths(str(folder)), 1):
        size += os.path.getsize(path)
        if count > _MOST_FILES or size > _MOST_BYTES:
            most = {"files": _MOST_FILES, "size": _MOST_BYTES >> 20}
            return worded("规则包太大：超过上限 {files} 个文件、{size} MB", **most)
    return None


def manifest_name(folder: Path, key: str = "name") -> str | None:
    """The name (or what else stands at ``key``) in the manifest of the pack in ``folder``, read without parsing the
    whole; ``None`` if there is none."""
    text = _manifest(folder)
    found = re.search(rf"^{key}:[ \t]*[\"']?([^\"'#\n]+)", text, re.MULTILINE)
    return found[1].strip() if found else None


def manifest_bases(folder: Path) -> list[str]:
    """The packs that the one in ``folder`` says it extends, read without parsing the whole. What is written too
    strangely to be seen here is a mistake when the pack is loaded."""
    text = _manifest(folder)
    found = re.search(r"^extends:[ \t]*(?:\[([^\]]*)\]|([^\s#\[][^\n#]*)|((?:\n[ \t]*-[^\n]*)+))", text, re.MULTILINE)
    words = re.split(r"[,\n]", next(filter(None, found.groups()), "")) if found else []
    names = (word.strip().removeprefix("-").strip().strip("\"'") for word in words)
    return [name for name in names if is_name(name)]


def _manifest(folder: Path) -> str:
    """The text of the manifest, as much as could be used; empty if it cannot be read."""
    try:
        with (folder / MANIFEST).open(encoding="utf-8-sig") as file:
            return file.read(_MOST_CHARACTERS)
    except (OSError, UnicodeDecodeError):
        return ""


def read_pack(
    folder: Path,
    allow_python: bool,
    functions: Mapping[str, Function] | None = None,
    kinds: Mapping[str, Path] | None = None,
    sightings: Sightings | None = None,
) -> Pack:
    """The pack in ``folder``; ``functions`` are those that plugins add to expressions, ``kinds`` the folders of the
    forms of the kinds of reports that they add. ``sightings`` know what this run saw of the pack: where it was read
    before with these very bytes, its files are not looked at again.

    Raises :class:`~gklint.engine.problems.PackError` with every mistake in it.
    """
    added = functions or {}
    shapes = [f"{name}{one.kind}{one.parameters}{one.result}{one.repeated}" for name, one in sorted(added.items())]
    parts: list[bytes | str] = ["pack", str(folder.resolve()), str(folder), str(allow_python), *shapes]
    forms = None
    kind = manifest_name(folder, "kind") if kinds else None
    if kind is not None and kinds and kind in kinds:
        from gklint.report.forms import load_forms_in

        forms = load_forms_in(kinds[kind])
        parts += [path.read_bytes() for path in sorted(kinds[kind].glob("*.yaml"))]
    found: Pack | None = recalled([*parts, *_seen(folder, sightings)]) if sightings is not None else None
    return found or remembered([*parts, *_now(folder)], partial(_load, folder, allow_python, forms, added))


def _load(
    folder: Path, allow_python: bool, forms: Mapping[str, FormNames] | None, added: Mapping[str, Function]
) -> Pack:
    from gklint.engine.functions import FUNCTIONS
    from gklint.engine.yaml_pack import load_pack  # whoever finds the pack in the cache never imports this

    return load_pack(folder, allow_python, forms, {**FUNCTIONS, **added})


# Everything that the rules of a pack depend on: the grammar of expressions, the forms, its own files.
def _now(folder: Path) -> Iterator[str]:
    """What all of it is at this moment. Raises ``OSError`` where something cannot be read."""
    yield digest(grammar_path("expression.lark").read_bytes())
    yield of_tree(str(forms_path()))
    yield of_tree(str(folder))


def _seen(folder: Path, sightings: Sightings) -> Iterator[str]:
    """What it was when the run saw it."""
    yield sightings.ask(FILE, str(grammar_path("expression.lark")))
    yield sightings.ask(PACK, str(forms_path()))
    yield sightings.ask(PACK, str(folder))
