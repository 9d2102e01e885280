"""The page as an analyst uses it, in a real browser with the network off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kg.views import view
from kg.views.plain import plain
from scenes import BAQERI, SIDHU, Scene, neighbours
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

from made_rows import actor, event, evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

MEETS = f"{BAQERI}|meets|{SIDHU}|occurred"


@pytest.fixture
def page(browser: Chrome, tmp_path: Path) -> Callable[..., Page]:
    def opened(scene: Scene, **choices: Any) -> Page:
        path = view(scene, **choices).save(tmp_path / "graph.html")
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False},
        )
        browser.get(path.as_uri())
        return Page(browser)

    return opened


class Page:
    """What there is to see and to do."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(script, *arguments)

    @property
    def ties(self) -> list[str]:
        return self.run("return kgView.ties()")

    @property
    def panel(self) -> str:
        return self.browser.find_element(By.ID, "content").text

    @property
    def heading(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, "#content h2").text

    def find(self, selector: str) -> list[Any]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def click_on(self, key: str) -> None:
        """With the mouse, where the graph draws it."""
        at = self.run("return kgView.pointOn(arguments[0])", key)
        origin = self.run("const r = document.getElementById('canvas').getBoundingClientRect();"
                          "return {x: r.left + r.width / 2, y: r.top + r.height / 2}")  # fmt: skip
        canvas = self.browser.find_element(By.ID, "canvas")
        chain = ActionChains(self.browser)
        chain.move_to_element_with_offset(canvas, round(at["x"] - origin["x"]), round(at["y"] - origin["y"]))
        chain.pause(0.1).click().pause(0.4).perform()  # vis-network waits for a second click

    def toggle(self, value: str) -> None:
        self.run("document.querySelector(`[value='${arguments[0]}']`).click()", value)


def test_the_file_opens_from_disk_and_asks_for_nothing_else(
    page: Callable[..., Page], requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    opened = page(neighbours())
    assert opened.heading == "5 relations"
    assert requested() == [(tmp_path / "graph.html").as_uri()]
    assert opened.browser.get_log("browser") == []


def test_a_click_on_a_relation_shows_its_sentences_with_source_date_and_speaker(
    page: Callable[..., Page],
) -> None:
    opened = page(neighbours(), dyad=("IRN", "PAK"))
    opened.click_on(MEETS)
    assert opened.heading == "Mohammad Baqeri meets Zaheer Sidhu"
    newest, oldest = opened.find("#content article")
    assert newest.find_element(By.TAG_NAME, "blockquote").text == "Sidhu said that the two met on Thursday."
    assert newest.find_element(By.TAG_NAME, "mark").text == "met"
    assert "Meridian Wire · 22 July 2023 · Air chief back from Tehran" in newest.text
    assert "according to Zaheer Sidhu · confidence 90 %" in newest.text
    link = newest.find_element(By.TAG_NAME, "a")
    assert link.get_attribute("href") == "https://courier.example/new"
    assert "noopener" in link.get_attribute("rel")
    assert oldest.find_element(By.TAG_NAME, "mark").text == "meeting"


def test_a_click_on_an_actor_shows_everything_about_it_and_one_beside_it_leads_back(
    page: Callable[..., Page],
) -> None:
    opened = page(neighbours(), dyad=("IRN", "PAK"))
    opened.click_on(SIDHU)
    assert opened.heading == "Zaheer Sidhu"
    assert "Person · Pakistan · 2 relations" in opened.panel
    assert "Sidhu said that the two met on Thursday." in opened.panel
    opened.browser.find_element(By.CSS_SELECTOR, ".back").click()
    assert opened.heading == "3 relations"


def test_plans_proposals_and_denials_are_off_at_first_and_can_be_switched_on(
    page: Callable[..., Page],
) -> None:
    opened = page(neighbours())
    assert {key.rpartition("|")[2] for key in opened.ties} == {"occurred"}
    assert not opened.find("#dashed")[0].is_displayed()
    opened.toggle("planned")
    assert "IRN|exercisesWith|PAK|planned" in opened.ties
    assert opened.find("#dashed")[0].is_displayed()
    opened.toggle("unconfirmed")
    assert "IRN|strikes>|PAK|unconfirmed" in opened.ties
    opened.run("kgView.choose('IRN|exercisesWith|PAK|planned')")
    assert "planned" in opened.find("#content article .tag.open")[0].text
    opened.toggle("planned")
    assert opened.heading == "6 relations"  # what is no longer shown is no longer selected


def test_kinds_of_relation_can_be_switched_off_and_their_actors_go_with_them(
    page: Callable[..., Page],
) -> None:
    opened = page(neighbours())
    opened.toggle("meets")
    assert MEETS not in opened.ties
    assert BAQERI not in opened.run("return kgView.nodes()")
    opened.run("document.getElementById('no-kinds').click()")
    assert opened.ties == []
    assert opened.find("#nothing")[0].is_displayed()
    opened.run("document.getElementById('all-kinds').click()")
    assert len(opened.ties) == 5


def test_the_search_finds_names_relations_and_words_of_sentences_without_their_accents(
    page: Callable[..., Page],
) -> None:
    scene = neighbours()
    scene.cast = [actor("BRA", "São Tomé")] + [row for row in scene.cast if row.id != "BRA"]
    opened = page(scene)
    search = opened.find("#search")[0]
    found = {}
    for words in ("sao tome", "thursday", "visits", "xyzzy", ""):
        search.send_keys(Keys.CONTROL, "a")
        search.send_keys(words or Keys.DELETE)
        found[words] = opened.heading
    assert found == {
        "sao tome": "1 relation found",
        "thursday": "1 relation found",
        "visits": "2 relations found",
        "xyzzy": "0 relations found",
        "": "5 relations",
    }


def test_everything_can_be_reached_by_keyboard(page: Callable[..., Page]) -> None:
    opened = page(neighbours(), dyad=("IRN", "PAK"))
    body = opened.browser.find_element(By.TAG_NAME, "body")
    seen: list[str] = []
    for _ in range(40):
        body.send_keys(Keys.TAB)
        active = opened.browser.switch_to.active_element
        seen.append(active.get_attribute("id") or active.get_attribute("value") or active.text)
        if "meets" in active.text:
            break
    assert {"closer", "search", "occurred"} <= set(seen)
    active.send_keys(Keys.ENTER)
    assert opened.heading == "Mohammad Baqeri meets Zaheer Sidhu"
    opened.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert opened.heading == "3 relations"
    assert "meets" in opened.browser.switch_to.active_element.text  # back where one was


def test_no_label_lies_on_another_and_nothing_sticks_out_of_the_window(page: Callable[..., Page]) -> None:
    opened = page(neighbours())
    opened.toggle("planned")
    boxes = opened.run("return kgView.labels()")
    assert {"Iran", "Pakistan", "Mohammad Baqeri", "exercises with"} <= {box["text"] for box in boxes}
    level = [box for box in boxes if box["angle"] == 0]
    for i, a in enumerate(level):
        for b in level[i + 1 :]:
            apart = abs(a["x"] - b["x"]) >= a["w"] + b["w"] or abs(a["y"] - b["y"]) >= a["h"] + b["h"]
            assert apart, (a, b)
    assert opened.run(
        "return document.documentElement.scrollWidth <= 1280 && document.documentElement.scrollHeight <= 720"
    )
    for key in opened.run("return kgView.nodes()"):
        at = opened.run("return kgView.pointOn(arguments[0])", key)
        assert 0 < at["x"] < 890
        assert 60 < at["y"] < 700


def test_labels_stay_whole_when_the_window_changes_its_size(page: Callable[..., Page]) -> None:
    opened = page(neighbours())
    for width, height in ((700, 500), (1400, 900), (1000, 640)):
        opened.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        opened.browser.execute_async_script("setTimeout(arguments[0], 600)")
        left, right, canvas = opened.run("return kgView.reach()")
        assert 0 <= left < right <= canvas, (width, height)


HOSTILE = [
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 1</script>",
    "<!--<script>",
    "]]><script>window.pwned = 1</script>",
    "</title></style></textarea><script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg/onload=window.pwned=1>",
    '"><iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
    "<a href='javascript:window.pwned=1'>click</a>",
    "<style>*{display:none}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "'-window.pwned=1-'",
    "${window.pwned=1}",
    "`;window.pwned=1;`",
    "{{7*7}}",
    "{% raw %}{{ data }}{% endraw %}",
    "&lt;script&gt; &amp; &#x3c;b&#x3e;",
    "\\u003cscript\\u003e \\x3c",
    "\u202egnp.exe \u2066hidden\u2069",
    "nul\x00l \x07bell \x1b[31mred \x7f",
    "lone \ud800 surrogate",
    "line\u2028separator\u2029paragraph",
    "Z\u0335\u0321\u0321a\u0336\u0322l\u0334\u0327g\u0335\u0328o",
    "__proto__",
    "constructor",
    "نص عربي مع <b>وسم</b>",
    "very " * 2000 + "long",
    "W" * 3000,
    "   ",
]


def hostile_world() -> Scene:
    made, cast, said = [], [], {}
    for i, text in enumerate(HOSTILE):
        a, b = (text, f"{text}b/b") if text.startswith(("__", "con")) else (f"A{i:02d}", f"B{i:02d}/b{i}")
        cast += [actor(a, text, "state"), actor(b, text + " (person)", "person")]
        met = event(f"{i:02d}", "Meeting", "A", "B")
        sides = {"source": (a,), "target": (b,), "source_state": (a,), "target_state": (b,)}
        met = type(met)(**{name: sides.get(name, getattr(met, name)) for name in met.__slots__})
        made.append(met)
        quote = f"{text} said they met. {text}"
        fields = {
            "title": text,
            "publisher": text,
            "url": text if i % 2 else f"javascript:window.pwned=1//{i}",
        }
        said[met.iri] = [
            evidence(
                f"{i:02d}", quote, "met", speaker=b, status=text, article=text, date="2024-01-01", **fields
            )
        ]
    return Scene(made, cast, said)


def test_hostile_articles_and_names_stay_text_everywhere_and_run_nothing(
    page: Callable[..., Page], requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    opened = page(hostile_world(), title=HOSTILE[1])
    assert len(opened.ties) == len(HOSTILE)
    inert = "return document.querySelectorAll('img, iframe, object, base, [onload], script, style').length"
    before = opened.run(inert)
    assert opened.find("h1")[0].text == HOSTILE[1]
    for key in opened.ties:
        opened.run("kgView.choose(arguments[0])", key)
        (card,) = opened.find("#content article")
        index = next(i for i, text in enumerate(HOSTILE) if key.startswith((f"A{i:02d}|", text)))
        wanted = " ".join(f"{plain(HOSTILE[index])} said they met. {plain(HOSTILE[index])}".split())
        shown = card.find_element(By.TAG_NAME, "blockquote").get_property("textContent")
        assert " ".join(shown.split()) == wanted
        assert card.find_elements(By.TAG_NAME, "a") == []
        assert card.size["width"] < 392
    assert opened.run(inert) == before
    assert opened.run("return window.pwned === undefined && Object.prototype.a === undefined")
    assert requested() == [(tmp_path / "graph.html").as_uri()]
    assert opened.browser.get_log("browser") == []
    assert opened.run("return document.documentElement.scrollWidth <= 1280")


def test_the_policy_stops_what_a_fault_of_ours_would_let_in(
    page: Callable[..., Page], requested: Callable[[], list[str]]
) -> None:
    opened = page(neighbours())
    requested()
    opened.run(
        """
        window.stopped = [];
        document.addEventListener("securitypolicyviolation", (e) => stopped.push(e.effectiveDirective));
        const inline = document.createElement("script");
        inline.textContent = "window.pwned = 1";
        const image = document.createElement("img");
        image.src = "https://evil.example/x.png";
        const hole = document.createElement("div");
        hole.innerHTML = "<b onclick='window.pwned = 1' style='position: fixed'>x</b>";
        document.body.append(inline, image, hole);
        hole.firstChild.click();
        fetch("https://evil.example/").catch(() => null);
        """
    )
    opened.browser.execute_async_script("setTimeout(arguments[0], 200)")
    assert {"script-src-elem", "img-src", "script-src-attr", "style-src-attr", "connect-src"} <= set(
        opened.run("return stopped")
    )
    assert opened.run("return window.pwned") is None


def test_a_notebook_frame_shows_the_graph_and_cannot_reach_the_notebook(
    browser: Chrome, tmp_path: Path
) -> None:
    frame = view(neighbours())._repr_html_()
    host = tmp_path / "notebook.html"
    host.write_text(f"<!DOCTYPE html><meta charset=utf-8><p>cell</p>{frame}", encoding="utf-8")
    browser.get(host.as_uri())
    browser.switch_to.frame(browser.find_element(By.TAG_NAME, "iframe"))
    assert browser.find_element(By.CSS_SELECTOR, "#content h2").text == "5 relations"
    assert len(browser.execute_script("return kgView.ties()")) == 5
    assert (
        browser.execute_script("try { return parent.document.title } catch (e) { return e.name }")
        == "SecurityError"
    )
    browser.switch_to.default_content()


def test_three_hundred_relations_are_drawn_and_answer_to_a_click(page: Callable[..., Page]) -> None:
    names = [f"S{i:02d}" for i in range(40)]
    made = []
    for i in range(400):
        cls = ("Visit", "Praise", "Criticism", "MilitaryAid")[i % 4]
        made.append(event(f"{i:03d}", cls, names[i % 40], names[(3 * i + 1 + i // 40 * 2) % 40]))
    opened = page(Scene(made, [actor(name) for name in names]))
    assert len(opened.ties) == 300
    assert "The 300 strongest relations are drawn" in opened.find("header")[0].text
    opened.click_on("S00")
    assert opened.heading == "S00"
