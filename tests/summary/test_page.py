"""The page of a summary in a real browser: plots drawn, nothing loaded, nothing of a stranger's run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Page
from tests.summary.conftest import gklint, report

EVIL = "<img src=x onerror=alert(1)>局"


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Page]:
    (folder / "年报" / "坏<b>人.txt").write_text(report(EVIL, 2023), encoding="utf-8")
    assert gklint(folder, "summary", "--output", "汇总.html", "年报").returncode == 2, "a file cannot be read"
    page = Page.of(browser, folder / "汇总.html")
    yield page
    assert page.messages() == []
    assert {url.partition("#")[0] for url in page.requests()} == {(folder / "汇总.html").as_uri()}


def test_the_plots_are_drawn_with_their_values(opened: Page) -> None:
    titles = opened.visible("figcaption")
    assert titles[:3] == ["已有和缺的报告", "各年度的申请（件）", "各年度的行政复议、行政诉讼（件）"]
    assert "申请的办理结果（件）" in titles, "of the last year, which is unfolded"
    requests = opened.all("figure.plot")[1]
    shown = [text.text for text in requests.find_elements("css selector", "text.value")]
    assert shown == ["12", "15", "0", "8", "10", "0", "13", "15", "0"], "new, answered, left; by year"
    heights = [bar.rect["height"] for bar in requests.find_elements("css selector", "rect[height]")[3:]]
    assert heights[1] > heights[0] > heights[3] > 0, "15, 12, 8"
    assert heights[2] < 1, "nought has no bar"
    assert heights[0] / heights[1] == pytest.approx(12 / 15, rel=0.05)
    label = requests.find_element("css selector", "svg").get_attribute("aria-label")
    assert "2023 年度，本年新收 13" in label


def test_what_a_reader_finds(opened: Page) -> None:
    assert opened.visible("#handed-in") == ["交了多少"]
    assert "青川区民政局 2022" in opened.visible(".tags li")
    sums = {row.text.split()[0]: row.text.split()[1:] for row in opened.all("#sums ~ .scroll tbody tr")}
    assert sums["本年新收"] == ["12", "8", "13"]
    assert [line for line in opened.visible("#sums ~ .scroll td") if "*" in line] == ["114 *（1）"]
    opened.one("#bodies ~ details summary").click()
    rows = [row.text for row in opened.all("#bodies ~ details tbody tr")]
    assert any(row.startswith("青川区民政局") and "缺" in row for row in rows)
    assert opened.run("document.scripts.length") == 0


def test_a_strangers_words_are_words(opened: Page) -> None:
    assert opened.all("img") == []
    assert opened.all("th b, td b") == []
    assert opened.run("document.documentElement.scrollWidth <= window.innerWidth")


def test_in_print_nothing_is_folded(opened: Page) -> None:
    opened.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = opened.all("details:not([open]) td")
    assert hidden
    assert all(cell.rect["height"] > 0 for cell in hidden[:20])
    opened.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
