"""Who says so: the speaker to whom the article credits a piece of information.

Indirect speech (the subject of the verb of saying above the trigger), "according to", inserted
"he said", and quotations, which may run over several sentences and lines and keep their speaker.
Of nested reports the innermost speaker counts; of joint speakers the first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.scene import Quote, Referent, Scene
from kg.extraction.syntax import clause
from kg.model import ActorKind, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.scene import Quote, Scene
    from kg.extraction.status import StatusReader

__all__ = ["Attribution"]

_SOURCES = frozenset(
    """official source statement release service spokesman spokeswoman spokesperson ministry military army
    navy police government authority command communique department office diplomat newsletter notice
    note report""".split()
)
_LOOK = 60  # tokens between a quotation and the verb that introduces it


@dataclass(eq=False)
class Attribution:
    """Speakers of one scene. ``resolve`` gives the actors of a head token."""

    scene: Scene
    status: StatusReader
    resolve: Callable[[int], list[Referent]]
    _quotes: dict[int, Referent | None] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)

    def of(self, trigger: int) -> Referent | None:
        """The speaker of what the trigger says, None where the article itself says it."""
        verb = self.reporting_verb(trigger)
        quote = self.scene.quoted.get(trigger)
        if verb is not None and not (quote is not None and not quote.first <= verb <= quote.last):
            return self._subject(verb)
        if quote is not None:
            found = self.of_quote(trigger)
            if found is not None:
                return found
        if verb is not None:
            return self._subject(verb)
        return self._according(trigger) or self._advocate(trigger) or self._announced(trigger)

    def reporting_verb(self, trigger: int) -> int | None:
        """The nearest verb of saying in whose report the trigger stands."""
        tree = self.scene.tree
        below = trigger
        for i in [trigger, *tree.ancestors(trigger)]:
            inserted = [
                k for k in tree.children(i, "parataxis", "ccomp") if k != below and self._inserts(k, i)
            ]
            if inserted:
                return inserted[0]
            if (
                i != trigger
                and i != below
                and tree.dep[below] in ("ccomp", "xcomp", "advcl", "dep", "parataxis", "nsubj")
            ):
                reports = tree.dep[below] == "ccomp" or (tree.dep[below] == "parataxis")
                if reports and self.status.speech_kind(i) is not None:
                    return i
            below = i
        return None

    def _inserts(self, verb: int, host: int) -> bool:
        """ "Iran, he said, will ..." : a short clause of saying hung into its own report."""
        tree = self.scene.tree
        if self.status.speech_kind(verb) is None or not tree.is_verb(verb):
            return False
        if tree.dep[verb] == "parataxis":
            return True
        bare = tree.child(verb, "ccomp", "dobj") is None and tree.child(verb, "nsubj") is not None
        return verb < host and bare and tree.words[verb + 1 : verb + 2] in ([","], ['"'])

    def _subject(self, verb: int) -> Referent | None:
        for head in clause(self.scene.tree, verb).subject:
            for r in self.resolve(head):
                if r.standing != "place":
                    return r
        return self._source(verb)

    def _source(self, verb: int) -> Referent | None:
        """ "officials said", "the statement said": sources without a state are the article's own."""
        tree, home = self.scene.tree, self.scene.home
        heads = clause(tree, verb).subject
        if not heads or home is None or self.scene.tree.lemma[heads[0]] not in _SOURCES:
            return None
        actor = self.scene.registry.get(home)
        return Referent(actor, heads[0], heads[0], "official", "home", 0.5) if actor else None

    def _according(self, trigger: int) -> Referent | None:
        """ "according to X", "in the words of X", anywhere above in the sentence."""
        tree = self.scene.tree
        for i in [trigger, *tree.ancestors(trigger)]:
            for k in tree.kids[i]:
                if tree.lower[k] == "according":
                    for to in (k, *tree.children(k, "prep")):
                        for p in tree.children(to, "pobj"):
                            for r in self.resolve(p):
                                return r
        return None

    def _advocate(self, trigger: int) -> Referent | None:
        """Whoever calls for, hopes for or expects what the trigger names."""
        tree = self.scene.tree
        wished = False
        for i in tree.ancestors(trigger)[:6]:
            if tree.is_noun(i) and not wished:  # "expressed hopes that ..."
                nouns = self.status.lexicon.matrix.get(tree.lemma[i], ())
                wished = any(e.status is Status.PROPOSED for e in nouns)
            if not tree.is_verb(i):
                continue
            entries = self.status.lexicon.matrix.get(tree.lemma[i], ())
            if wished or any(e.status is Status.PROPOSED for e in entries):
                for head in clause(tree, i).subject:
                    for r in self.resolve(head):
                        if r.actor.kind == ActorKind.PERSON or r.standing == "official":
                            return r
                return None
            if tree.dep[i] not in ("xcomp", "ccomp", "pcomp", "advcl", "acl"):
                return None
        return None

    def _announced(self, trigger: int) -> Referent | None:
        """Lines after one that ends on "the Minister said:" are the minister's, until the next heading."""
        tree = self.scene.tree
        for block in range(tree.block[trigger] - 1, -1, -1):
            span = tree.spans.get(block)
            if span is None or self.scene.parsed.blocks[block].headline:
                return None
            first, past = span
            if tree.words[past - 1] == ":":
                verbs = [
                    i for i in range(first, past) if tree.is_verb(i) and self.status.speech_kind(i) == "say"
                ]
                return self._subject(verbs[-1]) if verbs else None
            if any(i in self.scene.quoted for i in range(first, past)):
                return None
        return None

    def first_person(self, token: int) -> Referent | None:
        """Who "I" and "we" are at a token."""
        return self.of_quote(token) if token in self.scene.quoted else self._announced(token)

    def of_quote(self, token: int) -> Referent | None:
        """The speaker of the quotation around a token."""
        quote = self.scene.quoted.get(token)
        if quote is None:
            return None
        if quote.first in self._quotes:
            return self._quotes[quote.first]
        if quote.first in self._busy:
            return None
        self._busy.add(quote.first)
        try:
            found = self._introduced(quote) or self._continued(quote)
        finally:
            self._busy.discard(quote.first)
        self._quotes[quote.first] = found
        return found

    def _introduced(self, quote: Quote) -> Referent | None:
        """A verb of saying beside the quotation, its own sentence first, then the line."""
        tree = self.scene.tree
        first, past = tree.spans[tree.block[quote.first]]
        sentences = {tree.sent[quote.first], tree.sent[quote.last]}
        beside = [
            (tree.sent[i] not in sentences, abs(i - (quote.last if i > quote.last else quote.first)), i)
            for i in range(max(first, quote.first - _LOOK), min(past, quote.last + _LOOK))
            if i not in self.scene.quoted and tree.is_verb(i) and self.status.speech_kind(i) is not None
        ]
        for _, _, verb in sorted(beside):
            found = self._subject(verb)
            if found is not None:
                return found
        return self._according(quote.last)

    def _continued(self, quote: Quote) -> Referent | None:
        """Without an introduction the last speaker goes on, or the one on whom the line before ends."""
        tree = self.scene.tree
        before = [q for q in self.scene.quotes if q.last < quote.first]
        block = tree.block[quote.first]
        if before and tree.block[before[-1].last] >= block - 1:
            return self.of_quote(before[-1].last)
        previous = tree.spans.get(block - 1)
        if previous is None:
            return None
        for i in range(previous[1] - 1, previous[0] - 1, -1):
            if tree.is_verb(i) and self.status.speech_kind(i) is not None:
                return self._subject(i)
        return None
