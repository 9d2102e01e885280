"""A store describes itself for catalogues."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from kg.store import Store
from kg.store.description import description, turtle
from made_news import BASE, news

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DATASET = rdflib.URIRef(BASE + "dataset")


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as store:
        yield news(store)


@pytest.fixture(scope="module")
def graph(store):
    return rdflib.Graph().parse(data=turtle(store), format="turtle")


def test_the_layers_make_up_the_data_set(store, graph):
    parts = [int(graph.value(part, VOID.triples)) for part in graph.objects(DATASET, VOID.subset)]
    assert len(parts) == 4
    assert sum(parts) == int(graph.value(DATASET, VOID.triples)) == store.info().quads
    assert int(graph.value(DATASET, VOID.documents)) == 9


def test_classes_are_counted_as_the_graph_counts_them(store, graph):
    for part in graph.objects(DATASET, VOID.classPartition):
        name = str(graph.value(part, VOID["class"])).rsplit("#", 1)[1]
        if name != "Report":
            (row,) = store.query(f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ ?e a kg:{name} }}").rows
            assert row[0] == int(graph.value(part, VOID.entities)), name


def test_it_says_which_period_language_and_version_of_the_ontology(graph):
    period = graph.value(DATASET, rdflib.DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2023-07-16"
    assert str(graph.value(period, DCAT.endDate)) == "2024-06-30"
    assert str(graph.value(DATASET, rdflib.DCTERMS.language)) == "en"
    assert "/ontology/" in str(graph.value(DATASET, rdflib.DCTERMS.conformsTo))


def test_the_same_graph_has_the_same_description_without_blank_nodes(store):
    with Store.memory(BASE) as other:
        news(other)
        assert turtle(other) == turtle(store)
    assert not any(
        isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode) for t in description(store)
    )


def test_an_empty_store_has_a_description_too():
    with Store.memory(BASE) as empty:
        assert b"void:Dataset" in turtle(empty)
