"""Similarity of alignment: whether two states deal alike with everybody else.

A *portfolio* is what a state has with each third party: how many events, or their mean weight. Two
portfolios x and y over the same n third parties are compared by

- Signorino and Ritter's S (1999, *International Studies Quarterly* 43:115) = 1 - 2 sum |x - y| / (n d), in
  [-1, 1], d the largest difference that the scale allows;
- Cohen's kappa and Scott's pi for squared distances, which take off the agreement that two states would show
  by chance, dealing with everybody as they do on average (Haege 2011, *Political Analysis* 19:287):

      kappa = 1 - sum (x - y)^2 / (sum (x - mx)^2 + sum (y - my)^2 + n (mx - my)^2)
      pi    = 1 - sum (x - y)^2 / (sum (x - m)^2 + sum (y - m)^2),  m = (mx + my) / 2

S nears 1 with every third party that neither deals with, however the two deal with the rest; kappa and pi
stay below 0 where they agree on nothing else. These are 0 for chance agreement and None where the portfolios
say nothing (all the same on both sides).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.analysis.network import require, undirected
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Alignment", "Portfolio", "alignment", "alignments", "kappa", "pi", "portfolio", "similarity"]

Portfolio = Literal["events", "weight", "intensity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How alike ``a`` and ``b`` deal with ``n`` third parties; see the module for the three measures."""

    a: str
    b: str
    n: int
    s: float | None
    kappa: float | None
    pi: float | None


def portfolio(graph: Any, actor: str, *, of: Portfolio = "intensity") -> dict[str, float]:
    """What an actor has with each partner of a collapsed network, by partner, direction aside.

    ``events`` is 1 for a partner and nothing for others, ``weight`` the weight of the tie, ``intensity``
    the mean weight of the events, in [-10, 10]. Raises ``UsageError`` for an actor that is not there.
    """
    if of not in get_args(Portfolio):
        raise UsageError(f"A portfolio is of {', '.join(get_args(Portfolio))}, not of {of!r}.")
    require(graph, actor)
    if of != "intensity":
        near = undirected(graph)[actor]
        return {v: 1.0 if of == "events" else float(near[v]["weight"]) for v in near}
    found: dict[str, list[tuple[float, int]]] = {}
    ways = [graph.out_edges, graph.in_edges] if graph.is_directed() else [graph.edges]
    for view in ways:
        for u, v, data in view(actor, data=True):
            if "intensity" in data:
                other = v if u == actor else u
                found.setdefault(other, []).append((data["intensity"], data.get("event_count", 1)))
    return {
        other: math.fsum(value * n for value, n in values) / sum(n for _, n in values)
        for other, values in sorted(found.items())
    }


def alignment(graph: Any, a: str, b: str, *, of: Portfolio = "intensity") -> Alignment:
    """How alike two actors of a collapsed network deal with all its other actors.

    A third party that one of the two has nothing with counts as 0. The scale of S is 20 for ``intensity``
    (from -10 to 10), 1 for ``events`` and the largest weight in the network for ``weight``.
    """
    if a == b:
        raise UsageError(f"An alignment needs two actors, not {a!r} twice.")
    mine, theirs = portfolio(graph, a, of=of), portfolio(graph, b, of=of)
    others = sorted(set(graph) - {a, b})
    x, y = [mine.get(v, 0.0) for v in others], [theirs.get(v, 0.0) for v in others]
    return Alignment(
        a=a, b=b, n=len(others), s=similarity(x, y, _scale(graph, of)), kappa=kappa(x, y), pi=pi(x, y)
    )


def alignments(graph: Any, *, of: Portfolio = "intensity") -> tuple[Alignment, ...]:
    """The alignment of every two actors, the most alike by kappa first; cubic in the number of actors."""
    names = sorted(graph)
    rows = [alignment(graph, a, b, of=of) for i, a in enumerate(names) for b in names[i + 1 :]]
    return tuple(sorted(rows, key=lambda row: (row.kappa is None, -(row.kappa or 0), row.a, row.b)))


def similarity(x: Sequence[float], y: Sequence[float], scale: float) -> float | None:
    """S of two portfolios on a scale of that width; None for empty ones."""
    if not x or scale <= 0:
        return None
    return round(1 - 2 * math.fsum(abs(p - q) for p, q in zip(x, y, strict=True)) / (len(x) * scale), 12)


def kappa(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Cohen's kappa of two portfolios; of two that hold only 0 and 1 it is Cohen's (1960) own."""
    if not x:
        return None
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return _corrected(x, y, mx, my, len(x) * (mx - my) ** 2)


def pi(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Scott's pi of two portfolios; of two that hold only 0 and 1 it is Scott's (1955) own."""
    if not x:
        return None
    mean = (math.fsum(x) + math.fsum(y)) / (2 * len(x))
    return _corrected(x, y, mean, mean, 0.0)


def _corrected(x: Sequence[float], y: Sequence[float], mx: float, my: float, more: float) -> float | None:
    apart = math.fsum((p - q) ** 2 for p, q in zip(x, y, strict=True))
    expected = math.fsum((p - mx) ** 2 for p in x) + math.fsum((q - my) ** 2 for q in y) + more
    return round(1 - apart / expected, 12) if expected > 1e-12 else None


def _scale(graph: Any, of: Portfolio) -> float:
    fixed: Mapping[str, float] = {"intensity": 20.0, "events": 1.0}
    return fixed.get(of) or max((w for _, _, w in undirected(graph).edges(data="weight")), default=0.0)
