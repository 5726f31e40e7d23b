"""Files of many kinds for two ways to an answer that should agree: reports, mutations, spoilt ones, the seeds.

The same numbers give the same bytes. The seeds and the real files are there where they lie beside the project.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.fuzz.mutations import spoilt
from bench.generate import generate
from bench.mutate import mutate
from bench.reports import KINDS, Form, Layout, SyntheticReport, make_report

SHARED = Path(__file__).resolve().parents[2] / "shared"
_POOL = 300
"""So many reports are looked through for one that a rule's mutation suits."""
_LONGEST = 20_000


class File(NamedTuple):
    """A file's kind, its name, which no other has, and its bytes."""

    kind: str
    name: str
    data: bytes


def generated(count: int) -> Iterator[File]:
    """Clean reports, the layouts in turn, HTML among them."""
    for name, text in generate(count):
        yield File("generated", name, text.encode())


def mutated(count: int) -> Iterator[File]:
    """The same reports after up to six small mutations."""
    rng = random.Random(8)
    for name, text in generate(count):
        yield File("mutated", f"mutated-{name}", mutate(text, rng, most=6).encode())


@cache
def _clean(form: Form, number: int) -> SyntheticReport:
    return make_report(random.Random(f"inputs:{form}:{number}"), form, KINDS[number % len(KINDS)])


def by_rules(count: int) -> Iterator[File]:
    """Reports spoilt for one rule: the mutations of the rules' own tests in turn, each time in another layout."""
    kit: Any = importlib.import_module("tests.rules.mutations")
    for number in range(count):
        turn, which = divmod(number, len(kit.MUTATIONS))
        mutation = kit.MUTATIONS[which]
        form, layout = mutation.forms[turn % len(mutation.forms)], mutation.layouts[turn % len(mutation.layouts)]
        text = _first_spoilt(kit.spoil, mutation, form, layout, number)
        yield File("by rules", f"{mutation.code}-{number:05d}-{form}-{layout}.txt", text.encode())


def _first_spoilt(spoil: Callable[..., Any], mutation: Any, form: Form, layout: Layout, first: int) -> str:
    for number in range(first, first + _POOL):
        mutant = spoil(mutation, _clean(form, number % _POOL), layout)
        if mutant is not None:
            return str(mutant.text)
    raise ValueError(f"{mutation.code}: none of {_POOL} reports suits ({form})")


@cache
def seeds() -> tuple[str, ...]:
    """The texts of the seeds; none where they do not lie beside the project."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt")))


def from_seeds(count: int) -> Iterator[File]:
    """The seeds in turn, every second time after small mutations, else after wild ones with pieces of each other."""
    rng = random.Random(9)
    words = ("0", "1", "12", "|", "/", "总计", "自然人", "一、", "（三）", "，", "。", "件", "其中", "\n", "\t")
    for number in range(count if seeds() else 0):
        text = seeds()[number // 2 % len(seeds())]
        changed = spoilt(text, rng, words, seeds(), _LONGEST) if number % 2 else mutate(text, rng, most=6)
        yield File("from seeds", f"seed-{number:05d}.txt", changed.encode("utf-8", "replace"))


def real(paths: Sequence[Path]) -> Iterator[File]:
    """The seeds and the real files as they are, and ``paths``."""
    shared = [path for folder in ("seeds", "real") for path in sorted((SHARED / folder).glob("*"))]
    for path in [*shared, *paths]:
        yield File("real", path.name, path.read_bytes())


def inputs(count: int, paths: Sequence[Path] = ()) -> Iterator[File]:
    """``count`` files of each kind that is made, and those that are there."""
    for kind in (generated, mutated, by_rules, from_seeds):
        yield from kind(count)
    yield from real(paths)
