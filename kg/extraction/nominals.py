"""Nouns as triggers: "Pakistan's purchase of Turkish helicopters", "US-Japan talks", "a visit to Muscat".

A noun's parties stand around it (possessor, adjective, compound, prepositions), on the light or
matrix verb that carries it, or in the text before, where the noun is definite and names an event
already told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.candidates import Candidate, sides
from kg.extraction.clauses import modified
from kg.extraction.lexicon_records import NounFrame, matches
from kg.extraction.syntax import clause, governor, see_through
from kg.model import Reason

if TYPE_CHECKING:
    from kg.extraction.memory import Memory, Remembered
    from kg.extraction.scene import Referent, Scene
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Nominals"]

_BOTH = frozenset({"bilateral", "mutual", "joint", "reciprocal", "bipartite"})
_JUDGING = frozenset({"Accusation", "Rejection", "Support", "Request", "Protest", "Threat"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "both"})


@dataclass(eq=False)
class Nominals:
    """Reads noun triggers of one scene."""

    scene: Scene
    slots: Slots
    status: StatusReader
    memory: Memory

    def read(self, noun: int) -> Candidate | None:
        """The candidate that the noun evokes; None where no frame fits or a sense block does."""
        frame = self.frame(noun)
        if frame is None:
            return None
        anchor = self._anchor(noun)
        carrier = self.slots.carrier(anchor, setting=frame.root == "Consultation")
        source, target = self._own(frame, anchor, carrier)
        one, other, reason = sides(source, target, frame.reciprocal)
        mechanism = "nominals"
        if reason in (Reason.MISSING_PARTY, Reason.UNRESOLVED_PARTY):
            completed = self._complete(frame, anchor, source, target)
            if completed is not None:
                one, other, reason = sides(*completed, frame.reciprocal)
                mechanism = "event coreference"
        return Candidate(
            frame=frame, head=noun, first=self._first(noun), last=noun, source=one, target=other,
            reciprocal=frame.reciprocal, status=self.status.of_noun(anchor, frame.status),
            mechanism=mechanism, clause=carrier if carrier is not None else self._verb(noun), reason=reason,
        )  # fmt: skip

    def frame(self, noun: int) -> NounFrame | None:
        """The first frame whose conditions hold; None also for a use that evokes nothing."""
        tree = self.scene.tree
        if noun in self.scene.names or noun in self.scene.people or noun in self.scene.titles:
            return None
        for frame in self.status.lexicon.nouns.get(tree.lemma[noun], ()):
            if self._fits(frame, noun):
                return None if frame.blocks else frame
        return None

    def _fits(self, frame: NounFrame, noun: int) -> bool:
        tree = self.scene.tree
        if frame.words and tuple(tree.lemma[max(0, noun - len(frame.words)) : noun]) != frame.words:
            return False
        plural = noun in tree.morph_plural
        if (frame.number == "plural" and not plural) or (frame.number == "singular" and plural):
            return False
        if frame.modifiers and not modified(self.scene, noun, frame.modifiers):
            return False
        if frame.not_modifiers and modified(self.scene, noun, frame.not_modifiers):
            return False
        if frame.of and not self._under(frame.of, noun, frozenset({"of"})):
            return False
        if frame.prep and not any(tree.lower[k] in frame.prep for k in tree.children(noun, "prep")):
            return False
        if frame.prep_object and not self._under(frame.prep_object, noun, frame.prep):
            return False
        if frame.complement and not self._complement(frame, noun):
            return False
        return not frame.definite or any(k < noun for k in tree.kids[noun])

    def _under(self, words: frozenset[tuple[str, ...]], noun: int, preps: frozenset[str]) -> bool:
        tree = self.scene.tree
        for k in tree.children(noun, "prep"):
            if preps and tree.lower[k] not in preps:
                continue
            for p in tree.children(k, "pobj", "pcomp"):
                for x in tree.conjuncts(p):
                    x = see_through(tree, x)
                    before = [tree.lemma[y] for y in tree.kids[x] if y < x]
                    if matches(words, tree.lemma[x], before):
                        return True
        return False

    def _complement(self, frame: NounFrame, noun: int) -> bool:
        tree = self.scene.tree
        for k in tree.children(noun, "acl", "ccomp", "xcomp", "relcl"):
            infinitive = any(tree.lower[a] == "to" and tree.dep[a] == "aux" for a in tree.kids[k])
            if ("to" if infinitive else "ing" if tree.tag[k] == "VBG" else "that") in frame.complement:
                return True
        return False

    def _own(self, frame: NounFrame, noun: int, carrier: int | None) -> tuple[list[Referent], list[Referent]]:
        """The parties that the sentence gives the noun."""
        if frame.reciprocal:
            found: list[Referent] = []
            for slot in frame.parties:
                if (
                    slot
                    in ("with", "of", "compound", "adjective", "poss", "governor", "between", "among", "by")
                    or not found
                ):
                    found += self.slots.noun(noun, slot, carrier)
            return found, []
        source: list[Referent] = []
        for slot in frame.source:
            if source := self.slots.noun(noun, slot, carrier):
                break
        own = {r.country for r in source}
        target: list[Referent] = []
        for slot in frame.target:
            found = self.slots.noun(noun, slot, carrier)
            if any(r.country not in own for r in found):
                target = found
                break
        return source, target

    def _complete(
        self, frame: NounFrame, noun: int, source: list[Referent], target: list[Referent]
    ) -> tuple[list[Referent], list[Referent]] | None:
        """Parties that the text gave before: "bilateral ties" of a known pair, "the talks" already told."""
        tree = self.scene.tree
        have = [r for r in (*source, *target) if r.country]
        country = have[0].country if have else None
        if frame.reciprocal and any(tree.lower[k] in _BOTH for k in tree.kids[noun]):
            pair = self.slots.referents.anaphora.pair(noun)
            if pair and (country is None or country in {r.country for r in pair}):
                return [*have, *pair], []
        if (doer := self._bystander(frame, noun, country)) is not None:
            return ([*have, *doer], []) if frame.reciprocal else (doer, target)
        if not self._points_back(noun):
            return None
        event = self.memory.find(noun, country)
        if event is None or (country is None and event.at + 400 < noun):
            return None
        return self._filled(frame, noun, source, target, event)

    def _bystander(self, frame: NounFrame, noun: int, country: str | None) -> list[Referent] | None:
        """The subject of the verb that governs the noun, where a party is missing.

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
        return self.scene.headline(noun) and not words & {"a", "an"}

    def _filled(
        self, frame: NounFrame, noun: int, source: list[Referent], target: list[Referent], event: Remembered
    ) -> tuple[list[Referent], list[Referent]] | None:
        def again(parties: tuple[Referent, ...]) -> list[Referent]:
            return [
                replace(r, first=noun, last=noun, how="event", certainty=r.certainty * 0.75) for r in parties
            ]

        if frame.reciprocal or event.reciprocal:
            have = {r.country for r in (*source, *target)}
            rest = [r for r in again(event.parties) if r.country not in have]
            return (
                ([*source, *target, *rest], []) if frame.reciprocal else (source or rest[:1], target or rest)
            )
        return source or again(event.source), target or again(event.target)

    def _anchor(self, noun: int) -> int:
        """The noun that stands for the phrase in the sentence: "Exercise Eager *Lion*"."""
        tree = self.scene.tree
        while tree.dep[noun] == "compound" and tree.tag[tree.head[noun]] == "NNP" and tree.tag[noun] == "NNP":
            noun = tree.head[noun]
        return noun

    def _first(self, noun: int) -> int:
        """The trigger begins with the modifiers that say what kind of event it is."""
        tree = self.scene.tree
        first = noun
        while first - 1 >= 0 and tree.head[first - 1] in range(first, noun + 1) and (
            tree.dep[first - 1] in ("compound", "amod", "nmod") and first - 1 not in self.scene.names
            and tree.sent[first - 1] == tree.sent[noun] and tree.words[first - 1].isalpha()):  # fmt: skip
            first -= 1
        return first

    def _verb(self, noun: int) -> int | None:
        tree = self.scene.tree
        return next((a for a in tree.ancestors(noun) if tree.is_verb(a) or tree.pos[a] == "AUX"), None)
