"""Listed actors and persons by a part of a name, or by a name that is spelt nearly so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.actors.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.actors.registry import Registry

__all__ = ["Found", "search"]

_NEAR: Final = 85.0  # of 100: from here on two spellings are like one another (rapidfuzz WRatio)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An actor, and the name by which it was found."""

    id: str
    name: str
    kind: str
    matched: str

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def search(registry: Registry, text: str, limit: int = 20) -> list[Found]:
    """At most ``limit`` actors: the same name first, then names that begin so, hold it, are like it."""
    from rapidfuzz.fuzz import WRatio

    wanted = fold(text)
    best: dict[str, tuple[float, str, Found]] = {}
    for found in _all(registry):
        name = fold(found.matched)
        if name == wanted or fold(found.id) == wanted:
            rank = 0.0
        elif wanted in name:
            rank = 1.0 if name.startswith(wanted) else 2.0
        elif (likeness := WRatio(wanted, name, score_cutoff=_NEAR)) and len(wanted) > 3 and len(name) > 3:
            rank = 3.0 + (100 - likeness)
        else:
            continue
        best[found.id] = min(best.get(found.id, (999.0, "", found)), (rank, name, found), key=lambda b: b[:2])
    ranked = sorted(best.values(), key=lambda b: (b[0], len(b[1]), b[2].id))
    return [found for _, _, found in ranked[:limit]]


def _all(registry: Registry) -> Iterator[Found]:
    for actor in registry.actors():
        for name in (actor.name, *actor.aliases):
            yield Found(id=actor.id, name=actor.name, kind=actor.kind.value, matched=name)
    for person, shown, spelt in registry.people.spellings():
        yield Found(id=person, name=shown, kind="person", matched=spelt)
