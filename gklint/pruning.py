"""Throws away what nobody has used for long in a folder of cached results (:mod:`gklint.cache`).

The time of a file there is when it was last used, to a day. Two processes may do this at once, while others read and
write: a file that is gone is made anew by whoever wants it.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 24 * 60 * 60
LONGEST_UNUSED = 30 * DAY
MOST_BYTES = 1 << 30
"""So much may lie there; beyond that, what was last used longest ago goes first."""
_MARK = "pruned"
# Nothing else is touched: the folder may be one that the user keeps other things in.
_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"(?:\.new-\d+-)?[0-9a-f]{62}")


def prune_daily(folder: str) -> None:
    """Prunes ``folder`` if nobody has done so for a day; a folder that cannot be written to is no harm."""
    now = time.time()
    mark = os.path.join(folder, _MARK)
    with suppress(OSError):
        if abs(now - os.stat(mark).st_mtime) < DAY:
            return
    with suppress(OSError):
        os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
        os.utime(mark)
        prune(folder, now)


def prune(folder: str, now: float) -> None:
    """Removes from ``folder`` what was not used for :data:`LONGEST_UNUSED` before ``now``, then what is beyond
    :data:`MOST_BYTES`; raises ``OSError`` if the folder cannot be listed."""
    room = MOST_BYTES
    for used, size, path in sorted(_files(folder), reverse=True):
        room -= size
        if now - used > LONGEST_UNUSED or room < 0 or (now - used > DAY and ".new-" in path):
            with suppress(OSError):
                os.unlink(path)


def _files(folder: str) -> Iterator[tuple[float, int, str]]:
    """When each file was last used, its size, its path."""
    with os.scandir(folder) as places:
        inner = [
            place.path for place in places if _FOLDER.fullmatch(place.name) and place.is_dir(follow_symlinks=False)
        ]
    for one in inner:
        with suppress(OSError), os.scandir(one) as entries:
            for entry in entries:
                if _FILE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    yield status.st_mtime, status.st_size, entry.path
