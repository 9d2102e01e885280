"""The store through rdflib: to read."""

from __future__ import annotations

import pytest
import rdflib
from kg.errors import QueryError, StoreError
from kg.ontology.vocabulary import KG
from kg.store import Store
from made_news import BASE, news
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

IRN, PAK = URIRef(BASE + "actor/IRN"), URIRef(BASE + "actor/PAK")


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as store:
        yield news(store)


@pytest.fixture(scope="module")
def graph(store):
    return store.rdflib()


def test_patterns_find_what_the_store_holds(graph):
    assert (IRN, KG.meets, PAK) in graph
    assert set(graph.objects(IRN, KG.exercisesWith)) == {PAK}
    assert graph.value(IRN, RDFS.label) == Literal("Iran")
    assert set(graph.subjects(RDF.type, KG.NavalExercise)) == set(
        graph.subjects(KG.reportCount, Literal(2))
    ) & set(graph.subjects(RDF.type, KG.Cooperation))
    assert list(graph.triples((None, None, URIRef("urn:nobody")))) == []


def test_a_statement_of_several_articles_is_seen_once(store, graph):
    baqeri = URIRef(BASE + "actor/IRN/baqeri")
    assert len(list(store.engine.quads_for_pattern(*_engine(baqeri), None))) > 1
    assert list(graph.objects(baqeri, RDFS.label)) == [Literal("Mohammad Baqeri")]


def _engine(subject):
    import pyoxigraph as ox

    return ox.NamedNode(str(subject)), ox.NamedNode(str(RDFS.label)), None


def test_an_articles_graph_can_be_looked_at_alone(store, graph):
    article = graph.graph(URIRef(store.article("drill")))
    assert len(list(article.subjects(RDF.type, KG.TextReport))) == 1
    assert (IRN, KG.meets, PAK) not in article
    assert len(article) < len(graph)


def test_every_graph_is_listed(store, graph):
    listed = {str(context.identifier) for context in graph.graphs()}
    assert {store.article("drill"), BASE + "graph/relations"} <= listed


def test_queries_are_answered_by_the_store(graph):
    rows = graph.query("SELECT ?a WHERE { ?a kg:imposesSanctionsOn ?b }")
    assert [str(row.a) for row in rows] == [BASE + "actor/USA"]
    assert graph.query("ASK { ?a kg:meets ?b }").askAnswer is True
    assert len(graph.query("CONSTRUCT { ?a kg:meets ?b } WHERE { ?a kg:meets ?b }").graph) == 6
    bound = graph.query("SELECT ?a ?b { ?a kg:visits ?b }", initBindings={"a": PAK})
    assert [(row.a, row.b) for row in bound] == [(PAK, IRN)]


def test_a_prepared_query_is_answered_by_rdflib_on_the_same_data(graph):
    prepared = prepareQuery("SELECT ?a WHERE { ?a kg:imposesSanctionsOn ?b }", initNs={"kg": str(KG._NS)})
    assert [str(row.a) for row in graph.query(prepared)] == [BASE + "actor/USA"]


def test_queries_that_reach_out_are_refused(graph):
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "change",
    [
        lambda graph: graph.add((IRN, KG.meets, IRN)),
        lambda graph: graph.remove((None, None, None)),
        lambda graph: graph.update("INSERT DATA { <urn:s> <urn:p> <urn:o> }"),
        lambda graph: graph.parse(data="<urn:s> <urn:p> <urn:o> .", format="turtle"),
        lambda graph: graph.remove_graph(graph.graph(URIRef(BASE + "graph/relations"))),
    ],
    ids=["add", "remove", "update", "parse", "remove_graph"],
)
def test_writing_is_refused(store, graph, change):
    before = len(store.engine)
    with pytest.raises(StoreError, match="only reads"):
        change(graph)
    assert len(store.engine) == before


def test_it_serialises_with_our_prefixes(graph):
    text = rdflib.Graph().parse(
        data=graph.graph(URIRef(BASE + "graph/relations")).serialize(format="nt"), format="nt"
    )
    assert (IRN, KG.meets, PAK) in text
    assert "kg:meets" in graph.serialize(format="trig")
