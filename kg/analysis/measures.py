"""Every measure of a network and of its actors in one table each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.analysis import centrality, cohesion
from kg.analysis.network import undirected

__all__ = ["ActorMeasures", "NetworkMeasures", "measure_actors", "measure_network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMeasures:
    """Every measure of one actor; each field is the function of that name, or said there.

    ``degree`` counts partners, ``in_degree``/``out_degree`` those who act towards it / it acts towards,
    the strengths the weights of those edges. In an undirected network in and out are the same.
    ``constraint`` is None for an actor without partners.
    """

    actor: str
    label: str
    kind: str
    degree: int
    in_degree: int
    out_degree: int
    strength: float
    in_strength: float
    out_strength: float
    betweenness: float
    closeness: float
    eigenvector: float
    pagerank: float
    clustering: float
    constraint: float | None
    core: int
    community: int
    component: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasures:
    """A network at one glance; ``events`` counts distinct events, ``weight`` sums the edges' weights.

    ``reciprocity`` and ``weighted_reciprocity`` are None in an undirected network or one without edges,
    ``modularity`` (of ``communities``, in [-0.5, 1]) in one without edges.
    """

    actors: int
    edges: int
    events: int
    weight: float
    density: float
    reciprocity: float | None
    weighted_reciprocity: float | None
    transitivity: float
    components: int
    largest_component: int
    communities: int
    modularity: float | None


def measure_actors(graph: Any) -> tuple[ActorMeasures, ...]:
    """Every measure of every actor, the strongest first."""
    plain = undirected(graph)  # once for all measures that leave direction aside
    tables: dict[str, dict[str, float]] = {
        name: {score.actor: score.value for score in scores} for name, scores in _all_scores(graph, plain)
    }
    community, component = _membership(cohesion.communities(plain)), _membership(cohesion.components(plain))
    rows = [
        ActorMeasures(
            actor=v,
            label=data.get("label", v),
            kind=data.get("kind", ""),
            degree=int(tables["degree"][v]),
            in_degree=int(tables["in_degree"][v]),
            out_degree=int(tables["out_degree"][v]),
            strength=tables["strength"][v],
            in_strength=tables["in_strength"][v],
            out_strength=tables["out_strength"][v],
            betweenness=tables["betweenness"][v],
            closeness=tables["closeness"][v],
            eigenvector=tables["eigenvector"][v],
            pagerank=tables["pagerank"][v],
            clustering=tables["clustering"][v],
            constraint=tables["constraint"].get(v),
            core=int(tables["core"][v]),
            community=community[v],
            component=component[v],
        )
        for v, data in graph.nodes(data=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.strength, row.actor)))


def measure_network(graph: Any) -> NetworkMeasures:
    """The measures of a collapsed network as a whole."""
    plain = undirected(graph)
    groups, pieces = cohesion.communities(plain), cohesion.components(plain)
    events = {event for _, _, d in graph.edges(data=True) for event in d.get("events", ())}
    return NetworkMeasures(
        actors=len(graph),
        edges=graph.number_of_edges(),
        events=len(events) or graph.graph.get("event_count", 0),
        weight=float(plain.size(weight="weight")),
        density=cohesion.density(graph),
        reciprocity=cohesion.reciprocity(graph) if graph.is_directed() else None,
        weighted_reciprocity=cohesion.weighted_reciprocity(graph) if graph.is_directed() else None,
        transitivity=cohesion.transitivity(plain),
        components=len(pieces),
        largest_component=len(pieces[0].members) if pieces else 0,
        communities=len(groups),
        modularity=cohesion.modularity(plain, groups),
    )


def _all_scores(graph: Any, plain: Any) -> tuple[tuple[str, tuple[centrality.Score, ...]], ...]:
    return (
        ("degree", centrality.degree(graph)),
        ("in_degree", centrality.degree(graph, direction="in")),
        ("out_degree", centrality.degree(graph, direction="out")),
        ("strength", centrality.strength(plain)),
        ("in_strength", centrality.strength(graph, direction="in")),
        ("out_strength", centrality.strength(graph, direction="out")),
        ("betweenness", centrality.betweenness(graph)),
        ("closeness", centrality.closeness(plain)),
        ("eigenvector", centrality.eigenvector(plain)),
        ("pagerank", centrality.pagerank(graph)),
        ("clustering", centrality.clustering(plain)),
        ("constraint", centrality.constraint(plain)),
        ("core", centrality.core_numbers(plain)),
    )


def _membership(groups: tuple[cohesion.Group, ...]) -> dict[str, int]:
    return {member: group.number for group in groups for member in group.members}
