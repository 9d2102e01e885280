"""Who does what in a clause: logical roles read off the dependency tree.

``Clause`` undoes what grammar does to a verb's arguments: the passive, relative and participial
clauses, control and raising, coordination, dative shift. A role is a list of head tokens, since
arguments are coordinated and shared. Labels: ClearNLP dependencies as in spaCy's English models.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.language.tree import Tree

__all__ = [
    "Clause",
    "antecedent",
    "clause",
    "governor",
    "is_passive",
    "negated",
    "predicates",
    "restricted",
    "see_through",
]

_RELATIVE = frozenset({"which", "that", "who", "whom", "whose", "where"})
# Under these the gerund's doer is the object of the verb above ("accused Iran of supporting").
_OBJECT_CONTROL_PREP = frozenset({"of", "for", "from", "into", "against"})
_OBJECT_CONTROL = frozenset(
    """accuse blame thank criticise praise condemn prevent stop ban bar suspect warn urge ask invite tell
    order force persuade encourage allow enable help permit require compel press call expect want
    request instruct authorise lead cause get advise beg convince entitle forbid direct commission
    denounce fault discourage dissuade push pressure lobby let make see train assist""".split()
)
_GIVING = frozenset(
    """give award grant offer send hand pay promise owe show teach tell lend sell allow deny assign name call
    elect appoint make consider""".split()
)
_SOURCES = frozenset({"according", "due", "owing", "thanks", "prior"})  # "to" under these is part of them
_COPULAS = frozenset({"be", "remain", "seem", "become", "stay", "appear", "feel", "grow", "sound"})
# Measure and collection nouns: what they count is the real head ("a number of exercises").
_TRANSPARENT = frozenset(
    """number series part round set host range variety lot majority couple dozen hundred thousand million
    group handful kind type form sort batch wave string piece some many most several one two three
    all both any each half rest bulk member pair trio third quarter fifth tenth percent % version
    edition phase stage""".split()
)


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
    if tree.child(verb, "auxpass", "nsubjpass") is not None:
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
    surface = _surface_subject(tree, verb, 0)
    objects = _spread(tree, tree.children(verb, "dobj"))
    objects += _relative_object(tree, verb, objects, surface)
    objects = objects or _spread(tree, _counted(tree, verb))
    recipient = _spread(tree, [k for k in tree.children(verb, "dative") if tree.tag[k] not in ("IN", "TO")])
    preps = _prepositions(tree, verb)
    agent = _spread(tree, [p for k in tree.children(verb, "agent") for p in tree.children(k, "pobj")])
    agent = agent or _participial_agent(tree, verb)
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
        objects = _spread(tree, tree.children(verb, "oprd")) if tree.lemma[verb] in ("call",) else []
        objects = objects or _spread(
            tree, [s for p in predicates(tree, verb) for s in tree.children(p, "nsubj") if p != verb]
        )
    complement, kind = _complement(tree, verb)
    if not objects and complement is not None and kind == "to":
        # "urged Iran to stop": the parser may take Iran for the lower subject.
        objects = _spread(tree, tree.children(complement, "nsubj"))
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


def _spread(tree: Tree, heads: Sequence[int]) -> list[int]:
    return [c for h in heads for c in tree.conjuncts(h)]


def _antecedent(tree: Tree, verb: int) -> int | None:
    """The noun that a relative clause modifies."""
    v = verb
    while tree.dep[v] in ("conj", "xcomp", "ccomp", "pcomp", "prep", "advcl") and tree.head[v] != v:
        v = tree.head[v]
    return tree.head[v] if tree.dep[v] == "relcl" else None


def antecedent(tree: Tree, relative: int) -> int | None:
    """The noun that a relative pronoun ("whose") stands for."""
    verb = next((a for a in tree.ancestors(relative) if tree.is_verb(a) or tree.pos[a] == "AUX"), None)
    return _antecedent(tree, verb) if verb is not None else None


def _surface_subject(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """The grammatical subject, found through control, coordination and relative clauses."""
    if depth > 12:
        return ()
    own = tree.children(verb, "nsubj", "nsubjpass", "csubj")
    if not own:  # "the US has been urging allies": parsers may hang the subject on "been"
        own = [s for a in tree.children(verb, "aux") for s in tree.children(a, "nsubj", "nsubjpass")]
    if own and tree.lower[own[0]] in _RELATIVE:
        above = _antecedent(tree, verb)
        return tuple(tree.conjuncts(above)) if above is not None else tuple(_spread(tree, own))
    if own:
        return tuple(_spread(tree, own))
    dep, head = tree.dep[verb], tree.head[verb]
    if head == verb:
        return ()
    if dep == "conj":
        # "rejects and condemns": the first of two may be taken for a noun, with a subject of its own
        verbal = _verbal(tree, head) or tree.child(head, "nsubj") is not None
        return _surface_subject(tree, head, depth + 1) if verbal else ()
    if dep in ("xcomp", "ccomp", "advcl"):
        return _controller(tree, verb, head, depth)
    if dep == "acl":
        return _noun_controller(tree, verb, head, depth)
    if dep == "relcl":
        return (head,) if not tree.children(verb, "dobj") or tree.tag[verb] == "VBG" else ()
    if dep == "pcomp":
        return _gerund_controller(tree, head, depth)
    if dep in ("aux", "auxpass", "acomp", "attr", "oprd"):
        return _surface_subject(tree, head, depth + 1)
    if dep == "amod":
        return (head,) if tree.tag[verb] == "VBN" and _participial_agent(tree, verb) else ()
    return ()


def _participial_agent(tree: Tree, verb: int) -> list[int]:
    """The doer in front of a participle: "a *Russian*-brokered truce", "*Saudi*-led"."""
    if tree.dep[verb] != "amod" or tree.lemma[verb] == "base" or verb < 2 or tree.words[verb - 1] != "-":
        return []
    return [k for k in tree.children(verb, "npadvmod", "nmod", "amod", "compound", "advmod") if k == verb - 2]


def _controller(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    if tree.is_noun(head):
        return _noun_controller(tree, verb, head, depth)
    if tree.dep[verb] != "advcl" and tree.lemma[head] in _OBJECT_CONTROL:
        if tree.child(head, "auxpass") is not None:
            return _surface_subject(tree, head, depth + 1)
        if objects := tree.children(head, "dobj", "dative"):
            return tuple(_spread(tree, objects))
        # "called on Iran to stop", "appealed to Iran to stop"
        if under := [p for k in tree.children(head, "prep", "dative") for p in tree.children(k, "pobj")]:
            return tuple(_spread(tree, under))
    if tree.is_verb(head) or tree.pos[head] in ("AUX", "ADJ"):
        return _surface_subject(tree, head, depth + 1)
    return ()


def _noun_controller(tree: Tree, verb: int, noun: int, depth: int) -> tuple[int, ...]:
    """The doer of a clause on a noun: "troops fighting", "Iran's decision to leave", "made a decision to"."""
    if tree.tag[verb] in ("VBG", "VBN"):
        return (noun,)
    if owner := tree.children(noun, "poss"):
        return tuple(_spread(tree, owner))
    for k in tree.children(noun, "prep"):  # "the decision of Venezuela to expel"
        owner = tree.children(k, "pobj") if tree.lower[k] in ("of", "by") and k < verb else []
        if owner and tree.words[owner[0]][0].isupper():
            return tuple(_spread(tree, owner))
    if any(tree.words[k][0].isupper() and k < noun for k in tree.children(noun, "compound", "nmod", "amod")):
        return (noun,)  # "the US commitment to help": the modifier of the noun is the doer
    above = governor(tree, noun)
    return _surface_subject(tree, above, depth + 1) if above is not None else ()


def _gerund_controller(tree: Tree, prep: int, depth: int) -> tuple[int, ...]:
    """The doer of a gerund: "accused Iran of supplying", "after meeting him, Iran said"."""
    head = tree.head[prep]
    if tree.is_verb(head):
        if tree.lower[prep] in _OBJECT_CONTROL_PREP and tree.lemma[head] in _OBJECT_CONTROL:
            if objects := tree.children(head, "dobj"):
                return tuple(_spread(tree, objects))
            if under := tree.children(head, "nsubjpass"):
                return tuple(_spread(tree, under))
        return _surface_subject(tree, head, depth + 1)
    if tree.is_noun(head):
        if owner := tree.children(head, "poss"):
            return tuple(_spread(tree, owner))
        above = governor(tree, head)
        return _surface_subject(tree, above, depth + 1) if above is not None else ()
    return _surface_subject(tree, head, depth + 1) if tree.pos[head] in ("AUX", "ADJ") else ()


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
    above = _antecedent(tree, verb)
    if above is None:
        return []
    for i, o in enumerate(objects):
        if tree.lower[o] in _RELATIVE:
            del objects[i]
            return [above]
    has_own_subject = bool(surface) and above not in surface
    free = not objects and tree.child(verb, "auxpass", "xcomp", "ccomp") is None
    return [above] if has_own_subject and free and tree.dep[verb] == "relcl" else []


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


def see_through(tree: Tree, noun: int) -> int:
    """The noun that a measure noun counts: "a series *of exercises*"; else the noun itself."""
    for _ in range(3):
        if tree.lemma[noun] not in _TRANSPARENT and tree.pos[noun] not in ("NUM", "DET"):
            return noun
        below = [
            p for k in tree.children(noun, "prep") if tree.lower[k] == "of" for p in tree.children(k, "pobj")
        ]
        if not below:
            return noun
        noun = below[0]
    return noun


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
        if dep in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative", "npadvmod") and _verbal(
            tree, head
        ):
            return head
        if dep in ("prep", "agent") and _verbal(tree, head):
            return head
        if dep in ("conj", "pobj", "prep", "appos", "compound", "amod", "pcomp", "acl", "nmod"):
            if _verbal(tree, head) and dep != "conj":
                return head
            i = head
            continue
        return None
    return None


def _verbal(tree: Tree, i: int) -> bool:
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
