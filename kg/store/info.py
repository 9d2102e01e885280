"""What a store holds, counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, cast

from kg.ontology.terms import PREFIXES
from kg.store.terms import local

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["StoreInfo", "info_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """Counts of everything; mappings are sorted by name. ``pending`` articles await ``refresh``.

    ``occurrences`` happened, ``prospects`` have not; ``disputed`` ones are of either kind; for ``alleged``
    occurrences no article vouches.
    ``classes`` counts occurrences by each class that they carry, superclasses too; ``statuses`` counts
    reports. ``size`` is bytes on disk, None in memory.
    """

    base: str
    articles: int
    reports: int
    occurrences: int
    prospects: int
    disputed: int
    alleged: int
    relations: int
    actors: int
    quads: int
    pending: int
    size: int | None
    statuses: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    layers: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def info_of(engine: Engine, names: Names, size: int | None) -> StoreInfo:
    """Count what one engine holds."""

    def counts(pattern: str) -> dict[str, int]:
        query = f"SELECT ?x (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?x ORDER BY ?x"
        rows = cast("ox.QuerySolutions", engine.query(query, prefixes=dict(PREFIXES)))
        return {row["x"].value: int(row["n"].value) for row in rows if row["x"] is not None}

    def count(what: str, pattern: str) -> int:
        query = f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"
        rows = cast("ox.QuerySolutions", engine.query(query, prefixes=dict(PREFIXES)))
        return int(next(rows)["n"].value)

    occurrences, relations, pending = (
        f"GRAPH {graph}" for graph in (names.occurrence_graph, names.relation_graph, names.pending_graph)
    )
    every = counts("GRAPH ?x { ?s ?p ?o }")
    graphs = {
        iri: number for iri, number in every.items() if iri.startswith(names.base)
    }  # a server has its own
    layers = {"reports": 0, "occurrences": 0, "relations": 0, "registry": 0}
    for graph, number in graphs.items():
        layer = local(graph) if graph.startswith(names.graphs) else "reports"
        if layer in layers:
            layers[layer] += number
    parties = " UNION ".join(
        f"{{ ?e kg:{role} ?a }}" for role in ("source", "target", "sourceState", "targetState")
    )
    return StoreInfo(
        base=names.base,
        articles=sum(1 for graph in graphs if not graph.startswith(names.graphs)),
        reports=count("*", "GRAPH ?g { ?r kg:reportedClass ?c }"),
        occurrences=count("*", f"{occurrences} {{ ?e a kg:Event }}"),
        prospects=count("*", f"{occurrences} {{ ?e a kg:Prospect }}"),
        disputed=count("*", f"{occurrences} {{ ?e kg:disputed true }}"),
        alleged=count("*", f"{occurrences} {{ ?e kg:alleged true }}"),
        relations=count("*", f"{relations} {{ ?r a kg:Relation }}"),
        actors=count("DISTINCT ?a", f"{occurrences} {{ {parties} }}"),
        quads=sum(layers.values()),
        pending=count("DISTINCT ?a", f"{pending} {{ ?a ?p ?o }}"),
        size=size,
        statuses={
            local(iri): number
            for iri, number in counts("GRAPH ?g { ?r kg:reportedClass ?c ; kg:status ?x }").items()
        },
        classes={
            local(iri): number
            for iri, number in counts(f"{occurrences} {{ ?e a kg:Event, ?x }}").items()
            if iri.startswith(PREFIXES["kg"])
        },
        layers=layers,
    )
