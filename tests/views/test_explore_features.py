"""Each thing that can be done in the explorer, done as a person would."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
import networkx as nx
import pyoxigraph as ox
import pytest
from hostile_corpus import CORPUS, hostile_world
from kg.views.explore import explore
from kg.views.plain import plain
from scenes import Scene, neighbours
from selenium.webdriver import ActionChains, Keys

from exploring import Page
from made_rows import actor, event, evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Callable[..., Page]:
    def open_file(scene: Scene | None = None, fragment: str = "", **options: Any) -> Page:
        size = {name: options.pop(name) for name in ("width", "height") if name in options}
        path = explore(scene or neighbours(), **options).save(tmp_path / "explorer.html")
        return Page(browser, path.as_uri() + fragment, **size)

    return open_file


def chain() -> Scene:
    """A - B - C - D and A - E, with a sentence for each."""
    pairs = ["A B", "B C", "C D", "A E"]
    made = [event(f"e{i}", "Meeting", *pair.split(), f"202{i}-03-01") for i, pair in enumerate(pairs)]
    said = {row.iri: [evidence(f"e{i}", f"Number {i}: they met.", "met")] for i, row in enumerate(made)}
    return Scene(made, [actor(name, f"State {name}") for name in "ABCDE"], said)


# Time


def test_thumbs_move_with_keys_and_with_the_mouse(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    thumb = page.one(".thumb.from")
    thumb.send_keys(Keys.ARROW_RIGHT)
    assert thumb.get_attribute("aria-valuetext") == "from April 2020"
    assert page.drawn == {("B", "C"), ("C", "D"), ("A", "E")}
    until = page.one(".thumb.until")
    track = page.one(".track").rect
    ActionChains(page.browser).click_and_hold(until).move_by_offset(
        -round(track["width"] * 0.5), 0
    ).release().perform()
    assert page.drawn == {("B", "C")}
    page.click("#undo")  # a drag undoes at once
    assert page.drawn == {("B", "C"), ("C", "D"), ("A", "E")}
    page.click("#all-time")
    assert page.total == 4


def test_a_period_can_be_typed(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    page.one("#since").send_keys("2022", Keys.TAB)
    assert page.drawn == {("C", "D"), ("A", "E")}
    assert page.link == "#since=2022"
    page.one("#until").send_keys("yesterday", Keys.TAB)
    assert "is no date" in page.notice


def test_play_moves_the_period_until_the_end(opened: Callable[..., Page]) -> None:
    page = opened(chain(), "#since=2022-09&until=2022-12")
    page.click("#play")
    assert page.one("#play").get_attribute("aria-pressed") == "true"
    page.until(lambda: page.run("return explorer.state.view.filters.until") == 0)
    page.until(lambda: page.one("#play").get_attribute("aria-pressed") == "false")
    assert page.drawn == {("A", "E")}


# Evidence and its weight


def test_sources_reports_and_confidence_narrow_down(opened: Callable[..., Page]) -> None:
    page = opened()
    source = page.run("return [...explorer.context.atlas.core.publishers].indexOf('Meridian Wire')")
    assert page.count_of(f"source-{source}") == 1
    page.click(f"#source-{source}")
    assert page.total == 1
    page.click("#reset")
    page.one("#minimum-reports").send_keys(Keys.ARROW_RIGHT)
    assert page.total == 2
    page.one("#minimum-confidence").send_keys(Keys.END)
    assert page.total == 0
    assert page.one(".nothing").is_displayed()


def test_events_are_narrowed_to_actors_any_of_them_or_among_them(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    for name in ("State B", "State C"):
        page.one("#filter-actor").send_keys(name, Keys.ENTER)
    assert page.drawn == {("A", "B"), ("B", "C"), ("C", "D")}
    page.click("#among")
    assert page.drawn == {("B", "C")}
    page.click("[aria-label='Without State B']")
    assert page.drawn == {("B", "C"), ("C", "D")}


def test_only_one_kind_of_event_and_kinds_below_it(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("[aria-label='Kinds of cooperation']")
    page.click("#class-JointExercise")
    assert page.run("return document.getElementById('class-Cooperation').indeterminate")
    assert page.total == 4
    page.click("#all-classes")
    assert page.total == 6


# Moving through the network


def test_an_ego_view_has_one_to_three_steps(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    page.click_actor("A")
    page.click("#ego")
    assert page.actors == {"A", "B", "E"}
    page.run(
        "const s = document.getElementById('steps'); s.value = '2'; s.dispatchEvent(new Event('change'))"
    )
    assert page.actors == {"A", "B", "C", "E"}
    page.click("#crumb-ego")
    assert page.actors == {"A", "B", "C", "D", "E"}


def test_a_double_click_looks_from_there(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    page.click_actor("D", double=True)
    page.until(lambda: page.actors == {"C", "D"})


def test_hovering_shows_neighbours_and_what_is_there(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    page.hover(*page.at("B"))
    page.until(lambda: page.one(".hover").is_displayed())
    assert page.one(".hover").text == "State B\n2 events with 2 others"
    strong = {label["text"] for label in page.run("return explorer.graph.drawn") if label["among"]}
    assert strong == {"State A", "State B", "State C"}


def test_paths_have_the_evidence_of_each_step(opened: Callable[..., Page]) -> None:
    page = opened(chain())
    page.click_actor("A")
    page.one("#path-to").send_keys("State D", Keys.ENTER)
    assert page.heading == "From State A to State D"
    assert page.one(".path h3").text == "State A → State B → State C → State D"
    page.until(lambda: len(page.find(".path blockquote")) == 3)
    assert [quote.text for quote in page.find(".path blockquote")] == [
        f"Number {i}: they met." for i in range(3)
    ]
    page.press(Keys.ESCAPE)
    assert page.heading == "State A"


def test_expand_collapse_and_hide_and_back_again(opened: Callable[..., Page]) -> None:
    page = opened(chain(), "#ego=B&show=B")
    assert page.actors == {"A", "B", "C"}
    page.click_actor("A")
    page.press("e")
    assert page.actors == {"A", "B", "C", "E"}
    page.press("c")
    assert page.actors == {"A", "B", "C"}
    page.press("h")
    assert page.actors == {"B", "C"}
    for wanted in ({"A", "B", "C"}, {"A", "B", "C", "E"}):
        page.undo()
        assert page.actors == wanted


def test_the_graph_is_walked_with_the_keyboard_alone(opened: Callable[..., Page]) -> None:
    page = opened()
    page.press("g", Keys.ARROW_RIGHT)
    start = page.notice
    assert start.startswith("Iran, 2 relations drawn.")
    page.press(Keys.ENTER)
    assert page.heading == "Iran"
    page.press(Keys.ENTER)
    page.until(lambda: page.actors == {"IRN", "PAK", "USA"})
    page.press(Keys.ESCAPE, "t")
    assert page.one(".table").is_displayed()


# Beside the graph


def test_a_dyad_has_a_score_and_a_timeline(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#show=IRN&show=PAK")
    assert page.one(".score").text.startswith("+4.4 cooperation, mean of 4 events that occurred")
    titles = [title.get_attribute("textContent") for title in page.find(".chart title")]
    assert any(title.startswith(("July 2023", "Q3 2023", "2023")) for title in titles)
    assert [end.text for end in page.find(".ends span")] == ["January 2021", "July 2023"]
    first, last = (end.rect for end in page.find(".ends span"))
    assert first["x"] + first["width"] < last["x"]
    page.click(".chart .column:last-child .cooperation")
    assert (page.total, page.heading) == (2, "Iran – Pakistan")


def test_the_table_has_what_is_drawn_and_sorts(opened: Callable[..., Page]) -> None:
    page = opened()
    page.click("#as-table")
    assert page.one("tbody tr").text.startswith("Iran Pakistan 4 5 4.4")
    assert len(page.find("tbody tr")) == len(page.drawn) == 3
    page.click("[data-column=b]")
    assert [row.text for row in page.find("tbody td:nth-child(2)")] == ["Pakistan", "Sweden", "United States"]
    page.click("[data-column=b]")
    assert page.find("th[aria-sort=descending]")[0].text.startswith("Actor")
    page.click("#tab-events")
    assert page.find("tbody td:first-child")[0].text == "2024-05"
    page.click("tbody tr:last-child button")
    assert page.heading == "Iran – United States"
    page.click("#overview")
    assert page.one("tbody tr").text.startswith("2024-05")


def test_a_link_to_a_table_of_events_has_the_newest_first(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#table=events&status=occurred&status=proposed")
    dates = [cell.text for cell in page.find("tbody td:first-child")]
    assert dates == ["2024-05", "2023-07-20", "2023-07-20", "2022-05", "2021", "2018-11", "–"][: len(dates)]
    page.click("tbody tr button")
    assert page.heading == "Brazil – Sweden"


def test_without_webgl_the_table_stands_for_the_graph(browser: Chrome, opened: Callable[..., Page]) -> None:
    without = (
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest) }"
    )
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": without})
    try:
        page = opened()
        assert "WebGL is switched off" in page.notice
        assert len(page.find("tbody tr")) == 3
        page.click("tbody button")
        assert page.heading == "Iran – Pakistan"
        assert page.cards
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


# Exports


def test_exports_hold_what_is_drawn(opened: Callable[..., Page], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    page = opened(fragment="#level=all")
    network = nx.read_graphml(io.BytesIO(page.export("graphml", folder)))
    assert {tuple(sorted(edge)) for edge in network.edges} == {tuple(sorted(edge)) for edge in page.drawn}
    assert network.nodes["IRN"]["label"] == "Iran"
    assert network.edges["IRN", "PAK"]["event_count"] == 2
    assert nx.read_gexf(io.BytesIO(page.export("gexf", folder))).edges["IRN", "PAK"]["weight"] == 2
    relations = list(csv.DictReader(io.StringIO(page.export("csv", folder).decode())))
    assert len(relations) == len(page.drawn)
    told = json.loads(page.export("json", folder))
    assert len(told["events"]) == page.total
    assert told["view"] == page.link
    meeting = next(row for row in told["events"] if row["iri"].endswith("/meet"))
    report = meeting["reports"][0]
    assert report["sentence"][report["start"] : report["end"]] == "met"
    events = list(csv.DictReader(io.StringIO(page.export("csv-events", folder).decode())))
    assert next(row for row in events if row["id"] == meeting["iri"])["sentence"]
    assert page.export("png", folder).startswith(b"\x89PNG")
    picture = ET.fromstring(page.export("svg", folder))
    assert {"Iran", "Pakistan"} <= {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}


def test_turtle_says_nothing_that_the_store_does_not(browser: Chrome, tmp_path: Path) -> None:
    kg.build(kg.build.samples(), store=tmp_path / "store")  # type: ignore[attr-defined]
    with kg.open(tmp_path / "store") as graph:
        graph.explore(tmp_path / "explorer.html")
        stored = {
            (quad.subject, quad.predicate, bare(quad.object))
            for quad in graph.store.engine.quads_for_pattern(None, None, None)
        }
    page = Page(browser, (tmp_path / "explorer.html").as_uri() + "#level=all&status=occurred&status=planned")
    turtle = page.export("turtle", tmp_path)
    said = {
        (quad.subject, quad.predicate, bare(quad.object))
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    }
    assert len(said) > 500
    assert said - stored == set()


def bare(term: Any) -> Any:
    """Without the language, which the page does not know."""
    return ox.Literal(term.value) if isinstance(term, ox.Literal) and term.language else term


# Everybody's words


def test_hostile_texts_stay_text_everywhere(
    opened: Callable[..., Page], requested: Callable[[], list[str]], tmp_path: Path
) -> None:
    page = opened(hostile_world(), "#level=all&strongest=0", title=CORPUS[1])
    assert page.total == len(CORPUS) == 60
    assert page.one("h1").text == CORPUS[1]
    elements = page.run(
        "return document.querySelectorAll('script, style, meta, base, iframe, img, object, link').length"
    )
    for i, text in enumerate(CORPUS):
        key = text if text in {"__proto__", "constructor"} else f"A{i:02d}"
        page.run("explorer.context.choose({kind: 'actor', id: arguments[0]})", key)
        page.until(lambda: not page.find("#panel [aria-busy=true]"))
        heading, quote, link = page.run(
            "const q = (s) => document.querySelector('#panel ' + s);"
            "return [q('h2').textContent, q('blockquote').textContent, q('figcaption a')?.href ?? null]"
        )
        assert heading == plain(text)
        assert quote == plain(f"{text} said they met. {text}")
        assert link is None
    page.run("explorer.context.history.change({table: true, tab: 'actors'})")
    page.one("#search").send_keys("script")
    after = page.run(
        "return document.querySelectorAll('script, style, meta, base, iframe, img, object, link').length"
    )
    assert after == elements
    assert page.run("return window.pwned") is None
    assert page.run("return [Object.keys({}).length, ({}).polluted]") == [0, None]
    assert requested() == [(tmp_path / "explorer.html").as_uri()]
    assert page.errors == []


def test_hostile_texts_stay_text_in_exports(opened: Callable[..., Page], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    page = opened(hostile_world(), "#level=all&strongest=0")
    told = json.loads(page.export("json", folder))
    sentences = {report["sentence"] for row in told["events"] for report in row["reports"]}
    assert sentences == {f"{text} said they met. {text}".replace("\ud800", "\ufffd") for text in CORPUS}
    names = {text.replace("\ud800", "\ufffd") for text in CORPUS}
    lines = list(csv.reader(io.StringIO(page.export("csv", folder).decode(), newline="")))
    labels = {line[2] for line in lines[1:]} | {line[3] for line in lines[1:]}
    assert names - labels - {label.removeprefix("'") for label in labels} == set()
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines[1:] for cell in line[:4]
    )
    assert len(nx.read_graphml(io.BytesIO(page.export("graphml", folder)))) == 120
    assert len(nx.read_gexf(io.BytesIO(page.export("gexf", folder)))) == 120
    quads = list(ox.parse(page.export("turtle", folder), format=ox.RdfFormat.TURTLE))
    exact = [quad for quad in quads if quad.predicate.value.endswith("#exact")]
    assert len(exact) == 60
    assert {quad.object.value for quad in exact} == {"met"}
    assert not any(quad.predicate.value in {"x", "y"} for quad in quads)
    picture = ET.fromstring(page.export("svg", folder))
    assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= {
        "svg",
        "title",
        "rect",
        "line",
        "circle",
        "path",
        "text",
    }
    assert not [name for element in picture.iter() for name in element.attrib if name.startswith("on")]
    assert page.run("return window.pwned") is None


def test_names_in_other_scripts_are_found_and_keep_their_direction(opened: Callable[..., Page]) -> None:
    cast = [actor("IRN", "ایران"), actor("CHN", "中华人民共和国"), actor("GEO", "საქართველო")]
    scene = Scene([event("a", "Meeting", "IRN", "CHN"), event("b", "Meeting", "IRN", "GEO")], cast)
    page = opened(scene)
    assert {label["text"] for label in page.run("return explorer.graph.drawn")} == {a.label for a in cast}
    page.press("/")
    page.press("中华", Keys.ENTER)
    assert page.heading == "中华人民共和国"
    assert page.one("#panel h2 bdi")


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(opened: Callable[..., Page], scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: python hatch_build.py --dev")
    page = opened()
    page.run(
        "document.documentElement.dataset.theme === arguments[0] || document.getElementById('theme').click()",
        scheme,
    )
    page.run(AXE.read_text(encoding="utf-8") + "; window.axe = axe")
    found = []
    for fragment in ("", "#level=all&show=IRN", "#show=IRN&show=PAK", "#table=relations", "#from=USA&to=PAK"):
        page.run("location.hash = arguments[0]", fragment)
        page.until(lambda: not page.find("#panel [aria-busy=true]"))
        result = page.browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations))"
        )
        found += [
            (fragment, fault["id"], [node["html"][:120] for node in fault["nodes"]][:3])
            for fault in result
            if fault["impact"] in {"serious", "critical"}
        ]
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (768, 1024)])
def test_everything_fits_on_a_laptop_and_on_a_tablet(
    opened: Callable[..., Page], width: int, height: int
) -> None:
    page = opened(width=width, height=height)
    assert page.run(
        "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    ) == [width, height]
    for key in ("IRN", "PAK", "USA", "BRA", "SWE"):
        x, y = page.at(key)
        box = page.one(".graph").rect
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    assert page.one("#search").is_displayed()
    if width < 1181:
        assert not page.one("#controls").is_displayed()
        page.click("#filters")
    page.click("#status-planned")
    assert page.total == 7
    if width < 1181:
        page.click("#close-filters")
        assert not page.one("#controls").is_displayed()
        assert page.run("return document.activeElement.id") == "filters"


def test_labels_lie_neither_over_each_other_nor_over_signs(browser: Chrome, tmp_path: Path) -> None:
    kg.build(kg.build.samples(), store=tmp_path / "store")  # type: ignore[attr-defined]
    with kg.open(tmp_path / "store") as graph:
        graph.explore(tmp_path / "explorer.html")
    page = Page(browser, (tmp_path / "explorer.html").as_uri())
    labels = page.run("return explorer.graph.drawn")
    assert len(labels) >= 0.9 * len(page.actors)
    boxes = [(b["left"], b["top"], b["left"] + b["width"], b["top"] + b["height"]) for b in labels]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_in_a_notebook_the_page_works_in_its_frame(browser: Chrome, tmp_path: Path) -> None:
    shown = explore(neighbours())._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{shown}", encoding="utf-8")
    size = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(path.as_uri())
    browser.switch_to.frame(0)
    try:
        page = Page.__new__(Page)
        page.browser = browser
        page.until(lambda: page.run("return 'ready' in document.documentElement.dataset"))
        page.click("#status-planned")
        assert page.total == 7
        assert page.run("return self.origin") == "null"
    finally:
        browser.switch_to.default_content()
