"""How much an actor's position counts: one function a measure, formula and source in each.

All take a collapsed graph (``kg.analysis.network``) and return rows sorted from the highest value
down, ties by id, so that the same graph gives the same bytes. Shortest paths count steps: a weight
here says how often two parties deal with each other, which is closeness, not length.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.analysis.network import undirected
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "Score",
    "betweenness",
    "closeness",
    "clustering",
    "constraint",
    "core_numbers",
    "degree",
    "eigenvector",
    "pagerank",
    "ranked",
    "strength",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The value of one measure for one actor."""

    actor: str
    value: float


def degree(graph: Any, *, direction: str = "both") -> tuple[Score, ...]:
    """How many others an actor deals with: both ways, ``in`` or ``out`` (Freeman 1978).

    An integer in [0, n - 1]; a partner met in both directions counts once. Not normalised.
    """
    return ranked({v: len(_neighbours(graph, v, direction)) for v in graph})


def strength(graph: Any, *, direction: str = "both") -> tuple[Score, ...]:
    """s_i = sum over partners j of w_ij (Barrat et al. 2004, PNAS 101:3747): how much an actor deals.

    In a directed network ``both`` is the weight of the undirected one: w_ij + w_ji - shared_ij, so that a
    reciprocal event, which weighs in both directions, counts once.
    """
    if direction == "both" or not graph.is_directed():
        graph = undirected(graph)
        return ranked(dict(graph.degree(weight="weight")))
    view = {"in": graph.in_degree, "out": graph.out_degree}[_direction(direction)]
    return ranked(dict(view(weight="weight")))


def betweenness(graph: Any) -> tuple[Score, ...]:
    """b_i = sum over s != i != t of sigma_st(i) / sigma_st, in [0, 1]: share of shortest paths through i.

    Normalised by the number of pairs; follows directions (Freeman 1977; Brandes 2001).
    """
    return ranked(nx.betweenness_centrality(graph, normalized=True))


def closeness(graph: Any) -> tuple[Score, ...]:
    """c_i = (r_i / (n - 1)) * (r_i / sum over j of d_ij), in [0, 1]: how near an actor is to all it reaches.

    r_i is the number of others within reach, d_ij steps, direction aside. The first factor is Wasserman
    and Faust's (1994, p. 200) for networks in several pieces.
    """
    return ranked(nx.closeness_centrality(undirected(graph), wf_improved=True))


def eigenvector(graph: Any) -> tuple[Score, ...]:
    """x_i = (1 / lambda) * sum over j of w_ij x_j, in [0, 1], length 1 (Bonacich 1987): weighty friends.

    On the undirected weighted network, by power iteration on A + I. Only the largest component matters to
    the result: actors outside it come near 0.
    """
    if graph.number_of_edges() == 0:
        return ranked(dict.fromkeys(graph, 0.0))
    adjacency = _weights(undirected(graph))
    x = dict.fromkeys(adjacency, 1 / math.sqrt(len(adjacency)))
    return ranked(_power(lambda last: _normed(_pull(adjacency, last)), x, tolerance=1e-10))


def pagerank(graph: Any, *, damping: float = 0.85) -> tuple[Score, ...]:
    """p_i = (1 - d) / n + d * sum over j of p_j w_ji / s_j, adding up to 1 (Brin and Page 1998).

    Importance that flows along directions, in proportion to weights; actors who act towards nobody
    spread theirs evenly.
    """
    if len(graph) == 0:
        return ()
    n = len(graph)
    incoming = _weights(graph.reverse(copy=False) if graph.is_directed() else graph)
    outgoing = dict(
        graph.out_degree(weight="weight") if graph.is_directed() else graph.degree(weight="weight")
    )

    def step(last: Mapping[str, float]) -> dict[str, float]:
        idle = math.fsum(last[v] for v in last if not outgoing[v])
        base = (1 - damping + damping * idle) / n
        return {
            v: base + damping * math.fsum(last[u] * w / outgoing[u] for u, w in senders.items())
            for v, senders in incoming.items()
        }

    return ranked(_power(step, dict.fromkeys(incoming, 1 / n), tolerance=1e-12))


def clustering(graph: Any) -> tuple[Score, ...]:
    """C_i = 2 T_i / (k_i (k_i - 1)), in [0, 1]: share of an actor's partners who deal with each other.

    T_i counts triangles, k_i partners, direction aside; 0 below two partners (Watts and Strogatz 1998).
    """
    return ranked(nx.clustering(undirected(graph)))


def constraint(graph: Any) -> tuple[Score, ...]:
    """c_i = sum over j of (p_ij + sum over q of p_iq p_qj)^2 (Burt 1992, p. 54): how boxed in an actor is.

    p_ij is the share of i's dealings that is with j. Low values mark brokers between groups that have no
    other link; the value can exceed 1 for actors with few partners. Actors without partners are left out.
    """
    weights = _weights(undirected(graph))
    shares = {
        u: {v: w / math.fsum(near.values()) for v, w in near.items()} for u, near in weights.items() if near
    }

    def of(i: str) -> float:
        return math.fsum(
            (p + math.fsum(shares[i][q] * shares[q].get(j, 0.0) for q in shares[i] if q != j)) ** 2
            for j, p in shares[i].items()
        )

    return ranked({i: of(i) for i in shares})


def core_numbers(graph: Any) -> tuple[Score, ...]:
    """The largest k such that an actor is in a group of whom all have k partners in it (Seidman 1983)."""
    return ranked(nx.core_number(undirected(graph)))


def _weights(graph: Any) -> dict[str, dict[str, float]]:
    return {u: {v: graph[u][v].get("weight", 1) for v in sorted(graph[u])} for u in sorted(graph)}


def _neighbours(graph: Any, actor: str, direction: str) -> set[str]:
    _direction(direction)
    if not graph.is_directed():
        return set(graph[actor])
    into, out = set(graph.predecessors(actor)), set(graph.successors(actor))
    return {"in": into, "out": out, "both": into | out}[direction]


def _direction(direction: str) -> str:
    if direction not in {"both", "in", "out"}:
        raise UsageError(f"There is no direction {direction!r}; directions are both, in and out.")
    return direction


def _pull(adjacency: Mapping[str, Mapping[str, float]], x: Mapping[str, float]) -> dict[str, float]:
    return {v: x[v] + math.fsum(w * x[u] for u, w in near.items()) for v, near in adjacency.items()}


def _normed(x: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(value * value for value in x.values())) or 1.0
    return {v: value / length for v, value in x.items()}


def _power(
    step: Callable[[dict[str, float]], dict[str, float]], x: dict[str, float], *, tolerance: float
) -> dict[str, float]:
    """The fixed point of ``step``; stops when nothing moves by more than ``tolerance``."""
    for _ in range(10_000):
        last, x = x, step(x)
        if all(abs(x[v] - last[v]) <= tolerance for v in x):
            break
    return x


def ranked(values: Mapping[str, float]) -> tuple[Score, ...]:
    """Scores, the highest first; rounded to 12 digits, so that sums in another order rank the same."""
    scores = (Score(actor=actor, value=round(float(value), 12)) for actor, value in values.items())
    return tuple(sorted(scores, key=lambda score: (-score.value, score.actor)))
