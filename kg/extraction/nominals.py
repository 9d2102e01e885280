"""Nouns as triggers: "Pakistan's purchase of Turkish helicopters", "US-Japan talks", "a visit to Muscat".

A noun's parties stand around it (possessor, adjective, compound, prepositions), on the light or
matrix verb that carries it, or in the text before, where the noun is definite and names an event
already told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.candidates import Candidate, sides
from kg.extraction.lexicon_records import NounFrame, matches
from kg.extraction.memory import HARMS
from kg.extraction.modification import modified
from kg.extraction.phrases import see_through
from kg.extraction.syntax import clause
from kg.model import Reason

if TYPE_CHECKING:
    from kg.extraction.completion import Completion
    from kg.extraction.scene import Referent, Scene
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Nominals"]

_WORDS = frozenset({"Accusation", "Request", "Threat"})
_STRUCK = frozenset({"on", "against"})


@dataclass(eq=False)
class Nominals:
    """Reads noun triggers of one scene."""

    scene: Scene
    slots: Slots
    status: StatusReader
    completion: Completion

    def read(self, noun: int) -> Candidate | None:
        """The candidate that the noun evokes; None where no frame fits or a sense block does."""
        frame = self.frame(noun)
        if frame is None:
            return None
        anchor = self.anchor(noun)
        carrier = self.slots.carrier(anchor, setting=frame.root in ("Consultation", "Protest"))
        source, target = self._own(frame, anchor, carrier)
        one, other, reason = sides(source, target, frame.reciprocal)
        mechanism = "nominals"
        if reason in (Reason.MISSING_PARTY, Reason.UNRESOLVED_PARTY):
            completed = self.completion.complete(frame, anchor, source, target)
            if completed is not None:
                one, other, reason = sides(*completed, frame.reciprocal)
                mechanism = "event coreference"
        return Candidate(
            frame=frame, head=noun, first=self._first(noun), last=noun, source=one, target=other,
            reciprocal=frame.reciprocal, status=self.status.of_frame(anchor, frame),
            mechanism=mechanism, clause=carrier if carrier is not None else self._verb(noun), reason=reason,
        )  # fmt: skip

    def frame(self, noun: int) -> NounFrame | None:
        """The first frame whose conditions hold; None also for a use that evokes nothing."""
        tree = self.scene.tree
        if noun in self.scene.names or noun in self.scene.people or noun in self.scene.titles:
            return None
        if tree.dep[noun] == "compound" and self._people(tree.head[noun]):
            return None  # "attack helicopters", "the peacekeeping troops", "a protocol officer"
        above = tree.head[noun]
        if tree.dep[noun] == "pobj" and tree.lower[max(0, above - 2) : above + 1] == (
            "with",
            "or",
            "without",
        ):
            return None  # "with or without a deal" tells of neither
        for frame in self.status.lexicon.nouns.get(tree.lemma[noun], ()):
            if self.fits(frame, noun):
                return None if frame.blocks else frame
        return None

    def fits(self, frame: NounFrame, noun: int) -> bool:
        tree = self.scene.tree
        if frame.words and tuple(tree.lemma[max(0, noun - len(frame.words)) : noun]) != frame.words:
            return False
        plural = noun in tree.morph_plural
        if (frame.number == "plural" and not plural) or (frame.number == "singular" and plural):
            return False
        if frame.modifiers and not modified(self.scene, noun, frame.modifiers, near=frame.blocks):
            return False
        if frame.not_modifiers and modified(self.scene, noun, frame.not_modifiers, near=True):
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

    def _people(self, noun: int) -> bool:
        """Does the noun name people, or what armed people drive?"""
        agent = self.scene.registry.agent(self.scene.tree.lemma[noun])
        return agent is not None and agent.standing in ("force", "official", "private")

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
            kind = "to" if infinitive else "ing" if tree.tag[k] == "VBG" else "that"
            if kind in frame.complement and (
                not frame.complement_head or matches(frame.complement_head, tree.lemma[k])
            ):
                return True
        return False

    def _own(self, frame: NounFrame, noun: int, carrier: int | None) -> tuple[list[Referent], list[Referent]]:
        """The parties that the sentence gives the noun."""
        orgs = frame.root != "Consultation"
        if frame.reciprocal:
            found: list[Referent] = []
            apart: set[str | None] = set()  # "with A and B" leaves out with whom
            for slot in frame.parties:
                if slot != "governor":
                    said = self.slots.noun(noun, slot, carrier, orgs=orgs)
                    found += said
                    apart |= {r.country for r in said if slot.rstrip("!") != "with"}
            if (
                "governor" in frame.parties
                and len(apart) < 2
                and not self._hosted(carrier, noun, found)
                and not self._judges(frame, carrier, noun)
            ):
                found += self.slots.noun(noun, "governor", carrier)
            return found, []
        source: list[Referent] = []
        for slot in frame.source:
            if slot == "governor" and self._judges(frame, carrier, noun):
                continue
            if source := self.slots.noun(noun, slot, carrier, orgs=orgs):
                break
        own = {r.country for r in source}
        target: list[Referent] = []
        for slot in frame.target:
            found = self.slots.noun(noun, slot, carrier, orgs=orgs)
            if any(r.country not in own for r in found):
                target = found
                break
            if found and slot in _STRUCK and frame.root == "Assault":
                return source, found  # "its attack on Japanese ships", of whoever it is: none on others
        return source, target

    def _judges(self, frame: NounFrame, carrier: int | None, noun: int) -> bool:
        """ "rejected the blockade", "welcomed the accord" told before: not by whoever did it."""
        if carrier is None or noun not in clause(self.scene.tree, carrier).object:
            return False
        frames = self.status.lexicon.verbs.get(self.scene.tree.lemma[carrier], ())
        roots = {f.root for f in frames if not f.complement}  # not "is considering an embargo"
        if frame.reciprocal:
            roots = {f.root for f in frames if not (f.complement or f.object or f.words)}
            told = self.slots.memory.find(noun) if self.slots.memory.definite(noun) else None
            return told is not None and bool(roots & {"Rejection", "Accusation", "Support"})
        if self.status.light(carrier, noun) is not None:
            return False  # "made an accusation"
        if frame.root in _WORDS:
            return "Rejection" in roots and self.slots.memory.definite(noun)
        if frame.root == "Consultation":  # "Cairo confirmed the visit" that was told before
            lemma = self.scene.tree.lemma[carrier]
            told = self.slots.memory.find(noun) if self.slots.memory.definite(noun) else None
            return told is not None and told.type == frame.type and lemma in self.status.lexicon.speech
        return frame.root in HARMS and bool(roots & {"Rejection", "Accusation"})

    def _hosted(self, carrier: int | None, noun: int, found: list[Referent]) -> bool:
        """Whoever hosts talks between others takes no part in them."""
        light = self.status.light(carrier, noun) if carrier is not None else None
        return light is not None and light.subject == "host" and len({r.country for r in found}) >= 2

    def anchor(self, noun: int) -> int:
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
