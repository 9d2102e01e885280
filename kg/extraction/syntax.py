"""Who does what in a clause: logical roles read off the dependency tree.

``Clause`` undoes what grammar does to a verb's arguments: the passive, relative and participial
clauses, control and raising, coordination, dative shift. A role is a list of head tokens, since
arguments are coordinated and shared. Labels: ClearNLP dependencies as in spaCy's English models.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.control import RELATIVE, participial_agent, relative_head, spread, surface_subject

if TYPE_CHECKING:
    from kg.language.tree import Tree

__all__ = ["Clause", "clause", "is_passive", "predicates"]

_GIVING = frozenset(
    """give award grant offer send hand pay promise owe show teach tell lend sell allow deny assign name call
    elect appoint make consider""".split()
)
_CHARGING = frozenset({"accuse", "suspect", "convict", "acquit"})  # somebody of something
_SOURCES = frozenset({"according", "due", "owing", "thanks", "prior"})  # "to" under these is part of them
_COPULAS = frozenset({"be", "remain", "seem", "become", "stay", "appear", "feel", "grow", "sound"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The logical roles of verb ``verb``; each a list of head tokens in text order."""

    verb: int
    subject: tuple[int, ...] = ()
    object: tuple[int, ...] = ()
    recipient: tuple[int, ...] = ()
    preps: dict[str, tuple[int, ...]] = field(default_factory=dict)
    particle: str | None = None
    complement: int | None = None
    complement_kind: str | None = None
    passive: bool = False


def is_passive(tree: Tree, verb: int) -> bool:
    """A passive clause, or a past participle after its noun ("the accord signed by")."""
    if tree.child(verb, "auxpass", "nsubjpass") is not None or _charged(tree, verb):
        return True
    if tree.tag[verb] != "VBN" or tree.child(verb, "aux") is not None:
        return False
    if tree.dep[verb] == "acl" and tree.child(verb, "dobj") == verb + 1 and tree.child(verb, "agent") is None:
        # "The coalition bombed Sanaa", read as "the coalition (that was) bombed": only verbs of giving
        # keep an object in the passive
        return tree.lemma[verb] in _GIVING
    if _verbless(tree, tree.head[verb]) and tree.dep[verb] == "acl" and tree.child(verb, "agent") is None:
        return False  # "Malaysia, which has claims there, called on both to stop", read as a phrase
    if tree.dep[verb] in ("acl", "advcl", "amod", "ROOT"):
        return tree.child(verb, "nsubj") is None
    return (
        tree.dep[verb] == "conj"
        # "two were hurt and six *captured*": the auxiliary is said once
        and (tree.child(verb, "dobj") is None or tree.child(verb, "nsubj") is not None)
        and is_passive(tree, tree.head[verb])
    )


def _charged(tree: Tree, verb: int) -> bool:
    """ "Iran accused of arming rebels", a headline's passive: whoever accuses accuses somebody of it."""
    if tree.lemma[verb] not in _CHARGING or tree.tag[verb] not in ("VBD", "VBN"):
        return False
    of = any(tree.lower[k] == "of" for k in tree.children(verb, "prep"))
    return of and tree.child(verb, "dobj") is None


def _late_agent(tree: Tree, verb: int) -> list[int]:
    """ "was accused of arming them *by Oman*": an active participle has no agent, so it is the passive's."""
    gerunds = [
        g for k in tree.children(verb, "prep") for g in tree.children(k, "pcomp") if tree.tag[g] == "VBG"
    ]
    by = [
        k
        for g in gerunds
        for k in tree.subtree(g)
        if tree.lower[k] == "by" and tree.tag[tree.head[k]] != "VBN"
    ]
    return [p for k in by for p in tree.children(k, "pobj") if tree.tag[p] in ("NNP", "NNPS")]


def _verbless(tree: Tree, noun: int) -> bool:
    """A name that heads what ends like a full sentence: the verb must be below it."""
    if tree.dep[noun] != "ROOT" or tree.tag[noun] not in ("NNP", "NNPS", "PRP"):
        return False
    _, past = tree.sentences[tree.sent[noun]]
    return tree.words[past - 1] == "." and tree.child(noun, "relcl", "punct") is not None


def clause(tree: Tree, verb: int) -> Clause:
    """The clause of a verb (any VB* token); read once and kept with its tree."""
    found: Clause | None = tree.memo.get(verb)
    if found is None:
        found = tree.memo[verb] = _read(tree, verb)
    return found


def _read(tree: Tree, verb: int) -> Clause:
    passive = is_passive(tree, verb)
    surface = surface_subject(tree, verb, 0)
    objects = spread(tree, tree.children(verb, "dobj"))
    objects += _relative_object(tree, verb, objects, surface)
    objects = objects or spread(tree, _counted(tree, verb))
    recipient = spread(tree, [k for k in tree.children(verb, "dative") if tree.tag[k] not in ("IN", "TO")])
    preps = _prepositions(tree, verb)
    agent = spread(tree, [p for k in tree.children(verb, "agent") for p in tree.children(k, "pobj")])
    agent = (
        agent or participial_agent(tree, verb) or (spread(tree, _late_agent(tree, verb)) if passive else [])
    )
    if passive:
        if objects and not recipient:
            recipient = list(surface)  # "Ukraine was given tanks"
        else:
            objects = list(surface) + objects
        subject = agent
    else:
        subject = list(surface)
    if not objects and not passive:
        # "called the test dangerous" may come as one phrase, "considers the claim baseless" as a clause
        objects = spread(tree, tree.children(verb, "oprd")) if tree.lemma[verb] in ("call",) else []
        objects = objects or spread(
            tree, [s for p in predicates(tree, verb) for s in tree.children(p, "nsubj") if p != verb]
        )
    complement, kind = _complement(tree, verb)
    if not objects and complement is not None and kind == "to":
        # "urged Iran to stop": the parser may take Iran for the lower subject.
        objects = spread(tree, tree.children(complement, "nsubj"))
    particle = tree.child(verb, "prt")
    return Clause(
        verb, tuple(subject), tuple(objects), tuple(recipient), preps,
        tree.lower[particle] if particle is not None else None, complement, kind, passive,
    )  # fmt: skip


def predicates(tree: Tree, verb: int) -> list[int]:
    """What the verb says its object (or a copula its subject) is: "called the test *dangerous*".

    Parsers attach it as predicate, as a clause without a verb, or as an adjective behind the object.
    """
    found = tree.children(verb, "oprd", "acomp", "attr")
    found += [
        k
        for k in tree.children(verb, "ccomp", "xcomp", "advcl")
        if k > verb and tree.pos[k] in ("ADJ", "NOUN", "PROPN") and tree.child(k, "cop", "aux") is None
    ]
    for o in tree.children(verb, "dobj", "nsubjpass"):
        found += [k for k in tree.children(o, "amod", "acl") if k > o and tree.pos[k] == "ADJ"]
    return sorted({c for k in found for c in tree.conjuncts(k)})


def _counted(tree: Tree, verb: int) -> list[int]:
    """The object behind "up to": "kidnapped *up to 16 advisers*", which parsers hang below the verb."""
    tos = [k for k in tree.children(verb, "prep") if tree.lower[k - 1 : k] == ("up",)]
    tos += [k for up in tree.children(verb, "prt", "prep", "advmod") for k in tree.children(up, "prep")]
    return [
        p
        for k in tos
        for p in tree.children(k, "pobj")
        if tree.lower[k] == "to" and tree.lower[k - 1] == "up" and tree.child(p, "nummod") is not None
    ]


def _relative_object(tree: Tree, verb: int, objects: list[int], surface: tuple[int, ...]) -> list[int]:
    """The antecedent, where the relative clause lacks its object ("the drills that Iran held")."""
    above = relative_head(tree, verb)
    if above is None:
        return []
    for i, o in enumerate(objects):
        if tree.lower[o] in RELATIVE:
            del objects[i]
            return [above]
    has_own_subject = bool(surface) and above not in surface
    free = not objects and tree.child(verb, "auxpass", "xcomp", "ccomp") is None
    return [above] if has_own_subject and free and _opens(tree, verb) else []


def _opens(tree: Tree, verb: int) -> bool:
    """Does a relative pronoun belong to the verb: "a plan that A accepted and B *turned down*"?"""
    if tree.dep[verb] != "conj" or tree.child(verb, "nsubj") is None:
        return tree.dep[verb] == "relcl"
    first = tree.head[verb]
    fronted = any(tree.lower[o] in RELATIVE for o in tree.children(first, "dobj"))
    return tree.dep[first] == "relcl" and fronted


def _prepositions(tree: Tree, verb: int) -> dict[str, tuple[int, ...]]:
    out: dict[str, list[int]] = {}
    for k in tree.kids[verb]:
        if tree.dep[k] in ("prep", "dative") and tree.tag[k] in ("IN", "TO", "RB", "VBG", "RP"):
            _gather(tree, k, out)
        elif tree.dep[k] == "advmod" and tree.tag[k] == "RB":
            for under in tree.children(k, "prep"):
                _gather(tree, under, out)
        elif tree.dep[k] in ("acomp", "attr", "oprd") and tree.lemma[verb] in _COPULAS:
            for under in tree.children(k, "prep"):  # "is critical *of*", "is a partner *of*"
                _gather(tree, under, out)
    return {name: tuple(heads) for name, heads in out.items()}


def _gather(tree: Tree, prep: int, out: dict[str, list[int]]) -> None:
    name = tree.lower[prep]
    heads = out.setdefault(name, [])
    for k in tree.kids[prep]:
        if tree.dep[k] in ("pobj", "pcomp"):
            heads += tree.conjuncts(k)
        elif tree.dep[k] == "prep" and name not in _SOURCES:
            _gather(tree, k, out)
    for k in tree.children(prep, "conj"):
        if tree.tag[k] in ("IN", "TO"):
            _gather(tree, k, out)


def _complement(tree: Tree, verb: int) -> tuple[int | None, str | None]:
    for k in tree.kids[verb]:
        if tree.dep[k] not in ("xcomp", "ccomp") or not (tree.is_verb(k) or tree.pos[k] == "AUX"):
            continue
        if any(tree.lower[a] == "to" and tree.dep[a] == "aux" for a in tree.kids[k]):
            return k, "to"
        if tree.tag[k] == "VBG" and tree.child(k, "aux", "nsubj") is None:
            return k, "ing"
        return k, "that"
    # "announced on Monday plans": a clause under the object does not count; a purpose clause does
    for k in tree.children(verb, "advcl"):
        if k > verb and any(tree.lower[a] == "to" and tree.dep[a] == "aux" for a in tree.kids[k]):
            return k, "to"
    return None, None
