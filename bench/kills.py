"""Kills gklint while it writes, and looks at what is left: ``python -m bench.kills [--count 1000] [--seed 1]``.

A process that has gklint loaded forks; the child runs a command and dies: half of the time by SIGKILL (``kill -9``) at
a random moment, else by SIGKILL just before a random one of its changes to the disk, or at a random byte of what it
writes (SIGXFSZ, by RLIMIT_FSIZE). Then every file must be whole, the old one or the new one, and the same command, run
again with whatever the dead one left in the cache, must give what it always gives. Status 1 when not. Only a run that
was still going counts as killed; those that ended by themselves first are told apart.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.samples import FAULT, docx_of, small_report
from gklint.cli import main as gklint

FILES = 12
_RULE = """\
rules:
  - {code: TST001, name: old-account, summary: 帐号应为账号, basis: 试验, severity: error, on: paragraph,
     pattern: 帐号, message: “帐号”应为“账号”, fix: {title: 改为账号, replace: 账号, safe: true}}
"""
_CHECK = ("check", "--isolated", "--pack", "../pack", "--select", "TST", "--fail-on", "never", "--format", "json")


class Site(NamedTuple):
    """Where a command runs: the working folder, and the cache."""

    work: Path
    cache: Path


class Scene(NamedTuple):
    """A command that is killed. ``prepare`` lays its files before each kill; the files that ``watched`` names then have
    the bytes they had before or those that the whole command gives them; ``fresh`` starts a new Python each time."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Site], None]
    watched: str
    fresh: bool = False


def _texts(site: Site) -> None:
    for number in range(FILES):
        (site.work / f"{number}.txt").write_text(small_report(number, FAULT), encoding="utf-8")


def _documents(site: Site) -> None:
    for number in range(FILES // 4):
        (site.work / f"{number}.docx").write_bytes(docx_of(small_report(number, FAULT)))


def _cold(site: Site) -> None:
    _texts(site)
    shutil.rmtree(site.cache, ignore_errors=True)


def _known(site: Site) -> None:
    _texts(site)
    (site.work / "基线.json").write_text('{"schema": 1, "entries": []}\n', encoding="utf-8")


def _unreported(site: Site) -> None:
    _texts(site)
    (site.work / "结果.sarif").unlink(missing_ok=True)


SCENES = (
    Scene("--fix, text", (*_CHECK, "--fix", "."), _texts, "*.txt"),
    Scene("--fix, Word", (*_CHECK, "--fix", "."), _documents, "*.docx"),
    Scene("baseline", (*_CHECK, "--write-baseline", "基线.json", "--grow", "."), _known, "基线.json"),
    Scene("--output", (*_CHECK, "--output", "sarif=结果.sarif", "."), _unreported, "结果.sarif"),
    Scene("cache", (*_CHECK, "."), _cold, "*.txt"),
    Scene("cache, new process", (*_CHECK, "."), _cold, "*.txt", fresh=True),
)


class Death(NamedTuple):
    """How a child dies: after ``seconds`` (by its parent), before its ``change``-th change to the disk, or when a file
    that it writes reaches ``size`` bytes."""

    seconds: float | None = None
    change: int | None = None
    size: int | None = None

    def arm(self) -> None:
        """Makes ready for death, in the child."""
        if self.size is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.size))
        if self.change is not None:
            left = itertools.count(self.change, -1)

            def die(event: str, arguments: tuple[Any, ...]) -> None:
                writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
                if (writes or event in _CHANGES) and next(left) == 1:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(die)

    @property
    def manner(self) -> str:
        """In a word, how it dies."""
        return "moment" if self.seconds is not None else "change" if self.change is not None else "byte"


_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.chmod"})
_LIVES = Death()
_LATE, _IN_TIME = 0.9, 1.01
"""By what the span that moments are drawn from changes after a kill that came too late, and after one that did not:
the machine's pace changes, and so one kill in twelve is late, and none of the run is left out."""


class Kill(NamedTuple):
    """What became of one run: how it was to die, whether it was still going then, and what is wrong after it."""

    scene: str
    manner: str
    inside: bool
    wrong: tuple[str, ...]


def start(arguments: Iterable[str], site: Site, out: Path, fresh: bool, death: Death = _LIVES) -> int:
    """Starts gklint in ``site``, its standard output going to ``out``; gives the process's id."""
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        os.chdir(site.work)
        os.environ["GKLINT_CACHE_DIR"] = str(site.cache)
        os.dup2(os.open(os.devnull if death.size is not None else out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        if fresh:
            os.execv(sys.executable, [sys.executable, "-m", "gklint", *arguments])
        death.arm()
        status = gklint(list(arguments))
        sys.stdout.flush()
    finally:
        os._exit(status)


class Round:
    """The kills of one scene in one folder."""

    def __init__(self, scene: Scene, folder: Path, rng: random.Random) -> None:
        self._scene = scene
        self._rng = rng
        self._site = Site(folder / "work", folder / "cache")
        self._out = folder / "out"
        self._site.work.mkdir()
        pack = folder / "pack"
        pack.mkdir()
        (pack / "pack.yaml").write_text('name: 试验\nversion: "1"\napi: 1\n', encoding="utf-8")
        (pack / "rules.yaml").write_text(_RULE, encoding="utf-8")
        self._before = self._laid()
        taken = [self._whole() for _ in range(2)]
        self._after, self._answer, self._seconds = self._files(), self._out.read_bytes(), max(taken)
        if not self._answer or (self._before == self._after and scene.name.startswith("--fix")):
            raise RuntimeError(f"{scene.name}: the command does nothing")

    def kill(self) -> Kill:
        """One run that is to die somewhere."""
        self._laid()
        death = self._death()
        child = start(self._scene.arguments, self._site, self._out, self._scene.fresh, death)
        if death.seconds is not None:
            time.sleep(death.seconds)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        inside = os.WIFSIGNALED(status)
        if death.seconds is not None:
            self._seconds *= _IN_TIME if inside else _LATE
        wrong = [f"{self._scene.name}: {name} is neither old nor new" for name in self._torn(self._files())]
        if self._scene.prepare is _cold:
            self._whole()
            if self._out.read_bytes() != self._answer:
                wrong.append(f"{self._scene.name}: another answer after it")
        return Kill(self._scene.name, death.manner, inside, tuple(wrong))

    def _death(self) -> Death:
        kind = "moment" if self._scene.fresh else self._rng.choice(("moment", "moment", "change", "byte"))
        if kind == "moment":
            return Death(seconds=self._rng.uniform(0, self._seconds))
        if kind == "change":
            return Death(change=self._rng.randint(1, 3 * FILES))
        largest = max(map(len, self._after.values()))  # the cache has larger files
        return Death(size=int(self._rng.random() * self._rng.choice((largest, 500_000))))

    def _laid(self) -> dict[str, bytes]:
        self._scene.prepare(self._site)
        return self._files()

    def _files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self._site.work.glob(self._scene.watched)}

    def _torn(self, found: Mapping[str, bytes]) -> list[str]:
        names = sorted(self._before.keys() | self._after.keys() | found.keys())
        return [name for name in names if found.get(name) not in (self._before.get(name), self._after.get(name))]

    def _whole(self) -> float:
        """The command from beginning to end; gives its seconds."""
        started = time.perf_counter()
        _, status = os.waitpid(start(self._scene.arguments, self._site, self._out, self._scene.fresh), 0)
        if status:
            raise RuntimeError(f"{self._scene.name}: status {os.waitstatus_to_exitcode(status)}")
        return time.perf_counter() - started


def kill_all(count: int, seed: int, folder: Path) -> Iterator[Kill]:
    """Kills until ``count`` runs have died while they were going, the scenes in turn, a new process every tenth time;
    gives every run, also those that ended first."""
    rng = random.Random(seed)
    rounds = {}
    for number, scene in enumerate(SCENES):
        (folder / str(number)).mkdir()
        rounds[scene.name] = Round(scene, folder / str(number), rng)
    forked = [scene.name for scene in SCENES if not scene.fresh]
    anew = [scene.name for scene in SCENES if scene.fresh]
    killed = 0
    while killed < count:
        kill = rounds[rng.choice(anew if killed % 10 == 9 else forked)].kill()
        killed += kill.inside
        yield kill


def told(kills: Sequence[Kill], seconds: float) -> str:
    """How many were killed in each scene, in which manner, and what was lost."""
    killed = Counter((kill.scene, kill.manner) for kill in kills if kill.inside)
    lines = [f"{number:>6}  {scene}, {manner}" for (scene, manner), number in sorted(killed.items())]
    wrong = [words for kill in kills for words in kill.wrong]
    lines.append(
        f"{killed.total():>6}  killed in {seconds:.0f} s, {len(kills) - killed.total()} more ended first, "
        f"{len(wrong)} times something was lost"
    )
    return "\n".join((*lines, *wrong[:20]))


def main() -> int:
    """The command; status 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description="Kills gklint while it writes.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.perf_counter()
    kills: list[Kill] = []
    with tempfile.TemporaryDirectory() as name:
        for kill in kill_all(options.count, options.seed, Path(name)):
            kills.append(kill)
            if len(kills) % 100 == 0:
                print(told(kills, time.perf_counter() - started).splitlines()[-1], file=sys.stderr, flush=True)
    print(told(kills, time.perf_counter() - started))
    return int(any(kill.wrong for kill in kills))


if __name__ == "__main__":
    sys.exit(main())
