"""Events as networks: one edge an event, or one weighted edge a dyad.

A **multigraph** keeps every event apart: node = actor, edge = one event from one party to another,
key = the event's IRI. A reciprocal event (a meeting, an exercise) is an edge each way under one key.

A **collapsed** graph has one edge a pair, and every edge lists the events behind it:

- directed (``DiGraph``): ``weight(u, v)`` counts the events in which u acts towards v. A reciprocal
  event counts in both directions, since both act; ``shared`` says how many of the weight are such.
- undirected (``Graph``): ``weight(u, v)`` counts the distinct events between u and v. A reciprocal
  event counts once, so ``weight_undirected = weight(u, v) + weight(v, u) - shared``.

Measures on a multigraph mislead: ``nx.reciprocity`` on a MultiDiGraph counts the copies of an edge, so
ten visits one way and one the other look alike. Collapse first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import networkx as nx

from kg.analysis.selection import by_date, directed_pairs, select, standing
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.store.rows import ActorRow, EventRow

__all__ = ["Level", "Weight", "acts", "collapse", "ego", "event_graph", "network", "undirected"]

Level = Literal["states", "persons", "all"]
Weight = Literal["events", "reports"]
_Edge: TypeAlias = "tuple[str, str, str, Mapping[str, Any], bool]"
"""From, to, the event's IRI, what is known of it, and whether it goes the other way too."""


def network(
    events: Iterable[EventRow],
    actors: Iterable[ActorRow] = (),
    *,
    level: Level = "states",
    directed: bool = True,
    weight: Weight = "events",
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = ("occurred",),
    min_reports: int = 1,
) -> Any:
    """The collapsed weighted network of the events that ``select`` keeps: ``nx.DiGraph`` or ``nx.Graph``.

    See ``event_graph`` for the levels, ``collapse`` for the edges' attributes and ``select`` for the
    conditions and what they raise.
    """
    kept = select(
        events, since=since, until=until, classes=classes, statuses=statuses, min_reports=min_reports
    )
    described = _described(actors, level)
    edges = _edges(kept, level, described)  # straight to pairs: a multigraph of a million events is large
    names = sorted({name for u, v, *_ in edges for name in (u, v)})
    nodes = [(name, _node(name, described.get(name), level)) for name in names]
    return _collapsed(nodes, edges, {"level": level}, directed, weight)


def event_graph(
    events: Iterable[EventRow], actors: Iterable[ActorRow] = (), *, level: Level = "states"
) -> Any:
    """An ``nx.MultiDiGraph`` with an edge for each event and each pair of its parties.

    Levels: ``states`` links states, each party counted for the state it stands for; ``persons`` links
    persons, organisations and armed groups as named; ``all`` links every party as named. Nodes carry
    ``label``, ``kind`` and ``country`` (where known); edges ``cls``, ``root``, ``quad``, ``standing``,
    ``reciprocal``, ``reports``, and ``date`` and ``intensity`` where known. Actors that no row describes
    are labelled with their id and taken for states at level ``states``, else for organisations.
    """
    described = _described(actors, level)
    graph = nx.MultiDiGraph(level=level)
    edges = _edges(sorted(events, key=by_date), level, described)
    for name in sorted({party for u, v, *_ in edges for party in (u, v)}):
        graph.add_node(name, **_node(name, described.get(name), level))
    graph.add_edges_from((u, v, key, dict(data)) for u, v, key, data, _ in edges)
    return graph


def collapse(graph: Any, *, directed: bool = True, weight: Weight = "events") -> Any:
    """One edge a pair of an ``event_graph``; the module's docstring says how weights count.

    Edge attributes: ``weight`` (events or reports, as asked), ``events`` (sorted tuple of IRIs),
    ``event_count``, ``report_count``, ``shared`` (what events both ways weigh), and where known
    ``intensity`` (mean over the events that have one, in [-10, 10]), ``first`` and ``last`` (dates).
    """
    edges = [
        (u, v, key, data, graph.has_edge(v, u, key)) for u, v, key, data in graph.edges(keys=True, data=True)
    ]
    nodes = sorted(graph.nodes(data=True), key=lambda node: node[0])
    return _collapsed(nodes, edges, graph.graph, directed, weight)


def undirected(graph: Any) -> Any:
    """The undirected weighted network of a collapsed one, in which a reciprocal event counts once.

    Nodes and neighbours come out sorted, so that sums add up in one order whatever the insertion order
    was. Edges without a weight weigh 1. Raises ``UsageError`` for a multigraph.
    """
    if graph.is_multigraph():
        raise UsageError("Measures need a collapsed network; use kg.analysis.collapse first.")
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for u, v in sorted({(min(edge), max(edge)) for edge in graph.edges}):
        plain.add_edge(u, v, weight=_both_ways(graph, u, v))
    return plain


def ego(graph: Any, actor: str, *, steps: int = 1) -> Any:
    """The part of a network within ``steps`` of an actor, direction aside, as a copy.

    Raises ``UsageError`` for an actor that is not in the network.
    """
    if actor not in graph:
        raise UsageError(f"{actor!r} takes part in none of these events; widen the period or the statuses.")
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), actor, cutoff=steps)
    kept = graph.subgraph(sorted(near))
    return kept.copy()


def _described(actors: Iterable[ActorRow], level: Level) -> dict[str, ActorRow]:
    if level not in get_args(Level):
        raise UsageError(f"There is no level {level!r}; levels are {', '.join(get_args(Level))}.")
    return {actor.id: actor for actor in actors}


def _edges(events: Iterable[EventRow], level: Level, described: Mapping[str, ActorRow]) -> list[_Edge]:
    edges: list[_Edge] = []
    for event in events:
        attributes = _attributes(event)
        pairs = acts(event, level, described)
        edges += [(u, v, event.iri, attributes, (v, u) in pairs) for u, v in pairs]
    return edges


def _collapsed(
    nodes: Iterable[tuple[str, Mapping[str, Any]]],
    edges: Iterable[_Edge],
    about: Mapping[str, Any],
    directed: bool,
    weight: Weight,
) -> Any:
    if weight not in get_args(Weight):
        raise UsageError(f"There is no weight {weight!r}; weights are {', '.join(get_args(Weight))}.")
    pairs: dict[tuple[str, str], dict[str, tuple[Mapping[str, Any], bool]]] = defaultdict(dict)
    for u, v, key, data, both in edges:
        pairs[(u, v) if directed or u < v else (v, u)][key] = data, both
    graph = nx.DiGraph(**about) if directed else nx.Graph(**about)
    graph.add_nodes_from(nodes)
    for (u, v), behind in sorted(pairs.items(), key=lambda item: item[0]):
        graph.add_edge(u, v, **_summary(behind, weight))
    return graph


def _both_ways(graph: Any, u: str, v: str) -> float:
    if not graph.is_directed():
        return float(graph[u][v].get("weight", 1))
    ways = [graph[a][b] for a, b in ((u, v), (v, u)) if graph.has_edge(a, b)]
    twice = ways[0].get("shared", 0) if len(ways) == 2 else 0
    return float(sum(way.get("weight", 1) for way in ways) - twice)


def acts(event: EventRow, level: Level, described: Mapping[str, ActorRow]) -> tuple[tuple[str, str], ...]:
    """Who acts towards whom in an event, at a level of ``event_graph``; ``described`` is actors by id.

    Nobody acts towards his own state or those who speak for it: where two states and their ministers sign a
    treaty, the minister and his own state are no pair.
    """
    pairs = directed_pairs(*_parties(event, level, described), event.reciprocal)
    return tuple((u, v) for u, v in pairs if not _same_side(described.get(u), described.get(v)))


def _same_side(u: ActorRow | None, v: ActorRow | None) -> bool:
    if u is None or v is None or "person" not in {u.kind, v.kind}:
        return False
    return (u.country or u.id) == (v.country or v.id)


def _parties(
    event: EventRow, level: Level, described: Mapping[str, ActorRow]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if level == "all":
        return event.source, event.target
    as_states = level == "states"
    source, target = (event.source_state, event.target_state) if as_states else (event.source, event.target)

    def belongs(name: str) -> bool:
        kind = described[name].kind if name in described else _guess(level)
        return (kind == "state") == as_states

    return tuple(filter(belongs, source)), tuple(filter(belongs, target))


def _guess(level: Level) -> str:
    return "state" if level == "states" else "organization"


def _node(name: str, actor: ActorRow | None, level: Level) -> dict[str, Any]:
    if actor is None:
        return {"label": name, "kind": _guess(level)}
    known = {"label": actor.label, "kind": actor.kind, "country": actor.country}
    return {key: value for key, value in known.items() if value is not None}


def _attributes(event: EventRow) -> dict[str, Any]:
    attributes = {
        "cls": event.cls,
        "root": event.root,
        "quad": event.quad,
        "standing": standing(event),
        "reciprocal": event.reciprocal,
        "reports": event.reports,
        "date": event.date,
        "intensity": event.intensity,
    }
    return {key: value for key, value in attributes.items() if value is not None}


def _summary(behind: Mapping[str, tuple[Mapping[str, Any], bool]], weight: Weight) -> dict[str, Any]:
    data = [behind[key][0] for key in sorted(behind)]
    reports = sum(d["reports"] for d in data)
    summary: dict[str, Any] = {
        "weight": len(data) if weight == "events" else reports,
        "events": tuple(sorted(behind)),
        "event_count": len(data),
        "report_count": reports,
        "shared": sum(1 if weight == "events" else d["reports"] for d, both in behind.values() if both),
    }
    if weights := [d["intensity"] for d in data if "intensity" in d]:
        summary["intensity"] = round(sum(weights) / len(weights), 4)
    if dates := sorted(d["date"] for d in data if "date" in d):
        summary["first"], summary["last"] = dates[0], dates[-1]
    return summary
