"""Layer 3: direct relations, from occurrences that happened and that nobody denies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad

from kg.ontology import iris
from kg.ontology.terms import KG, RDF
from kg.store.terms import TYPE, date_literal, integer, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.events import Occurrence
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names

__all__ = [
    "Contribution",
    "Edge",
    "Tally",
    "contributions",
    "earliest",
    "latest",
    "relation_iri",
    "relation_quads",
    "tally",
]


class Edge(NamedTuple):
    """Subject, property (local name) and object of a direct relation; actors by IRI part."""

    subject: str
    property: str
    object: str


class Contribution(NamedTuple):
    """What one occurrence adds to a relation."""

    event: str
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of a relation's contributions: events, reports, and the first and last date known."""

    events: int
    reports: int
    first: str | None
    last: str | None


def contributions(event: Occurrence, taxonomy: Taxonomy) -> dict[Edge, Contribution]:
    """The relations an occurrence founds; none if it is only alleged or planned, or some report denies it."""
    if not event.happened or event.disputed or event.alleged:
        return {}
    added = Contribution(event.id, len(event.reports), event.date, event.date_end or event.date)
    pairs = _pairs(event.source_state, event.target_state, event.reciprocal)
    pairs |= _pairs(event.source, event.target, event.reciprocal)
    edges: dict[Edge, Contribution] = {}
    for found in taxonomy.founded(event.cls):
        for one, other in pairs:
            edges[Edge(one, found.name, other)] = added
            if found.symmetric:
                edges[Edge(other, found.name, one)] = added
    return edges


def _pairs(source: Iterable[str], target: Iterable[str], reciprocal: bool) -> set[tuple[str, str]]:
    """Who stands to whom: never an actor to its own state or to a compatriot."""
    every: Iterable[tuple[str, ...]]
    if reciprocal:
        every = permutations(sorted({*source, *target}), 2)
    else:
        every = product(sorted(set(source)), sorted(set(target)))
    return {(one, other) for one, other in every if one.split("/", 1)[0] != other.split("/", 1)[0]}


def tally(parts: Iterable[Contribution]) -> Tally:
    """The sum of contributions. Dates compare as strings: 2024 comes before 2024-05, that before a day."""
    every = list(parts)
    return Tally(
        events=len(every),
        reports=sum(part.reports for part in every),
        first=earliest(part.first for part in every),
        last=latest(part.last for part in every),
    )


def earliest(dates: Iterable[str | None]) -> str | None:
    """The first of the known dates; None where none is known."""
    return min((date for date in dates if date), default=None)


def latest(dates: Iterable[str | None]) -> str | None:
    """The last of the known dates; None where none is known."""
    return max((date for date in dates if date), default=None)


@lru_cache(maxsize=65536)
def relation_iri(edge: Edge, names: Names) -> str:
    """``:relation/IRN/cooperatesWith/PAK``; the slash inside a person's id is percent-encoded."""
    return iris.relation_iri(names.base, unquote(edge.subject), edge.property, unquote(edge.object))


def relation_quads(edge: Edge, total: Tally, events: Iterable[str], names: Names) -> Iterator[Quad]:
    """The plain triple, and the relation node that says how often, since when, by which ``events``."""
    graph, relation = names.relation_graph, node(relation_iri(edge, names))
    subject, predicate, object_ = (
        node(names.actors + edge.subject),
        KG[edge.property],
        node(names.actors + edge.object),
    )
    yield Quad(subject, predicate, object_, graph)
    yield Quad(relation, TYPE, KG.Relation, graph)
    yield Quad(relation, RDF.subject, subject, graph)
    yield Quad(relation, RDF.predicate, predicate, graph)
    yield Quad(relation, RDF.object, object_, graph)
    yield Quad(relation, KG.eventCount, integer(total.events), graph)
    yield Quad(relation, KG.reportCount, integer(total.reports), graph)
    if total.first is not None:
        yield Quad(relation, KG.firstDate, date_literal(total.first), graph)
    if total.last is not None:
        yield Quad(relation, KG.lastDate, date_literal(total.last), graph)
    for event in events:
        yield Quad(relation, KG.event, NamedNode(names.events + event), graph)
