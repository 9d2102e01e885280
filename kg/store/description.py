"""What a store holds, described for catalogues: VoID and DCAT.

The data set is ``<base>dataset``; each layer is a subset of it. Everything is counted or read off the
graph, so the same graph has the same description; there is no date of making in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.ontology.terms import PREFIXES, ontology_quads
from kg.store.terms import LABEL, TYPE, XSD, integer, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.store import Store

__all__ = ["description", "turtle"]

_DCAT: Final = "http://www.w3.org/ns/dcat#"
_ONTOLOGY: Final = node("https://w3id.org/bilateral-kg/ontology")
_VERSION: Final = node(PREFIXES["owl"] + "versionIRI")
_VOCABULARIES: Final = ("kg", "dcterms", "foaf", "oa", "org", "schema", "sem", "skos")
_LAYERS: Final = {
    "reports": "What the articles say, each article a named graph",
    "occurrences": "What happened, and what is planned, proposed, negated or denied",
    "relations": "Direct relations between actors",
    "registry": "States, organisations, offices",
}
_PERIOD: Final = """
SELECT (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE { ?event a kg:Event ; kg:date ?date }
"""
_LANGUAGES: Final = (
    "SELECT DISTINCT ?language WHERE { ?article dcterms:language ?language } ORDER BY ?language"
)


def description(store: Store) -> Iterator[ox.Triple]:
    """The statements that describe the store as a data set, in a fixed order."""
    info = store.info()
    dataset = node(store.base + "dataset")
    yield from _typed(dataset, "Events between states, with the words that report them")
    yield ox.Triple(dataset, _dcterms("conformsTo"), _version())
    yield ox.Triple(dataset, _void("uriSpace"), ox.Literal(store.base))
    for prefix in _VOCABULARIES:
        yield ox.Triple(dataset, _void("vocabulary"), node(PREFIXES[prefix]))
    yield ox.Triple(dataset, _void("triples"), integer(info.quads))
    yield ox.Triple(dataset, _void("documents"), integer(info.articles))
    for row in store.query(_LANGUAGES).rows:
        yield ox.Triple(dataset, _dcterms("language"), ox.Literal(str(row[0])))
    yield from _period(store, dataset)
    for name, title in _LAYERS.items():
        part = node(f"{store.base}dataset/{name}")
        yield ox.Triple(dataset, _void("subset"), part)
        yield from _typed(part, title)
        yield ox.Triple(part, _void("triples"), integer(info.layers[name]))
    counted = {"Report": info.reports, "Prospect": info.prospects, **info.classes}
    for name, count in sorted(counted.items()):
        yield from _partition(store.base, dataset, name, count)


def turtle(store: Store) -> bytes:
    """The description as Turtle."""
    prefixes = {**PREFIXES, "": store.base, "dcat": _DCAT}
    return ox.serialize(description(store), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _typed(dataset: ox.NamedNode, title: str) -> Iterator[ox.Triple]:
    yield ox.Triple(dataset, TYPE, _void("Dataset"))
    yield ox.Triple(dataset, TYPE, node(_DCAT + "Dataset"))
    yield ox.Triple(dataset, _dcterms("title"), ox.Literal(title, language="en"))


def _period(store: Store, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """The first and the last date of an event, as far as they are known."""
    ((first, last),) = store.query(_PERIOD).rows
    if first is None or last is None:
        return
    period = node(dataset.value + "/period")
    yield ox.Triple(dataset, _dcterms("temporal"), period)
    yield ox.Triple(period, TYPE, _dcterms("PeriodOfTime"))
    for name, date in (("startDate", first), ("endDate", last)):
        yield ox.Triple(period, node(_DCAT + name), ox.Literal(str(date), datatype=_date_type(str(date))))


def _date_type(date: str) -> ox.NamedNode:
    return node(XSD + {4: "gYear", 7: "gYearMonth"}.get(len(date), "date"))


def _partition(base: str, dataset: ox.NamedNode, name: str, count: int) -> Iterator[ox.Triple]:
    part = node(f"{base}dataset/class/{name}")
    yield ox.Triple(dataset, _void("classPartition"), part)
    yield ox.Triple(part, _void("class"), node(PREFIXES["kg"] + name))
    yield ox.Triple(part, _void("entities"), integer(count))
    yield ox.Triple(part, LABEL, ox.Literal(f"{name}: {count}", language="en"))


def _version() -> ox.NamedNode:
    """The IRI of the ontology's version."""
    found = (
        quad.object for quad in ontology_quads() if (quad.subject, quad.predicate) == (_ONTOLOGY, _VERSION)
    )
    return cast("ox.NamedNode", next(found))


def _void(name: str) -> ox.NamedNode:
    return node(PREFIXES["void"] + name)


def _dcterms(name: str) -> ox.NamedNode:
    return node(PREFIXES["dcterms"] + name)
