"""The graph as RDF: complete, stable, and good to read."""

from __future__ import annotations

import io
import re

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import UsageError
from kg.ontology.terms import DCTERMS
from kg.store import Store
from kg.store.export import FORMATS, export
from made_news import BASE, news

from made_graph import extractions, fill

WITH_GRAPHS = {"trig", "nquads", "jsonld"}


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as store:
        yield news(store)


def written(store: Store, syntax: str, **options) -> bytes:
    sink = io.BytesIO()
    store.export(syntax, sink, **options)
    return sink.getvalue()


def expected(store: Store) -> set[ox.Quad]:
    """Everything but the store's own marks and the actors that nobody mentions."""
    unmentioned = {ox.NamedNode(f"{BASE}actor/{code}") for code in ("ATL", "CHN", "IND", "TUR")}
    own = store.names.own_graphs
    return {quad for quad in store.engine if quad.subject not in unmentioned and quad.graph_name not in own}


@pytest.mark.parametrize("syntax", FORMATS)
def test_every_format_holds_every_statement(store, syntax):
    read = set(ox.parse(written(store, syntax), format=FORMATS[syntax]))
    if syntax in WITH_GRAPHS:
        assert read == expected(store)
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in expected(store)}


@pytest.mark.parametrize("syntax", ["turtle", "trig", "nquads", "ntriples", "rdfxml"])
def test_rdflib_reads_it_too(store, syntax):
    names = {"rdfxml": "xml", "ntriples": "nt"}
    graph = rdflib.Dataset() if syntax in WITH_GRAPHS else rdflib.Graph()
    graph.parse(data=written(store, syntax), format=names.get(syntax, syntax))
    whole = expected(store)
    if isinstance(graph, rdflib.Dataset):
        assert len(list(graph.quads())) == len(whole)
    else:
        assert len(graph) == len({quad.triple for quad in whole})


@pytest.mark.parametrize("syntax", FORMATS)
def test_the_same_graph_gives_the_same_bytes_whatever_its_history(store, syntax):
    with Store.memory(BASE) as other:
        fill(other, list(extractions(30)))
        for extraction in extractions(30):
            other.remove(extraction.article.id)
        news(other)
        other.register(
            quad for quad in store.engine.quads_for_pattern(None, None, None, store.names.registry_graph)
        )
        other.refresh()
        assert written(other, syntax) == written(store, syntax)


@pytest.mark.parametrize("syntax", FORMATS)
def test_a_graph_too_large_to_sort_is_streamed_and_complete(store, syntax):
    sink = io.BytesIO()
    export(store.engine, store.names, syntax, sink, sorted_up_to=10)
    read = set(ox.parse(sink.getvalue(), format=FORMATS[syntax]))
    assert {quad.triple for quad in read} == {quad.triple for quad in expected(store)}
    assert sink.getvalue().startswith(b"# More than") == (syntax in {"turtle", "trig"})


def test_layers_add_up_to_the_whole(store):
    parts = [
        written(store, "nquads", layer=layer) for layer in ("reports", "occurrences", "relations", "registry")
    ]
    assert all(parts)
    assert sorted(b"".join(parts).splitlines()) == written(store, "nquads").splitlines()


def test_an_unknown_format_or_layer_is_named(store):
    with pytest.raises(UsageError, match="no RDF format 'n3'; there are turtle, trig"):
        written(store, "n3")
    with pytest.raises(UsageError, match="no layer 'events'; there are reports"):
        written(store, "turtle", layer="events")


def test_turtle_reads_well(store):
    text = written(store, "turtle").decode()
    assert text.startswith(f"@base <{BASE}> .\n@prefix dcterms: ")
    assert "@prefix foaf:" not in text  # nothing uses it
    heads = re.findall(r"^# (.*)$", text, re.MULTILINE)
    assert heads == [
        "Articles, what they report, and the words that say so",
        "Events and prospects",
        "Relations: how often, since when, by which events",
        "Actors, and how they stand to one another",
        "Offices",
    ]
    assert "_:" not in text
    assert "[]" not in text
    iran = re.search(r"^<actor/IRN> (?:.|\n)*? \.$", text, re.MULTILINE)
    assert iran
    assert iran[0].startswith('<actor/IRN> a kg:State ;\n    rdfs:label "Iran" ;\n')
    assert "kg:exercisesWith <actor/PAK>" in iran[0]


def test_a_report_stands_below_its_article_and_its_words_below_it(store):
    subjects = re.findall(r"^<((?:article|report)/[^>]*)> ", written(store, "turtle").decode(), re.MULTILINE)
    at = subjects.index("article/drill")
    report = subjects[at + 1]
    assert report.startswith("report/")
    assert subjects[at + 2 : at + 4] == [f"{report}#{part}" for part in ("evidence", "selector")]
    assert subjects[at + 4] == "article/drill-copy"


def test_an_actor_that_nobody_mentions_stays_out(store):
    assert b"Atlantis" not in written(store, "turtle")
    assert store.query("ASK { ?a rdfs:label 'Atlantis' }").answer


@pytest.mark.parametrize("base", ["https://example.org/kg#", "urn:example:kg:"])
def test_a_base_that_nothing_can_be_relative_to_is_written_out(base):
    with Store.memory(base) as store:
        news(store)
        text = written(store, "turtle")
        assert b"@base" not in text
        assert {q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)} == {
            q.triple for q in ox.parse(written(store, "nquads"), format=ox.RdfFormat.N_QUADS)
        }


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["", "x", "a b", "../..", "\u00e9", "a:b", "%41", "//"]),
)
def test_any_text_and_any_id_come_back_from_turtle(text, id_):
    with Store.memory(BASE) as store:
        graph = ox.NamedNode(store.article(id_ or "x"))
        quad = ox.Quad(graph, DCTERMS.title, ox.Literal(text), graph)
        store.replace(graph.value, [quad], "1")
        for syntax in ("turtle", "trig"):
            (read,) = ox.parse(written(store, syntax, layer="reports"), format=FORMATS[syntax])
            assert read.triple == quad.triple
