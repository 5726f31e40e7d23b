"""What ``bench.same`` reads, and whether it sees a difference."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.answer import answer
from bench.inputs import inputs, seeds
from bench.same import differences


def test_the_files_are_many_different_and_always_the_same() -> None:
    files = list(inputs(40))
    assert files == list(inputs(40))
    assert len({file.name for file in files}) == len(files)
    made = [file.data for file in files if file.kind != "real"]  # fewer where no seeds lie beside the project
    assert len(set(made)) > 0.9 * len(made)
    kinds = Counter(file.kind for file in files)
    assert {kinds[kind] for kind in ("generated", "mutated", "by rules")} == {40}
    assert kinds["from seeds"] == (40 if seeds() else 0)


def test_what_is_said_of_a_file_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean, spoilt = (next(f.data for f in inputs(1) if f.kind == kind) for kind in ("generated", "by rules"))
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    answers = []
    for text in (clean, spoilt):
        (folder / "a.txt").write_bytes(clean)
        (folder / "b.txt").write_bytes(text)
        answers.append(answer(folder))
    before, after = answers
    assert list(differences(before, before)) == []
    assert {name for name, _ in differences(before, after)} == {"b.txt"}
    assert {"parse", "file"} <= {key for _, key in differences(before, after)}
