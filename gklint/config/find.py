"""Finds the configuration files of a run.

The nearest ``gklint.toml`` or ``pyproject.toml`` with ``[tool.gklint]``, upwards from the working directory and never
from a checked file; before it the files that it extends; before those the user's own.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gklint.config.files import PYPROJECT, ConfigError, ConfigFile, Problem
from gklint.messages import worded
from gklint.tuples import NamedTuple

NAME = "gklint.toml"
_MOST_EXTENDED = 20


class Found(NamedTuple):
    """The configuration files of a run, the weakest first; ``user`` is the user's own, if there is one. ``folder`` is
    that of the nearest one (the working directory without one), ``None`` where none was to be read."""

    files: tuple[ConfigFile, ...] = ()
    user: ConfigFile | None = None
    folder: Path | None = None


def find_config(directory: Path, named: Path | None = None, isolated: bool = False) -> Found:
    """The configuration for a run in ``directory``; ``named`` is used instead of what would be found; ``isolated``
    means none at all. Raises :class:`ConfigError` with every mistake in any of the files."""
    if isolated:
        return Found()
    problems: list[Problem] = []
    own = user_file()
    user = _read(own, own.as_posix(), problems, user=True) if _there(own) else None
    start = named if named is not None else _nearest(directory, problems)
    chain = _chain(directory / start, directory, problems) if start else []
    files = ([user] if user else []) + chain
    if problems:
        raise ConfigError(problems, tuple(files))
    return Found(tuple(files), user, chain[-1].folder if chain else directory)


def user_file() -> Path:
    """Where the user's own configuration is, if there is one."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "gklint" / NAME


def candidates(directory: Path, named: Path | None = None, isolated: bool = False) -> Iterator[Path]:
    """Every file that :func:`find_config` may look for, whether it is there or not; not those that others extend."""
    if isolated:
        return
    yield user_file()
    if named is not None:
        yield directory / named
        return
    for folder in (directory, *directory.parents):
        yield folder / NAME
        yield folder / PYPROJECT


def _read(path: Path, shown: str, problems: list[Problem], user: bool = False) -> ConfigFile | None:
    from gklint.config.read import read_config  # most runs have no configuration

    return read_config(path, shown, problems, user)


def _there(path: Path) -> bool:
    """Whether a file is at ``path``, or may be for all that this process is allowed to see: to read it tells."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _nearest(directory: Path, problems: list[Problem]) -> Path | None:
    for folder in (directory, *directory.parents):
        if _there(folder / NAME):
            return folder / NAME
        project = folder / PYPROJECT
        if _there(project) and b"gklint" in _bytes(project):
            before = len(problems)
            if _read(project, _shown(project, directory), problems) is not None or len(problems) > before:
                del problems[before:]  # they are told when it is read for good
                return project
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"gklint"  # as far as can be told; to read it for good tells what is wrong


def _chain(path: Path, directory: Path, problems: list[Problem]) -> list[ConfigFile]:
    """The file at ``path`` and, before it, all that it extends."""
    found: list[ConfigFile] = []

    def visit(path: Path, asked: tuple[Path, ...], complain: Problem | None) -> None:
        path = Path(os.path.normpath(path))
        if complain and (path in asked or len(asked) > _MOST_EXTENDED):
            problems.append(complain._replace(message=worded("extend 绕成了圈：{path}", path=_shown(path, directory))))
            return
        if complain and not _there(path):
            problems.append(complain)
            return
        file = _read(path, _shown(path, directory), problems)
        if file is None:
            if path.name == PYPROJECT and _there(path) and not problems:
                problems.append(Problem(_shown(path, directory), 1, worded("没有 [tool.gklint]")))
            return
        for number, word in enumerate(file.values.get("extend", ())):
            message = worded("extend 的文件不存在：{path}", path=word)
            missing = Problem(file.shown, file.line("extend", number), message, worded("请检查路径"))
            visit(file.folder / word, (*asked, path), missing)
        if file.path not in [other.path for other in found]:
            found.append(file)

    visit(path, (), None)
    return found


def _shown(path: Path, directory: Path) -> str:
    """``path`` as seen from ``directory``, when it lies in it or a few folders up."""
    try:
        relative = os.path.relpath(path, directory).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.as_posix()
    return relative if relative.count("../") <= 5 else path.as_posix()
