"""A tool that is absent skips a test on a developer's machine, and fails it where all tools ought to be there."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import chromium
from tests.tools import ABSENT

# What is found out must not depend on how busy the machine is.
settings.register_profile("gklint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gklint")


def pytest_configure() -> None:
    """A run in the background ignores interrupts, and so would the commands that tests start and interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With ``GKLINT_CI`` set, a test skipped for want of a tool has failed."""
    report: Any = yield
    if report.skipped and os.environ.get("GKLINT_CI") and ABSENT in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr[2]} (GKLINT_CI is set: every tool must be there)"
    return report


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Chromium (see :mod:`tests.browser`)."""
    driver = chromium(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()
