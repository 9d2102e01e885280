"""Layer 3: direct relations, from occurrences that happened and that nobody denies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from kg.ontology import iris
from kg.ontology.terms import RDF
from kg.store.nquads import date_term, kg_iri, number
from kg.store.terms import TYPE

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
    "founding_line",
    "latest",
    "relation_iri",
    "relation_lines",
    "tally",
]

_TYPE, _SUBJECT, _PREDICATE, _OBJECT = map(str, (TYPE, RDF.subject, RDF.predicate, RDF.object))


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


def relation_lines(edge: Edge, total: Tally, events: Iterable[str], names: Names) -> Iterator[str]:
    """The plain triple, and the relation node that says how often, since when, by which ``events``."""
    relation, end = f"<{relation_iri(edge, names)}>", f" {names.relation_graph} .\n"
    subject, object_ = f"<{names.actors}{edge.subject}>", f"<{names.actors}{edge.object}>"
    predicate = kg_iri(edge.property)
    yield f"{subject} {predicate} {object_}{end}"
    yield f"{relation} {_TYPE} {kg_iri('Relation')}{end}"
    yield f"{relation} {_SUBJECT} {subject}{end}"
    yield f"{relation} {_PREDICATE} {predicate}{end}"
    yield f"{relation} {_OBJECT} {object_}{end}"
    yield f"{relation} {kg_iri('eventCount')} {number(total.events)}{end}"
    yield f"{relation} {kg_iri('reportCount')} {number(total.reports)}{end}"
    if total.first is not None:
        yield f"{relation} {kg_iri('firstDate')} {date_term(total.first)}{end}"
    if total.last is not None:
        yield f"{relation} {kg_iri('lastDate')} {date_term(total.last)}{end}"
    for event in events:
        yield founding_line(edge, event, names)


def founding_line(edge: Edge, event: str, names: Names) -> str:
    """The statement that a relation rests on an occurrence, by its id."""
    relation = relation_iri(edge, names)
    return f"<{relation}> {kg_iri('event')} <{names.events}{event}> {names.relation_graph} .\n"
