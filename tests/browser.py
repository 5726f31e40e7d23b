"""A page in a real browser."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.tools import ABSENT, require_tool

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1360,900",
)


def chromium(profile: Path) -> Any:
    """A Chromium with a profile of its own, its console and its requests noted; skips the test without one."""
    programs = require_tool("chromium"), require_tool("chromedriver")
    if find_spec("selenium") is None:
        pytest.skip(f"{ABSENT}selenium (pip install -e '.[dev]')")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return Chrome(options, ChromeService(executable_path=programs[1]))


class Page:
    """A page in the browser, as its reader meets it."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser

    @classmethod
    def of(cls, browser: Any, path: Path) -> Page:
        """The page in the file at ``path``, newly opened."""
        browser.get("about:blank")
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(path.as_uri())
        return cls(browser)

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.browser.find_elements("css selector", selector)
        return found

    def one(self, selector: str) -> Any:
        (found,) = self.all(selector)
        return found

    def visible(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector) if element.is_displayed()]

    def check(self, name: str, value: str) -> None:
        self.one(f'input[name="{name}"][value="{value}"]').click()

    def counter(self) -> str:
        return str(self.one("#shown").text)

    def run(self, script: str) -> Any:
        return self.browser.execute_script(f"return {script}")

    def messages(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser")]

    def requests(self) -> set[str]:
        entries = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        sent = [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]
        return {url for url in sent if not url.startswith("data:")}
