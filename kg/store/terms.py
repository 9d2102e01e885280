"""Terms of the graph as pyoxigraph nodes, and the way between an IRI and its short name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.ontology.terms import KG_NAMESPACE, PREFIXES, RDF, RDFS

__all__ = [
    "DEFAULT_GRAPH",
    "HELD",
    "LABEL",
    "PENDING",
    "PERSONS",
    "RULES",
    "TYPE",
    "XSD",
    "Names",
    "date_literal",
    "integer",
    "kg",
    "local",
    "node",
    "ntriples",
    "python_value",
]

XSD: Final = PREFIXES["xsd"]

Term = NamedNode | BlankNode | Literal | Triple

DEFAULT_GRAPH: Final = DefaultGraph()
TYPE: Final = RDF.type
LABEL: Final = RDFS.label
# Bookkeeping of the store, never exported.
PENDING: Final = NamedNode("urn:bilateral-kg:pending")
PERSONS: Final = NamedNode("urn:bilateral-kg:persons")
RULES: Final = NamedNode("urn:bilateral-kg:rules")
HELD: Final = NamedNode("urn:bilateral-kg:held-by")

_DATES = {4: NamedNode(XSD + "gYear"), 7: NamedNode(XSD + "gYearMonth"), 10: NamedNode(XSD + "date")}
_INTEGER = NamedNode(XSD + "integer")
_NUMBERS = {XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")}
_FRACTIONS = {XSD + name for name in ("decimal", "double", "float")}


@lru_cache(maxsize=4096)
def node(iri: str) -> NamedNode:
    """The node of an IRI. Raises ``ValueError`` where it is none."""
    return NamedNode(iri)


def kg(name: str) -> NamedNode:
    """A class or property whose name comes from data; what code names is ``KG.name``, which is closed."""
    return node(KG_NAMESPACE + name)


def local(iri: str) -> str:
    """What stands after the last ``#`` or ``/``: the local name of a class or property."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def date_literal(date: str) -> Literal:
    """``2024-05`` -> ``"2024-05"^^xsd:gYearMonth``; days and years alike."""
    return Literal(date, datatype=_DATES[len(date)])


def integer(number: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(number), datatype=_INTEGER)


def ntriples(quad: Quad) -> str:
    """Subject, predicate and object in N-Triples syntax, escaped by the engine, without the dot."""
    return f"{quad.subject} {quad.predicate} {quad.object}"


def python_value(literal: Literal) -> str | int | float | bool:
    """A literal as Python sees it: numbers and booleans typed, anything else its text.

    A number too odd for Python (``"1e"^^xsd:integer``) stays text: graphs hold what they were given.
    """
    kind, text = literal.datatype.value, literal.value
    try:
        if kind in _NUMBERS:
            return int(text)
        if kind in _FRACTIONS:
            return float(text)
    except ValueError:
        return text
    if kind == XSD + "boolean":
        return text in {"true", "1"}
    return text


class Names:
    """IRIs of data under one base IRI, made and taken apart."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.actors = base + "actor/"
        self.reports = base + "report/"
        self.events = base + "event/"
        self.relations = base + "relation/"
        self.corrections = base + "correction/"
        self.graphs = base + "graph/"
        self.registry_graph = node(base + "graph/registry")
        self.pending_graph = node(base + "graph/pending")
        self.rules_graph = node(base + "graph/rules")
        self.lock_graph = node(base + "graph/lock")
        self.ledger_graph = node(base + "graph/ledger")
        self.own_graphs = (self.pending_graph, self.rules_graph, self.lock_graph, self.ledger_graph)
        self.occurrence_graph = node(base + "graph/occurrences")
        self.relation_graph = node(base + "graph/relations")
        self.correction_graph = node(base + "graph/corrections")
        self.person_graph = node(base + "graph/persons")
        self.derived_graphs = (
            self.person_graph,
            self.ledger_graph,
            self.occurrence_graph,
            self.relation_graph,
        )

    def actor_id(self, iri: str) -> str:
        """``:actor/IRN/mohammad-baqeri`` -> ``IRN/mohammad-baqeri``; a foreign IRI stays whole."""
        return unquote(iri[len(self.actors) :]) if iri.startswith(self.actors) else iri

    def short(self, iri: str) -> str:
        """An IRI as people read it: ``kg:JointExercise``, ``:actor/IRN``, else ``<...>``'s inside."""
        if iri.startswith(self.base):
            return ":" + iri[len(self.base) :]
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri
