"""Parties that an event noun leaves unsaid: who they are by the text around it.

In this order: the pair of "bilateral ties"; the subject of the verb that governs the noun; the event
that a definite noun repeats; whoever reports ("talks with Oman are going on, a source in Tehran
said"); the two states that a whole article is about. Each is worth less than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.scene import Referent, Scene
from kg.extraction.syntax import clause, governor

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.coreference import Coreference
    from kg.extraction.lexicon_records import NounFrame
    from kg.extraction.memory import Memory, Remembered
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Completion"]

_BOTH = frozenset({"bilateral", "mutual", "joint", "reciprocal", "bipartite", "two-way", "intergovernmental"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "both"})
# Roots of verbs whose subject judges what the noun names and is not its doer.
_JUDGING = frozenset({"Accusation", "Rejection", "Support", "Request", "Protest", "Threat"})
_TWO_SIDED = frozenset(
    {"Assault", "Coercion", "Mobilization", "Concession", "Protest", "Sanction", "Consultation"}
)
_TOGETHER = frozenset({"Cooperation", "Agreement", "Consultation"})
# "the subject of sanctions", "the target of the attack": what the noun befalls.
_PATIENTS = frozenset("subject target victim recipient beneficiary object addressee".split())

Sides = tuple[list[Referent], list[Referent]]


@dataclass(eq=False)
class Completion:
    """Fills in for one scene. ``speaker`` gives the speaker of a token."""

    scene: Scene
    slots: Slots
    status: StatusReader
    memory: Memory
    coreference: Coreference
    speaker: Callable[[int], Referent | None]

    def complete(
        self, frame: NounFrame, noun: int, source: list[Referent], target: list[Referent]
    ) -> Sides | None:
        """Both sides of the event, or None where the text does not tell them."""
        have = [r for r in (*source, *target) if r.country]
        country = have[0].country if have else None
        if frame.reciprocal and (pair := self._bilateral(noun, country)):
            return [*have, *pair], []
        if not frame.reciprocal and source and not target and (patient := self.patient(noun)):
            return source, patient
        if (doer := self._bystander(frame, noun, country)) is not None:
            return ([*have, *doer], []) if frame.reciprocal else (doer, target)
        if self._points_back(noun):
            event = self.memory.find(noun, country)
            if event is not None and (country is not None or event.at + 400 >= noun):
                return self._filled(frame, noun, source, target, event)
        if not frame.reciprocal or frame.root not in _TOGETHER:
            return None
        if country is not None and (other := self._reporter(noun, country)) is not None:
            return [*have, other], []
        return self._topic(noun, have)

    def opponent(self, root: str, token: int, have: list[Referent]) -> list[Referent]:
        """The other side of what is being told: "it pulled back its reinforcements", "had shot down a drone".

        Only of acts that have another side, and only of the pair of the last event in this sentence or
        the two before, told with nobody else in between.
        """
        countries = {r.country for r in have if r.country}
        if root not in _TWO_SIDED or len(countries) != 1:
            return []
        told = self.memory.last_between(token, next(iter(countries)))
        if told is None or not self.coreference.countries_of_sentence(token) <= {
            r.country for r in told.parties
        }:
            return []
        return [
            replace(state, antecedent=(r.first, r.last))
            for r in told.parties
            if r.country not in countries
            and (state := self.slots.referents.state(r.country or "", token, "opponent", 0.6))
        ][:1]

    def _bilateral(self, noun: int, country: str | None) -> list[Referent]:
        """ "bilateral ties", "mutual visits": of the pair in question."""
        tree = self.scene.tree
        if not any(tree.lower[k] in _BOTH for k in tree.kids[noun]):
            return []
        pair = self.coreference.pair(noun)
        return pair if pair and (country is None or country in {r.country for r in pair}) else []

    def patient(self, noun: int) -> list[Referent]:
        """Whom the event befalls, as the subject of "be the subject of", "face", "come under"."""
        tree = self.scene.tree
        prep = tree.head[noun]
        if tree.dep[noun] == "pobj" and tree.lower[prep] == "of" and tree.lemma[tree.head[prep]] in _PATIENTS:
            verb = governor(tree, tree.head[prep])
        else:
            verb = governor(tree, noun)
            light = self.status.light(verb, noun) if verb is not None else None
            if light is None or light.subject != "target":
                return []
        return self.slots.verb(clause(tree, verb), "subject") if verb is not None else []

    def _bystander(self, frame: NounFrame, noun: int, country: str | None) -> list[Referent] | None:
        """The subject of the verb that governs the noun.

        Whoever speaks of "cooperation with Oman" means his own; but who judges an act ("criticised
        the sanctions on Iran") is not its doer.
        """
        tree = self.scene.tree
        verb = governor(tree, noun)
        if verb is None or tree.dep[noun] in ("nsubj", "nsubjpass"):
            return None
        if not frame.reciprocal:
            judges = {f.root for f in self.status.lexicon.verbs.get(tree.lemma[verb], ())} & _JUDGING
            if judges or country is None or tree.lemma[verb] in self.status.lexicon.speech:
                return None
        found = [r for h in clause(tree, verb).subject if h != noun for r in self.slots.referents.head(h)]
        others = [
            replace(r, certainty=r.certainty * 0.7) for r in found if r.country and r.country != country
        ]
        return others or None

    def _points_back(self, noun: int) -> bool:
        tree = self.scene.tree
        words = {tree.lower[k] for k in tree.kids[noun] if k < noun}
        if words & _DETERMINERS or any(tree.tag[k] == "PRP$" for k in tree.kids[noun]):
            return True
        if tree.tag[noun] == "NNP":
            return True  # a named exercise or treaty is always the same
        return self.scene.headline(noun) and not words & {"a", "an"}

    @staticmethod
    def _filled(
        frame: NounFrame, noun: int, source: list[Referent], target: list[Referent], event: Remembered
    ) -> Sides:
        def again(parties: tuple[Referent, ...]) -> list[Referent]:
            return [r.again(noun, noun, "event", r.certainty * 0.75) for r in parties]

        if frame.reciprocal or event.reciprocal:
            have = {r.country for r in (*source, *target)}
            rest = [r for r in again(event.parties) if r.country not in have]
            return (
                ([*source, *target, *rest], []) if frame.reciprocal else (source or rest[:1], target or rest)
            )
        return source or again(event.source), target or again(event.target)

    def _reporter(self, noun: int, country: str) -> Referent | None:
        """The state of whoever speaks of it: its officials speak of its own talks."""
        speaker = self.speaker(noun)
        if speaker is None or speaker.country in (None, country):
            return None
        state = self.slots.referents.state(speaker.country or "", noun, "speaker", 0.6)
        return replace(state, antecedent=(speaker.first, speaker.last)) if state else None

    def _topic(self, noun: int, have: list[Referent]) -> Sides | None:
        """The two states that the article is about, if the sentence names no third."""
        pair = self.coreference.topic_pair(noun)
        countries = {r.country for r in pair}
        if len(countries) != 2 or not {r.country for r in have} <= countries:
            return None
        if not self.coreference.countries_of_sentence(noun) <= countries:
            return None
        own = {r.country for r in have}
        return [*have, *(r for r in pair if r.country not in own)], []
