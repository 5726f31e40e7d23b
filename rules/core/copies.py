"""单位与单位：雷同的段落。"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.project.alike import near_duplicates
from gklint.project.model import Member, Project
from gklint.report.digest import Digest
from gklint.tuples import NamedTuple

from .texts import Text


class _Match(NamedTuple):
    own: Text
    other: Text
    ratio: float


@rule("PLG002")
def like_another_body(member: Member, ctx: Context) -> Iterator[Finding]:
    """Paragraphs that other bodies have too, unless many bodies have them."""
    project, options = member.project, ctx.options
    least, usual = float(options["相似度"]), int(options["惯用"])
    found = project.once(("PLG002", least, usual), lambda project: _copies(project, least, usual))
    matches = found.by_path.get(member.report.path, [])
    by_other: dict[str, list[_Match]] = defaultdict(list)
    for match in matches:
        by_other[match.other.report.path].append(match)
    own = found.lengths.get(member.report.path, 0)
    for shared in by_other.values():
        length = sum(len(match.own.words) for match in shared)
        longest = max(shared, key=lambda match: (len(match.own.words), -match.own.passage.span.start))
        whole = length >= options["占比"] * own and length >= 3 * options["最短"]
        if not whole and len(longest.own.words) < options["最短"]:
            continue
        name = longest.other.report.agency
        share = f"，占自己文字的 {length / own:.0%}" if whole else ""
        message = f"与“{name}”{longest.other.report.year} 年度的报告有 {len(shared)} 段雷同，共 {length} 字{share}"
        label = ctx.elsewhere(longest.other.report, longest.other.passage.span, f"相似 {longest.ratio:.0%}")
        yield ctx.finding(longest.own.passage.span, message, labels=[label], grade=None if whole else "段落")


class _Copies(NamedTuple):
    by_path: dict[str, list[_Match]]
    lengths: Counter[str]


class _Own(NamedTuple):
    """A paragraph in which a body writes for itself: whose, and its number in the report."""

    report: Digest
    number: int

    def text(self, words: str) -> Text:
        return Text(self.report, self.report.prose.passage(self.number), words)


def _copies(project: Project, least: float, usual: int) -> _Copies:
    """All pairs of like paragraphs of different bodies, and how much text of its own each report has."""
    own = [one for report in project.reports if project.keys[report.path] for one in _owned(report)]
    texts = [words for _, words, _ in own]
    owners = [owner for owner, _, _ in own]
    keys = [project.keys[owner.report.path] for owner in owners]
    pairs = list(near_duplicates(texts, least, [sketch for _, _, sketch in own], project.spread))
    bodies: dict[int, set[str | None]] = defaultdict(set)
    for one, other, _ in pairs:
        bodies[one].add(keys[other])
        bodies[other].add(keys[one])
    formulas = {number for number, found in bodies.items() if len(found) >= usual}
    lengths: Counter[str] = Counter()
    for number, owner in enumerate(owners):
        lengths[owner.report.path] += 0 if number in formulas else len(texts[number])
    by_path: dict[str, list[_Match]] = defaultdict(list)
    for one, other, ratio in pairs:
        if one in formulas or other in formulas or keys[one] == keys[other]:
            continue
        if _close(owners[one].report, owners[other].report):
            first, second = owners[one].text(texts[one]), owners[other].text(texts[other])
            by_path[first.report.path].append(_Match(first, second, ratio))
            by_path[second.report.path].append(_Match(second, first, ratio))
    return _Copies(by_path, lengths)


def _owned(report: Digest) -> Iterator[tuple[_Own, str, Iterable[int]]]:
    """The paragraphs in which a body writes for itself, with their words and sketches: not the introduction, and not
    what sums up the tables."""
    prose = report.prose
    every = zip(prose.roles, prose.texts(), prose.sketches.each(), strict=True)
    for number, (role, words, sketch) in enumerate(every):
        if role in ("overview", "issues", "other"):
            yield _Own(report, number), words, sketch


def _close(one: Digest, other: Digest) -> bool:
    return one.year is not None and other.year is not None and abs(one.year - other.year) <= 1
