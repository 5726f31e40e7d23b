"""Draws what ``bench.peers`` and ``bench.growth`` measured: ``python -m bench.plot PEERS.json GROWTH.json OUT.svg``."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

_WIDTH, _BAR, _LEFT, _CHART, _LABEL = 760, 26, 160, 250, 64
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
    'font-family="sans-serif" font-size="13"><title>{title}</title><rect width="{w}" height="{h}" fill="#fff"/>'
)
_OWN, _OTHER = "#1a7f5a", "#8a94a6"


def bars(costs: Mapping[str, Mapping[str, Any]], title: str, top: int) -> Iterator[str]:
    """A bar for each tool, the longer the slower, with its seconds."""
    yield _text(10, top, title, "bold")
    most = max(float(one["seconds"]) for one in costs.values())
    for number, (name, one) in enumerate(sorted(costs.items(), key=lambda item: float(item[1]["seconds"]))):
        y = top + 12 + number * _BAR
        width = max((_WIDTH - _LEFT - 90) * float(one["seconds"]) / most, 1)
        colour = _OWN if name.startswith("gklint") else _OTHER
        yield _text(_LEFT - 8, y + 15, name, anchor="end")
        yield f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 6}" fill="{colour}"/>'
        yield _text(_LEFT + width + 6, y + 15, f"{one['seconds']:.2f} s")


def growth(points: Sequence[tuple[float, float]], title: str, unit: str, top: int) -> Iterator[str]:
    """Seconds by size on scales of logarithms, with a line that says what ``in proportion`` would be."""
    yield _text(10, top, f"{title}：用时（处理器秒，双对数）；虚线是与大小成正比", "bold")
    sizes, seconds = [math.log10(size) for size, _ in points], [math.log10(max(taken, 0.01)) for _, taken in points]
    low, high = math.floor(min(seconds)), math.ceil(max(seconds))

    def x(value: float) -> float:
        return _LEFT + 30 + (value - sizes[0]) / (sizes[-1] - sizes[0]) * (_WIDTH - _LEFT - 150)

    def y(value: float) -> float:
        return top + 20 + (high - value) / max(high - low, 1) * (_CHART - 70)

    for tick in range(low, high + 1):
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - 90}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#ddd"/>'
        yield _text(_LEFT - 12, y(tick) + 4, f"{10.0**tick:g} s", anchor="end")
    last = seconds[-1]
    start = max(last - (sizes[-1] - sizes[0]), low)
    yield (
        f'<line x1="{x(sizes[-1] - (last - start)):.1f}" y1="{y(start):.1f}" x2="{x(sizes[-1]):.1f}" '
        f'y2="{y(last):.1f}" stroke="{_OTHER}" stroke-dasharray="5 4"/>'
    )
    line = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(sizes, seconds, strict=True))
    yield f'<polyline points="{line}" fill="none" stroke="{_OWN}" stroke-width="2"/>'
    free = 0.0
    for (size, taken), a, b in zip(points, sizes, seconds, strict=True):
        yield f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{_OWN}"/>'
        if x(a) >= free:  # a label that the one before it leaves room for
            yield _text(x(a), y(b) - 9, f"{taken:.3g} s", anchor="middle")
            yield _text(
                x(a), top + _CHART - 28, f"{size:.2g} {unit}" if size < 10 else f"{size:.0f} {unit}", "normal", "middle"
            )
            free = x(a) + _LABEL


def _text(x: float, y: float, words: str, weight: str = "normal", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-weight="{weight}" text-anchor="{anchor}">{escape(words)}</text>'


def drawing(peers: Mapping[str, Any], grown: Mapping[str, Any]) -> str:
    """The whole picture."""
    parts: list[str] = []
    top = 24
    count = peers.get("files", "许多")
    for name, title in (
        ("1 core", f"{count} 份报告，一核，各自的全部规则"),
        ("2 cores", f"{count} 份报告，两核，各自的全部规则"),
        ("same words", f"{count} 份报告，一核，同样的二十个词"),
        ("start, warm", "一份报告，热启动"),
    ):
        if name in peers:
            parts += bars(peers[name], title, top)
            top += len(peers[name]) * _BAR + 46
    for name, title, unit, scale in (("sizes", "一个文件越来越大", "MB", 1e6), ("counts", "文件越来越多", "份", 1)):
        points = [(point[0] / scale, point[2]) for point in grown.get(name, ())]
        if len(points) > 1:
            parts += growth(points, title, unit, top)
            top += _CHART
    return _HEAD.format(w=_WIDTH, h=top, title="gklint 的用时") + "\n".join(parts) + "</svg>\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.plot", description="Draws what was measured.")
    parser.add_argument("peers", type=Path)
    parser.add_argument("growth", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_text(
        drawing(json.loads(options.peers.read_text()), json.loads(options.growth.read_text())), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
