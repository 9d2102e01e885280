"""Do the conditions of a verb's frame hold in its clause? What each asks for is told in docs/frames.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import Phrase, VerbFrame, Words, called
from kg.extraction.modification import modified
from kg.extraction.operators import words_stand
from kg.extraction.phrases import see_through
from kg.extraction.syntax import Clause, predicates

if TYPE_CHECKING:
    from kg.extraction.referents import Referents
    from kg.extraction.scene import Scene

__all__ = ["Conditions"]

# "said that they should": whom nobody in particular asks.
_NOBODY = frozenset({"they", "we", "i", "you", "there", "this", "that", "one"})


@dataclass(eq=False)
class Conditions:
    """Tests frames in one scene."""

    scene: Scene
    referents: Referents
    _known: dict[int, Words] = field(default_factory=dict)  # token -> what it is called

    def hold(self, frame: VerbFrame, c: Clause) -> bool:
        """Does the clause meet every condition of the frame?"""
        if frame.words and not self._words(frame, c.verb):
            return False
        if frame.particle and not self._has_particle(frame.particle, c):
            return False
        if frame.object and not self.among(frame.object, c.object):
            return False
        if frame.not_object and self.among(frame.not_object, c.object):
            return False
        if frame.subject and not self.among(frame.subject, c.subject):
            return False
        if frame.not_subject and self.among(frame.not_subject, c.subject):
            return False
        if frame.object_modifiers and not any(
            modified(self.scene, o, frame.object_modifiers) for o in c.object
        ):
            return False
        if frame.prep and not self._prep(frame, c):
            return False
        if frame.complement and not self._complement(frame, c):
            return False
        if "no-object" in frame.requires and c.object and not c.passive:
            return False
        if "no-complement" in frame.requires and (c.complement is not None or "for" in c.preps):
            return False
        if "no-predicate" in frame.requires and predicates(self.scene.tree, c.verb):
            return False
        return "object-actor" not in frame.requires or any(
            self.referents.head(o, place=True) for o in c.object
        )

    def _words(self, frame: VerbFrame, verb: int) -> bool:
        """Not "gave a speech *in* Paris" for "give in": a preposition that no slot names is none of it."""
        tree = self.scene.tree
        if not words_stand(tree, verb, frame.words):
            return False
        last = frame.words[-1]
        slots = {slot.rstrip("!").rpartition(".")[2] for slot in (*frame.source, *frame.target)}
        if last in frame.prep or last in slots:
            return True
        placed = [k for k in tree.kids[verb] if tree.lower[k] == last]
        return not placed or any(tree.child(k, "pobj") is None or k == verb + 1 for k in placed)

    def _has_particle(self, wanted: frozenset[str], c: Clause) -> bool:
        tree = self.scene.tree
        return c.particle in wanted or any(
            tree.lower[k] in wanted and tree.dep[k] in ("advmod", "prep", "prt") for k in tree.kids[c.verb]
        )

    def among(self, words: Words, heads: tuple[int, ...]) -> bool:
        """Is one of the heads one of the words, seen through what measures it?"""
        return any(not words.isdisjoint(self._called(h)) for h in heads)

    def _called(self, head: int) -> Words:
        if (found := self._known.get(head)) is None:
            tree = self.scene.tree
            found = frozenset[Phrase]()
            for h in {head, see_through(tree, head)}:
                before = (k for k in range(max(0, h - 3), h) if tree.head[k] == h or k <= tree.head[k] < h)
                found |= called(tree.lemma[h], tuple(tree.lemma[k] for k in before))
            self._known[head] = found
        return found

    def _prep(self, frame: VerbFrame, c: Clause) -> bool:
        tree = self.scene.tree
        found: list[int] = []
        present = False
        for name in frame.prep:
            heads = list(c.preps.get(name, ()))
            present = present or name in c.preps
            for o in c.object:
                for k in tree.children(see_through(tree, o), "prep", "dative"):
                    if tree.lower[k] == name:
                        present = True
                        heads += [x for p in tree.children(k, "pobj", "pcomp") for x in tree.conjuncts(p)]
            found += heads
        if not present:
            return False
        return not frame.prep_object or self.among(frame.prep_object, tuple(found))

    def _complement(self, frame: VerbFrame, c: Clause) -> bool:
        tree = self.scene.tree
        heads: list[int] = []
        if c.complement is not None and c.complement_kind in frame.complement:
            heads.append(c.complement)
        if "ing" in frame.complement:
            heads += [h for under in c.preps.values() for h in under if tree.tag[h] == "VBG"]
        if "predicate" in frame.complement:
            heads += predicates(tree, c.verb)
        if frame.complement_modal and (c.complement is None or not self._modal(frame, c.complement)):
            return False
        return bool(heads) and (not frame.complement_head or self.among(frame.complement_head, tuple(heads)))

    def _modal(self, frame: VerbFrame, below: int) -> bool:
        """Is the complement what somebody *must* or *should* do ("has to", "needs to" too)?"""
        tree = self.scene.tree
        if any(tree.lower[s] in _NOBODY for s in tree.children(below, "nsubj", "nsubjpass")):
            return False
        above = tree.lemma[below] in frame.complement_modal and tree.child(below, "xcomp") is not None
        return above or any(
            tree.lower[k] in frame.complement_modal and tree.tag[k] == "MD"
            for k in tree.children(below, "aux")
        )
