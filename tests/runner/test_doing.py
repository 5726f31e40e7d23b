"""Files done together against each by itself, and how many are read before the first of them is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from gklint.config.find import find_config
from gklint.config.settings import combine
from gklint.engine.check import Checker
from gklint.engine.once import MOST
from gklint.report.document import Document
from gklint.reporters.base import Style
from gklint.runner.batch import TOGETHER, Batch
from gklint.runner.discover import Target
from gklint.runner.job import FixPlan, Job
from gklint.runner.marking import Known, Marker
from tests.use.conftest import put

REPORT = (Path(__file__).resolve().parents[1] / "cli" / "report.txt").read_text(encoding="utf-8")
FILES: dict[str, bytes] = {
    "a.txt": REPORT.encode(),
    "b.txt": "今天天气很好。".encode(),
    "旧/c.txt": REPORT.replace("2021", "2023").encode(),
    "d.doc": b"\xd0\xcf\x11\xe0",
    "e.txt": f"{REPORT}\n[gklint: disable-file=PUN001 原因：原件如此]\n公布了帐号,办理完毕。".encode(),
    "f.txt": b"\xff\xfe\x00\x00\x00",
    "g.txt": b"",
}


def job_in(folder: Path, fixes: FixPlan | None = None) -> Job:
    overrides = '[[overrides]]\npath = "旧/*"\nform = "2019"\nignore = ["STR"]\n'
    (folder / "gklint.toml").write_text(overrides, encoding="utf-8")
    settings = combine(find_config(folder), {})
    return Job(settings, Marker((), Known(), True, date(2026, 1, 1)), [("json", Style())], fixes=fixes)


def files(folder: Path) -> list[tuple[Target, bytes]]:
    return [(Target(str(folder / name)), data) for name, data in FILES.items()]


def test_together_each_file_has_the_outcome_that_it_has_alone(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    alone = [job.run([file])[0] for file in files(tmp_path)]
    assert job.run(files(tmp_path)) == alone
    assert [bool(one.tally.codes) for one in alone].count(True) > 2
    assert alone[0].tally.codes != alone[2].tally.codes  # the configuration has another form for it


def test_a_fault_of_gklint_is_told_of_the_file_where_it_comes_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    alone = [job.run([file])[0] for file in files(tmp_path)]
    check_each = Checker.check_each

    def failing(self: Checker, documents: Sequence[Document]) -> object:
        if any(document.source.path.endswith("e.txt") for document in documents):
            raise ZeroDivisionError("不行")
        return check_each(self, documents)

    monkeypatch.setattr(Checker, "check_each", failing)
    outcomes = job.run(files(tmp_path))
    crashed = outcomes.pop(4)
    assert crashed.tally.unfinished
    assert crashed.tally.codes == {"GK900": 1}
    assert outcomes == alone[:4] + alone[5:]


class Counting:
    """Targets that count how many of them were taken."""

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        self.taken = 0
        self._paths = [folder / f"{number:03}.txt" for number in range(len(texts))]
        for path, text in zip(self._paths, texts, strict=True):
            put(path, text)

    def __iter__(self) -> Iterator[Target]:
        for path in self._paths:
            self.taken += 1
            yield Target(str(path))


@pytest.mark.parametrize(
    ("texts", "fixes", "first"),
    [
        (["短。"] * (3 * TOGETHER), None, TOGETHER),
        (["短。"] * (3 * TOGETHER), FixPlan(diff=True), 1),
        (["短。", "长" * 200_000, "短。"], None, 2),
        (["短。"] * 2, None, 2),
    ],
    ids=["few", "fixed", "long", "all"],
)
def test_no_more_is_read_ahead_than_is_done_together(
    tmp_path: Path, texts: list[str], fixes: FixPlan | None, first: int
) -> None:
    targets = Counting(tmp_path, texts)
    outcomes = Batch(job_in(tmp_path, fixes), 1 << 20).outcomes(targets)
    paths = [next(outcomes).path]
    assert targets.taken == first
    paths += [outcome.path for outcome in outcomes]
    assert paths == [str(tmp_path / f"{number:03}.txt") for number in range(len(texts))]


def test_as_much_is_kept_about_reports_as_are_done_together() -> None:
    assert TOGETHER == MOST
