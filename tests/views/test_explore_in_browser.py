"""The explorer as an analyst uses it, in a real browser with the network off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kg.views.explore import explore
from scenes import BAQERI, SIDHU, Scene, neighbours
from selenium.webdriver import ActionChains, Keys

from exploring import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Callable[..., Page]:
    def open_file(scene: Scene | None = None, fragment: str = "", **options: Any) -> Page:
        size = {name: options.pop(name) for name in ("width", "height") if name in options}
        path = explore(scene or neighbours(), **options).save(tmp_path / "explorer.html")
        return Page(browser, path.as_uri() + fragment, **size)

    return open_file


def test_the_file_asks_for_nothing_and_its_policy_holds(
    opened: Callable[..., Page], requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    page = opened()
    page.click_relation("IRN", "PAK")
    assert page.cards
    assert requested() == [(tmp_path / "explorer.html").as_uri()]
    assert page.errors == []
    page.run(
        "const s = document.createElement('script'); s.textContent = 'window.added = 1'; document.body.append(s)"
    )
    assert page.run("return window.added") is None


def test_it_opens_with_what_occurred_between_states(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.drawn == {("IRN", "PAK"), ("IRN", "USA"), ("BRA", "SWE")}
    assert page.total == 6
    assert page.heading == "Relations between states"


def test_a_click_on_a_line_shows_its_events_newest_first_with_their_sentences(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    page.click_relation("IRN", "PAK")
    assert page.heading == "Iran – Pakistan"
    meeting = next(card for card in page.cards if "Meeting" in card)
    assert "Sidhu said that the two met on Thursday." in meeting
    assert "said by Zaheer Sidhu · Meridian Wire · 22 July 2023 · Air chief back from Tehran" in meeting
    assert "· occurred · confidence 0." in meeting
    assert [mark.text for mark in page.find("#panel mark")] == ["met", "meeting"]
    assert [time.text for time in page.find("#panel .event header time")] == [
        "20 July 2023", "20 July 2023", "May 2022", "2021",
    ]  # fmt: skip
    assert page.one("#panel figcaption a").get_attribute("href") == "https://courier.example/new"


def test_a_click_on_an_actor_and_on_the_empty_canvas(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click_actor("IRN")
    assert page.heading == "Iran"
    box = page.one(".graph").rect
    page.click_at(box["x"] + 8, box["y"] + box["height"] - 8)
    assert page.heading == "Relations between states"


def test_filters_combine_and_each_count_says_what_the_choice_would_give(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.count_of("status-planned") == 1
    page.click("#status-planned")
    assert page.total == 7
    page.click("#class-Sanction")
    assert page.total == 6
    assert page.count_of("class-Sanction") == 1
    assert page.drawn == {("IRN", "PAK"), ("BRA", "SWE")}
    page.click("#status-occurred")
    assert page.total == 1
    assert page.count_of("status-occurred") == 5
    assert page.count_of("class-Sanction") == 0
    page.click("#reset")
    assert page.total == 6


@pytest.mark.parametrize(("level", "wanted"), [
    ("persons", {(BAQERI, SIDHU)}),
    ("all", {(BAQERI, SIDHU), ("IRN", "PAK"), ("IRN", SIDHU), ("IRN", "USA"), ("BRA", "SWE")}),
])  # fmt: skip
def test_levels_draw_others(opened: Callable[..., Page], level: str, wanted: set[tuple[str, str]]) -> None:
    page = opened()
    page.click(f"#level-{level}")
    assert page.drawn == wanted


def test_undo_and_redo_go_through_every_change(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#status-planned")
    page.click("#level-all")
    page.undo()
    assert page.run("return explorer.state.view.level") == "states"
    page.click("#undo")
    assert page.total == 6
    assert not page.one("#undo").is_enabled()
    page.click("#redo")
    assert page.total == 7


def test_the_address_holds_the_whole_view(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#status-planned")
    page.click("#level-all")
    page.click_actor("IRN")
    link = page.link
    again = opened(fragment=link)
    assert (again.heading, again.total, again.link) == ("Iran", 7, link)


def test_search_finds_by_typo_and_selects_with_the_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.press("/")
    page.press("Pakisatn", Keys.ENTER)
    assert page.heading == "Pakistan"


def test_a_chosen_button_keeps_its_colours_under_the_pointer(opened: Callable[..., Page]) -> None:
    page = opened()
    chosen = page.one('.segments button[aria-pressed="true"]')
    colours = "const s = getComputedStyle(arguments[0]); return [s.color, s.backgroundColor]"
    before = page.browser.execute_script(colours, chosen)
    ActionChains(page.browser).move_to_element(chosen).perform()
    assert page.browser.execute_script("return arguments[0].matches(':hover')", chosen)
    assert page.browser.execute_script(colours, chosen) == before
    assert before[0] != before[1]
