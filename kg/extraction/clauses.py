"""Verbs as triggers: match the frames of a verb against its clause and fill their slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.beside import faced, mediated, strangers
from kg.extraction.candidates import Candidate, sides
from kg.extraction.conditions import Conditions
from kg.extraction.frames import specificity
from kg.extraction.memory import TRAVEL
from kg.extraction.phrases import see_through
from kg.extraction.syntax import Clause, clause
from kg.model import ActorKind, Reason, Status

if TYPE_CHECKING:
    from kg.extraction.completion import Completion
    from kg.extraction.lexicon_records import VerbFrame
    from kg.extraction.opponents import Sides
    from kg.extraction.scene import Referent, Scene
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Clauses"]

# What two do together, if a plural subject does it and nobody else is named.
_TOGETHER = frozenset({"Cooperation", "Agreement", "Consultation", "Concession"})
# Acts towards somebody: what they name instead is what they are about.
_ADDRESSED = frozenset({"Accusation", "Request", "Rejection", "Support", "Threat", "Aid"})
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

    def __post_init__(self) -> None:
        self.conditions = Conditions(self.scene, self.slots.referents)

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
        beside = tree.beside(verb)
        for frame in frames:
            if frame.words and frame.words[0] not in beside:
                continue  # most of some thirty frames of a verb end here
            if not self.conditions.hold(frame, c):
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

    def _fill(self, frame: VerbFrame, c: Clause) -> Candidate:
        source, target = self._parties(frame, c)
        if bool(source) != bool(target) and not self._said(frame, c, bool(source)):
            missing = self.completion.opponent(frame.root, c.verb, [*source, *target])
            if frame.type in TRAVEL:
                missing = [r for r in missing if r.actor.kind is ActorKind.STATE]
            source, target = source or missing, target or missing
        if frame.reciprocal and not source and strangers(self.slots, c.subject):
            target = []
        if frame.reciprocal and self._between(c, target):
            source, target = target, []
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

    def _parties(self, frame: VerbFrame, c: Clause) -> Sides:
        """What the frame's slots hold, and what stands beside the clause for the roots that want it."""
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
        elif frame.type == "Mediation" and source and not target:
            target = mediated(self.slots, c.verb, source) or self.completion.adversaries(c.verb, source)
        elif frame.root == "Consultation":
            source = [r for r in source if r.how != "event"]  # "the talks dealt with trade": themselves
            if source and not target:
                target = self._hosted(c) or self._toured(frame, c, source)
        elif frame.root in ("Request", "Threat"):
            target = self._addressed(frame, c, source, target)
        return source, target

    def _addressed(
        self, frame: VerbFrame, c: Clause, source: list[Referent], target: list[Referent]
    ) -> list[Referent]:
        """Whom a demand or threat is for, where its own clause names somebody else or nobody."""
        meant = {r.country for r in target if r.how != "pronoun"}  # "them" are the others
        if frame.root == "Request" and len(meant) > 1 and meant & {r.country for r in source}:
            return []  # "said that both should act": they ask it of themselves
        if frame.root == "Threat" and c.complement is not None:
            # "protested to Oman and threatened to sell its oil to Iran": what is threatened is a thing
            things = clause(self.scene.tree, c.complement).object
            if things and not any(self.slots.referents.head(o) for o in things):
                return faced(self.slots, c.verb, source) or target
        return target or (faced(self.slots, c.verb, source) if source else [])

    def _fought(self, c: Clause, target: list[Referent]) -> list[Referent]:
        """ "six scouts were captured in *fighting* with Niger": by those whom they fought."""
        own = {r.country for r in target}
        for h in (h for prep in ("in", "during") for h in c.preps.get(prep, ())):
            for event in self.slots.memory.events:
                if event.at == h and event.reciprocal and event.root == "Assault":
                    return [r for r in event.parties if r.country not in own]
        return []

    def _between(self, c: Clause, target: list[Referent]) -> bool:
        """ "brokered a deal to restore ties *between* A and B": whoever restores them stands outside."""
        named = {r.country for name in ("between", "object.between") for r in self.slots.verb(c, name)}
        return len(named) > 1 and named == {r.country for r in target}

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
            near = [
                o
                for o in c.object
                if c.verb < o <= c.verb + _SPAN and self.conditions.among(frame.object, (o,))
            ]
            if near:
                return near[0]
        nxt = c.verb + 1
        if nxt >= len(tree) or tree.head[nxt] != c.verb:
            return c.verb
        if tree.dep[nxt] == "prt" or tree.lower[nxt] in (*frame.words, *frame.particle):
            return nxt
        return c.verb
