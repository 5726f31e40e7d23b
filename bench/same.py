"""Whether two checkouts say the same: ``python -m bench.same OTHER_CHECKOUT [--count 2000] [--paths FILE...]``.

Both read the same files (generated reports in all layouts, their mutations, and the files of ``--paths``) and write
what ``check``, ``extract`` and ``parse`` say of each as JSON. Differences are listed; findings are compared by rule,
for the rules that both have. The other checkout needs a ``.venv`` of its own with gklint installed from it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.generate import generate
from bench.mutate import mutate

_ROOT = Path(__file__).resolve().parents[1]
_SHARED = _ROOT.parent / "shared"


def _ask(python: Path, folder: Path) -> dict[str, Any]:
    """The answer of another interpreter's gklint to the files of ``folder``."""
    command = [str(python), str(Path(__file__).with_name("answer.py").resolve())]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=folder, env=environment)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def inputs(count: int, paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """File names and contents: reports of all layouts, as many mutations, the seeds and real files, ``paths``."""
    rng = random.Random(8)
    for name, text in generate(count):
        yield name, text.encode()
        yield f"mutated-{name}", mutate(text, rng, most=6).encode()
    shared = [path for folder in ("seeds", "real") for path in sorted((_SHARED / folder).glob("*"))]
    for path in [*shared, *paths]:
        yield path.name, path.read_bytes()


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """A line for each thing said of a file by one and not by the other; rules that only one has are left out."""
    own = set(one["codes"]) ^ set(other["codes"])
    for name, parts in one["files"].items():
        others = other["files"][name]
        for key in sorted(parts.keys() | others.keys()):
            if key.removeprefix("not run ") not in own and parts.get(key) != others.get(key):
                yield f"{name}: {key}"


def main() -> int:
    """The command; 1 when there is a difference."""
    parser = argparse.ArgumentParser(prog="python -m bench.same", description="Compares two checkouts.")
    parser.add_argument("other", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--paths", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in inputs(options.count, options.paths):
            (folder / file).write_bytes(data)
        ours = _ask(Path(sys.executable), folder)
        theirs = _ask(options.other.resolve() / ".venv/bin/python", folder)
    found = list(differences(ours, theirs))
    own = sorted(set(ours["codes"]) ^ set(theirs["codes"]))
    print("\n".join(found[:50]))
    left_out = f"; not compared: {', '.join(own)}" if own else ""
    print(f"{len(ours['files'])} files, {len(found)} differences{left_out}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
