"""Layers 2 and 3 as typed rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, cast

from kg.ontology.iris import actor_iri, relation_key
from kg.ontology.terms import KG, PREFIXES, SKOS
from kg.store.histories import kept, rows_of_all, rows_of_pair
from kg.store.readback import occurrence_from
from kg.store.rows import ActorRow, EventRow, RelationRow
from kg.store.terms import LABEL, TYPE, local, node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import pyoxigraph as ox

    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["actors", "edges", "events"]

_KINDS = {
    "State": "state",
    "Organization": "organization",
    "Person": "person",
    "ArmedGroup": "armed-group",
}
_ROLES = ("source", "target", "sourceState", "targetState")


def events(
    engine: Engine, names: Names, taxonomy: Taxonomy, parties: Collection[str] = ()
) -> Iterator[EventRow]:
    """Every occurrence and prospect, sorted by IRI; only those in which all ``parties`` take part, if any."""
    told = _told(engine, names, taxonomy, parties)
    rows = _read(engine, names, taxonomy, parties) if told is None else told
    yield from sorted(rows, key=lambda row: row.iri)


def _told(
    engine: Engine, names: Names, taxonomy: Taxonomy, parties: Collection[str]
) -> list[EventRow] | None:
    """The same from the lines of histories; None where those do not tell."""
    if not kept(engine, names):
        return None
    if not parties:
        return rows_of_all(engine, names, taxonomy)
    if len(set(parties)) == 2 and all(_stands_for_itself(engine, names, party) for party in parties):
        one, other = parties
        return rows_of_pair(engine, (one, other), names, taxonomy)
    return None


def _stands_for_itself(engine: Engine, names: Names, party: str) -> bool:
    actor, graph = node(actor_iri(names.base, party)), names.occurrence_graph
    found = (engine.quads_for_pattern(None, KG[role], actor, graph) for role in _ROLES[2:])
    return any(next(iter(quads), None) is not None for quads in found)


def _read(engine: Engine, names: Names, taxonomy: Taxonomy, parties: Collection[str]) -> Iterator[EventRow]:
    graph = names.occurrence_graph
    found = _with(engine, names, parties) if parties else (quads for _, quads in _subjects(engine, graph))
    rows = (_event(quads, names, taxonomy) for quads in found)
    return (row for row in rows if row is not None)


def _with(engine: Engine, names: Names, parties: Collection[str]) -> Iterator[list[ox.Quad]]:
    """The quads of the events that name all parties, or whose actors stand for them, found by index."""
    graph = names.occurrence_graph

    def having(party: str, roles: Iterable[str]) -> set[object]:
        actor = node(actor_iri(names.base, party))
        return {
            quad.subject for role in roles for quad in engine.quads_for_pattern(None, KG[role], actor, graph)
        }

    # Whoever counts for himself stands in the roles of states wherever he is named: half as much to read.
    named = [having(party, _ROLES[2:]) or having(party, _ROLES[:2]) for party in parties]
    for subject in set.intersection(*named):
        yield list(engine.quads_for_pattern(cast("ox.NamedNode", subject), None, None, graph))


def _event(quads: list[ox.Quad], names: Names, taxonomy: Taxonomy) -> EventRow | None:
    if all(quad.predicate != TYPE for quad in quads):
        return None  # says only by what it is replaced
    event = occurrence_from(quads, names, taxonomy)
    label = next((_text(quad.object) for quad in quads if quad.predicate == LABEL), "")
    known = taxonomy.classes.get(event.cls)

    def ids(actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.actor_id(names.actors + actor) for actor in actors)

    return EventRow(
        iri=names.events + event.id,
        cls=event.cls,
        root=taxonomy.root(event.cls),
        quad=known.quad if known else "",
        label=label,
        date=event.date,
        date_end=event.date_end,
        statuses=event.statuses,
        disputed=event.disputed,
        alleged=event.alleged,
        source=ids(event.source),
        target=ids(event.target),
        source_state=ids(event.source_state),
        target_state=ids(event.target_state),
        reciprocal=event.reciprocal,
        reports=len(event.reports),
        articles=event.articles,
        intensity=known.intensity if known else None,
        place=event.place,
        place_country=event.place_country,
        context=event.context,
        first_reported=event.first_reported,
        last_reported=event.last_reported,
    )


def edges(engine: Engine, names: Names) -> Iterator[RelationRow]:
    """Every direct relation, sorted by IRI."""
    rows = []
    for iri, quads in _subjects(engine, names.relation_graph):
        if not iri.startswith(names.relations):
            continue  # an actor: the plain triples
        about = {quad.predicate: _text(quad.object) for quad in quads}
        subject, predicate, object_ = relation_key(names.base, iri)
        level: Literal["actor", "state"] = "actor" if "/" in subject or "/" in object_ else "state"
        rows.append(
            RelationRow(
                iri=iri,
                subject=subject,
                predicate=predicate,
                object=object_,
                level=level,
                events=int(about[KG.eventCount]),
                reports=int(about[KG.reportCount]),
                first=about.get(KG.firstDate),
                last=about.get(KG.lastDate),
            )
        )
    yield from sorted(rows, key=lambda row: row.iri)


def actors(engine: Engine, names: Names) -> Iterator[ActorRow]:
    """Every actor that an event names or stands for, sorted by id."""
    pattern = " UNION ".join(f"{{ ?e kg:{role} ?a }}" for role in _ROLES)
    query = f"SELECT DISTINCT ?a {{ GRAPH {names.occurrence_graph} {{ {pattern} }} }}"
    rows = cast("ox.QuerySolutions", engine.query(query, prefixes=dict(PREFIXES)))
    for iri in sorted(_text(row["a"]) for row in rows):
        yield _actor(engine, iri, names)


def _actor(engine: Engine, iri: str, names: Names) -> ActorRow:
    """What the registry says of an actor, else what most articles say."""
    id_ = names.actor_id(iri)
    party = id_.split("/", 1)[0]

    def most(predicate: ox.NamedNode) -> str | None:
        found = list(engine.quads_for_pattern(node(iri), predicate, None, None))
        listed = [quad for quad in found if quad.graph_name == names.registry_graph]
        tally = Counter(_text(quad.object) for quad in listed or found)
        return min(tally, key=lambda text: (-tally[text], text)) if tally else None

    kind = _KINDS.get(local(most(TYPE) or ""), "person" if "/" in id_ else "organization")
    country = most(KG.actorOf)
    return ActorRow(
        iri=iri,
        id=id_,
        label=most(LABEL) or id_,
        kind=kind,
        country=names.actor_id(country) if country else party,
        role=most(KG.role),
        aliases=tuple(
            sorted({_text(q.object) for q in engine.quads_for_pattern(node(iri), SKOS.altLabel, None, None)})
        ),
    )


def _subjects(engine: Engine, graph: ox.NamedNode) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Subjects of a graph with their quads; in memory the engine does not keep those together."""
    subjects: dict[str, list[ox.Quad]] = {}
    for quad in engine.quads_for_pattern(None, None, None, graph):
        subjects.setdefault(_text(quad.subject), []).append(quad)
    yield from subjects.items()


def _text(term: object) -> str:
    return cast("ox.NamedNode", term).value
