"""What git ignores in a folder, asked of git itself. Without git, or outside a work tree, nothing is ignored."""

from __future__ import annotations

import os

_SECONDS = 20
# Settings of the repository may name programs to run; a stranger's folder must not get to run any.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "-c", "core.hooksPath=/dev/null")
_ASK = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")


def ignored_by_git(folder: str) -> frozenset[str]:
    """Paths under ``folder``, relative to it with ``/``, that git ignores; an ignored folder stands for all it holds.

    A ``folder`` that is itself ignored was named by the user: what it holds is then not ignored.
    """
    if not in_work_tree(folder):
        return frozenset()
    import subprocess

    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        answer = subprocess.run(
            ["git", *_HARMLESS, *_ASK],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    names = (os.fsdecode(name).rstrip("/") for name in answer.stdout.split(b"\0"))
    return frozenset(name for name in names if name not in ("", "."))


def in_work_tree(folder: str) -> bool:
    """Whether ``folder`` or one above it holds ``.git``; spares starting git where there is nothing to ask."""
    place = os.path.realpath(folder)
    while not os.path.exists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return False
        place = above
    return True
