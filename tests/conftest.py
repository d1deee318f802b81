"""Fixtures and flags that all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from support import whole_site
from support.browser import NewPage
from support.examples import QUICK
from support.preview import PATIENCE

# A busy machine is no fault of the code; on CI the same examples are tried each time.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile(QUICK, deadline=None, max_examples=20)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "tests")
)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what came out into the golden files"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Keep `make quick` quick: browsers and whole sites are for tests that are marked so."""
    whole_site.note_test(item)
    needs_browser = "playwright" in getattr(item, "fixturenames", ())
    if needs_browser and not item.get_closest_marker("browser"):
        pytest.fail(f"{item.nodeid} drives a browser: give it @pytest.mark.browser")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """A Chromium of this machine. Where there is none the test is skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found:
        return Path(found)
    message = f"no Chromium installed (looked for {', '.join(CHROMIUM_NAMES)})"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers, one for the whole session: a thread can have no second one.

    Its event loop counts as running in this thread until the session ends, so that code which
    calls `asyncio.run` has to be tested in another thread: see `support.apart`.
    """
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(chromium_path: Path, playwright: Playwright) -> Iterator[Browser]:
    """A running Chromium, one for the whole session."""
    browser = playwright.chromium.launch(executable_path=chromium_path, args=list(CHROMIUM_FLAGS))
    expect.set_options(timeout=PATIENCE * 1000)
    new_context = browser.new_context

    def patient(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    browser.new_context = patient  # type: ignore[method-assign,assignment]
    yield browser
    browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Opens tabs, each in a context of its own, that are closed even if the test fails."""
    with ExitStack() as opened:

        def make(viewport: ViewportSize | None = None) -> Page:
            return opened.enter_context(chromium.new_context(viewport=viewport)).new_page()

        yield make
