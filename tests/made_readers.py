"""A reader of an article whose trees were written by hand (see ``made_trees``): no model is loaded.

reader = reader_of("Iran/NNP/nsubj>1 struck/VBD/ROOT>1 Oman/NNP/dobj>1", "It/PRP/nsubj>1 ...")
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.actors import Registry
from kg.extraction import frames
from kg.extraction.extractor import Reader
from kg.language.layout import Block
from kg.language.parse import Parsed
from kg.model import Article

from made_trees import tree_of

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.language.tree import Tree


@cache
def _registry() -> Registry:
    return Registry.load(())


def reader_of(*sentences: str, published: str | None = "2024-05-15") -> Reader:
    """The mechanisms of an article with these sentences, one a line."""
    trees = [tree_of(s) for s in sentences]
    text, starts = "", []
    for tree in trees:
        starts.append(len(text))
        text += " ".join(tree.words) + "\n"
    article = Article(id="made", text=text, published=published)
    blocks = tuple(
        Block(field="text", start=start, text=" ".join(tree.words))
        for start, tree in zip(starts, trees, strict=True)
    )
    return Reader.of(
        Parsed(article=article, blocks=blocks, tree=_joined(trees, starts)), frames.load(), _registry()
    )


def told(reader: Reader) -> set[tuple[str, str, str]]:
    """(class, states of the source, of the target) of each candidate that stands; mutual ones in one order."""
    return {_key(c) for c in reader.candidates() if c.reason is None}


def _key(c: Candidate) -> tuple[str, str, str]:
    source, target = ("+".join(sorted({r.country or "" for r in side})) for side in (c.source, c.target))
    if c.reciprocal:
        source, target = sorted((source, target))
    return c.type, source, target


def _joined(trees: list[Tree], starts: list[int]) -> Tree:
    parts = {name: [] for name in ("words", "lemma", "pos", "tag", "dep", "head", "start", "sent", "block")}
    plural: set[int] = set()
    for number, (tree, start) in enumerate(zip(trees, starts, strict=True)):
        base = len(parts["words"])
        for name in ("words", "lemma", "pos", "tag", "dep"):
            parts[name] += getattr(tree, name)
        parts["head"] += [base + h for h in tree.head]
        parts["start"] += [start + s for s in tree.start]
        parts["sent"] += [number] * len(tree)
        parts["block"] += [number] * len(tree)
        plural |= {base + i for i in tree.morph_plural}
    return replace(trees[0], **parts, morph_plural=frozenset(plural))
