"""Which candidates stay: no event told twice in one clause, none that a speech act only asks for,
none whose parties could not do it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Reason

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.extraction.scene import Referent
    from kg.language.tree import Tree

__all__ = ["gate", "settle"]

# What a speaker wants to do together with the other side is the event; asking for it is not.
_WANTED = frozenset({"Cooperation", "Agreement", "Consultation"})
_ASKING = frozenset({"Request"})
_SETTING = frozenset({"in", "during", "at", "after", "by"})


def gate(c: Candidate) -> Candidate:
    """The candidate, or the same with a reason why its parties do not stand.

    A private person speaks for nobody: as source never, as target only of what is done to people. A
    crowd protests.
    """
    crowd = c.root == "Protest"
    source = tuple(r for r in c.source if _acts(r) or (crowd and r.standing == "people"))
    target = tuple(r for r in c.target if c.frame.private or _acts(r) or r.standing == "place")
    if len(source) == len(c.source) and len(target) == len(c.target):
        return c
    if source and target:
        return replace(c, source=source, target=target)
    return replace(c, reason=Reason.PRIVATE_PERSON)


def _acts(r: Referent) -> bool:
    return r.standing not in ("private", "people")


def settle(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Give those a reason that another candidate of the same clause tells better."""
    kept = [c for c in found if c.reason is None]
    by_head = {c.head: c for c in kept}
    by_sentence: dict[int, list[Candidate]] = {}
    for c in kept:
        by_sentence.setdefault(tree.sent[c.head], []).append(c)
    drop: dict[int, Reason] = {}
    for c in kept:
        for other in by_sentence[tree.sent[c.head]]:
            if other is c or c.head in drop or other.head in drop:
                continue
            if _same(c, other):
                drop[_weaker(c, other).head] = Reason.TOLD_ONCE
            elif _asked(tree, c, other):
                wanted = other.root in _WANTED and other.countries >= c.countries
                drop[c.head if wanted else other.head] = Reason.ONLY_ASKED
    for c in kept:
        above = tree.head[c.head]
        if tree.dep[c.head] == "compound" and above in by_head and by_head[above].countries == c.countries:
            drop[c.head] = Reason.TOLD_ONCE
    return [replace(c, reason=drop[c.head]) if c.reason is None and c.head in drop else c for c in found]


def _same(c: Candidate, other: Candidate) -> bool:
    """A verb and its own object noun that tell one event of one pair."""
    if c.root != other.root or c.countries != other.countries:
        return False
    if c.type != other.type and c.root not in (c.type, other.type) and not _akin(c.type, other.type):
        return False
    return c.clause == other.head or other.clause == c.head


def _akin(one: str, other: str) -> bool:
    """Leaves that name one thing more or less closely: JointExercise and NavalExercise."""
    return one.endswith("Exercise") and other.endswith("Exercise")


def _weaker(c: Candidate, other: Candidate) -> Candidate:
    """Of the two the one whose class says less; else the noun."""
    if c.type == c.root and other.type != other.root:
        return c
    if other.type == other.root and c.type != c.root:
        return other
    return c if c.clause == other.head and c.head != other.head else other


def _asked(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """Is ``other`` what the request ``c`` asks for?"""
    if c.root not in _ASKING or other.root in _ASKING or c.head not in tree.ancestors(other.head):
        return False
    if tree.dep[other.head] == "pobj" and tree.lower[tree.head[other.head]] in _SETTING:
        return False  # "urged restraint in a phone call": the call is where, not what
    link = _below(tree, c.head, other.head)
    if tree.dep[link] == "advcl":
        return tree.child(link, "nsubj", "nsubjpass", "mark") is None
    return tree.dep[link] in ("xcomp", "ccomp", "dobj", "prep", "pobj", "acl")


def _below(tree: Tree, top: int, i: int) -> int:
    while tree.head[i] != top and tree.head[i] != i:
        i = tree.head[i]
    return i
