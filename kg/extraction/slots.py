"""From a frame's slots to actors: subjects, objects, prepositions, modifiers of verbs and nouns.

Slot names are those of docs/frames.md. A slot ending in ``!`` accepts only a head that is itself
an actor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.actors import Form
from kg.extraction.phrases import governor, see_through
from kg.extraction.referents import Referents, distinct
from kg.extraction.syntax import Clause, clause

if TYPE_CHECKING:
    from kg.extraction.memory import Memory
    from kg.extraction.scene import Referent, Scene
    from kg.extraction.status import StatusReader

__all__ = ["Slots"]

_CONDITIONAL = frozenset({"if", "unless", "until", "should"})
# "during his visit", "after talks with", "on a visit to": the doer is the subject of the clause they set.
_INVOLVING = frozenset("involve include comprise unite link connect group gather bring".split())
_THINGS = frozenset({"it", "this", "that", "them", "these"})
_SETTING = frozenset({"in", "during", "at", "after", "following", "on", "before", "upon", "throughout"})


@dataclass(eq=False)
class Slots:
    """Fills slots of one scene."""

    scene: Scene
    referents: Referents
    status: StatusReader
    memory: Memory

    def verb(
        self, c: Clause, slot: str, *, venues: bool = False, own: frozenset[str | None] = frozenset()
    ) -> list[Referent]:
        """The actors in a slot of a verb.

        ``venues``: places inside a phrase count ("toured the Isparta school"). ``own``: countries that
        are not meant ("lifted its blockade of *Yemen*").
        """
        strict = slot.endswith("!")
        name = slot.rstrip("!")
        if name == "subject":
            return self._subject(c, strict)
        if name in ("object", "recipient"):
            heads = c.object if name == "object" else c.recipient
            return self._heads(heads, strict, venues=venues, own=own)
        if name == "complement":
            return self._complement(c, strict, own)
        if name == "speaker":
            return []  # whoever is credited with the words: filled in by the reader of clauses
        if name == "condition":
            return self._condition(c, strict)
        if name.startswith("object."):
            return self._heads(
                [h for o in c.object for h in self._under(see_through(self.scene.tree, o), name[7:])], strict
            )
        heads = c.preps.get(name, ())
        if name in ("in", "during"):  # "retaken in an operation backed by Oman": no place
            heads = tuple(h for h in heads if self.scene.tree.lemma[h] not in self.status.lexicon.nouns)
        return self._heads(heads, strict, venues=venues, own=own)

    def _subject(self, c: Clause, strict: bool) -> list[Referent]:
        found: list[Referent] = []
        for h in c.subject:
            direct = self.referents.of(h, inside=False)
            if not direct and not strict and self.scene.tree.is_noun(h):
                direct = [
                    replace(r, certainty=r.certainty * 0.8, how=f"inside {r.how}")
                    for r in self.referents.modifiers(see_through(self.scene.tree, h), venues=False)
                ] or self._gathering(h)
            found += direct
        return distinct(found)

    def _gathering(self, noun: int) -> list[Referent]:
        """ "the *summit* denounced the accord": those who met."""
        event = self.memory.find(noun) if self.memory.definite(noun) or self.scene.headline(noun) else None
        if event is None or event.root != "Consultation" or not event.reciprocal:
            return []
        return [r.again(noun, noun, "event", r.certainty * 0.75) for r in event.parties]

    def _heads(
        self,
        heads: tuple[int, ...] | list[int],
        strict: bool,
        *,
        venues: bool = False,
        own: frozenset[str | None] = frozenset(),
    ) -> list[Referent]:
        found: list[Referent] = []
        for h in heads:
            if not strict and (thing := self._thing(h)):
                found += thing
                continue
            direct = self.referents.of(h, place=True, inside=not strict, venues=venues, own=own)
            if not direct and not strict:
                direct = self._told(see_through(self.scene.tree, h))
            found += direct
        return distinct(found)

    def _thing(self, h: int) -> list[Referent]:
        """ "commented on the accord, calling *it* void": of whoever the event just named is."""
        tree = self.scene.tree
        if tree.lower[h] not in _THINGS or tree.dep[h] not in ("dobj", "nsubj"):
            return []
        first, _ = tree.sentences[tree.sent[h]]
        for event in reversed(self.memory.events):
            if not first <= event.at < h or not tree.is_noun(event.at):
                continue
            if tree.dep[event.at] in ("dobj", "pobj", "nsubjpass"):
                return [r.again(h, h, "event", r.certainty * 0.8) for r in event.answerable]
        return []

    def _told(self, noun: int) -> list[Referent]:
        """The parties of the event that a noun means, or that it is part of: "the outcome of the *talks*"."""
        tree = self.scene.tree
        inner = [
            p for k in tree.children(noun, "prep") if tree.lower[k] == "of" for p in tree.children(k, "pobj")
        ]
        return next((found for i in (*inner, noun) if (found := self.memory.parties(i))), [])

    def _complement(self, c: Clause, strict: bool, own: frozenset[str | None]) -> list[Referent]:
        """The subject of the clause that the verb governs ("urged that *Iran* stop").

        Where that is the verb's own subject, whom the clause is about: "threatened to attack *Iran*".
        """
        if c.complement is None:
            return []
        below = clause(self.scene.tree, c.complement)
        doers = [h for h in below.subject if h not in c.subject]
        if doers or below.passive:
            return self._heads(doers or below.object, strict, own=own)
        return self._heads(below.object, strict, own=own) or next(
            (found for heads in below.preps.values() if (found := self._heads(heads, strict, own=own))), []
        )

    def _condition(self, c: Clause, strict: bool) -> list[Referent]:
        """On whose doing it depends: "threatened to leave unless *Iran* stops"."""
        tree = self.scene.tree
        above = [c.verb] if c.complement is None else [c.verb, c.complement]
        for k in [k for v in above for k in tree.children(v, "advcl")]:
            mark = tree.child(k, "mark")
            inverted = tree.child(k, "aux") is not None and tree.lower[tree.kids[k][0]] == "should"
            if inverted or (mark is not None and tree.lower[mark] in _CONDITIONAL):
                return self._heads(clause(tree, k).subject, strict)
        return []

    def _under(self, noun: int, prep: str) -> list[int]:
        """Heads under a preposition of a noun; through its "of" complement too."""
        tree = self.scene.tree
        out: list[int] = []
        for k in tree.children(noun, "prep", "agent", "dative"):
            heads = [x for p in tree.children(k, "pobj", "pcomp") for x in tree.conjuncts(p)]
            if tree.lower[k] == prep:
                out += heads
            for also in tree.children(k, "conj"):  # "talks within Europe and with the US"
                if tree.lower[also] == prep:
                    out += [x for p in tree.children(also, "pobj") for x in tree.conjuncts(p)]
            for deeper in tree.children(k, "prep"):
                if tree.lower[deeper] == prep:
                    out += [x for p in tree.children(deeper, "pobj") for x in tree.conjuncts(p)]
            if tree.lower[k] == "of" and prep != "of":
                out += [
                    x
                    for h in heads
                    if tree.is_noun(h) and h not in self.scene.names
                    for x in self._under(h, prep)
                ]
        return out

    def noun(self, noun: int, slot: str, carrier: int | None, *, orgs: bool = True) -> list[Referent]:
        """The actors in a slot of an event noun; ``carrier`` is the light or matrix verb above it.

        ``orgs=False``: an organisation in a compound is where ("UNGA meeting"), not who.
        """
        tree = self.scene.tree
        strict = slot.endswith("!")
        name = slot.rstrip("!")
        if name == "poss":
            return distinct(
                r
                for k in tree.children(noun, "poss")
                for c in tree.conjuncts(k)
                for r in self.referents.of(c)
            )
        if name in ("adjective", "compound"):
            forms = self.referents.modifiers(noun, venues=False, orgs=orgs)
            if not forms and tree.dep[noun] == "compound":  # "the Omani *blockade* measure"
                beside = self.referents.modifiers(tree.head[noun], venues=False, orgs=orgs)
                forms = [r for r in beside if r.last < noun]
            wanted = (
                (Form.ADJECTIVE.value, Form.DEMONYM.value)
                if name == "adjective"
                else (Form.NAME.value, Form.SERVICE.value, Form.ORGANIZATION.value)
            )
            found = [r for r in forms if r.how in wanted or (name == "adjective" and self._initials(r))]
            return found + (self._bodies(noun) if name == "compound" else [])
        if name == "complement":
            clauses = tree.children(noun, "acl", "ccomp", "relcl")
            return self._heads([h for k in clauses for h in clause(tree, k).subject if h != noun], strict)
        if name == "governor":
            return self._governor(noun, carrier) or self._involving(noun)
        if name.startswith("of."):
            heads = [h for o in self._under(noun, "of") for h in self._under(o, name[3:])]
            return self._heads(heads, strict)
        found = self._heads(self._under(noun, name), strict)
        if not found and name in ("between", "among") and tree.dep[noun] in ("nsubj", "nsubjpass"):
            # "fighting erupted between A and B": the parser hangs the parties on the verb or what follows it
            hung = [k for k in tree.subtree(tree.head[noun]) if k > noun and tree.lower[k] == name]
            found = self._heads(
                [x for k in hung[:1] for p in tree.children(k, "pobj") for x in tree.conjuncts(p)], strict
            )
        if not found and carrier is not None:
            c = clause(tree, carrier)
            below = noun in tree.ancestors(carrier)
            found = self._heads(
                [
                    h
                    for h in c.preps.get(name, ())
                    if h != noun and tree.lower[h] != "which" and (below or noun not in tree.ancestors(h))
                ],
                strict,
            )
            if not found and name == "by" and c.passive:
                found = self._subject(c, strict)
        return found

    def _involving(self, noun: int) -> list[Referent]:
        """ "the railway, which involves Kenya and Uganda", "a format grouping A and B"."""
        tree = self.scene.tree
        return distinct(
            r
            for k in tree.children(noun, "relcl", "acl")
            if tree.lemma[k] in _INVOLVING
            for h in clause(tree, k).object
            if h != noun
            for r in self.referents.head(h)
        )

    def _initials(self, r: Referent) -> bool:
        """ "the US withdrawal", "a UN embargo": names of initials have no adjective of their own."""
        word = self.scene.tree.words[r.first].replace(".", "")
        return r.first == r.last and r.how == Form.NAME.value and 1 < len(word) < 5 and word.isupper()

    def _bodies(self, noun: int) -> list[Referent]:
        """Bodies in a compound: "a Pakistan navy exercise"."""
        tree = self.scene.tree
        out = []
        for k in tree.children(noun, "compound", "nmod"):
            if (
                k not in self.scene.names
                and k not in self.scene.people
                and self.scene.registry.agent(tree.lemma[k])
            ):
                out += self.referents.states_of(k)
        return distinct(out)

    def carrier(self, noun: int, *, setting: bool = False) -> int | None:
        """The light or matrix verb that carries an event noun, whose subject is its doer.

        ``setting``: for meetings and visits also the verb of the clause that they set.
        """
        tree = self.scene.tree
        for k in tree.children(noun, "relcl", "acl"):
            # "a deal that A struck with B", "drills held with B"; not "the war that broke out"
            if self.status.light(k, noun) is not None and noun not in clause(tree, k).subject:
                return k
        verb = governor(tree, noun)
        if verb is None:
            return None
        if (
            tree.dep[noun] in ("nsubj", "nsubjpass")
            and tree.head[noun] == verb
            and not clause(tree, verb).passive
        ):
            return None
        if self.status.light(verb, noun) is not None or tree.lemma[verb] in self.status.lexicon.matrix:
            return verb
        if tree.lemma[verb] in self.status.lexicon.speech and tree.dep[noun] == "dobj":
            return verb
        return self._setting(noun) if setting else None

    def _setting(self, noun: int) -> int | None:
        """The verb that an event noun is the setting of: "In a meeting with X, *Y said*", "is on a visit"."""
        tree = self.scene.tree
        prep = tree.head[noun]
        if tree.dep[noun] != "pobj" or tree.lower[prep] not in _SETTING:
            return None
        verb = tree.head[prep]
        if tree.dep[verb] == "dobj":
            verb = tree.head[verb]  # "asked them to show patience in phone calls", hung on "restraint"
        if tree.dep[prep] == "prep" and (tree.is_verb(verb) or tree.pos[verb] == "AUX"):
            above = tree.head[verb]
            if tree.dep[verb] == "xcomp" and tree.lemma[above] in self.status.lexicon.verbs:
                return above  # "urged both to show restraint in separate phone calls"
            return verb
        return None

    def _governor(self, noun: int, carrier: int | None) -> list[Referent]:
        if carrier is None:
            return []
        c = clause(self.scene.tree, carrier)
        light = self.status.light(carrier, noun)
        if light is not None and light.subject in ("none", "target"):
            return []
        if noun in c.subject:
            return []
        found = self._subject(c, strict=False)
        if noun not in c.object and c.object:
            # "will join Jordan in exercises": who is joined takes part as well
            found += [r for o in c.object for r in self.referents.head(o)]
        return distinct(found)
