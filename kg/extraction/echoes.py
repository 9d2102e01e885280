"""Noun phrases that repeat or sum up: "the same initiative", "the carrier", "an idea that B dismissed".

Where a definite noun names no actor, the nearest phrase before it with the same head says whose it is
("the *Moroccan* autonomy initiative ... the same initiative"). A noun that sums up the clause it stands
in apposition to belongs to that clause's subject ("*A* offered to send monitors, an idea that B
dismissed").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.syntax import clause

if TYPE_CHECKING:
    from kg.extraction.referents import Referents
    from kg.extraction.scene import Referent, Scene

__all__ = ["Echoes"]

_REACH = 8  # sentences that a phrase looks back
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "same", "both"})
# What a clause as a whole can be called.
_SUMMING = frozenset(
    """idea move step proposal offer claim charge accusation allegation decision version view demand call
    request suggestion plan statement remark warning threat pledge promise measure initiative""".split()
)
_CONTENT = frozenset({"amod", "compound", "nmod", "poss"})


@dataclass(eq=False)
class Echoes:
    """Answers for one scene."""

    scene: Scene
    referents: Referents
    _places: dict[str, list[int]] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        tree = self.scene.tree
        for i in range(len(tree)):
            if tree.is_noun(i) and i not in self.scene.names and i not in self.scene.people:
                self._places.setdefault(tree.lemma[i], []).append(i)

    def of(self, noun: int) -> list[Referent]:
        """Whose a noun is that says so only by what it repeats; ``[]`` if it repeats nothing."""
        if not self.scene.tree.is_noun(noun) or noun in self._busy:
            return []
        self._busy.add(noun)
        try:
            return self.summed(noun) or self._repeated(noun)
        finally:
            self._busy.discard(noun)

    def summed(self, noun: int) -> list[Referent]:
        """Whose an apposition to a clause is ("an idea that B dismissed"): its subject's."""
        tree = self.scene.tree
        if tree.lemma[noun] not in _SUMMING or tree.dep[noun] != "appos" or not tree.children(noun, "relcl"):
            return []
        verb = next((a for a in tree.ancestors(noun) if tree.is_verb(a)), None)
        if verb is None:
            return []
        found = [r for h in clause(tree, verb).subject for r in self.referents.head(h)]
        return [replace(r, how="summed up", certainty=r.certainty * 0.75) for r in found]

    def _repeated(self, noun: int) -> list[Referent]:
        tree = self.scene.tree
        if not any(tree.lower[k] in _DEFINITE for k in tree.kids[noun] if k < noun):
            return []
        own = self._content(noun)
        for earlier in reversed(self._places.get(tree.lemma[noun], ())):
            if earlier >= noun:
                continue
            if tree.sent[noun] - tree.sent[earlier] > _REACH:
                return []
            if own and self._content(earlier) and not own & self._content(earlier):
                continue
            named = earlier
            while tree.dep[named] == "compound" and tree.tag[tree.head[named]] == "NNP":
                named = tree.head[named]  # "the Indian survey *ship* Sagar"
            found = self.referents.inside(named, echo=False)
            if found:
                return [
                    replace(r, first=noun, last=noun, how="repeated", certainty=r.certainty * 0.7)
                    for r in found
                ]
        return []

    def _content(self, noun: int) -> set[str]:
        """The words that say which one it is."""
        tree, scene = self.scene.tree, self.scene
        return {
            tree.lemma[k]
            for k in tree.kids[noun]
            if tree.dep[k] in _CONTENT and k not in scene.names and tree.lower[k] not in _DEFINITE
        }
