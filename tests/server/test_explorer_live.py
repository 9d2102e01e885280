"""The explorer as the server shows it: the same page, with texts that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exploring import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome


def test_the_live_page_shows_the_same_and_asks_its_own_origin_alone(
    server, browser: Chrome, requested: Callable[[], list[str]]
) -> None:
    page = Page(browser, f"{server.url.rstrip('/')}/explore#show=IRN&show=PAK")
    assert page.heading == "Iran – Pakistan"
    assert page.cards
    assert page.find("#panel mark")
    asked = [urlsplit(url) for url in requested()]
    assert {f"{url.scheme}://{url.netloc}" for url in asked} == {server.url.rstrip("/")}
    assert {"/api/explorer/core", "/api/explorer/texts"} <= {url.path for url in asked}
    assert page.errors == []


def test_an_event_leads_to_its_own_page(server, browser: Chrome) -> None:
    page = Page(browser, f"{server.url.rstrip('/')}/explore#show=IRN&show=PAK")
    page.until(lambda: page.find("#panel h4 a"))
    target = page.one("#panel h4 a").get_attribute("href")
    page.click("#panel h4 a")
    page.until(lambda: browser.current_url == target)
    assert "Iran" in browser.page_source
