"""Who can reach whom, in how many steps, and by which events."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from kg.analysis.network import require

__all__ = ["Path", "shortest_paths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way from the first actor to the last; ``events[i]`` are those behind the step to actor i + 1."""

    actors: tuple[str, ...]
    events: tuple[tuple[str, ...], ...]

    @property
    def steps(self) -> int:
        """How many ties it takes."""
        return len(self.actors) - 1


def shortest_paths(graph: Any, a: str, b: str, *, limit: int = 20) -> tuple[Path, ...]:
    """The shortest ways from ``a`` to ``b`` in a collapsed network, sorted by actors; none if there is none.

    Steps count, not weights (see ``kg.analysis.centrality``), and directions are followed. Raises
    ``UsageError`` for an actor that is not there.
    """
    import networkx as nx

    for actor in (a, b):
        require(graph, actor)
    try:
        found = sorted(islice(nx.all_shortest_paths(graph, a, b), 10_000))
    except nx.NetworkXNoPath:
        return ()
    return tuple(
        Path(actors=tuple(way), events=tuple(graph[u][v].get("events", ()) for u, v in pairwise(way)))
        for way in found[:limit]
    )
