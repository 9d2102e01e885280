"""Verbs as triggers: match the frames of a verb against its clause and fill their slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.beside import faced, mediated
from kg.extraction.candidates import Candidate, sides
from kg.extraction.frames import specificity
from kg.extraction.lexicon_records import VerbFrame, Words, matches
from kg.extraction.memory import TRAVEL
from kg.extraction.modification import modified
from kg.extraction.operators import words_stand
from kg.extraction.phrases import see_through
from kg.extraction.syntax import Clause, clause, predicates
from kg.model import ActorKind, Reason, Status

if TYPE_CHECKING:
    from kg.extraction.completion import Completion
    from kg.extraction.scene import Referent, Scene
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Clauses"]

# What two do together, if a plural subject does it and nobody else is named.
_TOGETHER = frozenset({"Cooperation", "Agreement", "Consultation", "Concession"})
# Acts towards somebody: what they name instead is what they are about.
_ADDRESSED = frozenset({"Accusation", "Request", "Rejection", "Support", "Threat", "Aid"})
# "said that they should": whom nobody in particular asks.
_NOBODY = frozenset({"they", "we", "i", "you", "there", "this", "that", "one"})
# Where it is done is to whom: "shelled positions in Syria", "strengthened its forces in Lebanon".
_SITED = frozenset({"Assault", "Mobilization", "Coercion"})
_SPAN = 6  # tokens between a verb and the noun that completes it in a trigger


@dataclass(eq=False)
class Clauses:
    """Reads verb triggers of one scene."""

    scene: Scene
    slots: Slots
    status: StatusReader
    completion: Completion

    def read(self, verb: int) -> Candidate | None:
        """The candidate that the verb evokes; None where no frame fits or a sense block does."""
        tree = self.scene.tree
        frames = self.slots.status.lexicon.verbs.get(tree.lemma[verb])
        if not frames:
            return None
        c = clause(tree, verb)
        if (visitor := self._attributive(c)) is not None:
            return visitor
        best: Candidate | None = None
        for frame in frames:
            if not self.fits(frame, c):
                continue
            if frame.blocks:
                return None
            candidate = self._fill(frame, c)
            if candidate.reason is None:
                return candidate
            best = best or candidate
            if frame.object or frame.complement or frame.prep:
                return best  # a specific sense was meant; a general frame must not take its place
        return best

    def _attributive(self, c: Clause) -> Candidate | None:
        """ "the visiting general", "with visiting Pakistani Air Staff Chief X": the guest is the noun.

        The host is whoever the sentence has him with: the place, the subject, or the home state.
        """
        tree = self.scene.tree
        if tree.lower[c.verb] != "visiting":
            return None
        guest = tree.head[c.verb] if tree.dep[c.verb] == "amod" else next(iter(c.object), None)
        if guest is None or guest < c.verb or (tree.dep[c.verb] != "amod" and self._determined(guest)):
            return None
        visitors = [r for r in self.slots.referents.head(guest) if r.standing == "official"]
        frame = next(
            (
                f
                for f in self.status.lexicon.verbs[tree.lemma[c.verb]]
                if not f.blocks and specificity(f) == 0
            ),
            None,
        )
        if not visitors or frame is None:
            return None
        one, other, reason = sides(visitors, self._hosts(c.verb, visitors), False)
        return Candidate(
            frame=frame, head=c.verb, first=c.verb, last=c.verb, source=one, target=other, reciprocal=False,
            status=Status.OCCURRED, mechanism="clauses", clause=c.verb, reason=reason,
        )  # fmt: skip

    def _determined(self, noun: int) -> bool:
        """Has the phrase an article of its own ("visiting the base")?"""
        tree = self.scene.tree
        return any(tree.dep[k] == "det" for k in tree.kids[noun]) or noun in self.scene.names

    def _hosts(self, verb: int, visitors: list[Referent]) -> list[Referent]:
        tree = self.scene.tree
        own = {r.country for r in visitors}
        for a in tree.ancestors(verb):
            if not tree.is_verb(a):
                continue
            around = clause(tree, a)
            subject = [
                r for h in around.subject for r in self.slots.referents.head(h) if r.country not in own
            ]
            if subject:
                return [state for r in subject if (state := self._state(r, verb))]
        home = self.slots.referents.state(self.scene.home or "", verb, "home", 0.7)
        return [home] if home else []

    def _state(self, r: Referent, at: int) -> Referent | None:
        return self.slots.referents.state(r.country or "", at, "host", r.certainty * 0.8)

    def fits(self, frame: VerbFrame, c: Clause) -> bool:
        if frame.words and not self._words(frame, c.verb):
            return False
        if frame.particle and not self._has_particle(frame.particle, c):
            return False
        if frame.object and not self._any(frame.object, c.object):
            return False
        if frame.not_object and self._any(frame.not_object, c.object):
            return False
        if frame.subject and not self._any(frame.subject, c.subject):
            return False
        if frame.not_subject and self._any(frame.not_subject, c.subject):
            return False
        if frame.object_modifiers and not any(self._modified(o, frame.object_modifiers) for o in c.object):
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
            self.slots.referents.head(o, place=True) for o in c.object
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

    def _any(self, words: Words, heads: tuple[int, ...]) -> bool:
        return any(self._is(words, h) or self._is(words, see_through(self.scene.tree, h)) for h in heads)

    def _is(self, words: Words, head: int) -> bool:
        tree = self.scene.tree
        before = [
            tree.lemma[k]
            for k in range(max(0, head - 3), head)
            if tree.head[k] == head or tree.head[k] in range(k, head)
        ]
        return matches(words, tree.lemma[head], before)

    def _modified(self, noun: int, words: Words) -> bool:
        return modified(self.scene, noun, words)

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
        return not frame.prep_object or self._any(frame.prep_object, tuple(found))

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
        return bool(heads) and (not frame.complement_head or self._any(frame.complement_head, tuple(heads)))

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

    def _fill(self, frame: VerbFrame, c: Clause) -> Candidate:
        source = self._first(frame.source, c)
        if not source and "speaker" in frame.source and (speaker := self.completion.speaker(c.verb)):
            source = [speaker]
        target = self._first(
            frame.target,
            c,
            skip=source if not frame.reciprocal else (),
            venues=frame.root in _SITED or frame.type in TRAVEL,
        )
        if target and not source and frame.root in _SITED:
            source = self._fought(c, target)
        if frame.root == "Consultation":
            source = [r for r in source if r.how != "event"]  # "the talks dealt with trade": themselves
        if source and not target and frame.root == "Consultation":
            target = self._hosted(c) or self._toured(frame, c, source)
        if source and not target and frame.type == "Mediation":
            target = mediated(self.slots, c.verb, source) or self.completion.adversaries(c.verb, source)
        if source and not target and frame.root == "Request":
            target = faced(self.slots, c.verb, source)
        if bool(source) != bool(target) and not self._said(frame, c, bool(source)):
            missing = self.completion.opponent(frame.root, c.verb, [*source, *target])
            if frame.type in TRAVEL:
                missing = [r for r in missing if r.actor.kind is ActorKind.STATE]
            source, target = source or missing, target or missing
        reciprocal = frame.reciprocal or self._each_other(c)
        one, other, reason = sides(source, target, reciprocal)
        if reason in (Reason.SAME_STATE, Reason.MISSING_PARTY) and source and target:
            source, target = self.completion.apart(frame.root, c.verb, source, target)
            one, other, reason = sides(source, target, reciprocal)
        if (
            reason is not None
            and frame.root in _TOGETHER
            and len({r.country for r in source if r.country}) > 1
        ):
            # "Iran and Pakistan exchange know-how": with each other, if with nobody else
            reciprocal = True
            one, other, reason = sides(source, [], True)
        return Candidate(
            frame=frame, head=c.verb, first=c.verb, last=self._last(frame, c), source=one, target=other,
            reciprocal=reciprocal, status=self.status.of_frame(c.verb, frame),
            mechanism="clauses", clause=c.verb, reason=reason,
        )  # fmt: skip

    def _fought(self, c: Clause, target: list[Referent]) -> list[Referent]:
        """ "six scouts were captured in *fighting* with Niger": by those whom they fought."""
        own = {r.country for r in target}
        for h in (h for prep in ("in", "during") for h in c.preps.get(prep, ())):
            for event in self.slots.memory.events:
                if event.at == h and event.reciprocal and event.root == "Assault":
                    return [r for r in event.parties if r.country not in own]
        return []

    def _each_other(self, c: Clause) -> bool:
        """Is an argument "each other" or "one another"?"""
        tree = self.scene.tree
        heads = [*c.object, *(h for heads in c.preps.values() for h in heads)]
        return any(
            tree.lower[h] in ("other", "another") and tree.lower[h - 1 : h] in (("each",), ("one",))
            for h in heads
        )

    def _hosted(self, c: Clause) -> list[Referent]:
        """ "met senior officials" on a visit: they are the host's."""
        tree = self.scene.tree
        heads = [*c.object, *c.preps.get("with", ())]
        for h in heads:
            agent = self.scene.registry.agent(tree.lemma[see_through(tree, h)])
            if (
                agent is not None and agent.standing in ("official", "body", "force")
            ) or h in self.scene.titles:
                return self.slots.memory.host(c.verb)
        return []

    def _said(self, frame: VerbFrame, c: Clause, target: bool) -> bool:
        """Is the missing party in the sentence, and nobody we know ("accused the *network*")?"""
        tree, scene = self.scene.tree, self.scene
        if not target and (frame.root in _ADDRESSED or any(tree.is_noun(h) for h in c.subject)):
            return True  # "is widely suspected": by whom, nobody says; "a letter requesting"
        heads: list[int] = []
        for slot in frame.target if target else frame.source:
            name = slot.rstrip("!")
            heads += {"subject": c.subject, "object": c.object, "recipient": c.recipient}.get(
                name
            ) or c.preps.get(name, ())
        heads = [see_through(tree, h) for h in heads]
        own = [h for h in heads if any(tree.tag[k] == "PRP$" for k in tree.kids[h])]
        if own and frame.root in _ADDRESSED:
            return True  # "to protect our people" is nobody else's affair
        return any(
            h not in own
            and (
                h in scene.people
                or self._people(h)
                or tree.tag[h] == "PRP"
                or (
                    tree.tag[h] in ("NNP", "NNPS")
                    and (frame.root not in _SITED or frame.type == "Invasion")  # a town may be one's own
                )
                or (frame.root in _ADDRESSED and tree.lemma[h] not in self.status.lexicon.nouns)
            )
            for h in heads
        )

    def _people(self, h: int) -> bool:
        """Are they people of some kind, by the noun or with the word before it ("the *terrorist group*")?"""
        tree, agent = self.scene.tree, self.scene.registry.agent
        return agent(tree.lemma[h]) is not None or agent(f"{tree.lower[h - 1]} {tree.lemma[h]}") is not None

    def _toured(self, frame: VerbFrame, c: Clause, visitors: list[Referent]) -> list[Referent]:
        """ "A delegation toured the Isparta school": places without a state are the article's own."""
        tree, scene = self.scene.tree, self.scene
        home = scene.home
        if frame.type not in TRAVEL or not self.completion.daring:
            return []
        if home is None or home in {r.country for r in visitors}:
            return []
        heads = [*c.object, *(h for name in ("to", "in", "at") for h in c.preps.get(name, ()))]
        if not any(tree.is_noun(h) and h not in scene.people for h in heads):
            return []
        state = self.slots.referents.state(home, c.verb, "home", 0.55)
        return [state] if state else []

    def _first(
        self,
        names: tuple[str, ...],
        c: Clause,
        skip: list[Referent] | tuple[()] = (),
        *,
        venues: bool = False,
    ) -> list[Referent]:
        """The first slot that yields an actor of another country than ``skip``."""
        own = {r.country for r in skip}
        fallback: list[Referent] = []
        for name in names:
            found = self.slots.verb(c, name, venues=venues)
            if any(r.country not in own for r in found if r.country):
                return found
            if found and own and (others := self.slots.verb(c, name, venues=venues, own=frozenset(own))):
                return others
            fallback = fallback or found
        return fallback

    def _last(self, frame: VerbFrame, c: Clause) -> int:
        """The trigger runs on to the noun that the frame asks for ("imposed *sanctions*"), or a particle."""
        tree = self.scene.tree
        if frame.object:
            near = [o for o in c.object if c.verb < o <= c.verb + _SPAN and self._any(frame.object, (o,))]
            if near:
                return near[0]
        nxt = c.verb + 1
        if nxt >= len(tree) or tree.head[nxt] != c.verb:
            return c.verb
        if tree.dep[nxt] == "prt" or tree.lower[nxt] in (*frame.words, *frame.particle):
            return nxt
        return c.verb
