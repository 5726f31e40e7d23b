"""A folder of cached results, by content: compiled packs, and whatever else is the same for the same input.

A cached file that is damaged, foreign, or that somebody else could have written is ignored: what is in it may be a
pickle, and a pickle is code. A key holds everything the content depends on, so nothing in here is ever stale.

Every start imports this module, so it imports next to nothing: no ``typing``, no ``pathlib``.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b

from gklint import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    _Value = TypeVar("_Value")

_MAGIC = b"GKLINT1\n"
_DIGEST = 32
_DAY = 24 * 60 * 60
_METADATA = (".dist-info", ".egg-info")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def default_folder() -> str:
    """``$GKLINT_CACHE_DIR``, or ``gklint`` in the user's cache folder."""
    named = os.environ.get("GKLINT_CACHE_DIR")
    if named:
        return named
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "gklint")


class KeyMaker:
    """Makes keys for content that depends on ``parts``, on gklint's own code and on the Python that runs it."""

    def __init__(self, parts: Iterable[bytes | str] = ()) -> None:
        self._base = blake2b(digest_size=_DIGEST)
        for part in (code_stamp(), sys.implementation.name, sys.version, *parts):
            _add(self._base, part)

    def key(self, parts: Iterable[bytes | str]) -> str:
        """The key for content that depends on these ``parts`` too."""
        digest = self._base.copy()
        for part in parts:
            _add(digest, part)
        return digest.hexdigest()


def _add(digest: blake2b, part: bytes | str) -> None:
    data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
    digest.update(len(data).to_bytes(8, "little"))
    digest.update(data)


def key_of(parts: Iterable[bytes | str]) -> str:
    """A key for content that depends on ``parts``, on gklint's own code and on the Python that runs it."""
    return KeyMaker().key(parts)


@cache
def code_stamp() -> str:
    """What gklint's own code is: its version, and name, size and time of every file of it (a checkout changes without
    a new version)."""
    package = os.path.dirname(os.path.realpath(__file__))
    stamps = [__version__]
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("_bundled"))
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))
            stamps.append(f"{folder}/{name}:{status.st_size}:{status.st_mtime_ns}")
    return "\n".join(stamps)


def installed() -> list[tuple[str, int]]:
    """Each installed distribution's metadata folder and its time, in the order of the import path: another version of
    a library, or a new plugin, makes another list."""
    found: list[tuple[str, int]] = []
    for place in dict.fromkeys(sys.path):
        with suppress(OSError), os.scandir(place or ".") as entries:  # no such folder, or a zip file
            ours = [entry for entry in entries if entry.name.endswith(_METADATA)]
            found += sorted((os.path.abspath(entry.path), entry.stat().st_mtime_ns) for entry in ours)
    return found


class Store:
    """Cached content in a folder. Two processes may use it at once: a file appears whole or not at all."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = os.fspath(folder)
        self._pruned = False

    def get(self, key: str) -> bytes | None:
        """The content stored for ``key``, or ``None`` if there is none that can be trusted."""
        path = self._path(key)
        try:
            used = _ours(path) if _ours(os.path.dirname(path)) is not None else None
            if used is None:
                return None
            with open(path, "rb") as file:
                data = file.read()
            if time.time() - used > _DAY:  # what is in use is not thrown away
                with suppress(OSError):
                    os.utime(path)
        except OSError:
            return None
        header = len(_MAGIC) + _DIGEST
        body = data[header:]
        if not data.startswith(_MAGIC) or data[len(_MAGIC) : header] != _digest(body):
            return None
        return body

    def put(self, key: str, body: bytes) -> None:
        """Store ``body`` for ``key``; a folder that cannot be written to is no harm."""
        path = self._path(key)
        self._prune()
        with suppress(OSError):
            folder, name = os.path.split(path)
            os.makedirs(folder, exist_ok=True, mode=0o700)
            new = os.path.join(folder, f".new-{os.getpid()}-{name}")
            try:
                with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o600), "wb") as file:
                    file.write(_MAGIC + _digest(body) + body)
                os.replace(new, path)
            except BaseException:  # whatever stops it, no half of a file stays
                with suppress(OSError):
                    os.unlink(new)
                raise

    def _prune(self) -> None:
        """Has long unused content thrown away, once a day: a run that writes nothing leaves that to others."""
        if not self._pruned:
            self._pruned = True
            from gklint.pruning import prune_daily

            prune_daily(self._folder)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], key[2:])


class _Shared:
    """The store of this process; there is none until it is asked for."""

    store: Store | None = None


def shared() -> Store:
    """The store that all of this process uses."""
    if _Shared.store is None:
        _Shared.store = Store(default_folder())
    return _Shared.store


def remembered(parts: Iterable[bytes | str], make: Callable[[], _Value], store: Store | None = None) -> _Value:
    """What ``make`` gives, from ``store`` (default: the shared one) if it was made for the same ``parts`` before."""
    store = store or shared()
    key = key_of(parts)
    found: _Value | None = _recalled(key, store)
    if found is not None:
        return found
    value = make()
    from gklint.packing import packed

    store.put(key, packed(value))
    return value


def recalled(parts: Iterable[bytes | str]) -> Any:
    """What was made for these ``parts`` before, from the shared store; ``None`` if nothing was."""
    return _recalled(key_of(parts), shared())


def _recalled(key: str, store: Store) -> Any:
    import pickle

    body = store.get(key)
    if body is not None:
        with suppress(Exception):  # that of another Python or library may fail in any way; it is made anew
            return pickle.loads(body)  # noqa: S301 - only what this user wrote, see Store.get
    return None


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST).digest()


def _ours(path: str) -> float | None:
    """When ``path`` was written, if only this user can have done so."""
    status = os.stat(path)
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return status.st_mtime
