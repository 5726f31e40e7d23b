"""Which bodies stand under which: as the configuration says, else by folders and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from gklint.project.model import Tree
from gklint.project.names import Names, is_year, place_of
from gklint.report.digest import Digest

_Folder = tuple[str, ...]


def trees(
    certain: Mapping[tuple[str, int], Digest], names: Names, parents: Mapping[str, Sequence[str]]
) -> dict[str, Tree]:
    """The trees by the path of the parent's report; ``certain`` are the reports by body and year."""
    declared = {names.key(parent): {names.key(child) for child in children} for parent, children in parents.items()}
    taken = set().union(*declared.values())
    below: dict[str, set[str]] = {
        parent: found - taken for parent, found in _by_folder(certain).items() if parent not in declared
    }
    below |= declared
    result: dict[str, Tree] = {}
    for (key, year), digest in certain.items():
        under = sorted(below.get(key, ()))
        children = tuple(certain[child, year] for child in under if child != key and (child, year) in certain)
        if children:
            result[digest.path] = Tree(digest, children, key in declared)
    return result


def folder_of(path: str) -> _Folder:
    """The folders that a report lies in, without those that are named after a year."""
    return tuple(part for part in PurePosixPath(path).parent.parts if not is_year(part))


def _by_folder(certain: Mapping[tuple[str, int], Digest]) -> dict[str, set[str]]:
    """A whole government is above the bodies whose names begin with its place (the longest such place counts), and
    above the governments, or without any the bodies, of the folders right below its own if it is alone there."""
    inside: dict[_Folder, set[str]] = defaultdict(set)
    for (key, _), digest in certain.items():
        inside[folder_of(digest.path)].add(key)
    keys = set().union(*inside.values())
    places = {place: key for key in sorted(keys) if (place := place_of(key))}
    below: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for key in keys:
        above = [key[:end] for end in range(len(key) - 1, 1, -1) if key[:end] in places and places[key[:end]] != key]
        if above:
            below[places[above[0]]].add(key)
            named.add(key)
    heads = {folder: found & set(places.values()) for folder, found in inside.items()}
    for folder, found in inside.items():
        upper = heads.get(folder[:-1], set()) if folder else set()
        if len(upper) == 1:
            (head,) = upper
            below[head] |= (heads[folder] or found) - named - {head}
    return dict(below)
