"""The explicit mentions of an article in text order: what a pronoun or a pair can mean.

Names, people, and nouns of office that say of which state ("Venezuela's attaché") or whom of the
article ("the minister") they mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.scene import PLACE_FORMS, Referent, Scene
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.referents import Referents

__all__ = ["Explicit", "History"]


@dataclass(frozen=True, slots=True)
class Explicit:
    """A mention at token ``at`` of sentence ``sentence``; ``subject``: it is, or modifies, a subject."""

    at: int
    sentence: int
    subject: bool
    referent: Referent


@dataclass(eq=False)
class History:
    """The mentions of one scene; ``collect`` fills it."""

    scene: Scene
    mentions: list[Explicit] = field(default_factory=list)
    topic: tuple[str, ...] = ()  # codes, the most named first
    _at: list[int] = field(default_factory=list)
    _share: dict[str, float] = field(default_factory=dict)
    _sentences: dict[int, list[Explicit]] = field(default_factory=dict)

    def collect(self, referents: Referents) -> None:
        """Read the whole article; nouns of office may repeat the names before them."""
        self._arrange(self._named(referents))
        self._arrange(
            [
                *self.mentions,
                *(self._explicit(i, r) for i in self._posts() for r in self._post(i, referents)),
            ]
        )

    def _arrange(self, mentions: list[Explicit]) -> None:
        self.mentions = sorted(mentions, key=lambda c: c.at)
        self._at = [c.at for c in self.mentions]
        self._sentences = {}
        for c in self.mentions:
            self._sentences.setdefault(c.sentence, []).append(c)
        counts = Counter(c.referent.country for c in self.mentions if c.referent.country)
        self.topic = tuple(sorted(counts, key=lambda code: (-counts[code], code)))
        self._share = {code: n / counts.total() for code, n in counts.items()}

    def _named(self, referents: Referents) -> list[Explicit]:
        scene = self.scene
        out: list[Explicit] = []
        seen: set[int] = set()
        for i in sorted(scene.people.keys() | scene.names.keys()):
            if i in scene.people:
                person, first, last = scene.people[i]
                if first not in seen and person.actor.country is not None:
                    seen.add(first)
                    out.append(self._explicit(last, referents.person(i)))
                continue
            name = scene.names[i]
            if i == name.head:
                standing = "organization" if name.actor.kind == ActorKind.ORGANIZATION else "state"
                if name.form in PLACE_FORMS and not referents.head(i):
                    standing = "place"  # a capital that acts is its state
                r = Referent(name.actor, name.first, name.last, standing, name.form.value, 0.95)
                out.append(self._explicit(i, r))
        return out

    def _explicit(self, i: int, r: Referent) -> Explicit:
        return Explicit(i, self.scene.tree.sent[i], self._is_subject(i), r)

    def _posts(self) -> list[int]:
        """Singular titles and nouns of office that name nobody: "the minister", "Venezuela's attaché"."""
        tree, scene = self.scene.tree, self.scene
        titles = {span.last for span in scene.titles.values()}
        agents = {
            i
            for i in range(len(tree))
            if tree.is_noun(i)
            and i not in scene.names
            and (agent := scene.registry.agent(tree.lemma[i])) is not None
            and agent.standing == "official"
        }
        return sorted(
            i
            for i in titles | agents
            if i not in scene.people
            and i not in tree.morph_plural
            and tree.dep[i] not in ("compound", "appos")
        )

    def _post(self, i: int, referents: Referents) -> list[Referent]:
        """Whom such a noun means, if it says of which state or means a person of the article."""
        tree = self.scene.tree
        if any(k in self.scene.people for k in tree.children(i, "appos")):
            return []
        found = referents.head(i)
        definite = any(tree.lower[k] == "the" for k in tree.kids[i])
        return [
            r
            for r in found[:1]
            if r.standing == "official"
            and (r.how == "agent" or (definite and r.actor.kind == ActorKind.PERSON))
        ]

    def before(self, token: int, reach: int) -> Iterator[Explicit]:
        """Explicit mentions before ``token``, nearest first, within ``reach`` sentences."""
        cut = bisect_left(self._at, token)
        limit = self.scene.tree.sent[token] - reach
        for i in range(cut - 1, -1, -1):
            if self.mentions[i].sentence < limit:
                return
            yield self.mentions[i]

    def of_sentence(self, sentence: int) -> list[Explicit]:
        """The mentions of one sentence."""
        return self._sentences.get(sentence, [])

    def countries_of_sentence(self, token: int) -> set[str | None]:
        """The codes of all that the sentence of ``token`` names, places apart."""
        return {
            c.referent.country
            for c in self.of_sentence(self.scene.tree.sent[token])
            if c.referent.standing != "place"
        }

    def share(self, country: str) -> float:
        """How much of the article's names name this state, in [0, 1]."""
        return self._share.get(country, 0.0)

    def _is_subject(self, i: int) -> bool:
        tree = self.scene.tree
        while tree.dep[i] in ("conj", "compound", "appos", "amod", "nmod", "poss") and tree.head[i] != i:
            if tree.dep[i] == "poss":
                return False
            i = tree.head[i]
        return tree.dep[i] in ("nsubj", "nsubjpass")
