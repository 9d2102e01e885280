"""Parties that the sentence tells beside the event: whom a verb before it faces, between whom somebody
mediates, where the thing stands that is struck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.phrases import see_through
from kg.extraction.syntax import clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.scene import Referent
    from kg.extraction.slots import Slots

__all__ = ["faced", "mediated", "strangers", "struck"]

# What somebody from outside can stand between.
_MEDIATED = frozenset({"Consultation", "Agreement", "Concession", "Assault"})
_AT = frozenset({"in", "near", "at", "off", "inside"})


def strangers(slots: Slots, heads: Sequence[int]) -> bool:
    """ "*only 27 of them* ratified it", "*African leaders* negotiated it": told, and of no known state."""
    tree = slots.scene.tree
    return any(
        (tree.pos[h] == "NUM" or (h in tree.morph_plural and tree.child(h, "amod", "nummod") is not None))
        and not slots.referents.of(h)
        for h in heads
    )


def faced(slots: Slots, verb: int, source: Sequence[Referent]) -> list[Referent]:
    """ "rejected Oman's claim and *demanded* an apology": whom the verb before it was for.

    Of "demanded the release of the men": whoever is to release them.
    """
    tree = slots.scene.tree
    own = {r.country for r in source}
    wanted = clause(tree, verb).object
    for event in reversed(slots.memory.events):
        if event.at in wanted and not event.reciprocal:
            doers = [r for r in event.source if r.country not in own]
            return [r.again(verb, verb, "faced", r.certainty * 0.9) for r in doers]
    before: set[int] = set()
    first = verb
    while tree.dep[first] == "conj" and tree.child(first, "nsubj", "nsubjpass") is None:
        first = tree.head[first]
        before.add(first)
    for event in reversed(slots.memory.events):
        if event.at not in before or event.reciprocal or own != {r.country for r in event.source}:
            continue
        return [r.again(verb, verb, "faced", r.certainty * 0.8) for r in event.target if r.country not in own]
    return []


def mediated(slots: Slots, token: int, mediators: Sequence[Referent]) -> list[Referent]:
    """ "Kenya and Somalia met under Qatari *mediation*": the two of the event that the sentence tells."""
    tree = slots.scene.tree
    own = {r.country for r in mediators}
    for event in reversed(slots.memory.events):
        if tree.sent[event.at] != tree.sent[token]:
            continue
        parties = [r for r in event.parties if r.country not in own]
        if event.reciprocal and event.root in _MEDIATED and len({r.country for r in parties}) == 2:
            return [r.again(token, token, "pair", r.certainty * 0.85) for r in parties]
    return []


def struck(slots: Slots, noun: int) -> list[Referent]:
    """ "a drone attack on a refinery *in Kuwait*": a thing without an owner is of where it stands.

    People are not: who is killed in a country may be of any.
    """
    scene, tree = slots.scene, slots.scene.tree
    for k in tree.children(noun, "prep"):
        if tree.lower[k] not in ("on", "against", "at"):
            continue
        for h in (see_through(tree, p) for p in tree.children(k, "pobj")):
            agent = scene.registry.agent(tree.lemma[h])
            if h in scene.names or h in scene.people or (agent is not None and agent.role != "BUS"):
                continue
            for at in (*tree.children(h, "prep"), *tree.children(noun, "prep")):
                places = tree.children(at, "pobj") if tree.lower[at] in _AT and at > h else []
                found = [r for p in places for r in slots.referents.head(p, place=True)]
                if found:
                    return [r.again(noun, noun, "place", r.certainty * 0.8) for r in found]
    return []
