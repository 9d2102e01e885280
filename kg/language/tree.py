"""A parsed text as plain arrays: tokens are integers, so they compare and hash by value.

spaCy's token objects are made anew at every access and are slow to ask; the rules ask each token
many times. The arrays are read once. Labels are those of spaCy's English models (ClearNLP
dependencies, Penn tags): https://spacy.io/models/en
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.language.calendar_expressions import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc, Token

    from kg.language.words import Words

__all__ = ["Tree"]

_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, eq=False)
class Tree:
    """One or more parsed lines in a row. ``head[i] == i`` at a root; ``start[i]`` is a character
    offset into ``field[i]`` of the article; ``sent[i]`` numbers sentences; ``block[i]`` lines."""

    words: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    tag: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    start: Sequence[int]
    sent: Sequence[int]
    block: Sequence[int]
    person: frozenset[int]
    place: frozenset[int]
    morph_plural: frozenset[int]
    persons: Callable[[int], Sequence[tuple[int, int]]] | None = None

    @classmethod
    def of(
        cls,
        docs: Sequence[Doc],
        starts: Sequence[int],
        fold: Callable[[str], str] = str,
        *,
        persons: Callable[[int], Sequence[tuple[int, int]]] | None = None,
        vocabulary: Words | None = None,
    ) -> Tree:
        """The trees of ``docs``, whose first characters lie at ``starts``, as one.

        ``fold`` brings the spellings of a lemma together. Where the docs come without entities, ``persons``
        gives those of a line, [start, end) characters of its field, when they are asked for; where they
        come without lemmas, ``vocabulary`` knows them.
        """
        words: list[str] = []
        lemma: list[str] = []
        pos: list[str] = []
        tag: list[str] = []
        dep: list[str] = []
        head: list[int] = []
        start: list[int] = []
        sent: list[int] = []
        block: list[int] = []
        person: set[int] = set()
        place: set[int] = set()
        plural: set[int] = set()
        sentence = -1
        for number, (doc, first) in enumerate(zip(docs, starts, strict=True)):
            base = len(words)
            tokens = list(doc)  # spaCy makes a token anew each time it is asked for
            place_of = _without_space(tokens, base)
            heads, deps = _repaired(doc, tokens)
            known = vocabulary.read(doc, tokens) if vocabulary else [(t.pos_, t.lemma_) for t in tokens]
            for token, (kind, base_form) in zip(tokens, known, strict=True):
                i = place_of[token.i]
                if token.is_sent_start or token.i == 0:
                    sentence += 1
                if token.is_space:
                    continue
                words.append(token.text)
                lemma.append(fold(_lemma(base_form, token.tag_)))
                pos.append(kind)
                tag.append(token.tag_)
                dep.append(deps[token.i])
                head.append(place_of[heads[token.i]])
                start.append(first + token.idx)
                sent.append(sentence)
                block.append(number)
                if token.ent_type_ == "PERSON":
                    person.add(i)
                elif token.ent_type_ in ("GPE", "LOC", "FAC"):
                    place.add(i)
                if token.tag_ in ("NNS", "NNPS"):
                    plural.add(i)
        return cls(
            words, lemma, pos, tag, dep, head, start, sent, block,
            frozenset(person), frozenset(place), frozenset(plural), persons,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def kids(self) -> tuple[tuple[int, ...], ...]:
        """The children of each token, left to right."""
        out: list[list[int]] = [[] for _ in self.words]
        for i, h in enumerate(self.head):
            if h != i:
                out[h].append(i)
        return tuple(map(tuple, out))

    @cached_property
    def memo(self) -> dict[int, Any]:
        """What a reader of the tree has derived of a token and wants to keep as long as the tree lives."""
        return {}

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(w.lower() for w in self.words)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """[first, past) tokens of each sentence."""
        out: list[tuple[int, int]] = []
        begin = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or self.sent[i] != self.sent[begin]:
                out.append((begin, i))
                begin = i
        return tuple(out)

    def beside(self, i: int) -> frozenset[str]:
        """The words and lemmas of the children of ``i``, and the word after it."""
        if (found := self._beside.get(i)) is None:
            words = {self.lower[k] for k in self.kids[i]} | {self.lemma[k] for k in self.kids[i]}
            found = self._beside[i] = frozenset(words.union(self.lower[i + 1 : i + 2]))
        return found

    @cached_property
    def _beside(self) -> dict[int, frozenset[str]]:
        return {}

    def end(self, i: int) -> int:
        """The character offset just past token ``i``."""
        return self.start[i] + len(self.words[i])

    def at(self, block: int, offset: int) -> int | None:
        """The token of a block that covers a character offset of its field, if any."""
        first, past = self.spans[block]
        i = bisect_right(self.start, offset, first, past) - 1
        return i if i >= first and offset < self.end(i) else None

    @cached_property
    def spans(self) -> dict[int, tuple[int, int]]:
        """block -> [first, past) tokens; a block without tokens is not there."""
        out: dict[int, tuple[int, int]] = {}
        for i, b in enumerate(self.block):
            out[b] = (out[b][0], i + 1) if b in out else (i, i + 1)
        return out

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of ``i`` with one of these dependency labels."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first such child."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and the tokens coordinated with it on its right, in order."""
        out = [i]
        for k in self.kids[i]:
            if self.dep[k] == "conj":
                out += self.conjuncts(k)
        return out

    def ancestors(self, i: int) -> list[int]:
        """The heads above ``i``, nearest first."""
        out: list[int] = []
        while self.head[i] != i and len(out) < 200:
            i = self.head[i]
            out.append(i)
        return out

    def subtree(self, i: int) -> list[int]:
        """``i`` and all below it, in text order."""
        out: list[int] = []
        stack = [i]
        while stack:
            t = stack.pop()
            out.append(t)
            stack.extend(self.kids[t])
        return sorted(out)

    def is_verb(self, i: int) -> bool:
        """A verb form (tag VB*), participles that modify nouns included."""
        return self.tag[i] in _VERBS

    def is_person(self, i: int) -> bool:
        """Part of a person's name, as the entity recogniser sees it; its line is read for it if need be."""
        if self.persons is None:
            return i in self.person
        block = self.block[i]
        if block not in self._persons:
            self._persons[block] = tuple(self.persons(block))
        return any(start <= self.start[i] < end for start, end in self._persons[block])

    @cached_property
    def _persons(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {}

    def is_noun(self, i: int) -> bool:
        """A common or proper noun."""
        return self.tag[i] in _NOUNS


def _lemma(lemma: str, tag: str) -> str:
    """The lemma in lower case; spaCy leaves the plural of a capitalised noun as it stands."""
    lemma = lemma.lower()
    plural = tag == "NNPS" and len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith("ss")
    return lemma[:-1] if plural else lemma


def _without_space(tokens: Sequence[Token], base: int) -> list[int]:
    """Where each token of a text comes to stand once tokens of white space are left out."""
    out, kept = [], 0
    for token in tokens:
        out.append(base + kept)
        kept += not token.is_space
    return out


def _repaired(doc: Doc, tokens: Sequence[Token]) -> tuple[list[int], list[str]]:
    """Heads and labels, with three systematic errors of the small models mended.

    A verb in the past tense cannot be coordinated with a participle under an auxiliary: in "said that
    two had been killed, and asked Oman for help" what was asked stands beside what was said.

    A participle that describes the noun behind it is read as a gerund that governs it: "with
    visiting Pakistani Air Staff Chief X". A gerund's bare object that has no article of its own and is
    a name or title is the noun, the participle its adjective.

    A day is not coordinated with a place: in "visited Chad on Monday and *Niger* on Tuesday" the second
    name stands beside the first.
    """
    heads = [token.head.i for token in tokens]
    deps = [token.dep_ for token in tokens]
    for token in tokens:
        if token.dep_ == "conj" and token.tag_ == "VBD" and (above := _finite(token)) is not None:
            heads[token.i] = above
        if token.dep_ == "conj" and token.tag_ == "NNP" and (above := _stop(token)) is not None:
            heads[token.i] = above
        if token.lower_ not in _ATTRIBUTIVE or token.dep_ not in ("pcomp", "amod", "acl", "advcl"):
            continue
        nouns = [k for k in token.children if k.dep_ == "dobj" and k.i > token.i]
        if not nouns or any(k.dep_ in ("det", "poss") for k in nouns[0].children) or token.dep_ == "amod":
            continue
        noun = nouns[0]
        between = doc[token.i + 1 : noun.i + 1]
        if any(t.ent_type_ == "GPE" for t in noun.subtree if t.i == noun.i) or len(between) < 2:
            continue
        heads[noun.i], deps[noun.i] = token.head.i, "pobj" if token.dep_ == "pcomp" else "dobj"
        heads[token.i], deps[token.i] = noun.i, "amod"
        for k in token.children:
            if k.i != noun.i:
                heads[k.i] = noun.i
    return heads, deps


def _finite(token: Token) -> int | None:
    """The past tense above a report, for one that the parser coordinates with a participle in it."""
    if any(k.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for k in token.children):
        return None
    head = token.head
    if token.lower_ in _RETORTS and head.dep_ == "ccomp" and head.head.lower_ == "denied":
        return int(head.head.i)
    while head.dep_ == "conj" and head.tag_ in ("VBN", "VBG", "VB"):
        head = head.head
    auxiliary = any(k.dep_ in ("aux", "auxpass") for k in head.children)
    above = head.head
    if head.tag_ not in ("VBN", "VBG", "VB") or not auxiliary or head.dep_ != "ccomp" or above.tag_ != "VBD":
        return None
    return int(above.i)


def _stop(token: Token) -> int | None:
    """The place beside which a name stands that the parser coordinates with a day."""
    day, verb = token.head, token.head.head.head
    if day.lower_ not in CALENDAR or token.lower_ in CALENDAR or day.dep_ != "pobj":
        return None
    at = [k for k in verb.children if k.i < day.i and k.dep_ in ("dobj", "prep")]
    places = [k for k in at if k.dep_ == "dobj"]
    places += [p for k in at if k.lower_ in ("to", "in", "for") for p in k.children if p.dep_ == "pobj"]
    return int(places[-1].i) if places else None


# "denied that its troops were there and *accused* Oman": what whoever denies says next.
_RETORTS = frozenset("accused said called demanded blamed urged warned insisted added asked told".split())
_ATTRIBUTIVE = frozenset({"visiting", "outgoing", "incoming", "acting", "serving", "retiring"})
