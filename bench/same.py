"""Whether two checkouts say the same: ``python -m bench.same OTHER_CHECKOUT [--count 2000] [--paths FILE...]``.

Both read the same files (:mod:`bench.inputs`: ``--count`` of each kind, and the files of ``--paths``) and write what
``check``, ``extract`` and ``parse`` say of each as JSON. Differences are listed; findings are compared by rule, for the
rules that both have. The other checkout needs a ``.venv`` of its own with gklint installed from it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.answer import ORDER
from bench.inputs import inputs


def _ask(python: Path, folder: Path) -> dict[str, Any]:
    """The answer of another interpreter's gklint to the files of ``folder``."""
    command = [str(python), str(Path(__file__).with_name("answer.py").resolve())]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONPATH", None)  # it would give both the same gklint
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=folder, env=environment)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each file and thing said of it by one and not by the other; rules that only one has are left out."""
    own = set(one["codes"]) ^ set(other["codes"])
    left_out = own | {ORDER} if own else own
    for name, parts in one["files"].items():
        others = other["files"][name]
        for key in sorted(parts.keys() | others.keys()):
            if key.removeprefix("not run ") not in left_out and parts.get(key) != others.get(key):
                yield name, key


def _table(kinds: dict[str, str], found: list[tuple[str, str]]) -> Iterator[str]:
    """A line for each kind of file: how many there are, and of how many something else is said."""
    other = Counter(kinds[name] for name in {name for name, _ in found})
    for kind, number in Counter(kinds.values()).items():
        yield f"{kind:<12}{number:>6} files{other[kind]:>6} differ"


def main() -> int:
    """The command; 1 when there is a difference."""
    parser = argparse.ArgumentParser(prog="python -m bench.same", description="Compares two checkouts.")
    parser.add_argument("other", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--paths", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    kinds = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in inputs(options.count, options.paths):
            kinds[file.name] = file.kind
            (folder / file.name).write_bytes(file.data)
        ours = _ask(Path(sys.executable), folder)
        theirs = _ask(options.other.resolve() / ".venv/bin/python", folder)
    if ours["gklint"] == theirs["gklint"]:
        raise SystemExit(f"both are {ours['gklint']}")
    found = list(differences(ours, theirs))
    own = sorted(set(ours["codes"]) ^ set(theirs["codes"]))
    print(*(f"{file}: {key}" for file, key in found[:50]), *_table(kinds, found), sep="\n")
    left_out = f"; not compared: {', '.join(own)}" if own else ""
    print(f"{len(kinds)} files, {len(found)} differences{left_out}; {ours['gklint']} and {theirs['gklint']}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
