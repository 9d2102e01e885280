"""Structural balance: whether the friends of friends are friends, triad by triad.

A tie is positive or negative by the mean weight of the events behind it (attribute ``intensity``). Of three
actors who are all tied, the triad is *balanced* if the product of its signs is positive: three friends, or
two friends with a common enemy (Heider 1946; Cartwright and Harary 1956). Three enemies are unbalanced in
that sense and balanced in the weak one (Davis 1967), which allows for more than two camps.

    degree of balance = balanced triads / all triads        (Cartwright and Harary 1956)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Balance", "Triad", "balance", "signed", "triads"]

_KINDS = ("---", "+--", "++-", "+++")


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three actors who are all tied, sorted; ``kind`` is ``+++``, ``++-``, ``+--`` or ``---``.

    ``events`` are the IRIs of all events behind the three ties (none where the network has no lists of them).
    """

    actors: tuple[str, str, str]
    kind: str
    balanced: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Counts of triads by kind; ``degree`` and ``weak_degree`` in [0, 1] are None where there is no triad.

    ``by_chance`` is the degree to expect of as many positive and negative ties strewn over the network at
    random: read the degree against it, since a network of friends only is balanced whatever it is.
    """

    triads: int
    counts: dict[str, int]
    degree: float | None
    weak_degree: float | None
    by_chance: float | None


def signed(graph: Any, *, near_zero: float = 0.0) -> Any:
    """The undirected network of signs: an ``nx.Graph`` whose edges have ``sign`` (1 or -1) and ``events``.

    Takes a collapsed network, best an undirected one: in a directed one a reciprocal event counts once each
    way. The sign of a pair is that of the mean weight of the events behind it; pairs whose mean lies within
    ``near_zero`` of 0, or is unknown, are left out. Raises ``UsageError`` for a multigraph.
    """
    import networkx as nx

    if graph.is_multigraph():
        raise UsageError("Balance needs a collapsed network; use kg.analysis.collapse first.")
    ways: dict[tuple[str, str], list[Any]] = {}
    for u, v, data in graph.edges(data=True):
        if "intensity" in data:
            ways.setdefault((min(u, v), max(u, v)), []).append(data)
    plain = nx.Graph()
    plain.add_nodes_from((name, dict(graph.nodes[name])) for name in sorted(graph))
    for (u, v), edges in sorted(ways.items(), key=lambda item: item[0]):
        counts = [edge.get("event_count", 1) for edge in edges]
        mean = sum(e["intensity"] * n for e, n in zip(edges, counts, strict=True)) / sum(counts)
        if abs(mean) > near_zero:
            behind = {iri for edge in edges for iri in edge.get("events", ())}
            plain.add_edge(u, v, sign=1 if mean > 0 else -1, events=tuple(sorted(behind)))
    return plain


def triads(graph: Any) -> tuple[Triad, ...]:
    """Every triad of a network of ``signed``, sorted by actors."""
    found = []
    for actors in _triangles(graph):
        edges = [graph[u][v] for u, v in combinations(actors, 2)]
        positive = sum(edge["sign"] > 0 for edge in edges)
        found.append(
            Triad(
                actors=actors,
                kind=_KINDS[positive],
                balanced=positive in {1, 3},
                events=tuple(sorted({iri for edge in edges for iri in edge.get("events", ())})),
            )
        )
    return tuple(found)


def balance(graph: Any) -> Balance:
    """How balanced a network of ``signed`` is."""
    counts = dict.fromkeys(reversed(_KINDS), 0)
    for actors in _triangles(graph):
        counts[_KINDS[sum(graph[u][v]["sign"] > 0 for u, v in combinations(actors, 2))]] += 1
    total = sum(counts.values())
    if not total:
        return Balance(triads=0, counts=counts, degree=None, weak_degree=None, by_chance=None)
    balanced = counts["+++"] + counts["+--"]
    return Balance(
        triads=total,
        counts=counts,
        degree=balanced / total,
        weak_degree=(balanced + counts["---"]) / total,
        by_chance=_by_chance(graph),
    )


def _triangles(graph: Any) -> Iterator[tuple[str, str, str]]:
    for u in sorted(graph):
        later = sorted(v for v in graph[u] if v > u)
        for v, w in combinations(later, 2):
            if graph.has_edge(v, w):
                yield u, v, w


def _by_chance(graph: Any) -> float:
    """The chance that three of the m ties, drawn without replacement, have a positive product."""
    m = graph.number_of_edges()
    plus = sum(sign > 0 for _, _, sign in graph.edges(data="sign"))
    minus = m - plus
    three = plus * (plus - 1) * (plus - 2) + 3 * plus * minus * (minus - 1)
    return float(three / (m * (m - 1) * (m - 2)))
