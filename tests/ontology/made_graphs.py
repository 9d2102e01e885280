"""A small graph of all three layers that breaks no shape, in one default graph so that updates are short."""

from __future__ import annotations

import pyoxigraph as ox
from kg.ontology.grounding import article_quads, registry_quads
from kg.ontology.terms import PREFIXES
from made_articles import BASE, IRN, NATO, PAK, extraction

LATER_LAYERS = """
:report/record a kg:RecordReport ; kg:dataSet "Some events 1.0" ; kg:row "42" ;
    kg:reportedClass kg:Visit ; kg:status kg:occurred ; kg:source :actor/IRN ; kg:target :actor/NATO ;
    kg:sourceState :actor/IRN ; kg:targetState :actor/NATO ; kg:confidence 0.5 ; kg:extractor "importer" .
:event/e1 a kg:Event, sem:Event, kg:NavalExercise, kg:JointExercise, kg:Cooperation, kg:MaterialCooperation ;
    rdfs:label "Iran and Pakistan: naval exercise (2024-05)" ; kg:status kg:occurred ; kg:reciprocal true ;
    kg:source :actor/IRN ; kg:target :actor/PAK ; kg:sourceState :actor/IRN ; kg:targetState :actor/PAK ;
    kg:date "2024-05"^^xsd:gYearMonth ; kg:reportCount 1 ; kg:articleCount 1 ; kg:report :report/record .
:event/p1 a kg:Prospect ; kg:prospectOf kg:Meeting ; kg:status kg:planned, kg:proposed ;
    kg:source :actor/IRN ; kg:target :actor/PAK ; kg:sourceState :actor/IRN ; kg:targetState :actor/PAK ;
    kg:reportCount 1 ; kg:articleCount 1 ; kg:report :report/record .
:actor/IRN kg:exercisesWith :actor/PAK .
:relation/r1 a kg:Relation ; rdf:subject :actor/IRN ; rdf:predicate kg:exercisesWith ; rdf:object :actor/PAK ;
    kg:eventCount 1 ; kg:reportCount 1 ; kg:firstDate "2024-05"^^xsd:gYearMonth ; kg:event :event/e1 .
:dyad-year/d1 a kg:DyadYear ; kg:oneParty :actor/IRN ; kg:otherParty :actor/PAK ; kg:year "2024"^^xsd:gYear ;
    kg:cooperationCount 1 ; kg:conflictCount 0 ; kg:cooperativeEvent :event/e1 .
:actor/LBN a kg:State ; rdfs:label "Lebanon" ; skos:notation "LBN" .
:actor/LBN/some-brigade a kg:ArmedGroup ; rdfs:label "Some Brigade" ; kg:actorOf :actor/LBN .
"""


def declared(text: str) -> str:
    """SPARQL with the prefixes it may need; ``:report/x`` and the like become full IRIs."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(PREFIXES.items()))
    return head + _full(text)


def _full(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        "\n".join(f"<{BASE}{part[1:]}>" if part.startswith(":") else part for part in word.split("\n"))
        for word in words
    )


def sound_graph() -> ox.Store:
    """The graph; every test takes its own."""
    store = ox.Store()
    quads = [
        *registry_quads([IRN, PAK, NATO], BASE),
        *article_quads(extraction(), BASE, {"IRN", "PAK", "NATO"}),
    ]
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    statements = LATER_LAYERS.replace(",\n", ", ")
    store.update(declared("INSERT DATA {" + statements.replace(" , ", ", ").replace(",", " ,") + "}"))
    return store
