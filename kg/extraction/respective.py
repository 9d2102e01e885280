"""Names told apart by order: "the Ministers of Defence of A and B, X and Y".

A plural title with as many states as names follow it gives each name the state of its rank in the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.titling import HONORIFIC, Described, titular
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.scene import Name, Scene

__all__ = ["respective"]

_WINDOW = 24  # tokens of a plural title phrase
_LINKS = frozenset({",", "and", "of", "the", "'s", "'", "&", "-", "for", "his", "her", "their", "("})


def respective(scene: Scene, runs: Sequence[tuple[int, int]]) -> dict[int, Described]:
    """First token of a name -> what the plural title before its list says of it.

    ``runs`` are the [first, last] tokens of all names of the article, in text order.
    """
    out: dict[int, Described] = {}
    named = {i for first, last in runs for i in range(first, last + 1)}
    for series in _series(scene, runs):
        phrase = _phrase(scene, series[0][0], named)
        if phrase is None:
            continue
        title, states = phrase
        if len(states) != len(series):
            continue
        span = scene.titles.get(title)
        office = span.title.name if span is not None and span.title.kind == "office" else None
        role = span.title.role if span is not None else None
        for (first, last), state in zip(series, states, strict=True):
            lemmas = frozenset({scene.tree.lemma[title]})
            out[first] = Described(
                state.actor.country, office, role, lemmas, first, last, 0.9, explicit=True
            )  # fmt: skip
    return out


def _series(scene: Scene, runs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Two names or more with nothing between them but commas, "and" and ranks."""
    out: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    for run in runs:
        if current and _joined(scene, current[-1][1] + 1, run[0]):
            current.append(run)
            continue
        if len(current) > 1:
            out.append(current)
        current = [run]
    if len(current) > 1:
        out.append(current)
    return out


def _joined(scene: Scene, first: int, past: int) -> bool:
    tree = scene.tree
    if not 1 <= past - first <= 6 or tree.block[first - 1] != tree.block[past]:
        return False
    between = range(first, past)
    if not any(tree.lower[i] in (",", "and", "&") for i in between):
        return False
    return all(
        tree.lower[i] in (",", "and", "&") or tree.lower[i] in HONORIFIC or i in scene.titles for i in between
    )


def _plural(scene: Scene, i: int) -> bool:
    """Taggers take a capitalised "Ministers" for a name."""
    word = scene.tree.lower[i]
    return i in scene.tree.morph_plural or (word.endswith("s") and not word.endswith("ss"))


def _phrase(scene: Scene, first: int, named: set[int]) -> tuple[int, list[Name]] | None:
    """The plural title that ends before token ``first``, and its states in order."""
    tree = scene.tree
    i = first - 1
    while i >= 0 and (i in scene.titles or tree.lower[i] in HONORIFIC) and not _plural(scene, i):
        i -= 1
    title: int | None = None
    states: list[Name] = []
    for k in range(i, max(-1, i - _WINDOW), -1):
        if tree.block[k] != tree.block[first] or k in named:
            break
        name = scene.names.get(k)
        if name is not None:
            if k == name.head and name.actor.kind == ActorKind.STATE:
                states.insert(0, name)
            continue
        if titular(scene, k):
            if _plural(scene, k):
                title = k
            continue
        if tree.lower[k] not in _LINKS and tree.pos[k] not in ("NOUN", "PROPN", "ADJ"):
            break
    return (title, states) if title is not None and len(states) > 1 else None
