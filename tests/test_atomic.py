"""Files are written so that nothing is lost."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gklint.atomic import ChangedMeanwhile, write


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


def test_interrupted_while_the_new_file_is_made_it_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: str, flags: int) -> int:
        os.close(os.open(path, flags, 0o600))
        assert len(list(tmp_path.iterdir())) == 2
        raise KeyboardInterrupt

    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    monkeypatch.setattr("gklint.atomic._private", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, b"after")
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"before"


_WRITER = """
import sys
from pathlib import Path
from gklint.atomic import write
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


def test_a_new_file_gets_the_usual_permissions_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode
    write(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
