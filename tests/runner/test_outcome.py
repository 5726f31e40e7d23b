"""What an outcome remembers is enough to make the file's result again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gklint.config.settings import Settings
from gklint.reporters.base import Style
from gklint.runner.discover import Target
from gklint.runner.job import Job
from gklint.runner.marking import Known, Marker

REPORT = Path(__file__).resolve().parents[1] / "cli" / "report.txt"


def outcome_of(data: bytes, name: str = "甲.txt"):  # type: ignore[no-untyped-def]
    job = Job(Settings(), Marker((), Known(), True, date(2026, 1, 1)), [("json", Style())])
    return job, job.run([(Target(name), data)])[0]


def test_a_result_made_again_gives_the_same_pieces() -> None:
    job, outcome = outcome_of(REPORT.read_bytes())
    result = outcome.result
    assert result is not None
    assert tuple(writer.piece(result) for writer in job.writers) == outcome.pieces
    assert result.findings.diagnostics


def test_suppressions_stand_in_the_text_that_is_made_again() -> None:
    text = REPORT.read_text(encoding="utf-8") + "\n[gklint: disable-file=PUN001 原因：原件如此]\n"
    job, outcome = outcome_of(text.encode())
    result = outcome.result
    assert result is not None
    assert result.source is not None
    assert result.source.text == text
    assert outcome.digest.source.text != text
    assert tuple(writer.piece(result) for writer in job.writers) == outcome.pieces


def test_what_is_no_report_is_not_remembered() -> None:
    _, outcome = outcome_of("今天天气很好。".encode())
    assert outcome.digest is None
    assert outcome.result is None
