"""Does a word modify a noun: as adjective, compound, or behind "of", "on", "in the field of"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import matches

if TYPE_CHECKING:
    from kg.extraction.lexicon_records import Words
    from kg.extraction.scene import Scene

__all__ = ["modified"]

_FIELDS = frozenset("field area sector sphere domain term front".split())


def modified(scene: Scene, noun: int, words: Words, *, near: bool = False) -> bool:
    """Does one of ``words`` modify the noun: adjective, compound, "of", "on", "in the field of ..."?

    ``near``: prepositions do not count, for words that keep a frame off ("hunger strike", but not
    "a strike on police").
    """
    tree = scene.tree
    stack = list(tree.kids[noun])
    depth = dict.fromkeys(stack, 0)
    while stack:
        k = stack.pop()
        if tree.dep[k] in ("amod", "compound", "nmod", "poss", "conj", "npadvmod") and k != noun:
            before = [tree.lemma[x] for x in range(max(0, k - 2), k)]
            if matches(words, tree.lemma[k], before) or matches(words, tree.lower[k], before):
                return True
        elif (
            not near and tree.dep[k] == "prep" and tree.lower[k] in ("of", "in", "on", "for", "against", "at")
        ):
            for p in tree.children(k, "pobj"):
                for x in tree.conjuncts(p):
                    before = [tree.lemma[y] for y in tree.kids[x] if y < x]
                    if matches(words, tree.lemma[x], before) or any(matches(words, b) for b in before):
                        return True
                    if depth[k] < 1 and tree.lemma[x] in _FIELDS:
                        stack += [y for y in tree.kids[x] if y not in depth]
                        depth.update(dict.fromkeys(tree.kids[x], 1))
            continue
        else:
            continue
        for x in tree.kids[k]:
            if x not in depth and depth[k] < 2:
                depth[x] = depth[k] + 1
                stack.append(x)
    return False
