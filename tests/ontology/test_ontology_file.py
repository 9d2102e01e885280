"""The ontology file itself: it parses, says enough of every term, and contradicts neither itself nor data."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
import reasonable
from kg import config
from kg.ontology.classes import classes, relations
from kg.ontology.shapes import to_rdflib
from kg.ontology.terms import KG_NAMESPACE
from kg.ontology.vocabulary import KG
from made_graphs import sound_graph
from rdflib import OWL, RDF, RDFS, SKOS

FILE = config.ontologies() / "defence-diplomacy.ttl"
DISPUTED_CASE = rdflib.URIRef("https://example.org/kg/event/impossible")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(FILE)


def contradictions(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    """After OWL 2 RL reasoning: nodes in two classes that exclude one another, and nodes related to
    themselves by an irreflexive property."""
    reasoner = reasonable.PyReasoner()
    reasoner.from_graph(graph)
    closed = rdflib.Graph()
    for triple in reasoner.reason():
        closed.add(triple)
    found = set()
    for one, other in closed.subject_objects(OWL.disjointWith):
        for node in set(closed.subjects(RDF.type, one)) & set(closed.subjects(RDF.type, other)):
            found.add((str(node), str(one), str(other)))
    for relation in closed.subjects(RDF.type, OWL.IrreflexiveProperty):
        found |= {(str(s), str(relation), str(o)) for s, o in closed.subject_objects(relation) if s == o}
    found |= {(str(node), "owl:Nothing", "") for node in closed.subjects(RDF.type, OWL.Nothing)}
    return found


def test_both_engines_read_the_same_statements(ontology: rdflib.Graph) -> None:
    assert len(ontology) == len(list(ox.parse(path=str(FILE))))


def test_the_ontology_has_no_blank_node(ontology: rdflib.Graph) -> None:
    assert not [term for triple in ontology for term in triple if isinstance(term, rdflib.BNode)]


def test_the_header_gives_version_licence_title_and_description(ontology: rdflib.Graph) -> None:
    head = rdflib.URIRef("https://w3id.org/bilateral-kg/ontology")
    version = str(ontology.value(head, OWL.versionInfo))
    assert ontology.value(head, OWL.versionIRI) == rdflib.URIRef(f"{head}/{version}")
    assert str(ontology.value(head, rdflib.DCTERMS.license)).endswith("/by/4.0/")
    assert ontology.value(head, rdflib.DCTERMS.title)
    assert ontology.value(head, rdflib.DCTERMS.description)


def test_every_term_of_ours_has_label_definition_example_and_note(ontology: rdflib.Graph) -> None:
    ours = {term for term in ontology.subjects(RDF.type, None) if str(term).startswith(KG_NAMESPACE)}
    assert len(ours) > 250
    for term in ours:
        for wanted in (RDFS.label, SKOS.definition, SKOS.example, SKOS.editorialNote):
            assert len(set(ontology.objects(term, wanted))) == 1, f"{term} {wanted}"


def test_no_label_stands_for_two_event_classes() -> None:
    labels = [cls.label for cls in classes().values()]
    assert len(set(labels)) == len(labels)


def test_neither_the_ontology_nor_a_graph_of_all_layers_contradicts_itself(ontology: rdflib.Graph) -> None:
    data = to_rdflib(sound_graph().quads_for_pattern(None, None, None, None))
    assert contradictions(ontology + data) == set()


def test_the_reasoner_finds_an_event_of_two_quad_classes(ontology: rdflib.Graph) -> None:
    graph = ontology + rdflib.Graph()
    graph.add((DISPUTED_CASE, RDF.type, KG.Demand))
    graph.add((DISPUTED_CASE, RDF.type, KG.Appeal))
    found = contradictions(graph)
    assert {node for node, _, _ in found} == {str(DISPUTED_CASE)}


def test_the_reasoner_finds_a_state_that_deals_with_itself(ontology: rdflib.Graph) -> None:
    graph = ontology + rdflib.Graph()
    graph.add((DISPUTED_CASE, KG.exercisesWith, DISPUTED_CASE))
    assert (str(DISPUTED_CASE), str(KG.cooperatesWith), str(DISPUTED_CASE)) in contradictions(graph)


def test_a_reasoner_finds_the_types_that_the_store_writes_out(ontology: rdflib.Graph) -> None:
    """So that ``?e a kg:Cooperation`` is the same question with and without a reasoner."""
    for cls in classes().values():
        inferred = {
            str(c).removeprefix(KG_NAMESPACE)
            for c in ontology.transitive_objects(KG[cls.name], RDFS.subClassOf)
        }
        own = {name for name in inferred if name.isalpha()}
        written = set(cls.types)
        # Request and Concession have no quad class as superclass: some of their leaves are of another.
        assert written - own <= ({cls.quad} if cls.name in {"Request", "Concession"} else set()), cls.name
        assert own <= written, cls.name


def test_every_direct_relation_holds_between_actors(ontology: rdflib.Graph) -> None:
    for name, relation in relations().items():
        for term in filter(None, (name, relation.inverse)):
            assert ontology.value(KG[term], RDFS.domain) == KG.Actor
            assert ontology.value(KG[term], RDFS.range) == KG.Actor


def test_a_relation_has_an_inverse_or_is_symmetric() -> None:
    for relation in relations().values():
        assert relation.symmetric != (relation.inverse is not None), relation.name
