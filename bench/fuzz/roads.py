"""Quick roads and what stands for them on the full road: the switch that only fuzzing and tests have.

gklint proves cheaply of most of a report that nothing is to be found there, or that all is ordinary; what is left takes
the full road, which is what is meant. Each quick road has its line in :data:`QUICK`: without it nothing may change.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from types import ModuleType
from typing import Any, NamedTuple
from unittest import mock

from gklint import text
from gklint.engine import check as engine_check
from gklint.engine import evaluate, matches, patterns, quick, scan, sweep
from gklint.engine.checked import Matches
from gklint.engine.places import Place
from gklint.engine.python_rules import _package
from gklint.engine.regex import compile_pattern
from gklint.packs import CORE, shipped
from gklint.readers import layout
from gklint.readers.html import blocks as html_blocks
from gklint.report import facts, lines, parse, prose, regions, settling, single, surroundings
from gklint.report import tables as report_tables
from gklint.report.document import Document
from gklint.report.nodes import Report
from gklint.report.shapes import sentence_shape


class Road(NamedTuple):
    """A quick road: the module that calls it, its name there, what takes its place."""

    module: ModuleType
    name: str
    instead: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.module.__name__}.{self.name}"


class _AnyWord:
    """Words of which each is there."""

    def __contains__(self, word: object) -> bool:
        return True


class _Everything(scan.Scan):
    """A scan that knows nothing: all may be anywhere."""

    there = _AnyWord()

    def __init__(self, wanted: dict[str, tuple[scan.Sought, ...]]) -> None:
        self.codes = self._searching = frozenset(wanted)
        self._wanted = wanted

    def things(self, code: str) -> tuple[scan.Sought, ...]:
        return self._wanted[code]

    def places(self, things: Iterable[scan.Sought]) -> list[Place] | None:
        return None


class _Blind:
    """A scanner that does not look."""

    def __init__(self, wanted: dict[str, tuple[scan.Sought, ...]]) -> None:
        self._wanted = wanted

    def scan(self, text: str) -> scan.Scan:
        return _Everything(self._wanted)


class _Unread:
    """Prose that is not looked at as a whole."""

    def __init__(self, *given: object) -> None:
        pass

    def sifted(self, selector: str, things: Iterable[scan.Sought]) -> list[scan.Sought]:
        return list(things)


def _searched(node: Matches) -> Callable[[str], bool]:
    pattern = compile_pattern(node.pattern)
    return lambda text: pattern.search(text) is not None


def _nothing(*given: object) -> None:
    return None


def _yes(*given: object) -> bool:
    return True


def _no(*given: object) -> bool:
    return False


def _looked_at(line: str, scanner: Any) -> str:
    return str(scanner.match(line).lastgroup)


def _forgetful(vocabulary: Any) -> dict[str, Any]:
    """What nothing is kept in."""
    return {}


def _one_by_one(roles: list[str]) -> list[range]:
    """A run for each part; the lines of one title stay together."""
    starts = [number for number, role in enumerate(roles) if role != "TITLE_MORE"]
    return [range(start, end) for start, end in pairwise([*starts, len(roles)])]


def _every_step(reading: Any, shape: Any) -> None:
    """What a sentence's numbers mean to each other, whatever they are."""
    settling._settle_this_years_share(reading.found)
    settling._settle_carry_over(reading.found, shape)
    settling._settle_applicants(reading, shape)
    settling._settle_outcomes(reading.found, shape)
    settling._mark_contradictions(reading.found)


def _core(name: str) -> ModuleType:
    """A Python file of the core pack."""
    return importlib.import_module(f"{_package(str(shipped()[CORE]))}.{name}")


def _all_text(report: Report) -> str:
    return report.source.text


_SENTENCES = _core("sentences")


def _every_sentence(document: Document, *given: object) -> Iterator[Any]:
    yield from _SENTENCES.sentences(document)


def _each_folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(text.fold, texts))


QUICK = (
    Road(report_tables, "bind_ordinary", _nothing),
    Road(report_tables, "taken_apart", _nothing),
    Road(facts, "may_state", _yes),
    Road(prose, "ordinary_meanings", _nothing),
    Road(engine_check, "doubtful", _nothing),
    Road(engine_check, "idle", _nothing),
    Road(engine_check, "settled", _nothing),
    Road(engine_check, "Scanner", _Blind),
    Road(engine_check, "Prose", _Unread),
    Road(evaluate, "finder", _searched),
    Road(quick, "finder", _searched),
    Road(sweep, "finder", _searched),
    Road(patterns, "held", _yes),
    Road(lines, "split_lines", text._LINE.findall),
    Road(single, "look", _looked_at),
    Road(single, "kept_singles", _forgetful),
    Road(single, "is_long_sentence", _no),
    Road(lines, "_without_contents", lines._cut_contents),
    Road(parse, "runs", _one_by_one),
    Road(parse, "_kept_tree", parse._tree),
    Road(regions, "is_wordy", _no),
    Road(settling, "may_deny", _yes),
    Road(settling, "_settle", _every_step),
    Road(settling, "may_deny_fees", _yes),
    Road(surroundings, "is_plain", _no),
    Road(matches, "head_of", _nothing),
    Road(_SENTENCES, "_parted", _yes),
    Road(_core("consistency"), "adds_up", _no),
    Road(html_blocks, "_solid", _nothing),
    Road(layout, "is_solid", _no),
    Road(_core("units"), "counting", _every_sentence),
    Road(_core("units"), "may_mix", _yes),
    Road(_core("structure"), "in_order", _no),
    Road(_core("numbering"), "runs_on", _no),
    Road(_core("repeats"), "fold_each", _each_folded),
    Road(_core("pairing"), "all_paired", _no),
    Road(_core("one_year"), "may_contradict", _yes),
    Road(_core("plagiarism"), "prose", _all_text),
)


@contextmanager
def full(roads: tuple[Road, ...] = QUICK) -> Iterator[None]:
    """Without these quick roads; what is made ready within (a checker, say) stays without them, and shapes of sentences
    that were made on other roads are not taken for it."""
    with ExitStack() as stack:
        sentence_shape.cache_clear()
        stack.callback(sentence_shape.cache_clear)
        for road in roads:
            stack.enter_context(mock.patch.object(road.module, road.name, road.instead))
        yield
