"""Two or more states meant together: "the two sides", "both countries", "the ministers"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.phrases import governor
from kg.model import ActorKind

if TYPE_CHECKING:
    from kg.extraction.history import Explicit, History
    from kg.extraction.memory import Memory
    from kg.extraction.referents import Referents
    from kg.extraction.scene import Referent, Scene

__all__ = ["PLURAL", "Pairs"]

PLURAL = frozenset({"two", "both", "2"})
_PERSONS = frozenset("leader minister president official chief counterpart general".split())


@dataclass(eq=False)
class Pairs:
    """Answers for one scene."""

    scene: Scene
    history: History
    referents: Referents
    memory: Memory

    def pair(self, token: int) -> list[Referent]:
        """The two states that "the two sides" are.

        The two that this sentence has named, else those of the last event between alike parties,
        else the last sentence that names just two, else the two that the article is about.
        """
        return (
            self.named_before(token, 0)
            or self.last_told(token)
            or self._stand_ins(self.memory.last_dyad(token), token, 0.75)
            or self.named_before(token, 2)
            or self.of_topic(token)
            or self.named_before(token, 8)
        )

    def gathered(self, token: int) -> list[Referent]:
        """ "the ministers": all who met, where the last meeting told had more than two parties."""
        tree = self.scene.tree
        if {tree.lower[k] for k in tree.kids[token]} & PLURAL:
            return []
        if tree.lemma[token] not in _PERSONS:
            return []
        told = self.memory.last_pair(token, "Consultation", 5)
        if len({r.country for r in told}) < 3:
            return []
        return [replace(r, first=token, last=token, how="group", certainty=0.65) for r in told]

    def last_told(self, token: int) -> list[Referent]:
        """The two parties of the last reciprocal event that was read, if that is close."""
        return self._stand_ins(self.memory.last_pair(token), token, 0.8)

    def _stand_ins(self, told: list[Referent], token: int, certainty: float) -> list[Referent]:
        told = [r for r in told if r.country not in self._bound(token)]
        if len({r.country for r in told}) != 2:
            return []
        persons = self.scene.tree.lemma[token] in _PERSONS
        return [self._stand_in(r, token, persons, certainty) for r in told]

    def _bound(self, token: int) -> set[str | None]:
        """The subjects of the token's own clause: "X invited the two governments", which X is none of."""
        tree = self.scene.tree
        verb = governor(tree, token)
        if verb is None or tree.dep[token] in ("nsubj", "nsubjpass", "poss"):
            return set()
        named = {
            c.referent.country
            for c in self.history.of_sentence(tree.sent[token])
            if c.subject and c.at < token and governor(tree, c.at) == verb
        }
        # "I call on both sides": the speaker is neither
        spoken = [s for s in tree.children(verb, "nsubj") if s < token and tree.lower[s] in ("i", "we")]
        return named | {r.country for s in spoken for r in self.referents.head(s)}

    def named_before(self, token: int, reach: int) -> list[Referent]:
        """The nearest sentence before that names just two parties, this one's own start included."""
        tree = self.scene.tree
        persons = tree.lemma[token] in _PERSONS
        by_sentence: dict[int, list[Explicit]] = {}
        bound = self._bound(token)
        for c in self.history.before(token, reach):
            if c.sentence == tree.sent[token] and c.referent.country in bound:
                continue
            by_sentence.setdefault(c.sentence, []).append(c)
        for sentence in sorted(by_sentence, reverse=True):
            group = [c.referent for c in reversed(by_sentence[sentence]) if c.referent.country]
            acting = [r for r in group if r.standing != "place" and r.actor.kind != ActorKind.ORGANIZATION]
            chosen = self._two(acting, persons)
            if chosen:
                return [self._stand_in(r, token, persons, 0.75) for r in chosen]
        return []

    @staticmethod
    def _two(group: list[Referent], persons: bool) -> list[Referent]:
        by_country: dict[str | None, Referent] = {}
        for r in group:
            if r.country not in by_country or (persons and r.actor.kind == ActorKind.PERSON):
                by_country[r.country] = r
        return list(by_country.values()) if len(by_country) == 2 else []

    def _stand_in(self, r: Referent, token: int, persons: bool, certainty: float) -> Referent:
        if not persons and r.actor.kind == ActorKind.PERSON and r.country:
            state = self.referents.state(r.country, token, "pair", certainty)
            if state:
                return replace(state, antecedent=(r.first, r.last))
        return r.again(token, token, "pair", certainty)

    def of_topic(self, token: int) -> list[Referent]:
        """The two states that the article names most, if each has a fifth of its names."""
        states = [c for c in self.history.topic if len(c) == 3 and c.isupper()][:2]
        if len(states) < 2 or self.history.share(states[1]) < 0.2:
            return []
        found = [self.referents.state(code, token, "pair", 0.55) for code in states]
        return [r for r in found if r]
