"""Pronouns, definite nouns and plurals: whom they repeat.

Candidates are the explicit mentions before the phrase, in text order, ranked by distance in
sentences and by being a subject (salience as in Lappin & Leass 1994, reduced to what this domain
needs). "The two sides" and "both countries" mean the last two states that were named together,
else the two that the article is about. "I", "we" and "our" in a quotation mean its speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.referents import Referents, distinct
from kg.extraction.scene import PLACE_FORMS, Referent, Scene
from kg.extraction.syntax import governor
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Coreference"]

_HE = frozenset("he him his himself she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_WE = frozenset("we us our ours".split())
_I = frozenset("i me my mine".split())
_SIDES = frozenset(
    """side country state nation party government leader minister neighbour neighbor counterpart capital
    army navy ally official president delegation premier foe rival power military people chief
    secretary""".split()
)
_PERSONS = frozenset("leader minister president official chief counterpart general".split())
_LAND = frozenset(
    "country nation state kingdom republic sultanate emirate government island federation".split()
)
_BLOC = frozenset("bloc alliance organisation organization body union group".split())
# ... which even without "two" mean both, where just two have been named.
_JOINTLY = frozenset("side neighbour country party leader minister president official general".split())
_SENTENCES = 4  # how far back a pronoun looks
_PLURAL = frozenset({"two", "both", "2"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    sentence: int
    subject: bool
    referent: Referent


@dataclass(eq=False)
class Coreference:
    """Answers for one scene; ``speaker_of`` gives the speaker of a quoted token."""

    scene: Scene
    speaker_of: Callable[[int], Referent | None]
    told: Callable[[int], list[Referent]]
    candidates: list[_Candidate] = field(default_factory=list)
    _at: list[int] = field(default_factory=list)
    _memo: dict[int, list[Referent]] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)
    _topic: tuple[str, ...] = ()

    def prepare(self, referents: Referents) -> None:
        """Collect the explicit mentions of the whole article."""
        tree, scene = self.scene.tree, self.scene
        self._referents = referents
        seen: set[int] = set()
        for i in range(len(tree)):
            referent = None
            if i in scene.people:
                person, first, _ = scene.people[i]
                if first in seen or person.actor.country is None:
                    continue
                seen.add(first)
                referent = referents.person(i)
                i = scene.people[i][2]
            elif i in scene.names:
                name = scene.names[i]
                if i != name.head:
                    continue
                standing = "organization" if name.actor.kind == ActorKind.ORGANIZATION else "state"
                if name.form in PLACE_FORMS:
                    standing = "place"
                referent = Referent(name.actor, name.first, name.last, standing, name.form.value, 0.95)
            if referent is not None:
                self.candidates.append(_Candidate(i, tree.sent[i], self._is_subject(i), referent))
        for span in {span.last: span for span in scene.titles.values()}.values():
            if span.last in scene.people or not any(tree.lower[k] == "the" for k in tree.kids[span.last]):
                continue
            for r in referents.head(span.last):
                if r.actor.kind == ActorKind.PERSON:
                    subject = self._is_subject(span.last)
                    self.candidates.append(_Candidate(span.last, tree.sent[span.last], subject, r))
        self.candidates.sort(key=lambda c: c.at)
        self._at = [c.at for c in self.candidates]
        counts = Counter(c.referent.country for c in self.candidates if c.referent.country)
        self._topic = tuple(k for k, _ in sorted(counts.items(), key=lambda kv: (-kv[1], str(kv[0]))) if k)

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
        if word in _HE:
            return self._one(
                token, lambda r: r.standing == "official" and r.actor.kind == ActorKind.PERSON, "pronoun"
            )
        if word in _IT:
            return self._one(token, self._is_thing, "pronoun")
        if word in _I or word in _WE:
            return self._first_person(token)
        if word in _THEY:
            return self._they(token)
        if word in ("each", "one", "another"):
            return self.pair(token) if word == "each" or tree.lower[token - 1 : token] == ("one",) else []
        if word == "both" or (lemma in _SIDES and self._is_pair(token)):
            return self.pair(token)
        return self._definite(token)

    def _is_thing(self, r: Referent) -> bool:
        return r.actor.kind != ActorKind.PERSON and r.standing in ("state", "organization", "body", "force")

    def _is_pair(self, token: int) -> bool:
        """ "the two sides", "both countries", "the two West African neighbours", "the neighbours"."""
        tree = self.scene.tree
        if token not in tree.morph_plural:
            return False
        words = {tree.lower[k] for k in tree.kids[token]}
        if words & _PLURAL:
            return True
        return bool(words & {"the", "our", "their"}) and tree.lemma[token] in _JOINTLY

    def _before(self, token: int, reach: int = _SENTENCES) -> list[_Candidate]:
        """Explicit mentions before ``token``, nearest first, within ``reach`` sentences."""
        cut = bisect_left(self._at, token)
        limit = self.scene.tree.sent[token] - reach
        out = []
        for c in reversed(self.candidates[:cut]):
            if c.sentence < limit:
                break
            out.append(c)
        return out

    def _one(self, token: int, fits: Callable[[Referent], bool], how: str) -> list[Referent]:
        """The most salient fitting mention."""
        tree = self.scene.tree
        here = tree.sent[token]
        clause = governor(tree, token)
        best: tuple[float, _Candidate] | None = None
        for rank, c in enumerate(self._before(token)):
            if not fits(c.referent):
                continue
            score = -1.0 * (here - c.sentence) - 0.05 * rank + (0.9 if c.subject else 0.0)
            if (
                c.sentence == here
                and clause is not None
                and tree.dep[token] != "poss"
                and governor(tree, c.at) == clause
            ):
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
        state = self._referents.state(speaker.actor.country, token, "pronoun", speaker.certainty * 0.8)
        return [replace(state, antecedent=(speaker.first, speaker.last))] if state else []

    def _they(self, token: int) -> list[Referent]:
        """A coordinated or plural subject before; else the last pair."""
        tree = self.scene.tree
        here = tree.sent[token]
        for c in self._before(token, 2):
            group = [x for x in self.candidates if x.sentence == c.sentence and x.at < token and x.subject]
            countries = {x.referent.country for x in group}
            if len(countries) == 2:
                found = distinct(x.referent for x in group)
                return [r.again(token, token, "pronoun", 0.7) for r in found]
            if c.subject and c.sentence < here:
                break
        if tree.dep[token] == "poss":
            near = self._one(token, self._is_thing, "pronoun")
            if near:
                return near
        return self._pair_told(token) or self._pair_before(token, 2)

    def pair(self, token: int) -> list[Referent]:
        """The two states that "the two sides" are.

        The two that this sentence has named, else those of the last event between alike parties,
        else the last sentence that names just two, else the two that the article is about.
        """
        return (
            self._pair_before(token, 0)
            or self._pair_told(token)
            or self._pair_before(token, 2)
            or self.topic_pair(token)
            or self._pair_before(token, 8)
        )

    def _pair_told(self, token: int) -> list[Referent]:
        """The two parties of the last reciprocal event that was read, if that is close."""
        told = self.told(token)
        if len({r.country for r in told}) != 2:
            return []
        persons = self.scene.tree.lemma[token] in _PERSONS
        return [self._stand_in(r, token, persons, 0.8) for r in told]

    def _pair_before(self, token: int, reach: int) -> list[Referent]:
        """The nearest sentence before that names just two parties, this one's own start included."""
        persons = self.scene.tree.lemma[token] in _PERSONS
        by_sentence: dict[int, list[_Candidate]] = {}
        for c in self._before(token, reach):
            by_sentence.setdefault(c.sentence, []).append(c)
        for sentence in sorted(by_sentence, reverse=True):
            group = [c.referent for c in reversed(by_sentence[sentence]) if c.referent.country]
            acting = [r for r in group if r.standing != "place" and r.actor.kind != ActorKind.ORGANIZATION]
            chosen = self._two(acting, persons)
            if chosen:
                return [self._stand_in(r, token, persons, 0.75) for r in chosen]
        return []

    @staticmethod
    def _two(group: list[Referent], persons: bool) -> list[Referent]:
        by_country: dict[str | None, Referent] = {}
        for r in group:
            if r.country not in by_country or (persons and r.actor.kind == ActorKind.PERSON):
                by_country[r.country] = r
        return list(by_country.values()) if len(by_country) == 2 else []

    def _stand_in(self, r: Referent, token: int, persons: bool, certainty: float) -> Referent:
        if not persons and r.actor.kind == ActorKind.PERSON and r.country:
            state = self._referents.state(r.country, token, "pair", certainty)
            if state:
                return replace(state, antecedent=(r.first, r.last))
        return r.again(token, token, "pair", certainty)

    def topic_pair(self, token: int) -> list[Referent]:
        """The two states that the article names most, if each has a fifth of its names."""
        states = [c for c in self._topic if len(c) == 3 and c.isupper()][:2]
        if len(states) < 2 or self._share(states[1]) < 0.2:
            return []
        found = [self._referents.state(code, token, "pair", 0.55) for code in states]
        return [r for r in found if r]

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
        if lemma in _BLOC:
            return self._one(token, lambda r: r.standing == "organization", "definite")
        if lemma in _LAND and token not in tree.morph_plural:
            return self._one(token, lambda r: r.actor.kind == ActorKind.STATE, "definite")
        if token in tree.morph_plural:
            return []
        if token in scene.titles or scene.registry.agent(lemma) is not None:
            return self._titled(token)
        return []

    def _state_of(self, r: Referent, token: int) -> Referent:
        state = self._referents.state(r.country or "", token, "pronoun", r.certainty * 0.9)
        return replace(state, antecedent=r.antecedent or (r.first, r.last)) if state else r

    def _titled(self, token: int) -> list[Referent]:
        """ "the minister": the nearest person whose title holds these words."""
        tree, scene = self.scene.tree, self.scene
        span = scene.titles.get(token)
        first = span.first if span else token
        wanted = {tree.lemma[i] for i in range(first, token + 1) if tree.is_noun(i) or tree.pos[i] == "ADJ"}

        def fits(c: _Candidate) -> bool:
            held = scene.people.get(c.at)
            return held is not None and bool(wanted & held[0].titles) and tree.lemma[token] in held[0].titles

        for c in self._before(token, 8):
            if c.referent.standing == "official" and fits(c):
                return [c.referent.again(first, token, "definite", 0.75)]
        for c in self.candidates:  # headlines name by title those whom the body then names
            if scene.headline(token) and c.referent.standing == "official" and fits(c):
                return [c.referent.again(first, token, "definite", 0.7)]
        return self._domestic(token, first)

    def _domestic(self, token: int, first: int) -> list[Referent]:
        """A bare title or body ("the defence ministry", "Foreign Minister"): the article's own state."""
        scene, tree = self.scene, self.scene.tree
        agent = scene.registry.agent(tree.lemma[token])
        standing = agent.standing if agent else "official"
        if scene.home is None or standing in ("private", "people"):
            return []
        state = self._referents.state(scene.home, token, "home", 0.5)
        return [replace(state, standing=standing, first=first)] if state else []

    def countries_of_sentence(self, token: int) -> set[str | None]:
        """The codes of all that the sentence names, places apart."""
        here = self.scene.tree.sent[token]
        return {
            c.referent.country
            for c in self.candidates
            if c.sentence == here and c.referent.standing != "place"
        }

    def _share(self, country: str) -> float:
        """How much of the article's names name this state."""
        named = [c.referent.country for c in self.candidates if c.referent.country]
        return named.count(country) / len(named) if named else 0.0

    def _is_subject(self, i: int) -> bool:
        tree = self.scene.tree
        while tree.dep[i] in ("conj", "compound", "appos", "amod", "poss", "nmod") and tree.head[i] != i:
            if tree.dep[i] in ("amod", "poss"):
                return tree.dep[tree.head[i]] in ("nsubj", "nsubjpass") and tree.dep[i] == "amod"
            i = tree.head[i]
        return tree.dep[i] in ("nsubj", "nsubjpass")
