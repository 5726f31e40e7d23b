"""Fixes: chosen, applied until stable, and written so that nothing is lost."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gklint.diagnostics import Applicability, Diagnostic, Edit, Fix, Severity
from gklint.fixing import ChangedMeanwhile, apply, choose, encode, fix, write
from gklint.text import Source, Span


def finding(start: int, end: int, text: str, applicability: Applicability = Applicability.SAFE) -> Diagnostic:
    edits = (Edit(Span(start, end), text),)
    return Diagnostic("TST001", "test", Severity.WARNING, "错", Span(start, end), fix=Fix("改", edits, applicability))


def replacing(wrong: str, right: str) -> object:
    """A rule that wants ``right`` for the first ``wrong``."""

    def check(source: Source) -> Iterable[Diagnostic]:
        at = source.text.find(wrong)
        return [finding(at, at + len(wrong), right)] if at >= 0 else []

    return check


def test_edits_are_applied_by_place() -> None:
    edits = [Edit(Span(4, 5), "乙"), Edit(Span(0, 1), "甲"), Edit(Span(2, 2), "（"), Edit(Span(3, 4), "")]
    assert apply("一二三四五", edits) == "甲二（三乙"


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=6)
)
def test_what_lies_between_edits_stays(text: str, wanted: list[tuple[int, int, str]]) -> None:
    found = [finding(min(a, len(text)), min(a + n, len(text)), new) for a, n, new in wanted]
    edits = [edit for d in choose(found, unsafe=False) if d.fix for edit in d.fix.edits]
    kept, at = "", 0
    for edit in sorted(edits, key=lambda e: e.span):
        assert edit.span.start >= at, "chosen edits overlap"
        kept += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert apply(text, edits) == kept + text[at:]


def test_unsafe_and_display_fixes_wait_to_be_asked_for() -> None:
    safe, unsafe = finding(0, 1, "a"), finding(2, 3, "b", Applicability.UNSAFE)
    display = finding(4, 5, "c", Applicability.DISPLAY)
    assert choose([safe, unsafe, display], unsafe=False) == [safe]
    assert choose([safe, unsafe, display], unsafe=True) == [safe, unsafe]


def test_of_two_fixes_that_overlap_the_first_goes_first() -> None:
    first, second = finding(0, 3, "a"), finding(2, 4, "b")
    assert choose([first, second], unsafe=False) == [first]


def test_fixes_are_repeated_until_nothing_changes() -> None:
    source = Source("a.txt", "帐号、帐号、帐号")
    fixed = fix(source, replacing("帐号", "账号"))  # type: ignore[arg-type]
    assert fixed.source.text == "账号、账号、账号"
    assert len(fixed.applied) == 3
    assert not fixed.oscillating


def test_rules_that_undo_each_other_are_noticed() -> None:
    def check(source: Source) -> Iterable[Diagnostic]:
        return [finding(0, 1, "乙" if source.text[0] == "甲" else "甲")]

    fixed = fix(Source("a.txt", "甲方"), check)
    assert fixed.oscillating
    assert fixed.source.text == "乙方"


@pytest.mark.parametrize(
    ("bom", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"", "gb18030"), (b"\xff\xfe", "utf-16-le")]
)
def test_mark_and_encoding_stay(bom: bytes, encoding: str) -> None:
    data = bom + "第一行\r\n第二行\r".encode(encoding)
    source = Source("a.txt", data[len(bom) :].decode(encoding), encoding, bom)
    assert encode(source) == data


def test_writing_keeps_permissions_and_links(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write(link, b"new", before=b"old")
    assert target.read_bytes() == b"new"
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "报告.txt"]


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"somebody else's")
    with pytest.raises(ChangedMeanwhile):
        write(path, b"ours", before=b"what we read")
    assert path.read_bytes() == b"somebody else's"


_WRITER = """
import sys
from pathlib import Path
from gklint.fixing import write
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    write(path, b"A" * 400_000)
    write(path, b"B" * 500_000)
"""


def test_killed_in_the_middle_the_file_is_whole(tmp_path: Path) -> None:
    """A process that does nothing but write is killed at ever other moments; the file holds one text or the other."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"A" * 400_000)
    for delay in range(12):
        process = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(delay * 2000):
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        data = path.read_bytes()
        assert data in (b"A" * 400_000, b"B" * 500_000)
