"""Draws what ``bench.peers`` and ``bench.growth`` measured: ``python -m bench.plot PEERS.json GROWTH.json OUT.svg``."""

from __future__ import annotations

import argparse
import json
import math
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

WIDTH = 960
_EDGE, _GAP, _TOP, _BAR, _HEAD, _CHART = 28, 44, 84, 26, 40, 250
_COLUMN = (WIDTH - 2 * _EDGE - _GAP) / 2
_NAMES, _FIGURES = 148, 136
"""Room for the names on the left of bars, for the figures on their right."""
_OWN, _OTHER, _LEAST, _FAINT, _GREY = "#1a7f5a", "#7c8799", "#cfd5de", "#e6e9ee", "#667080"
_OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
    "font-family=\"system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif\" font-size=\"13\" "
    'fill="#1d2430"><title>gklint 用多少时间</title><rect width="{w}" height="{h}" rx="6" fill="#fff"/>\n'
)
_SHOWN = {"floor": "底线", "floor, own scan": "底线，自己的扫描"}
_LEASTS = frozenset((*_SHOWN, "python -c pass", "node -e 0"))
"""What checks nothing, and is there to compare with."""


class Panel(NamedTuple):
    """A part of the picture: its height, and what is drawn where its upper left corner is."""

    height: float
    draw: Callable[[float, float], Iterator[str]]


def bars(costs: Mapping[str, Mapping[str, Any]], title: str, base: str) -> Panel:
    """A bar for each tool, the longer the slower, with its seconds, and how many times those of ``base`` they are."""
    seconds = {name: float(one["seconds"]) for name, one in costs.items()}
    most, least = max(seconds.values()), seconds.get(base)

    def draw(left: float, top: float) -> Iterator[str]:
        yield _heading(left, top, title)
        start = left + _NAMES
        for number, (name, taken) in enumerate(sorted(seconds.items(), key=lambda item: item[1])):
            y = top + 28 + number * _BAR
            width = max((_COLUMN - _NAMES - _FIGURES) * taken / most, 1.5)
            own = name.startswith("gklint")
            colour = _OWN if own else _LEAST if name in _LEASTS else _OTHER
            yield _text(start - 9, y + 14, _SHOWN.get(name, name), anchor="end", weight="600" if own else "normal")
            yield f'<rect x="{start:.1f}" y="{y}" width="{width:.1f}" height="18" rx="2" fill="{colour}"/>'
            yield _text(start + width + 7, y + 14, f"{taken:.2f} 秒")
            if least and name != base:
                yield _text(left + _COLUMN, y + 14, f"{_short(taken / least)} 倍", anchor="end", colour=_GREY)

    return Panel(_HEAD + len(seconds) * _BAR, draw)


def growth(points: Sequence[tuple[float, float]], title: str, label: Callable[[float], str]) -> Panel:
    """Seconds by size on scales of logarithms, with a line that says what ``in proportion`` would be."""
    sizes, taken = [math.log10(size) for size, _ in points], [math.log10(max(one, 0.01)) for _, one in points]
    low, high = math.floor(min(taken)), max(math.ceil(max(taken)), math.floor(min(taken)) + 1)

    def draw(left: float, top: float) -> Iterator[str]:
        first, last = left + 88, left + _COLUMN - 34

        def x(value: float) -> float:
            return first + (value - sizes[0]) / (sizes[-1] - sizes[0]) * (last - first)

        def y(value: float) -> float:
            return top + 44 + (high - value) / (high - low) * (_CHART - 92)

        yield _heading(left, top, f"{title}：处理器秒，虚线是成正比")
        for tick in range(low, high + 1):
            yield _line((left + 62, y(tick)), (left + _COLUMN, y(tick)), _FAINT)
            yield _text(left + 54, y(tick) + 4, f"{10.0**tick:g} 秒", anchor="end", colour=_GREY)
        fall = min(sizes[-1] - sizes[0], taken[-1] - low)
        yield _line((x(sizes[-1] - fall), y(taken[-1] - fall)), (x(sizes[-1]), y(taken[-1])), _OTHER, dashed=True)
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(sizes, taken, strict=True))
        yield f'<polyline points="{path}" fill="none" stroke="{_OWN}" stroke-width="2.5" stroke-linejoin="round"/>'
        free = 0.0
        for (size, seconds), a, b in zip(points, sizes, taken, strict=True):
            yield f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="4" fill="{_OWN}" stroke="#fff" stroke-width="1.5"/>'
            if x(a) >= free:  # a label that the one before it leaves room for
                at, anchor = (x(a) + 10, "end") if free else (x(a), "middle")  # above the line, which rises
                yield _text(at, y(b) - 11, f"{_short(seconds)} 秒", anchor=anchor)
                yield _text(x(a), top + _CHART - 26, label(size), anchor="middle", colour=_GREY)
                free = x(a) + 68

    return Panel(_CHART, draw)


def _short(number: float) -> str:
    """The digits that say something: ``0.042``, ``1.3``, ``115``."""
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:.2g}"


def _bytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 999_500 else f"{size / 1e3:.0f} KB"


def _heading(x: float, y: float, words: str) -> str:
    return _text(x, y + 12, words, weight="600", size=14)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal", size: int = 13, colour: str = ""
) -> str:
    more = (f' font-size="{size}"' if size != 13 else "") + (f' fill="{colour}"' if colour else "")
    more += f' font-weight="{weight}"' if weight != "normal" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, dashed: bool = False) -> str:
    (x1, y1), (x2, y2) = start, end
    more = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'


def _panels(peers: Mapping[str, Any], grown: Mapping[str, Any]) -> Iterator[tuple[list[Panel], list[Panel]]]:
    """Rows of the picture: the panels in its left and in its right column, one below the other."""

    def compared(name: str, title: str, base: str = "gklint") -> list[Panel]:
        return [bars(peers[name], title, base)] if name in peers else []

    def growing(name: str, title: str, label: Callable[[float], str]) -> list[Panel]:
        points = [(point[0], point[2]) for point in grown.get(name, ())]
        return [growth(points, title, label)] if len(points) > 1 else []

    two = compared("2 cores", "两核，各自的全部规则") + compared("same words", "一核，同样的二十个词")
    yield compared("1 core", "一核，各自的全部规则"), two
    yield (
        compared("start, warm", "一份报告，热启动", "python -c pass"),
        compared("start, cold", "一份报告，冷启动", "python -c pass"),
    )
    yield (
        growing("sizes", "一个文件越来越大", _bytes),
        growing("counts", "文件越来越多", lambda count: f"{count:.0f} 份"),
    )


def drawing(peers: Mapping[str, Any], grown: Mapping[str, Any]) -> str:
    """The whole picture."""
    count = peers.get("files", "许多")
    words = f"{count} 份生成的报告，各工具轮流跑，取中位数；灰字是 gklint 的几倍，启动的是空 Python 的几倍。"
    parts = [
        _text(_EDGE, 38, "gklint 用多少时间", weight="600", size=20),
        _text(_EDGE, 60, words, size=12, colour=_GREY),
    ]
    top = float(_TOP)
    for columns in _panels(peers, grown):
        for number, panels in enumerate(columns):
            y = top
            for panel in panels:
                parts += panel.draw(_EDGE + number * (_COLUMN + _GAP), y)
                y += panel.height + 18
        top += max(sum(panel.height + 18 for panel in panels) for panels in columns)
    for line in textwrap.wrap(str(peers.get("about", "")), 140, break_on_hyphens=False):
        parts.append(_text(_EDGE, top + 4, line, size=10, colour=_GREY))
        top += 16
    return _OPEN.format(w=WIDTH, h=round(top) + 8) + "\n".join(parts) + "\n</svg>\n"


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
