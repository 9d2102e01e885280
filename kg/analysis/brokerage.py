"""Brokerage: who stands between others who do not deal with each other, and between which groups.

- ``effective_size`` and ``efficiency`` (Burt 1992, p. 52, as Borgatti 1997 computes them): n - 2 t / n, n
  the partners of an actor and t the ties among them; efficiency divides by n. ``centrality.constraint`` is
  Burt's other measure.
- ``roles`` (Gould and Fernandez 1989, *Sociological Methodology* 19:89): of every a -> b -> c without
  a -> c, b is a broker, and the groups of the three say in which role:

| role | groups of a, b, c | who |
|---|---|---|
| coordinator | A A A | within one's own group |
| itinerant | A B A | an outsider between two of one group |
| gatekeeper | A B B | lets others in to one's own group |
| representative | A A B | speaks for one's own group |
| liaison | A B C | between two groups, of neither |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.centrality import Score, ranked
from kg.analysis.network import undirected
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Roles", "effective_size", "efficiency", "roles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """How often an actor brokers in each role; ``total`` adds them up."""

    actor: str
    coordinator: int = 0
    itinerant: int = 0
    gatekeeper: int = 0
    representative: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """All brokering."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


def effective_size(graph: Any) -> tuple[Score, ...]:
    """n - 2 t / n: partners less what they have in common; 0 without partners (Burt 1992; Borgatti 1997)."""
    plain = undirected(graph)
    return ranked({v: _effective(plain, v) for v in plain})


def efficiency(graph: Any) -> tuple[Score, ...]:
    """Effective size by the number of partners, in [0, 1]: 1 where no two of them are tied (Burt 1992)."""
    plain = undirected(graph)
    return ranked({v: _effective(plain, v) / len(plain[v]) for v in plain if plain[v]})


def roles(graph: Any, groups: Mapping[str, str]) -> tuple[Roles, ...]:
    """The brokering of every actor, most first; actors without a group are left out, as are their ties.

    ``groups`` gives each actor's bloc: an alliance, a region, a community. Takes a collapsed directed
    network; raises ``UsageError`` for another.
    """
    if not graph.is_directed() or graph.is_multigraph():
        raise UsageError("Roles need a directed and collapsed network; use network(..., directed=True).")
    found = {v: dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "representative", "liaison"), 0)
             for v in graph if v in groups}  # fmt: skip
    for b, counts in found.items():
        senders = [a for a in graph.predecessors(b) if a in found and a != b]
        receivers = [c for c in graph.successors(b) if c in found and c != b]
        for a in senders:
            for c in receivers:
                if a != c and not graph.has_edge(a, c):
                    counts[_role(groups[a], groups[b], groups[c])] += 1
    rows = (Roles(actor=v, **counts) for v, counts in found.items())
    return tuple(sorted(rows, key=lambda row: (-row.total, row.actor)))


def _role(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


def _effective(plain: Any, v: str) -> float:
    partners = set(plain[v]) - {v}
    if not partners:
        return 0.0
    ties = sum(len(partners & set(plain[u])) for u in partners) / 2
    return float(len(partners) - 2 * ties / len(partners))
