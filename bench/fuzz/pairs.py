"""Targets that go two ways to one answer: quick roads and full ones (of generated reports, and of the seeds), gklint's
tables and lark, any two layouts of a report, several processes and one, what was remembered and what is worked out
anew.
"""

from __future__ import annotations

import importlib
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from bench.answer import said
from bench.fuzz import corpora, roads
from bench.fuzz.found import Disagreement, Fuzzed
from bench.fuzz.mutations import spoilt
from bench.fuzz.scratch import folder
from bench.inputs import seeds
from bench.mutate import mutate
from bench.reports import FORM_YEARS, KINDS, LAYOUTS, Layout, SyntheticReport, make_report, render, suffix
from gklint.diagnostics import Findings
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.packs import CORE, read_pack, shipped
from gklint.readers import ReadError, read_source
from gklint.report.read import read_document
from gklint.reporters.tree import tree_json

_LONGEST = 20_000
_FILES = 12


def _make_report(rng: random.Random) -> bytes:
    """Whole reports and seeds after small or wild mutations, and pieces of them; some are pages."""
    kind = rng.random()
    if kind < 0.1:
        return mutate(rng.choice(corpora.pages()), rng, most=6).encode()
    text = rng.choice(corpora.reports())
    if kind < 0.3:
        return mutate(text, rng, most=6).encode()
    piece = text if kind < 0.7 else corpora.window(text, rng)
    return spoilt(piece, rng, corpora.words(), corpora.reports(), _LONGEST).encode("utf-8", "replace")


def _make_seed(rng: random.Random) -> bytes:
    """A seed after small or wild mutations. There are none where they do not lie beside the project."""
    if not seeds():
        raise RuntimeError("no ../shared/seeds beside the project")
    text = rng.choice(seeds())
    if rng.random() < 0.5:
        return mutate(text, rng, most=6).encode()
    return spoilt(text, rng, corpora.words(), corpora.reports(), _LONGEST).encode("utf-8", "replace")


def _make_number(rng: random.Random) -> bytes:
    return b"%d" % rng.randrange(1 << 40)


@cache
def _rules() -> RuleSet:
    return load_ruleset([read_pack(shipped()[CORE], True)])


def _checker() -> Checker:
    """All rules, those that are off by default as well."""
    return Checker(_rules(), CheckOptions(selected=frozenset(_rules().rules)))


_quick = cache(_checker)


@cache
def _thorough() -> Checker:
    with roads.full():
        return _checker()


def _same(one: object, other: object, words: str) -> None:
    if one != other:
        raise Disagreement(f"{words}: {_only(one, other)}; {_only(other, one)}")


def _only(one: Any, other: Any) -> str:
    """What ``one`` has and ``other`` has not, as far as it is shown."""
    if isinstance(one, Findings):
        parts: list[object] = [found for found in one.diagnostics if found not in other.diagnostics]
        return repr(parts + [entry for entry in one.not_run if entry not in other.not_run])[:1500]
    return repr(one - other if isinstance(one, Counter) else one)[:1500]


def _run_roads(data: bytes) -> None:
    name = "a.html" if data.startswith(b"<!") else "a.txt"
    try:
        document = read_document(read_source(name, data))
    except ReadError:
        return
    found = _quick().check(document)
    if any(one.code == "GK900" for one in found.diagnostics):
        raise Disagreement("GK900")
    with roads.full():
        slow = read_document(read_source(name, data))
        wanted = _thorough().check(slow)
        wanted_tables, wanted_facts = dict(slow.tables), slow.facts
    _same(tree_json(document.report), tree_json(slow.report), "another tree")
    for part in ("report", "choice", "kind", "title", "agency", "forms"):
        _same(getattr(document, part), getattr(slow, part), f"another {part}")
    _same(dict(document.tables), wanted_tables, "other tables")
    _same(document.facts, wanted_facts, "other facts")
    _same(found, wanted, "other findings")


@cache
def _as_lark_does() -> Callable[[str], None]:
    check: Callable[[str], None] = importlib.import_module("tests.report.test_lark_reference").check
    return check


def _run_lark(data: bytes) -> None:
    _as_lark_does()(data.decode("utf-8", "replace"))


def _report(data: bytes) -> SyntheticReport:
    """A report in whose tables, mostly, some numbers are wrong."""
    rng = random.Random(data)
    report = make_report(rng, rng.choice(list(FORM_YEARS)), rng.choice(KINDS))
    tables = {name: {row: dict(cells) for row, cells in rows.items()} for name, rows in report.tables.items()}
    for _ in range(rng.randrange(5)):
        cells = rng.choice(list(rng.choice(list(tables.values())).values()))
        column = rng.choice(list(cells))
        cells[column] = Decimal(rng.choice((0, 1, 7, 30, 12345, cells[column] + 1)))
    return replace(report, tables=tables)


def _run_layouts(data: bytes) -> None:
    report = _report(data)
    told: dict[Layout, Counter[object]] = {}
    for layout in LAYOUTS:
        source = read_source(f"a.{suffix(layout)}", render(report, layout).encode())
        found = _quick().check(read_document(source))
        told[layout] = Counter((one.code, one.grade, one.severity, one.message) for one in found.diagnostics)
        told[layout].update((one.code, one.table, one.row, one.column) for one in found.not_run)
    first, *others = told
    for layout in others:
        _same(told[first], told[layout], f"layouts {first} and {layout}")


def _lay(rng: random.Random) -> str:
    """A folder with some reports in it; gives its path."""
    place = folder() / "reports"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for number in range(_FILES):
        (place / f"{number}.txt").write_bytes(_make_report(rng))
    return str(place)


_CHECK = ("check", "--isolated", "--fail-on", "never", "--format", "json", "--force")


def _run_jobs(data: bytes) -> None:
    place = _lay(random.Random(data))
    serial, parallel = (said(*_CHECK, "--no-cache", "--jobs", jobs, place) for jobs in ("1", "3"))
    _same(serial, parallel, "one process and three")


def _run_cache(data: bytes) -> None:
    """Files are checked, then some are changed, some renamed, some gone; and all are checked again."""
    rng = random.Random(data)
    os.environ["GKLINT_CACHE_DIR"] = str(folder() / "cache")
    place = _lay(rng)
    for _ in range(3):
        again = rng.randrange(2)
        for _ in range(again + 1):
            remembered = said(*_CHECK, place)
        _same(remembered, said(*_CHECK, "--no-cache", place), "what is remembered and what is worked out")
        for path in sorted((folder() / "reports").iterdir()):
            match rng.randrange(6):
                case 0:
                    path.write_bytes(_make_report(rng))
                case 1:
                    path.rename(path.with_name(f"{rng.randrange(99)}{path.name}"))
                case 2:
                    path.unlink()
                case 3:
                    shutil.copyfile(path, path.with_name(f"又{path.name}"))


PAIRS = {
    "roads": Fuzzed(_make_report, _run_roads, 20.0),
    "seeds": Fuzzed(_make_seed, _run_roads, 20.0),
    "lark": Fuzzed(_make_report, _run_lark),
    "layouts": Fuzzed(_make_number, _run_layouts, 20.0),
    "jobs": Fuzzed(_make_number, _run_jobs, 60.0),
    "cache": Fuzzed(_make_number, _run_cache, 120.0),
}
