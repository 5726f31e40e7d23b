"""Digests → a project: which reports are of one body, which year follows which, and what is uncertain about it.

Nothing is guessed: a report that may stand for another takes no part in comparisons over the years, and says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from gklint.project.ledger import Ledger
from gklint.project.model import Project, Remark, Years
from gklint.project.names import Names, home_of
from gklint.project.spread import Spread
from gklint.project.tree import trees
from gklint.report.digest import Digest
from gklint.report.titles import agency_of, year_of
from gklint.text import fold

UNPLACED, DUPLICATE, MISNAMED, RENAMED = "未归入", "重复", "文件名", "疑似更名"
_AGENCY = re.compile(r"[\u4e00-\u9fff]{2,24}(?:局|委员会|委|厅|镇|乡|街道|办事处|政府|办公室|中心|管委会)")
_Held = dict[tuple[str, int], list[Digest]]


def project_of(
    digests: Iterable[Digest],
    names: Names,
    parents: Mapping[str, Sequence[str]],
    only: frozenset[str] | None = None,
    *,
    ledger: Ledger | None = None,
    spread: Spread = Spread(),  # noqa: B008 - immutable
) -> Project:
    """The project that the reports make; ``parents`` says by a body's name which bodies are under it, ``only`` which
    paths are reported on (``None``: all), ``spread`` who does what falls into shares."""
    reports = tuple(sorted(digests, key=lambda digest: digest.path))
    keys = {d.path: names.key(d.agency) if d.agency else None for d in reports}
    held: _Held = defaultdict(list)
    for digest in reports:
        key = keys[digest.path]
        if key is not None and digest.year is not None and not digest.several:
            held[key, digest.year].append(digest)
    certain = {
        place: found[0] for place, found in held.items() if len(found) == 1 or len(set(map(_numbers, found))) == 1
    }
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for path, remark in (*_unplaced(reports, keys), *_duplicates(held, certain), *_misnamed(reports, keys, names)):
        remarks[path].append(remark)
    for path, remark in _renamed(certain, held):
        remarks[path].append(remark)
    return Project(
        reports, keys, dict(_years(certain)), trees(certain, names, parents), remarks, names,
        frozenset(keys) if only is None else only, ledger, spread,
    )  # fmt: skip


def _numbers(digest: Digest) -> object:
    """All numbers of a report: two files with the same ones are the same report twice (as docx and as pdf)."""
    return tuple((name, table.form, table.values) for name, table in sorted(digest.tables.items()) if table is not None)


def _years(certain: Mapping[tuple[str, int], Digest]) -> Iterator[tuple[str, Years]]:
    for (key, year), now in certain.items():
        before = certain.get((key, year - 1))
        if before is not None:
            yield now.path, Years(before, now)


def _unplaced(reports: Iterable[Digest], keys: Mapping[str, str | None]) -> Iterator[tuple[str, Remark]]:
    for digest in reports:
        lacks = [
            word
            for word, there in (("单位名称", keys[digest.path] is not None), ("报告年度", digest.year is not None))
            if not there
        ]
        if lacks:
            words = f"题名里看不出{'和'.join(lacks)}，没有与其他报告一起核对（跨年、上下级）"
            yield digest.path, Remark(UNPLACED, words)
        elif digest.several:
            yield digest.path, Remark(UNPLACED, "文件里像是有两份报告，没有与其他报告一起核对；请分成两个文件")


def _duplicates(held: _Held, certain: Mapping[tuple[str, int], Digest]) -> Iterator[tuple[str, Remark]]:
    for (key, year), found in held.items():
        for digest in found if len(found) > 1 else ():
            other = found[1] if digest is found[0] else found[0]
            same = (key, year) in certain
            tail = f"三张表相同，用 {found[0].path} 核对" if same else "三张表不同，都没有与其他年度、上下级一起核对"
            yield digest.path, Remark(DUPLICATE, f"{digest.agency} {year} 年度的报告不止一份，{tail}", other)


def _misnamed(reports: Iterable[Digest], keys: Mapping[str, str | None], names: Names) -> Iterator[tuple[str, Remark]]:
    """A file's name that speaks of another body or year than the report's title."""
    bodies = {key for key in keys.values() if key is not None}
    for digest in reports:
        stem = fold(PurePosixPath(digest.path).stem)
        year = year_of(stem)
        if year is not None and digest.year is not None and year != digest.year:
            # A report is published in the year after; many files are named after that.
            if year != digest.year + 1:
                yield digest.path, Remark(MISNAMED, f"文件名写的是 {year} 年，报告写的是 {digest.year} 年度")
            continue
        named = agency_of(stem)
        key = keys[digest.path]
        if named is None or key is None or _AGENCY.fullmatch(named) is None:
            continue
        other = names.key(named)
        if other != key and other in bodies and key not in other and other not in key:
            yield digest.path, Remark(MISNAMED, f"文件名写的是“{named}”，报告写的是“{digest.agency}”")


def _renamed(certain: Mapping[tuple[str, int], Digest], held: _Held) -> Iterator[tuple[str, Remark]]:
    """A body whose reports begin in the year after another's of the same place end, both names alike."""
    from rapidfuzz.fuzz import ratio

    spans: dict[str, tuple[int, int]] = {}
    for key, year in held:
        first, last = spans.get(key, (year, year))
        spans[key] = (min(first, year), max(last, year))
    overall = (min((s[0] for s in spans.values()), default=0), max((s[1] for s in spans.values()), default=0))
    ended: dict[tuple[str | None, int], list[str]] = defaultdict(list)
    for key, (_, last) in spans.items():
        if last < overall[1]:
            ended[home_of(key), last].append(key)
    for key, (first, _) in spans.items():
        before = [one for one in ended.get((home_of(key), first - 1), ()) if ratio(one, key) >= _ALIKE]
        now = certain.get((key, first))
        if first == overall[0] or len(before) != 1 or now is None:
            continue
        old = certain.get((before[0], first - 1))
        if old is not None:
            words = (
                f"“{now.agency}”没有 {first - 1} 年度的报告，“{old.agency}”此后没有报告，疑似更名；"
                "确是同一单位，请在 gklint.toml 的 [project.renamed] 写明，才会跨年核对"
            )
            yield now.path, Remark(RENAMED, words, old)


_ALIKE = 60.0
"""Alike in so many percent are the names of a body before and after (水务局 and 水利局)."""
