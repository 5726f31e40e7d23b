"""Small plots as inline SVG: bars, and columns by year. Every value stands beside its bar, so that print is enough."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gklint.reporters.markup import html_text
from gklint.summary.figures import number_words
from gklint.text import display_width

WIDTH, WIDE = 640, 1312
_CROWDED = 14
"""More columns than that take the whole breadth of the page."""
_COLUMN = 7.5
"""Pixels of a column of text; a wide character takes two."""
_BAR, _STEP = 18, 28
_PLOT = 190
_TOP, _FOOT = 30, 30


def bars(title: str, items: Sequence[tuple[str, Decimal]]) -> str:
    """A horizontal bar for each item, to one scale."""
    room = max((_pixels(words) for words, _ in items), default=0) + 12
    values = max((_pixels(number_words(value)) for _, value in items), default=0) + 12
    most = max((value for _, value in items), default=Decimal()) or Decimal(1)
    parts = []
    for number, (words, value) in enumerate(items):
        middle = number * _STEP + _STEP / 2
        length = float(max(value, Decimal()) / most) * (WIDTH - room - values)
        parts.append(
            f'<text x="{room - 8:.1f}" y="{middle:.1f}" class="left">{html_text(words)}</text>'
            f'<rect class="s0" x="{room:.1f}" y="{middle - _BAR / 2:.1f}" width="{length:.1f}" height="{_BAR}" rx="2"/>'
            f'<text x="{room + length + 8:.1f}" y="{middle:.1f}" class="value">{number_words(value)}</text>'
        )
    words = "；".join(f"{words} {number_words(value)}" for words, value in items)
    return _figure(title, words, "".join(parts), len(items) * _STEP)


def columns(title: str, years: Sequence[int], series: Sequence[tuple[str, Sequence[Decimal]]]) -> str:
    """For each year a column of each series, side by side, to one scale."""
    most = max((value for _, values in series for value in values), default=Decimal()) or Decimal(1)
    crowded = len(years) * len(series) > _CROWDED
    width = WIDE if crowded else WIDTH
    group = width / max(len(years), 1)
    column = min(group * 0.8 / max(len(series), 1), 64.0)
    base = _TOP + _PLOT
    parts = [_legend([name for name, _ in series]), f'<path class="axis" d="M0 {base}H{width}"/>']
    for number, year in enumerate(years):
        middle = group * (number + 0.5)
        parts.append(f'<text x="{middle:.1f}" y="{base + 18}" class="middle">{year}</text>')
        for order, (_, values) in enumerate(series):
            left = middle + column * (order - len(series) / 2)
            height = float(max(values[number], Decimal()) / most) * (_PLOT - 24)
            shown = number_words(values[number])
            size = min(14.0, 14 * (column - 2) / _pixels(shown))
            parts.append(
                f'<rect class="s{order}" x="{left + 2:.1f}" y="{base - height:.1f}" width="{column - 4:.1f}" '
                f'height="{height:.1f}" rx="2"/><text x="{left + column / 2:.1f}" y="{base - height - 9:.1f}" '
                f'class="middle value" font-size="{size:.1f}">{shown}</text>'
            )
    words = "；".join(
        f"{year} 年度" + "".join(f"，{name} {number_words(values[number])}" for name, values in series)
        for number, year in enumerate(years)
    )
    return _figure(title, words, "".join(parts), base + _FOOT, width)


def _legend(names: Sequence[str]) -> str:
    parts, left = [], 0.0
    for order, name in enumerate(names):
        parts.append(
            f'<rect class="s{order}" x="{left:.1f}" y="2" width="12" height="12" rx="2"/>'
            f'<text x="{left + 18:.1f}" y="8">{html_text(name)}</text>'
        )
        left += _pixels(name) + 44
    return "".join(parts)


def _figure(title: str, words: str, inner: str, height: float, width: int = WIDTH) -> str:
    """``words`` say the same for those who cannot see it."""
    broad = " broad" if width > WIDTH else ""
    return (
        f'<figure class="plot{broad}"><figcaption>{html_text(title)}</figcaption>'
        f'<svg viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{html_text(f"{title}：{words}")}">'
        f"{inner}</svg></figure>\n"
    )


def _pixels(text: str) -> float:
    return display_width(text) * _COLUMN
