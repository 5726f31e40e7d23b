"""The links of the documentation lead to files and headings that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/*.md"), *ROOT.glob("rules/*.md")]
)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(text: str) -> Iterator[tuple[str, str]]:
    """Path and anchor of each link within the project."""
    for target in _LINK.findall(_CODE.sub("", text)):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = unquote(target).partition("#")
            yield path, anchor


def anchors(page: Path) -> set[str]:
    """What the headings of ``page`` are linked by."""
    headings = re.findall(
        r"^#+ +(.*?) *$", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S), re.M
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for path, anchor in links(page.read_text(encoding="utf-8")):
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(f"{path}#{anchor}" if anchor else path)
    assert lost == []


def test_every_page_can_be_reached() -> None:
    """From the README on, by links; the pages of rules from their own list."""
    reached: set[Path] = set()
    waiting = [ROOT / "README.md", ROOT / "README.en.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [(page.parent / path).resolve() for path, _ in links(page.read_text(encoding="utf-8")) if path]
    assert sorted(set(PAGES) - reached) == []


def test_a_lost_link_is_seen() -> None:
    assert list(links("[a](b.md#c) `[x](y)` [d](https://e) ![f](g%20h.svg)")) == [("b.md", "c"), ("g h.svg", "")]
