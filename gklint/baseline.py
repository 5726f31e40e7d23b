"""A baseline: findings that were there before, so that only new ones stop anybody.

A finding is known again by its code, its place in the report's structure and its folded text, not by its line, so that
edits elsewhere do not disturb it. Each entry stands for as many findings as its ``count`` says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s
from typing import NamedTuple

from gklint.diagnostics import Diagnostic, SuppressedBy
from gklint.report.document import Document
from gklint.report.nodes import Block, Section
from gklint.text import Span, fold

SCHEMA = 1
REASON = "基线：此前已有"


class BaselineError(Exception):
    """A file that is no baseline; the message says what is wrong (Chinese)."""


class Key(NamedTuple):
    """By what a finding is known again."""

    path: str
    code: str
    place: str
    text: str


@dataclass(frozen=True)
class Baseline:
    """How many findings of each key are known."""

    counts: Mapping[Key, int]

    def dumps(self) -> str:
        """The baseline as JSON, the same bytes for the same findings."""
        entries = [{**key._asdict(), "count": count} for key, count in sorted(self.counts.items())]
        return json.dumps({"schema": SCHEMA, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Baseline:
    """The baseline in ``text``; raises :class:`BaselineError`."""
    try:
        data = json.loads(text)
        if data["schema"] != SCHEMA:
            raise BaselineError(f"基线的 schema 是 {data['schema']}，这一版只认得 {SCHEMA}")
        counts = {Key(*(str(entry[name]) for name in Key._fields)): int(entry["count"]) for entry in data["entries"]}
    except (ValueError, KeyError, TypeError) as error:
        raise BaselineError(f"不是 gklint 的基线文件：{error}") from None
    return Baseline(counts)


def key_of(diagnostic: Diagnostic, document: Document) -> Key:
    """By what ``diagnostic`` is known again in ``document``."""
    words = fold(document.text(diagnostic.span))
    digest = blake2s(words.encode(errors="surrogatepass"), digest_size=8).hexdigest()
    return Key(document.source.path, diagnostic.code, place_of(diagnostic.span, document), digest)


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


def collect(found: Iterable[tuple[Document, Diagnostic]]) -> Baseline:
    """The baseline of all findings in ``found`` that can be known again (GK findings cannot)."""
    counts = Counter(key_of(diagnostic, document) for document, diagnostic in found if _may(diagnostic))
    return Baseline(dict(counts))


def _may(diagnostic: Diagnostic) -> bool:
    return not diagnostic.code.startswith("GK") and (
        diagnostic.suppressed is None or diagnostic.suppressed.by is SuppressedBy.BASELINE
    )


def shrink(old: Baseline, new: Baseline) -> Baseline:
    """``old`` without what is no longer found; nothing is added."""
    counts = {key: min(count, new.counts.get(key, 0)) for key, count in old.counts.items()}
    return Baseline({key: count for key, count in counts.items() if count})


def mark(
    diagnostics: Iterable[Diagnostic], document: Document, baseline: Baseline
) -> tuple[tuple[Diagnostic, ...], dict[Key, int]]:
    """``diagnostics`` with the known ones marked, and this file's entries that matched nothing (GK013)."""
    left = {key: count for key, count in baseline.counts.items() if key.path == document.source.path}
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = key_of(diagnostic, document)
        known = _may(diagnostic) and left.get(key, 0) > 0
        if known:
            left[key] -= 1
        result.append(diagnostic.suppress(SuppressedBy.BASELINE, REASON) if known else diagnostic)
    return tuple(result), {key: count for key, count in left.items() if count}
