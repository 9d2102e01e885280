"""Which candidates stay: no event told twice in one clause, none that a speech act only asks for,
none whose parties could not do it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import NounFrame, VerbFrame, matches
from kg.extraction.syntax import clause
from kg.model import ActorKind, Reason, Status

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.extraction.scene import Referent
    from kg.language.tree import Tree

__all__ = ["gate", "settle"]

# What a speaker wants to do together with the other side is the event; asking for it is not.
_WANTED = frozenset({"Cooperation", "Agreement", "Consultation"})
_ASKING = frozenset({"Request"})
# Verbs of these roots end or hinder what their object names.
_UNDOING = frozenset({"Sanction", "Concession", "Rejection", "Coercion"})
# Those whose protest is one of governments.
_GOVERNING = frozenset({"state", "official", "body", "organization"})
# Leaves that a verb names without saying of which kind: what was signed is said by its object.
_GENERAL = frozenset({"Treaty"})
# What is done to a state's companies is done to the state; what they do is their own.
_OF_FIRMS = frozenset({"Accusation", "Sanction", "Coercion"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SETTING = frozenset({"in", "during", "at", "after", "by", "under"})
# What can be kept is there already: "urged it to respect the ceasefire".
_KEEPING = frozenset(
    "respect honour observe uphold implement fulfil abide adhere comply violate breach".split()
)


def gate(c: Candidate) -> Candidate:
    """The candidate, or the same with a reason why its parties do not stand.

    A private person speaks for nobody: as source never, as target only of what is done to people. A
    crowd protests.
    """
    c = _specific(c)
    crowd = c.root == "Protest"
    source = tuple(r for r in c.source if _acts(r) or (crowd and r.standing == "people"))
    target = tuple(
        r
        for r in c.target
        if c.frame.private or _acts(r) or r.standing == "place" or (c.root in _OF_FIRMS and _firm(r))
    )
    if len(source) == len(c.source) and len(target) == len(c.target):
        return c
    if source and target:
        return replace(c, source=source, target=target)
    return replace(c, reason=Reason.PRIVATE_PERSON)


def _specific(c: Candidate) -> Candidate:
    """The candidate with the leaf that its parties tell, where the words name only the root.

    What armed services do together is military, whatever it is called; a government protests in notes.
    """
    if c.type == "Cooperation" and any(
        r.standing == "force" or r.actor.role == "MIL" for r in (*c.source, *c.target)
    ):
        return replace(c, frame=replace(c.frame, type="MilitaryCooperation", context=("military",)))
    if c.type == "TroopWithdrawal" and all(r.standing == "organization" for r in c.target):
        # troops leave places; who leaves an organisation is a member
        return replace(c, frame=replace(c.frame, type="TreatyWithdrawal", root="Sanction", context=()))
    if c.type == "Protest" and c.frame.speech and all(r.standing in _GOVERNING for r in c.source):
        return replace(c, frame=replace(c.frame, type="DiplomaticProtest", context=("diplomatic",)))
    return c


def _firm(r: Referent) -> bool:
    """A company that the text ties to a state."""
    return r.actor.kind is ActorKind.ORGANIZATION and r.country is not None


def _acts(r: Referent) -> bool:
    return r.standing not in ("private", "people")


def settle(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Give those a reason that another candidate of the same clause tells better."""
    out = list(found)
    sentences: dict[int, list[int]] = {}
    for n, c in enumerate(out):
        if c.reason is None:
            sentences.setdefault(tree.sent[c.head], []).append(n)
    for members in sentences.values():
        for n in members:
            for m in members:
                if n == m or out[n].reason is not None or out[m].reason is not None:
                    continue
                _between(tree, out, n, m)
    return out


def _between(tree: Tree, out: list[Candidate], n: int, m: int) -> None:
    """What candidate ``n`` does to ``m``."""
    c, other = out[n], out[m]
    if _same(c, other):
        weaker = n if _weaker(c, other) is c else m
        stronger = m if weaker == n else n
        if out[stronger].type in _GENERAL and out[weaker].type not in (c.root, *_GENERAL):
            out[stronger] = replace(out[stronger], frame=out[weaker].frame)
        out[weaker] = replace(out[weaker], reason=Reason.TOLD_ONCE)
    elif _names(tree, c, other) or (tree.dep[c.head] == "compound" and tree.head[c.head] == other.head):
        if c.countries == other.countries:
            out[n] = replace(c, reason=Reason.TOLD_ONCE)
    elif _fills(tree, c, other):
        # "lifted the embargo" tells of its end; that it was imposed only where its date is told too
        dated = any(_YEAR.fullmatch(tree.words[k]) for k in tree.subtree(other.head))
        told = replace(other, status=Status.OCCURRED) if dated else replace(other, reason=Reason.TOLD_ONCE)
        out[m] = told
    elif _barred(tree, c, other):
        out[m] = replace(other, reason=Reason.TOLD_ONCE)
    elif _refused(tree, c, other):
        out[m] = replace(other, reason=Reason.ONLY_ASKED)
    elif _asked(tree, c, other):
        wanted = other.root in _WANTED and other.countries >= c.countries
        out[n if wanted else m] = replace(c if wanted else other, reason=Reason.ONLY_ASKED)


def _same(c: Candidate, other: Candidate) -> bool:
    """A verb and its own object noun that tell one event of one pair."""
    if c.root != other.root or c.countries != other.countries:
        return False
    if c.type != other.type and c.root not in (c.type, other.type) and not _akin(c.type, other.type):
        return False
    return c.clause == other.head or other.clause == c.head


def _akin(one: str, other: str) -> bool:
    """Leaves that name one thing more or less closely: JointExercise and NavalExercise."""
    return (one.endswith("Exercise") and other.endswith("Exercise")) or bool({one, other} & _GENERAL)


def _weaker(c: Candidate, other: Candidate) -> Candidate:
    """Of the two the one whose class says less; else the noun."""
    if c.type == c.root and other.type != other.root:
        return c
    if other.type == other.root and c.type != c.root:
        return other
    return c if c.clause == other.head and c.head != other.head else other


def _names(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """A noun in apposition to another that tells the same: "Exercise Sea Shield, one of the drills"."""
    return c.root == other.root and tree.dep[c.head] == "appos" and tree.head[c.head] == other.head


def _fills(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """Is ``other`` the noun that verb ``c`` needs for its sense: "*lifted* the embargo"?"""
    verb, noun = c.head, other.head
    if not isinstance(c.frame, VerbFrame) or not isinstance(other.frame, NounFrame):
        return False
    if c.root not in _UNDOING or other.frame.speech or not other.countries <= c.countries:
        return False
    before = [tree.lemma[k] for k in tree.kids[noun] if k < noun]
    roles = clause(tree, verb)
    if noun in roles.object and c.frame.object:
        return matches(c.frame.object, tree.lemma[noun], before)
    under = [h for prep in c.frame.prep for h in roles.preps.get(prep, ())]
    return noun in under and matches(c.frame.prep_object, tree.lemma[noun], before)


def _barred(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """Is ``other`` what a sanction or a ban keeps from being done: "a ban on *sailing* to Malta"?"""
    if c.root not in ("Sanction", "Coercion") or tree.dep[other.head] != "pcomp":
        return False
    prep = tree.head[other.head]
    return tree.lower[prep] in ("on", "from", "against") and c.head in (prep, *tree.ancestors(prep))


def _refused(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """What a party refuses to do to the other is the refusal itself."""
    if c.root != "Rejection" or other.status is not Status.NEGATED or other.root in _WANTED:
        return False
    return clause(tree, c.head).complement == other.head if tree.is_verb(c.head) else False


def _asked(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """Is ``other`` what the request ``c`` asks for?"""
    if c.root not in _ASKING or other.root in _ASKING or c.head not in tree.ancestors(other.head):
        return False
    if tree.dep[other.head] == "pobj" and tree.lower[tree.head[other.head]] in _SETTING:
        return False  # "urged restraint in a phone call": the call is where, not what
    if tree.lemma[tree.head[other.head]] in _KEEPING and isinstance(other.frame, NounFrame):
        return False
    link = _below(tree, c.head, other.head)
    if tree.dep[link] == "advcl":
        return tree.child(link, "nsubj", "nsubjpass", "mark") is None
    return tree.dep[link] in ("xcomp", "ccomp", "dobj", "prep", "pobj", "acl")


def _below(tree: Tree, top: int, i: int) -> int:
    while tree.head[i] != top and tree.head[i] != i:
        i = tree.head[i]
    return i
