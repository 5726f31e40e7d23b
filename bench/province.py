"""A province of invented bodies over three years, in a tree of folders, with or without planted breaks.

``python -m bench.province_check [--bodies 200] [--seed 7]`` has gklint check it with and without breaks, and says what
was found of what was planted, and what else at error or warning.

Counties and cities report for all under them. One half of the bodies has the years 2019 to 2021, the other 2022 to
2024, so that rules of both editions have something to look at. Breaks are planted in departments of two provinces,
which stand under nobody, so that a break has no other consequence.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.agencies import DEPARTMENTS, Agency, department, government, office, town
from bench.figures import Tables
from bench.history import form_of, next_tables, summed
from bench.model import SyntheticReport
from bench.reports import LAYOUTS, render, report_of, suffix

OLD, NEW = (2019, 2020, 2021), (2022, 2023, 2024)
PROVINCES: dict[tuple[int, ...], str] = {OLD: "汐湾省", NEW: "沅屿省"}
_PLACES = (
    "澄溪", "岚浦", "汐岫", "砚渚", "鹭原", "霁陵", "樟屿", "栖川", "沅谷", "漪坪",
    "翎湾", "峤岭", "湄汀", "璟皋", "暄溪", "桉浦", "澄岫", "岚渚", "砚原", "鹭陵",
)  # fmt: skip
_STEMS = tuple(a + b for b in ("桥", "店", "塘") for a in "柳杉棠枫荷稻橘柏桐菱茶梨槐榆")
_ENDS = ("镇", "镇", "乡", "街道")
_ALL = "本报告的数据汇总了本级各部门、各乡镇（街道）和下级政府的情况。"


@dataclass(frozen=True)
class Body:
    """A body: what it is, where its reports lie, the years it reports about, and the bodies it reports for."""

    agency: Agency
    folder: str
    years: tuple[int, ...]
    parts: tuple[Body, ...] = ()


@dataclass
class Written:
    """A report, where it goes, and its layout. ``path`` is without the ending."""

    body: Body
    path: str
    report: SyntheticReport
    layout: int | str = 4

    @property
    def name(self) -> str:
        """The path in the folder of the province."""
        return f"{self.path}.{suffix(self.layout)}"

    @property
    def text(self) -> str:
        """The file's text."""
        return render(self.report, self.layout)


@dataclass
class Province:
    """All reports by body's name and year."""

    reports: dict[tuple[str, int], Written] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Writes all files, in UTF-8."""
        for written in self.reports.values():
            path = folder / written.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written.text.encode())


def bodies(count: int) -> list[Body]:
    """Some ``count`` bodies (30 or more): two provinces' departments, and cities with their counties."""
    names = list(DEPARTMENTS)
    found = [
        Body(department("市级部门", place, name, "处室"), f"{place}直", years)
        for years, place in PROVINCES.items()
        for name in names[:8]
    ]
    places = iter(_PLACES)
    turn = 0
    while len(found) < count:
        years = (OLD, NEW)[turn % 2]
        found += _city(next(places), places, years, count - len(found))
        turn += 1
    return found


def _city(stem: str, places: Iterator[str], years: tuple[int, ...], room: int) -> list[Body]:
    """A city with as many bodies as there is ``room`` for, at most a hundred."""
    name, names = f"{stem}市", list(DEPARTMENTS)
    room = min(room, 100)
    own = [Body(office(name), name, years)]
    own += [Body(department("市级部门", name, one, "处室"), name, years) for one in names[: min(16, room // 5)]]
    counties: list[list[Body]] = []
    while (left := room - len(own) - sum(map(len, counties)) - 1) >= 3:
        counties.append(_county(f"{next(places)}县", name, years, min(left, 27)))
    heads = [county[-1] for county in counties]
    return [
        *own,
        *(body for county in counties for body in county),
        Body(government(name), name, years, (*own, *heads)),
    ]


def _county(name: str, city: str, years: tuple[int, ...], room: int) -> list[Body]:
    """A county: its office, departments, towns, and last its government."""
    folder, names = f"{city}/{name}", list(DEPARTMENTS)
    own = [Body(office(name), folder, years)]
    own += [Body(department("县级部门", name, one), folder, years) for one in names[: (room - 2) * 2 // 3]]
    stems = zip(_STEMS, _ENDS * 20, strict=False)
    own += [Body(town(name, *next(stems)), folder, years) for _ in range(room - 1 - len(own))]
    return [*own, Body(government(name), folder, years, tuple(own))]


def province(count: int = 200, seed: int = 7) -> Province:
    """A clean province of ``count`` bodies."""
    found = Province()
    tables: dict[tuple[str, int], Tables] = {}
    for body in bodies(count):
        add(found, tables, body, seed)
    for number, written in enumerate(found.reports.values()):
        written.layout = LAYOUTS[number % len(LAYOUTS)]
    return found


def add(found: Province, tables: dict[tuple[str, int], Tables], body: Body, seed: int) -> None:
    """Adds the reports of ``body``, whose parts are there already."""
    name, before = body.agency.name, None
    for year in body.years:
        rng = random.Random(f"{seed}:{name}:{year}")
        own = next_tables(rng, year, body.agency.scale, before)
        if body.parts:
            own = summed([tables[part.agency.name, year] for part in body.parts], own)
        tables[name, year] = before = own
        found.reports[name, year] = Written(body, f"{body.folder}/{name}{year}年", composed(rng, body, year, own))


def composed(rng: random.Random, body: Body, year: int, tables: Tables) -> SyntheticReport:
    """The report; that of a body with parts says that it is for all of them."""
    report = report_of(rng, body.agency, form_of(year), year, tables)
    if not body.parts:
        return report
    preface = report.preface or (f"根据《中华人民共和国政府信息公开条例》第五十条规定，编制{year}年度报告。",)
    return replace(report, preface=(preface[0] + _ALL, *preface[1:]))
