"""What two machines must have in common to come to the same results: gklint's own bytes, Python, the libraries, the
packs and plugins of the run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from gklint import __version__
from gklint.entrypoints import EntryPoint
from gklint.extensions import Extensions
from gklint.messages import in_a_row, worded
from gklint.resources import data_root

Traits = tuple[tuple[str, str], ...]
"""Pairs of a name (shown to people) and a version or digest."""

_KEPT = (".py", ".yaml", ".txt", ".lark", ".js", ".css")
_DIGEST = 8


class Unlike(Exception):
    """This machine would not come to the same results; the words say what is different (Chinese)."""


@cache
def own_traits() -> Traits:
    """Those of this installation."""
    data = data_root()
    digest = _digest((Path(__file__).parents[1], data / "rules", data / "grammars"))
    python = ".".join(map(str, sys.version_info[:2]))
    return (("gklint", f"{__version__} {digest}"), ("Python", python), *_libraries())


def pack_traits(folders: Iterable[Path]) -> Traits:
    """Those of packs that do not ship with gklint."""
    return tuple((worded("规则包 {name}", name=folder.name), _digest((folder,))) for folder in folders)


def plugin_traits(extensions: Extensions) -> Traits:
    """Those of the plugins that were loaded; one that failed here is not the same as one that did not."""
    failed = {failure.plugin for failure in extensions.failures}
    return tuple(
        (
            worded("插件 {name}（{entry}）", name=one.distribution, entry=one.name),
            worded("不能用") if one in failed else _version(one),
        )
        for one in extensions.loaded
    )


def _version(plugin: EntryPoint) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(plugin.distribution)
    except PackageNotFoundError:
        return plugin.version


def require(wanted: Traits) -> None:
    """Raises :class:`Unlike` unless this installation has the traits ``wanted``."""
    found = differences(wanted, own_traits())
    if found:
        raise Unlike(found)


def differences(wanted: Traits, found: Traits) -> str:
    """What of ``wanted`` is otherwise in ``found``; empty if nothing is."""
    have = dict(found)
    parts = [
        worded("{name} 应为 {value}，是 {found}", name=name, value=value, found=have[name])
        if name in have
        else worded("没有 {name}", name=name)
        for name, value in wanted
        if have.get(name) != value
    ]
    return in_a_row(parts, "；")


def _libraries() -> Iterator[tuple[str, str]]:
    """Name and version of each library that gklint cannot do without."""
    from importlib.metadata import PackageNotFoundError, requires, version
    from re import match

    for line in requires("gklint") or ():
        name = match(r"[\w.-]+", line)
        if name and "extra ==" not in line:
            try:
                yield name[0], version(name[0])
            except PackageNotFoundError:
                continue


def _digest(folders: Iterable[Path]) -> str:
    """A digest of names and bytes of all that counts in the folders."""
    digest = blake2b(digest_size=_DIGEST)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            relative = path.relative_to(folder).as_posix()
            if path.suffix in _KEPT and "_bundled" not in relative and path.is_file():
                data = path.read_bytes()
                digest.update(f"{relative}\0{len(data)}\0".encode())
                digest.update(data)
    return digest.hexdigest()
