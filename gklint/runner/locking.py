"""The lock of the packs: names, versions and the hashes of their files, in ``gklint.lock`` beside the configuration.

``gklint pack lock`` writes it; a run refuses a pack that is not as it was locked, and one that the configuration asks
for and that is not locked. Without the file nothing is locked. The core pack is gklint's own and not among them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from gklint.config.settings import Settings
from gklint.extensions import Extensions
from gklint.messages import in_a_row, worded
from gklint.oserrors import why_unread
from gklint.packs import CORE, manifest_name, shipped
from gklint.runner.packs import pack_folders
from gklint.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAME = "gklint.lock"
FORMAT = 1
MOST_FILES = 2_000
MOST_BYTES = 64 << 20
_HEAD = "# 规则包的锁，由 gklint pack lock 写成，不要手改。改了规则包、看过改动之后再运行一次。\n"
_LISTED = 5


class Locked(NamedTuple):
    """A pack as locked: its version, and the hash of each of its files by its path in the pack."""

    version: str
    files: Mapping[str, str]

    @property
    def hash(self) -> str:
        """One hash for all the files."""
        return sha256("".join(f"{name}\0{one}\n" for name, one in sorted(self.files.items())).encode()).hexdigest()


class BadLock(Exception):
    """The lock cannot be read, or a pack cannot be locked; the message is a Chinese sentence."""


def lock_path(settings: Settings) -> Path | None:
    """Where the lock of a run is: beside its configuration, or in the working directory without one; ``None`` for a run
    that reads no configuration."""
    return settings.folder / NAME if settings.folder is not None else None


def locked_pack(folder: Path) -> Locked:
    """The pack in ``folder`` as it is now; raises :class:`BadLock` for one that is too large or cannot be read."""
    files: dict[str, str] = {}
    size = 0
    try:
        for path in _files(folder):
            size += path.stat().st_size
            if len(files) >= MOST_FILES or size > MOST_BYTES:
                most = {"files": MOST_FILES, "size": MOST_BYTES >> 20}
                raise BadLock(
                    worded("规则包 {folder} 太大：超过 {files} 个文件或 {size} MB", folder=folder.as_posix(), **most)
                )
            files[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        reason = why_unread(error)
        raise BadLock(worded("规则包 {folder} 读不了：{reason}", folder=folder.as_posix(), reason=reason)) from error
    return Locked(manifest_name(folder, "version") or "", files)


def _files(folder: Path) -> Iterator[Path]:
    """All files of a pack but those that programs keep there for themselves."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and stat.S_ISREG(path.stat().st_mode):
                yield path


def lock_text(packs: Mapping[str, Locked]) -> str:
    """The lock as its file holds it (TOML)."""
    import json

    lines = [_HEAD, f"lock = {FORMAT}\n"]
    for name, one in sorted(packs.items()):
        key = json.dumps(name, ensure_ascii=False)
        version = json.dumps(one.version, ensure_ascii=False)
        lines.append(f'\n[packs.{key}]\nversion = {version}\nhash = "sha256:{one.hash}"\n\n[packs.{key}.files]\n')
        lines += [f'{json.dumps(file, ensure_ascii=False)} = "{hash_}"\n' for file, hash_ in sorted(one.files.items())]
    return "".join(lines)


def write_lock(path: Path, packs: Mapping[str, Locked]) -> bool:
    """Writes the lock of ``packs`` to ``path``; false if that is what it says already. Raises ``OSError``."""
    from gklint.atomic import write

    data = lock_text(packs).encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    write(path, data)
    return True


def read_lock(path: Path) -> dict[str, Locked] | None:
    """The packs that the lock at ``path`` holds; ``None`` without such a file. Raises :class:`BadLock`."""
    import tomllib

    try:
        data: Any = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        if data["lock"] != FORMAT:
            raise BadLock(
                worded(
                    "{lock} 的格式是 {found}，本版 gklint 只认 {known}；升级 gklint，或重新锁定",
                    lock=NAME,
                    found=data["lock"],
                    known=FORMAT,
                )
            )
        packs = {name: Locked(str(one["version"]), dict(one["files"])) for name, one in data.get("packs", {}).items()}
        if any(one["hash"] != f"sha256:{packs[name].hash}" for name, one in data.get("packs", {}).items()):
            raise BadLock(worded("{lock} 被改动过：其中的校验值对不上；运行 gklint pack lock 重新锁定", lock=NAME))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadLock(worded("{lock} 读不了：{reason}", lock=NAME, reason=why_unread(error))) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadLock(
            worded("{lock} 看不懂（{reason}）；运行 gklint pack lock 重新锁定", lock=NAME, reason=type(error).__name__)
        ) from error
    return packs


def lockable(folders: Iterable[Path]) -> dict[str, Path]:
    """The packs among ``folders`` that are locked, by name: all but the core pack."""
    core = shipped()[CORE]
    return {manifest_name(folder) or folder.name: folder for folder in folders if folder != core}


def lock_mistakes(settings: Settings, folders: Iterable[Path], extensions: Extensions) -> Iterator[str]:
    """A sentence for each of the packs in ``folders`` that may not be used by the lock of the run. One that only the
    command line asks for need not be locked."""
    path = lock_path(settings)
    try:
        lock = read_lock(path) if path is not None else None
        if lock is None:
            return
        configured, _ = pack_folders(settings.replaced(given={}), extensions)
        for name, folder in lockable(folders).items():
            if name in lock:
                difference = _difference(lock[name], locked_pack(folder))
                if difference:
                    again = worded("看过改动、同意后运行 gklint pack lock 重新锁定")
                    about = {"name": name, "lock": NAME, "difference": difference}
                    yield worded("规则包 {name} 与 {lock} 所锁的不同：{difference}；{hint}", hint=again, **about)
            elif folder in configured:
                yield worded(
                    "规则包 {name} 不在 {lock} 里；看过它、同意使用后运行 gklint pack lock", name=name, lock=NAME
                )
    except BadLock as error:
        yield str(error)


def _difference(old: Locked, new: Locked) -> str:
    """What has changed, in words; empty if nothing has."""
    versions = worded("版本由 {old} 变为 {new}", old=old.version, new=new.version)
    parts = [versions] if old.version != new.version else []
    changed = [name for name in sorted(old.files) if new.files.get(name, "") not in ("", old.files[name])]
    for names, verb in (
        (changed, "{names}{more}改了"),
        ([name for name in sorted(new.files) if name not in old.files], "{names}{more}是新的"),
        ([name for name in sorted(old.files) if name not in new.files], "{names}{more}没有了"),
    ):
        if names:
            more = worded("等 {count} 个文件", count=len(names)) if len(names) > _LISTED else ""
            parts.append(worded(verb, names=tuple(names[:_LISTED]), more=more))
    return in_a_row(parts, "，")
