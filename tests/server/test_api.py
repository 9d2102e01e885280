"""The JSON API: what it answers is what its description says."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator

GOOD = [
    ("/api/info", {}),
    ("/api/actors", {"q": "iran"}),
    ("/api/dyads", {}),
    ("/api/dyads", {"level": "actors", "class": "Consultation", "limit": "3"}),
    ("/api/events", {"evidence": "true", "limit": "20"}),
    ("/api/events", {"a": "IRN", "b": "PAK", "standing": "any"}),
    ("/api/histogram", {"by": "year", "standing": "any"}),
    ("/api/corrections", {}),
]
BAD = [
    ("/api/dyads", {"sicne": "2024"}, "no parameter 'sicne'"),
    ("/api/dyads", {"since": "May"}, "'May' is not a date"),
    ("/api/dyads", {"class": "Party"}, "no class 'Party'|of the class 'Party'"),
    ("/api/dyads", {"level": "cities"}, "level is states or actors"),
    ("/api/dyads", {"min_reports": "-1"}, "min_reports is a number"),
    ("/api/dyads", {"limit": "٣"}, "limit is a number"),
    ("/api/events", {"a": "IRN"}, "both a and b"),
    ("/api/events", {"standing": "hoped"}, "no standing 'hoped'"),
    ("/api/events", {"publisher": "Nobody's Daily"}, "no publisher"),
    ("/api/histogram", {"by": "week"}, "month or year"),
    ("/api/evidence", {"iri": "file:///etc/passwd"}, "Give iri"),
    ("/api/actors", {}, "Give q"),
    ("/api/explorer/texts", {"version": "VERSION", "rows": "1,x"}, "Give rows"),
    ("/api/explorer/texts", {"version": "VERSION", "rows": "999999"}, "no row 999999"),
]


@pytest.fixture(scope="module")
def description(server):
    return server.ask("/api/openapi.json").json


def _fits(description, path, method, answer):
    """Hold an answer against the schema of its status; references point into the description."""
    response = description["paths"][path][method]["responses"][str(answer.status)]
    if "$ref" in response:
        response = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"][answer.type]["schema"]
    Draft202012Validator({**schema, "components": description["components"]}).validate(answer.json)


@pytest.mark.parametrize(("path", "query"), GOOD)
def test_answers_are_as_the_description_says(server, description, path, query):
    answer = server.ask(path, **query)
    assert answer.status == 200, answer.text
    _fits(description, path, "get", answer)


@pytest.mark.parametrize(("path", "query", "why"), BAD)
def test_a_wrong_parameter_is_a_bad_request_that_says_which(server, description, path, query, why):
    version = server.ask("/api/info").json["version"]
    answer = server.ask(path, **{name: value.replace("VERSION", version) for name, value in query.items()})
    assert answer.status == 400, answer.text
    _fits(description, path, "get", answer)
    assert any(part.lower() in answer.json["error"].lower() for part in why.split("|")), answer.text


@pytest.mark.parametrize("query", [{"actor": "irann"}, {"a": "irann", "b": "PAK"}])
@pytest.mark.parametrize("path", ["/api/dyads", "/api/events", "/api/histogram"])
def test_an_actor_that_no_event_names_is_not_found_and_the_nearest_are_told(server, description, path, query):
    answer = server.ask(path, **query)
    assert answer.status == 404, answer.text
    _fits(description, path, "get", answer)
    assert answer.json["error"].startswith("No event names the actor 'irann'; nearest are IRN (Iran)")


def test_every_route_and_every_parameter_is_described(server, description):
    for path, item in description["paths"].items():
        for method, operation in item.items():
            known = {
                (p if "name" in p else description["components"]["parameters"][p["$ref"].rpartition("/")[2]])[
                    "name"
                ]
                for p in operation["parameters"]
            }
            answer = server.ask(path, method=method.upper(), nonsense="1")
            if answer.status == 400 and "there are" in answer.json["error"]:
                listed = answer.json["error"].partition("there are ")[2].rstrip(".").split(", ")
                assert known == set(listed) - {"none"}, path
            assert answer.status != 404, path
    Draft202012Validator.check_schema({"components": description["components"]})


def test_dyads_add_up_to_the_events_that_are_listed(server):
    for row in server.ask("/api/dyads", limit="1000").json["dyads"]:
        listed = server.ask("/api/events", a=row["a"], b=row["b"], limit="1000").json
        assert listed["total"] == row["events"] == len(listed["events"])
        assert sum(event["reports"] for event in listed["events"]) == row["reports"]


def test_the_relations_of_the_graph_are_among_the_dyads(server):
    query = "SELECT DISTINCT ?a ?b { ?r a kg:Relation ; rdf:subject ?a ; rdf:object ?b }"
    rows = server.ask("/sparql", query=query).json["results"]["bindings"]
    pairs = {frozenset(row[name]["value"].rpartition("/actor/")[2] for name in "ab") for row in rows}
    states = {pair for pair in pairs if not any("/" in actor for actor in pair)}
    dyads = server.ask("/api/dyads", limit="1000").json["dyads"]
    assert states == {frozenset((row["a"], row["b"])) for row in dyads}


def test_filters_combine_and_pages_follow_one_another(server):
    whole = server.ask("/api/events", limit="1000").json["events"]
    by_class = server.ask("/api/events", **{"class": "MaterialCooperation"}, limit="1000").json["events"]
    assert [event["iri"] for event in whole if event["quad"] == "MaterialCooperation"] == [
        e["iri"] for e in by_class
    ]
    pages = [
        server.ask("/api/events", limit="7", offset=str(n)).json["events"] for n in range(0, len(whole), 7)
    ]
    assert [event for page in pages for event in page] == whole
    dates = [event["date"] or "" for event in whole]
    assert dates == sorted(dates, reverse=True)
    since = server.ask("/api/events", since="2024-03", until="2024-06", limit="1000").json["events"]
    assert {e["iri"] for e in since} == {
        e["iri"]
        for e in whole
        if e["date"] and ("2024-03" <= e["date"][:7] <= "2024-06" or e["date"] == "2024")
    }
    sure = server.ask("/api/events", min_confidence="80", min_reports="2", limit="1000").json["events"]
    assert {e["iri"] for e in sure} == {
        e["iri"] for e in whole if e["confidence"] >= 80 and e["reports"] >= 2
    }


def test_the_histogram_counts_what_is_dated(server):
    bins = server.ask("/api/histogram", by="year").json["bins"]
    events = server.ask("/api/events", limit="1000").json["events"]
    assert sum(row["events"] for row in bins) == sum(event["date"] is not None for event in events)


def test_the_core_is_sent_once_and_compressed(server):
    answer = server.ask("/api/explorer/core", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    core = json.loads(gzip.decompress(answer.body))
    assert core == server.ask("/api/explorer/core").json
    again = server.ask("/api/explorer/core", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    texts = server.ask("/api/explorer/texts", version=core["version"], rows="1,0").json
    assert texts["rows"] == [1, 0]
    assert server.ask("/api/explorer/texts", version="old", rows="0").status == 409


def test_the_core_in_binary_says_the_same(server):
    wanted = {"Accept": "application/octet-stream"}
    answer = server.ask("/api/explorer/core", headers=wanted)
    assert answer.body == gzip.decompress(
        server.ask("/api/explorer/core", headers={**wanted, "Accept-Encoding": "gzip"}).body
    )
    length = int.from_bytes(answer.body[:4], "little")
    head, at = json.loads(answer.body[4 : 4 + length]), 4 + length
    size, events = head.pop("size"), {}
    for names, type_ in (
        ("date dateEnd reported parties reports articles sources place", "<i4"),
        ("cls", "<u2"),
        ("standing statuses confidence", "u1"),
    ):
        for name in names.split():
            assert at % np.dtype(type_).itemsize == 0  # else a browser refuses it
            events[name] = np.frombuffer(answer.body, type_, size, at).tolist()
            at += size * np.dtype(type_).itemsize
    assert at == len(answer.body)
    assert {**head, "events": events} == server.ask("/api/explorer/core").json
    assert answer.headers["ETag"] != server.ask("/api/explorer/core").headers["ETag"]
    again = server.ask("/api/explorer/core", headers={**wanted, "If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
