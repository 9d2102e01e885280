"""Fixtures that the tests of every floor share."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver import Chrome

# The same examples on every machine, and no test that a slow one fails. To look further:
# pytest --hypothesis-profile=default
settings.register_profile("kg", deadline=None, derandomize=True, database=None)
settings.load_profile("kg")

CHECKOUT = Path(__file__).parent.parent

CHROMIUM_SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # CI runs as root, and in a container
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL in software, which the explorer draws with
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--disable-sync",
    "--metrics-recording-only",
    "--window-size=1280,900",
    # The network is off: a page that asks for something from it shows up in the log and gets nothing.
    # Servers that tests start on this machine are within reach.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def pytest_configure() -> None:
    """Let commands that tests start be interrupted even where the shell runs the suite in the background.

    Such a shell has SIGINT ignored, which every child inherits: a test that sends one would wait for ever.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that takes a fixture named for a marker carries that marker."""
    for item in items:
        for name in ("browser", "shared"):
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """``../shared``: texts and gold sets that are for measuring and are not part of the repository."""
    path = CHECKOUT.parent / "shared"
    if not path.is_dir():
        pytest.skip(f"{path} is not there: this test measures on texts that are not part of the repository")
    return path


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    chromium, driver = _executable("chromium", "chromium-browser"), _executable("chromedriver")
    if not chromium or not driver:
        missing = "needs chromium and chromedriver (on Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("KG_REQUIRE_BROWSER"):
            pytest.fail(f"KG_REQUIRE_BROWSER is set, but the test {missing}")
        pytest.skip(missing)

    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for switch in CHROMIUM_SWITCHES:
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    chrome.set_page_load_timeout(60)
    yield chrome
    chrome.quit()


@pytest.fixture
def browser(_chromium: Chrome) -> Chrome:
    """A headless Chromium with the network off, at an empty page with empty logs and no cookies.

    One process serves the whole session. ``browser.get_log("browser")`` gives what the page wrote
    to its console, errors and refused content included; the fixture ``requested`` what it asked for.
    Skips where no Chromium is installed, fails there if ``KG_REQUIRE_BROWSER`` is set.
    """
    for handle in _chromium.window_handles[1:]:
        _chromium.switch_to.window(handle)
        _chromium.close()
    _chromium.switch_to.window(_chromium.window_handles[0])
    _chromium.get("about:blank")
    _chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})  # a test that ended early was signed in
    _chromium.get_log("browser")
    _chromium.get_log("performance")
    return _chromium


@pytest.fixture
def requested(browser: Chrome) -> Callable[[], list[str]]:
    """A function: the URLs that pages asked for since it was last called, in order.

    ``data:``, ``blob:`` and ``about:`` are left out, since nothing is fetched for them. For a page
    that loads nothing else, ``requested() == [page.as_uri()]``.
    """

    def urls() -> list[str]:
        entries = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
        sent = (
            event["params"]["request"]["url"]
            if event["method"] == "Network.requestWillBeSent"
            else event["params"]["url"]
            for event in entries
            if event["method"] in {"Network.requestWillBeSent", "Network.webSocketCreated"}
        )
        return [url for url in sent if not url.startswith(("data:", "blob:", "about:"))]

    return urls


def _executable(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)
