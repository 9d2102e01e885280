"""``/sparql`` after the SPARQL 1.1 Protocol, asked by curl, SPARQLWrapper, rdflib and by hand."""

from __future__ import annotations

import shutil
import subprocess
from urllib.parse import urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

BASE = "https://w3id.org/bilateral-kg/data/"
NAMES = "SELECT DISTINCT ?name { ?a a kg:State ; rdfs:label ?name . FILTER(?name IN ('Iran', 'Pakistan')) } ORDER BY ?name"
DESCRIBED = "CONSTRUCT { ?a ?p ?o } WHERE { VALUES ?a { :actor\\/IRN } ?a ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def names(answer):
    return [row["name"]["value"] for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_can_be_asked_in_all_three_ways(server, way):
    if way == "get":
        answer = server.ask("/sparql", query=NAMES)
    elif way == "form":
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = server.ask("/sparql", method="POST", body=urlencode({"query": NAMES}), headers=headers)
    else:
        headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
        answer = server.ask("/sparql", method="POST", body=NAMES.encode(), headers=headers)
    assert (answer.status, answer.type) == (200, "application/sparql-results+json")
    assert names(answer.json) == ["Iran", "Pakistan"]


@pytest.mark.parametrize(
    ("accept", "type_", "part"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '"Iran"'),
        ("application/json", "application/sparql-results+json", '"Iran"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<literal>Iran</literal>"),
        ("text/csv", "text/csv", "name\r\nIran\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", '?name\n"Iran"\n'),
        ("text/csv;q=0.2, application/sparql-results+xml", "application/sparql-results+xml", "<sparql"),
        ("*/*", "application/sparql-results+json", '"Iran"'),
    ],
)
def test_a_table_comes_in_the_form_that_is_asked_for(server, accept, type_, part):
    answer = server.ask("/sparql", query=NAMES, headers={"Accept": accept})
    assert (answer.status, answer.type) == (200, type_)
    assert part in answer.text


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
     ("application/ld+json", "json-ld")],
)  # fmt: skip
def test_a_graph_comes_in_the_form_that_is_asked_for(server, accept, syntax):
    answer = server.ask("/sparql", query=DESCRIBED, headers={"Accept": accept})
    assert answer.type == accept
    assert len(Graph().parse(data=answer.body, format=syntax)) > 5


def test_the_service_describes_itself(server):
    graph = Graph().parse(data=server.ask("/sparql", headers={"Accept": "text/turtle"}).body, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    (service,) = graph.subjects(URIRef(f"{sd}endpoint"), URIRef(f"{server.url}sparql"))
    assert (service, URIRef(f"{sd}supportedLanguage"), URIRef(f"{sd}SPARQL11Query")) in graph
    assert (service, URIRef(f"{sd}feature"), URIRef(f"{sd}UnionDefaultGraph")) in graph
    assert len(set(graph.objects(service, URIRef(f"{sd}resultFormat")))) == 8


def test_the_protocol_says_which_graphs_are_meant(server):
    relations = f"{BASE}graph/relations"
    count = "SELECT (COUNT(*) AS ?n) { ?r a kg:Relation }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?r a kg:Relation } }"

    def number(query, **more):
        return int(server.ask("/sparql", query=query, **more).json["results"]["bindings"][0]["n"]["value"])

    everything = number(count)
    assert everything > 100
    assert number(count, **{"default-graph-uri": relations}) == everything
    assert number(count, **{"default-graph-uri": f"{BASE}graph/registry"}) == 0
    assert number(named, **{"named-graph-uri": relations}) == everything
    assert number(named, **{"named-graph-uri": "urn:nothing"}) == 0
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{BASE}graph/registry> {{ ?r a kg:Relation }}") == 0


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * {", "does not parse"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE would ask another server"),
        ("SELECT * { ?s ?p trueSERVICE<http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM <file:"),
        ("LOAD <http://example.org/>", "LOAD would fetch"),
        ("LOAD <file:///etc/passwd> INTO GRAPH <urn:x>", "LOAD would fetch"),
        ("DROP ALL", "only read"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "only read"),
        ("DELETE WHERE { ?s ?p ?o }", "only read"),
        ("SELECT * { ?s nobody:knows ?o }", "not declared"),
        ("SELECT * " + "{" * 2000 + "}" * 2000, "brackets"),
    ],
)
def test_what_does_not_parse_or_may_not_be_asked_is_a_bad_request_that_says_why(server, query, why):
    answer = server.ask("/sparql", query=query)
    assert (answer.status, answer.type) == (400, "text/plain")
    assert why in answer.text
    assert server.is_well()


def test_files_named_by_the_protocol_are_not_read(server):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answer = server.ask("/sparql", query=count, **{"default-graph-uri": "file:///etc/passwd"})
    assert answer.json["results"]["bindings"][0]["n"]["value"] == "0"
    assert server.ask("/sparql", query=count, **{"default-graph-uri": "no iri"}).status == 400


def test_updates_and_odd_requests_are_refused(server):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    post = {"method": "POST", "headers": form}
    assert server.ask("/sparql", body=urlencode({"update": "DROP ALL"}), **post).status == 403
    update = {"Content-Type": "application/sparql-update"}
    assert server.ask("/sparql", method="POST", body="DROP ALL", headers=update).status == 403
    assert (
        server.ask("/sparql", body=urlencode([("query", "ASK {}"), ("query", "ASK {}")]), **post).status
        == 400
    )
    assert server.ask("/sparql", body="", **post).status == 400
    assert (
        server.ask("/sparql", method="POST", body="ASK {}", headers={"Content-Type": "text/plain"}).status
        == 415
    )
    assert (
        server.ask(
            "/sparql", method="POST", body=b"\xff", headers={"Content-Type": "application/sparql-query"}
        ).status
        == 400
    )
    assert server.ask("/sparql", method="PUT", body="ASK {}").status == 405
    assert server.ask("/sparql", query="ASK {}", headers={"Accept": "image/png"}).status == 406


def test_a_runaway_query_is_stopped_and_others_are_answered_meanwhile(server):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        stopped = pool.submit(server.ask, "/sparql", query=RUNAWAY)
        assert server.ask("/sparql", query="ASK {}").json["boolean"] is True
        assert server.ask("/api/info").status == 200
        answer = stopped.result()
    assert answer.status == 503
    assert "took longer than 2 s" in answer.text
    assert server.is_well()


def test_an_answer_that_is_too_long_is_cut_off_and_says_so(server):
    answer = server.ask("/sparql", query="SELECT * { ?s ?p ?o }")
    assert len(answer.json["results"]["bindings"]) == 500
    assert answer.headers["KG-Truncated"] == "rows=500"
    assert "KG-Truncated" not in server.ask("/sparql", query=NAMES).headers


@pytest.mark.parametrize(("form", "part"), [(JSON, None), (XML, None), (CSV, b"Iran"), (TSV, b"Iran")])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_gets_its_answers(server, form, part, method):
    client = SPARQLWrapper(f"{server.url}sparql", returnFormat=form)
    client.setQuery(
        f"PREFIX kg: <https://w3id.org/bilateral-kg/ontology#> {NAMES}".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        )
    )
    client.setMethod(method)
    found = client.queryAndConvert()
    if form == JSON:
        assert names(found) == ["Iran", "Pakistan"]
    elif form == XML:
        assert "Pakistan" in found.toxml()
    else:
        assert part in found


@pytest.mark.parametrize("form", [TURTLE, RDFXML])
def test_sparqlwrapper_gets_its_graphs_and_posts_directly(server, form):
    client = SPARQLWrapper(f"{server.url}sparql", returnFormat=form)
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(f"CONSTRUCT {{ ?a ?p ?o }} WHERE {{ VALUES ?a {{ <{BASE}actor/IRN> }} ?a ?p ?o }}")
    found = client.queryAndConvert()
    graph = Graph().parse(data=found, format="turtle") if form == TURTLE else found
    assert len(graph) > 5


def test_rdflibs_store_reads_triples_and_graphs(server):
    store = SPARQLStore(f"{server.url}sparql")
    graph = Graph(store)
    iran = URIRef(f"{BASE}actor/IRN")
    labels = set(graph.objects(iran, URIRef("http://www.w3.org/2000/01/rdf-schema#label")))
    assert [str(label) for label in labels] == ["Iran"]
    assert [str(row.name) for row in graph.query(NAMES)] == ["Iran", "Pakistan"]
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert len(graph.query(DESCRIBED.replace(":actor\\/IRN", f"<{BASE}actor/IRN>")).graph) > 5
    relations = Graph(store, identifier=URIRef(f"{BASE}graph/relations"))
    assert (iran, URIRef("https://w3id.org/bilateral-kg/ontology#cooperatesWith"), None) in relations


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_asks_as_the_documentation_says(server):
    run = subprocess.run(
        [
            "curl",
            "-s",
            "--fail",
            "-H",
            "Accept: text/csv",
            "--data-urlencode",
            f"query={NAMES}",
            f"{server.url}sparql",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["name", "Iran", "Pakistan"]
