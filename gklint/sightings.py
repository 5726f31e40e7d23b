"""What a run saw on disk, so that a later run can tell whether all of it is still so.

Each sighting is a question with its answer: which bytes are in this file, which names are in this folder. It is asked
before what it is about is used; if that changes in between, the answer does not fit afterwards, which is the safe side.

Every start may import this module, so it imports next to nothing.
"""

from __future__ import annotations

import os
from hashlib import blake2b

from gklint.gitignored import ignored_by_git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

FILE, FOLDER, PACK, WHOLE, THERE, IGNORED = "file", "folder", "pack", "whole", "there", "ignored"
READ_OF_PACKS = (".yaml", ".py", ".txt")
"""The files of a pack, or of the forms, that anything depends on."""
FOLDERS_OF_PACKS = ("lexicons", "base")
"""The folders inside a pack that such files are read from; the others are in the pack's own folder."""
_LARGEST = 8 << 20
_NONE = "-"


class Sightings:
    """What one run saw: its questions, by kind and path, and their answers."""

    def __init__(self, known: Mapping[tuple[str, str], str] | None = None) -> None:
        self.known = dict(known or {})
        self.complete = True
        """Whether the run depends on nothing else that may change."""

    def ask(self, kind: str, path: str) -> str:
        """Take note of what is so now, and give it; what was asked before is not looked at again."""
        if (kind, path) not in self.known:
            self.known[kind, path] = ASK[kind](path)
        return self.known[kind, path]

    def saw(self, path: str, data: bytes) -> None:
        """Take note that the file at ``path`` held ``data`` when it was read."""
        self.known[FILE, path] = digest(data)

    def hold(self) -> bool:
        """Whether all of it is still so."""
        return all(ASK[kind](path) == answer for (kind, path), answer in self.known.items())


def digest(data: bytes) -> str:
    """What tells these bytes from all others."""
    return blake2b(data, digest_size=32).hexdigest()


def listing(folder: str) -> tuple[list[str], list[str], list[str]]:
    """The names in ``folder``, each in order: folders to walk into, other folders (links), and files; what is neither
    is among the others. Raises ``OSError`` for a folder that cannot be read."""
    folders: list[str] = []
    others: list[str] = []
    files: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if _yes(entry.is_dir):
                (others if entry.is_symlink() else folders).append(entry.name)
            else:
                (files if _yes(entry.is_file) else others).append(entry.name)
    return sorted(folders), sorted(others), sorted(files)


def _yes(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # a link that leads to itself
        return False


def of_names(*found: Iterable[str]) -> str:
    """What tells these lists of names from all others."""
    return digest("\0\0".join(map("\0".join, found)).encode(errors="surrogatepass"))


def pack_paths(folder: str) -> Iterator[str]:
    """The files that the pack in ``folder`` may consist of, in order."""
    for inner in ("", *FOLDERS_OF_PACKS):
        place = os.path.join(folder, inner) if inner else folder
        names = sorted(os.listdir(place)) if os.path.isdir(place) else ()
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(READ_OF_PACKS) and os.path.isfile(path):
                yield path


def tree(folder: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file that the pack (or the forms) in ``folder`` may consist of, in order."""
    for path in pack_paths(folder):
        with open(path, "rb") as file:  # what is larger is refused anyway
            yield path, file.read(_LARGEST)


def _of_file(path: str) -> str:
    try:
        with open(path, "rb", buffering=0) as file:
            return digest(file.read())
    except OSError:
        return _NONE


def _of_folder(path: str) -> str:
    try:
        return of_names(*listing(path))
    except OSError:
        return _NONE


def of_tree(folder: str) -> str:
    """What tells the files of :func:`tree` from all others. Raises ``OSError`` where one cannot be read."""
    return _of_files(tree(folder))


def _of_pack(folder: str) -> str:
    try:
        return of_tree(folder)
    except OSError:
        return _NONE


def _of_whole(folder: str) -> str:
    try:
        return _of_files(_every_file(folder))
    except OSError:
        return _NONE


def _every_file(folder: str) -> Iterator[tuple[str, bytes]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for path in (os.path.join(place, name) for name in sorted(names)):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


def _of_files(files: Iterable[tuple[str, bytes]]) -> str:
    total = blake2b(digest_size=32)
    for name, data in files:
        for part in (os.fsencode(name), data):
            total.update(len(part).to_bytes(8, "little"))
            total.update(part)
    return total.hexdigest()


def _whether_there(path: str) -> str:
    return str(os.path.exists(path))


def _ignored_in(folder: str) -> str:
    return of_names(sorted(ignored_by_git(folder)))


ASK: Mapping[str, Callable[[str], str]] = {
    FILE: _of_file,
    FOLDER: _of_folder,
    PACK: _of_pack,
    WHOLE: _of_whole,
    THERE: _whether_there,
    IGNORED: _ignored_in,
}
