"""Nodes at the paths of their own IRIs: pages for people, data for programs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from rdflib import Graph, URIRef

BASE = "https://w3id.org/bilateral-kg/data/"
DATA = "/bilateral-kg/data/"
SYNTAXES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}


@pytest.fixture(scope="module")
def nodes(server):
    """One node of each kind, by kind."""
    event = server.ask("/api/events", a="IRN", b="PAK", limit="1").json["events"][0]["iri"]
    evidence = server.ask("/api/evidence", iri=event).json["evidence"][0]
    relation = "SELECT ?r { ?r a kg:Relation } ORDER BY ?r LIMIT 1"
    office = "SELECT ?r { ?r a kg:Office } ORDER BY ?r LIMIT 1"
    found = {
        kind: server.ask("/sparql", query=query).json["results"]["bindings"][0]["r"]["value"]
        for kind, query in (("relation", relation), ("office", office))
    }
    return found | {
        "event": event,
        "report": evidence["report"],
        "article": evidence["article"],
        "state": f"{BASE}actor/IRN",
        "person": f"{BASE}actor/IRN/mohammad-baqeri",
    }


KINDS = ["event", "report", "article", "state", "person", "relation", "office"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("type_", SYNTAXES)
def test_every_node_is_described_in_every_syntax_and_all_say_the_same(server, nodes, kind, type_):
    path = nodes[kind].replace(BASE, DATA)
    answer = server.ask(path, headers={"Accept": type_})
    assert (answer.status, answer.type) == (200, type_)
    graph = Graph().parse(data=answer.body, format=SYNTAXES[type_])
    assert (URIRef(nodes[kind]), None, None) in graph
    turtle = Graph().parse(data=server.ask(path, headers={"Accept": "text/turtle"}).body, format="turtle")
    assert set(graph) == set(turtle)


@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_sees_a_page_that_says_where_the_data_is(server, nodes, kind):
    path = nodes[kind].replace(BASE, DATA)
    answer = server.ask(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status, answer.type) == (200, "text/html")
    assert f'<{path}?format=turtle>; rel="alternate"; type="text/turtle"' in answer.headers["Link"]
    assert "Accept" in answer.headers["Vary"]
    assert server.ask(path, format="jsonld").type == "application/ld+json"


def test_without_a_wish_a_program_gets_turtle_and_a_wish_that_nobody_can_meet_is_406(server):
    assert server.ask(f"{DATA}actor/IRN").type == "text/turtle"
    assert server.ask(f"{DATA}actor/IRN", headers={"Accept": "image/png"}).status == 406
    assert server.ask(f"{DATA}actor/IRN", format="docx").status == 406


def test_the_head_of_an_answer_can_be_had_alone(server):
    whole, head = (server.ask(f"{DATA}actor/IRN", method=method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert server.ask(f"{DATA}actor/IRN", method="DELETE").status == 405


def test_quality_values_decide(server):
    accept = {"Accept": "text/html;q=0.1, application/ld+json;q=0.9, text/turtle;q=0.5"}
    assert server.ask(f"{DATA}actor/IRN", headers=accept).type == "application/ld+json"


def test_what_the_graph_says_nothing_of_is_404_in_the_form_that_was_asked_for(server):
    page = server.ask(f"{DATA}actor/NOBODY", headers={"Accept": "text/html"})
    assert (page.status, page.type) == (404, "text/html")
    assert server.ask(f"{DATA}actor/NOBODY").status == 404
    assert server.ask(f"{DATA}actor/%ff%00<>").status == 404


@pytest.mark.parametrize("form", ["text/html", "text/turtle"])
def test_a_dyad_with_an_actor_that_no_event_names_is_404_and_the_nearest_are_told(server, form):
    for path in (f"{DATA}dyad/IRN/Pakistann", f"{DATA}dyad/Pakistann/IRN"):
        answer = server.ask(path, headers={"Accept": form})
        assert answer.status == 404
        assert "Pakistann" in answer.text
        assert "PAK (Pakistan)" in answer.text


def test_a_dyad_is_its_relations_in_data_and_its_events_on_a_page(server):
    graph = Graph().parse(data=server.ask(f"{DATA}dyad/IRN/PAK").body, format="turtle")
    assert (URIRef(f"{BASE}actor/IRN"), None, URIRef(f"{BASE}actor/PAK")) in graph
    page = server.page(f"{DATA}dyad/PAK/IRN")
    assert "Iran consults with Pakistan" in page
    total = server.ask("/api/events", a="IRN", b="PAK", standing="any", limit="0").json["total"]
    assert f"Events ({total})" in page


def test_an_event_page_marks_the_words_in_the_sentence_that_says_so(server, nodes):
    page = unescape(server.page(nodes["event"].replace(BASE, DATA)))
    for row in server.ask("/api/evidence", iri=nodes["event"]).json["evidence"]:
        marked = row["sentence"][: row["start"]], row["sentence"][row["start"] : row["end"]]
        assert f"{marked[0]}<mark>{marked[1]}</mark>" in page
        assert row["title"] in page


def test_every_link_on_the_pages_leads_somewhere(server, nodes):
    seen: set[str] = set()
    paths = {"/", "/search?q=iran", "/api", "/review", *(iri.replace(BASE, DATA) for iri in nodes.values())}
    for _ in range(2):
        found = set()
        for path in sorted(paths - seen)[:60]:
            seen.add(path)
            answer = server.ask(path, headers={"Accept": "text/html"})
            assert answer.status == 200, path
            if answer.type == "text/html":
                found |= {unescape(href) for href in re.findall(r'href="(/[^"#]*)"', answer.text)}
        paths = found
    assert len(seen) > 60


def test_the_search_finds_other_names_and_forgives_typos(server):
    for text in ("Iran", "Islamic Republic of Iran", "irann", "IRN"):
        assert server.ask("/api/actors", q=text).json["actors"][0]["id"] == "IRN"
    assert "IRN/mohammad-baqeri" in [a["id"] for a in server.ask("/api/actors", q="bagheri").json["actors"]]
    assert f'href="{DATA}actor/IRN"' in server.page("/search", q="irann")
