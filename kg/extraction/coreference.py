"""Pronouns, definite nouns and plurals: whom they repeat.

Candidates are the explicit mentions before the phrase, in text order, ranked by distance in
sentences and by being a subject (salience as in Lappin & Leass 1994, reduced to what this domain
needs). "The two sides" and "both countries" mean the last two states that were named together,
else the two that the article is about. "I", "we" and "our" in a quotation mean its speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.control import antecedent
from kg.extraction.gender import FEMININE, MASCULINE, agrees
from kg.extraction.history import History
from kg.extraction.pairs import PLURAL, Pairs
from kg.extraction.phrases import governor, restricted
from kg.extraction.referents import distinct
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.history import Explicit
    from kg.extraction.memory import Memory
    from kg.extraction.referents import Referents
    from kg.extraction.scene import Referent, Scene

__all__ = ["Coreference"]

_HE = FEMININE | MASCULINE
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_WE = frozenset("we us our ours".split())
_I = frozenset("i me my mine".split())
_SIDES = frozenset(
    """side country state nation party government leader minister neighbour neighbor counterpart capital
    army navy ally official president delegation premier foe rival power military people chief
    secretary""".split()
)
_LAND = frozenset(
    "country nation state kingdom republic sultanate emirate government island federation".split()
)
_SHARED = frozenset({"border", "frontier", "boundary"})
_POLITIES = frozenset("kingdom republic sultanate emirate federation".split())
_BLOC = frozenset("bloc alliance organisation organization body union group".split())
# ... which even without "two" mean both, where just two have been named.
_JOINTLY = frozenset("side neighbour country party leader minister president official general".split())
_SENTENCES = 4  # how far back a pronoun looks


@dataclass(eq=False)
class Coreference:
    """Answers for one scene.

    ``speaker_of`` gives the speaker of a quoted token.
    """

    scene: Scene
    speaker_of: Callable[[int], Referent | None]
    memory: Memory
    _memo: dict[int, list[Referent]] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)

    def prepare(self, referents: Referents) -> None:
        """Collect the explicit mentions of the whole article."""
        self.referents = referents
        self.history = History(self.scene)
        self.pairs = Pairs(self.scene, self.history, referents, self.memory)
        self.history.collect(referents)
        self.forget()

    def forget(self) -> None:
        """Answer anew what was answered before more of the article was read."""
        self._memo.clear()

    def __call__(self, token: int) -> list[Referent]:
        """Whom the pronoun or common noun at ``token`` repeats."""
        if token in self._memo:
            return self._memo[token]
        if token in self._busy:
            return []
        self._busy.add(token)
        try:
            found = self._resolve(token)
        finally:
            self._busy.discard(token)
        self._memo[token] = found
        return found

    def _resolve(self, token: int) -> list[Referent]:
        tree = self.scene.tree
        word, lemma = tree.lower[token], tree.lemma[token]
        if word == "whose":
            above = antecedent(tree, token)
            return self.referents.head(above) if above is not None else []
        if word in _HE:
            return self._one(token, lambda r: self._is_person(r, word), "pronoun")
        if word in _IT:
            return self._above(token) or self._one(token, self._is_thing, "pronoun")
        if word in _I or word in _WE:
            return self._first_person(token)
        if word in _THEY:
            return self._they(token)
        if word in ("each", "one", "another"):
            return (
                self.pairs.pair(token) if word == "each" or tree.lower[token - 1 : token] == ("one",) else []
            )
        the_two = word == "two" and any(tree.lower[k] == "the" for k in tree.kids[token])
        if lemma in _SHARED and any(tree.lower[k] in ("the", "their") for k in tree.kids[token]):
            return self._shared(token)
        if word == "both" or the_two or (lemma in _SIDES and self._is_pair(token)):
            return self.pairs.gathered(token) or self.pairs.pair(token)
        return self._definite(token)

    def _shared(self, token: int) -> list[Referent]:
        """ "the border", of which nothing more is said: that of the two in question."""
        tree = self.scene.tree
        if any(tree.dep[k] in ("prep", "amod", "compound", "relcl") for k in tree.kids[token]):
            return []
        return [replace(r, standing="place") for r in self.pairs.pair(token)]

    def _above(self, token: int) -> list[Referent]:
        """ "*The frigate* sailed for Malta, where *it* will refuel": the thing that the main clause is about.

        A common noun whose state is told elsewhere; names are found without.
        """
        tree = self.scene.tree
        verb = governor(tree, token)
        if verb is None or tree.dep[token] != "nsubj" or tree.dep[verb] not in ("relcl", "advcl"):
            return []
        for a in tree.ancestors(verb):
            for s in tree.children(a, "nsubj", "nsubjpass"):
                if s < token and tree.tag[s] == "NN" and s not in self.scene.titles:
                    found = self.referents.head(s) or self.referents.echoes.of(s)
                    return [self._state_of(r, token) for r in found[:1] if r.country]
        return []

    def _is_person(self, r: Referent, pronoun: str) -> bool:
        """An official whom "he" or "she" can mean."""
        if r.standing != "official" or (r.actor.kind != ActorKind.PERSON and r.how != "agent"):
            return False
        held = self.scene.people.get(r.first) or self.scene.people.get(r.last)
        titles = held[0].titles if held is not None else frozenset()
        name = r.actor.name if r.actor.kind == ActorKind.PERSON else ""
        return agrees(pronoun, name, titles)

    def _is_thing(self, r: Referent) -> bool:
        return r.actor.kind != ActorKind.PERSON and r.standing in ("state", "organization", "body", "force")

    def _is_pair(self, token: int) -> bool:
        """ "the two sides", "both countries", "the two West African neighbours", "the neighbours"."""
        tree = self.scene.tree
        if token not in tree.morph_plural:
            return False
        words = {tree.lower[k] for k in tree.kids[token]}
        if words & PLURAL:
            return True
        if "all" in words or restricted(tree, token):
            return False
        return bool(words & {"the", "our", "their"}) and tree.lemma[token] in _JOINTLY

    def _one(self, token: int, fits: Callable[[Referent], bool], how: str) -> list[Referent]:
        """The most salient fitting mention."""
        tree = self.scene.tree
        here = tree.sent[token]
        owned = tree.head[token] if tree.dep[token] == "poss" else token
        clause = governor(tree, owned)
        best: tuple[float, Explicit] | None = None
        for rank, c in enumerate(self.history.before(token, _SENTENCES)):
            if not fits(c.referent):
                continue
            score = -1.0 * (here - c.sentence) - 0.05 * rank + (0.9 if c.subject else 0.0)
            if (
                c.sentence == here
                and clause is not None
                and (tree.dep[token] != "poss" or how == "definite")
                and governor(tree, c.at) == clause
            ):
                if how == "definite":
                    continue  # "Belgrade condemned the Pacific nation's step"
                score -= 2.0  # "it" is not the other party of its own clause
            if self.scene.headline(c.at) and not self.scene.headline(token):
                score -= 0.5
            if best is None or score > best[0]:
                best = (score, c)
        if best is None:
            return []
        certainty = 0.85 - 0.1 * min(3, here - best[1].sentence)
        r = best[1].referent
        return [r.again(token, token, how, r.certainty * certainty)]

    def _first_person(self, token: int) -> list[Referent]:
        speaker = self.speaker_of(token)
        if speaker is None:
            return []
        if self.scene.tree.lower[token] in _I:
            return [speaker.again(token, token, "pronoun", speaker.certainty * 0.9)]
        if speaker.actor.country is None:
            return []
        state = self.referents.state(speaker.actor.country, token, "pronoun", speaker.certainty * 0.8)
        return [replace(state, antecedent=(speaker.first, speaker.last))] if state else []

    def _they(self, token: int) -> list[Referent]:
        """The plural subject of a verb above, a coordinated or plural subject before; else the last pair."""
        tree = self.scene.tree
        here = tree.sent[token]
        if self._others(token):
            return []
        for above in tree.ancestors(token):
            for s in tree.children(above, "nsubj", "nsubjpass"):
                if s >= token or token in tree.subtree(s):
                    continue
                joint = tree.conjuncts(s)
                if len(joint) > 1 or s in tree.morph_plural:
                    found = distinct(r for k in joint for r in self.referents.head(k) if r.country)
                    if len({r.country for r in found}) == 1 and found[0].standing != "people":
                        return [r.again(token, token, "pronoun", 0.8) for r in found]
                    if not found and all(tree.tag[k] == "NNP" for k in joint):
                        return []  # "Smith and Jones sent *their* condolences"
        if tree.dep[token] == "poss" and (owner := self._equipped(token)):
            return owner
        for c in self.history.before(token, _SENTENCES):
            group = [
                x
                for x in self.history.of_sentence(c.sentence)
                if x.at < token and x.subject and x.referent.standing not in ("place", "people")
            ]
            countries = {x.referent.country for x in group}
            if len(countries) == 2 or (len(countries) > 2 and c.sentence < here):
                found = distinct(x.referent for x in group)
                return [r.again(token, token, "pronoun", 0.7) for r in found]
            itself = tree.dep[c.at] in ("nsubj", "nsubjpass")
            if itself and c.sentence < here and c.referent.actor.kind != ActorKind.PERSON:
                break  # a state or its forces may be "they"; one person is not
        if tree.dep[token] == "poss":
            near = self._one(token, self._is_thing, "pronoun")
            if near:
                return near
        return self.pairs.last_told(token) or self.pairs.named_before(token, 2)

    def _equipped(self, token: int) -> list[Referent]:
        """ "gave jeeps to the Fijian *army* and trains *their* drivers": a force named as an object."""
        tree = self.scene.tree
        for k in range(tree.sentences[tree.sent[token]][0], token):
            agent = self.scene.registry.agent(tree.lemma[k])
            if agent is not None and agent.standing == "force" and tree.dep[k] in ("pobj", "dative", "dobj"):
                found = [r for r in self.referents.head(k) if r.how == "agent"]
                if found:
                    return [r.again(token, token, "pronoun", 0.75) for r in found]
        return []

    def _others(self, token: int) -> bool:
        """ "shot at *tourists* and wounded them": people of no state, named nearer than any.

        Only for an object: a subject goes on about the subject before.
        """
        tree = self.scene.tree
        if tree.dep[token] == "poss":  # "sentenced two *smugglers* for their part in it"
            verb = governor(tree, tree.head[token])
            objects = tree.children(verb, "dobj", "nsubjpass") if verb is not None else []
            return any(self._folk(o) and not self.referents.head(o) for o in objects if o < token)
        if tree.dep[token] not in ("dobj", "pobj", "dative"):
            return False
        first, _ = tree.sentences[tree.sent[token]]
        for i in range(token - 1, first - 1, -1):
            if tree.is_noun(i) and self._folk(i):
                return not self.referents.head(i)
        return False

    def _folk(self, noun: int) -> bool:
        """Several people, or a body of them: "tourists", "the family"."""
        agent = self.scene.registry.agent(self.scene.tree.lemma[noun])
        many = noun in self.scene.tree.morph_plural
        return agent is not None and (many or (agent.collective and agent.standing == "people"))

    def _definite(self, token: int) -> list[Referent]:
        """ "the general", "the country", "the delegation": needs a definite article or "his", "its"."""
        tree, scene = self.scene.tree, self.scene
        kids = {tree.lower[k] for k in tree.kids[token]}
        owner = next((k for k in tree.kids[token] if tree.tag[k] == "PRP$"), None)
        bare_title = token in scene.titles and not (kids & {"a", "an", "another", "some", "any"})
        definite = bool(kids & {"the", "this", "that", "these", "those"}) or owner is not None
        if not (definite or bare_title):
            return []
        lemma = tree.lemma[token]
        if owner is not None and (lemma in _LAND or self.scene.registry.agent(lemma) is not None):
            whose = self(owner)
            return [self._state_of(r, token) for r in whose if r.country]
        if lemma in _BLOC and self.scene.registry.agent(f"{tree.lower[token - 1]} {lemma}") is None:
            return self._one(token, lambda r: r.standing == "organization", "definite")
        if lemma in _LAND and token not in tree.morph_plural:
            return self._polity(token, lemma)
        if token in tree.morph_plural:
            return []
        if token in scene.titles or scene.registry.agent(lemma) is not None:
            return self._titled(token)
        return []

    def _polity(self, token: int, lemma: str) -> list[Referent]:
        """ "the country"; "the Kingdom" is one whose full name says so ("Kingdom of Morocco")."""

        def fits(r: Referent) -> bool:
            return r.actor.kind == ActorKind.STATE and (
                lemma not in _POLITIES or any(lemma in alias.lower().split() for alias in r.actor.aliases)
            )

        home = self.scene.home
        if lemma in _POLITIES and home and self.scene.tree.words[token][0].isupper():
            # a national agency's "the Kingdom" is its own
            state = self.referents.state(home, token, "definite", 0.75)
            if state and fits(state):
                return [state]
        return self._one(token, fits, "definite")

    def _state_of(self, r: Referent, token: int) -> Referent:
        state = self.referents.state(r.country or "", token, "pronoun", r.certainty * 0.9)
        return replace(state, antecedent=r.antecedent or (r.first, r.last)) if state else r

    def _titled(self, token: int) -> list[Referent]:
        """ "the minister": the nearest person whose title holds these words."""
        tree, scene = self.scene.tree, self.scene
        span = scene.titles.get(token)
        first = span.first if span else token
        wanted = {tree.lemma[i] for i in range(first, token + 1) if tree.is_noun(i) or tree.pos[i] == "ADJ"}

        def fits(c: Explicit) -> bool:
            held = scene.people.get(c.at)
            return held is not None and bool(wanted & held[0].titles) and tree.lemma[token] in held[0].titles

        for c in self.history.before(token, 8):
            if c.referent.standing == "official" and fits(c):
                return [c.referent.again(first, token, "definite", 0.75)]
        for c in self.history.mentions if scene.headline(token) else ():
            # headlines name by title those whom the body then names
            if c.referent.standing == "official" and fits(c):
                return [c.referent.again(first, token, "definite", 0.7)]
        return self._domestic(token, first)

    def _other_of_topic(self, token: int) -> str | None:
        """ "*The Prime Minister* and President Hollande" of an article about Britain and France."""
        tree = self.scene.tree
        with_whom = {
            r.country
            for k in tree.conjuncts(token)
            if k != token
            for r in self.referents.head(k)
            if r.country
        }
        pair = {r.country for r in self.pairs.of_topic(token)}
        rest = pair - with_whom
        return rest.pop() if len(pair) == 2 and len(rest) == 1 else None

    def _domestic(self, token: int, first: int) -> list[Referent]:
        """A bare title or body ("the defence ministry", "Foreign Minister"): the article's own state."""
        scene, tree = self.scene, self.scene.tree
        agent = scene.registry.agent(tree.lemma[token])
        standing = agent.standing if agent else "official"
        if standing in ("private", "people", "force"):
            return []
        home = scene.home or self._other_of_topic(token)
        if home is None:
            return []
        state = self.referents.state(home, token, "home", 0.5)
        return [replace(state, standing=standing, first=first)] if state else []
