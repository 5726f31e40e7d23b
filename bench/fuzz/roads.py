"""Quick roads and what stands for them on the full road: the switch that only fuzzing and tests have.

gklint proves cheaply of most of a report that nothing is to be found there, or that all is ordinary; what is left takes
the full road, which is what is meant. Each quick road has its line in :data:`QUICK`: without it nothing may change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from types import ModuleType
from typing import Any, NamedTuple
from unittest import mock

from gklint.engine import check as engine_check
from gklint.engine import patterns, scan
from gklint.engine.needles import Needles
from gklint.engine.places import Place
from gklint.report import lines, parse, regions, settling
from gklint.report import tables as report_tables


class Road(NamedTuple):
    """A quick road: the module that calls it, its name there, what takes its place."""

    module: ModuleType
    name: str
    instead: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.module.__name__}.{self.name}"


class _Everything(scan.Scan):
    """A scan that knows nothing: all may be anywhere."""

    def __init__(self, wanted: dict[str, frozenset[str]]) -> None:
        self.absent = frozenset()
        self._wanted = wanted

    def present(self, code: str) -> frozenset[str]:
        return self._wanted[code]

    def places(self, code: str) -> list[Place] | None:
        return None


class _Blind:
    """A scanner that does not look."""

    def __init__(self, wanted: dict[str, tuple[scan.Sought, ...]]) -> None:
        self._wanted = {code: frozenset(thing.text for thing in things) for code, things in wanted.items()}

    def scan(self, text: str) -> scan.Scan:
        return _Everything(self._wanted)


def _nothing(*given: object) -> None:
    return None


def _yes(*given: object) -> bool:
    return True


def _no(*given: object) -> bool:
    return False


def _looked_at(line: str, scanner: Any) -> str:
    return str(scanner.match(line).lastgroup)


def _one_by_one(roles: list[str]) -> list[range]:
    """A run for each part; the lines of one title stay together."""
    starts = [number for number, role in enumerate(roles) if role != "TITLE_MORE"]
    return [range(start, end) for start, end in pairwise([*starts, len(roles)])]


def _held(needs: Needles, text: str) -> bool:
    return True


QUICK = (
    Road(report_tables, "bind_ordinary", _nothing),
    Road(engine_check, "doubtful", _nothing),
    Road(engine_check, "idle", _nothing),
    Road(engine_check, "Scanner", _Blind),
    Road(patterns, "held", _held),
    Road(lines, "_split", lines._LINE.findall),
    Road(lines, "look", _looked_at),
    Road(lines, "_without_contents", lines._cut_contents),
    Road(parse, "runs", _one_by_one),
    Road(regions, "is_wordy", _no),
    Road(settling, "denies", _yes),
)


@contextmanager
def full(roads: tuple[Road, ...] = QUICK) -> Iterator[None]:
    """Without these quick roads; what is made ready within (a checker, say) stays without them."""
    with ExitStack() as stack:
        for road in roads:
            stack.enter_context(mock.patch.object(road.module, road.name, road.instead))
        yield
