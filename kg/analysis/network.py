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

import difflib
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import networkx as nx

from kg.analysis.selection import by_date, directed_pairs, select, standing
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.analysis.event_table import EventTable
    from kg.store.rows import ActorRow, EventRow

__all__ = [
    "Level",
    "Weight",
    "acts",
    "belongs",
    "collapse",
    "ego",
    "event_graph",
    "network",
    "node_of",
    "require",
    "same_side",
    "undirected",
]

_MADE_HERE = "undirected and sorted"

Level = Literal["states", "persons", "all"]
Weight = Literal["events", "reports"]
_Behind: TypeAlias = "tuple[str, int, float | None, str | None, bool]"
"""An event behind a tie: its IRI, reports, intensity, date, and whether it goes the other way too."""


def network(
    events: EventTable | Iterable[EventRow],
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
    conditions and what they raise. Of an ``EventTable`` (see ``kg.analysis.table_network``) the edges do not
    list their events: ``table.between(u, v)`` gives those.
    """
    conditions: dict[str, Any] = {"since": since, "until": until, "classes": classes, "statuses": statuses}
    described = _described(actors, level)
    if not isinstance(events, Iterable):
        from kg.analysis.table_network import tied

        kept_table = events.select(min_reports=min_reports, **conditions)
        return tied(kept_table, described, level=level, directed=directed, weight=_checked(weight))
    kept = select(events, min_reports=min_reports, **conditions)
    pairs: dict[tuple[str, str], list[_Behind]] = defaultdict(list)
    for event in kept:  # straight to pairs: a multigraph of a million events is large
        behind = (event.iri, event.reports, event.intensity, event.date)
        for u, v in (found := acts(event, level, described)):
            both = event.reciprocal or (v, u) in found
            if directed or u < v or not both:  # an event both ways is one event between the two
                pairs[(u, v) if directed or u < v else (v, u)].append((*behind, both))
    names = sorted({name for pair in pairs for name in pair})
    nodes = [(name, node_of(name, described.get(name), level)) for name in names]
    return _collapsed(nodes, pairs, {"level": level}, directed, weight)


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
    ordered = sorted(events, key=by_date)
    found = [(event, acts(event, level, described)) for event in ordered]
    for name in sorted({party for _, pairs in found for pair in pairs for party in pair}):
        graph.add_node(name, **node_of(name, described.get(name), level))
    for event, pairs in found:
        graph.add_edges_from((u, v, event.iri, _attributes(event)) for u, v in pairs)
    return graph


def collapse(graph: Any, *, directed: bool = True, weight: Weight = "events") -> Any:
    """One edge a pair of an ``event_graph``; the module's docstring says how weights count.

    Edge attributes: ``weight`` (events or reports, as asked), ``events`` (sorted tuple of IRIs),
    ``event_count``, ``report_count``, ``shared`` (what events both ways weigh), and where known
    ``intensity`` (mean over the events that have one, in [-10, 10]), ``first`` and ``last`` (dates).
    """
    pairs: dict[tuple[str, str], list[_Behind]] = defaultdict(list)
    for u, v, key, data in graph.edges(keys=True, data=True):
        both = graph.has_edge(v, u, key)
        if directed or u < v or not both:
            behind = (key, data["reports"], data.get("intensity"), data.get("date"), both)
            pairs[(u, v) if directed or u < v else (v, u)].append(behind)
    nodes = sorted(graph.nodes(data=True), key=lambda node: node[0])
    return _collapsed(nodes, pairs, graph.graph, directed, weight)


def undirected(graph: Any) -> Any:
    """The undirected weighted network of a collapsed one, in which a reciprocal event counts once.

    Nodes and neighbours come out sorted, so that sums add up in one order whatever the insertion order was.
    Edges without a weight weigh 1. What this function has made comes back as it is. Raises ``UsageError``
    for a multigraph.
    """
    if graph.graph.get("undirected") is _MADE_HERE:
        return graph
    if graph.is_multigraph():
        raise UsageError("Measures need a collapsed network; use kg.analysis.collapse first.")
    plain = nx.Graph(undirected=_MADE_HERE)
    plain.add_nodes_from(sorted(graph))
    for u, v in sorted({(min(edge), max(edge)) for edge in graph.edges}):
        plain.add_edge(u, v, weight=_both_ways(graph, u, v))
    return plain


def ego(graph: Any, actor: str, *, steps: int = 1) -> Any:
    """The part of a network within ``steps`` of an actor, direction aside, as a copy.

    Raises ``UsageError`` for an actor that is not in the network.
    """
    require(graph, actor)
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), actor, cutoff=steps)
    kept = graph.subgraph(sorted(near))
    return kept.copy()


def require(graph: Any, actor: str) -> None:
    """Raise ``UsageError``, with the nearest names, for an actor that is not in a network."""
    if actor in graph:
        return
    known = {str(data.get("label", name)).casefold(): name for name, data in graph.nodes(data=True)}
    known |= {name.casefold(): name for name in graph}
    near = dict.fromkeys(known[text] for text in difflib.get_close_matches(actor.casefold(), known, 3))
    hint = f" nearest are {', '.join(near)};" if near else ""
    raise UsageError(
        f"{actor!r} takes part in none of these events;{hint} a longer period or more statuses hold more."
    )


def _described(actors: Iterable[ActorRow], level: Level) -> dict[str, ActorRow]:
    if level not in get_args(Level):
        raise UsageError(f"There is no level {level!r}; levels are {', '.join(get_args(Level))}.")
    return {actor.id: actor for actor in actors}


def _checked(weight: Weight) -> Weight:
    if weight not in get_args(Weight):
        raise UsageError(f"There is no weight {weight!r}; weights are {', '.join(get_args(Weight))}.")
    return weight


def _collapsed(
    nodes: Iterable[tuple[str, Mapping[str, Any]]],
    pairs: Mapping[tuple[str, str], list[_Behind]],
    about: Mapping[str, Any],
    directed: bool,
    weight: Weight,
) -> Any:
    _checked(weight)
    graph = nx.DiGraph(**about) if directed else nx.Graph(**about)
    graph.add_nodes_from(nodes)
    for u, v in sorted(pairs):
        graph.add_edge(u, v, **_summary(pairs[u, v], weight))
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
    if level == "states":  # no persons there
        return pairs
    return tuple((u, v) for u, v in pairs if not same_side(described.get(u), described.get(v)))


def same_side(u: ActorRow | None, v: ActorRow | None) -> bool:
    """Whether one is a person who acts for the other, or both act for one state."""
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

    if len(source) == 1 == len(target) and source[0] in described and target[0] in described:  # most events
        kinds = described[source[0]].kind, described[target[0]].kind
        if (kinds[0] == "state") == as_states == (kinds[1] == "state"):
            return source, target

    def is_in(name: str) -> bool:
        return belongs(name, level, described)

    return tuple(filter(is_in, source)), tuple(filter(is_in, target))


def belongs(name: str, level: Level, described: Mapping[str, ActorRow]) -> bool:
    """Whether an actor stands in a network of that level; ``described`` is actors by id."""
    if level == "all":
        return True
    kind = described[name].kind if name in described else _guess(level)
    return (kind == "state") == (level == "states")


def _guess(level: Level) -> str:
    return "state" if level == "states" else "organization"


def node_of(name: str, actor: ActorRow | None, level: Level) -> dict[str, Any]:
    """The attributes of a node: ``label``, ``kind`` and, where known, ``country``."""
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


def _summary(behind: list[_Behind], weight: Weight) -> dict[str, Any]:
    behind.sort()
    reports = sum(event[1] for event in behind)
    summary: dict[str, Any] = {
        "weight": len(behind) if weight == "events" else reports,
        "events": tuple(event[0] for event in behind),
        "event_count": len(behind),
        "report_count": reports,
        "shared": sum(1 if weight == "events" else event[1] for event in behind if event[4]),
    }
    if weights := [event[2] for event in behind if event[2] is not None]:
        summary["intensity"] = round(math.fsum(weights) / len(weights), 4)
    if dates := [event[3] for event in behind if event[3] is not None]:
        summary["first"], summary["last"] = min(dates), max(dates)
    return summary
