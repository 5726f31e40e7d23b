"""Breaks for a province: each plants what only several reports together show, and leaves each report sound."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bench.figures import Form, Rows, Tables
from bench.history import form_of, requests_of, summed
from bench.model import Part, SyntheticReport, SyntheticSection
from bench.prose import PARTY
from bench.province import NEW, OLD, PROVINCES, Body, Province, Written, composed

LEDGER = "ledger.csv"


class Planted(NamedTuple):
    """What must be found: a code, in the report of a file; ``also`` are codes that come with it for good reason."""

    code: str
    name: str
    also: frozenset[str] = frozenset()


class Breaker:
    """Plants breaks in ``made`` and notes what must be found, and what a ledger says."""

    def __init__(self, made: Province, seed: int) -> None:
        self.made = made
        self.planted: list[Planted] = []
        self.ledger: list[str] = []
        self._seed = seed

    def all(self) -> None:
        """One break or more of every code."""
        for plant in _BREAKS.values():
            plant(self)

    def at(self, years: tuple[int, ...], name: str, year: int) -> Written:
        """The report of a provincial department."""
        return self.made.reports[PROVINCES[years] + name, year]

    def rewrite(self, written: Written, tables: Tables) -> None:
        """Writes the report anew, with other tables."""
        year = written.report.year
        rng = random.Random(f"{self._seed}:again:{written.body.agency.name}:{year}")
        written.report = composed(rng, written.body, year, tables)

    def note(self, code: str, written: Written, *also: str) -> None:
        """Notes that ``code`` must be found in the report."""
        self.planted.append(Planted(code, written.name, frozenset(also)))


def _with(tables: Tables, name: str, rows: Rows) -> Tables:
    return {**tables, name: {**tables[name], **rows}}


def carry_over(breaker: Breaker) -> None:
    """More applications are carried over than were left over."""
    for years, name in ((OLD, "水利局"), (NEW, "民政局")):
        written = breaker.at(years, name, years[-1])
        before = breaker.at(years, name, years[-2]).report.tables["requests"]["结转下年度"]["总计"]
        form: Form = form_of(years[-1])
        rng = random.Random(f"carry:{name}")
        carried = int(before) + 2
        applicants = ["自然人"] * carried + ["商业企业"] * 9
        requests = requests_of(rng, form, applicants, carried, late=0)
        breaker.rewrite(written, {**written.report.tables, "requests": requests})
        breaker.note("XYR001", written)


def documents_in_force(breaker: Breaker) -> None:
    """Documents are in force that nobody has made."""
    written = breaker.at(NEW, "水利局", NEW[-1])
    row = written.report.tables["proactive"]["行政规范性文件"]
    rows = {"行政规范性文件": {**row, "现行有效": row["现行有效"] + 5}}
    breaker.rewrite(written, _with(written.report.tables, "proactive", rows))
    breaker.note("XYR002", written)


def items_of_last_year(breaker: Breaker) -> None:
    """The number of last year's items is not what last year's report makes of it."""
    written = breaker.at(OLD, "教育体育局", OLD[1])
    row = written.report.tables["proactive"]["行政强制"]
    rows = {"行政强制": {**row, "上一年项目数量": row["上一年项目数量"] + 40, "处理决定": row["处理决定"]}}
    breaker.rewrite(written, _with(written.report.tables, "proactive", rows))
    breaker.note("XYR003", written)


def pending_cases(breaker: Breaker) -> None:
    """Cases that were pending are gone."""
    before, written = (breaker.at(NEW, "教育体育局", year) for year in NEW[-2:])
    pending = {"结果维持": Decimal(0), "结果纠正": Decimal(0), "其他结果": Decimal(0), "尚未审结": Decimal(3)}
    breaker.rewrite(before, _with(before.report.tables, "litigation", {"行政复议": {**pending, "总计": Decimal(3)}}))
    none = dict.fromkeys((*pending, "总计"), Decimal(0))
    breaker.rewrite(written, _with(written.report.tables, "litigation", {"行政复议": none}))
    breaker.note("XYR004", written)


def like_last_year(breaker: Breaker) -> None:
    """The text is last year's, with the year changed."""
    before, written = (breaker.at(NEW, "民政局", year) for year in NEW[:2])
    written.report = copied(written.report, before.report, lambda text: text)
    breaker.note("XYR005", written)


def jump(breaker: Breaker) -> None:
    """Thirty times as many decisions as last year."""
    before, written = (breaker.at(NEW, "农业农村局", year) for year in NEW[-2:])
    row = {"处理决定": max(before.report.tables["proactive"]["行政处罚"]["处理决定"], Decimal(30)) * 30}
    breaker.rewrite(written, _with(written.report.tables, "proactive", {"行政处罚": row}))
    breaker.note("XYR007", written)


def parent_is_sum(breaker: Breaker) -> None:
    """A county reports more than its bodies do, and its city as much as the county."""
    heads = [w for w in breaker.made.reports.values() if w.body.parts and "/" in w.body.folder]
    written = heads[-1]
    year = written.report.year
    rng = random.Random("phantom")
    phantom = {**written.report.tables, "requests": requests_of(rng, form_of(year), ["自然人"] * 40, 0, late=0)}
    none = {row: dict.fromkeys(cells, Decimal(0)) for row, cells in phantom["litigation"].items()}
    phantom["litigation"] = none
    _add(breaker, written, phantom)
    above = next(w for w in breaker.made.reports.values() if written.body in w.body.parts and w.report.year == year)
    _add(breaker, above, phantom)
    breaker.note("XYR008", written)


def _add(breaker: Breaker, written: Written, more: Tables) -> None:
    own = written.report.tables
    breaker.rewrite(written, summed([own, more], own))


def against_ledger(breaker: Breaker) -> None:
    """The books say otherwise; those of other bodies agree."""
    wrong, right = breaker.at(NEW, "交通运输局", NEW[0]), breaker.at(OLD, "交通运输局", OLD[0])
    for written, more in ((wrong, 4), (right, 0)):
        number = written.report.tables["requests"]["本年新收"]["总计"] + more
        breaker.ledger.append(f"{written.body.agency.name},{written.report.year},{number},")
    breaker.note("XYR009", wrong)


def against_published(breaker: Breaker) -> None:
    """The library of documents holds others than are said to be in force."""
    for name, more in (("交通运输局", 6), ("水利局", 0)):
        written = breaker.at(NEW, name, NEW[1])
        number = written.report.tables["proactive"]["行政规范性文件"]["现行有效"]
        breaker.ledger.append(f"{written.body.agency.name},{written.report.year},,{number + more}")
        if more:
            breaker.note("XYR010", written)


def like_another_body(breaker: Breaker) -> None:
    """The text is that of the same department of another province."""
    source, written = breaker.at(OLD, "住房和城乡建设局", OLD[-1]), breaker.at(NEW, "住房和城乡建设局", NEW[0])
    old, new = PROVINCES[OLD], PROVINCES[NEW]

    def moved(text: str) -> str:
        return text.replace(old, new).replace(old[:2], new[:2])

    written.report = copied(written.report, source.report, moved)
    breaker.note("PLG002", written)
    breaker.note("PLG002", source)


def compared_with_last_year(breaker: Breaker) -> None:
    """A percentage that last year's table does not bear out; and one that it does."""
    for name, wrong in (("农业农村局", True), ("水利局", False)):
        before, written = (breaker.at(NEW, name, year).report for year in NEW[:2])
        new, old = (report.tables["requests"]["本年新收"]["总计"] for report in (written, before))
        change = abs(new - old) * 100 / max(old, Decimal(1)) + (20 if wrong else 0)
        words = f"较上年{'增长' if new >= old else '下降'}{change:.1f}%"
        target = breaker.at(NEW, name, NEW[1])
        if not new or not old:
            raise ValueError(f"{target.name}: nothing to compare")
        target.report = replaced(written, f"政府信息公开申请{new}件，", f"政府信息公开申请{new}件，{words}，")
        if wrong:
            breaker.note("TVT017", target)


def not_placed(breaker: Breaker) -> None:
    """A report that names nobody."""
    written = breaker.at(OLD, "卫生健康委员会", OLD[0])
    written.report = replace(written.report, title=f"{written.report.year}年政府信息公开工作年度报告", closing=())
    breaker.note("XYR011", written, "STR008")


def twice(breaker: Breaker) -> None:
    """The same report in two files."""
    written = breaker.at(OLD, "市场监督管理局", OLD[0])
    again = Written(written.body, f"{written.path}（定稿）", written.report, written.layout)
    breaker.made.reports[f"{written.body.agency.name}（定稿）", written.report.year] = again
    breaker.note("XYR012", written)
    breaker.note("XYR012", again)


def misnamed(breaker: Breaker) -> None:
    """A file's name says another year."""
    written = breaker.at(NEW, "市场监督管理局", NEW[-1])
    written.path = written.path.replace(f"{NEW[-1]}年", f"{NEW[0]}年（新）")
    breaker.note("XYR013", written)


def renamed(breaker: Breaker) -> None:
    """A body goes by another name from one year on."""
    for year in NEW[1:]:
        old = breaker.made.reports.pop((PROVINCES[NEW] + "卫生健康委员会", year))
        agency = old.body.agency._replace(name=PROVINCES[NEW] + "卫生健康局")
        body = Body(agency, old.body.folder, old.body.years)
        new = Written(body, old.path.replace("委员会", "局"), old.report, old.layout)
        new.report = replace(
            replaced(replaced(old.report, "卫生健康委员会", "卫生健康局"), "我委", "我局"),
            title=old.report.title.replace("卫生健康委员会", "卫生健康局"),
            closing=tuple(line.replace("卫生健康委员会", "卫生健康局") for line in old.report.closing),
        )
        breaker.made.reports[agency.name, year] = new
        if year == NEW[1]:
            breaker.note("XYR014", new)


_BREAKS: Mapping[str, Callable[[Breaker], None]] = {
    "XYR001": carry_over, "XYR002": documents_in_force, "XYR003": items_of_last_year, "XYR004": pending_cases,
    "XYR005": like_last_year, "XYR007": jump, "XYR008": parent_is_sum, "XYR009": against_ledger,
    "XYR010": against_published, "XYR011": not_placed, "XYR012": twice, "XYR013": misnamed, "XYR014": renamed,
    "PLG002": like_another_body, "TVT017": compared_with_last_year,
}  # fmt: skip
CODES = frozenset(_BREAKS)
"""The codes of which breaks are planted."""


def replaced(report: SyntheticReport, words: str, by: str) -> SyntheticReport:
    """The report with other words in its prose; ``ValueError`` when they are nowhere."""
    if not any(words in text for text in report.paragraphs()):
        raise ValueError(f"{report.title}: {words} is nowhere")
    return _mapped(report, lambda text: text.replace(words, by))


def _mapped(report: SyntheticReport, change: Callable[[str], str]) -> SyntheticReport:
    sections = tuple(
        section._replace(parts=tuple(moved_part(part, change) for part in section.parts)) for section in report.sections
    )
    return replace(report, sections=sections, preface=tuple(map(change, report.preface)))


def copied(report: SyntheticReport, source: SyntheticReport, change: Callable[[str], str]) -> SyntheticReport:
    """The report with the words of ``source`` wherever they say nothing of its tables."""
    years = (str(source.year), str(report.year))
    party = (PARTY[source.year], PARTY[report.year])

    def moved(text: str) -> str:
        text = re.sub(r"全年作出行政[^。]*。", "", text)
        return change(text).replace(years[0] + "年", years[1] + "年").replace(*party)

    sections = []
    for section, other in zip(report.sections, source.sections, strict=True):
        parts = [moved_part(part, moved) for part in other.parts]
        if section.role == "overview":
            kept = [part for part in section.parts if _tells_of_tables(part)]
            told = iter(kept)
            parts = [next(told) if _tells_of_tables(part) else part for part in parts]
        sections.append(SyntheticSection(section.role, section.heading, tuple(parts)))
    return replace(report, sections=tuple(sections))


def moved_part(part: Part, moved: Callable[[str], str]) -> Part:
    """A part with its words changed."""
    return Part(moved(part.heading), tuple(map(moved, part.paragraphs)))


def _tells_of_tables(part: Part) -> bool:
    words = part.heading + "".join(part.paragraphs)[:12]
    return "依申请公开" in words or "政府信息管理" in words
