"""Names that stand where a party of an event should and that nobody resolved: what one may want to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.language.calendar_expressions import CALENDAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.scene import Scene
    from kg.model import Mention

__all__ = ["unnamed"]

_PARTS: Final = ("nsubj", "nsubjpass", "dobj", "dative", "poss", "compound", "nmod", "pobj", "appos")
_TOWARDS: Final = frozenset("with to by against from between for of".split())


def unnamed(scene: Scene, head: int) -> list[Mention]:
    """The unresolved names among the arguments of a trigger, in text order."""
    spans = {span for token in _arguments(scene, head) if (span := _name(scene, token)) is not None}
    return [scene.mention(first, last, "unresolved") for first, last in sorted(spans)]


def _arguments(scene: Scene, head: int) -> Iterator[int]:
    """Head tokens of the phrases that a verb or an event noun governs, coordinated ones too."""
    tree = scene.tree
    for child in tree.children(head, *_PARTS):
        yield from tree.conjuncts(child)
    for word in tree.children(head, "prep", "agent"):
        if tree.lower[word] in _TOWARDS:
            for child in tree.children(word, "pobj"):
                yield from tree.conjuncts(child)


def _name(scene: Scene, token: int) -> tuple[int, int] | None:
    """The run of name words around a token, unless it stands for somebody already."""
    tree = scene.tree
    if not _part(scene, token) or tree.lower[token] in CALENDAR:
        return None
    if token in scene.people:
        person, first, last = scene.people[token]
        return (first, last) if person.actor.country is None else None
    first = last = token
    while first > 0 and tree.block[first - 1] == tree.block[token] and _part(scene, first - 1):
        first -= 1
    while last + 1 < len(tree) and tree.block[last + 1] == tree.block[token] and _part(scene, last + 1):
        last += 1
    taken = any(i in scene.names or i in scene.titles or i in scene.people for i in range(first, last + 1))
    return None if taken else (first, last)


def _part(scene: Scene, token: int) -> bool:
    word = scene.tree.words[token]
    return scene.tree.pos[token] == "PROPN" and word[:1].isupper()
