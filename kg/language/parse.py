"""An article to a parsed article: lay out, tag, parse; all of it, or line by line as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language import pipeline
from kg.language.layout import Block, blocks
from kg.language.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.model import Article

__all__ = ["Parsed", "Parser", "parse"]

# What is parsed at once. A network takes some 10 KB a word while it works.
_LINES, _CHARACTERS = 256, 120_000


@dataclass(frozen=True, eq=False, kw_only=True)
class Parsed:
    """An article, the lines it was read as, and their trees as one."""

    article: Article
    blocks: tuple[Block, ...]
    tree: Tree


class Parser:
    """Parses lines of one article when they are asked for, each at most once.

    The entity recogniser costs as much as all the rest: without ``entities`` it reads only lines for which
    the rules ask whether a name is a person's. Lines of two articles never share a batch: rounding in the
    network can depend on what shares one, and what an article gives must not depend on its neighbours.
    """

    def __init__(
        self, article: Article, nlp: Language, fold: Callable[[str], str] = str, *, entities: bool = False
    ) -> None:
        self.article = article
        self.lines = tuple(blocks(article))
        self._nlp = nlp
        self._fold = fold
        self._entities = entities
        self._docs: dict[int, Doc] = {}

    def parsed(self, wanted: Sequence[int] | None = None) -> Parsed:
        """The article as if it had only the ``wanted`` lines, by ascending number; with None, whole."""
        numbers = range(len(self.lines)) if wanted is None else wanted
        new = [n for n in numbers if n not in self._docs]
        texts = [self.lines[n].text for n in new]
        vocabulary = None if self._entities else pipeline.vocabulary(self._nlp)
        left_out = () if self._entities else ("ner", *(vocabulary.STANDS_FOR if vocabulary else ()))
        for some in _batches(texts):
            docs = self._nlp.pipe([texts[n] for n in some], batch_size=_LINES, disable=left_out)
            self._docs.update(zip((new[n] for n in some), docs, strict=True))
        chosen = tuple(self.lines[n] for n in numbers)

        def persons(block: int) -> list[tuple[int, int]]:
            start, doc = chosen[block].start, self._docs[numbers[block]]
            named = self._nlp.get_pipe("ner")(doc).ents
            return [(start + e.start_char, start + e.end_char) for e in named if e.label_ == "PERSON"]

        tree = Tree.of(
            [self._docs[n] for n in numbers], [line.start for line in chosen], self._fold,
            persons=None if self._entities else persons, vocabulary=vocabulary,
        )  # fmt: skip
        return Parsed(article=self.article, blocks=chosen, tree=tree)


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of texts, as many at a time as the network may hold at once: all those of a usual article."""
    some: list[int] = []
    size = 0
    for n in range(len(texts)):
        if some and (len(some) == _LINES or size + len(texts[n]) > _CHARACTERS):
            yield some
            some, size = [], 0
        some.append(n)
        size += len(texts[n])
    if some:
        yield some


def parse(
    article: Article, nlp: Language, fold: Callable[[str], str] = str, *, entities: bool = False
) -> Parsed:
    """The article, each of its lines parsed for itself."""
    return Parser(article, nlp, fold, entities=entities).parsed()
