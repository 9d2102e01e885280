"""At what level two claims are the same: from "the right two states" to "and it is said to have happened".

Every level compares sets of keys within an article, so that telling one event twice counts once.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Status
from kg.ontology.classes import classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.evaluation.claims import Claim

__all__ = ["LEVELS", "Key", "coarse_type", "keys", "pairs"]

LEVELS = ("pair", "directed", "pair+quad", "pair+root", "directed+root", "pair+type", "pair+root+status")

# Finer than annotators tell apart: each class on the left counts as the one on the right at pair+type.
_COARSE = {
    "StaffTalks": "Meeting",
    "DiplomaticProtest": "Protest",
    "DefenceAgreement": "Treaty",
    "MemorandumOfUnderstanding": "Treaty",
    "NavalExercise": "JointExercise",
    "AirExercise": "JointExercise",
    "LandExercise": "JointExercise",
    "CoProduction": "TechnologyCooperation",
    "JointPatrol": "JointOperation",
    "PortCall": "Cooperation",
    "BaseAccess": "Protection",
    "Yielding": "RestoredTies",
    "TreatyWithdrawal": "ReducedTies",
}
# In these no party acts on the other, whether or not the claim says that it is reciprocal.
_MUTUAL_ROOTS = {"Cooperation", "Agreement"}
_MUTUAL_TYPES = {"Meeting", "Negotiation", "PhoneCall", "Treaty"}


class Key(NamedTuple):
    """What is compared: two states of an article, ordered or not, and what else the level asks for."""

    article: str
    states: tuple[str, str]
    rest: tuple[str, ...] = ()


def coarse_type(type_: str) -> str:
    """The class that a class counts as at ``pair+type``."""
    return _COARSE.get(type_, type_)


def pairs(claim: Claim) -> Iterator[tuple[str, str]]:
    """Source and target of every dyad: every two parties of a reciprocal event, else each with each."""
    parties = dict.fromkeys((*claim.source, *claim.target))
    both = (
        itertools.combinations(parties, 2)
        if claim.reciprocal
        else itertools.product(claim.source, claim.target)
    )
    for a, b in both:
        if a and b and a != b:
            yield a, b


def keys(claim: Claim, level: str) -> Iterator[Key]:
    """The keys of a claim at one of ``LEVELS``; none where it names no two different states."""
    kind = coarse_type(claim.type)
    mutual = claim.reciprocal or claim.root in _MUTUAL_ROOTS or kind in _MUTUAL_TYPES
    happened = Status.NEGATED if claim.status == Status.DENIED else claim.status
    rest: tuple[str, ...] = {
        "pair": (),
        "directed": (),
        "pair+quad": (classes()[claim.type].quad,),
        "pair+root": (claim.root,),
        "directed+root": (claim.root,),
        "pair+type": (kind,),
        "pair+root+status": (claim.root, happened),
    }[level]
    for a, b in pairs(claim):
        ordered = level.startswith("directed") and not mutual
        yield Key(claim.article, (a, b) if ordered or a < b else (b, a), rest)
