"""The browser fixture itself: that it sees what a page asks for, so that a test can prove silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome


def test_a_page_that_stands_alone_asks_for_itself_only(
    browser: Chrome, requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<title>Alone</title><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", encoding="utf-8"
    )
    browser.get(page.as_uri())
    assert browser.title == "Alone"
    assert requested() == [page.as_uri()]


def test_a_page_that_calls_out_is_seen_and_gets_nothing(
    browser: Chrome, requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<script src='http://cdn.example/x.js'></script><script>fetch('http://api.example/')</script>",
        encoding="utf-8",
    )
    browser.get(page.as_uri())
    assert requested()[:3] == [page.as_uri(), "http://cdn.example/x.js", "http://api.example/"]
    assert any("ERR_NAME_NOT_RESOLVED" in entry["message"] for entry in browser.get_log("browser"))


def test_what_one_test_asked_for_is_not_seen_by_the_next(requested: Callable[[], list[str]]) -> None:
    assert requested() == []
