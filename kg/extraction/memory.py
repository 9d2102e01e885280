"""Events already read, so that "the talks", "the accord", "the exercise" keep their parties.

Definite event nouns are half of the coreference of this domain (EXTRACTION: removing it costs
0.10-0.12 of F1 on pairs). A noun finds the latest event that it can name: one told with the same
lemma, else of the same class, else of a class that the noun can sum up.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.extraction.lexicon_records import NounFrame
    from kg.extraction.scene import Referent
    from kg.language.tree import Tree

__all__ = ["HARMS", "TRAVEL", "Memory", "Remembered"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
# Nouns that sum up an event without being its name.
_SUMS_UP = frozenset(
    "move step decision announcement measure development gesture incident act action".split()
)

_NEAR = 2  # sentences within which a definite noun repeats the last event of its kind
_LEAD = 3  # sentences, headline included, that an article leads with
_DEFENCES = frozenset({"ShootDown"})
HARMS = frozenset({"Assault", "Coercion", "Sanction", "Mobilization"})
"""Roots of what one does to another, of which words are for the doer alone."""
TRAVEL = frozenset({"Visit", "PortCall"})
"""Classes of those who come and go: the target is a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An event that was read: where, by what word, of which class, between whom."""

    at: int
    lemma: str
    type: str
    root: str
    source: tuple[Referent, ...]
    target: tuple[Referent, ...]
    reciprocal: bool
    said: bool = True  # both sides stand in its sentence, none was filled in

    @property
    def parties(self) -> tuple[Referent, ...]:
        """Source and target."""
        return (*self.source, *self.target)

    @property
    def answerable(self) -> tuple[Referent, ...]:
        """Whom words about it are for: the doer of a harm, else all its parties."""
        return self.source if self.root in HARMS and not self.reciprocal else self.parties


def _at(event: Remembered) -> int:
    return event.at


@dataclass(eq=False)
class Memory:
    """The events of one article in the order of the text. ``nouns`` says what a noun can name."""

    tree: Tree
    anywhere: Callable[[int], bool]
    nouns: Mapping[str, tuple[NounFrame, ...]] = field(default_factory=dict)
    events: list[Remembered] = field(default_factory=list)
    said: int = 0  # events of the body with both sides said
    _told: dict[tuple[str, str], list[Remembered]] = field(default_factory=dict)
    _ties: dict[frozenset[str | None], set[str]] = field(default_factory=dict)

    def add(self, event: Remembered) -> None:
        """Remember an event."""
        insort(self.events, event, key=_at)
        for key in (("lemma", event.lemma), ("type", event.type), ("root", event.root)):
            insort(self._told.setdefault(key, []), event, key=_at)
        if event.said:
            self.said += not self.anywhere(event.at)
            for a in event.parties:
                for b in event.parties:
                    # who accepts what a mediator proposes is not at odds with him
                    kind = event.type if event.type == "Yielding" else event.root
                    self._ties.setdefault(frozenset((a.country, b.country)), set()).add(kind)

    def tied(self, pair: Iterable[Referent], hostile: frozenset[str] | None = None) -> bool:
        """Has the text told, in so many words, of an event (of one of the roots) between these two?"""
        roots = self._ties.get(frozenset(r.country for r in pair), set())
        return bool(roots & hostile) if hostile is not None else bool(roots)

    def definite(self, noun: int) -> bool:
        """Does the noun point back? A definite determiner, or a plain noun in a later headline."""
        tree = self.tree
        words = {tree.lower[k] for k in tree.kids[noun] if k < noun}
        return bool(words & _DEFINITE) or any(tree.tag[k] == "PRP$" for k in tree.kids[noun])

    def find(self, noun: int, country: str | None = None, doer: bool | None = None) -> Remembered | None:
        """The latest event that the noun can mean, with ``country`` among its parties if given.

        ``doer``: as its source (True) or target (False), if the event has such.
        """
        tree = self.tree
        lemma = self._lemma(noun)
        named = [f for f in self.nouns.get(lemma, ()) if not f.blocks]

        types = {f.type for f in named}

        def earlier(event: Remembered) -> bool:
            if event.type in _DEFENCES and event.type not in types and event.lemma != lemma:
                return False  # "shot down two drones" is not "the attack"
            if event.at >= noun and not self.anywhere(noun):
                return False
            if tree.sent[event.at] == tree.sent[noun] and self._called_otherwise(noun, event.at):
                return False
            sides = (
                event.parties if doer is None or event.reciprocal else event.source if doer else event.target
            )
            return country is None or country in {p.country for p in sides}

        for keys in (
            {("lemma", lemma)}, {("type", name) for name in types}, {("root", f.root) for f in named},
        ):  # fmt: skip
            told = [next(filter(earlier, reversed(self._told.get(key, ()))), None) for key in keys]
            latest = max((e for e in told if e is not None), key=_at, default=None)
            if latest is not None:
                lead = self._lead(named, earlier)
                far = tree.sent[noun] - tree.sent[latest.at] > _NEAR
                return lead if far and lead is not None else latest
        if lemma in _SUMS_UP:
            last = next((e for e in reversed(self.events) if earlier(e)), None)
            if last is not None and tree.sent[noun] - tree.sent[last.at] <= 3:
                return last
        return None

    def _called_otherwise(self, noun: int, other: int) -> bool:
        """ "a *pact* that requires compliance with the Paris *Accord*": a new thing, and one with a name."""
        tree = self.tree
        own = [k for k in tree.children(noun, "compound", "nmod", "amod") if tree.tag[k] == "NNP"]
        return bool(own) and any(tree.lower[k] in ("a", "an", "another") for k in tree.kids[other])

    def _lead(self, named: list[NounFrame], earlier: Callable[[Remembered], bool]) -> Remembered | None:
        """The harm that the article leads with, if the noun can mean it: what "the attack" comes back to."""
        roots = {f.root for f in named} & HARMS
        for event in self.events:
            if self.tree.sent[event.at] > _LEAD:
                return None
            if event.said and event.root in roots and earlier(event):
                return event
        return None

    def _lemma(self, noun: int) -> str:
        """Its lemma, written in one word where the lexicon has it so ("air strike": "airstrike")."""
        tree = self.tree
        joint = tree.lower[noun - 1] + tree.lemma[noun]
        return joint if tree.dep[noun - 1] == "compound" and joint in self.nouns else tree.lemma[noun]

    def last_pair(self, token: int, root: str | None = None, reach: int = 3) -> list[Referent]:
        """The parties of the latest reciprocal event (of class ``root``) in the last ``reach`` sentences."""
        tree = self.tree
        for event in reversed(self.events):
            if event.at >= token and not self.anywhere(token):
                continue
            if tree.sent[token] - tree.sent[event.at] > reach:
                return []
            if event.reciprocal and root in (None, event.root):
                return list(event.parties)
        return []

    def last_dyad(self, token: int, reach: int = 3) -> list[Referent]:
        """The parties of the latest event between just two, told in the last ``reach`` sentences."""
        tree = self.tree
        for event in reversed(self.events):
            if event.at >= token:
                continue
            if tree.sent[token] - tree.sent[event.at] > reach:
                return []
            if event.said and len({r.country for r in event.parties}) == 2:
                return list(event.parties)
        return []

    def last_between(self, token: int, country: str) -> Remembered | None:
        """The latest event, told in this sentence or the two before, between ``country`` and one other."""
        tree = self.tree
        for event in reversed(self.events):
            if tree.sent[event.at] > tree.sent[token] and not self.anywhere(token):
                continue
            if not self.anywhere(token) and tree.sent[token] - tree.sent[event.at] > 2:
                return None
            countries = {r.country for r in event.parties}
            if len(countries) == 2:
                return event if country in countries else None
        return None

    def host(self, token: int) -> list[Referent]:
        """The host of the visit that is being told: whose are "senior officials" without a state?"""
        tree = self.tree
        for event in reversed(self._told.get(("type", "Visit"), ())):
            if event.at < token and tree.sent[token] - tree.sent[event.at] <= 4:
                return [r.again(token, token, "host", r.certainty * 0.7) for r in event.target]
        return []

    def parties(self, noun: int) -> list[Referent]:
        """The parties of the event that a definite noun means; ``[]`` for any other noun."""
        tree = self.tree
        if not tree.is_noun(noun) or not self.definite(noun) or tree.child(noun, "relcl") is not None:
            return []
        if tree.lemma[noun] in _SUMS_UP and any(
            tree.tag[k] == "NNP" for k in tree.children(noun, "compound")
        ):
            return []  # "the Dred Scott decision" is known by its name
        event = self.find(noun)
        if event is None:
            return []
        return [r.again(noun, noun, "event", r.certainty * 0.75) for r in event.answerable]
