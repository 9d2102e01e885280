"""Around a noun: the verb above it, what it counts, what restricts or negates it.

Labels: ClearNLP dependencies as in spaCy's English models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.language.tree import Tree

__all__ = ["governor", "negated", "restricted", "see_through", "verbal"]

# Measure and collection nouns: what they count is the real head ("a number of exercises").
_TRANSPARENT = frozenset(
    """number series part round set host range variety lot majority couple dozen hundred thousand million
    group handful kind type form sort batch wave string piece some many most several one two three
    all both any each half rest bulk member pair trio third quarter fifth tenth percent % version
    edition phase stage""".split()
)

# What goods are measured in when they are sent.
_CARRIERS = frozenset(
    "plane ship truck lorry planeload shipload truckload ton tonne container consignment crate".split()
)


def see_through(tree: Tree, noun: int) -> int:
    """The noun that a measure noun counts: "a series *of exercises*"; else the noun itself."""
    for _ in range(3):
        if tree.lemma[noun] in _CARRIERS:
            return _load(tree, noun)
        if tree.lemma[noun] not in _TRANSPARENT and tree.pos[noun] not in ("NUM", "DET"):
            return noun
        below = [
            p for k in tree.children(noun, "prep") if tree.lower[k] == "of" for p in tree.children(k, "pobj")
        ]
        if not below:
            return noun
        noun = below[0]
    return noun


def _load(tree: Tree, carrier: int) -> int:
    """What "two lorries *of flour*" carry; "the lorries of the army" carry nothing."""
    for k in tree.children(carrier, "prep"):
        loads = tree.children(k, "pobj") if tree.lower[k] == "of" else []
        if loads and tree.tag[loads[0]] in ("NN", "NNS") and tree.child(loads[0], "det", "poss") is None:
            return loads[0]
    return carrier


def restricted(tree: Tree, noun: int) -> bool:
    """Does the phrase itself say which is meant ("the leaders *of the world*", "the policy *he named*")?

    Such a definite noun is new to the text and repeats nothing (Vieira & Poesio 2000).
    """
    return any(
        tree.dep[k] == "relcl" or (tree.dep[k] == "prep" and tree.lower[k] in ("of", "from"))
        for k in tree.kids[noun]
        if k > noun
    )


def governor(tree: Tree, noun: int) -> int | None:
    """The verb above a noun: the one whose object, subject or prepositional object it is.

    Climbs through coordination and through measure and matrix nouns ("plans for drills").
    """
    i = noun
    for _ in range(8):
        dep, head = tree.dep[i], tree.head[i]
        if head == i:
            return None
        if dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative", "npadvmod") and verbal(tree, head):
            return head
        if dep in ("prep", "agent") and verbal(tree, head):
            return head
        if dep in ("conj", "pobj", "prep", "appos", "compound", "amod", "pcomp", "acl", "nmod"):
            if verbal(tree, head) and dep != "conj":
                return head
            i = head
            continue
        return None
    return None


def verbal(tree: Tree, i: int) -> bool:
    return tree.is_verb(i) or tree.pos[i] == "AUX"


def negated(tree: Tree, i: int) -> bool:
    """A negation of this very word: "did not meet", "no agreement", "never", "without meeting"."""
    for k in tree.kids[i]:
        if tree.dep[k] == "neg" or tree.lower[k] in ("no", "never", "neither", "nor", "without", "not"):
            if tree.lower[k] == "not" and any(tree.lower[x] == "only" for x in (k + 1,) if x < len(tree)):
                continue
            return True
    if tree.dep[i] == "pcomp" and tree.lower[tree.head[i]] == "without":
        return True
    return tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "without"
