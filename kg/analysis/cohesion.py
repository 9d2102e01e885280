"""What holds a network together: density, reciprocity, transitivity, groups; formula and source in each.

All take a collapsed graph (``kg.analysis.network``). Groups are numbered from the largest, ties by
their members, and no random number is drawn: the same graph gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.analysis.network import undirected
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Group",
    "communities",
    "components",
    "density",
    "modularity",
    "reciprocity",
    "transitivity",
    "weighted_reciprocity",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of actors, numbered from 0 (the largest); ``members`` are sorted ids."""

    number: int
    members: tuple[str, ...]


def density(graph: Any) -> float:
    """m / (n (n - 1)) for directed, twice that for undirected networks, in [0, 1]: edges of all possible."""
    return float(nx.density(graph))


def transitivity(graph: Any) -> float:
    """3 * triangles / connected triples, in [0, 1] (Newman 2003); 0 where there is no triple."""
    return float(nx.transitivity(undirected(graph)))


def reciprocity(graph: Any) -> float | None:
    """Share of directed edges that are returned, in [0, 1] (Wasserman and Faust 1994, ch. 13).

    None without edges. Raises ``UsageError`` for an undirected or an uncollapsed network.
    """
    _require_directed(graph)
    if graph.number_of_edges() == 0:
        return None
    returned = sum(graph.has_edge(v, u) for u, v in graph.edges)
    return float(returned / graph.number_of_edges())


def weighted_reciprocity(graph: Any, *, shared: bool = True) -> float | None:
    """r = sum of min(w_ij, w_ji) / sum of w_ij over i != j, in [0, 1] (Squartini et al. 2013).

    With ``shared=False`` reciprocal events, which return themselves, are left out, so that r says how far
    one-sided acts (visits, aid, threats) are answered in kind. None where no weight is left. Raises
    ``UsageError`` as ``reciprocity`` does.
    """
    _require_directed(graph)
    weights = {
        (u, v): d.get("weight", 1) - (0 if shared else d.get("shared", 0))
        for u, v, d in graph.edges(data=True)
    }
    total = sum(weights.values())
    if not total:
        return None
    return float(sum(min(w, weights.get((v, u), 0)) for (u, v), w in weights.items()) / total)


def communities(graph: Any) -> tuple[Group, ...]:
    """Groups that deal more with each other than chance would have it, by weight, the largest first.

    Greedy modularity (Clauset, Newman and Moore 2004), which draws no random numbers; direction aside.
    """
    plain = undirected(graph)
    if plain.number_of_edges() == 0:
        return _numbered([{v} for v in plain])
    names = sorted(plain)  # numbered, since sets of names come in another order in every process
    numbered = nx.relabel_nodes(plain, {name: i for i, name in enumerate(names)})
    found = nx.community.greedy_modularity_communities(numbered, weight="weight")
    return _numbered([{names[i] for i in group} for group in found])


def components(graph: Any) -> tuple[Group, ...]:
    """The pieces of a network between which there is no path, direction aside, the largest first."""
    return _numbered(nx.connected_components(undirected(graph)))


def modularity(graph: Any, groups: Sequence[Group]) -> float | None:
    """Q = sum over groups of (L_c / m - (k_c / 2m)^2), in [-0.5, 1] (Newman 2004): how real the groups are.

    L_c is the weight inside group c, k_c the strength of its members, m the total weight. None without edges.
    """
    plain = undirected(graph)
    if plain.number_of_edges() == 0:
        return None
    return float(nx.community.modularity(plain, [set(g.members) for g in groups], weight="weight"))


def _require_directed(graph: Any) -> None:
    if not graph.is_directed() or graph.is_multigraph():
        raise UsageError(
            "Reciprocity needs a directed and collapsed network; use network(..., directed=True)."
        )


def _numbered(groups: Any) -> tuple[Group, ...]:
    ordered = sorted((tuple(sorted(group)) for group in groups), key=lambda g: (-len(g), g))
    return tuple(Group(number=i, members=members) for i, members in enumerate(ordered))
