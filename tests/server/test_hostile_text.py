"""Texts of others stay text: on every page, in every answer, and in a browser that would run them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hostile import HOSTILE, MARK, fill
from kg.store import Store
from rdflib import Graph
from serving import running

BASE = "https://example.org/kg/"
OURS = {
    "html head meta title link script style body a header nav form label input button main h1 h2 p section ul li span bdi table "
    "thead tbody tr th td dl dt dd code abbr svg g rect text blockquote mark article select option textarea pre details summary div"
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server on a graph in which every name, title, publisher, place and office is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "store"
    with Store.open(path, create=True, base=BASE) as store:
        fill(store)
    with running(path) as server:
        yield server


@pytest.fixture(scope="module")
def paths(hostile):
    """A page of every kind for every text."""
    events = hostile.ask("/api/events", standing="any", limit="1000").json["events"]
    assert len(events) >= len(HOSTILE) - 2
    found = ["/", "/search?q=script", "/review", "/sparql", "/api"]
    for event in events:
        row = hostile.ask("/api/evidence", iri=event["iri"]).json["evidence"][0]
        person = next(actor for actor in event["source"] + event["target"] if "/" in actor)
        found += [urlsplit(event["iri"]).path, urlsplit(row["article"]).path, urlsplit(row["report"]).path]
        found.append("/search?q=" + _quoted(person[4:60]))
    rows = hostile.ask("/sparql", query="SELECT DISTINCT ?a { ?e kg:source|kg:target ?a } ORDER BY ?a").json
    found += [urlsplit(row["a"]["value"]).path for row in rows["results"]["bindings"]]
    return found


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="", errors="replace")


class _Parsed(HTMLParser):
    """Which elements and attributes a page really has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.scripts: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]
        if tag == "script":
            self.scripts.append(given.get("src"))


def test_every_page_holds_our_elements_and_no_others(hostile, paths):
    ours = set(next(iter(OURS)).split())
    for path in paths:
        page = _Parsed()
        page.feed(hostile.page(path))
        assert page.tags <= ours, (path, page.tags - ours)
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}, path
        assert set(page.scripts) <= {"/assets/sparql.js"}, path
        for link in page.links:
            assert re.match(r"(/(?!/)|\?|#|https?://|data:,$)", link), (path, link)


def test_what_turns_the_reading_direction_or_is_no_character_is_made_visible(hostile, paths):
    for path in paths:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", hostile.page(path)), (
            path
        )


def test_data_in_every_syntax_parses_and_holds_the_texts(hostile, paths):
    for path in [p for p in paths if "/event/" in p or "/actor/" in p][::7]:
        for type_, syntax in (
            ("text/turtle", "turtle"),
            ("application/rdf+xml", "xml"),
            ("application/ld+json", "json-ld"),
        ):
            answer = hostile.ask(path, headers={"Accept": type_})
            assert len(Graph().parse(data=answer.body, format=syntax)) > 3
    every = "SELECT DISTINCT ?t { ?a dcterms:title ?t }"
    for accept in (
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+json",
    ):
        answer = hostile.ask("/sparql", query=every, headers={"Accept": accept})
        assert answer.status == 200
        if "xml" in accept:
            from xml.etree import ElementTree

            assert len(ElementTree.fromstring(answer.body).findall(".//{*}result")) >= len(HOSTILE) - 2


def test_a_browser_runs_none_of_it_and_asks_nobody(hostile, paths, browser, requested):
    for path in [*paths[:5], *paths[5::9], "/explore"]:
        browser.get(hostile.url.rstrip("/") + path)
        assert browser.execute_script(f"return window.{MARK} === undefined"), path
        assert {urlsplit(url).netloc for url in requested()} == {f"{hostile.host}:{hostile.port}"}, path
    refused = [
        row["message"] for row in browser.get_log("browser") if "Content Security Policy" in row["message"]
    ]
    assert refused == []


def test_hostile_words_in_a_request_come_back_as_text(hostile):
    for text in HOSTILE:
        page = _Parsed()
        page.feed(hostile.page(f"/search?q={_quoted(text[:150])}"))
        assert page.tags <= set(next(iter(OURS)).split()), text
        page = _Parsed()
        page.feed(hostile.ask(f"/kg/actor/{_quoted(text[:150])}x", headers={"Accept": "text/html"}).text)
        assert page.tags <= set(next(iter(OURS)).split()), text
