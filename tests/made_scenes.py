"""Scenes of one sentence written by hand (see made_trees); words in capitals stand for states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.actors import Registry
from kg.extraction.scene import Quote, Referent, Scene
from kg.language.layout import Block
from kg.language.parse import Parsed
from kg.model import Actor, ActorKind, Article

from made_trees import tree_of

if TYPE_CHECKING:
    from kg.language.tree import Tree

STATES = {"OMAN": "OMN", "IRAN": "IRN", "QATAR": "QAT"}


def scene_of(spec: str, *, headline: bool = False, quotes: tuple[Quote, ...] = ()) -> Scene:
    """The scene of a sentence; nothing is named in it but what ``referent`` knows."""
    tree = tree_of(spec)
    text = " ".join(tree.words)
    block = Block(field="text", start=0, text=text, headline=headline)
    quoted = {i: q for q in quotes for i in range(q.first, q.last + 1)}
    parsed = Parsed(article=Article(id="a", text=text), blocks=(block,), tree=tree)
    return Scene(parsed, Registry.load(), {}, {}, quotes, quoted)


def referent(tree: Tree, i: int) -> list[Referent]:
    """The state that a word in capitals stands for."""
    code = STATES.get(tree.words[i])
    if code is None:
        return []
    actor = Actor(id=code, name=code, kind=ActorKind.STATE, country=code)
    return [Referent(actor, i, i, "official", "name")]
