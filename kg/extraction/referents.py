"""Whom a noun phrase means: names, people, bodies of a state, and by way of ``coreference`` the rest.

A phrase means its head if the head is an actor ("Iran", "the Iranian minister", "Pakistani
troops"); a capital, palace or ministry stands for its state where it acts and is a place where it
locates. Where a frame allows it, actors inside a phrase count ("Iran's nuclear programme").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kg.actors import Form
from kg.extraction.echoes import Echoes
from kg.extraction.phrases import see_through
from kg.extraction.scene import PLACE_FORMS, Name, Person, Referent, Scene
from kg.model import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Referents", "distinct"]

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "appos", "nummod", "conj"})
# Names beside a name; "Oman-Iran" is at times misread as a number.
_BESIDE = frozenset({"conj", "compound", "nmod", "amod", "npadvmod", "nummod"})
_ACTING_IN = frozenset(
    """government regime authority official junta leadership administration leader protester protestor
    demonstrator crowd mob rioter""".split()
)
_GENERIC = frozenset(
    "general official leader commander dignitary officer chief minister diplomat politician guest".split()
)
_LED = frozenset({"led", "commanded", "dominated", "run"})
_PRONOUNS = frozenset(
    """he she him her his hers it its they them their theirs we us our ours i me my mine himself herself
    itself themselves both one another who whom each""".split()
)
# Inside a phrase that is no actor itself: where its actors stand, nearest first.
_INSIDE = tuple("of by against on with between among from for to towards toward over".split())
# What is excepted or feared is no party to what its phrase tells.
_NOT_THEIRS = frozenset({"exception", "exclusion", "fear", "worry", "anxiety"})
_SITES = ("in", "near", "at", "inside", "into", "across", "outside", "around", "along", "off")


class Anaphora(Protocol):
    """Answers for pronouns, definite nouns and pairs."""

    def __call__(self, token: int) -> list[Referent]:
        """Whom a pronoun or definite noun repeats."""


def distinct(found: Iterable[Referent]) -> list[Referent]:
    """Each actor once, in order."""
    out: dict[str, Referent] = {}
    for r in found:
        out.setdefault(r.actor.id, r)
    return list(out.values())


@dataclass(eq=False)
class Referents:
    """Resolves head tokens against a scene; ``anaphora`` is asked for pronouns and definite nouns."""

    scene: Scene
    anaphora: Anaphora

    def __post_init__(self) -> None:
        self.echoes = Echoes(self.scene, self)

    def of(
        self,
        head: int,
        *,
        place: bool = False,
        inside: bool = True,
        venues: bool = False,
        own: frozenset[str | None] = frozenset(),
    ) -> list[Referent]:
        """The actors that the phrase headed by ``head`` means.

        ``place``: a city or capital counts as its state (a visit's target). ``inside``: where the
        head is no actor, actors in its modifiers count, at a lower certainty. ``venues`` and ``own``:
        see ``inside``.
        """
        direct = self.head(head, place=place)
        if direct and self.scene.headline(head):
            direct = self._listed(head, direct)
        if direct or not inside:
            return direct
        return [
            replace(r, certainty=r.certainty * 0.85, how=f"inside {r.how}")
            for r in self.inside(head, venues=venues, own=own)
        ]

    def _listed(self, head: int, found: list[Referent]) -> list[Referent]:
        """A headline's comma is an "and": "Carter, Iraqi Prime Minister discuss"."""
        tree = self.scene.tree
        for k in tree.children(head, "appos"):
            own = {r.country for r in found}
            found = [*found, *(r for r in self.head(k) if r.country not in own)]
        return found

    def head(self, head: int, *, place: bool = False) -> list[Referent]:
        """The actors that the head itself means, ``[]`` if it is none."""
        tree = self.scene.tree
        head = see_through(tree, head)
        direct = self._direct(head, place=place)
        return direct or self._examples(head)

    def _examples(self, head: int) -> list[Referent]:
        """ "allies such as Germany", "nations including Denmark and France"."""
        tree = self.scene.tree
        if head not in tree.morph_plural:
            return []
        for k in tree.children(head, "prep"):
            such = tree.lower[k] == "as" and any(tree.lower[x] == "such" for x in tree.kids[k])
            if such or tree.lower[k] in ("including", "like"):
                heads = [c for p in tree.children(k, "pobj") for c in tree.conjuncts(p)]
                return distinct(r for h in heads for r in self._direct(h, place=False))
        return []

    def _direct(self, head: int, *, place: bool) -> list[Referent]:
        tree = self.scene.tree
        if head in self.scene.people:
            return [self.person(head)]
        name = self.scene.names.get(head)
        if name is not None:
            return self._named(name, head, place)
        if tree.lower[head] in _PRONOUNS:
            return self.anaphora(head)
        if not (
            tree.is_noun(head) or head in self.scene.titles or tree.pos[head] in ("NUM", "ADJ", "DET", "NOUN")
        ):
            return []
        return self._common(head)

    def person(self, i: int) -> Referent:
        """The person named at token ``i``."""
        person, first, last = self.scene.people[i]
        standing = "private" if person.actor.private else "official"
        if person.actor.kind == ActorKind.ORGANIZATION:
            standing = "body"
        how = "assumed" if person.assumed else "name"
        return Referent(person.actor, first, last, standing, how, person.certainty, person.office)

    def _named(self, name: Name, head: int, place: bool) -> list[Referent]:
        actor, form, tree = name.actor, name.form, self.scene.tree
        if form in (Form.CAPITAL, Form.CITY):
            if place:
                return [Referent(actor, name.first, name.last, "place", form.value, 0.9)]
            if form == Form.CITY or self._locates(head):
                return []
            return [Referent(actor, name.first, name.last, "state", "metonymy", 0.9)]
        if form == Form.DEMONYM or (form == Form.ADJECTIVE and head == name.last):
            definite = any(tree.lower[k] in ("the", "both") for k in tree.kids[head])
            if (standing := self._shared_noun(head)) is not None:
                return [Referent(actor, name.first, name.last, standing, "agent", 0.85)]
            if (
                form == Form.ADJECTIVE
                and not definite
                and head not in tree.morph_plural
                and tree.pos[head] == "ADJ"
            ):
                return []
            compounded = tree.words[head + 1 : head + 2] == ["-"]  # "a Russian-brokered truce"
            standing = "state" if definite or compounded or head in tree.morph_plural else "people"
            return [Referent(actor, name.first, name.last, standing, "demonym", 0.8)]
        standing = {
            ActorKind.STATE: "state", ActorKind.ORGANIZATION: "organization",
            ActorKind.PERSON: "official", ActorKind.ARMED_GROUP: "force",
        }[actor.kind]  # fmt: skip
        return [Referent(actor, name.first, name.last, standing, form.value, 0.98)]

    def _shared_noun(self, head: int) -> str | None:
        """The standing of the noun that a coordinated adjective shares: "*Kyrgyz* and Tajik commissions"."""
        tree = self.scene.tree
        for k in tree.conjuncts(head)[1:]:
            if tree.is_noun(k) and k not in self.scene.names:
                agent = self.scene.registry.agent(tree.lemma[k])
                return agent.standing if agent else "state"
        return None

    def _locates(self, head: int) -> bool:
        """A capital under "in", "at", "near" is where, not who."""
        tree = self.scene.tree
        i = head
        while tree.dep[i] in ("conj", "appos") and tree.head[i] != i:
            i = tree.head[i]
        return tree.dep[i] == "pobj" and tree.lower[tree.head[i]] in (
            "in",
            "at",
            "near",
            "around",
            "outside",
            "via",
        )

    def _common(self, head: int) -> list[Referent]:
        """A common noun: the body of a state, or one that stands for an earlier phrase."""
        tree, scene = self.scene.tree, self.scene
        title = scene.titles.get(head)
        agent = scene.registry.agent(tree.lemma[head])
        if agent is None and title is None:
            return self._called(head) or self.anaphora(head)
        apposed = [k for k in tree.children(head, "appos") if k in scene.people]
        if apposed:
            return [self.person(apposed[0])]
        if ally := self._called(head):
            return ally
        standing = agent.standing if agent is not None else "official"
        states = self.states_of(head)
        if not states:
            return self.anaphora(head)
        out = []
        for s in states:
            if title is not None and (known := self._holder(title.first, head, s.actor.country)):
                out.append(known)
                continue
            office = title.title.name if title is not None and title.title.kind == "office" else None
            out.append(
                replace(s, standing=standing, how="agent", certainty=s.certainty * 0.95, office=office)
            )
        return out

    def _called(self, head: int) -> list[Referent]:
        """ "its NATO ally *Turkey*", "the regional rival *Japan's Prime Minister*": named right behind."""
        tree = self.scene.tree
        for k in tree.children(head, "appos"):
            if "," not in tree.words[head + 1 : k] and (k in self.scene.names or k in self.scene.titles):
                return self.head(k)
        return []

    def _holder(self, first: int, head: int, country: str | None) -> Referent | None:
        """The one person of the article whom "the Iranian defence minister" can mean."""
        tree = self.scene.tree
        if head in tree.morph_plural or any(tree.lower[k] in ("a", "an", "another") for k in tree.kids[head]):
            return None
        wanted = {tree.lemma[i] for i in range(first, head + 1)}
        citizens = [p for p in self.scene.citizens.get(country, ()) if not p.actor.private]
        fits = {p.actor.id: p for p in citizens if wanted <= p.titles}
        if not fits and tree.lemma[head] in _GENERIC:
            # "the Pakistani general": the article names one Pakistani official
            fits = {p.actor.id: p for p in citizens if p.actor.kind == ActorKind.PERSON}
            if len(fits) > 1:
                return None
        if not fits:
            return None
        # Of several the one named last before this.
        before = [(self._last_named(p, head), k) for k, p in fits.items()]
        latest, chosen = max(before)
        if latest < 0 and len(fits) > 1:
            return None
        person = fits[chosen]
        return Referent(person.actor, first, head, "official", "title", person.certainty * 0.9, person.office)

    def _last_named(self, person: Person, before: int) -> int:
        """The last token before ``before`` that names the person, -1 for none."""
        tokens = self.scene.named[id(person)]
        at = bisect_left(tokens, before)
        return tokens[at - 1] if at else -1

    def states_of(self, head: int) -> list[Referent]:
        """The states whose body a common noun names: modifiers, owner, complement."""
        tree = self.scene.tree
        found = self.modifiers(head)
        if found:
            return found
        for prep in tree.children(head, "prep"):
            word = tree.lower[prep]
            heads = [c for p in tree.children(prep, "pobj") for c in tree.conjuncts(p)]
            if word in ("of", "from"):
                found += [
                    r for h in heads for r in self.head(h, place=word == "from") if r.standing != "people"
                ]
            elif word == "in" and tree.lemma[head] in _ACTING_IN:
                found += [r for h in heads for r in self.head(h, place=True)]
            if found:
                return distinct(found)
        return []

    def modifiers(self, head: int, *, venues: bool = True, orgs: bool = True) -> list[Referent]:
        """Actors that modify a noun from the left: "Iranian", "Iran's", "US-Japan", "its".

        ``venues=False``: capitals and cities in a compound are where, not who ("Minsk talks");
        ``orgs=False``: organisations too ("UNGA meeting").
        """
        tree, scene = self.scene.tree, self.scene
        out: list[Referent] = []
        owners: list[int] = []
        stack = [k for k in tree.kids[head] if tree.dep[k] in _MODIFIERS and k < head]
        stack += [k for k in tree.kids[head] if tree.dep[k] == "nmod" and k > head and k in scene.names]
        seen: set[int] = set()
        while stack:
            k = stack.pop(0)
            if k in seen or k > head + 2:
                continue
            seen.add(k)
            if k in scene.people:
                if tree.dep[k] == "poss" or tree.dep[tree.head[k]] == "poss":
                    out.append(self.person(k))
                continue
            name = scene.names.get(k)
            if name is not None:
                owner = tree.dep[k] == "poss"
                where = not venues and name.form in PLACE_FORMS
                where = where or (not orgs and name.form == Form.ORGANIZATION)
                if owner or not where:
                    how = "possessive" if owner else name.form.value
                    standing = "organization" if name.actor.kind == ActorKind.ORGANIZATION else "state"
                    if name.form != Form.CITY or owner or self._sited(k, head):
                        out.append(Referent(name.actor, name.first, name.last, standing, how, 0.95))
                beside = [c for c in tree.kids[k] if c not in seen and tree.dep[c] in _BESIDE]
                stack += [c for c in beside if tree.dep[c] != "nummod" or c in scene.names]
                continue
            if tree.tag[k] in ("PRP$", "WP$"):
                owners.append(k)
                continue
            if tree.dep[k] == "amod" and tree.is_verb(k) and tree.lower[k] not in _LED:
                continue  # "Russian-made", "US-backed": the maker or backer is not the bearer
            if tree.dep[k] == "poss":
                out += self.head(k)
            stack += [c for c in tree.kids[k] if tree.dep[c] in _MODIFIERS and c not in seen]
        if not out:  # "his Omani counterpart", "our Turkish allies" are Omani and Turkish
            out = [r for k in owners for r in self.anaphora(k)]
        return distinct(sorted(out, key=lambda r: r.first))

    def _sited(self, k: int, head: int) -> bool:
        """A city right in front of what stands in it: "the Isparta school"."""
        tree = self.scene.tree
        return (
            tree.dep[k] == "compound"
            and tree.head[k] == head
            and self.scene.registry.agent(tree.lemma[head]) is None
        )

    def inside(
        self,
        head: int,
        *,
        venues: bool = False,
        own: frozenset[str | None] = frozenset(),
        echo: bool = True,
    ) -> list[Referent]:
        """Actors in the modifiers and complements of a phrase that is no actor itself.

        ``venues``: where it stands counts ("targets *in Syria*"). ``own``: countries that are not
        meant ("its blockade *of Yemen*"). ``echo``: if it holds none, those of the phrase that it repeats.
        """
        tree = self.scene.tree
        head = see_through(tree, head)
        if not (tree.is_noun(head) or tree.is_verb(head) or tree.pos[head] in ("ADJ", "NUM", "DET")):
            return []
        if tree.dep[head] == "pobj" and tree.lower[tree.head[head]] in ("like", "unlike"):
            return []  # "taxes like Estonia"
        if tree.lemma[head] in _NOT_THEIRS:
            return []  # "with the exception of Malta", "for fear of Malta"
        if tree.is_noun(head):
            found = [r for r in self.modifiers(head, venues=venues) if r.country not in own]
            if found:
                return found
        if echo and (found := [r for r in self.echoes.summed(head) if r.country not in own]):
            return found
        under = tree.children(head, "prep", "agent", "dative")
        under += [p for k in tree.children(head, "acl") for p in tree.children(k, "prep", "agent")]
        by_word: dict[str, list[int]] = {}
        for prep in under:
            by_word.setdefault(tree.lower[prep], []).extend(
                c for p in tree.children(prep, "pobj") for c in tree.conjuncts(p)
            )
        for word in (*_INSIDE, *(_SITES if venues else ())):
            found = [
                r
                for h in by_word.get(word, ())
                for r in self.of(h, place=word in _SITES, venues=venues)
                if r.country not in own
            ]
            if found:
                return distinct(found)
        for k in tree.children(head, "appos", "acl", "relcl"):
            # "howitzers ordered *by Armenia*", "the plant that *Japan* had given"
            heads = tree.children(k, "dobj") + [
                p for a in tree.children(k, "agent") for p in tree.children(a, "pobj")
            ]
            if tree.dep[k] == "relcl" and not tree.children(k, "nsubjpass"):
                heads = [
                    s for s in tree.children(k, "nsubj") if tree.lower[s] not in ("who", "which", "that")
                ]
            if found := [r for h in heads for r in self.of(h)]:
                return distinct(r for r in found if r.country not in own)
        return [r for r in self.echoes.of(head) if r.country not in own] if echo else []

    def state(self, code: str, at: int, how: str, certainty: float) -> Referent | None:
        """A state, as meant by a word that does not name it."""
        actor: Actor | None = self.scene.registry.get(code)
        return Referent(actor, at, at, "state", how, certainty) if actor else None
