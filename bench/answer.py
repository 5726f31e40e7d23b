"""What the gklint of this interpreter says of the files in the working directory, as digests: a JSON object.

:mod:`bench.same` runs this file with the interpreter of another checkout; so it imports that checkout's gklint alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gklint
from gklint.launch import main

_OPTIONS = ("--isolated", "--fail-on", "never", "--no-cache", "--format", "json")
ORDER = "order of findings"
_TOGETHER = 200
"""So many files are checked in one run: the rules across files compare what is in it."""


def said(*command: str) -> str:
    """What a command of the gklint of this interpreter writes to standard output."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main(command)
    out.flush()
    raw = out.buffer
    return raw.getvalue().decode() if isinstance(raw, io.BytesIO) else ""


def _digest(value: object) -> str:
    return hashlib.blake2b(json.dumps(value, ensure_ascii=False).encode(), digest_size=8).hexdigest()


def digests(names: Sequence[str]) -> dict[str, dict[str, str]]:
    """For each file: digests of ``parse``, ``extract``, what was not run, and of the findings by code."""
    checked: dict[str, Any] = json.loads(said("check", *_OPTIONS, *names))
    found: dict[str, dict[str, list[object]]] = {name: {} for name in names}
    for file in checked["files"]:
        for entry in file.pop("not_run", ()):
            found[file["path"]].setdefault(f"not run {entry['code']}", []).append(entry)
        found[file["path"]]["file"] = [file]
    for finding in checked["diagnostics"]:
        found[finding["path"]].setdefault(finding["code"], []).append(finding)
        found[finding["path"]].setdefault(ORDER, []).append(finding["code"])
    for report in json.loads(said("extract", "--force", *names)):
        found[report["path"]]["extract"] = [report]
    for name in names:
        found[name]["parse"] = [said("parse", "--format", "json", name)]
    return {name: {key: _digest(value) for key, value in parts.items()} for name, parts in found.items()}


def answer(folder: Path) -> dict[str, Any]:
    """The digests of all files in ``folder`` (the working directory), the codes of the rules, where gklint lies."""
    names = sorted(path.name for path in folder.iterdir())
    files: dict[str, dict[str, str]] = {}
    for first in range(0, len(names), _TOGETHER):
        files |= digests(names[first : first + _TOGETHER])
    return {
        "gklint": str(Path(gklint.__file__).parent),
        "codes": sorted(rule["code"] for rule in json.loads(said("rules", "--format", "json"))),
        "files": files,
    }


if __name__ == "__main__":
    print(json.dumps(answer(Path())))
