"""Who says so: the speaker to whom the article credits a piece of information.

Indirect speech (the subject of the verb of saying above the trigger), accusations ("accused Iran of
arming them"), "according to", inserted "he said", a headline's "Hanoi: ...", and quotations, which
may run over several sentences and lines and keep their speaker. Of nested reports the innermost
speaker counts; of joint speakers the first.
"""

from __future__ import annotations

from bisect import bisect_left
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
_FAR = 12  # tokens between a subject and its verb of saying that tell of a report in between
_PREFIX = 6  # tokens of a headline within which a colon ends its speaker
_LOOK = 60  # tokens between a quotation and the verb that introduces it


@dataclass(eq=False)
class Attribution:
    """Speakers of one scene. ``resolve`` gives the actors of a head token."""

    scene: Scene
    status: StatusReader
    resolve: Callable[[int], list[Referent]]
    _quotes: dict[int, Referent | None] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)
    _lines: dict[int, int | None] = field(default_factory=dict)  # line -> the verb that announces the next

    def of(self, trigger: int) -> Referent | None:
        """The speaker of what the trigger says, None where the article itself says it."""
        verb = self.reporting_verb(trigger)
        quote = self.scene.quoted.get(trigger)
        if verb is not None and not (quote is not None and not quote.first <= verb <= quote.last):
            return self.subject(verb)
        if quote is not None:
            found = self.of_quote(trigger)
            if found is not None:
                return found
        if verb is not None:
            return self.subject(verb)
        return (
            self._according(trigger)
            or self._advocate(trigger)
            or self._announced(trigger)
            or self._heading(trigger)
        )

    def reporting_verb(self, trigger: int) -> int | None:
        """The nearest verb of saying in whose report the trigger stands."""
        tree = self.scene.tree
        below = trigger
        if (tail := self._tail(trigger)) is not None:
            return tail
        for i in [trigger, *tree.ancestors(trigger)]:
            inserted = [
                k
                for k in tree.children(i, "parataxis", "ccomp", "conj")
                if k != below and self._inserts(k, i)
            ]
            if inserted:
                return inserted[0]
            if (
                i != trigger
                and i != below
                and tree.dep[below] in ("ccomp", "xcomp", "advcl", "dep", "parataxis", "nsubj")
            ):
                kind = self.status.speech_kind(i)
                reports = tree.dep[below] in ("ccomp", "parataxis") and not self._set_apart(below, i)
                if kind is not None and (reports or (kind == "deny" and tree.dep[below] == "xcomp")):
                    return i
            accused = tree.dep[below] == "prep" and tree.lower[below] == "of" and tree.is_verb(i)
            if accused and self.status.speech_kind(i) is not None:  # "accused Iran of arming them"
                return i
            below = i
        return None

    def _set_apart(self, below: int, verb: int) -> bool:
        """ "Belgium suspended aid; Kigali responded by ...": a semicolon reports nothing."""
        words = self.scene.tree.words
        return below < verb and ";" in words[below:verb]

    def _tail(self, trigger: int) -> int | None:
        """ "The general, who is in Oman, called on the king, *the army said*".

        The parser loses the long report in the subject of the short clause behind it.
        """
        tree = self.scene.tree
        i = trigger
        for a in tree.ancestors(trigger):
            if tree.dep[i] == "nsubj" and tree.is_verb(a) and self.status.speech_kind(a) == "say":
                return a if self._source_behind(i, a) is not None else None
            i = a
        return None

    def _source_behind(self, subject: int, verb: int) -> int | None:
        """The phrase between the last comma and the verb, if the subject itself stands far before it."""
        tree = self.scene.tree
        if tree.child(verb, "ccomp", "dobj") is not None:
            return None
        comma = next((k for k in range(verb - 1, subject, -1) if tree.words[k] == ","), None)
        if comma is None or verb - subject < _FAR or not comma < verb - 1:
            return None
        phrase = range(comma + 1, verb)
        return next((k for k in phrase if tree.is_noun(k) and tree.head[k] not in phrase), None)

    def _inserts(self, verb: int, host: int) -> bool:
        """ "Iran, he said, will ...": a short clause of saying in its own report, or behind it."""
        tree = self.scene.tree
        if self.status.speech_kind(verb) is None or not tree.is_verb(verb):
            return False
        if tree.dep[verb] == "parataxis":
            return True
        bare = tree.child(verb, "ccomp", "dobj") is None and tree.child(verb, "nsubj") is not None
        if tree.dep[verb] == "conj":
            return bare and verb > host and tree.child(host, "cc") is None
        return verb < host and bare and tree.words[verb + 1 : verb + 2] in ([","], ['"'])

    def subject(self, verb: int) -> Referent | None:
        """Who speaks by a verb of saying."""
        tree = self.scene.tree
        for k in tree.children(verb, "advcl", "xcomp"):
            if tree.lower[k] in ("citing", "quoting"):  # an agency that passes on what another says
                for head in clause(tree, k).object:
                    for r in self.resolve(head):
                        return r
        heads = clause(tree, verb).subject
        behind = self._source_behind(heads[0], verb) if heads else None
        for head in heads if behind is None else (behind,):
            for r in self.resolve(head):
                if r.standing != "place":
                    return r
        return self._bureau(heads[0] if behind is None else behind) if heads else None

    def _bureau(self, head: int) -> Referent | None:
        """ "police in Georgetown", "the release", "officials": sources that no state is named with.

        They belong to the place that the phrase names, to whom the same word belonged before, else to
        the state from which the article reports.
        """
        tree, scene = self.scene.tree, self.scene
        phrase = (head, *tree.children(head, "compound"))
        if not any(tree.lemma[k] in _SOURCES for k in phrase):
            return None
        for prep in tree.children(head, "prep"):
            for p in tree.children(prep, "pobj"):
                if (name := scene.names.get(p)) is not None and name.actor.kind == ActorKind.STATE:
                    return Referent(name.actor, head, head, "official", "place", 0.7)
        if any(tree.lower[k] == "the" for k in tree.kids[head]):
            for i in range(head - 1, -1, -1):
                if tree.lemma[i] == tree.lemma[head]:
                    for r in self.resolve(i):
                        return r
        actor = scene.registry.get(scene.home) if scene.home else None
        return Referent(actor, head, head, "official", "home", 0.5) if actor else None

    def _according(self, trigger: int) -> Referent | None:
        """ "according to X", "in the words of X", anywhere above in the sentence or beside it."""
        tree = self.scene.tree
        for i in [trigger, *tree.ancestors(trigger)]:
            for k in [x for c in tree.conjuncts(i) for x in tree.kids[c]]:
                if tree.lower[k] != "according":
                    continue
                for to in (k, *tree.children(k, "prep")):
                    for p in tree.children(to, "pobj"):
                        found = next(iter(self.resolve(p)), None) or self._bureau(p)
                        if found is not None:
                            return found
        return None

    def _advocate(self, trigger: int) -> Referent | None:
        """The one person who calls for, hopes for or expects what the trigger names."""
        tree = self.scene.tree
        below, wished = trigger, False
        for i in tree.ancestors(trigger)[:6]:
            link = self._link(below)
            if link is None:
                return None
            matrix = self.status.matrix(i, *link)
            wished = wished or (matrix is not None and matrix.status is Status.PROPOSED)
            if wished and tree.is_verb(i) and tree.lemma[i] in self.status.lexicon.speech:
                heads = clause(tree, i).subject
                found = [r for h in heads for r in self.resolve(h)]
                if len(heads) == 1 and found and (
                    found[0].actor.kind == ActorKind.PERSON or found[0].standing == "official"
                ):  # fmt: skip
                    return found[0]
                return None
            if tree.pos[i] != "ADP":
                below = i
        return None

    def _link(self, below: int) -> tuple[str, ...] | None:
        """By what kinds of complement a word hangs on what wishes it; None for a clause of its own."""
        tree = self.scene.tree
        dep = tree.dep[below]
        if dep in ("pobj", "pcomp"):
            return (tree.lower[tree.head[below]], "ing")
        if not tree.is_verb(below):
            return ("object",) if dep in ("dobj", "nsubjpass") else ("of",)
        infinitive = any(tree.lower[k] == "to" and tree.dep[k] == "aux" for k in tree.kids[below])
        if dep == "conj" and (infinitive or tree.tag[below] in ("VB", "VBG", "VBN")):
            return ("to",)
        if dep in ("xcomp", "ccomp", "acl") or (dep == "advcl" and infinitive):
            return ("to" if infinitive else "ing" if tree.tag[below] == "VBG" else "that",)
        return None

    def _heading(self, trigger: int) -> Referent | None:
        """ "Hanoi: Beijing's ships rammed our trawler": whoever opens a headline before a colon."""
        tree = self.scene.tree
        first, _ = tree.spans[tree.block[trigger]]
        if not self.scene.headline(trigger):
            return None
        for colon in range(first + 1, min(first + _PREFIX, trigger)):
            if tree.words[colon] == ":":
                return next(iter(self.resolve(colon - 1)), None)
        return None

    def _announced(self, trigger: int) -> Referent | None:
        """Lines after one that ends on "the Minister said:" are the minister's, until the next heading."""
        tree = self.scene.tree
        block = tree.block[trigger] - 1
        passed: list[int] = []
        while block >= 0 and block not in self._lines and not self._ends_announcement(block):
            passed.append(block)
            block -= 1
        if block >= 0 and block not in self._lines:
            self._lines[block] = self._announcer(block)
        verb = self._lines.get(block)
        self._lines.update(dict.fromkeys(passed, verb))
        return self.subject(verb) if verb is not None else None

    def _ends_announcement(self, block: int) -> bool:
        """Does what an earlier line announces not reach over this one?"""
        tree, span = self.scene.tree, self.scene.tree.spans.get(block)
        if span is None or self.scene.parsed.blocks[block].headline or tree.words[span[1] - 1] == ":":
            return True
        return any(i in self.scene.quoted for i in range(*span))

    def _announcer(self, block: int) -> int | None:
        """The verb of saying of a line that ends on a colon."""
        tree, span = self.scene.tree, self.scene.tree.spans.get(block)
        if span is None or self.scene.parsed.blocks[block].headline or tree.words[span[1] - 1] != ":":
            return None
        verbs = [i for i in range(*span) if tree.is_verb(i) and self.status.speech_kind(i) == "say"]
        return verbs[-1] if verbs else None

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
            found = self.subject(verb)
            if found is not None:
                return found
        return self._according(quote.last)

    def _continued(self, quote: Quote) -> Referent | None:
        """Without an introduction the last speaker goes on, or the one on whom the line before ends."""
        tree = self.scene.tree
        at = bisect_left(self.scene.quotes, quote.first, key=lambda q: q.first)
        block = tree.block[quote.first]
        if at and tree.block[self.scene.quotes[at - 1].last] >= block - 1:
            return self.of_quote(self.scene.quotes[at - 1].last)
        previous = tree.spans.get(block - 1)
        if previous is None:
            return None
        for i in range(previous[1] - 1, previous[0] - 1, -1):
            if tree.is_verb(i) and self.status.speech_kind(i) is not None:
                return self.subject(i)
        return None
