"""The event classes and relations, with the questions that merging and deriving ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.ontology.classes import classes, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ontology.classes import EventClass, RelationProperty

__all__ = ["Taxonomy", "taxonomy"]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Event classes and relation properties by local name."""

    classes: Mapping[str, EventClass]
    relations: Mapping[str, RelationProperty]

    def comparable(self, one: str, other: str) -> bool:
        """True where one class is the other, or above or below it."""
        return one == other or other in self._above(one) or one in self._above(other)

    def depth(self, name: str) -> int:
        """How far below its root a class stands; 0 for a root, or for one the ontology does not know."""
        return len(self._above(name))

    def root(self, name: str) -> str:
        """The root class, or the class itself where the ontology does not know it."""
        found = self.classes.get(name)
        return found.root if found else name

    def founded(self, name: str) -> tuple[RelationProperty, ...]:
        """The relation that an occurrence of a class founds, then those above it; () if none is known."""
        found = self.classes.get(name)
        if found is None:
            return ()
        return tuple(self.relations[r] for r in (found.relation, *found.relation_ancestors))

    def _above(self, name: str) -> tuple[str, ...]:
        found = self.classes.get(name)
        return found.ancestors if found else ()


@cache
def taxonomy() -> Taxonomy:
    """That of the ontology file."""
    return Taxonomy(classes(), relations())
