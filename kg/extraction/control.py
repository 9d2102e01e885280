"""Who the subject of a verb is where its own clause does not say it: control, coordination, relatives.

Control as grammarians call it: "urged *Iran* to stop", "accused *Iran* of supplying", "*Iran's*
decision to leave".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.phrases import governor, verbal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.language.tree import Tree

__all__ = ["RELATIVE", "antecedent", "participial_agent", "relative_head", "spread", "surface_subject"]

RELATIVE = frozenset({"which", "that", "who", "whom", "whose", "where"})
# Under these the gerund's doer is the object of the verb above ("accused Iran of supporting").
_OBJECT_CONTROL_PREP = frozenset({"of", "for", "from", "into", "against"})
_OBJECT_CONTROL = frozenset(
    """accuse blame thank criticise praise condemn prevent stop ban bar suspect warn urge ask invite tell
    order force persuade encourage allow enable help permit require compel press call expect want
    request instruct authorise lead cause get advise beg convince entitle forbid direct commission
    denounce fault discourage dissuade push pressure lobby let make see train assist""".split()
)


def relative_head(tree: Tree, verb: int) -> int | None:
    """The noun that a relative clause modifies."""
    v = verb
    while tree.dep[v] in ("conj", "xcomp", "ccomp", "pcomp", "prep", "advcl") and tree.head[v] != v:
        v = tree.head[v]
    return tree.head[v] if tree.dep[v] == "relcl" else None


def antecedent(tree: Tree, relative: int) -> int | None:
    """The noun that a relative pronoun ("whose") stands for."""
    verb = next((a for a in tree.ancestors(relative) if tree.is_verb(a) or tree.pos[a] == "AUX"), None)
    return relative_head(tree, verb) if verb is not None else None


def surface_subject(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """The grammatical subject, found through control, coordination and relative clauses."""
    if depth > 12:
        return ()
    own = tree.children(verb, "nsubj", "nsubjpass", "csubj")
    if not own:  # "the US has been urging allies": parsers may hang the subject on "been"
        own = [s for a in tree.children(verb, "aux") for s in tree.children(a, "nsubj", "nsubjpass")]
    if own and (firm := _firm(tree, verb, own[0])) is not None:
        return (firm,)
    if own and tree.lower[own[0]] in RELATIVE:
        above = relative_head(tree, verb)
        return tuple(tree.conjuncts(above)) if above is not None else tuple(spread(tree, own))
    if own:
        return tuple(spread(tree, own))
    dep, head = tree.dep[verb], tree.head[verb]
    if head == verb:
        return ()
    if dep == "conj":
        # "rejects and condemns": the first of two may be taken for a noun, with a subject of its own
        acts = verbal(tree, head) or tree.child(head, "nsubj") is not None
        return surface_subject(tree, head, depth + 1) if acts else ()
    if dep in ("xcomp", "ccomp", "advcl"):
        return _controller(tree, verb, head, depth)
    if dep == "acl":
        return _noun_controller(tree, verb, head, depth)
    if dep == "relcl":
        return (head,) if not tree.children(verb, "dobj") or tree.tag[verb] == "VBG" else ()
    if dep == "pcomp":
        return _gerund_controller(tree, head, depth)
    if dep in ("aux", "auxpass", "acomp", "attr", "oprd"):
        return surface_subject(tree, head, depth + 1)
    if dep == "amod":
        return (head,) if tree.tag[verb] == "VBN" and participial_agent(tree, verb) else ()
    return ()


def _firm(tree: Tree, verb: int, name: int) -> int | None:
    """ "The Omani builder *Nizwa* bought a yard": parsers may read it as the builder that Nizwa bought."""
    noun = tree.head[verb]
    if tree.dep[verb] != "relcl" or tree.dep[noun] != "ROOT" or tree.tag[name] != "NNP":
        return None
    first = min(tree.subtree(name))
    return noun if first == noun + 1 and tree.children(verb, "dobj") else None


def participial_agent(tree: Tree, verb: int) -> list[int]:
    """The doer in front of a participle: "a *Russian*-brokered truce", "*Saudi*-led"."""
    if tree.dep[verb] != "amod" or tree.lemma[verb] == "base" or verb < 2 or tree.words[verb - 1] != "-":
        return []
    return [k for k in tree.children(verb, "npadvmod", "nmod", "amod", "compound", "advmod") if k == verb - 2]


def _controller(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    if tree.is_noun(head):
        return _noun_controller(tree, verb, head, depth)
    if tree.dep[verb] != "advcl" and tree.lemma[head] in _OBJECT_CONTROL:
        if tree.child(head, "auxpass") is not None:
            return surface_subject(tree, head, depth + 1)
        if objects := tree.children(head, "dobj", "dative"):
            return tuple(spread(tree, objects))
        # "called on Iran to stop", "appealed to Iran to stop"
        if under := [p for k in tree.children(head, "prep", "dative") for p in tree.children(k, "pobj")]:
            return tuple(spread(tree, under))
    if tree.is_verb(head) or tree.pos[head] in ("AUX", "ADJ"):
        return surface_subject(tree, head, depth + 1)
    return ()


def _noun_controller(tree: Tree, verb: int, noun: int, depth: int) -> tuple[int, ...]:
    """The doer of a clause on a noun: "troops fighting", "Iran's decision to leave", "made a decision to"."""
    if tree.tag[verb] in ("VBG", "VBN"):
        above = governor(tree, noun) if _adverbial(tree, verb, noun) else None
        return surface_subject(tree, above, depth + 1) if above is not None else (noun,)
    if owner := tree.children(noun, "poss"):
        return tuple(spread(tree, owner))
    for k in tree.children(noun, "prep"):  # "the decision of Venezuela to expel"
        owner = tree.children(k, "pobj") if tree.lower[k] in ("of", "by") and k < verb else []
        if owner and tree.words[owner[0]][0].isupper():
            return tuple(spread(tree, owner))
    if any(tree.words[k][0].isupper() and k < noun for k in tree.children(noun, "compound", "nmod", "amod")):
        return (noun,)  # "the US commitment to help": the modifier of the noun is the doer
    above = governor(tree, noun)
    return surface_subject(tree, above, depth + 1) if above is not None else ()


def _adverbial(tree: Tree, verb: int, noun: int) -> bool:
    """A participle behind a comma after a thing is of the doer: "rejected the accord, *calling* it void"."""
    return (
        tree.tag[verb] == "VBG"
        and tree.words[verb - 1] == ","
        and tree.tag[noun] in ("NN", "NNS")
        and tree.dep[noun] in ("dobj", "pobj")
        and any(tree.tag[o] == "PRP" for o in tree.children(verb, "dobj", "nsubj"))
    )


def _gerund_controller(tree: Tree, prep: int, depth: int) -> tuple[int, ...]:
    """The doer of a gerund: "accused Iran of supplying", "after meeting him, Iran said"."""
    head = tree.head[prep]
    if tree.is_verb(head):
        if tree.lower[prep] in _OBJECT_CONTROL_PREP and tree.lemma[head] in _OBJECT_CONTROL:
            if objects := tree.children(head, "dobj"):
                return tuple(spread(tree, objects))
            if under := tree.children(head, "nsubjpass"):
                return tuple(spread(tree, under))
        return surface_subject(tree, head, depth + 1)
    if tree.is_noun(head):
        if owner := tree.children(head, "poss"):
            return tuple(spread(tree, owner))
        above = governor(tree, head)
        return surface_subject(tree, above, depth + 1) if above is not None else ()
    return surface_subject(tree, head, depth + 1) if tree.pos[head] in ("AUX", "ADJ") else ()


def spread(tree: Tree, heads: Sequence[int]) -> list[int]:
    """The heads, and what is coordinated with each."""
    return [c for h in heads for c in tree.conjuncts(h)]
