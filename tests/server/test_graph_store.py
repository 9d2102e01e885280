"""The Graph Store Protocol, for reading."""

from __future__ import annotations

import pytest
from rdflib import Graph

BASE = "https://w3id.org/bilateral-kg/data/"


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt")],
)
def test_a_named_graph_is_given_whole(server, accept, syntax):
    answer = server.ask("/rdf-graph-store", graph=f"{BASE}graph/relations", headers={"Accept": accept})
    count = server.ask(
        "/sparql", query=f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}graph/relations> {{ ?s ?p ?o }} }}"
    )
    number = int(count.json["results"]["bindings"][0]["n"]["value"])
    assert len(Graph().parse(data=answer.body, format=syntax)) == number


def test_the_default_graph_is_all_of_them_without_the_bookkeeping(server):
    answer = server.ask("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
    assert len(answer.text.splitlines()) > 1000
    assert "urn:bilateral-kg" not in answer.text


@pytest.mark.parametrize("query", ["", "?graph=a&default", "?graph=a&graph=b", "?graph=no%20iri"])
def test_a_request_that_names_no_one_graph_is_a_bad_request(server, query):
    assert server.ask(f"/rdf-graph-store{query}").status == 400


def test_a_graph_that_is_not_there_or_nobodys_business_is_404(server):
    assert server.ask("/rdf-graph-store", graph="urn:nothing").status == 404
    assert server.ask("/rdf-graph-store", graph=f"{BASE}graph/rules").status == 404
    assert server.ask("/rdf-graph-store", graph="file:///etc/passwd").status == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_can_be_written(server, method):
    answer = server.ask("/rdf-graph-store", method=method, graph=f"{BASE}graph/relations", body="")
    assert answer.status == 405
    assert "GET" in answer.headers["Allow"]
