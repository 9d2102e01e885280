"""An article to a parsed article: lay out, tag, parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.layout import Block, blocks
from kg.language.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from kg.model import Article

__all__ = ["Parsed", "parse"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Parsed:
    """An article, the lines it was read as, and their trees as one."""

    article: Article
    blocks: tuple[Block, ...]
    tree: Tree


def parse(article: Article, nlp: Language, fold: Callable[[str], str] = str) -> Parsed:
    """The article, each of its lines parsed for itself.

    One article is one batch: rounding in the network can depend on what shares a batch, and what
    an article gives must not depend on its neighbours.
    """
    lines = tuple(blocks(article))
    docs = list(nlp.pipe([block.text for block in lines], batch_size=256))
    return Parsed(article=article, blocks=lines, tree=Tree.of(docs, [b.start for b in lines], fold))
