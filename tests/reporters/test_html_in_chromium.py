"""The HTML page in a browser: findings are listed, filters filter, a click goes to the place, nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Page
from tests.reporters.hostile_run import evil_results
from tests.reporters.sample_run import render, results


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Page]:
    """The page of the sample run, as a file; nothing may have gone wrong when the test is over."""
    path = tmp_path / "结果.html"
    path.write_text(render("html", runs=[*results(), *evil_results()]), encoding="utf-8")
    page = Page.of(browser, path)
    yield page
    assert page.messages() == []
    assert {url.partition("#")[0] for url in page.requests()} == {path.as_uri()}


def test_findings_are_listed_once_a_file_is_unfolded(opened: Page) -> None:
    assert opened.visible("#f1 .list li") == []
    opened.one("#f1 > summary").click()
    listed = opened.visible("#f1 .list li")
    assert [line.split("\n") for line in listed] == [
        ["错误", "第 5 行", "与第 4 行的段落相同（54 字）"],
        ["错误", "第 7 行", "自然人：新收 9 + 结转 0 = 9，办理结果 8 + 结转下年度 0 = 8，不相等"],
        ["警告", "第 8 行", "汉字之间用了半角逗号（5 处）"],
        ["提示", "第 3 行", "数字与汉字之间有空格"],
        ["提示", "第 3 行", "引号内是类别名称"],
    ]
    assert len(opened.visible("#f1 .note")) == 5
    assert "青川区水务局2022年政府信息公开工作年度报告" in opened.visible("#f1 .t")


def test_the_filters_filter_by_severity_family_and_suppression(opened: Page) -> None:
    opened.one("#open").click()
    assert opened.counter() == "显示 15 处，共 17 处"  # 10 and 5; one more in each is suppressed
    assert any("看不见" not in note for note in opened.visible("#f1 .note"))
    opened.check("suppressed", "yes")
    assert opened.counter() == "显示 17 处，共 17 处"
    assert any("看不见" in note for note in opened.visible("#f1 .note"))
    opened.check("level", "warning")
    assert not any(note.startswith("警告") for note in opened.visible(".note"))
    assert not any(item.startswith("警告") for item in opened.visible(".list li"))
    assert "附件.doc" not in opened.visible(".file h2")  # it had a warning and no more
    assert opened.all('#f1 mark[data-notes="f1-n6"].off')
    opened.check("family", "PUN")
    opened.check("level", "error")
    assert opened.visible("#f1 .note .said") == ["数字与汉字之间有空格"]
    opened.check("level", "warning")
    assert "看不见" in opened.visible("#f1 .note .said")


def test_a_click_goes_to_the_place_and_back(opened: Page) -> None:
    opened.one("#f1 > summary").click()
    opened.one('#f1 .list li[data-note="f1-n5"] a').click()
    assert opened.run("location.hash") == "#f1-n5"
    assert opened.run("document.activeElement.id") == "f1-n5"
    assert [mark.text for mark in opened.all("mark.now")] == ["9"]
    place = opened.run("document.querySelector('mark.now').getBoundingClientRect().top")
    assert 0 < place < opened.run("innerHeight")
    mark = opened.one('#f1 mark[data-notes="f1-n1"]')
    opened.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    assert opened.run("location.hash") == "#f1-n1"
    assert [mark.text for mark in opened.all("mark.now")] == [" 12 "]
    opened.one('#f1-n4 a[href="#f1-l4"]').click()
    assert opened.run("document.querySelector('#f1-l4 p').getBoundingClientRect().top") > 0


def test_an_address_with_a_place_unfolds_the_file(opened: Page) -> None:
    assert not opened.one("#f1-n5").is_displayed()
    opened.browser.get(opened.browser.current_url + "#f1-n5")
    opened.browser.refresh()
    assert opened.one("#f1-n5").is_displayed()


def test_the_keyboard_is_enough(opened: Page) -> None:
    from selenium.webdriver import ActionChains, Keys

    def press(*keys: str) -> str:
        ActionChains(opened.browser).send_keys(*keys).perform()
        return str(opened.run("document.activeElement.outerHTML.slice(0, 60)"))

    assert 'class="skip"' in press(Keys.TAB)
    assert opened.one(".skip").rect["x"] >= 0
    assert 'name="level"' in press(Keys.TAB)
    press(Keys.SPACE)
    assert opened.counter().startswith("显示 10 处")  # 5 errors of 15 gone
    for _ in range(40):
        if "<summary><h2>水务局.txt" in press(Keys.TAB):
            break
    press(Keys.ENTER)
    assert opened.run("document.getElementById('f1').open")


def test_a_strangers_script_does_not_run(opened: Page) -> None:
    opened.one("#open").click()
    assert opened.run("typeof window.hacked") == "undefined"
    assert opened.run("document.scripts.length") == 1
    assert opened.run("document.querySelectorAll('main img, main a[href^=http]').length") == 0
    assert any("</script></style></title>" in line for line in opened.visible("#f4 .t"))


def test_printing_shows_what_was_folded(opened: Page) -> None:
    opened.run("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.one("#f1-n5").is_displayed()
    opened.run("window.dispatchEvent(new Event('afterprint'))")
    assert not opened.one("#f1-n5").is_displayed()
