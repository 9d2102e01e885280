"""Where actors stand in the explorer: one map for every level, computed in advance, the same on every run.

States and organisations are laid out by the backbone of their relations (the strongest few of each, and a
maximum spanning forest, so that dense data does not become a ball); the persons of a state stand in a
spiral round it, the most active nearest. Switching levels therefore moves nobody.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.views.layout import Point, positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.store.rows import ActorRow

__all__ = ["places"]

STRONGEST = 3
"""Relations of an actor that shape the map, beside those of the spanning forest."""
LAID_OUT = 400
"""Actors that are laid out by their distances; above, the least active join their strongest partner."""

_NEAR, _FAR = 95.0, 240.0  # length of the strongest and of the weakest relation
_LINE, _CHARACTER = 46.0, 7.5
_INNER, _STEP, _CROWD = 62.0, 25.0, 210.0  # a spiral's first radius, its growth, and its limit
_GOLDEN = math.pi * (3 - math.sqrt(5))


def places(cast: Sequence[ActorRow], weights: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """The place of each actor in whole pixels, y upwards.

    ``weights`` count events by pair of ids, the smaller first; a pair of one id with itself says how
    active that person is.
    """
    present = {actor.id for actor in cast}
    home = {
        a.id: a.country for a in cast if a.kind == "person" and a.country in present and a.country != a.id
    }
    crowds: dict[str, list[str]] = {}
    for person in sorted(home, key=lambda name: (-weights.get((name, name), 0), name)):
        crowds.setdefault(home[person] or "", []).append(person)
    fixed = [actor for actor in cast if actor.id not in home]
    ties = {pair: n for pair, n in weights.items() if pair[0] != pair[1]}
    activity: dict[str, int] = {actor.id: 0 for actor in fixed}
    for (u, v), count in ties.items():
        for name in (u, v):
            activity[name] = activity.get(name, 0) + count
    ranked = sorted(fixed, key=lambda actor: (-activity[actor.id], actor.id))
    main, rest = ranked[:LAID_OUT], [actor.id for actor in ranked[LAID_OUT:]]
    for name in rest:
        crowds.setdefault(_strongest_partner(name, ties, {a.id for a in main}) or main[0].id, []).append(name)
    sizes = {
        actor.id: _box(actor.label, len(crowds.get(actor.id, ())))
        for actor in sorted(main, key=lambda a: a.id)
    }
    inner = {pair: n for pair, n in ties.items() if pair[0] in sizes and pair[1] in sizes}
    placed = positions(sizes, _lengths(_backbone(inner)), ()) if sizes else {}
    found = {name: (x, -y) for name, (x, y) in placed.items()}
    for centre, crowd in sorted(crowds.items()):
        x, y = found.get(centre, (0, 0))
        step = _step(len(crowd))
        for i, name in enumerate(crowd):
            radius, angle = _INNER + step * math.sqrt(i), i * _GOLDEN - math.pi / 2
            found[name] = (round(x + radius * math.cos(angle)), round(y + radius * math.sin(angle)))
    return found


def _step(crowd: int) -> float:
    return min(_STEP, (_CROWD - _INNER) / math.sqrt(max(crowd, 1)))


def _box(label: str, crowd: int) -> tuple[float, float]:
    width = min(150.0, max(56.0, len(label) * _CHARACTER + 18))
    radius = 2 * (_INNER + _step(crowd) * math.sqrt(crowd)) if crowd else 0.0
    return max(width, radius), max(_LINE, radius)


def _strongest_partner(name: str, ties: Mapping[tuple[str, str], int], among: set[str]) -> str | None:
    partners = [
        (-count, other)
        for (u, v), count in ties.items()
        if name in (u, v) and (other := v if u == name else u) in among
    ]
    return min(partners)[1] if partners else None


def _backbone(ties: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """A maximum spanning forest and the strongest ties of each actor."""
    ordered = sorted(ties, key=lambda pair: (-ties[pair], pair))
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = parent[above]
            name = parent[name]
        return name

    taken: dict[str, int] = {}
    kept: dict[tuple[str, str], int] = {}
    for u, v in ordered:
        joins = root(u) != root(v)
        if joins:
            parent[root(u)] = root(v)
        if joins or (taken.get(u, 0) < STRONGEST and taken.get(v, 0) < STRONGEST):
            kept[u, v] = ties[u, v]
            taken[u], taken[v] = taken.get(u, 0) + 1, taken.get(v, 0) + 1
    return kept


def _lengths(ties: Mapping[tuple[str, str], int]) -> list[tuple[str, str, float]]:
    """Strong ties short, weak ones long, on a scale of doublings."""
    top = math.log2(1 + max(ties.values(), default=1))
    return [
        (u, v, round(_FAR - (_FAR - _NEAR) * math.log2(1 + count) / top, 1))
        for (u, v), count in sorted(ties.items())
    ]
