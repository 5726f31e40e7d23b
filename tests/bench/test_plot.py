"""The plot of what was measured: all of it is there, and no label lies on another."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from bench.peers import versions
from bench.plot import WIDTH, drawing
from gklint.text import display_width


def costs(*names: str) -> dict[str, dict[str, float]]:
    return {name: {"seconds": 1.5 * number + 0.1} for number, name in enumerate(names)}


PEERS = {
    "files": 1000,
    "1 core": costs("floor, own scan", "floor", "gklint", "autocorrect", "zhlint", "textlint", "textlint, pairs too"),
    "2 cores": costs("autocorrect", "gklint"),
    "same words": costs("autocorrect", "textlint", "gklint"),
    "about": versions(),
    "start, warm": costs("python -c pass", "gklint", "gklint --no-cache", "node -e 0"),
}


def boxes(svg: str) -> list[tuple[str, float, float, float]]:
    """Each text with its left and right edge and its base line; a column is at most eight units wide in
    letters of thirteen."""
    found = []
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        words = text.text or ""
        width = 8.0 / 13 * int(text.get("font-size", 13)) * display_width(words)
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
        found.append((words, left, left + width, y))
    return found


@pytest.mark.parametrize("millions", [[0.01, 0.1, 1, 10, 100], [1, 3, 10, 30], [0.015, 0.02, 100]])
def test_all_is_told_and_no_label_lies_on_another(millions: list[float]) -> None:
    sizes = [[size * 1e6, size, size * 1.3 + 0.4, 5e7] for size in millions]
    counts = [[1000, 12, 9, 1e8], [10_000, 120, 97, 6e8]]
    svg = drawing(PEERS, {"sizes": sizes, "counts": counts})
    labels = boxes(svg)
    words = [label[0] for label in labels]
    assert {"textlint, pairs too", "gklint --no-cache", "0.10 秒", "16.0 倍", "1000 份", "10000 份", "97.0 秒"} <= set(
        words
    )
    assert f"{millions[0] * 1e3:.0f} KB" in words or f"{millions[0]:.0f} MB" in words
    over = [
        (one[0], other[0])
        for one, other in combinations(labels, 2)
        if abs(one[3] - other[3]) < 11 and one[1] < other[2] and other[1] < one[2]
    ]
    assert over == []
    assert all(left >= 0 and right <= WIDTH for _, left, right, _ in labels)


def test_what_was_not_measured_is_left_out() -> None:
    assert "文件越来越多" not in drawing(PEERS, {"sizes": [[1e6, 1, 1, 1]]})
