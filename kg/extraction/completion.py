"""Parties that an event noun leaves unsaid: who they are by the text around it.

In this order: the pair of "bilateral ties"; the subject of the verb that governs the noun; the event
that a definite noun repeats; whoever reports ("talks with Oman are going on, a source in Tehran
said"); the two states that a whole article is about. Each is worth less than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.beside import mediated, strangers, struck
from kg.extraction.memory import TRAVEL
from kg.extraction.opponents import Opponents
from kg.extraction.phrases import governor, restricted
from kg.extraction.syntax import clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.lexicon_records import NounFrame
    from kg.extraction.memory import Remembered
    from kg.extraction.opponents import Sides
    from kg.extraction.scene import Referent

__all__ = ["FILLED", "Completion"]

# How a party was found that its sentence does not name.
FILLED = frozenset({"opponent", "home", "pair", "host", "group", "speaker", "event"})

_BOTH = frozenset({"bilateral", "mutual", "joint", "reciprocal", "bipartite", "two-way", "intergovernmental"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "such", "both"})
# Roots of verbs whose subject judges what the noun names and is not its doer.
_JUDGING = frozenset({"Accusation", "Rejection", "Support", "Request", "Protest", "Threat"})
# ... and whose addressee is: blamed, thanked or asked for it.
_ANSWERED = frozenset({"Accusation", "Protest", "Support", "Request", "Threat"})
_TOGETHER = frozenset({"Cooperation", "Agreement", "Consultation"})
# Roots of what two have agreed on and keep.
_STANDING = frozenset({"Agreement", "Concession"})
_RESTING = frozenset({"under", "within", "pursuant"})
_KEEPING = frozenset("respect honour observe uphold implement fulfil".split())
_NAMED = frozenset({"war", "battle"})
_JOINING = frozenset({"join", "attend", "enter"})
_LEG = 3  # sentences between the stops of one journey
_REACH = 400  # tokens back to an event that the noun alone repeats; the headline's is never too far
# With these the agent is the doer; with others ("praised by") he is somebody else.
_DOING = frozenset("carry conduct launch stage mount perpetrate commit wage".split())
# What ends a fight is between those who fought.
_ENDS = frozenset({"Ceasefire", "Mediation"})
# "the subject of sanctions", "the target of the attack": what the noun befalls.
_PATIENTS = frozenset("subject target victim recipient beneficiary object addressee".split())


@dataclass(eq=False)
class Completion(Opponents):
    """Fills in for one scene."""

    def complete(
        self, frame: NounFrame, noun: int, source: list[Referent], target: list[Referent]
    ) -> Sides | None:
        """Both sides of the event, or None where the text does not tell them."""
        have = [r for r in (*source, *target) if r.country]
        country = have[0].country if have else None
        if frame.reciprocal and self._private_partner(noun, have):
            return None
        if self._unknown_doer(noun, source) or self._unknown_party(frame, noun):
            return None
        if not frame.reciprocal and not source and (doer := self._claimed(noun)):
            source = doer
            if target:
                return source, target
        if frame.root == "Assault" and not frame.reciprocal and not target:
            target = struck(self.slots, noun)
            if source and target:
                return source, target
        if not frame.reciprocal and not source and (doer := self._judged(frame, noun, target)):
            return doer, target
        if frame.root in _STANDING and (pair := self._standing(noun, country)):
            return pair, []
        if frame.reciprocal and country is None and (pair := self._above(noun)):
            return pair, []
        if frame.reciprocal and (pair := self._bilateral(noun, country)):
            return [*have, *pair], []
        if frame.type == "Mediation" and source and (parted := mediated(self.slots, noun, source)):
            return source, parted
        if frame.type in TRAVEL and target and not source and (visitor := self._travelling(noun, target)):
            return visitor, target
        if not frame.reciprocal and source and not target and (patient := self.patient(noun)):
            return source, patient
        if (subject := self._bystander(frame, noun, country)) is not None:
            return ([*have, *subject], []) if frame.reciprocal else (subject, target)
        if self._points_back(noun):
            side = None if frame.reciprocal or country is None else bool(source)
            event = self.memory.find(noun, country, side)
            if event is None and self._joined(noun):
                event = self.memory.find(noun)
            near = event is not None and (event.at + _REACH >= noun or self.scene.headline(event.at))
            if event is not None and (country is not None or near):
                return self._filled(frame, noun, source, target, event)
        if frame.reciprocal and country is None and (pair := self._around(noun)):
            return pair, []
        if frame.type in _ENDS and country is None and (pair := self.adversaries(noun, [])):
            return pair, []
        told = frame.root != "Assault" or self._points_back(noun)  # "terror attacks in Paris" are nobody's
        if (
            told
            and not frame.reciprocal
            and country is not None
            and (missing := self.opponent(frame.root, noun, have))
        ):
            return source or missing, target or missing
        if not frame.reciprocal or frame.root not in _TOGETHER:
            return None
        if country is not None and (same := self._alike(frame, noun, country)):
            return [*have, *same], []
        if country is not None and (other := self._reporter(noun, country)) is not None:
            return [*have, other], []
        return self._topic(noun, have)

    def _bilateral(self, noun: int, country: str | None) -> list[Referent]:
        """ "bilateral ties", "mutual visits": of the pair in question."""
        tree = self.scene.tree
        before = [k for k in tree.kids[noun] if k < noun]
        before += [x for k in before if tree.dep[k] in ("compound", "amod") for x in tree.kids[k]]
        if not any(tree.lower[k] in _BOTH for k in before):
            return []
        pair = self.coreference.pairs.pair(noun)
        countries = {r.country for r in pair}
        if any(
            r.country not in countries
            for k in tree.ancestors(noun)
            if tree.is_noun(k) and tree.sent[k] == tree.sent[noun]
            for r in self.slots.noun(k, "with", None)
        ):
            return []  # "talks with Ghana on a mutual waiver"
        return pair if country in (None, *countries) else []

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
        judges = {f.root for f in self.status.lexicon.verbs.get(tree.lemma[verb], ())} & _JUDGING
        if frame.reciprocal and judges and self._points_back(noun) and self.memory.find(noun) is not None:
            return None  # "welcomed the agreement" that others made
        speaks = tree.lemma[verb] in self.status.lexicon.speech
        if not frame.reciprocal and (judges or country is None or speaks):
            return None
        found = [r for h in clause(tree, verb).subject if h != noun for r in self.slots.referents.head(h)]
        others = [
            replace(r, certainty=r.certainty * 0.7) for r in found if r.country and r.country != country
        ]
        return others or None

    def _private_partner(self, noun: int, have: list[Referent]) -> bool:
        """ "an agreement with the management", "with its own government": said, and no other state."""
        tree = self.scene.tree
        preps = tree.children(noun, "prep")
        if tree.dep[noun] == "dobj":  # "left its venture *with* a bank", hung on the verb
            preps += [k for k in tree.children(tree.head[noun], "prep") if k > noun and not preps]
        said = [
            p
            for k in preps
            if tree.lower[k] in ("with", "between", "among")
            for p in tree.children(k, "pobj")
        ]
        within = {i for p in said for i in (p, *tree.subtree(p))}
        partners = {r.country for r in have if r.first in within}
        own = {r.country for r in have if r.first not in within}
        several = any(len(tree.conjuncts(p)) > 1 and tree.lower[tree.head[p]] != "with" for p in said)
        alone = several and len(partners) == 1  # "between Rome and the Tyrolean region"
        return bool(said) and (not partners or own == partners or (alone and not own))

    def _unknown_doer(self, noun: int, source: list[Referent]) -> bool:
        """ "strikes carried out *by sympathisers*": the doer is said, and is none that the noun was given."""
        tree = self.scene.tree
        if tree.dep[noun] != "nsubjpass":
            return False
        agents = [p for k in tree.children(tree.head[noun], "agent") for p in tree.children(k, "pobj")]
        if agents and not source and tree.lemma[tree.head[noun]] in _DOING:
            return True
        return bool(agents) and not any(self.slots.referents.of(p) for p in agents)

    def _unknown_party(self, frame: NounFrame, noun: int) -> bool:
        """Is whoever signs, holds or ratifies what the noun names told, and of no state that we know?"""
        tree = self.scene.tree
        verb = tree.head[noun]
        if not frame.reciprocal or tree.dep[noun] != "dobj" or not tree.is_verb(verb):
            return False
        return strangers(self.slots, clause(tree, verb).subject)

    def _claimed(self, noun: int) -> list[Referent]:
        """ "the attack was claimed by the Houthis", "claimed responsibility for the bombing"."""
        tree = self.scene.tree
        verb = governor(tree, noun)
        if verb is None or tree.lemma[verb] != "claim" or tree.dep[noun] == "nsubj":
            return []
        return [r for h in clause(tree, verb).subject if h != noun for r in self.slots.referents.head(h)]

    def _judged(self, frame: NounFrame, noun: int, target: list[Referent]) -> list[Referent]:
        """Whoever is blamed, thanked or asked for what the noun names is its doer.

        "a note of protest to Chile over the *arrest* of Bolivian soldiers", "thanked Japan for its *help*".
        """
        tree = self.scene.tree
        verb = governor(tree, noun)
        if verb is None:
            return []
        own = {r.country for r in target}
        if (
            tree.dep[noun] == "pobj"
            and tree.lower[tree.head[noun]] == "for"
            and tree.head[tree.head[noun]] == verb
        ):
            roots = {f.root for f in self.status.lexicon.verbs.get(tree.lemma[verb], ())}
            if roots and roots <= {"Accusation"}:
                blamed = [r for h in clause(tree, verb).object for r in self.slots.referents.head(h)]
                if blamed:
                    return [replace(r, certainty=r.certainty * 0.8) for r in blamed if r.country not in own]
        for event in reversed(self.memory.events):
            if tree.sent[event.at] != tree.sent[noun]:
                break
            if event.root == "Support" and frame.root == "Assault":
                continue  # sympathy over an attack goes to its victim
            if event.root in _ANSWERED and event.at < noun and verb in (event.at, governor(tree, event.at)):
                return [
                    replace(r, first=noun, last=noun, how="judged", certainty=r.certainty * 0.8)
                    for r in event.target
                    if r.country not in own
                ]
        return []

    def _travelling(self, noun: int, target: list[Referent]) -> list[Referent]:
        """ "A further *stop* in Tunisia was dropped": of whoever travels in the sentences before."""
        tree = self.scene.tree
        own = {r.country for r in target}
        if not self.daring:
            return []
        for event in reversed(self.memory.events):
            if event.at >= noun or event.type not in TRAVEL:
                continue
            if tree.sent[noun] - tree.sent[event.at] > _LEG:
                return []
            return [
                r.again(noun, noun, "event", r.certainty * 0.7) for r in event.source if r.country not in own
            ]
        return []

    def _joined(self, noun: int) -> bool:
        """ "joined the talks as an observer": somebody who was not among its parties before."""
        tree = self.scene.tree
        return tree.dep[noun] == "dobj" and tree.lemma[tree.head[noun]] in _JOINING

    def _above(self, noun: int) -> list[Referent]:
        """The parties of the event whose content the noun is: "signed a plan that provides for *drills*"."""
        return next((self._again(event, noun) for event in self._ruling(noun) if event.root in _TOGETHER), [])

    def _standing(self, noun: int, country: str | None) -> list[Referent]:
        """An accord that an act between two keeps, ends or rests on is theirs.

        "urged Ghana to uphold the *truce*", "asked Kenya for jets under an air *pact*", "cancelled a
        fishing *treaty*".
        """
        tree = self.scene.tree
        verb = governor(tree, noun)
        rests = tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in _RESTING
        keeps = tree.dep[noun] == "dobj" and verb is not None and tree.lemma[verb] in _KEEPING
        for event in self._ruling(noun):
            ends = event.at == verb and event.type == "TreatyWithdrawal"
            if country in (None, *(r.country for r in event.parties)) and (rests or keeps or ends):
                return self._again(event, noun)
        return []

    def _ruling(self, noun: int) -> Iterator[Remembered]:
        """The events between two states in whose phrase the noun stands, the nearest first."""
        tree = self.scene.tree
        above = set(tree.ancestors(noun))
        for event in reversed(self.memory.events):
            if tree.sent[event.at] != tree.sent[noun]:
                return
            between_two = len({r.country for r in event.parties}) == 2
            if event.at < noun and event.at in above and between_two:
                yield event

    @staticmethod
    def _again(event: Remembered, noun: int) -> list[Referent]:
        return [
            replace(r, first=noun, last=noun, how="event", certainty=r.certainty * 0.8) for r in event.parties
        ]

    def _around(self, noun: int) -> list[Referent]:
        """The two states of the clauses around the noun: "A urged B to respect the *ceasefire*"."""
        tree = self.scene.tree
        found: dict[str, Referent] = {}
        verb = governor(tree, noun)
        for _ in range(3):
            if verb is None:
                break
            c = clause(tree, verb)
            heads = [
                *c.subject,
                *c.object,
                *(h for name in ("to", "with", "on") for h in c.preps.get(name, ())),
            ]
            for h in heads:
                for r in self.slots.referents.head(h) if h != noun else ():
                    if r.country and r.standing not in ("private", "people", "place"):
                        found.setdefault(r.country, replace(r, certainty=r.certainty * 0.65))
            if len(found) >= 2 or tree.dep[verb] not in ("xcomp", "ccomp", "advcl", "conj"):
                break
            verb = tree.head[verb] if tree.is_verb(tree.head[verb]) else None
        return list(found.values()) if len(found) == 2 else []

    def _points_back(self, noun: int) -> bool:
        tree = self.scene.tree
        words = {tree.lower[k] for k in tree.kids[noun] if k < noun}
        if tree.tag[noun] == "NNP" and tree.lemma[noun] in _NAMED and restricted(tree, noun):
            return False  # "the Battle of the Somme" is known by its name
        if words & _DETERMINERS or any(tree.tag[k] == "PRP$" for k in tree.kids[noun]):
            return True
        if tree.tag[noun] == "NNP" and tree.lemma[noun] not in _NAMED:
            return True  # a named exercise or treaty is always the same; of wars there are many
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

    def _alike(self, frame: NounFrame, noun: int, country: str) -> list[Referent]:
        """ "*Similar* drills with Malta": by the article's state, if it took part in those before."""
        tree = self.scene.tree
        if not any(tree.lower[k] in ("similar", "such", "another", "like") for k in tree.kids[noun]):
            return []
        home = self.scene.home
        before = next((e for e in reversed(self.memory.events) if e.at < noun and e.type == frame.type), None)
        if (
            before is None
            or home is None
            or home == country
            or home not in {r.country for r in before.parties}
        ):
            return []
        state = self.slots.referents.state(home, noun, "home", 0.6)
        return [state] if state else []

    def _reporter(self, noun: int, country: str) -> Referent | None:
        """The state of whoever speaks of it: its officials speak of its own talks."""
        speaker = self.speaker(noun) if self.daring else None
        if speaker is None or speaker.country in (None, country):
            return None
        state = self.slots.referents.state(speaker.country or "", noun, "speaker", 0.6)
        return replace(state, antecedent=(speaker.first, speaker.last)) if state else None

    def _topic(self, noun: int, have: list[Referent]) -> Sides | None:
        """The two states that the article is about, if the sentence names no third."""
        pair = self._topical(noun)
        countries = {r.country for r in pair}
        if not pair or not {r.country for r in have} <= countries:
            return None
        if not self.coreference.history.countries_of_sentence(noun) <= countries:
            return None
        own = {r.country for r in have}
        return [*have, *(r for r in pair if r.country not in own)], []
