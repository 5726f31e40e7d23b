"""Writes files so that nothing is lost when the program or the machine stops in the middle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


class ChangedMeanwhile(Exception):
    """The file was changed by somebody else between reading and writing; nothing was written."""


def write(path: Path, data: bytes, before: bytes | None = None) -> None:
    """Replace the file at ``path`` by ``data``, as :func:`writing` does."""
    with writing(path, before) as file:
        file.write(data)


@contextmanager
def writing(path: Path, before: bytes | None = None) -> Iterator[IO[bytes]]:
    """A file that takes the place of the one at ``path`` when the block is left without an error: written beside it,
    synced, renamed; its permissions are kept.

    A link stays a link; a pipe or a device is written to. If ``before`` is given and the file no longer holds it,
    raises :class:`ChangedMeanwhile`. Raises ``OSError`` when the folder cannot be written to; the file is then as it
    was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    if before is not None and target.read_bytes() != before:
        raise ChangedMeanwhile(str(path))
    # The name is known before there is a file of it: an interrupt that comes while it is made leaves none behind.
    name = target.with_name(f".{os.urandom(16).hex()}.gklint")
    try:
        with open(name, "xb", opener=_private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_mask())
        if before is not None and target.read_bytes() != before:  # it took a while to write
            raise ChangedMeanwhile(str(path))
        os.replace(name, target)
    except BaseException:  # whatever stops it, no half of a file stays
        with suppress(OSError):  # there is none, or the disk is the reason
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _private(path: str, flags: int) -> int:
    """Opens a new file that nobody else may read, whatever it will be allowed in the end."""
    return os.open(path, flags, 0o600)


def _mask() -> int:
    """The permissions that new files of this process are not given."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; not every system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
