"""Which files a run looks at: those named, and in folders those of a known format."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator

from gklint.gitignored import ignored_by_git
from gklint.globs import matcher
from gklint.readers import EXTENSIONS, LEGACY_EXTENSIONS, extension_of
from gklint.sightings import FOLDER, IGNORED, Sightings, listing, of_names
from gklint.tuples import NamedTuple

STANDARD_INPUT = "-"


class Target(NamedTuple):
    """A file to be read. ``path`` is what the user is shown; ``in_folder`` says that it was met in a folder.

    ``unlistable`` is the reason (Chinese) why a folder could not be looked into; the target is then that folder.
    """

    path: str
    in_folder: bool = False
    unlistable: OSError | None = None


class Targets(NamedTuple):
    """The files of a run, in order of their paths, each once; and how much in folders was passed over."""

    files: tuple[Target, ...]
    passed_over: int


def discover(
    paths: Iterable[str],
    exclude: Iterable[str] = (),
    left_out: Callable[[str], bool] | None = None,
    extensions: Container[str] = EXTENSIONS,
    sightings: Sightings | None = None,
) -> Targets:
    """The files to read for ``paths``; ``exclude`` are patterns for what is met in folders, not for what is named, and
    ``left_out`` is another test for them; ``extensions`` are those that are taken there. What was seen of folders is
    added to ``sightings``."""
    matches = matcher(exclude)
    sightings = Sightings() if sightings is None else sightings

    def excluded(path: str) -> bool:
        return matches(path) or (left_out is not None and left_out(path))

    found: dict[str, Target] = {}
    passed_over = 0
    for given in paths:
        path = given.replace(os.sep, "/")
        if given != STANDARD_INPUT and os.path.isdir(given):
            walk = _Walk(path, excluded, extensions, sightings)
            for target in walk.files():
                found.setdefault(os.path.abspath(target.path), target)
            passed_over += walk.passed_over
        else:
            key = STANDARD_INPUT if given == STANDARD_INPUT else os.path.abspath(given)
            found[key] = Target(path)
    return Targets(tuple(sorted(found.values(), key=lambda t: t.path)), passed_over)


class _Walk:
    """One walk through a folder; counts what it passes over, and adds what it saw to ``sightings``."""

    def __init__(
        self, root: str, excluded: Callable[[str], bool], extensions: Container[str], sightings: Sightings
    ) -> None:
        self.passed_over = 0
        self._extensions = extensions
        self._root = root
        self._prefix = "" if root == "." else root.rstrip("/") + "/"
        self._ignored = ignored_by_git(root)
        sightings.known[IGNORED, root] = of_names(sorted(self._ignored))
        self._excluded = excluded
        self._sightings = sightings

    def files(self) -> Iterator[Target]:
        """The files to read under the root, folder by folder."""
        waiting = [""]
        while waiting:
            inside = waiting.pop()
            folder = self._root if not inside else os.path.join(self._root, inside)
            try:
                found = listing(folder)
            except OSError as error:
                yield Target(folder.replace(os.sep, "/").removesuffix("/"), in_folder=True, unlistable=error)
                continue
            self._sightings.known[FOLDER, folder] = of_names(*found)
            folders, others, files = found
            self.passed_over += len(others)
            waiting += [f"{inside}{name}/" for name in folders if self._takes_folder(inside + name, name)]
            for name in files:
                if self._takes_file(inside + name, name):
                    yield Target(self._prefix + inside + name, in_folder=True)

    def _takes_folder(self, relative: str, name: str) -> bool:
        return self._count(not name.startswith(".") and not self._left_out(relative))

    def _takes_file(self, relative: str, name: str) -> bool:
        extension = extension_of(name)
        known = extension in self._extensions or extension in LEGACY_EXTENSIONS
        leftover = name.startswith(("~$", "._"))  # lock files of Word, side files of macOS
        return self._count(known and not leftover and not self._left_out(relative))

    def _left_out(self, relative: str) -> bool:
        return relative in self._ignored or self._excluded(self._prefix + relative)

    def _count(self, taken: bool) -> bool:
        self.passed_over += not taken
        return taken
