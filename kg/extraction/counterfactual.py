"""Which words decide: those without which a reading of the tree would be another.

A rule is asked again over a tree in which one word has become unreadable. This needs no trace in the
rules, costs nothing where nobody asks, and stays true whatever the rules become.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kg.language.tree import Tree

__all__ = ["decisive", "without"]

_UNREADABLE = "…"
T = TypeVar("T")


def without(tree: Tree, tokens: Collection[int]) -> Tree:
    """The tree with these words unreadable; who depends on whom stays."""
    words, lemma, dep = list(tree.words), list(tree.lemma), list(tree.dep)
    for i in tokens:
        words[i] = lemma[i] = _UNREADABLE
        if dep[i] == "neg":  # the label alone says "not"
            dep[i] = "dep"
    masked = replace(tree, words=words, lemma=lemma, dep=dep)
    # What does not change need not be derived again.
    vars(masked).update(kids=tree.kids, sentences=tree.sentences, spans=tree.spans)
    return masked


def decisive(tree: Tree, tokens: Iterable[int], ask: Callable[[Tree], T]) -> tuple[int, ...]:
    """The tokens, of ``tokens``, on which ``ask(tree)`` rests, in text order.

    Those that each decide alone; where several would each do, a smallest set that has to go for another
    answer; () where no word of them matters.
    """
    answer, tokens = ask(tree), tuple(tokens)
    alone = tuple(i for i in tokens if ask(without(tree, (i,))) != answer)
    if alone or ask(without(tree, tokens)) == answer:
        return alone
    needed = list(tokens)
    for i in tokens:
        rest = [k for k in needed if k != i]
        if ask(without(tree, rest)) != answer:
            needed = rest
    return tuple(needed)
