"""A baseline: findings that were there before, so that only new ones stop anybody.

A finding is known again by its code, its place in the report's structure and its folded text, not by its line, so that
edits elsewhere do not disturb it. Each entry stands for as many findings as its ``count`` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2s
from typing import TYPE_CHECKING

from gklint.diagnostics import Diagnostic, Severity, SuppressedBy
from gklint.late import late
from gklint.messages import worded
from gklint.report.nodes import Block, Section
from gklint.text import Span, fold
from gklint.tuples import NamedTuple

if TYPE_CHECKING:
    from gklint.report.document import Document

SCHEMA = 1
STALE, STALE_NAME = "GK013", "baseline-entry-stale"
_DIGITS = late(r"\d+")  # a message about what is not there may name a line
REASON = "基线：此前已有"


class BaselineError(Exception):
    """A file that is no baseline; the message says what is wrong (Chinese)."""


class Key(NamedTuple):
    """By what a finding is known again."""

    path: str
    code: str
    place: str
    text: str


class Baseline(NamedTuple):
    """How many findings of each key are known. Paths are seen from the folder that the baseline is kept in."""

    counts: Mapping[Key, int]

    def dumps(self) -> str:
        """The baseline as JSON, the same bytes for the same findings."""
        import json

        entries = [{**key._asdict(), "count": count} for key, count in sorted(self.counts.items())]
        return json.dumps({"schema": SCHEMA, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Baseline:
    """The baseline in ``text``; raises :class:`BaselineError`."""
    import json

    try:
        data = json.loads(text)
        if data["schema"] != SCHEMA:
            raise BaselineError(
                worded("基线的 schema 是 {found}，这一版只认得 {known}", found=data["schema"], known=SCHEMA)
            )
        counts: Counter[Key] = Counter()
        for entry in data["entries"]:
            counts[Key(*(str(entry[name]) for name in Key._fields))] += int(entry["count"])
    except (KeyError, TypeError):
        raise BaselineError(worded("不是 gklint 的基线文件：{reason}", reason=worded("内容不符"))) from None
    except ValueError as error:
        raise BaselineError(worded("不是 gklint 的基线文件：{reason}", reason=str(error))) from None
    return Baseline(dict(counts))


def key_of(diagnostic: Diagnostic, document: Document, path: str) -> Key:
    """By what ``diagnostic`` in ``document``, whose file is ``path``, is known again."""
    words = fold(document.text(diagnostic.span)) or _DIGITS.sub("", fold(diagnostic.message))
    digest = blake2s(words.encode(errors="surrogatepass"), digest_size=8).hexdigest()
    return Key(path, diagnostic.code, place_of(diagnostic.span, document), digest)


def place_of(span: Span, document: Document) -> str:
    """Where ``span`` stands in the report: the table's row and column, else the roles and headings above it."""
    for name, table in document.tables.items():
        if table is None or not table.span.start <= span.start < max(table.span.end, table.span.start + 1):
            continue
        for row in table.rows.values():
            for cell in row.cells.values():
                if cell.span == span:
                    return f"{name}/{row.key}/{cell.column}"
            if row.span.start <= span.start <= row.span.end:
                return f"{name}/{row.key}"
        return name
    report = document.report
    return "/".join(_path(span, (*report.preface, *report.sections), document))


def _path(span: Span, blocks: Iterable[Block], document: Document) -> list[str]:
    for block in blocks:
        if isinstance(block, Section) and block.span.start <= span.start <= block.span.end:
            here = block.role or fold(document.text(block.heading.title))
            return [here, *_path(span, block.blocks, document)]
    return []


def collect(diagnostics: Iterable[Diagnostic], document: Document, path: str) -> Counter[Key]:
    """How many of ``diagnostics`` there are of each key; those that cannot be known again (GK), and those that an
    inline or configured suppression covers, are left out."""
    return Counter(key_of(diagnostic, document, path) for diagnostic in diagnostics if _may(diagnostic))


def _may(diagnostic: Diagnostic) -> bool:
    return not diagnostic.code.startswith("GK") and (
        diagnostic.suppressed is None or diagnostic.suppressed.by is SuppressedBy.BASELINE
    )


def shrink(old: Baseline, found: Mapping[Key, int], checked: Callable[[Key], bool]) -> Baseline:
    """``old`` without what is no longer ``found``; nothing is added. What was not ``checked`` for stays."""
    counts = {
        key: min(count, found.get(key, 0)) if checked(key) else count for key, count in sorted(old.counts.items())
    }
    return Baseline({key: count for key, count in counts.items() if count})


def grow(old: Baseline, found: Mapping[Key, int], checked: Callable[[Key], bool]) -> Baseline:
    """All that is ``found``, and of ``old`` what was not ``checked`` for."""
    kept = {key: count for key, count in old.counts.items() if not checked(key)}
    return Baseline({**kept, **{key: count for key, count in found.items() if count}})


def renamed(counts: Mapping[Key, int], covers: Callable[[str], frozenset[str]]) -> dict[Key, int]:
    """``counts`` with old codes of rules as they are now; ``covers`` gives the codes that a word names."""
    found: Counter[Key] = Counter()
    for key, count in counts.items():
        codes = covers(key.code)
        code = min(codes) if len(codes) == 1 else key.code
        found[key._replace(code=code)] += count
    return dict(found)


def mark(
    diagnostics: Iterable[Diagnostic], document: Document, path: str, known: Mapping[Key, int]
) -> tuple[tuple[Diagnostic, ...], dict[Key, int]]:
    """``diagnostics`` with the ``known`` ones marked, and the entries for this ``path`` that matched nothing."""
    left = {key: count for key, count in known.items() if key.path == path}
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = key_of(diagnostic, document, path) if left and _may(diagnostic) else None
        hit = key is not None and left.get(key, 0) > 0
        if key is not None and hit:
            left[key] -= 1
        result.append(diagnostic.suppress(SuppressedBy.BASELINE, REASON) if hit else diagnostic)
    return tuple(result), {key: count for key, count in left.items() if count}


def mark_all(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """``diagnostics`` with all marked that a baseline can take in."""
    return tuple(d.suppress(SuppressedBy.BASELINE, REASON) if _may(d) else d for d in diagnostics)


def stale(left: Mapping[Key, int], file: str) -> tuple[Diagnostic, ...]:
    """GK013 for entries of the baseline ``file`` that matched nothing, one for each code."""
    codes: Counter[str] = Counter()
    for key, count in left.items():
        codes[key.code] += count
    said = "基线中 {code} 的 {count} 项已不再出现，可用 --write-baseline {file} 去掉"
    return tuple(
        Diagnostic(STALE, STALE_NAME, Severity.INFO, worded(said, code=code, count=count, file=file), Span(0, 0))
        for code, count in sorted(codes.items())
    )
