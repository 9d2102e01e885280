"""Namespaces and closed vocabularies as pyoxigraph nodes: the light path, without rdflib.

    KG.meets        -> NamedNode("https://w3id.org/bilateral-kg/ontology#meets")
    KG.meest        -> AttributeError: the vocabulary kg has no term 'meest'; nearest is 'meets'

``kg`` is closed over ``ontologies/defence-diplomacy.ttl``; of the other vocabularies only the terms
that the model uses are listed. ``PREFIXES`` is what every serialisation declares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import pyoxigraph as ox

from kg import config

__all__ = [
    "DCTERMS",
    "FOAF",
    "KG",
    "KG_NAMESPACE",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "XSD",
    "About",
    "Term",
    "Vocabulary",
    "ontology_index",
    "ontology_quads",
]

KG_NAMESPACE = "https://w3id.org/bilateral-kg/ontology#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": KG_NAMESPACE,
        "plover": "https://w3id.org/bilateral-kg/plover#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
About: TypeAlias = Mapping[ox.NamedNode, list[Term]]


@cache
def ontology_quads() -> tuple[ox.Quad, ...]:
    """The statements of ``defence-diplomacy.ttl``, in the order of the file."""
    return tuple(
        ox.parse(path=str(config.ontologies() / "defence-diplomacy.ttl"), format=ox.RdfFormat.TURTLE)
    )


@cache
def ontology_index() -> Mapping[ox.NamedNode, About]:
    """What the ontology file says of each of our own terms, in its order: term -> predicate -> values."""
    index: dict[ox.NamedNode, dict[ox.NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in ontology_quads():
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG_NAMESPACE):
            index[quad.subject][quad.predicate].append(quad.object)
    return MappingProxyType({node: dict(about) for node, about in index.items()})


class Vocabulary:
    """The terms of one namespace as attributes; a name that is not a term raises ``AttributeError``."""

    def __init__(self, prefix: str, terms: str) -> None:
        self._prefix = prefix
        self._terms = frozenset(terms.split())

    def __getattr__(self, name: str) -> ox.NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        terms = self.terms()
        if name not in terms:
            near = get_close_matches(name, sorted(terms), 1)
            hint = f"; nearest is {near[0]!r}" if near else ""
            raise AttributeError(f"the vocabulary {self._prefix} has no term {name!r}{hint}")
        node = ox.NamedNode(PREFIXES[self._prefix] + name)
        self.__dict__[name] = node
        return node

    def __getitem__(self, name: str) -> ox.NamedNode:
        """The node of a term whose name is only known at run time."""
        node: ox.NamedNode = getattr(self, name)
        return node

    def terms(self) -> frozenset[str]:
        """The local names of all terms."""
        return self._terms


class _Own(Vocabulary):
    """``kg:``, whose terms are what the ontology file declares."""

    def terms(self) -> frozenset[str]:
        return _declared()


@cache
def _declared() -> frozenset[str]:
    return frozenset(
        node.value[len(KG_NAMESPACE) :] for node, about in ontology_index().items() if RDF.type in about
    )


KG = _Own("kg", "")
DCTERMS = Vocabulary("dcterms", "identifier title publisher language source isReplacedBy creator created")
FOAF = Vocabulary("foaf", "Agent Person")
OA = Vocabulary(
    "oa",
    "SpecificResource TextPositionSelector TextQuoteSelector "
    "hasSource hasSelector start end prefix exact suffix",
)
ORG = Vocabulary("org", "Membership Organization Post member organization")
OWL = Vocabulary("owl", "differentFrom")
PROV = Vocabulary("prov", "Agent Entity")
RDF = Vocabulary("rdf", "type subject predicate object Statement first rest nil")
RDFS = Vocabulary("rdfs", "label comment subClassOf subPropertyOf domain range")
SCHEMA = Vocabulary("schema", "NewsArticle datePublished dateModified url")
SEM = Vocabulary("sem", "Event Actor")
SKOS = Vocabulary(
    "skos",
    "Concept ConceptScheme prefLabel altLabel notation exactMatch closeMatch broadMatch "
    "definition example editorialNote inScheme",
)
XSD = Vocabulary(
    "xsd",
    "string boolean decimal integer nonNegativeInteger date gYearMonth gYear dateTime anyURI",
)
